"""GoToSocial accounts, read from the RSS feed that their owner has switched on; the API is for signed-in visitors.

A stranger is shown the twenty newest public posts: exact times, full text, pictures. Answers to others and boosts
are left out, and followers are not told.

What the reader keeps to:
- The feed is off by default, which is answered like an account that is not there. WebFinger tells them apart.
- The software's robots.txt keeps robots from everything but pages and feeds, so that a server cannot be asked
  what it runs, and mostly not who is there either: `platform: gotosocial` has to be said.
- An empty feed proves no silence: what is written for followers, or unlisted, does not stand in it.

Source: docs.gotosocial.org/en/latest/user_guide/rss and /admin/robots.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from presence_audit.model.observation import Observation, Profile
from presence_audit.model.outcome import Outcome
from presence_audit.platforms._contract import Ask, Conversation, Platform, observation_of
from presence_audit.platforms._feeds import window_of
from presence_audit.platforms._posts import posts_of
from presence_audit.platforms._server_feed import account_feed
from presence_audit.platforms._servers import base_of, server_account
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, refuse, unclaimed

_NAME: Final = re.compile(r"[a-z0-9_](?:[a-z0-9_.]{0,62}[a-z0-9_])?")
_SWITCH: Final = "If the account is yours, switch on its RSS feed in the settings of the profile."
_PARTIAL: Final = "Read from the RSS feed, which leaves out answers to others, boosts and unlisted posts."


def _named(url: ParsedUrl) -> Account | Refusal | None:
    """`/@name`; a post is at `/@name/statuses/id`."""
    if not url.first.startswith("@"):
        return None
    account = server_account("gotosocial", "account", url.segments[0], url, rule=_NAME, path="/@{}")
    is_post = len(url.segments) > 1 and url.segments[1] == "statuses"
    return refuse("post", account.url) if account and is_post else account


def read(ask: Ask) -> Conversation:
    """The feed of the account."""
    base, name = base_of(ask.channel.url), ask.channel.handle.partition("@")[0]
    feed = yield from account_feed(ask, f"{base}/@{name}/feed.rss", _SWITCH)
    if isinstance(feed, Observation):
        return feed
    posts = tuple(replace(post, author=None, is_reply=False, is_repost=False) for post in posts_of(feed, base))
    window = window_of(posts, ask.since, ended=False)
    profile = Profile(name=feed.title.removeprefix("Posts from ").strip() or None)
    return Observation(observation_of(ask), Outcome.OK, _PARTIAL, profile=profile, posts=posts, window=window)


PLATFORM = Platform(
    id="gotosocial",
    name="GoToSocial",
    hosts=("*",),
    recognise=unclaimed,
    named=_named,
    read=read,
    category="microblog",
    shows=("posts", "dates", "text"),
    wall="the API asks for a sign-in; the feed is open only where the owner has switched it on",
    robots="GoToSocial as shipped allows profiles and feeds, and forbids its API, /users/ and /.well-known/",
    since="0.1.0",
    proven="2026-11-26 by its documentation; not seen live",
    examples={
        "https://social.example/@nordlys": "account nordlys@social.example",
        "https://social.example/@nordlys/feed.rss": "account nordlys@social.example",
        "https://social.example/@nordlys@elsewhere.example": "account nordlys@elsewhere.example",
        "https://social.example/@nordlys/statuses/01GMNQZ1": "post",
        "https://social.example/about": "unknown",
    },
    software=("gotosocial",),
)
