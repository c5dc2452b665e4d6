"""From leaves to pillars to the total, and what one change gains.

Pure arithmetic over the leaves of a report: whoever has the report can recompute every score from it.

    pillar    sum(known w*s) / sum(known w); coverage = known w / applicable w; "?" below 0.40
    total     (sum W*sqrt(S) / sum W)^2 over the known pillars (power mean with exponent 1/2: a weak pillar
              is not paid for by a strong one, and a zero does not kill)

Decided where the method is silent: a pillar without any applicable leaf has coverage 0, no score, and leaves the
total, its ranges and the overall coverage. Without a known pillar there is no total.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from presence_audit.model.report import Pillar
from presence_audit.scoring import curves
from presence_audit.scoring.anchors import anchors

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from presence_audit.model.report import Leaf, PillarId

BREADTH: Final = "leader-breadth"
EDGE: Final = 1e-9  # a coverage of 0.4 that is 0.39999999999999997 by addition is 0.4


def breadth_points(share: float, active: int, leaders: int) -> float:
    """Points of the share of leaders who post; above six leaders four active ones are enough for 90."""
    metric = anchors().metrics[BREADTH]
    points = metric.points(share)
    if leaders <= metric.extra["many"]:
        return points
    return max(points, curves.up(active, metric.extra["count_typical"], metric.extra["count_leading"]))


def mean_of(weighed: Iterable[tuple[float, float]]) -> float | None:
    """The mean of points by weight, from pairs of weight and points; None where nothing weighs."""
    pairs = list(weighed)
    weight = math.fsum(w for w, _ in pairs)
    return min(100.0, math.fsum(w * points for w, points in pairs) / weight) if weight else None


def weighted_mean(leaves: Iterable[Leaf]) -> tuple[float | None, float]:
    """The score of some leaves, None where none is known, and the share of their weight that is known."""
    applicable = [leaf for leaf in leaves if leaf.state != "not-applicable"]
    known = [(leaf.weight, leaf.score) for leaf in applicable if leaf.score is not None]
    weight = math.fsum(leaf.weight for leaf in applicable)
    return mean_of(known), min(1.0, math.fsum(w for w, _ in known) / weight) if weight else 0.0


def pillar_of(pillar: PillarId, leaves: Sequence[Leaf]) -> Pillar:
    """One pillar of the report from its leaves."""
    score, coverage = weighted_mean(leaves)
    if coverage < anchors().thresholds.pillar_known - EDGE:
        score = None
    return Pillar(id=pillar, weight=anchors().pillars[pillar], score=score, coverage=coverage, leaves=tuple(leaves))


def power_mean(scores: Iterable[tuple[float, float]]) -> float | None:
    """The power mean with exponent 1/2, from pairs of weight and score; None where nothing weighs."""
    pairs = list(scores)
    weight = math.fsum(w for w, _ in pairs)
    if not weight:
        return None
    return min(100.0, (math.fsum(w * math.sqrt(s) for w, s in pairs) / weight) ** 2)


def total_of(pillars: Iterable[Pillar]) -> float | None:
    """The total over the known pillars in full precision; None when no pillar is known."""
    return power_mean((p.weight, p.score) for p in pillars if p.score is not None)


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
