"""Pinterest, under any country's domain.

A profile has a feed of its twenty-five newest pins, with times and texts and without numbers. But robots.txt ends with
a ban on all robots that it does not name, so it is asked for only where the channel states a `permission`. A profile
page that was saved from a browser shows the number of followers, and a choice of pins of which nobody knows how far
back they reach.

What the reader keeps to:
- A pin is a picture or a film. Most pins are saved from elsewhere or from others, which the feed does not tell: whether
  one is a repost is unknown.
- The site answers with the same empty page (status 200) for a name that nobody has. It is never zero pins, and never
  proof that there is no such account.

Shapes: the feed as public readers of 2026 know it; the page as they knew it in 2025. Neither was seen here.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from presence_audit.model.observation import Count, Engagement, Observation, Post, Profile, Window
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import FEED
from presence_audit.platforms._account_feeds import heard, named, shaped
from presence_audit.platforms._contract import Ask, Conversation, Drift, Platform, Way, blocked, observation_of
from presence_audit.platforms._dates import moment_of
from presence_audit.platforms._html import decoded, tree_of
from presence_audit.platforms._identity import another
from presence_audit.platforms._reach import reach
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, refuse, words
from presence_audit.platforms._wire import Node, node_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from presence_audit.model.page import Page

_STATES: Final = frozenset({"__PWS_INITIAL_PROPS__", "__PWS_DATA__"})
_FEED_LENGTH: Final = 25
_NO_PROOF: Final = "Pinterest answers alike for names that nobody has; nothing is concluded from it."
_BY_HAND: Final = "It is left out, not counted as zero. Look at the account by hand."
_RESERVED = words(
    share="create",
    legal="policy about privacy terms",
    post="pin",
    other="search ideas categories business today login settings explore topics videos news_hub resource _",
)
_NAME = re.compile(r"[a-z0-9_-]{1,30}")


def _recognise(url: ParsedUrl) -> Account | Refusal:
    parts = url.segments
    if not parts:
        return refuse("bad")
    if url.first == "pin" and parts[1:2] == ("create",):
        return refuse("share")
    if url.sub or url.first in _RESERVED:
        return refuse(_RESERVED.get(url.first, "other"))
    handle = fold(parts[0].removeprefix("@"))
    if not _NAME.fullmatch(handle):
        return refuse("bad")
    return Account("pinterest", "account", handle, f"https://www.pinterest.com/{handle}/")


def _shape(post: Post) -> Post:
    # The markup of the feed leaves alternative texts out, whether there are any or not.
    return replace(post, kind="video" if post.kind == "video" else "image", media=1, media_with_alt=None)


def read(ask: Ask) -> Conversation:
    """The feed, where robots.txt or a permission lets it be asked for."""
    handle = ask.channel.handle
    answer = yield from reach(ask, f"https://www.pinterest.com/{handle}/feed.rss", FEED)
    if isinstance(answer, Observation):
        if answer.outcome is Outcome.NOT_FOUND:
            return blocked(ask, Outcome.NOT_ATTEMPTED, f"The feed is missing. {_NO_PROOF}", _BY_HAND)
        return answer
    if answer.content_type == "text/html":
        return blocked(ask, Outcome.PARSE_DRIFT, f"A page came instead of the feed. {_NO_PROOF}")
    found = yield from heard(ask, answer, None, length=_FEED_LENGTH, recognise=_recognise)
    return named(shaped(found, _shape), found.profile.name)


def _state(page: Page) -> Node | None:
    """The state that the page starts with, which stands in it as JSON."""
    tree = tree_of(decoded(page))
    for script in tree.iter("script") if tree is not None else ():
        if script.get("id") not in _STATES:
            continue
        said = node_of(replace(page, body=(script.text or "").encode("utf-8", "replace")))
        for holder in (said, said.node_or_none("props")):
            state = holder.node_or_none("initialReduxState") if holder else None
            if state is not None:
                return state
    return None


def _entries(state: Node, name: str) -> list[Node]:
    """The values of an object that holds things by their ids."""
    held = state.node_or_none(name)
    keys = list(held.value) if held is not None and isinstance(held.value, dict) else []
    return [entry for key in keys if held is not None and (entry := held.node_or_none(key)) is not None]


def _pin(pin: Node) -> Post:
    number = pin.text("id")
    moment = moment_of(pin.text_or_none("created_at") or "")
    said = [pin.text_or_none("title") or pin.text_or_none("grid_title") or "", pin.text_or_none("description") or ""]
    return Post(
        id=number,
        url=f"https://www.pinterest.com/pin/{number}/",
        published_at=moment.at if moment else None,
        date_precision=moment.precision if moment else "second",
        kind="video" if pin.node_or_none("videos") else "image",
        text="\n".join(dict.fromkeys(part.strip() for part in said if part.strip())),
        media=1,
        engagement=Engagement(comments=pin.count_or_none("comment_count"), shares=pin.count_or_none("repin_count")),
    )


def _belongs(pin: Node, handle: str) -> bool:
    """The account saved the pin itself; a page shows pins of others beside."""
    person = pin.node_or_none("pinner")
    return person is not None and fold(person.text_or_none("username") or "") == fold(handle)


def saved(ask: Ask, pages: Sequence[Page]) -> Observation:
    """Read profile pages that were saved from a browser: who the account is by the newest, the pins of all."""
    posts: dict[str, Post] = {}
    owner: Node | None = None
    names: list[str] = []
    at: datetime | None = None
    for page in sorted(pages, key=lambda page: page.fetched_at, reverse=True):
        state = _state(page)
        for user in _entries(state, "users") if state else []:
            name = user.text_or_none("username") or ""
            names.append(name)
            if owner is None and fold(name) == fold(ask.channel.handle):
                owner, at = user, page.fetched_at
        for pin in _entries(state, "pins") if state else []:
            if _belongs(pin, ask.channel.handle):
                posts.setdefault(pin.text("id"), _pin(pin))
    if owner is None:
        if not names:
            raise Drift("the page says nothing of an account; it is also what comes for a name that nobody has")
        return another(ask, *names) or blocked(ask, Outcome.PARSE_DRIFT, "The page names the account without more.")
    followers = owner.count_or_none("follower_count")
    profile = Profile(
        name=owner.text_or_none("full_name"),
        bio=owner.text_or_none("about"),
        followers=None if followers is None else Count(followers),
        links=tuple(link for link in (owner.text_or_none("website_url"),) if link),
    )
    if owner.count_or_none("pin_count") == 0 and not posts:
        none = blocked(ask, Outcome.ZERO_POSTS, "The profile counts no pins.")
        return replace(none, profile=profile, observed_at=at, window=Window(reaches_back_to=ask.since, complete=True))
    dates = [post.published_at for post in posts.values() if post.published_at]
    window = Window(min(dates, default=None), max(dates, default=None))
    reason = "A saved profile shows a choice of pins; nobody knows how far back it reaches."
    return Observation(observation_of(ask), Outcome.OK, reason, "", at, profile, tuple(posts.values()), window)


PLATFORM = Platform(
    id="pinterest",
    name="Pinterest",
    hosts=("pinterest.*",),
    recognise=_recognise,
    read=read,
    saved=saved,
    category=None,
    shows=("followers", "posts", "dates", "text"),
    live="with permission",
    ways=(
        Way(
            "saved", "minutes", "Open the profile in your browser, save it (Ctrl+S), write `saved: FILE`.", posts=False
        ),
    ),
    wall="Unknown names get an empty shell with status 200.",
    robots="Forbids all robots but some that are named.",
    since="0.1.0",
    proven="2026-11-26 against the shapes that public readers know; not seen live",
    examples={
        "https://www.pinterest.com/nordlys/": "account nordlys",
        "https://no.pinterest.com/Nordlys/havvind/": "account nordlys",
        "https://www.pinterest.co.uk/nordlys/": "account nordlys",
        "https://www.pinterest.com/pin/create/button/?url=https://nordlys.example": "share",
        "https://www.pinterest.com/pin/1000000000000/": "post",
    },
)
