"""The owner's data download of TikTok as JSON: `user_data_tiktok.json` (before 2024 `user_data.json`).

Every post of the account stands in it: "Post" > "Posts" > "VideoList" (before: "Video" > "Videos" > "VideoList"), each
with a Date (UTC), a Link, Likes and a Title. What was passed on is "Your Activity" > "Reposts" > "RepostList". A list
that is empty is written as null, [] or {}; one that is missing says nothing. A link may be one of the file itself
rather than of the post. When the download was made stands in the name that TikTok gives the zip; else the file tells
up to its newest post. Nothing else of it (messages, what was watched) is read.

Shape: as public readers of the file describe it (iLEAPP, 2024-2025).
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

import ijson

from presence_audit.exports._contract import Export, Posts
from presence_audit.exports._json import JsonBytes
from presence_audit.exports._tiktok import Link
from presence_audit.model.observation import Count, Engagement, Observation, Post, Profile
from presence_audit.platforms._dates import moment_of
from presence_audit.platforms._html import TEXT_LIMIT
from presence_audit.platforms._urls import fold
from presence_audit.platforms._wire import Node, clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.exports._files import Files
    from presence_audit.platforms import Ask

_FILE: Final = r"user_data(?:_tiktok)?[^/]*\.json"
_POSTS: Final = ("Post.Posts.VideoList", "Video.Videos.VideoList", "Post.Videos.VideoList")
_REPOSTS: Final = ("Your Activity.Reposts.RepostList", "Activity.Reposts.RepostList")
_PROFILES: Final = (
    "Profile And Settings.Profile Info.ProfileMap",
    "Profile.Profile Info.ProfileMap",
    "Profile.Profile Information.ProfileMap",
)
_MADE: Final = re.compile(r"TikTok_Data_(\d{10})\b", re.IGNORECASE)
_NOT_PUBLIC: Final = re.compile(r"private|only me|only you|friends|followers|no one|nobody", re.IGNORECASE)
_AGAIN: Final = "Download your data again, as JSON."
_SECTION: Final = re.compile(rb'"(?:Post|Video|Your Activity|Profile And Settings|Activity|Profile|App Settings)"\s*:')


def _recognise(files: Files) -> bool:
    return any(_SECTION.search(files.head(name)) for name in files.find(_FILE))


def _values(files: Files, name: str, prefix: str) -> Iterator[Any]:
    """What stands at a path, as a stream. Raises EvidenceError where the file is no JSON."""
    try:
        with files.open(name) as file:
            yield from ijson.items(JsonBytes(file, b"[{"), prefix, use_float=True)
    except (ijson.JSONError, UnicodeDecodeError, RecursionError, ValueError, OverflowError) as error:
        raise files.unusable("it is no whole JSON file", _AGAIN, name) from error


def _has(files: Files, name: str, prefix: str) -> bool:
    """Whether the file says anything at all at that path, be it that it is empty."""
    try:
        with files.open(name) as file:
            return any(place == prefix for place, _, _ in ijson.parse(JsonBytes(file, b"[{"), use_float=True))
    except (ijson.JSONError, UnicodeDecodeError, RecursionError, ValueError, OverflowError) as error:
        raise files.unusable("it is no whole JSON file", _AGAIN, name) from error


def _count(value: object) -> int | None:
    text = str(value).replace(",", "") if not isinstance(value, bool) else ""
    return int(text) if re.fullmatch(r"[0-9]{1,15}", text, re.ASCII) else None


def _profile(files: Files, name: str) -> tuple[str, Profile]:
    """The account's handle (empty where it is not told) and profile."""
    for prefix in _PROFILES:
        for value in _values(files, name, prefix):
            known = Node(value)
            followers = _count(value.get("followerCount")) if isinstance(value, dict) else None
            profile = Profile(
                name=known.text_or_none("displayName") or None,
                bio=known.text_or_none("bioDescription") or None,
                followers=None if followers is None else Count(followers),
            )
            return known.text_or_none("userName") or "", profile
    return "", Profile()


def _at(item: Node) -> datetime | None:
    text = item.text_or_none("Date") or item.text_or_none("date")
    moment = moment_of(text) if text else None
    return moment.at if moment else None


def _post(item: Node, handle: str, place: int) -> Post | None:
    """One post; None where not everybody may see it."""
    if _NOT_PUBLIC.search(item.text_or_none("WhoCanView") or ""):
        return None
    link = Link.of(item.text_or_none("Link") or item.text_or_none("link") or "")
    likes = item.value.get("Likes") if isinstance(item.value, dict) else None
    title = (item.text_or_none("Title") or "").strip()
    return Post(
        id=link.id or f"post:{place}",
        url=link.url(handle),
        published_at=_at(item),
        kind="image" if link.is_photo else "video",
        text="" if title == "N/A" else clean(title)[:TEXT_LIMIT],
        is_repost=False,
        engagement=Engagement(likes=_count(likes)),
    )


def _repost(item: Node, place: int) -> Post:
    link = Link.of(item.text_or_none("Link") or item.text_or_none("link") or "")
    return Post(
        id=f"repost:{link.id or place}",
        url="",
        published_at=_at(item),
        kind="video",
        is_reply=False,
        is_repost=True,
    )


def _read(ask: Ask, files: Files) -> Observation:
    name = next(name for name in files.find(_FILE) if _SECTION.search(files.head(name)))
    said, profile = _profile(files, name)
    handle, notes = fold(ask.channel.handle), list[str]()
    if said and fold(said.removeprefix("@")) != handle:
        raise files.unusable(f"it is of another account (@{said[:40]})", f"Download that of @{handle}.", name)
    if not said:
        notes.append("The download does not name its account; it is taken for this one.")
    lists = [prefix for prefix in _POSTS if _has(files, name, prefix)]
    if not lists:
        raise files.unusable(
            "it holds no list of posts", "Download your data again with Posts among it, as JSON.", name
        )
    posts, hidden = Posts(ask), 0
    listed = (value for prefix in lists for value in _values(files, name, f"{prefix}.item"))
    for place, value in enumerate(listed, 1):
        post = _post(Node(value), handle, place)
        if post is None:
            hidden += 1
        else:
            posts.add(post)
    for prefix in _REPOSTS:
        for number, value in enumerate(_values(files, name, f"{prefix}.item")):
            posts.add(_repost(Node(value), number))
    if hidden:
        notes.append(f"{hidden} posts that not everybody may see are left out.")
    made = _MADE.search(files.path.name) or _MADE.search(name)
    until = datetime.fromtimestamp(int(made[1]), UTC) if made else posts.newest or ask.until
    return posts.observed(profile, until=min(until, ask.until), complete=True, notes=tuple(notes))


EXPORT = Export(
    id="tiktok_data",
    name="TikTok: Download your data (JSON)",
    platforms=("tiktok",),
    recognise=_recognise,
    read=_read,
    how="TikTok, Settings, Account, Download your data, JSON.",
    proven="unproven: written to the shape that public readers of 2024-2025 describe; no sample was at hand",
)
