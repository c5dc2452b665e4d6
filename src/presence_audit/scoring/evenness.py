"""How many voices, or kinds, it amounts to when some say or do much more than others: the effective number.

exp(H), H being Shannon's entropy of the shares: minus the sum of each share times its logarithm (Hill's number of order
one; Hill 1973, Ecology 54, 427-432). n of equal size are n; shares of .5, .3 and .2 are 2.80.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def effective_number(counts: Iterable[int]) -> float | None:
    """The effective number of what is counted, from 1 to how many counts are above 0; None where none is.

    Args:
        counts: how much each of them is, 0 or more, in any order.
    """
    # In order of size, so that the last bit of the sum does not depend on whose the counts are.
    sizes = sorted(count for count in counts if count)
    total = sum(sizes)
    if not total:
        return None
    entropy = -math.fsum(size / total * math.log(size / total) for size in sizes)
    return min(float(len(sizes)), max(1.0, math.exp(entropy)))
