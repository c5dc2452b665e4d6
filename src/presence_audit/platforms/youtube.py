"""YouTube channels, read from the pages that robots.txt leaves open: /videos, /shorts and /streams.

A stranger sees the 30 newest videos and streams and the 48 newest Shorts, titles, views, and subscribers
rounded to three figures. The feed (/feeds/videos.xml) and the site's own API (/youtubei/) are barred to
robots and are never asked.

What the reader keeps to:
- Dates are ages ("3 weeks ago"), read in English (`?hl=en`). A post stands in the middle of the span that
  its age leaves open, with the precision of that span. A list reaches back to the latest moment at which
  its last item can have been published.
- Shorts carry no date. A channel that has any does not show how often it publishes: its Shorts are
  listed without a date, and the window has no beginning.
- What is announced or on the air is no post yet. Community posts are not read.
- A page answers HTTP 200 for channels that are gone; the alert on it says why. A channel is without posts
  only if its header was read, counts no videos, and has no tab that could hold any.

Page shapes: as recorded in 2024 and 2026; nothing of this is documented by YouTube.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from presence_audit.model.observation import Observation, Profile, Window
from presence_audit.model.outcome import Outcome
from presence_audit.platforms._contract import Ask, Conversation, Platform, blocked, observation_of
from presence_audit.platforms._reach import reach
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, refuse, words
from presence_audit.platforms._youtube_items import Tab, read_tab
from presence_audit.platforms._youtube_page import (
    alert_of,
    header_of,
    initial_object,
    is_age_gate,
    knows_every_tab,
    names_of,
    tab_name,
    tabs_of,
)

if TYPE_CHECKING:
    from collections.abc import Generator

    from presence_audit.model.page import Miss, Page, Request
    from presence_audit.platforms._wire import Node

_SITE: Final = "https://www.youtube.com"
_PREFIX: Final = {"handle": "@", "channel": "channel/", "user": "user/", "custom": "c/"}
# Tabs that are read, and tabs besides them that hold something published.
_READ: Final = ("videos", "shorts", "streams")
_HOLDING: Final = frozenset({*_READ, "posts", "community", "podcasts", "releases", "courses"})

_ID = re.compile(r"UC[\w-]{22}")
_HANDLE = re.compile(r"[\w][\w.·-]{0,29}")
_RESERVED = words(
    share="share",
    legal="t about howyoutubeworks terms privacy creators ads intl",
    post="watch embed shorts live v e clip post attribution_link",
    other="playlist results feed feeds hashtag gaming premium music trending account redirect signin login upload "
    "logout source oembed api kids tv movies sports learning podcasts reporthistory verify_age channels",
)


def _account(kind: str, handle: str, path: str) -> Account:
    return Account("youtube", kind, handle, f"{_SITE}/{path}")


def recognise(url: ParsedUrl) -> Account | Refusal | None:
    """`@handle`, `channel/UC…`, `user/name`, `c/name` and the old bare `/name`, each with any tab behind it."""
    if url.site != "youtube.com" or url.sub not in {"", "music"}:
        return refuse("post" if url.segments and url.site != "youtube.com" else "other")
    if not url.segments:
        return refuse("bad")
    first, second = url.segments[0], url.segments[1] if len(url.segments) > 1 else ""
    if first.startswith("@"):
        name = fold(first[1:])
        return _account("handle", name, f"@{quote(name)}") if _HANDLE.fullmatch(name) else refuse("bad")
    if url.first == "channel":
        return _account("channel", second, f"channel/{second}") if _ID.fullmatch(second) else refuse("bad")
    if url.first in {"user", "c"}:
        kind, name = "user" if url.first == "user" else "custom", fold(second)
        return _account(kind, name, f"{url.first}/{quote(name)}") if _HANDLE.fullmatch(name) else refuse("bad")
    if url.first in _RESERVED:
        return refuse(_RESERVED[url.first])
    name = fold(first)
    return _account("custom", name, quote(name)) if _HANDLE.fullmatch(name) else refuse("other")


def _front(ask: Ask) -> str:
    """The address of the channel. The old custom names have two, of which the one that was given is asked."""
    channel = ask.channel
    if channel.kind == "custom" and channel.url.startswith(f"{_SITE}/"):
        return channel.url.partition("?")[0].rstrip("/")
    return f"{_SITE}/{_PREFIX.get(channel.kind, '@')}{quote(channel.handle)}"


def _identified(ask: Ask, answer: Node) -> str | None:
    """What is wrong with the identity of the channel that came; user and custom names are YouTube's to resolve."""
    channel_id, names = names_of(answer)
    wanted = ask.channel.handle
    if ask.channel.kind == "channel" and channel_id != wanted:
        return channel_id
    if ask.channel.kind == "handle" and f"@{fold(wanted)}" not in names:
        return next((name for name in sorted(names) if name.startswith("@")), channel_id)
    return None


def _selected(tabs: list[Node], name: str) -> Node | None:
    """The tab that is open, if it is the one that was asked for."""
    return next((tab for tab in tabs if tab.flag_or_none("selected") and tab_name(tab) == name), None)


def _more_tabs(ask: Ask, tabs: list[Node], read: dict[str, Tab]) -> Generator[Request, Page | Miss, str]:
    """Read the other tabs that the channel has; what went wrong, or nothing."""
    listed = [name for name in map(tab_name, tabs) if name in _READ and name not in read]
    for name in listed[: max(0, ask.max_pages - 1)]:
        page = yield from reach(ask, f"{_front(ask)}/{name}?hl=en")
        if isinstance(page, Observation):
            return f"The tab /{name} could not be read: {page.reason.rstrip('.')}."
        tab = _selected(tabs_of(initial_object(page)), name)
        if tab is None:
            return f"The tab /{name} could not be read: another one came."
        read[name] = read_tab(tab, page.fetched_at)
    return "" if len(listed) < ask.max_pages else "Not every tab was read."


