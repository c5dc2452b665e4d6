"""The articles of the terms of comparing: what a channel is held against, and how much it weighs."""

from __future__ import annotations

from presence_audit.explain._yardstick import number, origin, source_words
from presence_audit.reports.article import Article, Formula, Listing, Section
from presence_audit.scoring import anchors

KINDS = {"b2b": "business customers", "b2c": "consumers", "public": "the public sector"}
_GOAL = 3  # posts a week, in the example
SORTS = (
    "microblog: X, Threads, Bluesky, Mastodon and the like. blog: the company's own site with its news, a blog, a "
    "press room."
)


def importance_rows() -> tuple[str, ...]:
    """The weights of the sorts of channels, a line for each kind of company."""
    return tuple(
        f"{KINDS.get(kind, kind)} (`kind: {kind}`): "
        + ", ".join(f"{name} {share:.0%}" for name, share in entry.weights.items())
        for kind, entry in anchors().importance.items()
    )


def target() -> Article:
    """The user's own goal."""
    usual = anchors().cadence["linkedin"].default
    low, high = number(usual.typical), number(usual.leading)
    sections = (
        Section(
            "What it does",
            (
                (
                    f"Write `target: {_GOAL}/week` beside a channel in the profiles file. The goal is then worth 90 "
                    "points, and what is worth 50 moves in proportion. A modest goal does not lower the number of "
                    "posts a day that count."
                ),
                (
                    f"Example: on LinkedIn {low} post a week is worth 50 points and {high} are worth 90. With a goal "
                    f"of {_GOAL}:"
                ),
                Formula((f"worth 50: {_GOAL} * {low} / {high} = {number(_GOAL * usual.typical / usual.leading)}",)),
            ),
        ),
    )
    return Article("Target", "Your own goal for a channel takes the place of the benchmark.", sections)


def large_brand() -> Article:
    """From when a channel is held against the anchors of large brands."""
    large = f"{anchors().large_from:,}"
    sections = (
        Section(
            "Why",
            (
                (
                    "The published medians (of all brands the one in the middle) come from accounts with many "
                    "followers. To hold a company of forty people against them would be unfair, and so would it be to "
                    "hold a large one against small accounts. Where the followers are not shown, the channel is judged "
                    "as a small one."
                ),
                "`presence-audit explain posts-per-week` shows both benchmarks of each kind of channel.",
            ),
        ),
        origin("large_from"),
    )
    lead = f"A channel with {large} followers or more is held against what large brands do."
    return Article("Large brands", lead, sections, {"followers": anchors().large_from})


def industry() -> Article:
    """The option that replaces the benchmark of large brands by that of their industry."""
    found = anchors().industries
    large = f"{anchors().large_from:,}"
    sections = (
        Section(
            "What it does",
            (
                (
                    f"For channels of {large} followers or more, the typical rate of the industry that you name "
                    "(`--industry ID`, or `industry:` under `company:` in the profiles file) takes the place of that "
                    "of all industries; smaller channels are judged as always. The leading rate is "
                    f"{found.leading_factor:g} times the typical one, and never less than the leading rate of small "
                    "channels."
                ),
                (
                    "Example: the typical rate of retail on Facebook is "
                    f"{number(found.rates['retail']['facebook'])} a week, so that the leading one is "
                    f"{found.leading_factor:g} * {number(found.rates['retail']['facebook'])} = "
                    f"{number(found.leading_factor * found.rates['retail']['facebook'])}."
                ),
            ),
        ),
        Section(
            "What to know",
            (
                (
                    f"The medians are those of a vendor's sample of brands with {large} followers or more, mostly in "
                    f"the United States. A rate below {found.least:g} a week says that the industry has left the "
                    "platform; then the benchmark of all large brands stays. For an industry that is not in the list "
                    "below there is none."
                ),
            ),
        ),
    )
    rows = tuple(
        f"{name}: " + ", ".join(f"{platform} {rate:g}" for platform, rate in rates.items())
        for name, rates in found.rates.items()
    )
    told = ("Posts a week of the median brand (the one in the middle), by platform:", Listing(rows))
    lead = "By option a large brand is held against its own industry rather than against all."
    return Article(
        "Industry", lead, (*sections, Section("The industries", (*told, f"Source: {source_words(found.source)}")))
    )


def importance() -> Article:
    """How much each kind of channel weighs."""
    source = next(iter(anchors().importance.values())).source
    sections = (
        Section("The weights", (Listing(importance_rows()), SORTS, f"Source: {source_words(source)}")),
        Section(
            "Several channels of one sort",
            (
                (
                    "The one with the best cadence among those that could be read stands for its sort; the others are "
                    "shown and weigh nothing."
                ),
            ),
        ),
    )
    lead = "How much a kind of channel weighs depends on whom the company speaks to."
    facts = {kind: dict(entry.weights) for kind, entry in anchors().importance.items()}
    return Article("Importance", lead, sections, facts)
