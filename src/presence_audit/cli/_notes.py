"""The notes that a command shows: of the flag, or those that the profiles file names; never any others."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from presence_audit.cli._streams import say
from presence_audit.profiles import load_notes
from presence_audit.reports import stale_notes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presence_audit.model.notes import Note
    from presence_audit.model.profiles import Profiles
    from presence_audit.model.report import Report


def notes_file(flag: Path | None, profiles: Profiles | None) -> Path | None:
    """Where the notes on a company stand: the flag goes before the profiles file."""
    return flag or (Path(profiles.notes) if profiles and profiles.notes else None)


def notes_in(path: Path | None, company: str) -> tuple[Note, ...]:
    """The notes on that company. Raises ProfilesError with every problem of the file."""
    return load_notes(path, company, datetime.now(UTC).date()) if path else ()


def tell_stale(path: Path | None, report: Report, notes: Sequence[Note]) -> None:
    """Say, a line each, what notes are on nothing that the report still holds. They are shown all the same."""
    for note in stale_notes(report, notes):
        gone = f"`{note.subject}` is no longer in this report; the note is kept, and marked so"
        say(f"presence-audit: {path}:{note.line}:{note.column}: {gone}")
