"""From a measured value to 0-100 points: three curves, each fixed by two anchors, and two made of straight lines.

50 is typical (or the floor that guidance gives), 90 is clearly leading. `up` and `down` are the curve of
Lighthouse (shared/statistics.js): the normal distribution over the logarithm of the value, clamped so that
50 and 90 hold exactly at the anchors. `share` is for shares, because a log-normal never reaches 100.
"""

from __future__ import annotations

import math

# The 90th percentile of the normal distribution: what makes the second anchor worth 90.
_K = 1.2815515655446004


def _points(z: float) -> float:
    return 50.0 * math.erfc(-z / math.sqrt(2))


def _clamped(points: float, *, typical: bool, leading: bool) -> float:
    """Hold the anchors exactly, whatever the last bit of the logarithm says."""
    if leading:
        return min(100.0, max(90.0, points))
    return min(90.0, max(50.0, points)) if typical else min(50.0, max(0.0, points))


def up(x: float, typical: float, leading: float) -> float:
    """Points where more is better: 100*Phi(K*ln(x/typical)/ln(leading/typical)), 0 for x <= 0.

    Args:
        x: the measured value, any float but NaN.
        typical: the value worth 50, above 0.
        leading: the value worth 90, above `typical`.

    Raises:
        ValueError: x is NaN, or the anchors are not in order.
    """
    if not 0 < typical < leading:
        raise ValueError(f"anchors out of order: 0 < {typical} < {leading} does not hold")
    if math.isnan(x):
        raise ValueError("NaN has no points")
    if x <= 0:
        return 0.0
    z = _K * (math.log(x) - math.log(typical)) / (math.log(leading) - math.log(typical))
    return _clamped(_points(z), typical=x >= typical, leading=x >= leading)


def down(x: float, typical: float, leading: float) -> float:
    """Points where less is better: 100*Phi(K*ln(typical/x)/ln(typical/leading)), 100 for x <= 0.

    Args:
        x: the measured value, any float but NaN.
        typical: the value worth 50.
        leading: the value worth 90, above 0 and below `typical`.

    Raises:
        ValueError: x is NaN, or the anchors are not in order.
    """
    if not 0 < leading < typical:
        raise ValueError(f"anchors out of order: 0 < {leading} < {typical} does not hold")
    if math.isnan(x):
        raise ValueError("NaN has no points")
    if x <= 0:
        return 100.0
    z = _K * (math.log(typical) - math.log(x)) / (math.log(typical) - math.log(leading))
    return _clamped(_points(z), typical=x <= typical, leading=x <= leading)


def share(p: float, typical: float, leading: float) -> float:
    """Points of a share: straight lines through (0, 0), (typical, 50), (leading, 90) and (1, 100).

    A share outside 0-1 is taken as the nearer end.

    Raises:
        ValueError: p is NaN, or 0 < typical < leading < 1 does not hold.
    """
    if not 0 < typical < leading < 1:
        raise ValueError(f"anchors out of order: 0 < {typical} < {leading} < 1 does not hold")
    if math.isnan(p):
        raise ValueError("NaN has no points")
    p = min(1.0, max(0.0, p))
    if p < typical:
        return 50 * p / typical
    if p < leading:
        return 50 + 40 * (p - typical) / (leading - typical)
    return 90 + 10 * (p - leading) / (1 - leading)


def falling(x: float, zero_from: float) -> float:
    """Points that fall in a straight line from 100 at x <= 0 to 0 at `zero_from` and beyond."""
    if math.isnan(x):
        raise ValueError("NaN has no points")
    return 100.0 * (1 - min(1.0, max(0.0, x / zero_from)))


def band(x: float, lowest: float, highest: float, per_point: float, least_below: float) -> float:
    """Points where there may be too much and too little: 100 from `lowest` to `highest`, less on both sides.

    Above the band each unit costs `per_point`, down to 0; below it as much, but never under `least_below`.

    Args:
        x: the measured value, any float but NaN.
        lowest: where the band begins.
        highest: where it ends, above `lowest`.
        per_point: the points that one unit outside the band costs, above 0.
        least_below: the fewest points below the band, 0-100.

    Raises:
        ValueError: x is NaN, or the numbers are not in order.
    """
    if not (lowest < highest and per_point > 0 and 0 <= least_below <= 100):
        raise ValueError(f"band out of order: {lowest} < {highest}, {per_point} > 0, {least_below} in 0-100")
    if math.isnan(x):
        raise ValueError("NaN has no points")
    if x > highest:
        return max(0.0, 100.0 - per_point * (x - highest))
    return max(float(least_below), 100.0 - per_point * max(0.0, lowest - x))
