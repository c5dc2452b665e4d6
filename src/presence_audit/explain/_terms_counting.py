"""The articles of the terms of counting: what a post is, over which time, and what if something is missing."""

from __future__ import annotations

from presence_audit.explain._yardstick import number, source_words
from presence_audit.reports.article import Article, Formula, Listing, Section
from presence_audit.scoring import anchors


def effective_posts() -> Article:
    """Which posts count."""
    rules = anchors().effective
    sections = (
        Section(
            "The rules",
            (
                Listing(
                    (
                        (
                            "Own words: a reply is no post (it counts as dialogue), and neither is passing on what "
                            f"another wrote, unless at least {rules.own_words} own words stand above it."
                        ),
                        (
                            f"No repeats: nearly the same text within {rules.repeat_days} days is one post, the "
                            "first. Of a leader that holds across all of his or her channels, and a copy of the "
                            f"company's words, or of another leader's, within {rules.copy_days} days is none."
                        ),
                        (
                            "No floods: of one account only so many posts a day count as leading ones need in a week, "
                            "divided by 3.5 and rounded up (two on LinkedIn); of a leader one."
                        ),
                    )
                ),
                Formula(("posts that count per day = 2 * leading rate per week / 7, rounded up",)),
            ),
        ),
        Section(
            "Nearly the same",
            (
                (
                    "Two texts are nearly the same if, once links, names, hashtags and digits are taken out, at "
                    f"least {rules.similarity:.0%} of the runs of {rules.shingle} words that occur in either occur in "
                    f"both. Texts of fewer than {rules.equality_below} words have to be equal."
                ),
            ),
        ),
        Section(
            "Why",
            (
                (
                    "Without these rules a hundred posts on one day would look like a good quarter, and one text "
                    "pasted into five accounts like five voices."
                ),
            ),
        ),
        Section("Where it comes from", (source_words(rules.source),)),
    )
    lead = "An effective post is one that says something of its own: the only kind that counts for how often you post."
    facts = {
        "own_words": rules.own_words,
        "similarity": rules.similarity,
        "repeat_days": rules.repeat_days,
        "copy_days": rules.copy_days,
        "replies_per_recipient": rules.replies_per_recipient,
    }
    return Article("Effective posts", lead, sections, facts)


def missing_data() -> Article:
    """The four states of a number."""
    sections = (
        Section(
            "The four states",
            (
                Listing(
                    (
                        "value: it was measured.",
                        (
                            "absent: it is confirmed not to be there, by the platform, its owner or your profiles "
                            "file. It counts as zero points."
                        ),
                        (
                            "not applicable: the question does not arise. It weighs nothing, and its weight moves to "
                            "the rest."
                        ),
                        (
                            "unknown: nobody can say (a login wall, robots.txt, an error, a listing that was cut "
                            "off). It is left out of the score, and the likely range widens."
                        ),
                    )
                ),
            ),
        ),
        Section(
            "Where the line runs",
            (
                (
                    "A platform's wall is unknown. An account that its owner has closed to the public is absent, "
                    "because what is measured is what the public sees. A search that finds nothing is unknown, never "
                    "absent."
                ),
            ),
        ),
    )
    lead = "Unknown is never zero: every number is in one of four states, and only two of them count."
    return Article("Missing data", lead, sections)


def rate() -> Article:
    """Posts a week from listings that are whole or cut off."""
    sections = (
        Section(
            "The whole window is seen",
            (Formula(("posts a week = posts / weeks",)), "Its interval is Garwood's (1936), for counts."),
        ),
        Section(
            "The listing is cut off",
            (
                (
                    "Many sites show the last ten or twenty posts only. Then the number of posts is fixed and the "
                    "time is what was measured; dividing one by the other would give too much."
                ),
                Formula(("posts a week = (posts - 1) / weeks from the oldest one listed to the audit",)),
                "The time always ends with the audit and not with the newest post: the silence of today counts too.",
            ),
        ),
        Section(
            "The interval",
            (
                (
                    "In nine cases of ten, posts that come by chance at a rate within the interval would give what "
                    "was seen. It is wider where posts come in clusters: its halves are multiplied by the root of "
                    "how much more the weeks differ than chance would make them."
                ),
            ),
        ),
    )
    lead = "How posts a week are worked out from what a channel lists, also where it does not list everything."
    return Article("Rate", lead, sections)


def intervals() -> Article:
    """The option that lets intervals widen the range."""
    sections = (
        Section(
            "With and without",
            (
                (
                    "Without the option the likely range holds only what is unknown. With it, each measured rate is "
                    "also put to the low and to the high end of its own interval."
                ),
            ),
        ),
    )
    lead = "An interval says how far a measured number may be off by chance; by option it widens the likely range too."
    return Article("Intervals", lead, sections)


