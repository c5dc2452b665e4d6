"""How long people wait when some are still waiting: the curve of Kaplan and Meier, and its median.

Whoever still waits is not left out, which would make the quick answers look like all of them: he or she counts as
waiting for as long as was seen, and as nothing afterwards. The curve is the share that still waits after each time,
S(t) = product of (1 - answered / still waiting) (Kaplan & Meier 1958, JASA 53, 457-481), its variance Greenwood's
(1926), and the interval of the median all times at which the curve is not significantly away from one half
(Brookmeyer & Crowley 1982, Biometrics 38, 29-41), at 90 %.
"""

from __future__ import annotations

import math
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# The 95th percentile of the normal distribution: 5 % are left out on either side.
_Z = 1.6448536269514722
# Exactly one half counts as one half, whatever its last bit says.
_HALF = 0.5 + 1e-9


class Wait(NamedTuple):
    """How long somebody waited (any unit, 0 or more), and whether the wait was over then or only no longer seen."""

    time: float
    is_over: bool


class Step(NamedTuple):
    """From `time` on the share that still waits is `waiting`, with its variance."""

    time: float
    waiting: float
    variance: float


def kaplan_meier(waits: Iterable[Wait]) -> list[Step]:
    """The steps of the curve in order of time, one for each time at which a wait was over.

    Who was last seen waiting at the very time of an answer to another counts as still waiting then.
    """
    ordered = sorted(waits)
    left = len(ordered)
    waiting, spread = 1.0, 0.0
    steps = []
    for time, group in groupby(ordered, key=lambda wait: wait.time):
        together = [wait.is_over for wait in group]
        over = sum(together)
        if over:
            waiting *= (left - over) / left
            spread += over / (left * (left - over)) if over < left else 0.0
            steps.append(Step(time, waiting, waiting**2 * spread))
        left -= len(together)
    return steps


def median_of(steps: Sequence[Step]) -> float | None:
    """The least time after which at most half still wait; None where the curve never falls so far."""
    return next((step.time for step in steps if step.waiting <= _HALF), None)


def median_interval(steps: Sequence[Step], longest: float) -> tuple[float, float] | None:
    """The 90 % interval of the median, its ends no later than `longest`; None where not even its low end is seen."""

    def reached(sign: int) -> float | None:
        ends = (s.time for s in steps if s.waiting + sign * _Z * math.sqrt(s.variance) <= _HALF)
        return next(ends, None)

    low, high = reached(-1), reached(1)
    if low is None:
        return None
    return min(low, longest), min(longest if high is None else high, longest)
