"""Vimeo accounts and channels.

The feed of an account shows its newest films with exact times and descriptions, no numbers; its page tells the exact
number of followers (JSON-LD). How many films the feed lists is not documented, so it reaches back to the last of them
and proves nothing beyond. A channel is a choice of films, by anybody: whether one of them is the account's own is not
told. Vimeo often answers requests from data centres with status 403, which says nothing of the account.

Shapes: a recorded feed; the profile's JSON-LD as public readers know it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from presence_audit.model.observation import Count, Observation, Profile
from presence_audit.platforms._account_feeds import follow, named, shaped
from presence_audit.platforms._contract import Ask, Conversation, Platform
from presence_audit.platforms._html import decoded, tree_of
from presence_audit.platforms._json_ld import interactions, person_of
from presence_audit.platforms._reach import reach
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, refuse, words

if TYPE_CHECKING:
    from presence_audit.model.observation import Post
    from presence_audit.model.page import Page

_TITLE = re.compile(r"Vimeo / (?:(.+?)[\u2019']s? videos|(.+))")
_RESERVED = words(
    share="share",
    legal="privacy terms legal cookie_policy dmca about help",
    post="video event manage",
    other="showcase album groups ondemand categories watch search login log_in join upload features upgrade blog "
    "explore settings solutions enterprise stock",
)
_NAME = re.compile(r"[a-z0-9_-]{1,60}")


def _recognise(url: ParsedUrl) -> Account | Refusal:
    parts = url.segments
    kind = "channel" if url.first == "channels" else "account"
    names = parts[1:] if kind == "channel" else parts
    if not names:
        return refuse("bad")
    if kind == "account" and (url.sub or url.first in _RESERVED):
        return refuse(_RESERVED.get(url.first, "other"))
    handle = fold(names[0])
    if kind == "account" and handle.isdecimal():  # vimeo.com/123456789 is a film
        return refuse("post")
    if not _NAME.fullmatch(handle):
        return refuse("bad")
    path = f"channels/{handle}" if kind == "channel" else handle
    answer = Account("vimeo", kind, handle, f"https://vimeo.com/{path}")
    is_post = len(names) > 1 and names[1].isdecimal()
    return refuse("post", answer.url) if is_post else answer


def _profile(page: Page) -> Profile:
    """What the JSON-LD of a profile page says; nothing where it says nothing that is known here."""
    tree = tree_of(decoded(page))
    person = person_of(tree) if tree is not None else None
    if person is None:
        return Profile()
    followers = interactions(person, "FollowAction")
    count = None if followers is None else Count(followers)
    return Profile(person.text_or_none("name"), person.text_or_none("description"), count)


def _own(post: Post) -> Post:
    return replace(post, is_reply=False, is_repost=False)


def read(ask: Ask) -> Conversation:
    """The feed, and the page for the number of followers, or for what it means that the feed is missing or empty."""
    url = ask.channel.url
    found = yield from follow(ask, f"{url}/videos/rss", url, length=None, recognise=_recognise)
    title = _TITLE.fullmatch(found.profile.name or "")
    found = named(found, (title[1] or title[2]) if title else found.profile.name)
    if not found.posts:
        return found
    page = yield from reach(ask, url)
    shown = Profile() if isinstance(page, Observation) else _profile(page)
    said = found.profile.bio
    bio = shown.bio or (None if (said or "").startswith("Videos uploaded by ") else said)
    name = shown.name or found.profile.name
    found = replace(found, profile=replace(found.profile, name=name, bio=bio, followers=shown.followers))
    return shaped(found, _own) if ask.channel.kind == "account" else found


PLATFORM = Platform(
    id="vimeo",
    name="Vimeo",
    hosts=("vimeo.com",),
    recognise=_recognise,
    read=read,
    category=None,
    shows=("followers", "posts", "dates", "text", "authors"),
    wall="Requests from data centres often get status 403.",
    robots="Not seen; asked for at run time.",
    since="0.1.0",
    proven="2026-11-26 against a feed recorded in 2024",
    examples={
        "https://vimeo.com/nordlys": "account nordlys",
        "https://vimeo.com/user100001/videos": "account user100001",
        "https://vimeo.com/channels/havvind": "channel havvind",
        "https://vimeo.com/100000001": "post",
        "https://player.vimeo.com/video/100000001": "post",
        "https://vimeo.com/privacy": "legal",
    },
)
