"""Where the history of a profiles file is kept, and what lies beside it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from presence_audit.errors import StoreError
from presence_audit.history import History
from presence_audit.rights import Places

if TYPE_CHECKING:
    from presence_audit.model.profiles import Profiles

_FOLDER = ".presence-audit"


def pages_folder() -> Path:
    """Where answers are kept between runs: in the user's own cache folder."""
    return Path(platformdirs.user_cache_dir("presence-audit", appauthor=False)) / "pages"


def store_of(profiles: Profiles) -> Path:
    """The store that the file names, else the usual one beside it: `.presence-audit/<name of the file>.sqlite`."""
    if profiles.settings.store is not None:
        return Path(profiles.settings.store)
    path = Path(profiles.path)
    return path.parent / _FOLDER / f"{path.stem}.sqlite"


def made(store: Path, profiles: Profiles | None) -> Path:
    """The store with its folder, which is made where it is the usual one, and kept out of git. Raises StoreError."""
    if profiles is not None and profiles.settings.store is None and store == store_of(profiles):
        try:
            store.parent.mkdir(mode=0o700, exist_ok=True)
            ignored = store.parent / ".gitignore"
            if not ignored.exists():
                ignored.write_text("*\n", "utf-8")
        except OSError as error:
            raise StoreError(f"{store.parent}: the history cannot be kept here: {error.strerror or error}.") from error
    return store


def opened(store: Path) -> History:
    """The history as it is; an empty one in memory where there is none, so that a question makes no file.

    Raises StoreError.
    """
    return History.open(store) if store.exists() else History.in_memory()


def places_of(store: Path) -> Places:
    """Where the page cache is, and where the paths lie that the history names."""
    folder = store.resolve().parent
    return Places(pages_folder(), store, lambda kept: Path(os.path.normpath(folder / kept)))
