"""The archive that Mastodon gives to the owner of an account: a zip, a tar.gz (before 4.2), or as it is unpacked.

It holds everything the account has published, with exact times, whole texts, texts of pictures, answers and boosts, and
from 4.3 on likes and boosts of its posts; no followers, and of what it boosted no words. What is for followers or for
single persons only is left out, and how much that is is said. The archive ends when it was made, which the name of its
file says; without that name it is taken to end with its newest post.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from presence_audit.exports._activities import is_for_everybody, post_of
from presence_audit.exports._contract import Export, Posts
from presence_audit.exports._json import elements_of, object_of
from presence_audit.model.observation import Observation, Profile
from presence_audit.platforms import Ask, Drift
from presence_audit.platforms._html import links_of, text_of
from presence_audit.platforms._urls import fold

if TYPE_CHECKING:
    from presence_audit.exports._files import Files
    from presence_audit.platforms._wire import Node

_NAMED: Final = re.compile(r"archive-(\d{14})\b")
_TOTAL: Final = re.compile(rb'"totalItems"\s*:\s*(\d{1,12})')
_WHOLE: Final = "Request the archive again, and name the file as it was downloaded."


def _recognise(files: Files) -> bool:
    return any(b'"orderedItems"' in files.head(name) for name in files.find(r"outbox\.json"))


def _counted(files: Files, name: str) -> int | None:
    """How many posts the outbox says that it has; private ones are counted or not, so it proves but their absence."""
    found = _TOTAL.search(files.head(name))
    return int(found[1]) if found else None


def _owner(ask: Ask, files: Files) -> tuple[Node, str, str]:
    """Whose archive it is: the actor, its address and its domain. Raises EvidenceError where it is another's."""
    places = files.find(r"actor\.json")
    if not places:
        raise files.unusable("nothing in it says whose archive it is (actor.json is missing)", _WHOLE)
    actor = object_of(files, places[0])
    address, name = actor.text_or_none("id") or "", actor.text_or_none("preferredUsername")
    said = (actor.text_or_none("webfinger") or "").removeprefix("@")
    try:
        host = urlsplit(actor.text_or_none("url") or address).hostname or ""
    except ValueError:
        host = ""
    names = [said] if said.count("@") == 1 else []
    names += [f"{name}@{host}"] if name and host else []
    if not names:
        raise files.unusable("it does not say whose archive it is", _WHOLE, places[0])
    if fold(ask.channel.handle) not in {fold(one) for one in names}:
        step = (
            f"Name the archive of {ask.channel.handle}, or write {actor.text_or_none('url') or address} as the channel."
        )
        raise files.unusable(f"it is the archive of {names[0]}, not of {ask.channel.handle}", step)
    return actor, address, names[0].rpartition("@")[2]


def _profile(actor: Node) -> Profile:
    about = actor.text_or_none("summary") or ""
    values = [
        link for item in actor.items_or_empty("attachment") for link in links_of(item.text_or_none("value") or "", "")
    ]
    return Profile(
        name=actor.text_or_none("name") or actor.text_or_none("preferredUsername"),
        bio=text_of(about) or None,
        links=tuple(dict.fromkeys([*values, *links_of(about, "")])),
    )


def _made(files: Files) -> datetime | None:
    """When the archive was made, as its name says: archive-20261120061500-….zip, in the server's time (UTC)."""
    found = _NAMED.search(files.path.name)
    try:
        return datetime.strptime(found[1], "%Y%m%d%H%M%S").replace(tzinfo=UTC) if found else None
    except ValueError:
        return None


def _read(ask: Ask, files: Files) -> Observation:
    actor, address, domain = _owner(ask, files)
    posts, notes = Posts(ask), []
    found = hidden = odd = 0
    outbox = files.find(r"outbox\.json")[0]
    for activity in elements_of(files, outbox, "orderedItems.item", b"{"):
        try:
            if not is_for_everybody(activity):
                hidden += 1
                continue
            post = post_of(activity, address, domain)
        except Drift:
            odd += 1
            continue
        if post is not None:
            found += 1
            posts.add(post)
    if odd and not found:
        raise files.unusable("none of its posts can be read", _WHOLE)
    if hidden:
        notes.append(f"Left out, as they are for followers or single persons: {hidden}.")
    if odd:
        notes.append(f"Entries of the archive that could not be read: {odd}.")
    made = _made(files)
    until = made or posts.newest
    if until is None:
        raise files.unusable("it holds no public post, and its name does not say when it was made", _WHOLE)
    if made is None:
        notes.append("The archive does not say when it was made; it is taken to end with its newest post.")
    counted = _counted(files, outbox)
    missing = not (found or hidden or odd) and counted != 0
    if missing:
        notes.append(f"The archive lists no posts, and says that it has {counted or 'some'}.")
    return posts.observed(_profile(actor), until=until, complete=not (odd or missing), notes=tuple(notes))


EXPORT = Export(
    id="mastodon_outbox",
    name="Mastodon archive",
    platforms=("mastodon",),
    recognise=_recognise,
    read=_read,
    how="On your server, open Preferences, Import and export, Data export, Request your archive.",
    proven="2026-11-26 against the source of Mastodon 2.3 to 4.5 that writes it; no own archive seen",
)
