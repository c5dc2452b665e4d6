"""From leaves to pillars to the total, with its ranges, its confidence, its grade and what one change gains.

Pure arithmetic over the leaves of a report: whoever has the report can recompute every score from it.

    pillar    sum(known w*s) / sum(known w); coverage = known w / applicable w; "?" below 0.40
    total     (sum W*sqrt(S) / sum W)^2 over the known pillars (power mean with exponent 1/2: a weak pillar
              is not paid for by a strong one, and a zero does not kill)
    ranges    the total when every unknown leaf stood at 20 and at 80 (likely), at 0 and at 100 (bounds), and
              breadth counted the unknown leaders as silent and as active. Nothing is unknown then, so every
              pillar to which the question applies takes part, also one that is "?" today.

Decided where the method is silent: a breadth leaf that is itself unknown (fewer than half of the leaders are
known) is treated as any unknown leaf. A pillar without any applicable leaf has coverage 0, no score, and
leaves the total, its ranges and the overall coverage. Without a known pillar there is no score and no
grade; the ranges are printed all the same.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from presence_audit.model.report import Pillar, Score
from presence_audit.scoring import curves
from presence_audit.scoring.anchors import anchors

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from presence_audit.model.report import Leaf, PillarId
    from presence_audit.scoring.anchors import Grade

BREADTH = "leader-breadth"
_EDGE = 1e-9  # a coverage of 0.4 that is 0.39999999999999997 by addition is 0.4


@dataclass(frozen=True, slots=True)
class Fact:
    """A confirmed fact that caps the grade: its name in anchors.yaml, and the sentence to print."""

    cap: Literal["no-leader-post", "no-company-post"]
    sentence: str


@dataclass(frozen=True, slots=True)
class Scored:
    """The score with the pillars it rests on."""

    score: Score
    pillars: tuple[Pillar, ...]


def breadth_points(share: float, active: int, leaders: int) -> float:
    """Points of the share of leaders who post; above six leaders four active ones are enough for 90."""
    metric = anchors().metrics[BREADTH]
    points = metric.points(share)
    if leaders <= metric.extra["many"]:
        return points
    return max(points, curves.up(active, metric.extra["count_typical"], metric.extra["count_leading"]))


def _pillar_points(leaves: Iterable[Leaf]) -> tuple[float | None, float, float]:
    """The score, the known and the applicable weight."""
    applicable = [leaf for leaf in leaves if leaf.state != "not-applicable"]
    known = [leaf for leaf in applicable if leaf.score is not None]
    weight = math.fsum(leaf.weight for leaf in known)
    earned = math.fsum(leaf.weight * leaf.score for leaf in known if leaf.score is not None)
    score = min(100.0, earned / weight) if weight else None
    return score, weight, math.fsum(leaf.weight for leaf in applicable)


def weighted_mean(leaves: Iterable[Leaf]) -> tuple[float | None, float]:
    """The score of some leaves, None where none is known, and the share of their weight that is known."""
    score, known, applicable = _pillar_points(leaves)
    return score, min(1.0, known / applicable) if applicable else 0.0


def pillar_of(pillar: PillarId, leaves: Sequence[Leaf]) -> Pillar:
    """One pillar of the report from its leaves."""
    score, coverage = weighted_mean(leaves)
    if coverage < anchors().thresholds.pillar_known - _EDGE:
        score = None
    return Pillar(id=pillar, weight=anchors().pillars[pillar], score=score, coverage=coverage, leaves=tuple(leaves))


def _power_mean(scores: Iterable[tuple[float, float]]) -> float | None:
    pairs = list(scores)
    weight = math.fsum(w for w, _ in pairs)
    if not weight:
        return None
    return min(100.0, (math.fsum(w * math.sqrt(s) for w, s in pairs) / weight) ** 2)


def total_of(pillars: Iterable[Pillar]) -> float | None:
    """The total over the known pillars in full precision; None when no pillar is known."""
    return _power_mean((p.weight, p.score) for p in pillars if p.score is not None)


def _assumed(leaf: Leaf, unknown: float, end: Literal[0, 1], leaders: int) -> Leaf:
    if leaf.state == "unknown":
        return leaf.model_copy(update={"state": "value", "score": unknown})
    if leaf.metric == BREADTH and leaf.interval is not None:
        share = leaf.interval[end]
        return leaf.model_copy(update={"score": breadth_points(share, round(share * leaders), leaders)})
    return leaf


def _end(pillars: Iterable[Pillar], unknown: float, end: Literal[0, 1], leaders: int) -> float:
    scores = []
    for pillar in pillars:
        leaves = [_assumed(leaf, unknown, end, leaders) for leaf in pillar.leaves]
        points, _, _ = _pillar_points(leaves)
        if points is not None:
            scores.append((pillar.weight, points))
    total = _power_mean(scores)
    # Nothing is applicable at all: anything is possible.
    return total if total is not None else 100.0 * end


def _range(pillars: Sequence[Pillar], unknown: tuple[float, float], leaders: int) -> tuple[float, float]:
    return _end(pillars, unknown[0], 0, leaders), _end(pillars, unknown[1], 1, leaders)


def _coverage(pillars: Iterable[Pillar]) -> float:
    applicable = [p for p in pillars if any(leaf.weight and leaf.state != "not-applicable" for leaf in p.leaves)]
    weight = math.fsum(p.weight for p in applicable)
    return min(1.0, math.fsum(p.weight * p.coverage for p in applicable) / weight) if weight else 0.0


def _confidence(coverage: float, half_width: float) -> Literal["high", "medium", "low"]:
    thresholds = anchors().thresholds
    for name, asked in (("high", thresholds.high), ("medium", thresholds.medium)):
        if coverage >= asked.coverage - _EDGE and half_width <= asked.half_width + _EDGE:
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
    return coverage < thresholds.provisional_total - _EDGE or any(
        p.coverage < thresholds.provisional_pillar - _EDGE for p in pillars if p.id in {"cadence", "leaders"}
    )


def gain_of(pillars: Sequence[Pillar], metric: str, subject: str) -> float | None:
    """What the total would rise by if this one leaf stood at 90 points, in points of the total.

    None where the leaf is unknown, not applicable or not there, or where there is no total: what is not
    measured promises nothing. Negative for a leaf that stands above 90.
    """
    before = total_of(pillars)
    target = anchors().thresholds.target_points
    changed, found = [], False
    for pillar in pillars:
        hit = any(
            leaf.metric == metric and leaf.subject == subject and leaf.score is not None for leaf in pillar.leaves
        )
        found = found or hit
        if not hit:
            changed.append(pillar)
            continue
        leaves = [
            leaf.model_copy(update={"score": target}) if leaf.metric == metric and leaf.subject == subject else leaf
            for leaf in pillar.leaves
        ]
        changed.append(pillar_of(pillar.id, leaves))
    after = total_of(changed)
    return after - before if found and before is not None and after is not None else None


def score(leaves: Mapping[PillarId, Sequence[Leaf]], *, leaders: int, facts: Sequence[Fact] = ()) -> Scored:
    """The score and the seven pillars from the leaves of each pillar.

    Args:
        leaves: by pillar; a pillar that is not named has none.
        leaders: how many leaders are named, which the breadth leaf is judged by.
        facts: confirmed facts that cap the grade.
    """
    pillars = tuple(pillar_of(pillar, leaves.get(pillar, ())) for pillar in anchors().pillars)
    likely = _range(pillars, anchors().likely, leaders)
    coverage = _coverage(pillars)
    value = total_of(pillars)
    grade, cap = _capped(value, facts)
    return Scored(
        Score(
            value=value,
            grade=grade,
            provisional=_provisional(pillars, coverage),
            likely=likely,
            bounds=_range(pillars, anchors().bounds, leaders),
            coverage=coverage,
            confidence=_confidence(coverage, (likely[1] - likely[0]) / 2),
            cap=cap,
        ),
        pillars,
    )