def windows() -> Article:
    """Over which time each thing is counted, and in whose time zone."""
    sections = (
        Section(
            "The two windows",
            (
                Listing(
                    (
                        "182 days (26 weeks) before the audit: leaders and consistency.",
                        "91 days, the newer half: how often channels post, dialogue, content, the community.",
                        "Who signs as an employee is counted over the whole 182 days, because so few do.",
                    )
                ),
                "Another `window_days` in the profiles file changes both in proportion.",
            ),
        ),
        Section("Days", ("A day begins and ends in the company's own time zone, which the profiles file states.",)),
    )
    lead = "The audit looks back over half a year, and over the newer half of it for what changes faster."
    return Article("Windows", lead, sections)


def holidays() -> Article:
    """The weeks in which silence does not count."""
    weeks = ", ".join(str(week) for week in sorted(anchors().holiday_weeks))
    sections = (
        Section(
            "Which weeks",
            (f"The weeks {weeks} of the year (by ISO's count). A week with a post counts as always.",),
        ),
        Section(
            "Which days",
            (
                (
                    "The public holidays of the country that the profiles file names, where the whole country keeps "
                    "them and nothing was posted. They are taken out of the silences only: of a week with one, six "
                    "other days are left."
                ),
                "`holidays: false` under `settings:` in the profiles file counts every day.",
            ),
        ),
        Section("Where it comes from", (source_words(anchors().sources["holidays"]),)),
    )
    lead = (
        "Quiet weeks of general holiday are neither inactive weeks nor silence; quiet public holidays are no silence."
    )
    return Article("Holidays", lead, sections, {"weeks": sorted(anchors().holiday_weeks)})


def target() -> Article:
    """The user's own goal."""
    sections = (
        Section(
            "What it does",
            (
                (
                    "Write `target: 3/week` beside a channel in the profiles file. The goal is then worth 90 points, "
                    "and what is worth 50 moves in proportion. A modest goal does not lower the number of posts a "
                    "day that count."
                ),
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
                    "The published medians of brands come from accounts with many followers. To hold a company of "
                    "forty people against them would be unfair, and to hold a large one against small accounts as "
                    "well."
                ),
            ),
        ),
        Section("Where it comes from", (source_words(anchors().sources["large_from"]),)),
    )
    lead = f"A channel with {large} followers or more is held against what large brands do."
    return Article("Large brands", lead, sections, {"followers": anchors().large_from})


def industry() -> Article:
    """The option that replaces the benchmark of large brands by that of their industry."""
    sections = (
        Section(
            "What it does",
            (
                (
                    "For channels of large brands, the typical rate of the industry that you name (`--industry ID`, or "
                    "`industry:` under `company:` in the profiles file) takes the place of that of all industries; "
                    "channels below that size are judged as always. The leading rate is "
                    f"{anchors().industries.leading_factor:g} times the typical one, and never less than what the "
                    "platform asks of everybody."
                ),
            ),
        ),
        Section(
            "What to know",
            (
                (
                    "The medians are those of a vendor's sample of brands with 25,000 followers or more, mostly in "
                    "the United States. Where half of an industry has left a platform, its median says nothing, and "
                    "the default stays."
                ),
            ),
        ),
    )
    found = anchors().industries
    rows = tuple(
        f"{name}: " + ", ".join(f"{platform} {rate:g}" for platform, rate in rates.items())
        for name, rates in found.rates.items()
    )
    told = ("Posts a week of the median brand, by platform:", Listing(rows), source_words(found.source))
    lead = "By option a large brand is held against its own industry rather than against all."
    return Article("Industry", lead, (*sections, Section("The industries", told)))


def importance() -> Article:
    """How much each kind of channel weighs."""
    kinds = {"b2b": "business customers", "b2c": "consumers", "public": "the public sector"}
    rows = tuple(
        f"{kinds.get(kind, kind)} (`kind: {kind}`): "
        + ", ".join(f"{name} {share:.0%}" for name, share in entry.weights.items())
        for kind, entry in anchors().importance.items()
    )
    sections = (
        Section("The weights", (Listing(rows), source_words(next(iter(anchors().importance.values())).source))),
        Section(
            "Several channels of one sort",
            ("The one that is known best stands for its sort; the others are shown and weigh nothing.",),
        ),
    )
    lead = "How much a kind of channel weighs depends on whom the company speaks to."
    facts = {kind: dict(entry.weights) for kind, entry in anchors().importance.items()}
    return Article("Importance", lead, sections, facts)


def evidence() -> Article:
    """What stands behind a number."""
    sections = (
        Section(
            "What is kept",
            (
                (
                    "For every answer of a site: its address, the time, the status, and the digest (SHA-256) of what "
                    "it said. A digest is a fingerprint: if one letter of the answer were another, it would be "
                    "another digest."
                ),
                "For every number also the posts that it was counted from, each with its address and time.",
            ),
        ),
        Section(
            "How to look",
            (
                Listing(
                    (
                        "`presence-audit explain RESULT.json` lists the numbers of a result.",
                        (
                            "`presence-audit explain RESULT.json SUBJECT#METRIC` shows one of them, with up to "
                            f"{number(50)} posts."
                        ),
                        "`presence-audit scan --record FILE.warc.gz` keeps the answers themselves.",
                    )
                ),
            ),
        ),
    )
    return Article("Evidence", "Every number can be followed to the answers and the posts that it rests on.", sections)
