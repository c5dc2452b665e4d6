"""Forgets a person: the tombstone first, the history last, so that a run that was broken off can be run again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from presence_audit.errors import OutputError
from presence_audit.fetch import pages_of
from presence_audit.rights._files import Handed, Task, erase_files, erase_scraps
from presence_audit.rights._tombstones import signs_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from presence_audit.history import History
    from presence_audit.model.person import Person


@dataclass(frozen=True, slots=True)
class Places:
    """Where things lie: the page cache, the store, and where a path of the history does."""

    pages: Path
    store: Path
    of: Callable[[str], Path]


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What went, or would go: rows of the history, rows in which it was blanked, pages, and files with their fate."""

    rows: int
    blanked: int
    pages: int
    scraps: tuple[Path, ...]
    files: tuple[Handed, ...]

    @property
    def is_whole(self) -> bool:
        """Nothing that could be erased here is left."""
        return all(handed.fate != "unusable" for handed in self.files)


def _erase_pages(places: Places, task: Task) -> int:
    found = pages_of(places.pages, task.person, task.addresses)
    for path in [] if task.pretend else found:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise OutputError(f"{path} cannot be deleted: {error.strerror or error}") from error
    return len(found)


def forget(history: History, places: Places, person: Person, at: datetime, *, pretend: bool = False) -> Forgotten:
    """Erase the person from everything that was written, as far as the history knows of it.

    With `pretend` nothing is changed. Raises OutputError or StoreError; run it again then.
    """
    if not pretend:
        history.bury(signs_of(person), at.date())
    task = Task(person, history.addresses_of(person), at, pretend)
    pages = _erase_pages(places, task)
    deliveries = history.deliveries()
    files = erase_files(deliveries, places.of, task)
    beside = [places.store, *(places.of(delivery.path) for delivery in deliveries)]
    last = history.last(datetime.max.replace(tzinfo=UTC))
    scraps = erase_scraps(beside, task, last.company.name if last else None)
    rows, blanked = history.erase(person, pretend=pretend)
    return Forgotten(rows, blanked, pages, tuple(scraps), tuple(files))
