"""Twelve weeks of an invented company, told twice: as what it does, and as what an audit has to find of it.

`SCRIPT` says what is done. A world (served feeds, or real servers) is told each deed of `deeds(week)` before the audit
of that week; `expected(week)` works out from the script alone, and from nothing of the tool, what can be known then.

Four channels: `site` lists everything it has, `press` and `notes` show their ten newest posts only, and `kari` is the
account of a leader, which lists everything.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, Protocol
from zoneinfo import ZoneInfo

WEEKS = range(1, 13)
CHANNELS = ("site", "press", "notes", "kari")
ZONE = ZoneInfo("Europe/Oslo")
# Monday of 2026-W33. The clocks are put back on the last day of the eleventh week.
_MONDAY = date(2026, 8, 10)
SHOWN = {"press": 10, "notes": 10}
# Over how many days a rate is told: cadence is that of the newer half of the period, a leader's of the whole.
RATE_DAYS = {"site": 91, "press": 91, "notes": 91, "kari": 182}

State = Literal["open", "gone", "down", "walled"]
_NOTHING: Mapping[int, tuple[str, ...]] = {}
_ALWAYS_OPEN: Mapping[int, State] = {}


@dataclass(frozen=True, slots=True)
class Post:
    """A post of a channel. `key` is its name here, whatever the site calls it."""

    key: str
    channel: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Week:
    """What is done in one week: how many posts, which are edited, taken away and put back, and how the site answers."""

    posts: int
    edited: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()
    state: State = "open"


def _weeks(
    posts: tuple[int, ...],
    *,
    edited: Mapping[int, tuple[str, ...]] = _NOTHING,
    deleted: Mapping[int, tuple[str, ...]] = _NOTHING,
    returned: Mapping[int, tuple[str, ...]] = _NOTHING,
    state: Mapping[int, State] = _ALWAYS_OPEN,
) -> tuple[Week, ...]:
    """Twelve weeks, by the number of posts in each and by what else is done in some of them."""
    return tuple(
        Week(number, edited.get(week, ()), deleted.get(week, ()), returned.get(week, ()), state.get(week, "open"))
        for week, number in enumerate(posts, 1)
    )


SCRIPT: dict[str, tuple[Week, ...]] = {
    "site": _weeks(
        (1, 2, 2, 2, 1, 1, 2, 1, 2, 1, 2, 1),
        edited={4: ("site-2-1", "site-3-1")},
        deleted={6: ("site-3-2",)},
        returned={10: ("site-3-2",)},
    ),
    # Never more than nine in a week, so that each listing meets the one before; in the seventh it does not.
    "press": _weeks((5, 4, 6, 8, 5, 7, 12, 6, 4, 5, 7, 6), edited={4: ("press-4-1",), 9: ("press-8-6",)}),
    "notes": _weeks((2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2), state={10: "down", 12: "walled"}),
    "kari": _weeks((1, 2, 1, 1, 2, 1, 2, 0, 1, 2, 1, 1), deleted={5: ("kari-3-1",)}, state={8: "gone"}),
}
# Before the first week: how many posts, and how many days lie between two of them.
_BEFORE = {"site": (8, 7.0), "press": (10, 1.5), "notes": (10, 3.5), "kari": (6, 7.0)}

_BEGINNINGS = (
    "ar",
    "bren",
    "dal",
    "eld",
    "fjor",
    "gran",
    "hav",
    "is",
    "kald",
    "lun",
    "myr",
    "nord",
    "os",
    "ram",
    "sti",
    "tind",
    "var",
)
_ENDINGS = (
    "ane",
    "berg",
    "elv",
    "fall",
    "het",
    "kraft",
    "land",
    "lys",
    "mark",
    "nes",
    "rik",
    "skog",
    "sund",
    "tun",
    "vik",
    "voll",
)


def text_of(key: str) -> str:
    """Words of a post that nobody else's words are near to; the same at every run."""
    chosen = random.Random(key)
    words = [chosen.choice(_BEGINNINGS) + chosen.choice(_ENDINGS) for _ in range(14)]
    return " ".join([key, *words]).capitalize()


def as_of(week: int) -> datetime:
    """The end of a week, which is that of its Sunday: the moment that the week's audit is made for."""
    sunday = _MONDAY + timedelta(weeks=week, days=-1)
    return datetime.combine(sunday, time(23, 59, 59), ZONE).astimezone(UTC)


def iso_week(week: int) -> str:
    """How people write the week: 2026-W33."""
    year, number, _ = (_MONDAY + timedelta(weeks=week - 1)).isocalendar()
    return f"{year}-W{number:02}"


def posts_in(channel: str, week: int) -> tuple[Post, ...]:
    """What a channel publishes in a week, oldest first; in week 0 what it has published before the first."""
    monday = datetime.combine(_MONDAY + timedelta(weeks=week - 1), time(0), UTC)
    if week == 0:
        number, apart = _BEFORE[channel]
        first, step = monday + timedelta(weeks=1) - timedelta(days=apart * number), timedelta(days=apart)
    else:
        number = SCRIPT[channel][week - 1].posts
        first, step = monday, timedelta(days=7) / max(number, 1)
    moments = (first + step * n + timedelta(hours=7) for n in range(number))
    keys = (f"{channel}-{week}-{n}" for n in range(1, number + 1))
    return tuple(
        Post(key, channel, at.replace(microsecond=0), text_of(key)) for key, at in zip(keys, moments, strict=True)
    )


