"""The article of the gates: what a run that nobody watches may ask for, and when it is met."""

from __future__ import annotations

from presence_audit.reports.article import Article, Formula, Listing, Section
from presence_audit.scoring.regress import LEAST_FALL, LOST

_EXAMPLE = (
    "gates:",
    "  - {id: leaders, minimum: 50}",
    "  - {id: leader-last-post, minimum: 40, subject: leader:ceo}",
    "  - {id: coverage, minimum: 0.6, level: warn}",
)


def _numbers() -> Section:
    return Section(
        "What can be asked for",
        (
            Listing(
                (
                    "score: the total, judged on its likely range. The flag `--fail-under` asks the same.",
                    (
                        "coverage: the share of the method that was measured, 0 to 1, as with `--min-coverage`. Too "
                        "little is undecided and not failed: it says that evidence is missing."
                    ),
                    (
                        "a pillar (cadence, leaders, consistency, dialogue, content, channel-coverage, ambassadors): "
                        "its points, with every unknown number at 0 and at 100. The pillar Channel coverage has a name "
                        "of its own here, because `coverage` is that of the data."
                    ),
                    (
                        "a metric (see `presence-audit metrics`): its points, with the interval of the value. Where it "
                        "is measured of each leader or channel, each must reach the minimum; `subject` names one."
                    ),
                )
            ),
            Formula(_EXAMPLE),
        ),
    )


def _verdicts() -> Section:
    return Section(
        "Passed, failed, undecided",
        (
            Listing(
                (
                    "passed: the low end of the range reaches the minimum. Exit code 0.",
                    "failed: not even the high end does. Exit code 10.",
                    "undecided: the minimum lies within the range, or the number is unknown. Exit code 4.",
                )
            ),
            (
                "`level: warn` tells it and leaves the exit code alone. `on_unknown: pass` or `fail` says what a "
                "number that could not be measured counts as; a number that does not apply passes. With `--gate "
                "point` the printed numbers decide, and no range."
            ),
            (
                "The last line on stderr names each gate that is not passed, with its numbers; -v gives a line for "
                "each gate, and `-o gates.xml` a test for each. Of several verdicts the gravest decides: 10 goes "
                "before 4."
            ),
        ),
    )


def _regress() -> Section:
    return Section(
        "No regress",
        (
            (
                "`--no-regress` asks that the score is not lower than in the last audit, and `--baseline RESULT.json` "
                "than in that result. Both are scored by the method of today. Compared are the numbers that are known "
                "in both, so that a poor channel that can be read at last is no fall."
            ),
            Listing(
                (
                    (
                        "A channel that was read then and cannot be read now is undecided, whatever the rest says: it "
                        f"may hide a fall, or feign a rise. So are {LOST:.0%} of the method that are unknown now for "
                        "another reason."
                    ),
                    (
                        "A number whose earlier points lie within its interval of today has not fallen for sure. What "
                        f"is left must be {LEAST_FALL:g} point at least: how long ago somebody last posted moves the "
                        "score by as much from week to week."
                    ),
                    (
                        "Without an earlier audit it passes, and says so. A slow slide shows only against a result "
                        "that stays the same: keep one, and name it with `--baseline`."
                    ),
                )
            ),
        ),
    )


def gates() -> Article:
    """What a gate asks for, and when it is met."""
    lead = "A gate is a number that a run must reach; its exit code says whether it did, judged on the range."
    return Article("Gates", lead, (_numbers(), _verdicts(), _regress()))
