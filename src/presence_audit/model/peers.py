"""A company beside which another one is shown, and what many of them have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Final, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

PACK_SCHEMA: Final = "presence-audit/peers/1"
Points = Annotated[float, Field(ge=0, le=100)]


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


class _Noun(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class PackLine(_Noun):
    """The middle of one number over the companies of a pack, in points of 0 to 100.

    `id` is "score", or that of a pillar or a metric. It rests on the `known` companies of which it is known; where
    these are fewer than the pack's minimum, `median` and `half` (the quartiles) are null.
    """

    id: str
    known: int = Field(ge=0)
    median: Points | None
    half: tuple[Points, Points] | None


class Pack(_Noun):
    """A peer pack: what several companies have in common, without the name of any.

    `made_on` is when it was made, `first_as_of` and `last_as_of` when the companies were looked at. All were scored by
    `method` over `window_days`. It holds no number that rests on fewer than `minimum_n` companies.
    """

    schema_: Literal["presence-audit/peers/1"] = Field(PACK_SCHEMA, alias="schema")
    name: str = Field(min_length=1, max_length=80)
    made_on: date
    first_as_of: datetime
    last_as_of: datetime
    method: str
    window_days: int = Field(ge=1)
    minimum_n: int = Field(ge=3)
    n: int = Field(ge=3)
    score: PackLine
    pillars: tuple[PackLine, ...]
    metrics: tuple[PackLine, ...]


Others: TypeAlias = Sequence[Peer] | Pack
"""Beside whom a company is shown: companies by name, or what many have in common. Empty where there are none."""
