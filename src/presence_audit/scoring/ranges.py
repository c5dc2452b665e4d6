"""How far the total may lie from where it is printed: the likely range and the hard bounds.

    likely    the total when every unknown leaf stood at 20 and at 80, and breadth counted the unknown leaders as
              silent and as active; where asked, every measured leaf at the worse and the better end of its interval
    bounds    the same at 0 and at 100, with every measured leaf where it is; wide enough to hold the likely range

Nothing is unknown then, so every pillar to which the question applies takes part, also one that is "?" today.

Decided where the method is silent: a breadth leaf that is itself unknown (fewer than half of the leaders are known) is
treated as any unknown leaf. Where nothing applies at all, anything is possible.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from presence_audit.scoring.aggregate import BREADTH, breadth_points, mean_of, power_mean
from presence_audit.scoring.anchors import anchors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from presence_audit.model.report import Leaf, Pillar

    Curve = Callable[[Leaf, float], float]


class Ranges(NamedTuple):
    """Both ranges of the total, each from its low to its high end; the bounds hold the likely range."""

    likely: tuple[float, float]
    bounds: tuple[float, float]


def _at_end(leaf: Leaf, score: float, end: Literal[0, 1], leaders: int, points: Curve | None) -> float:
    """The points of a known leaf at the low or the high end."""
    if leaf.interval is None or leaf.state != "value":
        return score
    if leaf.metric == BREADTH:
        share = leaf.interval[end]
        return breadth_points(share, round(share * leaders), leaders)
    if points is None:
        return score
    # Whether more is better is the curve's affair; the leaf's own points keep the range around the printed total.
    possible = (score, *(points(leaf, value) for value in leaf.interval))
    return max(possible) if end else min(possible)


def _end(
    pillars: Iterable[Pillar], unknown: float, end: Literal[0, 1], leaders: int, points: Curve | None = None
) -> float:
    scores = []
    for pillar in pillars:
        score = mean_of(
            (leaf.weight, unknown if leaf.score is None else _at_end(leaf, leaf.score, end, leaders, points))
            for leaf in pillar.leaves
            if leaf.state != "not-applicable"
        )
        if score is not None:
            scores.append((pillar.weight, score))
    total = power_mean(scores)
    return total if total is not None else 100.0 * end


def ranges_of(pillars: Sequence[Pillar], *, leaders: int, points: Curve | None = None) -> Ranges:
    """The ranges of the total.

    Args:
        pillars: with their leaves.
        leaders: how many leaders are named, which the breadth leaf is judged by.
        points: the points of a leaf at another value, by its own curve; the intervals of the leaves take part in the
            likely range where it is given.
    """
    low, high = anchors().likely
    likely = _end(pillars, low, 0, leaders, points), _end(pillars, high, 1, leaders, points)
    low, high = anchors().bounds
    bounds = _end(pillars, low, 0, leaders), _end(pillars, high, 1, leaders)
    return Ranges(likely, (min(bounds[0], likely[0]), max(bounds[1], likely[1])))
