"""The archive that X gives to the owner of an account: everything it ever posted, as a zip or as it is unpacked.

It holds exact times, whole texts, answers, retweets (the beginning of their words), likes and the number of followers;
no counts of answers or views, and no texts of pictures. Posts of more than 280 characters are read as far as tweets.js
has them. Deleted posts are not read, and neither are those to a circle or a community. An archive that X splits over
several downloads is not the account's whole life, and is not taken for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from presence_audit.exports._contract import Export, Posts
from presence_audit.exports._json import elements_of, object_of
from presence_audit.exports._x_tweets import number, post_of
from presence_audit.model.observation import Count, Observation, Profile
from presence_audit.platforms import Ask, Drift
from presence_audit.platforms._html import resolve
from presence_audit.platforms._urls import fold

if TYPE_CHECKING:
    from presence_audit.exports._files import Files
    from presence_audit.platforms._wire import Node

_TWEETS: Final = r"tweets?(?:-part\d+)?\.js"
_MARK: Final = b"window.YTD.tweet"
_WHOLE: Final = "Download the whole archive again, and name the zip or the folder that holds `data`."


@dataclass(frozen=True, slots=True)
class _Manifest:
    """What the archive says of itself: when it was made, how many posts it holds, whether it is all of them."""

    made: datetime | None = None
    posts: int | None = None
    is_part: bool = False


def _recognise(files: Files) -> bool:
    return any(files.head(name, 4096).lstrip(b"\xef\xbb\xbf \r\n").startswith(_MARK) for name in files.find(_TWEETS))


def _only(files: Files, name: str, key: str) -> Node | None:
    """The one entry of a file such as account.js, without its wrapper; None where the archive has no such file."""
    places = files.find(rf"{name}\.js")
    if not places:
        return None
    entry = object_of(files, places[0], b"[").node_or_none(0)
    return entry.node_or_none(key) if entry else None


def _manifest(files: Files) -> _Manifest:
    """Raises EvidenceError where a file that it lists is missing."""
    places = files.find(r"manifest\.js")
    if not places:
        return _Manifest()
    config = object_of(files, places[0])
    info, types = config.node_or_none("archiveInfo"), config.node_or_none("dataTypes")
    kind = (types.node_or_none("tweets") or types.node_or_none("tweet")) if types else None
    listed = kind.items_or_empty("files") if kind else []
    there = {name.rpartition("/")[2] for name in files.find(_TWEETS)}
    for file in listed:
        name = (file.text_or_none("fileName") or "").rpartition("/")[2]
        if name and name not in there:
            raise files.unusable(f"its file {name} is missing", _WHOLE)
    counts = [number(file, "count") for file in listed]
    known = [count for count in counts if count is not None]
    return _Manifest(
        made=info.time_or_none("generationDate", UTC) if info else None,
        posts=sum(known) if listed and len(known) == len(counts) else None,
        is_part=bool(info and info.flag_or_none("isPartialArchive")),
    )


def _owner(ask: Ask, files: Files) -> Node:
    """The account whose archive it is. Raises EvidenceError where it is not the channel's."""
    if len(files.find(r"account\.js")) > 1:
        raise files.unusable("it holds several archives", "Name the newest of them alone.")
    account = _only(files, "account", "account")
    name = account.text_or_none("username") if account else None
    if account is None or not name:
        raise files.unusable("nothing in it says whose archive it is (account.js is missing or empty)", _WHOLE)
    if fold(name) != fold(ask.channel.handle):
        step = f"Name the archive of @{ask.channel.handle}, or write https://x.com/{fold(name)} as the channel."
        raise files.unusable(f"it is the archive of @{name}, not of @{ask.channel.handle}", step)
    return account


def _followers(files: Files, *, is_part: bool) -> Count | None:
    """How many followers are listed; of a part of an archive there are at least so many."""
    names = files.find(r"followers?(?:-part\d+)?\.js")
    if not names:
        return None
    return Count(sum(1 for name in names for _ in elements_of(files, name)), "bracket" if is_part else "exact")


def _profile(account: Node, files: Files, *, is_part: bool) -> Profile:
    shown = _only(files, "profile", "profile")
    said = shown.node_or_none("description") if shown else None
    website = resolve("", (said.text_or_none("website") or "") if said else "")
    return Profile(
        name=account.text_or_none("accountDisplayName") or account.text_or_none("username"),
        bio=said.text_or_none("bio") if said else None,
        followers=_followers(files, is_part=is_part),
        links=(website,) if website else (),
    )


def _read(ask: Ask, files: Files) -> Observation:
    account, manifest = _owner(ask, files), _manifest(files)
    account_id, handle = account.text_or_none("accountId") or "", fold(ask.channel.handle)
    latest = manifest.made or ask.until
    posts, notes, read, odd = Posts(ask), [], 0, 0
    for name in files.find(_TWEETS):
        for entry in elements_of(files, name):
            try:
                posts.add(post_of(entry, account_id, handle, latest))
                read += 1
            except Drift:
                odd += 1
    if odd and not read:
        raise files.unusable("none of its posts can be read", _WHOLE)
    if odd:
        notes.append(f"Entries of the archive that could not be read: {odd}.")
    if manifest.is_part:
        notes.append("X calls it a part of an archive; what is in the other parts is not known.")
    if manifest.posts is not None and manifest.posts != read:
        notes.append(f"The archive says that it holds {manifest.posts} posts, and {read} were found.")
    until = manifest.made or posts.newest
    if until is None:
        raise files.unusable("nothing in it says when it was made", _WHOLE)
    if manifest.made is None:
        notes.append("The archive does not say when it was made; it is taken to end with its newest post.")
    whole = not odd and not manifest.is_part and manifest.posts in {None, read}
    profile = _profile(account, files, is_part=manifest.is_part)
    return posts.observed(profile, until=until, complete=whole, notes=tuple(notes))


EXPORT = Export(
    id="x_archive",
    name="X archive",
    platforms=("x",),
    recognise=_recognise,
    read=_read,
    how="In X, open Settings, Your account, Download an archive of your data.",
    proven="2026-11-26 against the format as published archives of 2020 to 2025 have it; no own archive seen",
)
