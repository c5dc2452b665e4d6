"""Podcasts: by their page at Apple Podcasts, or by the address of their feed.

Apple's directory names the feed of a show; the feed shows its episodes with exact times, titles and descriptions,
as a rule all of them. Nobody shows listeners or subscribers. A show at Spotify has no feed there, and the interface
that would tell of its episodes is closed to robots, so it is recognised and not read: name the show's feed instead.

What the reader keeps to:
- Trailers and bonus episodes, where the feed calls them so, are left out, for they belong to no rhythm.
- A show lists its own episodes only: none is a reply or a repost.
- The directory is asked for the country of the address. No answer means that it lists no such show there.
- An empty feed is no episodes only if the directory counts none either.

Documentation: Apple's iTunes Search API (lookup) and its podcast tags for RSS.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from presence_audit.model.observation import Observation
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import FEED, JSON, Page
from presence_audit.platforms._contract import Ask, Conversation, Platform, blocked
from presence_audit.platforms._feeds import listen
from presence_audit.platforms._reach import reach
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, refuse
from presence_audit.platforms._wire import Node, node_of

_SHOW = re.compile(r"id(\d{4,12})")
_SPOTIFY_ID = re.compile(r"[A-Za-z0-9]{22}")
_COUNTRY = re.compile(r"[a-z]{2}")
_APPLE: Final = ("podcasts.apple.com", "itunes.apple.com")
_NAME_THE_FEED: Final = "Name the address of the show's feed: `platform: podcast` and `url:` with it."


def _apple(url: ParsedUrl) -> Account | Refusal:
    folded = [segment.casefold() for segment in url.segments]
    if "podcast" not in folded[:2]:
        return refuse("other" if folded else "bad")
    show = next((found[1] for segment in folded if (found := _SHOW.fullmatch(segment))), None)
    if show is None:
        return refuse("bad")
    country = folded[0] if _COUNTRY.fullmatch(folded[0]) else "us"
    answer = Account("podcast", "show", show, f"https://podcasts.apple.com/{country}/podcast/id{show}")
    return refuse("post", answer.url) if url.query.get("i", "").isdecimal() else answer


def _spotify(url: ParsedUrl) -> Account | Refusal:
    parts = url.segments[1:] if url.first.startswith("intl-") else url.segments
    if len(parts) < 2 or parts[0] not in {"show", "episode"} or not _SPOTIFY_ID.fullmatch(parts[1]):
        return refuse("other" if parts else "bad")
    if parts[0] == "episode":
        return refuse("post")
    return Account("podcast", "spotify", parts[1], f"https://open.spotify.com/show/{parts[1]}")


def _recognise(url: ParsedUrl) -> Account | Refusal | None:
    if url.netloc.removeprefix("www.") in _APPLE:
        return _apple(url)
    return _spotify(url) if url.site == "spotify.com" and url.label == "open" else None


def _named(url: ParsedUrl) -> Account | Refusal | None:
    """What the user calls a podcast and is in no directory is the address of its feed."""
    known = _recognise(url)
    if known is not None:
        return known
    return Account("podcast", "feed", url.text.partition("://")[2].rstrip("/"), url.text)


def _country(address: str) -> str:
    found = re.match(r"https://podcasts\.apple\.com/([a-z]{2})/", address)
    return found[1] if found else "us"


def _listed(ask: Ask, page: Page) -> Node | Observation:
    """The entry of the show in Apple's directory."""
    results = node_of(page).items("results")
    if not results:
        where = _country(ask.channel.url).upper()
        reason = f"Apple's directory ({where}) lists no podcast of this number."
        return blocked(ask, Outcome.NOT_FOUND, reason)
    number = results[0].count("collectionId")
    if str(number) != ask.channel.handle.lstrip("0"):
        return blocked(ask, Outcome.PARSE_DRIFT, f"The directory answered with another show ({number}).")
    return results[0]


def _heard(ask: Ask, answer: Page, counted: int | None) -> Conversation:
    """The episodes of a feed that came; an empty one proves nothing beside a directory that counts some."""
    found = yield from listen(ask, answer, vouched=counted is not None)
    if found.outcome is Outcome.ZERO_POSTS and counted:
        lost = f"The feed came empty, and Apple's directory counts {counted} episodes."
        return replace(blocked(ask, Outcome.PARSE_DRIFT, lost), profile=found.profile)
    posts = tuple(replace(post, is_reply=False, is_repost=False) for post in found.posts)
    return replace(found, posts=posts)


def _show(ask: Ask) -> Conversation:
    """Ask Apple's directory for the feed, and read it."""
    lookup = (
        f"https://itunes.apple.com/lookup?id={ask.channel.handle}&entity=podcast&country={_country(ask.channel.url)}"
    )
    page = yield from reach(ask, lookup, JSON)
    if isinstance(page, Observation):
        return page
    entry = _listed(ask, page)
    if isinstance(entry, Observation):
        return entry
    feed = entry.text_or_none("feedUrl")
    if not feed or not re.match(r"https?://", feed):
        reason = "The directory names no feed of this show; it is heard at Apple only."
        return blocked(ask, Outcome.NOT_ATTEMPTED, reason, "It is left out, not counted as zero. Look at it by hand.")
    answer = yield from reach(ask, feed, FEED)
    if isinstance(answer, Page):
        return (yield from _heard(ask, answer, entry.count_or_none("trackCount")))
    if answer.outcome is Outcome.NOT_FOUND:
        reason = f"The directory lists the show, but its feed is not there any more ({feed[:200]})."
        return blocked(ask, Outcome.NOT_ATTEMPTED, reason, _NAME_THE_FEED)
    return answer


def read(ask: Ask) -> Conversation:
    """The show by Apple's directory, or the feed that was named; nothing of Spotify."""
    if ask.channel.kind == "spotify":
        reason = "Spotify shows no feed of a podcast, and its interface is closed to robots."
        return blocked(ask, Outcome.NOT_ATTEMPTED, reason, _NAME_THE_FEED)
    if ask.channel.kind == "show":
        return (yield from _show(ask))
    answer = yield from reach(ask, ask.channel.url, FEED)
    return (yield from _heard(ask, answer, None)) if isinstance(answer, Page) else answer


PLATFORM = Platform(
    id="podcast",
    name="Podcast",
    hosts=(*_APPLE, "open.spotify.com"),
    recognise=_recognise,
    named=_named,
    read=read,
    category=None,
    shows=("posts", "dates", "text", "authors"),
    wall="None for feeds; shows that a platform keeps to itself have none.",
    robots="Allowed as a rule; asked for Apple's directory and for the host of the feed.",
    since="0.1.0",
    proven="2026-11-26 against recorded feeds and the documentation of Apple's directory",
    examples={
        "https://podcasts.apple.com/no/podcast/nordlyspodden/id1000000001": "show 1000000001",
        "https://podcasts.apple.com/podcast/id1000000001": "show 1000000001",
        "https://itunes.apple.com/no/podcast/nordlyspodden/id1000000001?mt=2": "show 1000000001",
        "https://open.spotify.com/show/0abcdefghijABCDEFGHIJ9": "spotify 0abcdefghijABCDEFGHIJ9",
        "https://podcasts.apple.com/no/podcast/strom/id1000000001?i=1000600000001": "post",
        "https://open.spotify.com/episode/0abcdefghijABCDEFGHIJ9": "post",
        "https://open.spotify.com/artist/0abcdefghijABCDEFGHIJ9": "other",
        "https://podcasts.apple.com/no/charts": "other",
    },
)
