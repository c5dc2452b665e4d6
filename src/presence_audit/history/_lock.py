"""A lock between processes: one file beside the other, held while that one is read and written."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from presence_audit.history._telling import PATIENCE, refused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PAUSE = 0.05  # seconds between two tries

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _try(beside: Path) -> int | None:
    """The handle of the lock; None where another process has it. It ends with the process, however that ends."""
    handle = os.open(beside, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _take(handle)
        # Whoever had it before has deleted the file, and another may hold a new one of that name.
        if os.fstat(handle).st_ino == beside.stat().st_ino:
            return handle
    except OSError:
        os.close(handle)
        return None
    os.close(handle)
    return None


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of a file. Raises StoreError where another process keeps it for too long."""
    beside = path.with_name(f".{path.name}.lock")
    end = time.monotonic() + PATIENCE
    while (handle := _try(beside)) is None:
        if time.monotonic() > end:
            raise refused(path, f"another run was writing it for more than {PATIENCE} seconds; try again then")
        time.sleep(_PAUSE)
    try:
        yield
    finally:
        if sys.platform != "win32":  # which deletes no open file
            beside.unlink(missing_ok=True)
        os.close(handle)
