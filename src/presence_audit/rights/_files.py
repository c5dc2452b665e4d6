"""The files that were written of a person: reports, results and recordings, as far as the history knows of them."""

from __future__ import annotations

import hashlib
import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from presence_audit.errors import EvidenceError, OutputError
from presence_audit.fetch import erase_from_recording
from presence_audit.rights._content import shows

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from datetime import datetime

    from presence_audit.history import Delivery
    from presence_audit.model.person import Person

RECORDING: Final = "warc"
STDOUT: Final = "-"
# "erased" is gone, or out of the recording; "changed" is no longer as it was written, and is left alone; "elsewhere" is
# no longer where it was written; "printed" went to standard output; "unusable" could not be read or written.
Fate = Literal["erased", "changed", "elsewhere", "printed", "unusable"]


@dataclass(frozen=True, slots=True)
class Handed:
    """One file that was handed over and shows the person, and what became of it here.

    `records` counts what went of a recording, `why` is what hindered it.
    """

    delivery: Delivery
    fate: Fate
    records: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """Whom to erase, when, and whether only to tell what would go. `addresses` are those asked of the person."""

    person: Person
    addresses: Collection[str]
    at: datetime
    pretend: bool


def _recording(delivery: Delivery, path: Path, task: Task) -> Handed | None:
    try:
        number = erase_from_recording(path, task.person, task.addresses, task.at, pretend=task.pretend)
    except (EvidenceError, OutputError) as error:
        return Handed(delivery, "unusable", why=str(error))
    return Handed(delivery, "erased", number) if number else None


def _report(delivery: Delivery, path: Path, task: Task, *, is_ours: bool) -> Handed | None:
    try:
        if task.person.id not in delivery.subjects and not shows(path, task.person):
            return None
        if not is_ours:
            return Handed(delivery, "changed") if shows(path, task.person) else Handed(delivery, "elsewhere")
        if not task.pretend:
            path.unlink()
    except OSError as error:
        return Handed(delivery, "unusable", why=f"{path}: {error.strerror or error}")
    return Handed(delivery, "erased")


def _one(delivery: Delivery, path: Path, written: Collection[str], task: Task) -> Handed | None:
    if path.is_file():
        if delivery.format == RECORDING:
            return _recording(delivery, path, task)
        with path.open("rb") as file:
            now = hashlib.file_digest(file, "sha256").hexdigest()
        if now == delivery.sha256 or now not in written:
            return _report(delivery, path, task, is_ours=now == delivery.sha256)
    # Another one has been written over it, or it has gone: copies may be anywhere.
    return Handed(delivery, "elsewhere") if task.person.id in delivery.subjects else None


def erase_files(deliveries: Sequence[Delivery], place: Callable[[str], Path], task: Task) -> list[Handed]:
    """Delete each file that is as it was written and shows the person; clean recordings of the person.

    `place` tells where a path of the history lies. Returns every file that shows the person or did, oldest first.
    """
    written: dict[str, set[str]] = {}
    for delivery in deliveries:
        written.setdefault(delivery.path, set()).add(delivery.sha256)
    found = []
    for delivery in deliveries:
        if delivery.path == STDOUT:
            handed = Handed(delivery, "printed") if task.person.id in delivery.subjects else None
        else:
            handed = _one(delivery, place(delivery.path), written[delivery.path], task)
        if handed is not None:
            found.append(handed)
    return found


def _scraps(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from path.parent.glob(f".{path.name}.*")
    yield from Path(tempfile.gettempdir()).glob("presence-audit-*.json")


def _is_of_another(path: Path, company: str | None) -> bool:
    """Whether it is a whole result of another company: somebody there may have the same name, and nobody has asked."""
    try:
        result = json.loads(path.read_bytes())
        name = result["company"]["name"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return False  # a piece of a file, whosever it was
    return company is not None and isinstance(name, str) and name.casefold() != company.casefold()


def erase_scraps(beside: Iterable[Path], task: Task, company: str | None) -> list[Path]:
    """Delete what runs that were killed left beside these files, and results kept in the temporary folder.

    `company` is that of the history, None where it is not known; results of others stay. Returns those that show the
    person. Raises OutputError.
    """
    found = []
    try:
        for path in sorted(set(_scraps(beside))):
            if path.is_file() and shows(path, task.person) and not _is_of_another(path, company):
                found.append(path)
                if not task.pretend:
                    path.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"{error.filename} cannot be erased: {error.strerror or error}") from error
    return found
