"""How the total moves under other choices than those of the method: other weights, another mean, a guess.

Every draw comes from one generator with a fixed seed, and in an order that does not depend on the order of the leaves,
so that the same report has the same sensitivity.

    weights     the weight of each known pillar times a number from 0.7 to 1.3, each equally likely
    exponents   the power mean with exponent 1 (arithmetic), with 1/2 (the method), and its limit at 0, which is the
                geometric mean: exp(sum W*ln S / sum W), and 0 as soon as one pillar is 0
    unknown     every unknown leaf at 100 times a number from Beta(2,2), every measured one where it is. As in the
                ranges every pillar to which the question applies takes part, also one that is "?" today.

Beta(2,2) is drawn from 256 quantiles, each in the middle of its share: the inverse of 3x^2 - 2x^3 is
1/2 - sin(asin(1 - 2u)/3). So one byte is one draw, and thousands of unknown leaves are drawn in half a second.
"""

from __future__ import annotations

import math
from operator import add
from random import Random
from typing import TYPE_CHECKING, Final

from presence_audit.model.shown import Sensitivity
from presence_audit.scoring.aggregate import mean_of, power_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presence_audit.model.report import Pillar

DRAWS: Final = 4_000
_SEED = 20_170_613
_OFF = 0.3
_BETA = [100 * (0.5 - math.sin(math.asin(1 - (2 * k + 1) / 256) / 3)) for k in range(256)]


def _spread(totals: list[float]) -> tuple[float, float, float]:
    """The 5 %, 50 % and 95 % quantile, each one of the draws."""
    ordered = sorted(totals)
    return ordered[len(ordered) // 20], ordered[len(ordered) // 2], ordered[-1 - len(ordered) // 20]


def _other_weights(scores: Sequence[tuple[float, float]], chance: Random) -> tuple[float, float]:
    roots = [(weight, math.sqrt(score)) for weight, score in scores]
    totals = []
    for _ in range(DRAWS):
        drawn = [(weight * chance.uniform(1 - _OFF, 1 + _OFF), root) for weight, root in roots]
        totals.append((math.fsum(w * root for w, root in drawn) / math.fsum(w for w, _ in drawn)) ** 2)
    low, _, high = _spread(totals)
    return low, high


def _geometric(scores: Sequence[tuple[float, float]]) -> float:
    if not all(score for _, score in scores):
        return 0.0
    weight = math.fsum(w for w, _ in scores)
    return math.exp(math.fsum(w * math.log(score) for w, score in scores) / weight)


def _drawn(pillar: Pillar, chance: Random) -> list[float]:
    """The score of the pillar in each draw; empty where nothing applies."""
    applicable = [leaf for leaf in pillar.leaves if leaf.state != "not-applicable"]
    weight = math.fsum(leaf.weight for leaf in applicable)
    if not weight:
        return []
    earned = [math.fsum(leaf.weight * leaf.score for leaf in applicable if leaf.score is not None)] * DRAWS
    for unknown in sorted(leaf.weight for leaf in applicable if leaf.score is None and leaf.weight):
        adds = [unknown * points for points in _BETA]
        earned = list(map(add, earned, map(adds.__getitem__, chance.randbytes(DRAWS))))
    return [min(100.0, one / weight) for one in earned]


def _guessed(pillars: Sequence[Pillar], chance: Random) -> tuple[float, float, float]:
    drawn = [(pillar.weight, scores) for pillar in pillars if (scores := _drawn(pillar, chance))]
    weights = [weight for weight, _ in drawn]
    totals = (power_mean(zip(weights, scores, strict=True)) for scores in zip(*(s for _, s in drawn), strict=True))
    return _spread([total for total in totals if total is not None])


def sensitivity_of(pillars: Sequence[Pillar]) -> Sensitivity | None:
    """How the total of these pillars, with their leaves, moves in points; None where there is no total."""
    scores = [(p.weight, p.score) for p in pillars if p.score is not None]
    arithmetic, total = mean_of(scores), power_mean(scores)
    if arithmetic is None or total is None:
        return None
    chance = Random(_SEED)  # noqa: S311  nothing here is secret, and the same draws are wanted every time
    return Sensitivity(
        draws=DRAWS,
        weights=_other_weights(scores, chance),
        exponents=(arithmetic, total, _geometric(scores)),
        unknown=_guessed(pillars, chance),
    )
