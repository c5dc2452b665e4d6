"""The numbers of a report that a gate may ask for, each with the range it is judged on.

    score       the total; its likely range
    coverage    the share of the method that was measured, 0 to 1; no range
    a pillar    its points; every unknown leaf at 0 and at 100
    a metric    the points of each subject it is measured of; the interval of its value through its curve. What is
                measured over all channels of the company is one number, and its channels that hide it are at 0 and at
                100, each by its weight

A pillar is judged on what is possible and not on what is likely. One wall hides a hundredth of the total and often half
of a pillar: with the unknown half at 20, as in the likely range, a chief executive who never posts would pass by being
behind a login. What is possible only widens when leaves become unknown, so that this turns no failed gate into a passed
one.

The pillar whose id is `coverage` is asked for as `channel-coverage`: `coverage` is that of the data, as in
`--min-coverage`.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from presence_audit.model.channel import COMPANY
from presence_audit.scoring.aggregate import BREADTH, weighted_mean
from presence_audit.scoring.anchors import anchors
from presence_audit.scoring.ranges import leaf_range, range_over

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from presence_audit.model.report import Leaf, Pillar, Report

    Curve = Callable[[Leaf, float], float]
    Range = tuple[float, float]

COVERAGE: Final = "coverage"
_CHANNEL_COVERAGE: Final = "channel-coverage"
_RECENCY: Final = "channel-recency"


class Number(NamedTuple):
    """One number: its name in a sentence, its value (None where it is not known), and its range.

    `low` and `high` are the ends. `applies` is false where nobody is there to ask it of.
    """

    name: str
    value: float | None
    low: float
    high: float
    range_name: str = ""
    applies: bool = True


def gate_ids() -> tuple[str, ...]:
    """Every number that a gate may ask for."""
    pillars = (_CHANNEL_COVERAGE if pillar == COVERAGE else pillar for pillar in anchors().pillars)
    return ("score", COVERAGE, *pillars, *anchors().metrics)


def measured_of(metric: str) -> Literal["leader", "channel", "company"]:
    """Of whom a metric is measured: of each leader, of each channel, or of the company as one."""
    entry = anchors().metrics[metric]
    if entry.pillar == "leaders" and metric != BREADTH:
        return "leader"
    return "channel" if entry.pillar in {"cadence", "consistency"} or metric == _RECENCY else "company"


def ranges_in(report: Report, points: Curve | None) -> Callable[[Leaf], Range]:
    """The range of each leaf of a report; the intervals take part where `points` gives the curves."""
    return partial(leaf_range, leaders=len(report.leaders), points=points)


def _score(report: Report) -> Number:
    return Number("score", report.score.value, *report.score.likely, "likely ")


def _pillar(report: Report, pillar: Pillar, name: str, points: Curve | None) -> Number:
    # The intervals of chance take part where the likely range of the total has them too: all at once, they are rare.
    with_intervals = report.shown is not None and report.shown.intervals
    low, high = range_over(pillar.leaves, ranges_in(report, points if with_intervals else None))
    applies = any(leaf.state != "not-applicable" for leaf in pillar.leaves)
    return Number(name, pillar.score, low, high, "possible ", applies=applies)


def _of_company(metric: str, leaves: Sequence[Leaf], reach: Callable[[Leaf], Range]) -> Number:
    """What is measured over all channels, with the channels that hide it."""
    value, _ = weighted_mean(leaves)
    applies = any(leaf.state != "not-applicable" for leaf in leaves)
    return Number(metric, value, *range_over(leaves, reach), "", applies=applies)


def _of_metric(report: Report, metric: str, subject: str | None, points: Curve | None) -> Iterator[Number]:
    reach = ranges_in(report, points)
    leaves = [leaf for pillar in report.pillars for leaf in pillar.leaves if leaf.metric == metric]
    some_apply = any(leaf.state != "not-applicable" for leaf in leaves)
    if subject in {None, COMPANY} and any(leaf.subject == COMPANY for leaf in leaves):
        yield _of_company(metric, leaves, reach)
        return
    for leaf in leaves:
        applies = leaf.state != "not-applicable"
        if subject == leaf.subject or (subject is None and (applies or not some_apply)):
            yield Number(f"{metric} of {leaf.subject}", leaf.score, *reach(leaf), "", applies=applies)


def numbers_of(report: Report, gate: str, subject: str | None, points: Curve | None) -> tuple[Number, ...]:
    """The numbers that a gate asks for: one, or one for each subject of a metric.

    A metric that the report does not have of anybody does not apply; of a subject that is named, it is unknown.

    Args:
        report: with its score and its pillars.
        gate: one of `gate_ids`.
        subject: whose metric; None for everybody's.
        points: the points of a leaf at another value, by its own curve.
    """
    if gate == "score":
        return (_score(report),)
    if gate in anchors().metrics:
        found = tuple(_of_metric(report, gate, subject, points))
        whose = gate if subject is None else f"{gate} of {subject}"
        return found or (Number(whose, None, *anchors().bounds, applies=subject is not None),)
    named = COVERAGE if gate == _CHANNEL_COVERAGE else gate
    pillar = next((pillar for pillar in report.pillars if pillar.id == named), None)
    if pillar is None:
        return (Number(gate, None, *anchors().bounds),)
    return (_pillar(report, pillar, gate, points),)
