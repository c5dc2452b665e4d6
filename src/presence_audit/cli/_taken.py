"""What a call reads and what it writes: no output may take the place of any of it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from presence_audit.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from presence_audit.model.profiles import Profiles

_HELD = "a page or an export to read"
_PAGES = "a folder with saved pages, and be read as one of them the next time"
_EXPORT = "a folder with an export, and be read as a part of it"


class Taken:
    """The files and folders of one call, by what they are to it: "the template"."""

    def __init__(self) -> None:
        self._files: dict[Path, str] = {}
        self._folders: dict[Path, str] = {}

    def add(self, path: Path | str | None, role: str) -> None:
        """Add a file; None is no file."""
        if path is not None:
            self._files[Path(path).resolve()] = role

    def add_pages(self, path: Path | str | None, told: str = _PAGES) -> None:
        """Add a saved page, or a folder of them, in which a new file would be read as well; None is neither."""
        if path is None:
            return
        self.add(path, _HELD)
        folder = Path(path).resolve()
        self._folders[folder] = told
        for here, folders, names in os.walk(folder):  # of a file, nothing
            for inside in (Path(here) / name for name in (*folders, *names)):
                if inside.is_symlink():  # the page itself lies elsewhere
                    self.add(inside, _HELD)

    def add_profiles(self, profiles: Profiles) -> None:
        """Add a profiles file, and what it names: its brand's files, and what the user holds of the channels."""
        self.add(profiles.path, "the profiles file")
        for path in profiles.brand_files:
            self.add(path, "a file of the brand")
        for channel in profiles.all_channels:
            self.add_pages(channel.saved)
            self.add_pages(channel.export, _EXPORT)

    def refuse(self, outputs: Iterable[Path], recording: Path | None = None) -> None:
        """Raise UsageError where an output, or the new recording, would take the place of a file or of another one.

        Standard output and devices take nobody's place.
        """
        places = [(path, "an output") for path in outputs if str(path) != "-" and not path.is_char_device()]
        if recording is not None:
            places.append((recording, "the new recording"))
        for path, role in places:
            place = path.resolve()
            for folder, told in self._folders.items():
                if place != folder and place.is_relative_to(folder):
                    raise UsageError(f"{path} would be {role} in {told}; name another place.")
            taken = self._files.get(place)
            if taken is not None:
                raise UsageError(f"{path} would be {role} and is {taken} already; name another file.")
            self._files[place] = role
