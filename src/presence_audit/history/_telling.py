"""What went wrong with the file of the history, told so that the reader knows what to do."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pydantic import ValidationError

from presence_audit.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 10  # seconds that a run waits for another one that is writing

_ELSEWHERE = "name another file with --store, or leave the history out with --no-history"
DAMAGED = "it is damaged, and is left as it is; put a copy of it in its place, or move it away to begin a new one"
# By the primary code of SQLite's errors (https://sqlite.org/rescode.html).
_TOLD = {
    sqlite3.SQLITE_BUSY: f"another run or program was writing it for more than {PATIENCE} seconds; try again later",
    sqlite3.SQLITE_LOCKED: "another part of this program holds it; try again",
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
    sqlite3.SQLITE_FULL: "the disk is full; nothing of this run was added to it, and what it held is there; make room",
    sqlite3.SQLITE_READONLY: f"it may not be written; allow that, {_ELSEWHERE}",
    sqlite3.SQLITE_PERM: f"it may not be written; allow that, {_ELSEWHERE}",
    sqlite3.SQLITE_CANTOPEN: f"it cannot be opened; allow this user to write the file and its folder, {_ELSEWHERE}",
    sqlite3.SQLITE_IOERR: f"reading or writing it failed; check the disk and how much it may hold, or {_ELSEWHERE}",
}


def refused(path: Path | None, why: str) -> StoreError:
    """The error that names the history's file and says why it cannot be used."""
    return StoreError(f"{path}: the history cannot be used: {why}." if path else f"The history cannot be used: {why}.")


@contextmanager
def telling(path: Path | None) -> Iterator[None]:
    """Turn what SQLite and the system say of the file into StoreError; mistakes of our own stay what they are."""
    try:
        yield
    except sqlite3.Error as error:
        if isinstance(error, sqlite3.ProgrammingError | sqlite3.InterfaceError):
            raise
        told = _TOLD.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
        raise refused(path, told or f"SQLite says: {error}; please report this, and {_ELSEWHERE}") from error
    except ValidationError as error:  # no noun of ours is made of anything but what the file holds of an audit
        raise refused(
            path, f"what it holds of an audit cannot be ({error.error_count()} values); {_ELSEWHERE}"
        ) from error
    except OSError as error:
        raise refused(path, f"{(error.strerror or str(error)).lower()}; {_ELSEWHERE}") from error
