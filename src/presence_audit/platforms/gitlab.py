"""GitLab.com users and groups, read from the Atom feed of what they did.

A stranger is shown the twenty newest deeds (pushes, comments, merges) with their times, and in a group's feed by
whom. That is activity and no posting: it is shown, and no rate is made of it. Followers are not told.

What the reader keeps to:
- An account that is not there may be answered with the sign-in page, from which nothing is concluded; one that hides
  its activity has a page and no feed.
- An empty feed proves nothing either.
- An account that was renamed leads to its new name, and the observation says so.

Source: docs.gitlab.com/user/profile (RSS feed of activity), /user/group (activity).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

from presence_audit.model.observation import Observation, Profile
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import FEED
from presence_audit.platforms._contract import Ask, Conversation, Platform, blocked, observation_of
from presence_audit.platforms._feeds import read_feed, window_of
from presence_audit.platforms._posts import posts_of
from presence_audit.platforms._reach import reach
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, refuse, words

_ACTIVITY: Final = "GitLab lists the newest of what was done there, which is activity and no posting."
_RESERVED = words(
    other="- explore help users dashboard search admin api assets public profile projects s import jwt oauth",
)
_NAME = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]{0,253}[a-z0-9_])?")


def _recognise(url: ParsedUrl) -> Account | Refusal:
    parts = url.segments[1:] if url.first == "groups" else url.segments
    if not parts:
        return refuse("bad")
    first = fold(parts[0]).removesuffix(".atom")
    if url.sub or first in _RESERVED:
        return refuse(_RESERVED.get(first, "other"))
    if not _NAME.fullmatch(first):
        return refuse("bad")
    return Account("gitlab", "account", first, f"https://gitlab.com/{first}")


def read(ask: Ask) -> Conversation:
    """The feed of the account."""
    page = yield from reach(ask, f"https://gitlab.com/{ask.channel.handle}.atom", FEED)
    if isinstance(page, Observation) and page.outcome is Outcome.NOT_FOUND:
        # A private profile has no feed either; its page tells that it is there.
        page = yield from reach(ask, ask.channel.url)
        hidden = blocked(ask, Outcome.LOGIN_WALL, "The account is there, and hides its activity.")
        return page if isinstance(page, Observation) else hidden
    if isinstance(page, Observation):
        return page
    feed = read_feed(page)
    found = fold(urlsplit(feed.home).path.rstrip("/").rpartition("/")[2])
    notes, step = [_ACTIVITY], ""
    if found != fold(ask.channel.handle):
        if page.url == page.asked or not _NAME.fullmatch(found):
            said = f"The feed is that of another account ({feed.home[:100]})."
            return blocked(ask, Outcome.PARSE_DRIFT, said)
        notes.append(f"The account is called {found} now.")
        step = Outcome.MOVED.next_step
    if not feed.entries:
        notes.append("None is listed, as it also would be where the account hides its activity.")
    posts = tuple(
        replace(post, kind="other", is_reply=None, is_repost=None, media=None, hashtags=())
        for post in posts_of(feed, page.url)
    )
    window = window_of(posts, ask.since, ended=False)
    profile = Profile(name=feed.title.removesuffix(" activity") or None)
    return Observation(
        observation_of(ask), Outcome.OK, " ".join(notes), step, profile=profile, posts=posts, window=window
    )


PLATFORM = Platform(
    id="gitlab",
    name="GitLab",
    hosts=("gitlab.com",),
    recognise=_recognise,
    read=read,
    category=None,
    shows=("dates", "authors"),
    wall="an account may hide its activity; what is not there may be answered with the sign-in page",
    robots="GitLab as shipped allows profiles and their feeds, and forbids /api, /users and its search",
    since="0.1.0",
    proven="2026-11-26 by its documentation; not seen live",
    examples={
        "https://gitlab.com/nordlys": "account nordlys",
        "https://gitlab.com/Nordlys/vindkart": "account nordlys",
        "https://gitlab.com/groups/nordlys/-/activity": "account nordlys",
        "https://gitlab.com/explore/projects": "other",
        "https://gitlab.com/-/ide": "other",
        "https://gitlab.com": "bad",
    },
    is_activity=True,
)
