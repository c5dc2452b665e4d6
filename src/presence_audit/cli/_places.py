"""Where things lie that commands about one person look through: the page cache, the history, and what it names."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from presence_audit.cli._store import make_folder
from presence_audit.history import History
from presence_audit.rights import Places

if TYPE_CHECKING:
    from contextlib import AbstractContextManager


def pages_folder() -> Path:
    """Where answers are kept between runs: in the user's own cache folder."""
    return Path(platformdirs.user_cache_dir("presence-audit", appauthor=False)) / "pages"


def opened(store: Path, *, make: bool = False) -> AbstractContextManager[History]:
    """The history as it is; where there is none, an empty one in memory: a question makes no file. Or `make` it.

    Raises StoreError.
    """
    if make:
        make_folder(store)
    return History.open(store) if make or store.exists() else History.in_memory()


def places_of(store: Path) -> Places:
    """Where the page cache is, and where the paths lie that the history names."""
    folder = store.resolve().parent
    return Places(pages_folder(), store, lambda kept: Path(os.path.normpath(folder / kept)))
