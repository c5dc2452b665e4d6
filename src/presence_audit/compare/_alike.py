"""The score of two audits over the same measures: those that are known in both.

A wall that came up takes measures away, and one that fell brings some: the total moves although nothing did. Over what
is known on both sides, each measure with the weight that it has now, it moves only where something moved.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from presence_audit.scoring.aggregate import mean_of, power_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from presence_audit.model.report import Leaf, Pillar, PillarId
    from presence_audit.scoring import Scored

Pair = tuple[float, float]
_NEARLY = 1e-9


@dataclass(frozen=True, slots=True)
class Alike:
    """The total and the pillars before and after, over what is known in both; a pillar of which nothing is has no pair.

    `is_whole` says that both know the same measures, so that the pairs say nothing new.
    """

    total: Pair | None
    pillars: Mapping[PillarId, Pair]
    is_whole: bool


def _known(pillar: Pillar) -> dict[tuple[str, str], Leaf]:
    return {(leaf.metric, leaf.subject): leaf for leaf in pillar.leaves if leaf.score is not None and leaf.weight}


def _pair(before: Mapping[tuple[str, str], Leaf], after: Mapping[tuple[str, str], Leaf]) -> Pair | None:
    """The pillar on both sides, by the weights of the later one."""
    both = [(leaf.weight, before[key].score, leaf.score) for key, leaf in after.items() if key in before]
    then = mean_of((weight, points) for weight, points, _ in both if points is not None)
    now = mean_of((weight, points) for weight, _, points in both if points is not None)
    return None if then is None or now is None else (then, now)


def _share(before: Pillar, after: Pillar) -> float:
    """How much of the pillar's weight the measures have that are known in both."""
    then, now = _known(before), _known(after)
    whole = math.fsum(leaf.weight for leaf in after.leaves if leaf.state != "not-applicable")
    return math.fsum(leaf.weight for key, leaf in now.items() if key in then) / whole if whole else 0.0


def _knows_the_same(before: Pillar, after: Pillar) -> bool:
    """Whether the same measures are known to the same extent: of a measure over several channels a part may be."""
    return _known(before).keys() == _known(after).keys() and math.isclose(
        before.coverage, after.coverage, abs_tol=_NEARLY
    )


def alike(before: Scored, after: Scored) -> Alike:
    """Both audits over the measures that are known in both; a pillar weighs what those of its measures weigh."""
    pillars: dict[PillarId, Pair] = {}
    weighed: list[tuple[float, Pair]] = []
    is_whole = True
    for then, now in zip(before.pillars, after.pillars, strict=True):
        is_whole = is_whole and _knows_the_same(then, now)
        pair = _pair(_known(then), _known(now))
        if pair is not None:
            pillars[now.id] = pair
            weighed.append((now.weight * _share(then, now), pair))
    totals = [power_mean((weight, pair[side]) for weight, pair in weighed) for side in (0, 1)]
    total = None if totals[0] is None or totals[1] is None else (totals[0], totals[1])
    return Alike(total, pillars, is_whole)