def _window(ask: Ask, read: dict[str, Tab], *, whole: bool) -> Window:
    """The stretch of time that all tabs together are known to cover."""
    dates = [post.published_at for tab in read.values() for post in tab.posts if post.published_at]
    reached = [
        ask.since if tab.ended and not tab.undated else tab.reached
        for tab in read.values()
        if tab.posts or not tab.ended
    ]
    known = [moment for moment in reached if moment]
    back = max(known) if whole and len(known) == len(reached) and known else None
    complete = back is not None and back <= ask.since
    return Window(min(dates, default=None), max(dates, default=None), ask.since if complete else back, complete)


def _seen(ask: Ask, profile: Profile, read: dict[str, Tab], trouble: str, counted: int | None) -> Observation:
    """The observation of a channel whose tabs were read."""
    posts = {post.id: post for tab in read.values() for post in tab.posts}
    cut = not all(tab.ended for tab in read.values())
    undated = sum(post.published_at is None for post in posts.values())
    # Where every list is at its end, the header has to count about as many.
    short = not cut and not trouble and counted is not None and len(posts) * 10 < counted * 9
    notes = [trouble] if trouble else []
    if undated:
        notes.append(f"{undated} of {len(posts)} items carry no date (Shorts never do): the rate is not known.")
    if short:
        notes.append(f"The channel counts {counted} videos and lists {len(posts)}.")
    window = _window(ask, read, whole=not trouble and not short)
    if cut and not window.complete:
        notes.append("YouTube lists the newest of each kind only.")
    shown = tuple(posts.values())
    return Observation(observation_of(ask), Outcome.OK, " ".join(notes), "", None, profile, shown, window)


def _may_hold(names: set[str], read: dict[str, Tab]) -> bool:
    """A tab that was not read, or that lists what is not out yet, may hold posts."""
    return any(name not in read or read[name].waiting for name in names & _HOLDING)


def read(ask: Ask) -> Conversation:
    """The Videos tab, whose page also tells who the channel is and which other tabs it has; then those."""
    page = yield from reach(ask, f"{_front(ask)}/videos?hl=en")
    if isinstance(page, Observation):
        return page
    answer = initial_object(page)
    gone = alert_of(answer)
    if gone:
        return blocked(ask, *gone)
    tabs = tabs_of(answer)
    if is_age_gate(tabs):
        return blocked(ask, Outcome.AGE_GATED, "The channel is open to signed-in adults only.")
    other = _identified(ask, answer)
    if other:
        return blocked(ask, Outcome.PARSE_DRIFT, f"YouTube answered with another channel ({other}).")

    profile, counted = header_of(answer)
    names = {name for name in map(tab_name, tabs) if name}
    read_tabs: dict[str, Tab] = {}
    videos = _selected(tabs, "videos")
    if videos:
        read_tabs["videos"] = read_tab(videos, page.fetched_at)
    elif "videos" in names:
        lost = blocked(ask, Outcome.PARSE_DRIFT, "YouTube showed another tab than the one that was asked for.")
        return replace(lost, profile=profile)
    trouble = yield from _more_tabs(ask, tabs, read_tabs)
    if any(tab.posts for tab in read_tabs.values()):
        return _seen(ask, profile, read_tabs, trouble, counted)
    if trouble or counted or not knows_every_tab(answer):
        why = trouble or "The channel lists no video, and does not prove that it has none."
        return replace(blocked(ask, Outcome.PARSE_DRIFT, why), profile=profile)
    if _may_hold(names, read_tabs):
        said = "The channel lists no video that is out; its other posts are not read."
        return replace(_seen(ask, profile, {}, "", None), reason=said)
    none = blocked(ask, Outcome.ZERO_POSTS, "The channel has no videos, and no tab that could hold any.")
    return replace(none, profile=profile, window=Window(None, None, ask.since, complete=True))


PLATFORM = Platform(
    id="youtube",
    name="YouTube",
    hosts=("youtube.com", "youtu.be", "youtube-nocookie.com"),
    recognise=recognise,
    read=read,
    category="youtube",
    shows=("followers", "posts", "dates", "text", "engagement"),
    wall="a consent page in some countries; a sign-in for channels limited to adults",
    robots="www.youtube.com allows channel pages and bars /feeds/videos.xml and /youtubei/",
    since="0.1.0",
    proven="2026-05-21 by recorded channel pages",
    examples={
        "https://www.youtube.com/@NordlysEnergi": "handle nordlysenergi",
        "https://m.youtube.com/@nordlysenergi/videos": "handle nordlysenergi",
        "https://www.youtube.com/channel/UCzcRQ3vRNr6fJ1A9rqFn7QA": "channel UCzcRQ3vRNr6fJ1A9rqFn7QA",
        "https://www.youtube.com/user/NordlysEnergi": "user nordlysenergi",
        "https://www.youtube.com/c/NordlysEnergi/about": "custom nordlysenergi",
        "https://www.youtube.com/nordlysenergi": "custom nordlysenergi",
        "https://youtu.be/dQw4w9WgXcQ": "post",
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ": "post",
        "https://www.youtube.com/shorts/dQw4w9WgXcQ": "post",
        "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ": "post",
        "https://www.youtube.com/playlist?list=PL123": "other",
        "https://www.youtube.com/t/terms": "legal",
        "https://www.youtube.com": "bad",
    },
)
