"""Threads.

Where a profile is shown to strangers, its page holds 7 to 25 of the newest posts with exact times, whole texts, likes
and the number of answers, and the exact number of followers. robots.txt forbids all robots, so it is read from a page
that the user saved, or asked for by the user's stated permission.

What the reader keeps to:
- The list is newest first and reaches back to its last post; what is pinned reaches nowhere. It is never taken for the
  whole history, for nothing in it says where that begins.
- Answers to others and reposts have tabs of their own, which are not read.
- Nothing on the page counts the posts. A profile that lists none is unknown, not silent.
- Many profiles send strangers to the sign-in page; whether the account exists is not known then.
- Threads describes pictures by itself, so what their authors wrote is not known.
- A browser that saves a page as MHTML leaves the data out: it has to be saved as HTML.

Page shapes: the fields that public readers of these pages agree on, 2023 to 2026; Meta documents nothing of this.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from presence_audit.model.observation import Count, Observation, Post, Profile
from presence_audit.model.outcome import Outcome
from presence_audit.platforms._contract import Ask, Conversation, Drift, Platform, Way, blocked, observation_of
from presence_audit.platforms._feeds import window_of
from presence_audit.platforms._html import decoded, resolve, tree_of
from presence_audit.platforms._identity import another
from presence_audit.platforms._reach import failure, reach
from presence_audit.platforms._threads_posts import name_of, post_of
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, refuse, words
from presence_audit.platforms._visits import joined
from presence_audit.platforms._wire import Node

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from presence_audit.model.page import Page

_TABS: Final = "Answers and reposts have tabs of their own on Threads, which were not read."
_NONE_SHOWN: Final = "Threads shows no posts of this profile on the page, and counts none: it may have any number."
# A page holds some ten thousand values; what holds more was made to be endless.
_MOST_VALUES: Final = 2_000_000

_RESERVED = words(share="intent", legal="legal privacy terms", post="t")
_NAME = re.compile(r"(?!\.+$)[A-Za-z0-9._]{1,30}")


def _recognise(url: ParsedUrl) -> Account | Refusal:
    if url.first in _RESERVED:
        return refuse(_RESERVED[url.first])
    if not url.first.startswith("@"):
        return refuse("other" if url.segments else "bad")
    handle = fold(url.first[1:])
    if not _NAME.fullmatch(handle):
        return refuse("bad")
    answer = Account("threads", "account", handle, f"https://www.threads.com/@{handle}")
    is_post = len(url.segments) > 2 and url.segments[1].casefold() == "post"
    return refuse("post", answer.url) if is_post else answer


@dataclass(slots=True)
class _Data:
    """What the data in a page holds: profiles by name, and threads in its order, each from its first post on."""

    users: dict[str, Node] = field(default_factory=dict)
    threads: list[list[Node]] = field(default_factory=list)

    def take_in(self, value: Node) -> None:
        """A profile has more to it than the name that stands on each post."""
        if not isinstance(value.value, dict):
            return
        name = name_of(value)
        if name and ("follower_count" in value.value or "biography" in value.value):
            self.users.setdefault(name, value)
        posts = [item.node_or_none("post") for item in value.items_or_empty("thread_items")]
        # A post that was taken away stands there without its author.
        self.threads.append([post for post in posts if post and post.node_or_none("user")])


def _values(root: Node) -> Iterator[Node]:
    """All values of a JSON value, in its order, however deep."""
    waiting = [root]
    for _ in range(_MOST_VALUES):
        if not waiting:
            return
        node = waiting.pop()
        yield node
        if isinstance(node.value, dict):
            inside = [Node(value, f"{node.path}.{name}") for name, value in node.value.items()]
        else:
            inside = node.elements() if isinstance(node.value, list) else []
        waiting += reversed([child for child in inside if isinstance(child.value, dict | list)])


def _data(page: Page) -> _Data:
    """`Drift` where the page has no data of the site."""
    found, scripts = _Data(), 0
    tree = tree_of(decoded(page))
    for script in tree.iter("script") if tree is not None else ():
        if script.get("data-sjs") is None or not script.text:
            continue
        try:
            root = Node(json.loads(script.text, strict=False, parse_constant=lambda _: None))
        except (ValueError, RecursionError):
            continue
        scripts += 1
        for value in _values(root):
            found.take_in(value)
    if not scripts:
        raise Drift("the page holds no data of Threads (a page that is saved as MHTML has lost it)")
    return found


def _profile(user: Node) -> Profile:
    followers = user.count_or_none("follower_count")
    links = (resolve("", link.text_or_none("url") or "") for link in user.items_or_empty("bio_links"))
    return Profile(
        name=user.text_or_none("full_name") or user.text_or_none("username"),
        bio=user.text_or_none("biography"),
        followers=None if followers is None else Count(followers),
        verified=user.flag_or_none("is_verified"),
        links=tuple(dict.fromkeys(link for link in links if link)),
    )


def _page(ask: Ask, page: Page) -> Observation:
    """What one page says of the account; `Drift` where it is not of the shape that is known."""
    data, handle = _data(page), fold(ask.channel.handle.removeprefix("@"))
    wrong = another(ask, *data.users) if data.users else None
    if wrong:
        return wrong
    user = data.users.get(handle)
    if user is None:
        raise Drift("the page holds no profile")
    profile = _profile(user)
    if user.flag_or_none("text_post_app_is_private"):
        return replace(blocked(ask, Outcome.PRIVATE, "The profile is private."), profile=profile)
    threads = [[post_of(post, handle, page.fetched_at) for post in thread] for thread in data.threads]
    own = [[post for post in thread if post] for thread in threads]
    posts: dict[str, Post] = {}
    for post in (post for thread in own for post in thread):
        posts.setdefault(post.id, post)
    if not posts:
        return replace(blocked(ask, Outcome.LOGIN_WALL, _NONE_SHOWN), profile=profile)
    # Threads stand newest first, but the posts of one from its beginning on.
    window = window_of(tuple(thread[0] for thread in own if thread), ask.since, ended=False)
    dates = [post.published_at for post in posts.values() if post.published_at and not post.is_pinned]
    window = replace(window, newest=max(dates, default=None))
    return Observation(observation_of(ask), Outcome.OK, _TABS, "", None, profile, tuple(posts.values()), window)


def read(ask: Ask) -> Conversation:
    """The profile page, which robots.txt forbids; by the user's stated permission it is asked for."""
    answer = yield from reach(ask, ask.channel.url)
    return answer if isinstance(answer, Observation) else _page(ask, answer)


