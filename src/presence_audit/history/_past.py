"""What earlier runs know of every channel, as observations that are merged with the one of today."""

from __future__ import annotations

import gc
import json
from collections import defaultdict
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from presence_audit.history._codes import ROUTES, micros, moment, moment_or_none, numbers_in
from presence_audit.history._content import COLUMNS, Restored
from presence_audit.history._judging import SLACK
from presence_audit.history._runs import Runs
from presence_audit.history._stretches import Span, Stretch, stretches
from presence_audit.model.observation import ChannelRef, Evidence, Observation, Window
from presence_audit.model.outcome import Outcome

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from datetime import datetime

    from presence_audit.model.observation import Post

_SELECT = f"SELECT no, id, first, said, gone, {', '.join(COLUMNS)} FROM post WHERE channel = ?"
_READABLE = (Outcome.OK.value, Outcome.ZERO_POSTS.value)

_SAID = "run, outcome, observed_at, reaches_back_to, routes, posts"
_Sighting = Sequence[Any]


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Half a million posts hold no cycles, and to look for some while they are made takes longer than making them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass(slots=True)
class _Channel:
    id: int
    name: str
    ref: ChannelRef
    undated: frozenset[int]
    spans: list[Span] = field(default_factory=list)


class Past:
    """The past of the run at `as_of`: what the runs before it know of the time from `since` on."""

    def __init__(self, database: sqlite3.Connection, as_of: datetime, since: datetime) -> None:
        self._db = database
        self._until = micros(as_of)
        self._since = micros(since)
        self._runs = Runs.of(database)
        self._later = self._runs.since(as_of)
        self._today = self._runs.of_scan(as_of)
        self._restored = Restored(dict(database.execute("SELECT id, sha256 FROM digest")))

    def observations(self) -> dict[str, tuple[Observation, ...]]:
        """By channel, one observation for each route and unbroken stretch of time."""
        with _no_collecting():
            found = {channel.name: tuple(self._of(channel)) for channel in self._channels()}
        return {name: parts for name, parts in found.items() if parts}

    def _channels(self) -> list[_Channel]:
        rows = self._db.execute("SELECT id, name, platform, kind, handle, url FROM channel ORDER BY name")
        undated = self._undated()
        channels = {row[0]: _Channel(row[0], row[1], ChannelRef(*row[2:]), frozenset(undated[row[0]])) for row in rows}
        # A run says nothing of the time after it, hence earlier ones need not be looked at for their listings.
        near = [run for run, place in self._runs.order.items() if run not in self._later and place[0] >= self._since]
        rows = self._db.execute(
            f"SELECT channel, {_SAID} FROM sighting WHERE run IN (SELECT value FROM json_each(?))",
            (json.dumps(near),),
        )
        for channel, *sighting in rows.fetchall():
            self._add_span(channels[channel], sighting)
        for channel in channels.values():
            if not channel.spans:
                self._add_last(channel)
        return [channel for channel in channels.values() if channel.spans]

    def _undated(self) -> defaultdict[int, set[int]]:
        """By channel, the numbers of own posts without a date: they are in no stretch of time."""
        found: defaultdict[int, set[int]] = defaultdict(set)
        for (channel,) in self._db.execute("SELECT id FROM channel").fetchall():
            rows = self._db.execute(
                # Else SQLite would read all posts of the channel.
                "SELECT no FROM post INDEXED BY post_by_moment WHERE channel = ? AND published_at IS NULL "
                "AND is_reply IS NOT 1 AND is_repost IS NOT 1",
                (channel,),
            )
            found[channel].update(number for (number,) in rows)
        return found

    def _add_span(self, channel: _Channel, sighting: _Sighting) -> None:
        run, outcome, observed_at, reach, routes, posts = sighting
        if outcome not in _READABLE:
            return
        as_of = self._runs.at(run)[0]
        end = as_of if observed_at is None else min(observed_at, as_of)
        if outcome == Outcome.ZERO_POSTS and reach is None:
            reach = min(self._since, end)  # that there is none is true of any time
        if channel.undated and not channel.undated.isdisjoint(numbers_in(posts)):
            reach = None  # it may have come at any time, and no one would miss it in a stretch that is told in full
        channel.spans.append(Span(routes, None if reach is None or reach > end else reach, end, run))

    def _add_last(self, channel: _Channel) -> None:
        """Of a channel that was not read in the period, the last time that it was."""
        rows = self._db.execute(f"SELECT {_SAID} FROM sighting WHERE channel = ?", (channel.id,)).fetchall()
        earlier = [row for row in rows if row[0] not in self._later and row[1] in _READABLE]
        if earlier:
            self._add_span(channel, max(earlier, key=lambda row: self._runs.at(row[0])))

    def _of(self, channel: _Channel) -> Iterator[Observation]:
        found = stretches(channel.spans)
        parts: list[list[Post]] = [[] for _ in found]
        if len(found) == 1:
            parts[0].extend(self._posts(channel.id))
        else:
            places = [(moment(one.end), one.routes.split()) for one in found]
            for post in self._posts(channel.id):
                parts[_place_of(post, places)].append(post)
        for stretch, posts in zip(found, parts, strict=True):
            yield self._observation(channel, stretch, posts)

    def _posts(self, channel: int) -> Iterator[Post]:
        """Those since the asked moment, which may be older where the date is coarse, and the newest before it."""
        later, post = self._later, self._restored.post
        missed = self._missed(channel) if later else {}
        missed |= dict.fromkeys(self._gone_today(channel), True)
        for row in self._rows(channel):
            if row[2] in later or missed.get(row[0], row[4] is not None):
                continue
            content = row[5:] if row[3] not in later else self._former(channel, row[0])
            yield post(row[1], content)

    def _rows(self, channel: int) -> Iterator[Sequence[Any]]:
        since = self._since
        yield from self._db.execute(
            f"{_SELECT} AND published_at >= ? AND published_at <= ? ORDER BY published_at DESC, no DESC",
            (channel, since, self._until),
        )
        coarse = self._db.execute(
            f"{_SELECT} AND precision > 0 AND published_at >= ? AND published_at < ? "
            "ORDER BY published_at DESC, no DESC",
            (channel, since - SLACK[-1], since),
        )
        near = [row for row in coarse if row[5] + SLACK[row[6]] >= since]
        yield from near
        met = {row[0] for row in near}
        # The newest of all, and the newest that is neither an answer nor passed on: the last sign of life of each kind.
        for kind in ("", "AND is_reply IS NOT 1 AND is_repost IS NOT 1"):
            older = self._db.execute(
                f"{_SELECT} AND published_at < ? {kind} ORDER BY published_at DESC, no DESC", (channel, since)
            )
            found = next((row for row in older if self._was_there(channel, row)), None)
            if found is not None and found[0] not in met:
                met.add(found[0])
                yield found

    def _gone_today(self, channel: int) -> list[int]:
        """What today's listing shows to be gone: known from earlier, and not there any more."""
        rows = self._db.execute(
            "SELECT no FROM event WHERE channel = ? AND run = ? AND what = 'gone'", (channel, self._today)
        )
        return [number for (number,) in rows]

    def _missed(self, channel: int) -> dict[int, bool]:
        """Of the posts of which later runs noticed something: whether they were gone before that."""
        found: dict[int, bool] = {}
        touched = self._db.execute(
            "SELECT DISTINCT no FROM json_each(?) CROSS JOIN event ON event.channel = ? AND event.run = value",
            (json.dumps(sorted(self._later)), channel),
        ).fetchall()
        for (number,) in touched:
            events = self._db.execute(
                "SELECT run, what FROM event WHERE channel = ? AND no = ? AND what IN ('gone', 'returned')",
                (channel, number),
            ).fetchall()
            before = [event for event in events if event[0] not in self._later]
            last = max(before, key=lambda event: self._runs.at(event[0]), default=None)
            found[number] = last is not None and last[1] == "gone"
        return found

    def _was_there(self, channel: int, row: Sequence[Any]) -> bool:
        """Whether a post was known before the asked moment, and not gone then."""
        number, first, gone = row[0], row[2], row[4]
        if first in self._later:
            return False
        if gone is None and not self._later:
            return True
        missed = self._missed(channel) | dict.fromkeys(self._gone_today(channel), True)
        return not missed.get(number, gone is not None)

    def _former(self, channel: int, number: int) -> Sequence[Any]:
        """A post as it stood before later runs saw it otherwise."""
        versions = self._db.execute(
            "SELECT said, content FROM version WHERE channel = ? AND no = ?", (channel, number)
        ).fetchall()
        earlier = [version for version in versions if version[0] not in self._later]
        content: list[Any] = json.loads(max(earlier, key=lambda version: self._runs.at(version[0]))[1])
        return content

    def _observation(self, channel: _Channel, stretch: Stretch, posts: list[Post]) -> Observation:
        # Of a channel that was last read before the period nothing of the period is proven.
        reach = moment_or_none(stretch.start) if stretch.end >= self._since else None
        end = moment(stretch.end)
        inside = [p.published_at for p in posts if reach and p.published_at and reach <= p.published_at <= end]
        window = Window(
            oldest=min(inside, default=None),
            newest=max(inside, default=None),
            reaches_back_to=reach,
            complete=reach is not None and micros(reach) <= self._since,
        )
        return Observation(
            channel.ref,
            Outcome.OK,
            observed_at=end,
            posts=tuple(posts),
            window=window,
            evidence=self._evidence(channel.id, stretch, posts),
            routes=tuple(route for route in ROUTES if route in stretch.routes.split()),
        )

    def _evidence(self, channel: int, stretch: Stretch, posts: Sequence[Post]) -> tuple[Evidence, ...]:
        """What the stretch and the posts rest on, each answer once, with the time when it was first read."""
        wanted = {post.seen_in for post in posts if post.seen_in}
        found: dict[tuple[str, str | None], Evidence] = {}
        columns = (
            "SELECT run, url, status, sha256, fetched_at, place FROM evidence LEFT JOIN digest ON digest.id = digest"
        )
        rows = self._db.execute(
            f"{columns} WHERE channel = :channel AND run IN (SELECT value FROM json_each(:runs)) UNION "
            f"{columns} WHERE channel = :channel AND digest IN "
            "(SELECT id FROM digest WHERE sha256 IN (SELECT value FROM json_each(:digests))) "
            "ORDER BY fetched_at, run, place",
            {"channel": channel, "runs": json.dumps(stretch.runs), "digests": json.dumps(sorted(wanted))},
        )
        for run, url, status, sha256, fetched_at, _ in rows:
            if run not in self._later:
                found.setdefault((url, sha256), Evidence(url, status, sha256, moment(fetched_at)))
        return tuple(found.values())


def _place_of(post: Post, places: Sequence[tuple[datetime, Sequence[str]]]) -> int:
    """Which stretch a post belongs to: of its route that in which it lies, or the first one that came after it.

    `places` are the ends and the routes of the stretches, the newest first.
    """
    own = [n for n, (_, routes) in enumerate(places) if post.provenance in routes] or list(range(len(places)))
    after = [n for n in own if post.published_at is not None and places[n][0] >= post.published_at]
    return after[-1] if after else own[0]
