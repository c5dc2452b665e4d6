"""What the history knows of one person, and who is not to come back."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from presence_audit.history._names import Names
    from presence_audit.model.person import Person

# What platforms call an account besides its handle: it stands in ids of posts and in what is asked.
_NUMBERS = (re.compile(r"\bdid:[a-z]+:[A-Za-z0-9._:%-]+"), re.compile(r"\bUC[A-Za-z0-9_-]{22}\b"))
_LEADER = "leader:"
_ASKED = 200


def leaders(store: sqlite3.Connection) -> tuple[str, ...]:
    """The ids of the leaders whom the store knows."""
    owners = {owner for (owner,) in store.execute("SELECT DISTINCT owner FROM sighting").fetchall()}
    told = {leader for (leader,) in store.execute("SELECT DISTINCT leader FROM leader_line").fetchall()}
    return tuple(sorted(told | {owner.removeprefix(_LEADER) for owner in owners if owner.startswith(_LEADER)}))


def own_channels(store: sqlite3.Connection, person: Person) -> list[tuple[int, str, str, str]]:
    """The number, name, handle and address of the channels that are the person's, or were when they were last seen."""
    found = []
    for number, name, handle, url in store.execute("SELECT id, name, handle, url FROM channel").fetchall():
        last = store.execute(
            "SELECT owner FROM sighting JOIN run ON run.id = run WHERE channel = ? ORDER BY as_of DESC LIMIT 1",
            (number,),
        ).fetchone()
        is_last_own = last is not None and person.subject is not None and last[0] == person.subject
        if name in person.channels or is_last_own:
            found.append((number, name, handle, url))
    return found


def addresses_of(store: sqlite3.Connection, person: Person) -> tuple[str, ...]:
    """The addresses that were asked of the person's channels, and of no other channel."""
    own = {number for number, *_ in own_channels(store, person)}
    asked: dict[str, set[int]] = {}
    for url, channel in store.execute("SELECT DISTINCT url, channel FROM evidence").fetchall():
        asked.setdefault(url, set()).add(channel)
    return tuple(sorted(url for url, channels in asked.items() if channels and channels <= own))


def _numbers_in(text: str) -> set[str]:
    return {found for pattern in _NUMBERS for found in pattern.findall(text)}


def _numbers_of(store: sqlite3.Connection, channel: int) -> set[str]:
    """What stands in most of the posts of a channel; in one of them alone it may be somebody who is answered."""
    posts = store.execute(
        "SELECT id, url FROM post WHERE channel = ? AND is_repost IS NOT 1 ORDER BY no DESC LIMIT ?", (channel, _ASKED)
    ).fetchall()
    told = Counter(found for id_, url in posts for found in _numbers_in(f"{id_} {url}"))
    return {found for found, count in told.items() if 2 * count > len(posts)}


def acquainted(store: sqlite3.Connection, person: Person) -> Person:
    """The person with what the store knows besides: channels, handles, addresses, and numbers of accounts."""
    own = own_channels(store, person)
    numbers = {found for url in addresses_of(store, person) for found in _numbers_in(url)}
    for number, *_ in own:
        numbers |= _numbers_of(store, number)
    return replace(
        person,
        channels=tuple(dict.fromkeys((*person.channels, *(name for _, name, _, _ in own)))),
        handles=tuple(dict.fromkeys((*person.handles, *(handle for _, _, handle, _ in own), *sorted(numbers)))),
        addresses=tuple(dict.fromkeys((*person.addresses, *(url for _, _, _, url in own)))),
    )


def unbury(store: sqlite3.Connection, names: Names, who: Iterable[str]) -> int:
    """Take the tombstones of these names and channels away. Returns how many there were."""
    rows = [(names.digest(one),) for one in who]
    return store.executemany("DELETE FROM tombstone WHERE digest = ?", rows).rowcount


def has_forgotten(store: sqlite3.Connection) -> bool:
    """Whether there is any tombstone."""
    return store.execute("SELECT 1 FROM tombstone LIMIT 1").fetchone() is not None


def tombstones(store: sqlite3.Connection) -> frozenset[str]:
    """The digests of all who are not to come back."""
    return frozenset(digest for (digest,) in store.execute("SELECT digest FROM tombstone"))


def is_forgotten(store: sqlite3.Connection, names: Names, who: Iterable[str]) -> bool:
    """Whether there is a tombstone for one of these names and channels."""
    if not has_forgotten(store):
        return False
    found = "SELECT 1 FROM tombstone WHERE digest = ?"
    return any(store.execute(found, (names.digest(one),)).fetchone() is not None for one in who)
