"""Takes in what a run says of a channel, also where later runs have spoken already.

What a run says is added to what the runs before it say. One that is not the newest is put in its place by taking the
later ones back, newest first, and adding them again: what each of them noticed is then what it would have noticed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from presence_audit.history._codes import micros, numbers_in
from presence_audit.history._content import COLUMNS, Content, Keeping, is_edited, is_same, plain, route_of
from presence_audit.history._judging import edited_of, gone, moments, oldest_first
from presence_audit.history._listing import Listing, listing_of, store, stored
from presence_audit.history._runs import Runs

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from presence_audit.history._nouns import RunKind, Seen
    from presence_audit.model.observation import ChannelRef

_SET = ", ".join(f"{name} = ?" for name in COLUMNS)
_POST = ("channel", "no", "id", "first", "said", "gone", "routes", *COLUMNS)
_INSERT = f"INSERT INTO post ({', '.join(_POST)}) VALUES ({', '.join('?' * len(_POST))})"
# A cross join is done in the order in which it stands: else SQLite would read all posts of the channel.
_KNOWN = (
    f"SELECT post.id, no, said, gone, routes, {', '.join(COLUMNS)} FROM json_each(?) "
    "CROSS JOIN post ON post.channel = ? AND post.id = value"
)


class Book:
    """The records of one store, open for one transaction."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._db = database
        self._places: dict[str, int] = {}
        self._runs = Runs.of(database)

    def place(self, sha256: str) -> int:
        """The number of a recorded answer."""
        if sha256 not in self._places:
            self._db.execute("INSERT OR IGNORE INTO digest (sha256) VALUES (?)", (sha256,))
            found = self._db.execute("SELECT id FROM digest WHERE sha256 = ?", (sha256,)).fetchone()
            self._places[sha256] = found[0]
        return self._places[sha256]

    def run(
        self, as_of: datetime, window_days: int, method: str, version: str, *, kind: RunKind = "scan", source: str = ""
    ) -> int:
        """The number of the run, as it calls itself now."""
        self._db.execute(
            "INSERT INTO run (as_of, kind, source, window_days, method, version) VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (as_of, kind, source) DO UPDATE SET window_days = excluded.window_days, "
            "method = excluded.method, version = excluded.version",
            (micros(as_of), kind, source, window_days, method, version),
        )
        found: tuple[int] = self._db.execute(
            "SELECT id FROM run WHERE as_of = ? AND kind = ? AND source = ?", (micros(as_of), kind, source)
        ).fetchone()
        self._runs = Runs.of(self._db)
        return found[0]

    def record(self, run: int, seen: Mapping[str, Seen], keeping: Keeping) -> None:
        """Put what a run says in the place of what it said before."""
        for name, one in seen.items():
            self._put(run, self._channel(name, one.observation.channel), listing_of(one, keeping))
        left_out = self._db.execute(
            "SELECT channel FROM sighting JOIN channel ON channel.id = channel "
            "WHERE run = ? AND name NOT IN (SELECT value FROM json_each(?))",
            (run, json.dumps(list(map(plain, seen)))),
        ).fetchall()
        for (channel,) in left_out:
            self._put(run, channel, None)

    def _channel(self, name: str, ref: ChannelRef) -> int:
        parts = tuple(map(plain, (name, ref.platform, ref.kind, ref.handle, ref.url)))
        self._db.execute(
            "INSERT INTO channel (name, platform, kind, handle, url) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (name) DO UPDATE SET platform = excluded.platform, kind = excluded.kind, "
            "handle = excluded.handle, url = excluded.url",
            parts,
        )
        found: tuple[int] = self._db.execute("SELECT id FROM channel WHERE name = ?", parts[:1]).fetchone()
        return found[0]

    def _put(self, run: int, channel: int, listing: Listing | None) -> None:
        later = self._later(run, channel)
        before = stored(self._db, run, channel) if not later else None
        if before is not None and listing is not None and _says_the_same(before, listing):
            return
        numbers: dict[str, int] = {}
        again = [(other, self._take_back(other, channel, numbers)) for other in reversed(later)]
        self._take_back(run, channel, numbers)
        if listing is not None:
            self._add(run, channel, listing, numbers)
        for other, what in reversed(again):
            if what is not None:
                self._add(other, channel, what, numbers)

    def _later(self, run: int, channel: int) -> list[int]:
        after = self._runs.after(run)
        found = self._db.execute("SELECT run FROM sighting WHERE channel = ?", (channel,))
        return sorted((other for (other,) in found if other in after), key=self._runs.at)

    def _add(self, run: int, channel: int, listing: Listing, numbers: Mapping[str, int]) -> None:
        rows = self._db.execute(_KNOWN, (json.dumps(list(listing.posts)), channel)).fetchall()
        known = {row[0] for row in rows}
        fresh = [id_ for id_ in oldest_first(listing.posts) if id_ not in known]
        added = len(fresh) - self._renamed(channel, [listing.posts[id_] for id_ in fresh])
        seen = [*self._add_new(run, channel, listing, fresh, numbers), *(row[1] for row in rows)]
        changed: list[int] = []
        returned: list[int] = []
        routed: list[tuple[int, int]] = []
        versions: list[tuple[int, int, Content, Content]] = []
        for id_, number, said, missed, routes, *before in rows:
            content = listing.posts[id_]
            if missed is not None:
                returned.append(number)
            if is_edited(before, content):
                changed.append(number)
            if not is_same(before, content):
                versions.append((number, said, before, content))
            if not routes & route_of(content):
                routed.append((number, routes | route_of(content)))
        edited = edited_of(changed, len(known))
        self._supersede(run, channel, versions)
        self._show_again(channel, returned, routed)
        missing = self._missing(run, channel, listing, set(seen))
        noticed = {"returned": returned, "edited": edited, "gone": missing, "route": [number for number, _ in routed]}
        for what, which in noticed.items():
            self._note(run, channel, which, what)
        counts = (added, len(edited), len(set(missing.values())), len(returned))
        store(self._db, (run, channel), listing, seen, counts)

    def _renamed(self, channel: int, fresh: Sequence[Content]) -> int:
        """How many of the posts are known under another id."""
        mine = moments(fresh)
        rows = self._db.execute(
            "SELECT published_at, print FROM json_each(?) CROSS JOIN post INDEXED BY post_by_moment "
            "ON post.channel = ? AND published_at = value WHERE precision = 0",
            (json.dumps(sorted({at for at, _ in mine})), channel),
        )
        return len(mine.intersection(rows))

    def _add_new(
        self, run: int, channel: int, listing: Listing, ids: Iterable[str], numbers: Mapping[str, int]
    ) -> list[int]:
        """Posts that no earlier run has seen; those that were taken back get the number that they had."""
        (last,) = self._db.execute("SELECT coalesce(max(no), 0) FROM post WHERE channel = ?", (channel,)).fetchone()
        following = max(last, max(numbers.values(), default=0)) + 1
        rows: list[tuple[Any, ...]] = []
        for id_ in ids:
            number = numbers.get(id_, following)
            following += number == following
            content = listing.posts[id_]
            rows.append((channel, number, id_, run, run, None, route_of(content), *content))
        self._db.executemany(_INSERT, rows)
        return [row[1] for row in rows]

    def _supersede(self, run: int, channel: int, versions: Iterable[tuple[int, int, Content, Content]]) -> None:
        """Say posts anew, each by its number, who said it before, what was said and what is."""
        former, anew = [], []
        for number, said, before, after in versions:
            former.append((channel, number, said, json.dumps(before, separators=(",", ":"))))
            anew.append((run, *after, channel, number))
        self._db.executemany("INSERT INTO version (channel, no, said, content) VALUES (?, ?, ?, ?)", former)
        self._db.executemany(f"UPDATE post SET said = ?, {_SET} WHERE channel = ? AND no = ?", anew)

    def _show_again(self, channel: int, returned: Iterable[int], routed: Iterable[tuple[int, int]]) -> None:
        """Posts that came back are there, and others are shown by one route more."""
        self._db.executemany(
            "UPDATE post SET gone = NULL WHERE channel = ? AND no = ?", [(channel, number) for number in returned]
        )
        self._db.executemany(
            "UPDATE post SET routes = ? WHERE channel = ? AND no = ?",
            [(routes, channel, number) for number, routes in routed],
        )

    def _missing(self, run: int, channel: int, listing: Listing, seen: set[int]) -> dict[int, object]:
        """What the listing would show and does not. An export proves nothing: it may be old, and leaves things out."""
        if self._runs.kinds[run] == "import":
            return {}
        missing = gone(self._db, (run, channel), self._runs.at(run)[0], listing, seen)
        self._db.executemany(
            "UPDATE post SET gone = ? WHERE channel = ? AND no = ?", [(run, channel, number) for number in missing]
        )
        return missing

    def _note(self, run: int, channel: int, numbers: Iterable[int], what: str) -> None:
        self._db.executemany(
            "INSERT INTO event (channel, run, no, what) VALUES (?, ?, ?, ?)",
            [(channel, run, number, what) for number in numbers],
        )

    def _take_back(self, run: int, channel: int, numbers: dict[str, int]) -> Listing | None:
        """Undo what the newest run that saw a channel added; `numbers` learns the numbers of the posts that go."""
        listing = stored(self._db, run, channel)
        if listing is None:
            return None
        here = {"run": run, "channel": channel}
        events = self._db.execute("SELECT no, what FROM event WHERE channel = :channel AND run = :run", here).fetchall()
        (posts,) = self._db.execute(
            "SELECT posts FROM sighting WHERE channel = :channel AND run = :run", here
        ).fetchone()
        for number, what in events:
            if what == "gone":
                self._db.execute("UPDATE post SET gone = NULL WHERE channel = ? AND no = ?", (channel, number))
            elif what == "returned":
                self._miss_again(run, channel, number)
        routed = {number for number, what in events if what == "route"}
        for number in numbers_in(posts):
            self._unsay(run, channel, number, numbers, is_new_route=number in routed)
        self._db.execute("DELETE FROM event WHERE channel = :channel AND run = :run", here)
        self._db.execute("DELETE FROM sighting WHERE channel = :channel AND run = :run", here)
        return listing

    def _unsay(self, run: int, channel: int, number: int, numbers: dict[str, int], *, is_new_route: bool) -> None:
        here = (channel, number)
        row = self._db.execute(
            f"SELECT id, first, said, routes, {', '.join(COLUMNS)} FROM post WHERE channel = ? AND no = ?", here
        ).fetchone()
        if row is None:
            return
        id_, first, said, routes = row[:4]
        if first == run:
            numbers[id_] = number
            self._db.execute("DELETE FROM post WHERE channel = ? AND no = ?", here)
            return
        if is_new_route:
            left = routes & ~route_of(row[4:])
            self._db.execute("UPDATE post SET routes = ? WHERE channel = ? AND no = ?", (left, *here))
        if said == run:
            versions = self._db.execute(
                "SELECT said, content FROM version WHERE channel = ? AND no = ?", here
            ).fetchall()
            former, content = max(versions, key=lambda version: self._runs.at(version[0]))
            self._db.execute(
                f"UPDATE post SET said = ?, {_SET} WHERE channel = ? AND no = ?", (former, *json.loads(content), *here)
            )
            self._db.execute("DELETE FROM version WHERE channel = ? AND no = ? AND said = ?", (*here, former))

    def _miss_again(self, run: int, channel: int, number: int) -> None:
        """A post that the run saw come back was missed by an earlier one."""
        found = self._db.execute(
            "SELECT run FROM event WHERE channel = ? AND no = ? AND what = 'gone'", (channel, number)
        ).fetchall()
        earlier = [other for (other,) in found if self._runs.at(other) < self._runs.at(run)]
        missed = max(earlier, key=self._runs.at, default=None)
        self._db.execute("UPDATE post SET gone = ? WHERE channel = ? AND no = ?", (missed, channel, number))


def _says_the_same(one: Listing, other: Listing) -> bool:
    return (
        one.said == other.said
        and one.evidence == other.evidence
        and one.posts.keys() == other.posts.keys()
        and all(is_same(one.posts[id_], content) for id_, content in other.posts.items())
    )
