"""GitHub users and organisations, read through GitHub's public API.

A stranger is shown the profile with exact followers, and what was done in public in the last 30 days: pushes,
comments, reviews, releases, each with its time, where and by whom. That is activity and no posting: it is shown, and
no rate is made of it.

What the reader keeps to:
- GitHub keeps the newest 300 deeds, and only of the last 30 days. How far the list reaches is said by its oldest
  one, never by that rule. A deed may show up hours after it was done.
- A list without a deed proves nothing: who hides the profile's activity is answered alike.
- An address of this machine may ask 60 times an hour. Where that is used up the outcome is `rate_limited`, with the
  time at which it ends.
- Who was renamed is followed where GitHub says so, and the observation names the new account.

Source: docs.github.com/en/rest/activity/events and /rest/users/users.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from presence_audit.model.observation import Count, Observation, Profile
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Miss, Page, Request
from presence_audit.platforms._contract import (
    Ask,
    Conversation,
    Drift,
    Platform,
    blocked,
    observation_of,
    refused,
)
from presence_audit.platforms._feeds import window_of
from presence_audit.platforms._github_events import event_of
from presence_audit.platforms._html import header_links
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, refuse, words
from presence_audit.platforms._walls import wall
from presence_audit.platforms._wire import Node, node_of

if TYPE_CHECKING:
    from collections.abc import Generator

    from presence_audit.model.observation import Post

_API: Final = "https://api.github.com"
_ACCEPT: Final = "application/vnd.github+json"
# 300 events in pages of 100.
_MOST_PAGES: Final = 3
_ACTIVITY: Final = "GitHub lists what was done there in the last 30 days, which is activity and no posting."

_RESERVED = words(
    legal="site security about contact",
    other="features topics login join search explore marketplace pricing settings notifications trending collections "
    "enterprise team customer-stories readme events apps codespaces issues pulls new organizations dashboard",
)
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9]|-(?=[a-z0-9])){0,38}")


def _recognise(url: ParsedUrl) -> Account | Refusal:
    parts = url.segments[1:] if url.first in {"orgs", "sponsors", "users"} else url.segments
    if not parts:
        return refuse("bad")
    first = fold(parts[0].removeprefix("@"))
    if url.sub or first in _RESERVED:
        return refuse(_RESERVED.get(first, "other"))
    if not _NAME.fullmatch(first):
        return refuse("bad")
    return Account("github", "account", first, f"https://github.com/{first}")


def _is_used_up(page: Page) -> str | None:
    """What the answer says of a limit that is reached; None where it is not about that."""
    if page.status not in {403, 429} or page.headers.get("x-ratelimit-remaining", "").strip() != "0":
        return None
    reset = page.headers.get("x-ratelimit-reset", "").strip()
    if not re.fullmatch(r"[0-9]{9,11}", reset):
        return "GitHub's limit of questions an hour is used up."
    return f"GitHub's limit of questions an hour is used up; it begins anew at {_clock(int(reset))} UTC."


def _clock(seconds: int) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%H:%M}"


def _failure(ask: Ask, page: Page) -> Observation | None:
    used_up = _is_used_up(page)
    if used_up:
        return blocked(ask, Outcome.RATE_LIMITED, used_up)
    stopped = wall(page)
    if stopped:
        return blocked(ask, *stopped)
    if page.status == 404 and page.content_type.endswith("json"):
        node_of(page).text("message")
        return blocked(ask, Outcome.NOT_FOUND, "GitHub knows no public account of this name.")
    if page.status != 200:
        raise Drift(f"GitHub answered with HTTP {page.status}")
    return None


def _profile(account: Node) -> Profile:
    followers = account.count_or_none("followers")
    site = (account.text_or_none("blog") or "").strip()
    named = account.text_or_none("twitter_username")
    links = [site if "://" in site or not site else f"https://{site}", f"https://x.com/{named}" if named else ""]
    return Profile(
        name=account.text_or_none("name") or account.text("login"),
        bio=account.text_or_none("bio") or account.text_or_none("description"),
        followers=None if followers is None else Count(followers),
        verified=account.flag_or_none("is_verified"),
        links=tuple(link for link in links if link),
    )


def _next_page(page: Page) -> str | None:
    """The address of older events, and never on another host."""
    older = (link.href for link in header_links(page) if "next" in link.rel)
    return next((url for url in older if urlsplit(url)[:2] == urlsplit(_API)[:2]), None)


def _events(ask: Ask, login: str, where: str) -> Generator[Request, Page | Miss, tuple[list[Post], Observation | None]]:
    """The deeds that are listed, and the answer that kept older ones from being read. A person's are by that person."""
    found: dict[str, Post] = {}
    url, whose = f"{_API}/{where}?per_page=100", "" if where.startswith("orgs/") else login
    for _ in range(min(_MOST_PAGES, max(1, ask.max_pages - 1))):
        page = yield Request(url, _ACCEPT)
        failed = refused(ask, page) if isinstance(page, Miss) else _failure(ask, page)
        if isinstance(page, Miss) or failed:
            return list(found.values()), failed
        for event in node_of(page).elements():
            post = event_of(event, whose)
            found.setdefault(post.id, post)
        following = _next_page(page)
        if following is None:
            break
        url = following
    return list(found.values()), None


def read(ask: Ask) -> Conversation:
    """The account, then what was done."""
    answer = yield Request(f"{_API}/users/{ask.channel.handle}", _ACCEPT)
    if isinstance(answer, Miss):
        return refused(ask, answer)
    failed = _failure(ask, answer)
    if failed:
        return failed
    account = node_of(answer)
    login, profile = fold(account.text("login")), _profile(account)
    notes, step = [_ACTIVITY], ""
    if login != fold(ask.channel.handle):
        if answer.url == answer.asked or not _NAME.fullmatch(login):
            return blocked(ask, Outcome.PARSE_DRIFT, f"GitHub answered with another account ({login[:60]}).")
        notes.append(f"The account is called {login} now.")
        step = Outcome.MOVED.next_step
    is_company = account.text_or_none("type") == "Organization"
    where = f"orgs/{login}/events" if is_company else f"users/{login}/events/public"
    posts, failed = yield from _events(ask, login, where)
    if failed and not posts:
        return replace(failed, profile=profile)
    if failed:
        notes.append(f"The older part of the list could not be read: {failed.reason}")
    if not posts:
        notes.append("None is listed, as it also would be where the account hides its activity.")
    window = window_of(tuple(posts), ask.since, ended=False)
    said = " ".join(notes)
    return Observation(observation_of(ask), Outcome.OK, said, step, profile=profile, posts=tuple(posts), window=window)


PLATFORM = Platform(
    id="github",
    name="GitHub",
    hosts=("github.com",),
    recognise=_recognise,
    read=read,
    category=None,
    shows=("followers", "dates", "authors"),
    wall="none for public accounts; 60 questions an hour without a key",
    robots="api.github.com has none; github.com allows profile pages and forbids its Atom feeds and search",
    since="0.1.0",
    proven="2026-11-26 against answers recorded on 2026-08-03",
    examples={
        "https://github.com/nordlys": "account nordlys",
        "https://github.com/Nordlys/vindkart": "account nordlys",
        "https://github.com/orgs/nordlys/repositories": "account nordlys",
        "https://github.com/site/terms": "legal",
        "https://github.com/features": "other",
    },
    is_activity=True,
)
