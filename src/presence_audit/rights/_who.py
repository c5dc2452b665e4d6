"""Who is meant: a leader by id or by name, as the profiles file or the history knows the person."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from presence_audit.errors import UsageError
from presence_audit.model.person import Person, folded

if TYPE_CHECKING:
    from presence_audit.model.profiles import Leader, Profiles


def _called(leader: Leader) -> set[str]:
    return {folded(text).strip() for text in (leader.id, leader.name, *leader.aliases)}


def leader_called(profiles: Profiles, text: str) -> Leader | None:
    """The leader of that id, name or alias; None where there is none. Raises UsageError where several are meant."""
    wanted = folded(text).strip()
    found = [leader for leader in profiles.leaders if leader.id == text.strip()]
    found = found or [leader for leader in profiles.leaders if wanted in _called(leader)]
    if len(found) > 1:
        raise UsageError(f"{text}: this is more than one leader; name one by id: {', '.join(one.id for one in found)}.")
    return found[0] if found else None


def nobody(text: str, names: list[str]) -> UsageError:
    """The error for a name that nobody has, with who may be meant."""
    close = difflib.get_close_matches(folded(text), {folded(name): name for name in names}, n=3, cutoff=0.5)
    meant = [name for name in names if folded(name) in close] or names[:10]
    there = f"; there are {', '.join(meant)}" if meant else ""
    return UsageError(f"{text}: no leader of that name or id is known{there}.")


def only(profiles: Profiles, text: str) -> Leader:
    """The leader of that id, name or alias in the profiles file. Raises UsageError, with who may be meant."""
    found = leader_called(profiles, text)
    if found is None:
        raise nobody(text, [f"{leader.name} ({leader.id})" for leader in profiles.leaders])
    return found


def person_of(leader: Leader) -> Person:
    """The leader as text may show the person."""
    return Person(
        id=leader.id,
        names=(leader.name, *leader.aliases),
        channels=tuple(channel.id for channel in leader.channels if channel.handle),
        handles=tuple(channel.handle for channel in leader.channels if channel.handle),
        addresses=tuple(channel.url for channel in leader.channels if channel.url),
    )
