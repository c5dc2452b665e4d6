"""The report: schema `presence-audit/report/1`. Every format is rendered from this and from nothing else."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from presence_audit.model.changes import Changes
from presence_audit.model.observation import Count, Evidence, Window
from presence_audit.model.outcome import Outcome
from presence_audit.model.shown import Shown

SCHEMA: Final = "presence-audit/report/1"
# The findings that say how what is unknown becomes known; they have a section of their own.
KNOW: Final = "know-more"

State = Literal["value", "absent", "not-applicable", "unknown"]
Severity = Literal["high", "medium", "low", "info"]
Effort = Literal["minutes", "an hour", "days", "weeks"]
PillarId = Literal["cadence", "leaders", "consistency", "dialogue", "content", "coverage", "ambassadors"]
Points = Annotated[float, Field(ge=0, le=100)]
Share = Annotated[float, Field(ge=0, le=1)]


class _Noun(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Tool(_Noun):
    """Which program made the report."""

    name: str
    version: str


class CompanyLine(_Noun):
    """Whose report it is. `size` is the number of employees where the profiles file states it."""

    name: str
    website: str | None
    timezone: str
    kind: str
    size: int | None


class Score(_Noun):
    """The total, 0-100, over what is known; null when no pillar is known.

    `likely` recomputes it with every unknown leaf at 20 and at 80, `bounds` at 0 and at 100. `coverage` is
    the share of the applicable weight that was measured. `cap` says which confirmed fact limits the grade.
    """

    value: Points | None
    grade: str | None
    provisional: bool
    likely: tuple[Points, Points]
    bounds: tuple[Points, Points]
    coverage: Share
    confidence: Literal["high", "medium", "low"]
    cap: str | None


class Leaf(_Noun):
    """One metric of one subject. Weights are within the pillar; a leaf that is not applicable weighs 0.

    `score` is 0-100, present exactly in the states `value` and `absent` (where it is 0).
    """

    metric: str
    subject: str
    weight: float = Field(ge=0)
    state: State
    value: float | None
    interval: tuple[float, float] | None
    score: Points | None
    reason: str
    evidence: tuple[Evidence, ...]


class Pillar(_Noun):
    """One of the seven pillars; `weight` of 100. `score` is null ("?") below a coverage of 0.40."""

    id: PillarId
    weight: float
    score: Points | None
    coverage: Share
    leaves: tuple[Leaf, ...]


class ChannelLine(_Noun):
    """One channel as the report shows it. Null means not shown or not known."""

    id: str
    owner: str
    platform: str
    handle: str
    url: str
    outcome: Outcome
    reason: str
    next_step: str
    followers: Count | None
    posts_seen: int | None
    posts_per_week: float | None
    last_post_at: datetime | None
    window: Window
    provenance: str


class LeaderLine(_Noun):
    """One leader. `visibility` is the weighted mean of the leader's known leaves, 0-100."""

    id: str
    name: str
    role: str
    visibility: Points | None
    coverage: Share
    last_post_at: datetime | None
    posts_per_week: float | None


class Finding(_Noun):
    """Something to do. `gain` is what the total would rise by if this one thing stood at 90.

    `effort` is what the next step takes; results of earlier versions do not say.
    """

    id: str
    subject: str
    severity: Severity
    message: str
    advice: str
    gain: float | None
    evidence: tuple[Evidence, ...]
    effort: Effort | None = None


class Report(_Noun):
    """A whole audit of one company. `shown` is what is shown and not scored; results of earlier versions have none.

    `changes` are those since the last audit that the history knows; null where it knows none.
    """

    schema_: Literal["presence-audit/report/1"] = Field(SCHEMA, alias="schema")
    tool: Tool
    method: str
    as_of: datetime
    window_days: int
    company: CompanyLine
    score: Score
    pillars: tuple[Pillar, ...]
    channels: tuple[ChannelLine, ...]
    leaders: tuple[LeaderLine, ...]
    findings: tuple[Finding, ...]
    changes: Changes | None = None
    shown: Shown | None = None
