"""PeerTube channels and accounts, read at their home server through its public API.

A stranger sees the channel with exact followers and the whole list of its videos in pages of 100: exact times,
titles, the beginning of each description, views and likes. An account lists the videos of all its channels.

What the reader keeps to:
- `/@name` may be either; the channel is asked for first, and only both together say that there is neither.
- A live that has not begun is announced, not published, and is left out. A video that was published elsewhere
  before counts from the day it came here.
- The list counts its videos. An empty one is zero posts only where it counts zero.
- Videos that only signed-in visitors of the server may see, or that have no listing, are not shown.
- Nothing is an answer or passed on, for the software knows neither: comments stand elsewhere.

Source: docs.joinpeertube.org/api-rest-reference.html (video-channels, accounts).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from presence_audit.model.observation import Count, Engagement, Observation, Post, Profile
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import JSON, Miss, Page, Request
from presence_audit.platforms._contract import Ask, Conversation, Drift, Platform, blocked, refused
from presence_audit.platforms._listing import Listing
from presence_audit.platforms._posts import language_of
from presence_audit.platforms._servers import base_of, server_account
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, refuse, unclaimed
from presence_audit.platforms._walls import wall
from presence_audit.platforms._wire import Node, node_of

if TYPE_CHECKING:
    from collections.abc import Generator

_PAGE_SIZE: Final = 100
# VideoState.WAITING_FOR_LIVE
_WAITING: Final = 4
_NAME: Final = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]{0,48}[a-z0-9_])?")
_LINK = re.compile(r"https?://[^\s<>\"'()]+")
_HASHTAG = re.compile(r"(?<![\w&/#])#(\w*[^\W\d_]\w*)")
# First segments and what they name; an actor is either, and the server knows which.
_PLACES: Final = {"c": "channel", "video-channels": "channel", "a": "account", "accounts": "account"}
_LISTS: Final = {"channel": ("video-channels",), "account": ("accounts",), "actor": ("video-channels", "accounts")}


def _named(url: ParsedUrl) -> Account | Refusal | None:
    """`/c/name`, `/a/name`, `/@name`, and the older `/video-channels/name` and `/accounts/name`, with any tab."""
    if url.first in {"w", "videos"} and len(url.segments) > 1 and url.segments[1] not in {"overview", "browse"}:
        return refuse("post")
    if url.first in _PLACES and len(url.segments) > 1:
        path = "/a/{}" if _PLACES[url.first] == "account" else "/c/{}"
        return server_account("peertube", _PLACES[url.first], url.segments[1], url, rule=_NAME, path=path)
    if url.first.startswith("@"):
        return server_account("peertube", "actor", url.segments[0], url, rule=_NAME, path="/@{}")
    return None


def _lists(url: str) -> tuple[str, ...]:
    """Where the account at this address may be asked for."""
    first = url.removeprefix(base_of(url)).strip("/").partition("/")[0]
    return _LISTS[_PLACES.get(first, "actor")]


def _profile(actor: Node) -> Profile:
    bio = actor.text_or_none("description")
    owner = actor.node_or_none("ownerAccount")
    followers = actor.count_or_none("followersCount")
    links = _LINK.findall(f"{bio or ''} {actor.text_or_none('support') or ''}")
    return Profile(
        name=actor.text_or_none("displayName") or (owner.text_or_none("displayName") if owner else None),
        bio=bio,
        followers=None if followers is None else Count(followers),
        links=tuple(dict.fromkeys(link.rstrip(".,;:!?*") for link in links)),
    )


def _is_announced(video: Node) -> bool:
    state = video.node_or_none("state")
    return state is not None and state.count_or_none("id") == _WAITING


def _post(video: Node) -> Post:
    title = video.text("name")
    words = video.text_or_none("truncatedDescription") or video.text_or_none("description") or ""
    language = video.node_or_none("language")
    return Post(
        id=video.text("uuid"),
        url=video.text("url"),
        published_at=video.time("publishedAt"),
        kind="video",
        text=f"{title}\n{words}".strip(),
        is_reply=False,
        is_repost=False,
        language=language_of(language.text_or_none("id")) if language else None,
        media=1,
        links=tuple(dict.fromkeys(link.rstrip(".,;:!?*") for link in _LINK.findall(words))),
        hashtags=tuple(dict.fromkeys(_HASHTAG.findall(words))),
        engagement=Engagement(
            likes=video.count_or_none("likes"),
            comments=video.count_or_none("comments"),
            views=video.count_or_none("views"),
        ),
    )


def _find(ask: Ask, base: str, name: str) -> Generator[Request, Page | Miss, tuple[str, Node] | Observation]:
    """The account itself and the address that its videos stand under; else why there is none."""
    for place in _lists(ask.channel.url):
        there = f"{base}/api/v1/{place}/{quote(name, safe='')}"
        answer = yield Request(there, JSON)
        if isinstance(answer, Miss):
            return refused(ask, answer)
        stopped = wall(answer)
        if stopped:
            return blocked(ask, *stopped)
        if answer.status == 200:
            return there, node_of(answer)
        # PeerTube says what is missing as a problem of RFC 7807; a page of words comes from something else.
        if answer.status != 404 or not answer.content_type.endswith("json"):
            said = answer.content_type or "no content type"
            raise Drift(f"{base} does not speak PeerTube's API (HTTP {answer.status}, {said})")
        node_of(answer).text("detail")
    return blocked(ask, Outcome.NOT_FOUND, "The server knows no channel or account of this name.")


def _pages(ask: Ask, there: str) -> Generator[Request, Page | Miss, tuple[Listing, int | None]]:
    """Read the videos page by page until they end, pass the asked day, or cannot be read any further."""
    listing, total, seen = Listing(), None, 0
    for _ in range(max(1, ask.max_pages - 2)):
        page = yield Request(f"{there}/videos?sort=-publishedAt&count={_PAGE_SIZE}&start={seen}&nsfw=both", JSON)
        if isinstance(page, Miss):
            return listing.stop("Older videos could not be read.", refused(ask, page)), total
        stopped = wall(page)
        if stopped:
            return listing.stop("Older videos could not be read.", blocked(ask, *stopped)), total
        try:
            answer = node_of(page)
            videos, total = answer.items("data"), answer.count("total")
            for video in videos:
                if not _is_announced(video):
                    listing.add(_post(video), reaches=True)
        except Drift as drift:
            if not listing.posts:
                raise
            return listing.stop(f"Older videos could not be read: {drift}."), total
        seen += len(videos)
        if seen >= total or listing.has_passed(ask.since):
            return listing.finish(), total
        if not videos:
            return listing.stop(f"The list ended after {seen} of {total} videos."), total
    return listing.stop(f"Reading stopped after {ask.max_pages} answers; older videos were not read."), total


def read(ask: Ask) -> Conversation:
    """The channel (or the account), then its videos."""
    base, name = base_of(ask.channel.url), ask.channel.handle.partition("@")[0]
    found = yield from _find(ask, base, name)
    if isinstance(found, Observation):
        return found
    there, actor = found
    if fold(actor.text("name")) != fold(name):
        return blocked(ask, Outcome.PARSE_DRIFT, f"The server answered with another account ({actor.text('name')}).")
    profile = _profile(actor)
    listing, total = yield from _pages(ask, there)
    observed = listing.observed(ask, profile)
    if observed:
        return observed
    if listing.complete and total == 0:
        none = blocked(ask, Outcome.ZERO_POSTS, "The channel has no public videos.")
        return replace(none, profile=profile, window=listing.window(ask.since))
    lost = blocked(ask, Outcome.PARSE_DRIFT, f"The list came without a published video, and counts {total}.")
    return replace(lost, profile=profile)


PLATFORM = Platform(
    id="peertube",
    name="PeerTube",
    hosts=("*",),
    recognise=unclaimed,
    named=_named,
    read=read,
    category=None,
    shows=("followers", "posts", "dates", "text", "engagement"),
    wall="none as a rule; a server may keep its videos to its own users",
    robots="PeerTube as shipped allows everything; each server may say otherwise and is asked",
    since="0.1.0",
    proven="2026-11-26 by its documentation; not seen live",
    examples={
        "https://video.example/@nordlys": "actor nordlys@video.example",
        "https://video.example/c/nordlys": "channel nordlys@video.example",
        "https://video.example/c/nordlys/videos": "channel nordlys@video.example",
        "https://video.example/c/nordlys@tube.example": "channel nordlys@tube.example",
        "https://video.example/video-channels/nordlys": "channel nordlys@video.example",
        "https://video.example/a/kari/video-channels": "account kari@video.example",
        "https://video.example/accounts/kari": "account kari@video.example",
        "https://video.example/w/kkGMgK9ZtnKfYAgnEtQxbv": "post",
        "https://video.example/about": "unknown",
    },
    software=("peertube",),
)
