"""YouTube channels, read from the pages that robots.txt leaves open: /videos, /shorts, /streams and /posts.

A stranger sees the 30 newest videos and streams, the 48 newest Shorts and about ten community posts, titles, views,
and subscribers rounded to three figures. The feed (/feeds/videos.xml) and the site's own API (/youtubei/), which
fetches what comes behind those, are barred to robots and are never asked.

What the reader keeps to:
- Dates are ages ("3 weeks ago"), read in English (`?hl=en`). A post stands in the middle of the span that
  its age leaves open, with the precision of that span. A list reaches back to the latest moment at which
  its last item can have been published.
- The list of Shorts carries no dates. The newest are looked up on their own pages (/watch), one request each and at
  most twelve of a channel, until one is older than the audited period or than what the other tabs reach; the
  window reaches back to the last of them, and those behind it are left out. Where no page tells a date, the Shorts
  are listed without one, and the window has no beginning.
- What is announced or on the air is no post yet. Community posts are read where the channel has that tab; one that
  is passed on without a word counts as a reshare, and what subscribers write is not the channel's.
- A page answers HTTP 200 for channels that are gone; the alert on it says why. A channel is without posts
  only if its header was read, counts no videos, and has no tab that could hold any.
- A consent page is reported and never answered.
- Pages saved from a browser hold the list as it was when the page was loaded: the first 30 videos, and the tab that
  was opened first. Ages on them are read in the page's own language.

With the user's own key the official YouTube Data API v3 is asked instead: exact dates, likes and comments of every
upload. It knows no community posts, so that posts are uploads there.

Page shapes: as recorded in 2024 and 2026; nothing of the pages is documented by YouTube.
API: https://developers.google.com/youtube/v3/docs (channels, playlistItems, videos).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from presence_audit.model.observation import Observation
from presence_audit.model.outcome import Outcome
from presence_audit.platforms._contract import Ask, Conversation, Drift, Platform, Way
from presence_audit.platforms._reach import reach
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, refuse, words
from presence_audit.platforms._youtube_api import ask_api
from presence_audit.platforms._youtube_channel import READ, Channel, read_named, selected, shut
from presence_audit.platforms._youtube_page import initial_object, knows_every_tab, names_of
from presence_audit.platforms._youtube_shorts import date_shorts

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from presence_audit.model.page import Miss, Page, Request
    from presence_audit.platforms._wire import Node

_SITE: Final = "https://www.youtube.com"
_PREFIX: Final = {"handle": "@", "channel": "channel/", "user": "user/", "custom": "c/"}
_SAVE: Final = (
    "Open the channel's Videos page in your browser, reload it there, save it (Ctrl+S), do the same with its Shorts, "
    "Live and Posts pages, and write `saved: FOLDER` beside the channel."
)

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


def _other_tab(ask: Ask, channel: Channel, name: str) -> Generator[Request, Page | Miss, str]:
    """Ask for one more tab and read it into the channel; what went wrong, or nothing."""
    try:
        page = yield from reach(ask, f"{_front(ask)}/{name}?hl=en")
        if isinstance(page, Observation):
            return f"The tab /{name} could not be read: {page.reason.rstrip('.')}."
        answer = initial_object(page)
        tab = selected(answer, name)
        if tab is None or names_of(answer)[0] != names_of(channel.front)[0]:
            return f"The tab /{name} could not be read: another one came."
        channel.tabs[name] = read_named(answer, tab, name, page.fetched_at)
    except Drift as drift:
        return f"The tab /{name} could not be read: {drift}."
    return ""


def _read_others(ask: Ask, channel: Channel) -> Generator[Request, Page | Miss, None]:
    """The other tabs that the channel has, and when its Shorts were published."""
    listed = [name for name in channel.listed if name not in channel.tabs]
    left = max(0, ask.max_pages - 1)
    for name in listed[:left]:
        trouble = yield from _other_tab(ask, channel, name)
        channel.trouble += [trouble] if trouble else []
    if len(listed) > left:
        channel.trouble.append("Not every tab was read.")
    shorts = channel.tabs.get("shorts")
    if shorts and shorts.undated:
        note = yield from date_shorts(ask, shorts, channel.floor(), max(0, left - len(listed)))
        channel.notes += [note] if note else []


def read(ask: Ask) -> Conversation:
    """The Videos tab, whose page also tells who the channel is and which other tabs it has; then those."""
    page = yield from reach(ask, f"{_front(ask)}/videos?hl=en")
    if isinstance(page, Observation):
        return page
    answer = initial_object(page)
    closed = shut(ask, answer)
    if closed is not None:
        return closed
    channel = Channel(ask, answer)
    videos = selected(answer, "videos")
    if videos:
        channel.tabs["videos"] = read_named(answer, videos, "videos", page.fetched_at)
    elif "videos" in channel.listed:
        channel.trouble.append("YouTube showed another tab than the one that was asked for.")
        return channel.observed()
    yield from _read_others(ask, channel)
    return channel.observed()


def saved(ask: Ask, pages: Sequence[Page]) -> Observation:
    """The tabs of one channel that were saved from a browser, together. What none of them shows is not known."""
    opened: list[tuple[Node, Page]] = []
    trouble: list[str] = []
    lost: Observation | None = None
    for page in sorted(pages, key=lambda page: page.fetched_at, reverse=True):
        try:
            answer = initial_object(page)
            closed = shut(ask, answer)
        except Drift as drift:
            trouble.append(f"A saved page is not one of a channel: {drift}.")
            continue
        if closed is not None:
            lost = lost or replace(closed, observed_at=page.fetched_at)
            continue
        opened.append((answer, page))
    if not opened:
        if lost is not None:
            return lost
        raise Drift(" ".join(trouble).rstrip(".") or "there is no page")
    fronts = [answer for answer, _ in opened if knows_every_tab(answer)]
    channel = Channel(ask, fronts[0] if fronts else opened[0][0], trouble=trouble)
    moments = []
    for answer, page in opened:
        name = next((tab for tab in READ if selected(answer, tab)), None)
        tab = selected(answer, name) if name else None
        if name is None or tab is None or name in channel.tabs:
            continue  # an older saving of a tab, and the newest stands for it
        try:
            channel.tabs[name] = read_named(answer, tab, name, page.fetched_at)
            moments.append(page.fetched_at)
        except Drift as drift:
            channel.trouble.append(f"The saved page /{name} could not be read: {drift}.")
    missing = [name for name in channel.listed if name not in channel.tabs]
    if missing:
        channel.trouble.append(f"Not saved of this channel: {', '.join(f'/{name}' for name in missing)}.")
    if not fronts:
        channel.trouble.append("The saved page does not tell which other pages the channel has.")
    # The tabs make up one channel, which is known up to when the first of them was saved.
    told = channel.observed(Outcome.NOT_ATTEMPTED, _SAVE)
    return replace(told, observed_at=min(moments, default=opened[0][1].fetched_at))


PLATFORM = Platform(
    id="youtube",
    name="YouTube",
    hosts=("youtube.com", "youtu.be", "youtube-nocookie.com"),
    recognise=recognise,
    read=read,
    saved=saved,
    api=ask_api,
    key="PRESENCE_AUDIT_YOUTUBE_KEY",
    category="youtube",
    shows=("followers", "posts", "dates", "text", "reposts", "engagement"),
    wall="a consent page in some countries; a sign-in for channels limited to adults",
    robots="www.youtube.com allows channel and watch pages and bars /feeds/videos.xml and /youtubei/",
    since="0.1.0",
    proven="2026-05-21 by recorded channel pages; community posts, watch pages and the API by their documented shapes",
    ways=(
        Way("saved", "minutes", _SAVE),
        Way(
            "api",
            "an hour",
            "Get a free key for the YouTube Data API v3 (console.cloud.google.com), set PRESENCE_AUDIT_YOUTUBE_KEY.",
        ),
        Way(
            "export",
            "minutes",
            "In YouTube Studio open Analytics, Advanced mode, export the Content table as .csv, and write "
            "`export: FILE` beside the channel.",
        ),
    ),
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
