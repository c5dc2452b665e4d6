"""The history as lines of text, for git: one JSON object a line, in a stable order, rewritten only where it changed."""

from __future__ import annotations

import glob
import json
import os
import sqlite3
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from presence_audit.history._opening import MAGIC, in_memory, newer
from presence_audit.history._schema import migrate, newest
from presence_audit.history._sound import unsound
from presence_audit.history._telling import refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.errors import StoreError

_FORMAT = "presence-audit/history"
_BEFORE = "bring back the file of before"
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


def _tables(database: sqlite3.Connection) -> dict[str, list[str]]:
    """The columns of each table, in the order in which they were made: what is referred to comes first."""
    names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid")]
    return {name: [row[1] for row in database.execute(f"PRAGMA table_info({name})")] for name in names}


def _key(database: sqlite3.Connection, table: str) -> str:
    keys = sorted((row[5], row[1]) for row in database.execute(f"PRAGMA table_info({table})") if row[5])
    return ", ".join(name for _, name in keys)


def _line(table: str, row: dict[str, Any]) -> str:
    shown = {"table": table} | {key: value for key, value in row.items() if value is not None}
    return json.dumps(shown, ensure_ascii=False, separators=(",", ":"))


def lines_of(database: sqlite3.Connection, without: frozenset[str] = frozenset()) -> Iterator[str]:
    """Every row of every table but those left out as a line, sorted by its key; what is not known is left out."""
    yield json.dumps({"format": _FORMAT, "version": newest()}, separators=(",", ":"))
    for table, columns in _tables(database).items():
        if table in without:
            continue
        for row in database.execute(f"SELECT * FROM {table} ORDER BY {_key(database, table)}"):
            yield _line(table, dict(zip(columns, row, strict=True)))


def _damaged(path: Path, number: int, why: str) -> StoreError:
    return refused(path, f"line {number} {why}; the file is left as it is: mend that line, or {_BEFORE}")


def _object(path: Path, number: int, line: str) -> dict[str, Any]:
    if line.startswith(_CONFLICT):
        why = "is the mark of a merge conflict: take one of the two sides, and scan again"
        raise refused(path, f"line {number} {why}; the file is left as it is")
    try:
        found = json.loads(line)
    except ValueError as error:
        raise _damaged(path, number, f"is no JSON ({error})") from error
    except RecursionError as error:
        raise _damaged(path, number, "is nested too deeply") from error
    if not isinstance(found, dict):
        raise _damaged(path, number, "is no JSON object")
    return found


def _version(path: Path, head: dict[str, Any]) -> int:
    version = head.get("version")
    if head.get("format") != _FORMAT or not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise refused(path, "its first line does not say that it is a history; it is left as it is")
    if version > newest():
        raise newer(path, version)
    return version


def parsed(path: Path, content: bytes) -> sqlite3.Connection:
    """The store that the lines of a file tell of, in memory. Raises StoreError naming the line that cannot be read."""
    if content.startswith(MAGIC):
        raise refused(path, "it is a database and holds no lines of text; give it a name that ends with .sqlite")
    try:
        lines = content.decode("utf-8-sig").split("\n")  # editors of Windows write a mark at its beginning
    except UnicodeDecodeError as error:
        raise _damaged(path, content.count(b"\n", 0, error.start) + 1, "is no UTF-8") from error
    if not lines[0]:
        raise refused(path, "it is empty, and is left as it is; move it away to begin a new history")
    version = _version(path, _object(path, 1, lines[0]))
    database = in_memory(version)
    database.execute("DELETE FROM meta")
    database.execute("BEGIN")
    database.execute("PRAGMA defer_foreign_keys = ON")  # the order of lines is ours to keep and nobody's to rely on
    known = _tables(database)
    for number, line in enumerate(lines[1:], 2):
        if line.rstrip("\r"):
            _insert(database, known, path, number, _object(path, number, line))
    try:
        database.execute("COMMIT")
    except sqlite3.IntegrityError as error:
        raise refused(
            path, f"some lines refer to others that are missing; the file is left as it is: {_BEFORE}"
        ) from error
    if database.execute("SELECT count(*) FROM meta WHERE name = 'key'").fetchone()[0] != 1:
        raise refused(
            path, f'the line {{"table":"meta","name":"key", ...}} is missing; the file is left as it is: {_BEFORE}'
        )
    migrate(database)
    return database


def _insert(
    database: sqlite3.Connection, known: dict[str, list[str]], path: Path, number: int, row: dict[str, Any]
) -> None:
    table = row.pop("table", None)
    if not isinstance(table, str) or table not in known or not row or not set(row) <= set(known[table]):
        raise _damaged(path, number, "is not of this history")
    if column := unsound(table, row):
        raise _damaged(path, number, f"says of `{column}` what cannot be")
    try:
        database.execute(
            f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", tuple(row.values())
        )
    except sqlite3.IntegrityError as error:
        if error.sqlite_errorcode not in {sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY}:
            raise _damaged(path, number, f"does not fit the others ({error})") from error
        why = "tells anew what an earlier line tells, as where two branches were merged: take one side, and scan again"
        raise refused(path, f"line {number} {why}; the file is left as it is") from error
    except (sqlite3.Error, OverflowError) as error:
        raise _damaged(path, number, f"does not fit the others ({error})") from error


def write(path: Path, content: bytes) -> None:
    """Put the new content in the place of the file, wholly or not at all. Whoever calls it holds the lock.

    What a run that was killed had begun to write goes: it holds names that may have to be forgotten.
    """
    for left in path.parent.glob(f".{glob.escape(path.name)}.*.new"):
        left.unlink()
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".new")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            Path(temporary).chmod(path.stat().st_mode & 0o7777)
        Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)


def content_of(database: sqlite3.Connection) -> bytes:
    """The lines as bytes, each ended by a line feed."""
    return "".join(f"{line}\n" for line in lines_of(database)).encode("utf-8")
