"""Pixelfed accounts, read from their Atom feed; the API is for signed-in visitors.

A stranger is shown the ten newest public photos: exact times, captions, one picture of each. The number of
followers comes from the account's ActivityPub collection, where the server tells it.

What the reader keeps to:
- The feed leaves videos out, so how far back everything is listed nobody knows, and no rate is made of it.
- It shows the first picture of an album only: how many there are, and how many are described, is unknown.
- An account may keep its feed shut, which is answered like an account that is not there. WebFinger tells them apart.
- Older servers say 0 followers of everybody, in a collection of another type; that is no number.

Source: the software's own routes /users/NAME.atom and /users/NAME/followers (github.com/pixelfed/pixelfed).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from presence_audit.model.observation import Count, Observation, Profile, Window
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Miss, Page, Request
from presence_audit.platforms._contract import Ask, Conversation, Drift, Platform, observation_of
from presence_audit.platforms._feeds import window_of
from presence_audit.platforms._html import links_of, text_of
from presence_audit.platforms._posts import posts_of
from presence_audit.platforms._server_feed import account_feed
from presence_audit.platforms._servers import base_of, server_account
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, refuse, unclaimed
from presence_audit.platforms._wire import node_of

if TYPE_CHECKING:
    from collections.abc import Generator

_ACTIVITY: Final = "application/activity+json"
_NAME: Final = re.compile(r"[a-z0-9](?:[a-z0-9_.-]{0,28}[a-z0-9])?")
_SWITCH: Final = "If the account is yours, make it public and switch on its Atom feed under Settings, Privacy."
_PARTIAL: Final = "Read from the Atom feed, which lists the newest photos and leaves out videos."
_RESERVED: Final = frozenset({"discover", "site", "login", "register", "api", "about", "stories", "settings", "i"})


def _named(url: ParsedUrl) -> Account | Refusal | None:
    """`/name`, `/@name` and `/users/name`; a photo is at `/p/name/id`."""
    segments = url.segments[1:] if url.first == "users" else url.segments
    if not segments or url.first in _RESERVED:
        return None
    if url.first == "p":
        return refuse("post")
    name = segments[0].removesuffix(".atom")
    return server_account("pixelfed", "account", name, url, rule=_NAME, path="/{}")


def _followers(base: str, name: str) -> Generator[Request, Page | Miss, Count | None]:
    """How many follow, where the server tells strangers."""
    page = yield Request(f"{base}/users/{quote(name)}/followers", _ACTIVITY)
    if isinstance(page, Miss) or page.status != 200:
        return None
    try:
        collection = node_of(page)
    except Drift:
        return None  # the posts are what was asked for; the number is not shown here
    count = collection.count_or_none("totalItems")
    is_told = collection.text_or_none("type") == "OrderedCollection"
    return Count(count) if is_told and count is not None else None


def read(ask: Ask) -> Conversation:
    """The feed, then the number of followers."""
    base, name = base_of(ask.channel.url), ask.channel.handle.partition("@")[0]
    feed = yield from account_feed(ask, f"{base}/users/{quote(name)}.atom", _SWITCH)
    if isinstance(feed, Observation):
        return feed
    posts = tuple(
        replace(post, kind="image", author=None, is_reply=False, is_repost=False, media=None, media_with_alt=None)
        for post in posts_of(feed, base)
    )
    followers = yield from _followers(base, name)
    title = feed.authors[0] if feed.authors else name
    profile = Profile(title, text_of(feed.subtitle) or None, followers, links=links_of(feed.subtitle, ""))
    known = window_of(posts, ask.since, ended=False)
    window = Window(known.oldest, known.newest)
    return Observation(observation_of(ask), Outcome.OK, _PARTIAL, profile=profile, posts=posts, window=window)


PLATFORM = Platform(
    id="pixelfed",
    name="Pixelfed",
    hosts=("*",),
    recognise=unclaimed,
    named=_named,
    read=read,
    category="microblog",
    shows=("followers", "posts", "dates", "text"),
    wall="the API asks for a sign-in; an account may keep its feed shut",
    robots="Pixelfed as shipped allows profiles and feeds; each server may say otherwise and is asked",
    since="0.1.0",
    proven="2026-11-26 by its source; not seen live",
    examples={
        "https://pix.example/nordlys": "account nordlys@pix.example",
        "https://pix.example/@Nordlys": "account nordlys@pix.example",
        "https://pix.example/users/nordlys": "account nordlys@pix.example",
        "https://pix.example/p/nordlys/700000000000000001": "post",
        "https://pix.example/discover": "unknown",
    },
    software=("pixelfed",),
)
