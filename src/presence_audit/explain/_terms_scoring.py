"""The articles of the terms of the score: how a number becomes points, points a total, and a total a grade."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from presence_audit.explain._yardstick import number, origin, source_words
from presence_audit.reports._words import PILLARS
from presence_audit.reports.article import Article, Formula, Listing, Section, Table
from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from presence_audit.reports.article import Block

_EXAMPLE = (90.0, 40.0)  # points of two pillars of one weight
_STEPS = Listing(
    (
        "Something is counted, say the posts a week of a channel: a number with its evidence.",
        "A curve turns the number into 0 to 100 points (`presence-audit explain curves`).",
        "The points of one pillar are averaged by weight, over what is known.",
        "The pillars are put together to the total, again over what is known.",
        "What is unknown is left out, never counted as zero; a range says how much it could change.",
    )
)


def total_words() -> tuple[Block, ...]:
    """How the pillars are put together, with one example."""
    high, low = _EXAMPLE
    roots = math.sqrt(high), math.sqrt(low)
    middle = sum(roots) / 2
    return (
        "The total is taken over the pillars that are known. It is neither their plain mean nor their weakest:",
        Formula(("total = (sum of weight * sqrt(pillar) / sum of weights) squared, over the known pillars",)),
        (
            "Sqrt is the square root. In words: a weak pillar is not paid for in full by a strong one, and a pillar at "
            f"zero does not spoil everything. Two pillars of one weight with {high:g} and {low:g} points:"
        ),
        Formula(
            (
                f"sqrt({high:g}) = {roots[0]:.3f} and sqrt({low:g}) = {roots[1]:.3f}",
                f"({roots[0]:.3f} + {roots[1]:.3f}) / 2 = {middle:.3f}",
                f"{middle:.3f} * {middle:.3f} = {middle**2:.1f}",
            )
        ),
        (
            f"Their plain mean would be {(high + low) / 2:.1f}. (Statisticians call it a power mean with the exponent "
            "1/2.)"
        ),
        (
            "Everything is computed in full precision and printed with one decimal. The grade follows from what is "
            "printed."
        ),
    )


def score() -> Article:
    """The total."""
    rows = tuple((PILLARS[p], p, f"{w:g}") for p, w in anchors().pillars.items())
    sections = (
        Section("Step by step", (_STEPS,)),
        Section("The seven pillars", (Table(("Pillar", "Id", "Of 100"), rows, frozenset({2})),)),
        Section("How the pillars come together", total_words()),
        origin("pillars"),
    )
    lead = (
        "The presence score says on a scale of 0 to 100 how present a company and its leaders are in public, where "
        "50 is typical and 90 clearly leading."
    )
    return Article("The score", lead, sections, {"pillars": dict(anchors().pillars), "exponent": 0.5})


def curves() -> Article:
    """The three curves, and the two that single metrics have."""
    sections = (
        Section(
            "Two anchors",
            (
                (
                    "Every curve is fixed by two values: the one that is worth 50 points, which is typical or the "
                    "least that guidance asks for, and the one that is worth 90, which is clearly leading. It is 90 "
                    "and not 100, so that there is room for those who do still more. Each value has a source, a year "
                    "and a mark of how far to trust it (`presence-audit explain sources`)."
                ),
                "Nobody has to compute a curve: each metric shows its own as a table of values with their points.",
            ),
        ),
        Section(
            "More is better (UP)",
            (
                (
                    "Used for rates, such as posts a week. What counts is how often the value was doubled, not how "
                    "much was added (a log-normal curve): going from one post to two helps more than from ten to "
                    "eleven. No point is lost for more."
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
                    "(90), all (100). Half-way between typical and leading is worth 70."
                ),
            ),
        ),
        Section(
            "Curves of their own",
            ("leader-identified, burstiness and readability have a simpler one each, which their articles tell.",),
        ),
        Section(
            "The signs",
            (
                (
                    "Phi(z) is the share of a bell curve (the normal distribution) that lies below z; ln is the "
                    "natural logarithm; 1.2816 is the number below which nine tenths of a bell curve lie, and makes "
                    "the second anchor worth 90. In a spreadsheet they are NORM.S.DIST(z, TRUE) and LN."
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


def grade() -> Article:
    """The grades and the facts that cap them."""
    scale = anchors().grades
    rows = tuple((grade, f"{least:g}") for grade, least in scale.items())
    silent, dead = anchors().caps["no-leader-post"], anchors().caps["no-company-post"]
    sections = (
        Section(
            "The scale", (Table(("Grade", "From"), rows, frozenset({1})), "C begins at 50 points, which is typical.")
        ),
        Section(
            "What limits it",
            (
                "Two facts limit the grade where they are confirmed for everybody, and leave the score as it is:",
                Listing(
                    (
                        f"no leader has posted in {silent.days} days: at most {silent.grade}",
                        f"no post of the company anywhere in {dead.days} days: at most {dead.grade}",
                    )
                ),
                (
                    "One channel that could not be read is enough to leave such a fact open, and then nothing is "
                    "limited."
                ),
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
            (
                f"The scale: {source_words(anchors().sources['grades'])}",
                f"The limits: {source_words(anchors().sources['caps'])}",
            ),
        ),
    )
    lead = "The grade puts the printed score into one of seven steps, from A+ to F."
    return Article("Grade", lead, sections, {"from": dict(scale)})


def gain() -> Article:
    """What a what-if promises."""
    target = number(anchors().thresholds.target_points)
    sections = (
        Section(
            "How it is computed",
            (
                (
                    f"One number is put to {target} points, which is clearly leading, nothing else is changed, and the "
                    "total is computed again. The difference is the gain. Gains do not add up: each is computed alone."
                ),
                (
                    "Example: the total is 62.1; with the posts of one channel at 90 points it would be 71.3. The gain "
                    "is 9.2."
                ),
            ),
        ),
        Section("Where there is none", ("What is unknown promises nothing, so that nobody gains by guessing.",)),
    )
    lead = f"A gain says how many points the total would rise by if one number stood at {target} points."
    return Article("Gain", lead, sections, {"target_points": anchors().thresholds.target_points})
