"""Where the history of a company is kept: beside its profiles file, unless somebody says otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from presence_audit.errors import StoreError, UsageError

if TYPE_CHECKING:
    from presence_audit.model.profiles import Profiles

FOLDER: Final = ".presence-audit"
SUFFIXES: Final = (".sqlite", ".db", ".jsonl")
# What a version control would otherwise offer to take in, with the names of people.
_IGNORED: Final = "# Made by presence-audit. What is kept here is personal data; see docs/privacy.md.\n*\n"


def store_path(profiles: Profiles, flag: Path | None = None) -> Path:
    """The file with the history of a company: by the flag, the profiles file, or the usual place beside that.

    Raises UsageError where its ending is none of a store.
    """
    named = flag or (Path(profiles.settings.store) if profiles.settings.store else None)
    if named is None:
        file = Path(profiles.path)
        return file.parent / FOLDER / f"{file.stem}.sqlite"
    if named.suffix.lower() not in SUFFIXES:
        known = ", ".join(SUFFIXES[:-1])
        raise UsageError(
            f"--store {named}: a history ends with {known} (a database) or {SUFFIXES[-1]} (lines of text for git)."
        )
    return named


def is_named(profiles: Profiles, flag: Path | None) -> bool:
    """Whether somebody said where the history is to be kept."""
    return flag is not None or profiles.settings.store is not None


def make_folder(path: Path) -> None:
    """Make the usual folder of a store, out of reach of version control; another one has to be there.

    Raises StoreError.
    """
    folder = path.parent
    if folder.name != FOLDER or folder.is_dir():
        return
    try:
        folder.mkdir(mode=0o700)
        (folder / ".gitignore").write_text(_IGNORED, "utf-8")
    except OSError as error:
        raise StoreError(f"{folder}: {error.strerror or error}") from error
