"""Whether counts rise or fall over time, and by how much: Mann-Kendall and Theil-Sen.

Both go by ranks and medians, so that one wild week moves neither. Sources: Mann (1945), Econometrica 13:245; Kendall
(1975), Rank Correlation Methods; Sen (1968), Journal of the American Statistical Association 63:1379.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class MannKendall:
    """The statistic S, its variance, Z and the two-sided p (0-1) under the hypothesis that there is no trend."""

    s: int
    variance: float
    z: float
    p: float


def mann_kendall(values: Sequence[float]) -> MannKendall:
    """The test of Mann and Kendall for a trend in values at equal distances.

    S is how many pairs rise less how many fall. Var(S) = (n(n-1)(2n+5) - sum t(t-1)(2t+5)) / 18, t the size of each
    group of ties. Z = (S -+ 1) / sqrt(Var(S)), with the correction for continuity, and 0 where S is. The normal
    approximation of p asks for ten values or so.

    Args:
        values: in order of time; any number of them.
    """
    n = len(values)
    s = sum((later > earlier) - (later < earlier) for earlier, later in combinations(values, 2))
    ties = sum(t * (t - 1) * (2 * t + 5) for t in Counter(values).values())
    variance = (n * (n - 1) * (2 * n + 5) - ties) / 18
    z = math.copysign(abs(s) - 1, s) / math.sqrt(variance) if s else 0.0
    return MannKendall(s, variance, z, math.erfc(abs(z) / math.sqrt(2)))


def theil_sen(values: Sequence[float]) -> float:
    """The slope of Theil and Sen per step: the median of the slopes between all pairs.

    Args:
        values: in order of time, at equal distances.

    Raises:
        ValueError: fewer than two values have no slope.
    """
    if len(values) < 2:
        raise ValueError("a slope needs two values")
    pairs = combinations(enumerate(values), 2)
    return median((later - earlier) / (j - i) for (i, earlier), (j, later) in pairs)
