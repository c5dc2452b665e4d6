"""Keeps those who were forgotten out of a scan: out of what is asked, and out of what others say of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from presence_audit.cli._streams import say
from presence_audit.history import History
from presence_audit.profiles import leader_lines
from presence_audit.rights import Veil, left_out

if TYPE_CHECKING:
    from presence_audit.audit import Run
    from presence_audit.model.observation import Observation
    from presence_audit.model.profiles import Profiles


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
    return Veil(history.forgotten, history.veiled).over(observation) if history.has_forgotten() else observation


def veiled(run: Run, store: Path) -> Run:
    """What was read, in which nobody who was forgotten is named any more. Raises StoreError."""
    if not store.exists():
        return run
    with History.open(store) as history:
        if not history.has_forgotten():
            return run
        veil = Veil(history.forgotten, history.veiled)
        seen = {name: veil.over(observation) for name, observation in run.observations.items()}
        return replace(run, observations=seen, home=veil.over(run.home) if run.home else None)
