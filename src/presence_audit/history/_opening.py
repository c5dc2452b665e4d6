"""Opens the file of a history, makes it where there is none, and keeps its hands off whatever is not one.

What a file is, is read from its first bytes before SQLite sees it: SQLite would finish what another program left
half done, and so write into a file that is not ours.
"""

from __future__ import annotations

import codecs
import os
import sqlite3
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from presence_audit.history._schema import APPLICATION_ID, migrate, newest, version_of
from presence_audit.history._telling import DAMAGED, PATIENCE, refused, telling

if TYPE_CHECKING:
    from presence_audit.errors import StoreError

# The file format is at https://sqlite.org/fileformat2.html.
MAGIC, _HEAD, _APPLICATION_AT, _FORMATS_AT = b"SQLite format 3\x00", 100, 68, slice(18, 20)
_WAL, _NO_WAL = b"\x02\x02", b"\x01\x01"
_LEAST = (3, 37, 0)  # of 2021, which has STRICT tables
_CHEAP = 16 * 1024 * 1024  # a file up to this size is checked whole in less than a tenth of a second

_SETTINGS = (
    "PRAGMA foreign_keys = ON",
    # What is deleted is overwritten with zeros: people have asked for it.
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    # A run writes a handful of transactions; that each is on the disk when it ends costs milliseconds.
    "PRAGMA synchronous = FULL",
    "PRAGMA cache_size = -65536",
)


def settled(database: sqlite3.Connection) -> sqlite3.Connection:
    """A connection set as all of ours are."""
    for setting in _SETTINGS:
        database.execute(setting)
    return database


def check_library(path: Path | None) -> None:
    """Raise StoreError where the SQLite of this Python is too old for our tables."""
    if sqlite3.sqlite_version_info < _LEAST:
        least = ".".join(map(str, _LEAST))
        raise refused(
            path,
            f"it needs SQLite {least} or newer, and this Python has {sqlite3.sqlite_version}; install a newer Python, "
            "or leave the history out with --no-history",
        )


def in_memory(version: int | None = None) -> sqlite3.Connection:
    """An empty store that is nowhere but in memory."""
    check_library(None)
    database = sqlite3.connect(":memory:", isolation_level=None)
    migrate(settled(database), version)
    return database


def newer(path: Path | None, version: int) -> StoreError:
    """The error of a store that a later version of this program has written."""
    return refused(
        path,
        f"it is of version {version}, and this program knows versions up to {newest()}; it is left as it is. "
        "Update presence-audit, or name another file with --store",
    )


def _make(path: Path) -> None:
    """Make an empty store, wholly or not at all. Where another process was faster, its file stays."""
    database = in_memory()
    content = bytearray(database.serialize())
    database.close()
    content[_FORMATS_AT] = _WAL  # from the first moment on, so that no two processes argue over the change to it
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".new")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _put(Path(temporary), path)
    finally:
        Path(temporary).unlink(missing_ok=True)


def _put(temporary: Path, path: Path) -> None:
    """Give the file its name, unless there is one of that name."""
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        return
    except (OSError, NotImplementedError):  # a disk without hard links: on Windows renaming overwrites nothing
        if not path.exists():
            temporary.rename(path)


def _head_of(path: Path) -> bytes:
    """The first bytes of the file. Raises StoreError where they are not those of a history."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.lstrip(codecs.BOM_UTF8).startswith(b'{"format":"presence-audit/history"'):
        raise refused(path, "it holds lines of text and no database; give it a name that ends with .jsonl")
    if not head.startswith(MAGIC):
        why = "it is no database" if head else "it is empty"
        raise refused(path, f"{why}, and is left as it is; name another file with --store, or move it away")
    if len(head) < _HEAD:
        raise refused(path, DAMAGED)
    if int.from_bytes(head[_APPLICATION_AT : _APPLICATION_AT + 4], "big") != APPLICATION_ID:
        raise refused(
            path, "it is the database of another program, and is left as it is; name another file with --store"
        )
    return head


def copied(path: Path) -> sqlite3.Connection:
    """The database of a history in memory, for whom may read its file and not write it. Raises StoreError."""
    with telling(path):
        check_library(path)
        check_place(path)
        _head_of(path)
        log = path.with_name(f"{path.name}-wal")
        if log.exists() and log.stat().st_size:
            raise refused(
                path,
                "a part of it still stands in a file beside it, and this user may write neither; let somebody who "
                "may write them run this once",
            )
        content = bytearray(path.read_bytes())
        content[_FORMATS_AT] = _NO_WAL
        database = sqlite3.connect(":memory:", isolation_level=None)
        try:
            database.deserialize(bytes(content))
            _checked(settled(database), path)
        except BaseException:
            database.close()
            raise
        return database


def _checked(database: sqlite3.Connection, path: Path) -> None:
    version = version_of(database)
    if version > newest():
        raise newer(path, version)
    if path.stat().st_size <= _CHEAP:
        found = database.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise refused(path, f"it is damaged ({found}), and is left as it is; put a copy of it in its place")
    migrate(database)


def check_place(path: Path) -> None:
    """Raise StoreError where no file can be of that name."""
    if path.is_dir():
        raise refused(path, "it is a folder; name a file with --store")
    if path.exists() and not path.is_file():
        raise refused(path, "it is no file but a device or a pipe; name a file with --store")
    if not path.parent.is_dir():
        raise refused(path, f"there is no folder {path.parent}; make it, or name another file with --store")


def opened(path: Path) -> sqlite3.Connection:
    """The database of a history, made where there is no file. Raises StoreError, and then changes nothing."""
    with telling(path):
        check_library(path)
        check_place(path)
        if not path.exists():
            _make(path)
        _head_of(path)
        database = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        try:
            _checked(settled(database), path)
        except BaseException:
            database.close()
            raise
        return database
