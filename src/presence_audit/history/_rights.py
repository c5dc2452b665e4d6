"""What is deleted, and what keeps it from coming back: retention, the forgotten, and what was handed over."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from presence_audit.history._codes import micros, moment
from presence_audit.history._content import plain
from presence_audit.history._nouns import Delivery, Purged

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from presence_audit.history._names import Names


def bury(database: sqlite3.Connection, names: Names, who: Iterable[str], day: date) -> None:
    """Remember that these names and channels are not to come back, by digests only; the first day stays."""
    database.executemany(
        "INSERT OR IGNORE INTO tombstone (digest, day) VALUES (?, ?)",
        [(names.digest(name), day.isoformat()) for name in who],
    )


def buried(database: sqlite3.Connection, names: Names, name: str) -> date | None:
    """Since which day the name is not to come back; None where it may."""
    found = database.execute("SELECT day FROM tombstone WHERE digest = ?", (names.digest(name),)).fetchone()
    return None if found is None else date.fromisoformat(found[0])


def deliver(database: sqlite3.Connection, one: Delivery) -> None:
    """Note a file that was handed over; the same bytes at the same place are noted once, by the first time."""
    database.execute(
        "INSERT OR IGNORE INTO delivery (path, sha256, format, written_at, as_of, subjects) VALUES (?, ?, ?, ?, ?, ?)",
        (
            plain(one.path),
            one.sha256,
            one.format,
            micros(one.written_at),
            micros(one.as_of),
            json.dumps(sorted(one.subjects), separators=(",", ":")),
        ),
    )


def deliveries(database: sqlite3.Connection) -> Iterator[Delivery]:
    """What was handed over, oldest first."""
    rows = database.execute(
        "SELECT path, format, written_at, as_of, sha256, subjects FROM delivery ORDER BY written_at, path"
    ).fetchall()
    for path, format_, written_at, as_of, sha256, subjects in rows:
        yield Delivery(path, format_, moment(written_at), moment(as_of), sha256, tuple(json.loads(subjects)))


def _count(database: sqlite3.Connection, table: str, where: str, *values: object) -> int:
    found: tuple[int] = database.execute(f"SELECT count(*) FROM {table} WHERE {where}", values).fetchone()
    return found[0]


def _drop_leftovers(database: sqlite3.Connection) -> None:
    """What nothing refers to any more."""
    for table in ("version", "event"):
        database.execute(
            f"DELETE FROM {table} WHERE NOT EXISTS "
            f"(SELECT 1 FROM post WHERE post.channel = {table}.channel AND post.no = {table}.no)"
        )
    database.execute("DELETE FROM digest WHERE id NOT IN (SELECT digest FROM evidence WHERE digest IS NOT NULL)")
    database.execute("UPDATE post SET seen_in = NULL WHERE seen_in NOT IN (SELECT id FROM digest)")
    database.execute(
        "DELETE FROM run WHERE id NOT IN (SELECT run FROM sighting) AND id NOT IN (SELECT run FROM measure)"
    )
    database.execute(
        "DELETE FROM channel WHERE id NOT IN (SELECT channel FROM sighting) AND id NOT IN (SELECT channel FROM post)"
    )


def purge(database: sqlite3.Connection, before: datetime, there: Iterable[str] = ()) -> Purged:
    """Delete posts published before, and what runs of before saw and measured.

    A post without a date goes with the run that saw it first. What was handed over at the paths of `there` stays noted:
    those files still show whom they show.
    """
    edge = micros(before)
    old_run = "run IN (SELECT id FROM run WHERE as_of < ?)"
    old_post = (
        "published_at < ? OR (published_at IS NULL AND "
        "(first NOT IN (SELECT id FROM run) OR first IN (SELECT id FROM run WHERE as_of < ?)))"
    )
    purged = Purged(
        posts=_count(database, "post", old_post, edge, edge),
        sightings=_count(database, "sighting", old_run, edge),
        measures=_count(database, "measure", old_run, edge),
    )
    database.execute(f"DELETE FROM post WHERE {old_post}", (edge, edge))
    database.execute("DELETE FROM run WHERE as_of < ?", (edge,))
    database.execute(
        "DELETE FROM delivery WHERE as_of < ? AND path NOT IN (SELECT value FROM json_each(?))",
        (edge, json.dumps([plain(path) for path in there])),
    )
    _drop_leftovers(database)
    return purged


def is_worth_tidying(database: sqlite3.Connection) -> bool:
    """Whether a quarter of the file is empty."""
    (free,) = database.execute("PRAGMA freelist_count").fetchone()
    (pages,) = database.execute("PRAGMA page_count").fetchone()
    return bool(4 * free > pages)
