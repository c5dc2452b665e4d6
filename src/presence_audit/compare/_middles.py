"""The median and the middle half of a number over several companies.

The quartiles are those of Hyndman and Fan's type 7, which is what spreadsheets call QUARTILE.INC and what a report
shows beside comparable companies.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median, quantiles
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from presence_audit.model.peers import Peer
    from presence_audit.model.report import PillarId

SCORE = "score"
PILLAR_IDS: tuple[PillarId, ...] = (
    "cadence", "leaders", "consistency", "dialogue", "content", "coverage", "ambassadors"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Middle:
    """One score over `of` companies, in points: of `known` of them it is known, and those alone count.

    `median` is None where it is known of none, `half` (the quartiles) where it is known of fewer than the least number.
    """

    id: str
    of: int
    known: int
    median: float | None
    half: tuple[float, float] | None


def middle_of(id_: str, values: Iterable[float | None], least: int) -> Middle:
    """The middle of the values that are known; `least` is of how many quartiles are told, 2 or more."""
    everybody = list(values)
    known = [value for value in everybody if value is not None]
    half = None
    if len(known) >= max(least, 2):
        low, _middle, high = quantiles(known, n=4, method="inclusive")
        half = (low, high)
    return Middle(id_, len(everybody), len(known), median(known) if known else None, half)


def middles_of(peers: Sequence[Peer], least: int) -> tuple[Middle, ...]:
    """The total and each pillar."""
    totals = middle_of(SCORE, (peer.total for peer in peers), least)
    return (totals, *(middle_of(id_, (peer.pillars.get(id_) for peer in peers), least) for id_ in PILLAR_IDS))
