"""A company beside which another one is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Peer:
    """The scores of one comparable company, by the method of this version; None is unknown. Its leaders are not told.

    `pillars` are points of 0 to 100 by pillar id, as `total` is; `likely` is the range in which the total lies.
    """

    name: str
    as_of: datetime
    window_days: int
    total: float | None
    likely: tuple[float, float]
    coverage: float
    pillars: Mapping[str, float | None]
