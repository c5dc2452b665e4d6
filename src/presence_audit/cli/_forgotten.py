"""Keeps those who were forgotten out of a scan: out of what is asked, and out of what others say of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from presence_audit.cli._streams import say
from presence_audit.errors import UsageError
from presence_audit.fetch import delete_pages_showing
from presence_audit.history import History
from presence_audit.metrics import trace_of
from presence_audit.profiles import leader_lines
from presence_audit.rights import Veil, left_out

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from presence_audit.audit import Run
    from presence_audit.model.notes import Note
    from presence_audit.model.observation import Observation, Post, Trace
    from presence_audit.model.profiles import Profiles
    from presence_audit.model.report import Report


def _lines(profiles: Profiles, place: int) -> str:
    lines = leader_lines(Path(profiles.path), place)
    return f"lines {lines.start}-{lines.stop - 1}" if len(lines) > 1 else f"line {lines.start}"


def without_forgotten(profiles: Profiles, history: History) -> Profiles:
    """The profiles file without those who were forgotten, before anybody is asked. It is said on stderr, by lines.

    It is said also with --quiet: the report lacks somebody whom the file names. Raises StoreError.
    """
    found = left_out(profiles, history.forgotten)
    for leader in found.leaders:
        where = _lines(profiles, profiles.leaders.index(leader))
        say(f"presence-audit: {profiles.path}, {where}: this leader was forgotten and is left out; delete the {where}")
    for channel in found.channels:
        whose = f"the {channel.platform} channel of somebody who was forgotten"
        say(f"presence-audit: {profiles.path}: {whose} is left out")
    return found.profiles


def kept_out(profiles: Profiles, store: Path) -> Profiles:
    """The same by the store at a path; where there is none, nobody was forgotten.

    It is asked by scans that keep no history and by replays too: whoever was forgotten is in no report. Raises
    StoreError, since a store that cannot be read does not tell who was forgotten.
    """
    if not store.exists():
        return profiles
    with History.open(store) as history:
        return without_forgotten(profiles, history)


def unnamed(observation: Observation, history: History) -> Observation:
    """What was read of one channel, in which nobody who was forgotten is named any more. Raises StoreError."""
    return Veil(history.forgotten_now(), history.veiled).over(observation) if history.has_forgotten() else observation


@dataclass(frozen=True, slots=True)
class Veiled:
    """What was read, in which nobody who was forgotten is named any more, and what stood for the words of its posts.

    In `profiles` nobody is left who was forgotten while it was read.
    """

    profiles: Profiles
    run: Run
    _traces: Mapping[Post, Trace]

    def trace(self, post: Post) -> Trace:
        """The trace of the words as they were read: a post in which a name is left out is not an edited one."""
        return (self._traces and self._traces.get(post)) or trace_of(post)


def veiled(run: Run, profiles: Profiles, store: Path, pages: Path, since: datetime) -> Veiled:
    """What was read, without those who were forgotten; pages that show them and were kept since then are not kept.

    Raises StoreError, or OutputError where a page cannot be deleted.
    """
    if not store.exists():
        return Veiled(profiles, run, {})
    with History.open(store) as history:
        if not history.has_forgotten():
            return Veiled(profiles, run, {})
        veil = Veil(history.forgotten_now(), history.veiled)
        profiles = left_out(profiles, history.forgotten).profiles
        asked = {channel.id for channel in profiles.all_channels}
        seen = {name: veil.over(read) for name, read in run.observations.items() if name in asked}
        home = veil.over(run.home) if run.home else None
        delete_pages_showing(pages, veil.is_shown_by, since)
    pairs = [(run.observations[name], after) for name, after in seen.items()]
    pairs += [(run.home, home)] if run.home and home else []
    traces = {
        after: trace_of(before)
        for read, shown in pairs
        for before, after in zip(read.posts, shown.posts, strict=True)
        if after != before
    }
    return Veiled(profiles, replace(run, observations=seen, home=home), traces)


def is_forgotten_by_now(profiles: Profiles, store: Path) -> bool:
    """Whether one of the leaders was forgotten since the file was read. Raises StoreError."""
    if not store.exists():
        return False
    with History.open(store) as history:
        return history.has_forgotten() and bool(left_out(profiles, history.forgotten).leaders)


def refuse_forgotten(report: Report, store: Path) -> None:
    """An old result is no way for somebody to come back who was forgotten.

    Raises UsageError where the result shows one, or StoreError.
    """
    if not store.exists():
        return
    with History.open(store) as history:
        veil = Veil(history.forgotten_now(), history.veiled) if history.has_forgotten() else None
        if veil and any(veil.is_called(line.name) for line in report.leaders):
            raise UsageError(
                "this result shows a leader who was forgotten: delete the file, and make a new one with "
                "`presence-audit scan`."
            )


def veiled_notes(notes: tuple[Note, ...], profiles: Profiles, store: Path) -> tuple[Note, ...]:
    """The notes without those on somebody who was forgotten, and without the names in others. It is said on stderr.

    `profiles` is the file as it is written, with those who were forgotten. Raises StoreError.
    """
    if not notes or not store.exists():
        return notes
    with History.open(store) as history:
        if not history.has_forgotten():
            return notes
        out = left_out(profiles, history.forgotten)
        subjects = {f"leader:{leader.id}" for leader in out.leaders}
        subjects |= {channel.id for leader in out.leaders for channel in leader.channels}
        subjects |= {channel.id for channel in out.channels}
        veil = Veil(history.forgotten_now(), history.veiled)
        told = []
        for note in notes:
            is_out = note.about.whose in subjects or veil.is_named(note.about.whose)
            shown = veil.over_note(note)
            told += [] if is_out else [shown]
            if is_out or shown != note:
                what = "this note is on somebody who was" if is_out else "this note names somebody who was"
                say(f"presence-audit: the notes, line {note.line}: {what} forgotten, and is shown without; mend it")
    return tuple(told)
