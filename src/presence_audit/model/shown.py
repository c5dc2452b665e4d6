"""What a report shows and does not score: who speaks, when, how it changes, who answers whom, and what it rests on.

One member of the report holds all of it, so that whoever reads only the score may skip it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from presence_audit.model.observation import DatePrecision
from presence_audit.model.past import Audit

Share = Annotated[float, Field(ge=0, le=1)]
Hours = Annotated[tuple[int, ...], Field(min_length=24, max_length=24)]
Week7 = Annotated[tuple[Hours, ...], Field(min_length=7, max_length=7)]
IgnoreReason = Literal["decided", "planned", "not-ours", "disputed"]


class _Noun(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Benchmark(_Noun):
    """The two rates that one channel is held against (posts per week worth 50 and 90), and why these."""

    subject: str
    typical: float
    leading: float
    basis: str


@dataclass(frozen=True, slots=True)
class PostLine:
    """One post that a number rests on. `sha256` is the digest of the recorded answer in which it stands.

    `url` is empty where its address may hold somebody else's name: of a post that was passed on. `act` is what the
    account did, or a comment under one of its posts, whose `url` is that of the post. `counts` says whether it is
    an effective post ("yes"), and else why not: a repeat of an earlier one, above the daily cap, a copy of another's
    words, or no post of its own ("no"). A date that is not known to the second is the author's own day, in no zone.
    """

    channel: str
    url: str
    published_at: datetime
    sha256: str | None
    act: Literal["post", "quote", "reply", "reshare", "comment"]
    counts: Literal["yes", "repeat", "cap", "copy", "no"]
    date_precision: DatePrecision = "second"


class Basis(_Noun):
    """The posts that one leaf rests on, as places in `posts`, newest first; `total` counts those not listed too."""

    metric: str
    subject: str
    posts: tuple[int, ...]
    total: int


class Partial(_Noun):
    """A measured leaf that rests on a part of what there is, because a channel it is about could not be read.

    What was not seen could make it worth fewer points (`lower`), or more (`higher`): at that end of the widest range it
    stands at 0, or at 100.
    """

    metric: str
    subject: str
    lower: bool
    higher: bool


class Voice(_Noun):
    """How much of what was said one voice said. `subject` is a channel, a leader, `company` or `employees`."""

    subject: str
    posts: int
    share: Share


class Voices(_Noun):
    """Who speaks for the company: by account, and by the person who signs.

    The effective number of voices is exp(H), H the entropy of the shares: 1 where one says everything. Employees are
    one line, and only where three or more of them sign. `unread` channels are missing from it.
    """

    accounts: tuple[Voice, ...]
    effective_accounts: float | None
    people: tuple[Voice, ...]
    effective_people: float | None
    unread: int


class Silence(_Noun):
    """The longest stretch without a post on any channel of the company; `left_out` counts quiet days of holiday."""

    days: int
    first: date
    last: date
    left_out: int


class Week(_Noun):
    """Posts in the seven days from `first` on; null where not every channel that was read is known to show them."""

    first: date
    company: int | None
    leaders: int | None
    is_holiday: bool


class Rhythm(_Noun):
    """When the company is heard, in its own time zone.

    `hours` and `leader_hours` count posts by weekday (Monday first) and hour of the day; `timed` of the company's posts
    have a time of day, `untimed` have not. Of `days` days that are known, `uncovered` had no post on any channel.
    """

    timezone: str
    hours: Week7
    leader_hours: Week7
    timed: int
    untimed: int
    longest_silence: Silence | None
    days: int
    uncovered: int
    weeks: tuple[Week, ...]


class Trend(_Noun):
    """Whether the posts per week of one channel or leader rise or fall (Mann-Kendall, Theil-Sen).

    `slope` is in posts per week and week, null where fewer than ten weeks are known.
    """

    subject: str
    weeks: int
    s: int | None
    p: float | None
    slope: float | None
    direction: Literal["rising", "falling", "none", "unknown"]
    reason: str


class Tie(_Noun):
    """How often one account of the company or of a leader named, answered, quoted or passed on another one."""

    source: str
    target: str
    kind: Literal["mentions", "answers", "quotes", "reshares"]
    count: int


class LastPost(_Noun):
    """How exactly the last post of a channel or a leader is dated, where that is not to the second.

    `days` are how many days before the audit it came at least and at most; null where its day is known.
    """

    subject: str
    date_precision: DatePrecision
    days: tuple[float, float] | None


class Sensitivity(_Noun):
    """How the total moves under other choices; drawn with a fixed seed, so that it is the same every time.

    `weights`: 5 % and 95 % of totals with every pillar's weight 30 % off at most. `exponents`: the total with the
    exponents 1 (arithmetic), 1/2 (the method) and near 0 (geometric). `unknown`: 5 %, 50 % and 95 % of totals with
    every unknown leaf drawn from Beta(2,2).
    """

    draws: int
    weights: tuple[float, float]
    exponents: tuple[float, float, float]
    unknown: tuple[float, float, float]


class Ignored(_Noun):
    """A finding that the profiles file asks to leave out, why, and until when.

    One for each finding that is left out, and one for each entry of the file that has expired: it leaves nothing out,
    and its `subject` is empty where it names none.
    """

    id: str
    subject: str
    reason: IgnoreReason
    until: date
    is_expired: bool


class Shown(_Noun):
    """Everything that is shown and not scored.

    `posts` are the newest of each channel, at most 2,000. `widest` is the total if what is unknown, and what rests on a
    part of what there is (`partial`), were as bad or as good as can be: hiding a channel does not raise its low end,
    but for corners of less than 0.2 points. `audits` are the earlier ones that the history knows and this one, oldest
    first; empty where it knows none.
    """

    benchmarks: tuple[Benchmark, ...] = ()
    posts: tuple[PostLine, ...] = ()
    last_posts: tuple[LastPost, ...] = ()
    rests_on: tuple[Basis, ...] = ()
    partial: tuple[Partial, ...] = ()
    widest: tuple[float, float] | None = None
    voices: Voices | None = None
    rhythm: Rhythm | None = None
    trends: tuple[Trend, ...] = ()
    network: tuple[Tie, ...] = ()
    intervals: bool = False
    sensitivity: Sensitivity | None = None
    ignored: tuple[Ignored, ...] = ()
    audits: tuple[Audit, ...] = ()
