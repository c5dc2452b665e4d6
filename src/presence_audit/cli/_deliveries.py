"""Notes in the history which files were handed over, so that whoever asks to be forgotten is found in them."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from presence_audit.history import History
    from presence_audit.model.report import Report

RECORDING = "warc"
_STDOUT = "-"


@dataclass(frozen=True, slots=True)
class Written:
    """One file as it was written; the path "-" is standard output."""

    path: Path
    format: str
    body: bytes


def place_in(store: Path, path: Path) -> str:
    """A path as the history keeps it: from the folder of the store, so that both may move."""
    if str(path) == _STDOUT:
        return _STDOUT
    try:
        return Path(os.path.relpath(path.resolve(), store.resolve().parent)).as_posix()
    except ValueError:
        return str(path.resolve())


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def note_deliveries(
    history: History, store: Path, report: Report, written: Iterable[Written], recording: Path | None, at: datetime
) -> None:
    """Note what was written of a report: place, format, digest, moment, and the leaders that it shows.

    What is drawn on a terminal is no file and is not noted, nor is what went to a device. `at` is the present moment.
    Raises StoreError.
    """
    leaders = tuple(leader.id for leader in report.leaders)
    for one in written:
        is_stdout = str(one.path) == _STDOUT
        if (is_stdout and one.format == "terminal") or (not is_stdout and not one.path.is_file()):
            continue
        digest = hashlib.sha256(one.body).hexdigest()
        history.delivered(place_in(store, one.path), one.format, at, report.as_of, digest, leaders)
    if recording is not None and recording.is_file():
        history.delivered(place_in(store, recording), RECORDING, at, report.as_of, _sha256(recording), leaders)
