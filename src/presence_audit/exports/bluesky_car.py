"""The repository of a Bluesky account (repo.car): everything it has published, as the network keeps it.

It holds posts, answers, reposts and quotes with exact times, whole texts, texts of pictures and what is pinned; no
likes, no followers, and of what was passed on no words. It names its account by DID only, so where the channel is
written as a handle that is taken on trust, and said. It ends with its last change, whatever that was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from presence_audit.exports._car import DamagedError, Repository, is_car, moment_of_tid, repository_of
from presence_audit.exports._contract import Export, Posts
from presence_audit.model.observation import Observation, Post, Profile
from presence_audit.platforms import Ask, Drift
from presence_audit.platforms._bluesky_posts import post_of
from presence_audit.platforms._urls import fold
from presence_audit.platforms._wire import Node

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from presence_audit.exports._files import Files

_POST: Final = "app.bsky.feed.post"
_REPOST: Final = "app.bsky.feed.repost"
_PROFILE: Final = "app.bsky.actor.profile/self"
_AGAIN: Final = "Export the repository again, and name the file as it was downloaded."


def _places(files: Files) -> tuple[str, ...]:
    named = files.find(r"[^/]*\.car") or (files.names if len(files.names) == 1 else ())
    return tuple(name for name in named if is_car(files.head(name, 128)))


def _recognise(files: Files) -> bool:
    return bool(_places(files))


def _seen_at(key: str, record: Node) -> datetime | None:
    """When the record was made: its key says so, whatever date the author has put into it."""
    return moment_of_tid(key.rpartition("/")[2]) or record.time_or_none("createdAt")


def _post(ask: Ask, did: str, key: str, value: dict[str, Any], pinned: str | None) -> Post:
    """A record as the post that the network's own view of it would give."""
    record, uri = Node(value), f"at://{did}/{key}"
    seen = _seen_at(key, record)
    view: dict[str, Any] = {
        "uri": uri,
        "author": {"did": did, "handle": ask.channel.handle},
        "record": value,
        "indexedAt": seen.isoformat() if seen else "",
    }
    item = {"post": view, "reason": {"$type": "app.bsky.feed.defs#reasonPin"} if uri == pinned else None}
    return post_of(Node(item), did)


def _repost(did: str, key: str, value: dict[str, Any]) -> Post:
    record = Node(value)
    uri = record.node("subject").text("uri")
    owner, _, name = uri.removeprefix("at://").partition(f"/{_POST}/")
    said, seen = record.time_or_none("createdAt"), _seen_at(key, record)
    return Post(
        id=f"at://{did}/{key}",
        url=f"https://bsky.app/profile/{owner}/post/{name}" if name else uri,
        published_at=min((moment for moment in (said, seen) if moment), default=None),
        author=owner if owner.startswith("did:") else None,
        is_reply=False,
        is_repost=True,
        is_pinned=False,
    )


def _identity(ask: Ask, files: Files, name: str, repository: Repository) -> str:
    """What has to be said of whose it is. Raises EvidenceError where it is another's."""
    handle = ask.channel.handle
    if fold(handle) == fold(repository.did):
        return ""
    if handle.startswith("did:"):
        step = f"Name the repository of {handle}, or write https://bsky.app/profile/{repository.did} as the channel."
        raise files.unusable(f"it is the repository of {repository.did}, not of {handle}", step, name)
    return f"The file names its account as {repository.did} only; that this is {handle} is taken from profiles.yaml."


def _profile(repository: Repository, cid: object) -> tuple[Profile, str | None]:
    """Who the account says it is, and the post that it has pinned."""
    if cid is None:
        return Profile(), None
    record = Node(repository.block(cid))
    pinned = record.node_or_none("pinnedPost")
    profile = Profile(record.text_or_none("displayName") or None, record.text_or_none("description") or None)
    return profile, pinned.text_or_none("uri") if pinned else None


def _posts(ask: Ask, repository: Repository, keys: dict[str, object], pinned: str | None) -> Iterator[Post | None]:
    """Each post and repost; None for a record that is of another shape."""
    for key, cid in keys.items():
        value = repository.block(cid)
        try:
            if key.startswith(f"{_REPOST}/"):
                yield _repost(repository.did, key, value)
            else:
                yield _post(ask, repository.did, key, value, pinned)
        except Drift:
            yield None


def _read(ask: Ask, files: Files) -> Observation:
    name = _places(files)[0]
    try:
        repository = repository_of(files.whole(name))
        said = _identity(ask, files, name, repository)
        wanted = (f"{_POST}/", f"{_REPOST}/", _PROFILE)
        keys = {key: cid for key, cid in repository.records() if key.startswith(wanted)}
        profile, pinned = _profile(repository, keys.pop(_PROFILE, None))
        posts, odd = Posts(ask), 0
        for post in _posts(ask, repository, keys, pinned):
            if post is None:
                odd += 1
            else:
                posts.add(post)
    except DamagedError as error:
        raise files.unusable(str(error), _AGAIN, name) from error
    until = moment_of_tid(repository.rev) or posts.newest
    if until is None:
        raise files.unusable("it does not say when it was last changed", _AGAIN, name)
    notes = [said] if said else []
    notes.append("It is taken to end with the last change of the repository.")
    if odd:
        notes.append(f"{odd} of its records could not be read.")
    return posts.observed(profile, until=until, complete=not odd, notes=tuple(notes))


EXPORT = Export(
    id="bluesky_car",
    name="Bluesky repository",
    platforms=("bluesky",),
    recognise=_recognise,
    read=_read,
    how="In Bluesky, open Settings, Account, Export my data, Download CAR file.",
    proven="2026-11-26 against the specifications of CAR and of the AT Protocol's repositories; no own file seen",
)
