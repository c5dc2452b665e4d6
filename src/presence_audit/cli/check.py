"""`presence-audit check`: validate profiles files without asking anybody."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from presence_audit.cli._gates import gates_asked
from presence_audit.cli._notes import notes_in
from presence_audit.cli._streams import say, write_stdout
from presence_audit.errors import ProfilesError
from presence_audit.exports import exports_of
from presence_audit.platforms import platforms
from presence_audit.profiles import brand_remarks, load_profiles, unnamed_subjects

if TYPE_CHECKING:
    from presence_audit.model.notes import Note
    from presence_audit.model.profiles import Profiles


def _unread(platform: str, key: str) -> str:
    """A remark where nothing of that kind can be read of a platform."""
    can = platforms()[platform].saved is not None if key == "saved" else bool(exports_of(platform))
    return "" if can else f"  (nothing of that kind is read of {platform}: delete the line)"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _told(path: Path, profiles: Profiles, notes: tuple[Note, ...]) -> str:
    there = f"{_counted(len(profiles.channels), 'channel')}, {_counted(len(profiles.leaders), 'leader')}"
    lines = [f"{path}: ok: {profiles.company.name}, {there}"]
    for channel in profiles.all_channels:
        where = "declared absent" if channel.absent else channel.url
        lines.append(f"  {channel.owner}: {channel.platform} {channel.kind} {channel.handle}  {where}".rstrip())
        for key, held in (("saved", channel.saved), ("export", channel.export)):
            if held is not None:
                there = "" if os.path.exists(held) else "  (not there: `scan` will stop at it)"  # noqa: PTH110
                lines.append(f"    {key}: {held}{there}{_unread(channel.platform, key)}")
    lines += [f"  gate: {asked}" for asked in gates_asked(profiles)]
    if profiles.notes:
        lines.append(f"  notes: {profiles.notes}: ok: {_counted(len(notes), 'note')}")
    return "\n".join(lines) + "\n"


def _notes(profiles: Profiles) -> tuple[Note, ...]:
    """The notes that the profiles file names; it is no error that one is on what the file no longer names."""
    if profiles.notes is None:
        return ()
    notes = notes_in(Path(profiles.notes), profiles.company.name)
    for found in unnamed_subjects(notes, profiles):
        say(
            f"{profiles.notes}:{found.line}:{found.column}: {found.message} (a warning: the note is shown all the same)"
        )
    return notes


def check(paths: tuple[Path, ...]) -> int:
    """Print how every channel is recognised, or every problem of every file. Returns 0 or 2."""
    code = 0
    for path in paths:
        try:
            profiles = load_profiles(path, datetime.now(UTC).date())
            told = _told(path, profiles, _notes(profiles))
        except ProfilesError as error:
            say(f"{error}\n{error.path}: {_counted(len(error.problems), 'problem')}")
            code = error.exit_code
            continue
        for remark in brand_remarks(profiles.brand):
            say(f"{path}: {remark}")
        write_stdout("".join(c for c in told if c == "\n" or c.isprintable()).encode())
    return code
