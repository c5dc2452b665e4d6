"""Snapchat public profiles.

The page of a public profile shows its name, whether Snapchat has verified it, its subscribers, the story of the last
day, highlights and Spotlight films, with exact times and the views of the films. Stories vanish after a day and
highlights are a choice: what is shown is no history, so nobody knows how far back it reaches, and no posts on the page
never means none.

What the reader keeps to:
- A number of subscribers of "0" also means that it is hidden, and is taken as unknown. So are views below zero.
- A place in the list of films that holds no film is none.
- An account without a public profile is private: its page shows a name and no more.

Source: the data that the page starts with (`__NEXT_DATA__`), as public readers of 2026 know it; documented nowhere.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from presence_audit.model.observation import Count, Engagement, Kind, Observation, Post, Profile, Window
from presence_audit.model.outcome import Outcome
from presence_audit.platforms._contract import Ask, Conversation, Drift, Platform, Way, blocked, observation_of
from presence_audit.platforms._html import decoded, tree_of
from presence_audit.platforms._identity import another
from presence_audit.platforms._reach import failure, reach
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, refuse, words
from presence_audit.platforms._wire import Node, node_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from presence_audit.model.page import Page

_DATA: Final = "__NEXT_DATA__"
_NUMBER = re.compile(r"[0-9]{1,15}")
_KINDS: Final[dict[int | None, Kind]] = {0: "image", 1: "video"}
_FILM = re.compile(r"spotlight/([\w-]{1,120})")
_NO_HISTORY: Final = "Stories vanish after a day, so what is shown is no history: how often it publishes is not known."
_RESERVED = words(
    share="scan share",
    legal="terms privacy",
    post="spotlight p",
    other="t discover unlock download lens stories explore",
)
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,29}")


def _recognise(url: ParsedUrl) -> Account | Refusal:
    parts = url.segments
    if not parts or (url.first == "add" and len(parts) == 1):
        return refuse("bad")
    if url.first in _RESERVED:
        return refuse(_RESERVED[url.first])
    if url.first != "add" and not url.first.startswith("@"):
        return refuse("other")
    handle = fold(parts[1] if url.first == "add" else parts[0]).removeprefix("@")
    if not _NAME.fullmatch(handle):
        return refuse("bad")
    answer = Account("snapchat", "account", handle, f"https://www.snapchat.com/add/{handle}")
    is_post = len(parts) > 2 and parts[1].casefold() in {"spotlight", "highlight"}
    return refuse("post", answer.url) if is_post else answer


def _number(node: Node | None, name: str) -> int | None:
    """A number, which stands as text, as a number, or as the `value` of an object; None where it is none."""
    found = node.node_or_none(name) if node is not None else None
    if found is not None and isinstance(found.value, dict):
        return _number(found, "value")
    said = str(found.value) if found is not None and isinstance(found.value, int | str) else ""
    return int(said) if _NUMBER.fullmatch(said) else None


def _moment(number: int | None, per_second: int) -> datetime | None:
    seconds = (number or 0) // per_second
    # Snapchat is of 2011; the end keeps a number of another kind out of the calendar.
    return datetime.fromtimestamp(seconds, UTC) if 1_300_000_000 < seconds < 4_000_000_000 else None


def _id(snap: Node) -> str | None:
    """The id of a snap, which stands as text or as the `value` of an object."""
    held = snap.node_or_none("snapId")
    return snap.text_or_none("snapId") or (held.text_or_none("value") if held is not None else None)


def _snaps(holder: Node | None) -> Iterator[Post]:
    """The pictures and films of a story or a highlight."""
    for snap in holder.items_or_empty("snapList") if holder is not None else []:
        id_, moment = _id(snap), _moment(_number(snap, "timestampInSec"), 1)
        if id_ and moment:
            kind = _KINDS.get(_number(snap, "snapMediaType"), "other")
            yield Post(id_, "", moment, kind=kind, is_reply=False, is_repost=False, media=1)


def _films(page: Node) -> Iterator[Post]:
    """The Spotlight films; a place without its upload time holds none."""
    for film in page.items_or_empty("spotlightStoryMetadata"):
        about, counts = film.node_or_none("videoMetadata"), film.node_or_none("engagementStats")
        moment = _moment(_number(about, "uploadDateMs"), 1000)
        links = film.node_or_none("oneLinkParams")
        code = _FILM.search((links.text_or_none("deepLinkUrl") if links else None) or "")
        if about is None or moment is None:
            continue
        yield Post(
            id=code[1] if code else f"spotlight:{moment.isoformat()}",
            url=f"https://www.snapchat.com/spotlight/{code[1]}" if code else "",
            published_at=moment,
            kind="video",
            text=about.text_or_none("description") or about.text_or_none("name") or "",
            is_reply=False,
            is_repost=False,
            media=1,
            engagement=Engagement(
                likes=_number(counts, "recommendCount"),
                comments=_number(counts, "commentCount"),
                shares=_number(counts, "shareCount"),
                views=_number(counts, "viewCount"),
            ),
        )


def _profile(info: Node) -> Profile:
    subscribers = _number(info, "subscriberCount")
    badge = _number(info, "badge")
    return Profile(
        name=info.text_or_none("title"),
        bio=info.text_or_none("bio"),
        followers=Count(subscribers) if subscribers else None,
        verified=None if badge is None else badge == 1,
        links=tuple(link for link in (info.text_or_none("websiteUrl"),) if link and link.startswith("http")),
    )


def _read(ask: Ask, page: Page) -> Observation:
    tree = tree_of(decoded(page))
    script = next((s for s in tree.iter("script") if s.get("id") == _DATA), None) if tree is not None else None
    if script is None:
        raise Drift(f"{page.url} has no data of a profile")
    said = node_of(replace(page, body=(script.text or "").encode("utf-8", "replace")))
    props = said.node("props").node("pageProps")
    person = props.node("userProfile")
    info = person.node_or_none("publicProfileInfo")
    if info is None:
        named = person.node("userInfo")
        other = another(ask, named.text("username"))
        return other or blocked(ask, Outcome.PRIVATE, "The account has no public profile.")
    other = another(ask, info.text("username"), info.text_or_none("mutableUsername") or "")
    if other is not None:
        return other
    found = [*_films(props), *_snaps(props.node_or_none("story"))]
    for highlight in props.items_or_empty("curatedHighlights"):
        found += _snaps(highlight)
    posts = {
        post.id: post
        for post in sorted(found, key=lambda p: (p.published_at or datetime.min.replace(tzinfo=UTC), p.id))
    }
    dates = [post.published_at for post in posts.values() if post.published_at]
    window = Window(min(dates, default=None), max(dates, default=None))
    newest_first = tuple(reversed(posts.values()))
    return Observation(
        observation_of(ask), Outcome.OK, _NO_HISTORY, profile=_profile(info), posts=newest_first, window=window
    )


def read(ask: Ask) -> Conversation:
    """The page of the profile."""
    page = yield from reach(ask, ask.channel.url)
    return page if isinstance(page, Observation) else _read(ask, page)


def saved(ask: Ask, pages: Sequence[Page]) -> Observation:
    """Read the page of a profile that was saved from a browser; of several the newest that is one of it."""
    told: list[Observation] = []
    drift: Drift | None = None
    for page in sorted(pages, key=lambda page: page.fetched_at, reverse=True):
        try:
            found = replace(failure(ask, page) or _read(ask, page), observed_at=page.fetched_at)
        except Drift as error:
            drift = drift or error
            continue
        if found.outcome.is_readable:
            return found
        told.append(found)
    if not told:
        raise drift or Drift("there is no page")
    return next((found for found in told if found.outcome.is_absent), told[0])


PLATFORM = Platform(
    id="snapchat",
    name="Snapchat",
    hosts=("snapchat.com",),
    recognise=_recognise,
    read=read,
    saved=saved,
    category=None,
    shows=("followers", "posts", "dates", "text", "engagement"),
    ways=(Way("saved", "minutes", "Open the profile in your browser, save it (Ctrl+S) and write `saved: FILE`."),),
    wall="Accounts without a public profile show a name only.",
    robots="Not seen; asked for at run time.",
    since="0.1.0",
    proven="2026-11-26 against the shapes that public readers of 2026 know; not seen live",
    examples={
        "https://www.snapchat.com/add/nordlys": "account nordlys",
        "https://snapchat.com/@Nordlys?share_id=x": "account nordlys",
        "https://www.snapchat.com/spotlight/AbCdEf": "post",
        "https://www.snapchat.com/discover": "other",
    },
)
