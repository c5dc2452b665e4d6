"""One audit among several of the same company, all scored with one method: what a line over time is drawn from."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from presence_audit.model.observation import Count
from presence_audit.model.outcome import Outcome

SCHEMA: Final = "presence-audit/trend/1"

Points = Annotated[float, Field(ge=0, le=100)]
Share = Annotated[float, Field(ge=0, le=1)]


class _Noun(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class AuditedChannel(_Noun):
    """One channel in one audit; null is not shown or not known, and breaks a line instead of bending it."""

    subject: str
    outcome: Outcome
    posts_per_week: float | None
    followers: Count | None


class AuditedLeader(_Noun):
    """One leader in one audit: the visibility of 0-100 and the posts per week, null where they are not known."""

    subject: str
    visibility: Points | None
    posts_per_week: float | None


class Audit(_Noun):
    """One audit. The total is null where too little was known; `likely` is the range in which it lies."""

    as_of: datetime
    window_days: int
    value: Points | None
    likely: tuple[Points, Points]
    coverage: Share
    channels: tuple[AuditedChannel, ...] = ()
    leaders: tuple[AuditedLeader, ...] = ()


class Past(_Noun):
    """The audits of one company that its history knows, oldest first: schema `presence-audit/trend/1`.

    All are scored by `method`, whatever they printed themselves.
    """

    schema_: Literal["presence-audit/trend/1"] = Field(SCHEMA, alias="schema")
    company: str
    method: str
    audits: tuple[Audit, ...]
