"""Tumblr blogs.

The feed of a blog shows its twenty newest posts with exact times, whole texts and pictures; no followers, no notes and
no second page. What a blog passes on from others stands among its own posts and is not marked: whether a post is a
repost is unknown, and the observation says so. A blog can be set to be shown to signed-in visitors only.

Documentation: help.tumblr.com, "RSS feeds"; the shape as recorded.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from presence_audit.platforms._account_feeds import follow, named, shaped
from presence_audit.platforms._contract import Ask, Conversation, Platform
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, refuse, words

if TYPE_CHECKING:
    from presence_audit.model.observation import Post

_FEED_LENGTH: Final = 20
_REBLOGS: Final = "Tumblr's feed does not mark what is passed on from others."
_RESERVED = words(
    share="share widgets",
    legal="policy privacy about help terms",
    other="dashboard explore tagged search login register settings docs apps communities likes following inbox new",
)
_OTHER_LABELS = {"assets", "api", "embed", "media", "help", "safe", "static"}
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?")


def _blog(name: str, rest: tuple[str, ...]) -> Account | Refusal:
    handle = fold(name.removeprefix("@"))
    if not _NAME.fullmatch(handle):
        return refuse("bad")
    answer = Account("tumblr", "account", handle, f"https://www.tumblr.com/{handle}")
    is_post = bool(rest) and (rest[0].isdecimal() or (rest[0].casefold() == "post" and len(rest) > 1))
    return refuse("post", answer.url) if is_post else answer


def _recognise(url: ParsedUrl) -> Account | Refusal:
    parts = url.segments
    if url.label in _OTHER_LABELS:
        return refuse("other")
    if url.label and url.label not in {"m", "mobile"}:
        return _blog(url.label, parts)
    if url.first == "blog":
        parts = parts[2:] if parts[1:2] == ("view",) else parts[1:]
    if not parts:
        return refuse("bad")
    first = parts[0].casefold()
    return refuse(_RESERVED[first]) if first in _RESERVED else _blog(parts[0], parts[1:])


def _shape(post: Post) -> Post:
    """Tumblr gives every post a title, so that a title does not make it an article."""
    if post.kind in {"video", "audio"}:
        return post
    pictures = post.media or 0
    return replace(post, kind="gallery" if pictures > 1 else "image" if pictures else "text")


def read(ask: Ask) -> Conversation:
    """The feed, and where it is missing or empty the page."""
    handle = ask.channel.handle
    feed, page = f"https://{handle}.tumblr.com/rss", f"https://www.tumblr.com/{handle}"
    found = yield from follow(ask, feed, page, length=_FEED_LENGTH, recognise=_recognise)
    return named(shaped(found, _shape), found.profile.name, _REBLOGS)


PLATFORM = Platform(
    id="tumblr",
    name="Tumblr",
    hosts=("tumblr.com",),
    recognise=_recognise,
    read=read,
    category=None,
    shows=("posts", "dates", "text"),
    wall="Blogs can be set to signed-in visitors only.",
    robots="Not seen; asked for at run time.",
    since="0.1.0",
    proven="2026-11-26 against a recorded feed",
    examples={
        "https://www.tumblr.com/nordlys": "account nordlys",
        "https://nordlys.tumblr.com/rss": "account nordlys",
        "https://nordlys.tumblr.com/post/100000000001/havvind": "post",
        "https://www.tumblr.com/share/link?url=https://nordlys.example": "share",
    },
)
