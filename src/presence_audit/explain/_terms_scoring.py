"""The articles of the terms of the score: how points become a total, a range, a confidence and a grade."""

from __future__ import annotations

from presence_audit.explain._yardstick import TAGS, number, source_words
from presence_audit.reports._words import PILLARS
from presence_audit.reports.article import Article, Formula, Listing, Section, Table
from presence_audit.scoring import anchors

_EXAMPLE = (90.0, 40.0)  # points of two pillars of one weight


def _source(name: str) -> Section:
    return Section("Where it comes from", (source_words(anchors().sources[name]),))


def score() -> Article:
    """The total."""
    rows = tuple((PILLARS[p], p, f"{w:g}") for p, w in anchors().pillars.items())
    high, low = _EXAMPLE
    power = ((high**0.5 + low**0.5) / 2) ** 2
    together = (
        "The total is taken over the pillars that are known. It is neither their plain mean nor their weakest:",
        Formula(("total = (sum of weight * sqrt(pillar) / sum of weights) squared, over the known pillars",)),
        (
            "This is a power mean with the exponent 1/2. In words: a weak pillar is not paid for in full by a strong "
            f"one, and a pillar at zero does not spoil everything. Two pillars of one weight with {high:g} and "
            f"{low:g} points give {power:.1f}, where the plain mean would be {(high + low) / 2:.1f}."
        ),
        (
            "Everything is computed in full precision and printed with one decimal. The grade follows from what is "
            "printed."
        ),
    )
    sections = (
        Section("Step by step", (_STEPS,)),
        Section("The seven pillars", (Table(("Pillar", "Id", "Of 100"), rows, frozenset({2})),)),
        Section("How the pillars come together", together),
        _source("pillars"),
    )
    lead = (
        "The presence score says on a scale of 0 to 100 how present a company and its leaders are in public, where "
        "50 is typical and 90 clearly leading."
    )
    return Article("The score", lead, sections, {"pillars": dict(anchors().pillars), "exponent": 0.5})


_STEPS = Listing(
    (
        "Something is counted, say the posts a week of a channel: a number with its evidence.",
        "A curve turns the number into 0 to 100 points (`presence-audit explain curves`).",
        "The points of one pillar are averaged by weight, over what is known.",
        "The pillars are put together to the total, again over what is known.",
        "What is unknown is left out, never counted as zero; a range says how much it could change.",
    )
)


def curves() -> Article:
    """The three curves."""
    sections = (
        Section(
            "Two anchors",
            (
                (
                    "Every curve is fixed by two values: the one that is worth 50 points, which is typical or the "
                    "least that guidance asks for, and the one that is worth 90, which is clearly leading. Each has "
                    "a source, a year and a mark of how far to trust it (`presence-audit explain sources`)."
                ),
            ),
        ),
        Section(
            "More is better (UP)",
            (
                (
                    "Used for rates, such as posts a week. It follows how often the value was doubled rather than "
                    "the value itself (a log-normal curve), so that going from one post to two helps more than from "
                    "ten to eleven. No point is lost for more."
                ),
                Formula(("points = 100 * Phi(1.2816 * ln(value / typical) / ln(leading / typical)), 0 at 0",)),
            ),
        ),
        Section(
            "Less is better (DOWN)",
            (
                "Used for days and hours, such as days since the last post: the same curve turned around.",
                Formula(("points = 100 * Phi(1.2816 * ln(typical / value) / ln(typical / leading)), 100 at 0",)),
            ),
        ),
        Section(
            "Shares (PL)",
            (
                (
                    "Used for shares of a whole: straight lines through nothing (0 points), typical (50), leading "
                    "(90), all (100)."
                ),
            ),
        ),
        Section(
            "The signs",
            (
                (
                    "Phi(z) is the share of a bell curve (the normal distribution) that lies below z; ln is the "
                    "natural logarithm; 1.2816 is the number below which nine tenths of a bell curve lie, and makes "
                    "the second anchor worth 90."
                ),
            ),
        ),
        Section(
            "Where they come from",
            (
                (
                    "The first two are the curve of Google's Lighthouse, which scores how fast web pages are (its "
                    "source file shared/statistics.js). The third is our own, because the other two never quite "
                    "reach 100, and all is all."
                ),
            ),
        ),
    )
    return Article("Curves", "A curve turns what was measured into 0 to 100 points.", sections)


def sources() -> Article:
    """The evidence tags, and what may be trusted."""
    tags = Listing(tuple(f"{tag}: {words}." for tag, words in TAGS.items()))
    trust = (
        (
            "Beside it stands how far to trust the value for what it is used for here: high, medium or low. A number "
            "that was read at the publisher may still be old, or be about large brands in another country."
        ),
    )
    sections = (Section("The five letters", (tags,)), Section("Trust", trust))
    lead = "Every anchor of the method has a source, a year and a letter that says how the number was come by."
    return Article("Sources", lead, sections, {"tags": dict(TAGS)})