def post_of(key: str) -> Post:
    """A post by its key."""
    channel, week, number = key.rsplit("-", 2)
    return posts_in(channel, int(week))[int(number) - 1]


def anew(key: str) -> Post:
    """A post in the words that it is given when it is edited."""
    return replace(post_of(key), text=text_of(f"{key} anew"))


class World(Protocol):
    """Where the company lives. What it does there can be seen as soon as the call ends."""

    def publish(self, posts: tuple[Post, ...]) -> None:
        """Publish posts of one channel, dated as they are."""

    def edit(self, post: Post) -> None:
        """Give a post other words: those of the one that is handed over."""

    def delete(self, post: Post) -> None:
        """Take a post away."""

    def restore(self, post: Post) -> None:
        """Put a post back that was taken away."""

    def answer(self, channel: str, state: State) -> None:
        """Let a channel answer from now on as it does in that state."""


def live_through(world: World, week: int) -> None:
    """Do in the world what is done in a week; week 0 is all that was before."""
    for channel in CHANNELS:
        told = SCRIPT[channel][week - 1] if week else Week(0)
        if told.state != "gone":  # who is gone cannot do anything
            world.answer(channel, told.state)
        world.publish(posts_in(channel, week))
        for key in told.edited:
            world.edit(anew(key))
        for key in told.deleted:
            world.delete(post_of(key))
        for key in told.returned:
            world.restore(post_of(key))
        if told.state == "gone":
            world.answer(channel, told.state)


@dataclass(frozen=True, slots=True)
class Known:
    """What can be known of one channel after the audit of a week.

    `posts` are the keys of all that was ever seen and still stands, `since` is from when on nothing is missing (None:
    from before the audited period on), `rate` the posts a week by the method, None where the channel cannot be read
    today. `added`, `edited`, `gone` and `returned` are what this week's reading is the first to show.
    """

    state: State
    posts: frozenset[str] = frozenset()
    since: datetime | None = None
    rate: float | None = None
    added: int = 0
    edited: int = 0
    gone: int = 0
    returned: int = 0


@dataclass(slots=True)
class _Memory:
    """What a perfect reader remembers of a channel."""

    seen: dict[str, datetime] = field(default_factory=dict)
    edited: set[str] = field(default_factory=set)
    missing: set[str] = field(default_factory=set)
    since: datetime | None = None
    until: datetime | None = None


def standing(channel: str, week: int) -> tuple[Post, ...]:
    """The posts that stand at the end of a week, newest first, in the words that they have then."""
    posts = {post.key: post for before in range(week + 1) for post in posts_in(channel, before)}
    away = set[str]()
    for told in SCRIPT[channel][:week]:
        away = (away | set(told.deleted)) - set(told.returned)
        posts |= {key: anew(key) for key in told.edited}
    left = (post for key, post in posts.items() if key not in away)
    return tuple(sorted(left, key=lambda post: post.at, reverse=True))


def shown(channel: str, week: int) -> tuple[Post, ...]:
    """Those of them that the channel shows, newest first."""
    return standing(channel, week)[: SHOWN.get(channel)]


def _rate(channel: str, memory: _Memory, week: int) -> float:
    """Posts a week over the days of the method, or over as many of them as are known, less the one they begin with."""
    end, start = as_of(week), as_of(week) - timedelta(days=RATE_DAYS[channel])
    since = memory.since if memory.since is not None and memory.since > start else start
    number = sum(since <= at <= end for key, at in memory.seen.items() if key not in memory.missing)
    return (number - (since != start)) / ((end - since) / timedelta(weeks=1))


def expected(channel: str, week: int) -> Known:
    """What can be known of a channel after the audit of a week, worked out from the script alone."""
    memory = _Memory()
    known = Known("open")
    for now in range(1, week + 1):
        state = SCRIPT[channel][now - 1].state
        if state != "open":
            known = Known(state, known.posts, known.since)
            continue
        listed = shown(channel, now)
        edited = {post.key for post in listed if post == anew(post.key)}
        reach = listed[-1].at if channel in SHOWN else None
        meets = memory.until is not None and reach is not None and reach <= memory.until
        if reach is None or not meets:
            memory.since = reach
        keys = {post.key for post in listed}
        fallen = {key for key, at in memory.seen.items() if key not in keys and (reach is None or at > reach)}
        known = Known(
            state,
            added=len(keys - memory.seen.keys()),
            edited=len((edited & memory.seen.keys()) - memory.edited),
            gone=len(fallen - memory.missing),
            returned=len(keys & memory.missing),
        )
        memory.seen |= {post.key: post.at for post in listed}
        memory.edited |= edited
        memory.missing = (memory.missing | fallen) - keys
        memory.until = as_of(now)
        posts = frozenset(memory.seen.keys() - memory.missing)
        known = replace(known, posts=posts, since=memory.since, rate=_rate(channel, memory, now))
    return known


def everything() -> Iterator[tuple[str, int]]:
    """Each channel in each week."""
    yield from ((channel, week) for week in WEEKS for channel in CHANNELS)
