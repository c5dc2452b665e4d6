"""The history of one company: what every run told it, and what it tells the next one."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

from presence_audit.history import _about, _lines, _measures, _opening, _people, _rights
from presence_audit.history._codes import micros, moment, moment_or_none
from presence_audit.history._content import Keeping, plain
from presence_audit.history._lock import locked
from presence_audit.history._names import Names
from presence_audit.history._nouns import Delivery, Noticed, Purged, RunKind, Seen
from presence_audit.history._past import Past
from presence_audit.history._recording import Book
from presence_audit.history._runs import source_of
from presence_audit.history._telling import refused, telling

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date, datetime
    from types import TracebackType

    from presence_audit.history._about import Row
    from presence_audit.model.observation import Observation, Post, Trace
    from presence_audit.model.person import Person
    from presence_audit.model.report import Report

LINES = ".jsonl"
# Of no run.
_NOT_SEEN = frozenset({"delivery", "tombstone"})


class History:
    """What the runs of one company saw, in a SQLite file, in lines of text (.jsonl), or in memory. A context manager.

    A run is known by its `as_of`: a second one of the same moment is the same run again, and says everything anew, save
    that it loses nothing of what the first has read and it cannot read. The past of a run is what runs of earlier
    moments say. Every method that writes is one transaction, and every method raises StoreError where the file cannot
    be read or written; what it held is then still there.
    """

    def __init__(self, database: sqlite3.Connection, path: Path | None = None, lines: bytes | None = None) -> None:
        self._db = database
        self._path = path
        self._lines = lines  # what the file of lines holds as far as we know; None where there is none
        self._is_closed = False

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the history at `path`, and make it where there is none; its folder must be there.

        Raises StoreError, and leaves the file as it is: it is of another program, of a newer version, damaged, locked
        for more than ten seconds, may not be written, or the disk is full.
        """
        if path.suffix.lower() != LINES:
            return cls(_opening.opened(path), path)
        with telling(path):
            _opening.check_place(path)
            path = path.resolve()  # a link stays a link when the file is written anew
            with locked(path):
                if path.exists():
                    content = path.read_bytes()
                    return cls(_lines.parsed(path, content), path, content)
                return cls(_opening.in_memory(), path)

    @classmethod
    def reading(cls, path: Path) -> Self:
        """Open a history that is there, to read it only: also one that this user may not write.

        What is written to one that may not be written is gone when it is closed. Raises StoreError as `open` does.
        """
        if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
            return cls.open(path)
        if path.suffix.lower() != LINES:
            return cls(_opening.copied(path))
        with telling(path):
            _opening.check_place(path)
            return cls(_lines.parsed(path, path.read_bytes()))

    @classmethod
    def in_memory(cls) -> Self:
        """A history that is gone when it is closed."""
        return cls(_opening.in_memory())

    @classmethod
    def of_lines(cls, content: bytes) -> Self:
        """A history in memory of what `excerpt` gave. Raises StoreError where it is damaged."""
        return cls(_lines.parsed(Path("the history in the recording"), content))

    def excerpt(self, limit: int) -> bytes | None:
        """What runs saw and measured, as lines; None where that takes more than `limit` bytes.

        Left out is what was handed over, and to whom not to come back.
        """
        told: list[bytes] = []
        with telling(self._path):
            for line in _lines.lines_of(self._db, without=_NOT_SEEN):
                told.append(f"{line}\n".encode())
                limit -= len(told[-1])
                if limit < 0:
                    return None
        return b"".join(told)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Put everything into the one file and let go of it. It may be called twice."""
        if self._is_closed:
            return
        self._is_closed = True
        try:
            with telling(self._path):
                self._db.execute("PRAGMA busy_timeout = 0")  # whoever is using it now puts it in order at the end
                self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            self._db.close()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction: wholly in the file at its end, or not at all."""
        if self._path is None or self._path.suffix.lower() != LINES:
            with telling(self._path), self._transaction():
                yield
            return
        with telling(self._path), locked(self._path):
            self._read_again(self._path)
            with self._transaction():
                yield
            content = _lines.content_of(self._db)
            if content != self._lines:
                _lines.write(self._path, content)
                self._lines = content

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:  # a full disk has ended it already
                self._db.execute("ROLLBACK")
            raise

    def _read_again(self, path: Path) -> None:
        """Take in what another process has written to the lines since we read them."""
        content = path.read_bytes() if path.exists() else None
        if content is not None and content != self._lines:
            database = _lines.parsed(path, content)
            self._db.close()
            self._db, self._lines = database, content

    def _names(self) -> Names:
        return Names(self._db.execute("SELECT value FROM meta WHERE name = 'key'").fetchone()[0])

    def settled(self, as_of: datetime, channel: str, seen: Observation) -> Observation:
        """The observation with the times of the first reading, where this run has read the very same answers before.

        So a rerun on the same evidence changes no byte of what is written.
        """
        with telling(self._path):
            row = self._db.execute(
                "SELECT run, channel, observed_at, outcome FROM sighting JOIN run ON run.id = run "
                "JOIN channel ON channel.id = channel WHERE as_of = ? AND run.kind = 'scan' AND name = ?",
                (micros(as_of), plain(channel)),
            ).fetchone()
            if row is None:
                return seen
            pieces = self._db.execute(
                "SELECT url, status, sha256, fetched_at FROM evidence LEFT JOIN digest ON digest.id = digest "
                "WHERE run = ? AND channel = ? ORDER BY place",
                row[:2],
            ).fetchall()
        now = [(plain(piece.url), piece.status, piece.sha256) for piece in seen.evidence]
        if row[3] != seen.outcome or now != [piece[:3] for piece in pieces]:
            return seen
        times = [moment(piece[3]) for piece in pieces]
        evidence = tuple(replace(one, fetched_at=at) for one, at in zip(seen.evidence, times, strict=True))
        return replace(seen, observed_at=moment_or_none(row[2]), evidence=evidence)

    def record(
        self,
        as_of: datetime,
        window_days: int,
        method: str,
        version: str,
        seen: Mapping[str, Seen],
        *,
        trace: Callable[[Post], Trace],
        is_ours: Callable[[str], bool],
        keep_text: bool = False,
        kind: RunKind = "scan",
    ) -> None:
        """Keep what a run saw, by channel id, in the place of what it said before.

        Args:
            as_of: the moment that the run tells of, aware; of an import the moment up to which the export tells.
            window_days: how long the audited period is.
            method: by which method it is measured.
            version: of the program.
            seen: every channel of the run. A channel that a run of the same moment saw before and that is missing
                here was not seen; one that cannot be read now, or was not asked, stays as it was read then.
            trace: what stands for the words of a post.
            is_ours: whether a name is the company's own or a leader's; all others are kept as digests.
            keep_text: keep the words and links of posts too.
            kind: an import is in the past of a scan of the same moment, is no audit, and proves nothing deleted; two
                imports of one moment are one only where they read the same files.
        """
        with self._writing():
            veiled = self._names().veiled
            book = Book(self._db)
            keeping = Keeping(trace, lambda name: name if is_ours(name) else veiled(name), book.place, keep_text)
            run = book.run(as_of, window_days, plain(method), plain(version), kind=kind, source=source_of(kind, seen))
            book.record(run, seen, keeping)

    def past(self, as_of: datetime, since: datetime) -> dict[str, tuple[Observation, ...]]:
        """What runs before `as_of` know of each channel, as observations to be merged with today's.

        One observation for each route and each stretch of time that its listings show without a gap: its
        `observed_at` is the end of the stretch, and its window reaches back to the beginning, None where no listing
        says how far it reached; one that holds own posts without a date proves no time. It holds the posts since
        `since` and the newest before it, without those without a date and without those that are gone, as the run of
        that moment itself has noticed too where it is recorded. Its evidence are the listings that prove the stretch,
        and what the posts stand in.
        """
        with telling(self._path):
            return Past(self._db, as_of, since).observations()

    def noticed(self, as_of: datetime, kind: RunKind = "scan") -> dict[str, Noticed]:
        """What the run of that moment noticed, by channel id; channels of which nothing is to be said are left out."""
        with telling(self._path):
            rows = self._db.execute(
                "SELECT name, sum(added), sum(edited), sum(gone), sum(returned) FROM sighting "
                "JOIN run ON run.id = run JOIN channel ON channel.id = channel "
                "WHERE as_of = ? AND run.kind = ? GROUP BY name ORDER BY name",
                (micros(as_of), kind),
            ).fetchall()
        return {name: Noticed(*counts) for name, *counts in rows if any(counts)}

    def measured(self, report: Report) -> None:
        """Keep what a run measured, without scores, in the place of what it measured before: the audit is finished."""
        with self._writing():
            book = Book(self._db)
            run = book.run(report.as_of, report.window_days, plain(report.method), plain(report.tool.version))
            _measures.keep(self._db, run, report)

    def reports(self, before: datetime | None = None) -> Iterator[Report]:
        """The finished audits of earlier moments (all by default), oldest first, to be scored by today's method.

        They hold what was measured. Scores, grades and the names of leaders (their ids stand there) are not kept.
        """
        with telling(self._path):
            yield from _measures.kept(self._db, before)

    def last(self, before: datetime) -> Report | None:
        """The newest finished audit of an earlier moment."""
        with telling(self._path):
            return next(_measures.kept(self._db, before, last=True), None)

    def veiled(self, name: str) -> str:
        """The name of a stranger as posts of the past have it, so that it can be compared."""
        with telling(self._path):
            return self._names().veiled(name)

    def bury(self, names: Iterable[str], day: date) -> None:
        """Remember, by digests only, that these names and channel ids are not to come back; the first day stays."""
        with self._writing():
            _rights.bury(self._db, self._names(), names, day)

    def buried(self, name: str) -> date | None:
        """Since which day a name or channel id is not to come back; None where it may."""
        with telling(self._path):
            return _rights.buried(self._db, self._names(), name)

    def delivered(  # noqa: PLR0917
        self, path: str, format_: str, at: datetime, as_of: datetime, sha256: str, subjects: Iterable[str]
    ) -> None:
        """Note a file that was handed over, and the ids of the leaders that it shows.

        The same bytes at the same path are noted once.
        """
        with self._writing():
            _rights.deliver(self._db, Delivery(path, format_, at, as_of, sha256, tuple(subjects)))

    def deliveries(self) -> tuple[Delivery, ...]:
        """What was handed over, oldest first."""
        with telling(self._path):
            return tuple(_rights.deliveries(self._db))

    def purge(self, before: datetime, *, there: Iterable[str] = (), pretend: bool = False) -> Purged:
        """Delete posts published before, and what runs of before saw, measured and delivered; or only count them.

        Of what was delivered at the paths of `there` the note stays.
        """
        with self._pretending() if pretend else self._writing():
            purged = _rights.purge(self._db, before, there)
        if purged != Purged() and not pretend:
            self._tidy()
        return purged

    @contextmanager
    def _pretending(self) -> Iterator[None]:
        """A transaction of which nothing stays."""
        with telling(self._path):
            self._db.execute("BEGIN")
            try:
                yield
            finally:
                self._db.execute("ROLLBACK")

    def leaders(self) -> tuple[str, ...]:
        """The ids of all leaders whom it knows anything of."""
        with telling(self._path):
            return _people.leaders(self._db)

    def acquainted(self, person: Person) -> Person:
        """The person with the channels, handles, addresses and numbers of accounts that it knows besides."""
        with telling(self._path):
            return _people.acquainted(self._db, person)

    def addresses_of(self, person: Person) -> tuple[str, ...]:
        """The addresses that were asked of the person's channels, and of no other."""
        with telling(self._path):
            return _people.addresses_of(self._db, person)

    def about(self, person: Person) -> tuple[Row, ...]:
        """Every row that is the person's or shows the person."""
        with telling(self._path):
            return tuple(_about.rows_about(self._db, person, self._names()))

    def erase(self, person: Person, *, pretend: bool = False) -> tuple[int, int]:
        """Delete what is the person's, and blank what shows the person elsewhere, so that no byte stays in the file.

        Returns how many rows were deleted, and how many blanked; with `pretend` nothing is changed.
        """
        with self._pretending() if pretend else self._writing():
            counts = _about.erase(self._db, person, self._names())
        if not pretend:  # also where nothing went: an earlier try may have ended before this
            with telling(self._path):
                self._db.execute("VACUUM")
                if self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                    raise refused(self._path, "another run is reading it, and its log holds what was erased; try again")
        return counts

    def forgotten(self, names: Iterable[str]) -> bool:
        """Whether one of these names and channels is not to come back."""
        with telling(self._path):
            return _people.is_forgotten(self._db, self._names(), names)

    def forgotten_now(self) -> Callable[[Iterable[str]], bool]:
        """The same as `forgotten` as things stand at this moment, for many names: nothing is read for each."""
        with telling(self._path):
            names, digests = self._names(), _people.tombstones(self._db)
        return lambda signs: any(names.digest(sign) in digests for sign in signs)

    def has_forgotten(self) -> bool:
        """Whether anybody is not to come back."""
        with telling(self._path):
            return _people.has_forgotten(self._db)

    def unbury(self, names: Iterable[str]) -> int:
        """Let these names and channels come back. Returns how many of them were not to."""
        with self._writing():
            return _people.unbury(self._db, self._names(), names)

    def _tidy(self) -> None:
        """Leave nothing of what was deleted in the file, or in the log beside it."""
        with telling(self._path):
            if _rights.is_worth_tidying(self._db):
                self._db.execute("VACUUM")
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