def likely_range() -> Article:
    """The likely range and the hard bounds."""
    low, high = anchors().likely
    least, most = anchors().bounds
    sections = (
        Section(
            "How it is computed",
            (
                (
                    f"The whole score is computed again, once with every unknown number at {low:g} points and once at "
                    f"{high:g}. Unknown leaders count as silent in the one and as active in the other."
                ),
                (
                    f"Why these two: {source_words(anchors().sources['range'])} In words: if nothing is known of a "
                    "number, eight times of ten it lies between them."
                ),
            ),
        ),
        Section(
            "Hard bounds",
            (f"The same with {least:g} and {most:g}: whatever the unknown turns out to be, the score lies within.",),
        ),
        Section(
            "What it is good for",
            (
                (
                    "Hiding something never raises the low end. Compare two companies by their ranges: where these "
                    "overlap, the difference may be no more than what could be measured."
                ),
            ),
        ),
    )
    lead = "The likely range says between which two scores the true one probably lies, given what is not known."
    return Article("Likely range", lead, sections, {"likely": [low, high], "bounds": [least, most]})


def coverage() -> Article:
    """Data coverage."""
    limits = anchors().thresholds
    sections = (
        Section(
            "How it is computed",
            (
                Formula(
                    (
                        "coverage of a pillar = weight of its known numbers / weight of its numbers that apply",
                        "data coverage = sum of (pillar weight * its coverage) / sum of the pillar weights",
                    )
                ),
                "What does not apply (nobody asked a question, so none could be answered) counts on neither side.",
            ),
        ),
        Section(
            "What it does",
            (
                (
                    f"A pillar of which less than {limits.pillar_known:.0%} is known is shown as `?` and left out. "
                    f"The grade is provisional where less than {limits.provisional_total:.0%} of everything, or less "
                    f"than {limits.provisional_pillar:.0%} of cadence or of leaders, is known. Coverage never changes "
                    "the score."
                ),
            ),
        ),
        _source("thresholds"),
    )
    lead = "Data coverage is the share of the method, by weight, that could be measured at all."
    facts = {
        "pillar_known": limits.pillar_known,
        "provisional_total": limits.provisional_total,
        "provisional_pillar": limits.provisional_pillar,
    }
    return Article("Data coverage (term coverage)", lead, sections, facts)


def confidence() -> Article:
    """The three words of confidence."""
    limits = anchors().thresholds
    asked = tuple(
        f"{name}: at least {need.coverage:.0%} of the data known, and the likely range no more than "
        f"{2 * need.half_width:g} points wide"
        for name, need in (("high", limits.high), ("medium", limits.medium))
    )
    sections = (
        Section("The three words", (Listing((*asked, "low: everything else")),)),
        Section("What it does not do", ("It never changes the score: a well-known 40 and a guessed 40 are both 40.",)),
        _source("thresholds"),
    )
    return Article("Confidence", "Confidence says in one word how far the score can be relied on.", sections)


def grade() -> Article:
    """The grades and the facts that cap them."""
    scale = anchors().grades
    rows = tuple((grade, f"{least:g}") for grade, least in scale.items())
    silent, dead = anchors().caps["no-leader-post"], anchors().caps["no-company-post"]
    sections = (
        Section("The scale", (Table(("Grade", "From"), rows, frozenset({1})), "C begins at what is typical.")),
        Section(
            "What caps it",
            (
                "Two facts limit the grade where they are confirmed for everybody, and leave the score as it is:",
                Listing(
                    (
                        f"no leader has posted in {silent.days} days: at most {silent.grade}",
                        f"no post of the company anywhere in {dead.days} days: at most {dead.grade}",
                    )
                ),
                "One channel that could not be read is enough to leave such a fact open.",
            ),
        ),
        Section(
            "Provisional",
            (
                (
                    "A grade in brackets is provisional: too little is known for a verdict (`presence-audit explain "
                    "coverage`)."
                ),
            ),
        ),
        Section(
            "Where it comes from",
            (source_words(anchors().sources["grades"]), source_words(anchors().sources["caps"])),
        ),
    )
    lead = "The grade puts the printed score into one of seven steps, from A+ to F."
    return Article("Grade", lead, sections, {"from": dict(scale)})


def gain() -> Article:
    """What a what-if promises."""
    target = anchors().thresholds.target_points
    sections = (
        Section(
            "How it is computed",
            (
                (
                    f"One number is put to {target:g} points, nothing else is changed, and the total is computed "
                    "again. The difference is the gain. Gains do not add up: each is computed alone."
                ),
            ),
        ),
        Section("Where there is none", ("What is unknown promises nothing, so that nobody gains by guessing.",)),
    )
    lead = f"A gain says how many points the total would rise by if one number stood at {number(target)} points."
    return Article("Gain", lead, sections, {"target_points": target})


def sensitivity() -> Article:
    """How the total moves under other choices."""
    sections = (
        Section(
            "What is tried",
            (
                Listing(
                    (
                        (
                            "every pillar's weight up to 30% higher or lower, many times over: 90% of the totals lie "
                            "between the two that are shown"
                        ),
                        (
                            "the pillars put together by the plain mean (exponent 1), by the method (1/2), and so "
                            "that a zero spoils everything (near 0, the geometric mean)"
                        ),
                        "every unknown number drawn by lot, those in the middle more often than those at the ends",
                    )
                ),
                "The lots are drawn from a fixed start, so that the same evidence gives the same figures.",
            ),
        ),
        Section("How to read it", ("If the total hardly moves, it does not hang on our choices.",)),
    )
    lead = "Sensitivity shows how far the total would move if the method had been made up a little differently."
    return Article("Sensitivity", lead, sections)
