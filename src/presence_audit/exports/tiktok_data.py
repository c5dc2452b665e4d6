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
from typing import TYPE_CHECKING, Final

from presence_audit.exports._contract import Export, Posts
from presence_audit.exports._json import elements_of, tells_of
from presence_audit.exports._tables import whole_number
from presence_audit.exports._tiktok import Link
from presence_audit.model.observation import Count, Engagement, Observation, Post, Profile
from presence_audit.platforms._dates import moment_of
from presence_audit.platforms._html import TEXT_LIMIT
from presence_audit.platforms._urls import fold
from presence_audit.platforms._wire import clean

if TYPE_CHECKING:
    from presence_audit.exports._files import Files
    from presence_audit.platforms import Ask
    from presence_audit.platforms._wire import Node

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
_SECTION: Final = re.compile(rb'"(?:Post|Video|Your Activity|Profile And Settings|Activity|Profile|App Settings)"\s*:')


def _recognise(files: Files) -> bool:
    return any(_SECTION.search(files.head(name)) for name in files.find(_FILE))


def _count(value: object) -> int | None:
    return None if isinstance(value, bool) else whole_number(str(value))


def _profile(files: Files, name: str) -> tuple[str, Profile]:
    """The account's handle (empty where it is not told) and profile."""
    for prefix in _PROFILES:
        for known in elements_of(files, name, prefix, b"{", bounded=False):
            told = known.node_or_none("followerCount")
            followers = _count(told.value) if told else None
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
    lists = [prefix for prefix in _POSTS if tells_of(files, name, prefix)]
    if not lists:
        raise files.unusable(
            "it holds no list of posts", "Download your data again with Posts among it, as JSON.", name
        )
    posts, hidden = Posts(ask), 0
    listed = (item for prefix in lists for item in elements_of(files, name, f"{prefix}.item", b"{", bounded=False))
    for place, item in enumerate(listed, 1):
        post = _post(item, handle, place)
        if post is None:
            hidden += 1
        else:
            posts.add(post)
    for prefix in _REPOSTS:
        for number, item in enumerate(elements_of(files, name, f"{prefix}.item", b"{", bounded=False)):
            posts.add(_repost(item, number))
    if hidden:
        notes.append(f"Left out, as not everybody may see them: {hidden}.")
    made = _MADE.search(files.path.name) or _MADE.search(name)
    known = [at for at in (datetime.fromtimestamp(int(made[1]), UTC) if made else None, posts.newest) if at]
    until = max(known, default=ask.until)
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
