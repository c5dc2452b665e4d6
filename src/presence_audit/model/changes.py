"""What has changed since an earlier audit of the same company, both scored with one method."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Points = Annotated[float, Field(ge=0, le=100)]
Share = Annotated[float, Field(ge=0, le=1)]
# What became known is no rise, and what became unknown no fall.
Turn = Literal["up", "down", "known", "unknown", "new", "gone", "other"]


class _Noun(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Side(_Noun):
    """The score of one of the two audits, by the method of the report."""

    as_of: datetime
    window_days: int
    value: Points | None
    grade: str | None
    provisional: bool
    likely: tuple[Points, Points]
    coverage: Share
    confidence: Literal["high", "medium", "low"]


class PillarChange(_Noun):
    """One pillar in both audits: its score (null is unknown), and how much of it was known.

    `alike` are its scores then and now over the measures that are known in both audits alone, by the weights of now:
    where the two are equal and the scores are not, nothing moved but what is known.
    """

    id: str
    before: Points | None
    after: Points | None
    known_before: Share
    known_after: Share
    alike: tuple[Points, Points] | None = None


class Change(_Noun):
    """One thing that changed of a channel, a leader or a measure; `name` is how that one is called.

    `metric` is the number that moved: of measures their metric, of a channel `followers` or `posts-per-week`.
    """

    subject: str
    name: str
    turn: Turn
    sentence: str
    metric: str | None = None


class PostsChange(_Noun):
    """How many posts of one channel came to be known, were edited, disappeared or came back since the audit before."""

    subject: str
    added: int = Field(ge=0)
    edited: int = Field(ge=0)
    gone: int = Field(ge=0)
    returned: int = Field(ge=0)


class FindingRef(_Noun):
    """A finding, by its id and by what it is about."""

    id: str
    subject: str


class Changes(_Noun):
    """Everything that changed. `notes` say what limits the comparison.

    `findings_known` are told now that more is known of their subject, of which no number fell; earlier results have
    none. `findings_gone` are found no more; `findings_unseen` neither, but only because their subject cannot be read
    now, or less is known of it and no number rose. `posts` are what the history noticed; empty where it keeps none.
    `alike` are the totals then and now over the measures that are known in both audits alone, null where the two audits
    know the same ones, or none in common.
    """

    before: Side
    after: Side
    alike: tuple[Points, Points] | None = None
    notes: tuple[str, ...] = ()
    pillars: tuple[PillarChange, ...] = ()
    leaders: tuple[Change, ...] = ()
    channels: tuple[Change, ...] = ()
    measures: tuple[Change, ...] = ()
    posts: tuple[PostsChange, ...] = ()
    findings_new: tuple[FindingRef, ...] = ()
    findings_known: tuple[FindingRef, ...] = ()
    findings_gone: tuple[FindingRef, ...] = ()
    findings_unseen: tuple[FindingRef, ...] = ()
