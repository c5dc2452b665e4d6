"""The verdict on a whole company: total, grade with its caps, ranges, coverage and confidence.

Without a known pillar there is no total and no grade; the ranges are given all the same. Confidence never changes the
total, and a cap only the grade.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from presence_audit.model.report import Pillar, Score
from presence_audit.scoring.aggregate import EDGE, pillar_of, total_of
from presence_audit.scoring.anchors import anchors
from presence_audit.scoring.ranges import ranges_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from presence_audit.model.report import Leaf, PillarId
    from presence_audit.model.shown import Partial
    from presence_audit.scoring.anchors import Grade


@dataclass(frozen=True, slots=True)
class Fact:
    """A confirmed fact that caps the grade: its name in anchors.yaml, and the sentence to print."""

    cap: Literal["no-leader-post", "no-company-post"]
    sentence: str


@dataclass(frozen=True, slots=True)
class Scored:
    """The score with the pillars it rests on, and the widest range of the total."""

    score: Score
    pillars: tuple[Pillar, ...]
    widest: tuple[float, float]


def _coverage(pillars: Iterable[Pillar]) -> float:
    applicable = [p for p in pillars if any(leaf.weight and leaf.state != "not-applicable" for leaf in p.leaves)]
    weight = math.fsum(p.weight for p in applicable)
    return min(1.0, math.fsum(p.weight * p.coverage for p in applicable) / weight) if weight else 0.0


def _confidence(coverage: float, half_width: float) -> Literal["high", "medium", "low"]:
    thresholds = anchors().thresholds
    for name, asked in (("high", thresholds.high), ("medium", thresholds.medium)):
        if coverage >= asked.coverage - EDGE and half_width <= asked.half_width + EDGE:
            return "high" if name == "high" else "medium"
    return "low"


def printed(value: float) -> float:
    """The value as the report prints it: one decimal."""
    return float(f"{value:.1f}")


def grade_of(value: float) -> Grade:
    """The grade of a score, from its printed value."""
    grades = anchors().grades
    return next(grade for grade, least in grades.items() if printed(value) >= least)


def _capped(value: float | None, facts: Sequence[Fact]) -> tuple[Grade | None, str | None]:
    order = list(anchors().grades)
    strictest = max(facts, key=lambda f: order.index(anchors().caps[f.cap].grade), default=None)
    sentence = strictest.sentence if strictest else None
    if value is None:
        return None, sentence
    grade = grade_of(value)
    if strictest is None:
        return grade, None
    return max(grade, anchors().caps[strictest.cap].grade, key=order.index), sentence


def _provisional(pillars: Iterable[Pillar], coverage: float) -> bool:
    thresholds = anchors().thresholds
    return coverage < thresholds.provisional_total - EDGE or any(
        p.coverage < thresholds.provisional_pillar - EDGE for p in pillars if p.id in {"cadence", "leaders"}
    )


def score(
    leaves: Mapping[PillarId, Sequence[Leaf]],
    *,
    leaders: int,
    facts: Sequence[Fact] = (),
    points: Callable[[Leaf, float], float] | None = None,
    partial: Iterable[Partial] = (),
) -> Scored:
    """The score and the seven pillars from the leaves of each pillar.

    Args:
        leaves: by pillar; a pillar that is not named has none.
        leaders: how many leaders are named, which the breadth leaf is judged by.
        facts: confirmed facts that cap the grade.
        points: the points of a leaf at another value; lets the likely range include the measured intervals, and the
            confidence with it.
        partial: the leaves that rest on a part of what there is, which make the widest range.
    """
    pillars = tuple(pillar_of(pillar, leaves.get(pillar, ())) for pillar in anchors().pillars)
    likely, bounds, widest = ranges_of(pillars, leaders=leaders, points=points, partial=partial)
    coverage = _coverage(pillars)
    value = total_of(pillars)
    grade, cap = _capped(value, facts)
    return Scored(
        Score(
            value=value,
            grade=grade,
            provisional=_provisional(pillars, coverage),
            likely=likely,
            bounds=bounds,
            coverage=coverage,
            confidence=_confidence(coverage, (likely[1] - likely[0]) / 2),
            cap=cap,
        ),
        pillars,
        widest,
    )
