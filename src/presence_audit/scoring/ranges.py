"""How far the total may lie from where it is printed: the likely range and the hard bounds.

    likely    the total when every unknown leaf stood at 20 and at 80, and breadth counted the unknown leaders as
              silent and as active; where asked, every measured leaf at the worse and the better end of its interval
    bounds    the same at 0 and at 100, with every measured leaf where it is; wide enough to hold the likely range
    widest    the bounds, where a measured leaf that rests on a part of what there is stands at 0 or 100 too, if the
              rest could make it worth less or more, and a leaf of questions that are answered in part (who is named,
              what is linked) at the ends of its interval

Hence opening what was hidden moves the total within the widest range, and hiding more does not raise its low end (but
for corners below 0.2 points: a leader who copied another one whose account is hidden). The intervals of chance (so few
posts, so few questions) take part in the likely range only, and only where asked.

Nothing is unknown then, so every pillar to which the question applies takes part, also one that is "?" today.

Decided where the method is silent: a breadth leaf that is itself unknown (fewer than half of the leaders are known) is
treated as any unknown leaf. Where nothing applies at all, anything is possible.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from presence_audit.scoring.aggregate import BREADTH, breadth_points, mean_of, power_mean
from presence_audit.scoring.anchors import anchors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from presence_audit.model.report import Leaf, Pillar
    from presence_audit.model.shown import Partial

    Curve = Callable[[Leaf, float], float]
    End = Literal[0, 1]

_LOW: Final = 0
_HIGH: Final = 1

# Their intervals say which questions have no answer yet, and nothing of chance.
_YES_OR_UNKNOWN: Final = frozenset({"leader-identified", "linked-accounts"})


class Ranges(NamedTuple):
    """The ranges of the total, each from its low to its high end; each holds the one before it."""

    likely: tuple[float, float]
    bounds: tuple[float, float]
    widest: tuple[float, float]


def _breadth_at(leaf: Leaf, end: End, leaders: int) -> float | None:
    """The points of breadth with the unknown leaders as silent or as active; None for any other leaf."""
    if leaf.metric != BREADTH or leaf.interval is None or leaf.state != "value":
        return None
    share = leaf.interval[end]
    return breadth_points(share, round(share * leaders), leaders)


def _at_likely_end(leaf: Leaf, score: float, end: End, leaders: int, points: Curve | None) -> float:
    """The points of a known leaf at the low or the high end of the likely range."""
    breadth = _breadth_at(leaf, end, leaders)
    if breadth is not None:
        return breadth
    if points is None or leaf.interval is None or leaf.state != "value":
        return score
    # Whether more is better is the curve's affair; the leaf's own points keep the range around the printed total.
    possible = (score, *(points(leaf, value) for value in leaf.interval))
    return max(possible) if end else min(possible)


def _at_bound(leaf: Leaf, score: float, end: End, leaders: int) -> float:
    """The points of a known leaf at the low or the high bound."""
    breadth = _breadth_at(leaf, end, leaders)
    return score if breadth is None else breadth


def _at_widest(leaf: Leaf, score: float, end: End, leaders: int, partial: Mapping[tuple[str, str], Partial]) -> float:
    """The points of a known leaf at the low or the high end of the widest range."""
    of_part = partial.get((leaf.metric, leaf.subject))
    if of_part is not None and (of_part.higher if end else of_part.lower):
        return 100.0 * end
    if leaf.metric in _YES_OR_UNKNOWN and leaf.interval is not None and leaf.state == "value":
        return anchors().metrics[leaf.metric].points(leaf.interval[end])
    return _at_bound(leaf, score, end, leaders)


def _end(pillars: Iterable[Pillar], unknown: float, end: End, known: Callable[[Leaf, float], float]) -> float:
    scores = []
    for pillar in pillars:
        score = mean_of(
            (leaf.weight, unknown if leaf.score is None else known(leaf, leaf.score))
            for leaf in pillar.leaves
            if leaf.state != "not-applicable"
        )
        if score is not None:
            scores.append((pillar.weight, score))
    total = power_mean(scores)
    return total if total is not None else 100.0 * end


def ranges_of(
    pillars: Sequence[Pillar], *, leaders: int, points: Curve | None = None, partial: Iterable[Partial] = ()
) -> Ranges:
    """The ranges of the total.

    Args:
        pillars: with their leaves.
        leaders: how many leaders are named, which the breadth leaf is judged by.
        points: the points of a leaf at another value, by its own curve; the intervals of the leaves take part in the
            likely range where it is given.
        partial: the leaves that rest on a part of what there is.
    """
    of_part = {(one.metric, one.subject): one for one in partial}

    def likely(end: End) -> float:
        unknown = anchors().likely[end]
        return _end(pillars, unknown, end, lambda leaf, score: _at_likely_end(leaf, score, end, leaders, points))

    def bound(end: End) -> float:
        unknown = anchors().bounds[end]
        return _end(pillars, unknown, end, lambda leaf, score: _at_bound(leaf, score, end, leaders))

    def widest(end: End) -> float:
        unknown = anchors().bounds[end]
        return _end(pillars, unknown, end, lambda leaf, score: _at_widest(leaf, score, end, leaders, of_part))

    low, high = likely(0), likely(1)
    least, most = min(bound(0), low), max(bound(1), high)
    return Ranges((low, high), (least, most), (min(widest(0), least), max(widest(1), most)))


def leaf_range(leaf: Leaf, *, leaders: int, points: Curve | None = None) -> tuple[float, float]:
    """The points that one leaf may stand at: 0 to 100 where it is unknown, else what is not settled about its value.

    That is the interval of its value through its curve, where `points` gives one; of breadth, the leaders who are
    unknown.
    """
    if leaf.score is None:
        return anchors().bounds
    low, high = (_at_likely_end(leaf, leaf.score, end, leaders, points) for end in (_LOW, _HIGH))
    return min(leaf.score, low), max(leaf.score, high)


def range_over(leaves: Iterable[Leaf], ranges: Callable[[Leaf], tuple[float, float]]) -> tuple[float, float]:
    """The mean that some leaves may have, each anywhere in its range; 0 to 100 where none applies."""
    applicable = [(leaf.weight, ranges(leaf)) for leaf in leaves if leaf.state != "not-applicable"]
    low, high = (mean_of((weight, reach[end]) for weight, reach in applicable) for end in (_LOW, _HIGH))
    return (low, high) if low is not None and high is not None else anchors().bounds
