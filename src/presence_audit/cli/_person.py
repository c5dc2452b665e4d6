"""Whom a command about one person means, and in which history."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from presence_audit.cli._store import is_named, store_path
from presence_audit.cli._streams import say
from presence_audit.errors import UsageError
from presence_audit.model.person import Person
from presence_audit.profiles import load_profiles
from presence_audit.rights import leader_called, nobody, person_of, signs_of

if TYPE_CHECKING:
    from presence_audit.history import History
    from presence_audit.model.profiles import Profiles

DEFAULT = Path("profiles.yaml")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line says: the person, the profiles file, the store, and more spellings of the name."""

    leader: str
    profiles: Path | None
    store: Path | None
    aliases: tuple[str, ...] = ()


def profiles_of(asked: Asked) -> Profiles | None:
    """The profiles file that is named, else the usual one; None where a store is named and there is no such file.

    Raises ProfilesError.
    """
    path = asked.profiles or DEFAULT
    if asked.profiles is None and asked.store is not None and not path.exists():
        return None
    return load_profiles(path)


def person_in(history: History, profiles: Profiles | None, asked: Asked) -> Person:
    """The person who is meant, with what the history knows besides.

    One who is in neither any more is the name alone, where the history shows it somewhere, or where somebody of that
    name was forgotten: to forget twice is no error.
    Raises UsageError, with who may be meant.
    """
    leader = leader_called(profiles, asked.leader) if profiles else None
    person = person_of(leader) if leader else None
    taken = {one.id for one in profiles.leaders} if profiles else set()
    known = [one for one in history.leaders() if one not in taken]
    if person is None and asked.leader in known:
        person = Person(asked.leader)
    if person is None:
        by_name = Person(None, (asked.leader,))
        if not history.forgotten(signs_of(by_name)) and not history.about(by_name):
            named = [f"{one.name} ({one.id})" for one in profiles.leaders] if profiles else []
            raise nobody(asked.leader, [*named, *known])
        person = by_name
    return history.acquainted(replace(person, names=(*person.names, *asked.aliases)))


def store_in(profiles: Profiles | None, asked: Asked) -> Path:
    """The store that is named, by flag or profiles file, else the usual place. Raises UsageError.

    Where nothing is at the usual place that is said: a weekly job may keep the history elsewhere, and an answer of
    "nothing" from an empty one would pass for the truth.
    """
    if profiles is not None:
        store = store_path(profiles, asked.store)
        if not is_named(profiles, asked.store) and not store.exists():
            say(
                f"presence-audit: there is no history at {store}; if it is kept elsewhere, as by a weekly job, name "
                "that: --store history/presence.jsonl"
            )
        return store
    if asked.store is None:
        raise UsageError("name the profiles file with --profiles, or the history with --store.")
    return asked.store
