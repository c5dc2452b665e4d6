"""Deletes what has been kept of answers for long enough: recordings, and pages of the cache."""

from __future__ import annotations

import contextlib
import json
from datetime import datetime
from typing import TYPE_CHECKING

from presence_audit.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def _kept_since(path: Path) -> datetime | None:
    """When an entry of the cache was written; None where it does not say."""
    try:
        with path.open("rb") as file:
            at = datetime.fromisoformat(json.loads(file.readline())["at"])
    except (ValueError, KeyError, TypeError):
        return None
    return at if at.tzinfo else None


def delete_pages(folder: Path, before: datetime, *, pretend: bool = False) -> int:
    """Delete the pages of the cache that were read before a moment, and what cannot be read. Returns how many.

    Raises OutputError.
    """
    gone = 0
    try:
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.is_file() and ((at := _kept_since(path)) is None or at < before):
                gone += 1
                if not pretend:
                    path.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"the page cache {folder} cannot be tidied: {error.strerror or error}") from error
    return gone


def delete_pages_showing(folder: Path, is_shown_by: Callable[[bytes], bool], since: datetime) -> None:
    """Delete what was put into the page cache since a moment and shows somebody who is not to be kept.

    Raises OutputError.
    """
    try:
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            with contextlib.suppress(FileNotFoundError):  # another run may tidy it as well
                if path.is_file() and path.stat().st_mtime >= since.timestamp() and is_shown_by(path.read_bytes()):
                    path.unlink()
    except OSError as error:
        raise OutputError(f"the page cache {folder} cannot be tidied: {error.strerror or error}") from error
