"""Files beside a profiles file: found in its folder or below, and nowhere else, so that no client reaches another's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES = 512 * 1024

_FROM_ELSEWHERE = re.compile(r"[/\\~]|[A-Za-z]:|[A-Za-z][A-Za-z0-9+.-]*://")
_INSIDE = "write a path from the profiles file that stays in its folder, as in brand/logo.svg"


class UnusableError(Exception):
    """A file that cannot be used. The message says why and what to do, and goes on from the key and its value."""


def place_of(folder: Path, text: str) -> Path:
    """Where the file lies, with all links followed.

    Raises:
        UnusableError: the path is absolute, or leads out of the folder, be it by `..` or by a link.
    """
    if _FROM_ELSEWHERE.match(text) or "\\" in text or "\0" in text:
        raise UnusableError(f"is no path within the folder of this file; {_INSIDE}")
    try:
        home = folder.resolve()
        place = (home / text).resolve()
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead in a circle, before Python 3.13
        raise UnusableError(f"cannot be found; {_INSIDE}") from error
    if not place.is_relative_to(home):
        raise UnusableError(f"leads out of the folder of this file, where other clients' files may lie; {_INSIDE}")
    return place


def bytes_of(folder: Path, text: str) -> bytes:
    """What is in the file.

    Raises:
        UnusableError: the path leads elsewhere, there is no such file, or it is too large.
    """
    place = place_of(folder, text)
    if not place.is_file():  # nor is anything read of a pipe or a device
        missing = "is not there; the path counts from the folder of this file"
        raise UnusableError("is a folder or a device; name the file" if place.exists() else missing)
    try:
        with place.open("rb") as file:
            body = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnusableError(f"cannot be read: {error.strerror or error}") from error
    if len(body) > MAX_BYTES:
        raise UnusableError(f"is larger than {MAX_BYTES // 1024} kB, and every report would carry it; make it smaller")
    return body
