"""How sure a share is that was counted from few cases: the 90 % interval of Jeffreys.

With k of n, the share lies between the 5 % and the 95 % quantile of Beta(k+1/2, n-k+1/2); where none or all of the
cases are counted, the interval ends at 0 or 1 (Brown, Cai & DasGupta 2001, Statistical Science 16, 101-133). It is
right on average also for the handful of cases that an audit sees, where the textbook's plus or minus is not.

The quantiles are solved here by bisection over the regularised incomplete beta function (continued fraction, DLMF
8.17.22), because the library that has it weighs 100 MB. Tests hold it to printed tables.
"""

from __future__ import annotations

import math
from functools import lru_cache

_LOW, _HIGH = 0.05, 0.95
_Z = 1.6448536269514722  # the 95 % quantile of the normal distribution
_TINY = 1e-300


def _continued_fraction(x: float, a: float, b: float) -> float:
    """The fraction of the incomplete beta function, by the method of Lentz; quick for x < (a+1)/(a+b+2)."""
    c = 1.0
    d = 1 / (1 - (a + b) * x / (a + 1) or _TINY)
    total = d
    step = 0
    while True:
        step += 1
        even = step * (b - step) * x / ((a + 2 * step - 1) * (a + 2 * step))
        odd = -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1))
        change = 1.0
        for term in (even, odd):
            d = 1 / (1 + term * d or _TINY)
            c = 1 + term / c or _TINY
            change = d * c
            total *= change
        if abs(change - 1) < 1e-15:
            return total


def beta_cdf(x: float, a: float, b: float) -> float:
    """The probability that a share drawn from Beta(a, b) is at most x (the regularised incomplete beta function).

    Args:
        x: any float; 0 below 0 and 1 above 1.
        a: above 0.
        b: above 0.
    """
    if x <= 0 or x >= 1:
        return float(x >= 1)
    weight = a * math.log(x) + b * math.log1p(-x) + math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    if x < (a + 1) / (a + b + 2):
        return math.exp(weight) * _continued_fraction(x, a, b) / a
    return 1 - math.exp(weight) * _continued_fraction(1 - x, b, a) / b


def _beta_quantile(p: float, a: float, b: float) -> float:
    low, high = 0.0, 1.0
    while high - low > 1e-12 * high:
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if beta_cdf(middle, a, b) < p:
            low = middle
        else:
            high = middle
    return (low + high) / 2


@lru_cache(maxsize=4096)
def jeffreys(counted: int, cases: int) -> tuple[float, float]:
    """The ends of the 90 % interval of a share: 9 of 12 give 0.516 and 0.904.

    Args:
        counted: how many of the cases, from 0 to `cases`.
        cases: 1 or more.

    Raises:
        ValueError: there are no cases, or more are counted than there are.
    """
    if not 0 <= counted <= cases or not cases:
        raise ValueError(f"{counted} of {cases} is no share")
    a, b = counted + 0.5, cases - counted + 0.5
    low = _beta_quantile(_LOW, a, b) if counted else 0.0
    high = _beta_quantile(_HIGH, a, b) if counted < cases else 1.0
    return low, high


def wilson(counted: int, cases: int) -> tuple[float, float]:
    """The ends of the 90 % interval of a share by Wilson's score (1927): 9 of 12 give 0.513 and 0.895.

    It is what surveys print beside a share, and close to that of Jeffreys from a dozen cases on.

    Args:
        counted: how many of the cases, from 0 to `cases`.
        cases: 1 or more.

    Raises:
        ValueError: there are no cases, or more are counted than there are.
    """
    if not 0 <= counted <= cases or not cases:
        raise ValueError(f"{counted} of {cases} is no share")
    share, spread = counted / cases, _Z * _Z / cases
    centre = (share + spread / 2) / (1 + spread)
    half = _Z / (1 + spread) * math.sqrt(share * (1 - share) / cases + spread / (4 * cases))
    return (0.0 if not counted else centre - half), (1.0 if counted == cases else centre + half)