def saved(ask: Ask, pages: Sequence[Page]) -> Observation:
    """The saved pages of the profile together; where none shows posts, what the newest says."""
    told: list[tuple[datetime, Observation]] = []
    drift: Drift | None = None
    for page in sorted(pages, key=lambda page: page.fetched_at, reverse=True):
        try:
            told.append((page.fetched_at, failure(ask, page) or _page(ask, page)))
        except Drift as error:
            drift = drift or error
    if not told:
        raise drift or Drift("there is no page")
    listed = [(at, found) for at, found in told if found.posts]
    return joined(listed or told[:1], ask.since)


PLATFORM = Platform(
    id="threads",
    name="Threads",
    hosts=("threads.com", "threads.net"),
    recognise=_recognise,
    read=read,
    category="microblog",
    shows=("followers", "posts", "dates", "text", "replies", "reposts", "pins", "engagement", "authors"),
    wall="Many profiles send signed-out visitors to the sign-in page.",
    robots="Forbids all robots but a few that are named.",
    since="0.1.0",
    proven="2026-11-26 by the fields that public readers agree on; not seen live",
    live="with permission",
    saved=saved,
    ways=(
        Way(
            "saved",
            "minutes",
            "Open the profile in your browser, save the page as HTML, not as MHTML (Ctrl+S), and write `saved: FILE` "
            "beside the channel.",
        ),
        Way(
            "export",
            "days",
            "In Accounts Center, open Your information and permissions, Export your information, choose Threads, JSON "
            "and all time, and write `export: FILE` beside the channel.",
        ),
    ),
    examples={
        "https://www.threads.com/@nordlys": "account nordlys",
        "https://threads.net/@Nordlys.Energi?hl=nb": "account nordlys.energi",
        "https://www.threads.com/@nordlys/post/CabcdEfGhIj": "post",
        "https://www.threads.net/intent/post?text=hei": "share",
    },
)
