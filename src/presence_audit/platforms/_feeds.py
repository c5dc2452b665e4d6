"""Feeds in any format: one reader, and the window that a feed gives proof of.

A feed's length is no history. It lists the newest few, so its window reaches back to its last item, and is
complete only when that one is older than the audited period.

An empty feed is no proof of silence either: WordPress answers 200 with an empty feed for a category that
never was. Only a sound document that is a site's main feed by its address, or one that the caller vouches
for (an author's feed of an author whose page exists), proves that there are no posts.
"""

from __future__ import annotations

import re
from collections.abc import Generator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from presence_audit.model.observation import Observation, Post, Profile, Window
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import FEED, Miss, Page, Request
from presence_audit.platforms._contract import Ask, Drift, blocked, observation_of
from presence_audit.platforms._feed_json import feed_of_json
from presence_audit.platforms._feed_loose import feed_of_soup
from presence_audit.platforms._feed_xml import feed_of_xml
from presence_audit.platforms._html import decoded
from presence_audit.platforms._posts import posts_of
from presence_audit.platforms._reach import elsewhere, reach

if TYPE_CHECKING:
    from datetime import datetime

    from presence_audit.platforms._feed import Feed

# Sites that sort by the last change move a post by days; a month is another order.
_OUT_OF_PLACE = timedelta(days=31)
# More than any feed needs for half a year; what a hostile one lists beyond costs a minute to read.
_MOST_ENTRIES = 5_000

Listening = Generator[Request, Page | Miss, Observation]

_COMMENTS_TITLE = re.compile(
    r"comments? (?:for|on|feed)\b|kommentarer? (?:til|på|för)\b|kommentare (?:zu|für)\b|kommentar-feed|"
    r"(?:kommentarer|comments|kommentare)$",
    re.IGNORECASE,
)
_COMMENT_ITEM = re.compile(r"(?:comment on|kommentar (?:til|på|till|zu)|svar (?:til|på)|by|av|von|af): ?\S|"
                           r"(?:comment on|kommentar (?:til|på|till|zu)) ", re.IGNORECASE)  # fmt: skip
_FEED_WORDS = frozenset(
    ["feed", "feeds", "rss", "rss2", "atom", "rdf", "rss.xml", "feed.xml", "atom.xml", "index.xml", "feed.json",
     "feed.rss", "feed.atom", "index.rss", "rss.php", "index.json"]
)  # fmt: skip
_WHOLE_SECTIONS = re.compile(
    r"blogg?|nyheter|nyhende|news|aktuelt|artikler|innsikt|insights?|press[e]?|podcast|[a-z]{2}"
)


def read_feed(page: Page) -> Feed:
    """Read a feed of any format; `Drift` when the answer is none, whatever it calls itself."""
    body = page.body.lstrip()[:1]
    if body == b"{" or (page.content_type.endswith("json") and body != b"<"):
        return feed_of_json(page)
    text = decoded(page).lstrip()
    feed = feed_of_xml(text, page.url) or feed_of_soup(text, page.url)
    if feed is None:
        said = f" (it says {page.content_type})" if page.content_type else ""
        raise Drift(f"{page.url} answered with something that is not a feed{said}")
    if not feed.entries and not feed.proven_empty:
        raise Drift(f"{page.url} is a feed without a readable item, and not a sound empty one")
    if len(feed.entries) > _MOST_ENTRIES:
        return replace(feed, entries=feed.entries[:_MOST_ENTRIES], cut_off=True)
    return feed


def is_comments(feed: Feed, url: str) -> bool:
    """Whether a feed holds what readers wrote under the posts, and not the posts."""
    if re.search(r"/comments/(?:feed|default)|comments-rss|withcomments=1", url) or _COMMENTS_TITLE.match(feed.title):
        return True
    hits = sum(_COMMENT_ITEM.match(entry.title) is not None for entry in feed.entries)
    return bool(hits) and hits == len(feed.entries)


def is_main(url: str) -> bool:
    """Whether an address is that of a site's or a blog's whole feed, not of a part which may not exist."""
    parts = urlsplit(url)
    segments = [s for s in parts.path.casefold().split("/") if s]
    names = {name.casefold() for name, _ in parse_qsl(parts.query)}
    if not all(s in _FEED_WORDS or _WHOLE_SECTIONS.fullmatch(s) for s in segments) or names - {"feed", "format"}:
        return False
    return "feed" in names or any(s in _FEED_WORDS for s in segments)


def _is_unsorted(dates: list[datetime]) -> bool:
    """Whether an item is much older than one that a listing from new to old puts behind it."""
    newest = None
    for date in reversed(dates):
        if newest is not None and newest - date > _OUT_OF_PLACE:
            return True
        newest = date if newest is None else max(newest, date)
    return False


def window_of(posts: tuple[Post, ...], since: datetime, *, ended: bool) -> Window:
    """The window of a listing in its own order; `ended` says that nothing older exists.

    What a listing is sorted by shows in it. An old item on top is one that somebody pinned there; old ones in
    the middle mean that it is sorted by something else, and then nobody knows how far it reaches back.
    """
    dated = [p.published_at for p in posts if p.published_at is not None and not p.is_pinned]
    if not dated:
        return Window()
    rising = sum(later > earlier for earlier, later in pairwise(dated))
    falling = sum(later < earlier for earlier, later in pairwise(dated))
    newest_first = dated[::-1] if rising > falling else dated
    reach = newest_first[-1]
    if not ended and _is_unsorted(newest_first[1:]):
        return Window(min(dated), max(dated))
    complete = ended or reach < since
    return Window(min(dated), max(dated), min(reach, since) if complete else reach, complete)


def episodes_of(feed: Feed) -> Feed:
    """The feed without what a podcast itself calls a trailer or a bonus; as it is, where it holds nothing else."""
    kept = tuple(entry for entry in feed.entries if not entry.aside)
    return replace(feed, entries=kept) if kept else feed


def notes_of(posts: tuple[Post, ...], feeds: list[Feed]) -> list[str]:
    """What a reader of the numbers has to know: dates that are missing, or of the last change only."""
    undated = sum(post.published_at is None for post in posts)
    notes = ["The feed breaks off before its end."] if any(feed.cut_off for feed in feeds) else []
    if undated:
        notes.append(f"{undated} of {len(posts)} items have no date.")
    changed = sum(not entry.published and bool(entry.changed) for feed in feeds for entry in feed.entries)
    if changed:
        notes.append(f"{changed} items say only when they were last changed; that date is used.")
    extra = sum(bool(entry.aside) for feed in feeds for entry in feed.entries)
    if extra and len(posts) < sum(len(feed.entries) for feed in feeds):
        notes.append(f"Left out as trailers or bonus episodes: {extra}.")
    return notes


def listen(
    ask: Ask, page: Page, *, vouched: bool = False, profile: Profile | None = None, length: int | None = None
) -> Listening:
    """Read the feed that came, and the pages that it names as its next (RFC 5005).

    `vouched` says that the caller knows the feed to be the whole one of somebody who exists, `length` how many
    items the software lists at most, so that fewer are all that there are.
    """
    feed = read_feed(page)
    if is_comments(feed, page.url):
        step = "Name the feed of the posts instead."
        return blocked(ask, Outcome.NOT_ATTEMPTED, "This is a comments feed; it holds no posts of the site.", step)
    notes = elsewhere(page)
    profile = profile or Profile(feed.title or None, feed.subtitle or None, links=(feed.home,) if feed.home else ())
    if not feed.entries:
        return _empty(ask, page, profile, vouched=vouched)
    feeds, posts = [feed], {post.id: post for post in posts_of(episodes_of(feed), page.url)}
    ended = length is not None and len(feed.entries) < length and not feed.cut_off
    seen = {page.asked, page.url}
    while feed.next_url and feed.next_url not in seen and len(seen) <= ask.max_pages and not feed.cut_off:
        if window_of(tuple(posts.values()), ask.since, ended=False).complete:
            break
        seen.add(feed.next_url)
        answer = yield Request(feed.next_url, FEED)
        if isinstance(answer, Miss) or answer.status != 200:
            notes.append("An older page of the feed could not be read.")
            break
        try:
            feed = read_feed(answer)
            older = posts_of(episodes_of(feed), answer.url)
        except Drift as drift:
            notes.append(f"An older page could not be read: {drift}.")
            break
        feeds.append(feed)
        for post in older:
            posts.setdefault(post.id, post)
        ended = feed.next_url is None and not feed.cut_off
    found = tuple(posts.values())
    notes += notes_of(found, feeds)
    window = window_of(found, ask.since, ended=ended)
    return Observation(observation_of(ask), Outcome.OK, " ".join(notes), profile=profile, posts=found, window=window)


def _empty(ask: Ask, page: Page, profile: Profile, *, vouched: bool) -> Observation:
    if vouched or (is_main(page.url) and page.status == 200):
        return Observation(
            observation_of(ask),
            Outcome.ZERO_POSTS,
            "The feed is sound and empty.",
            Outcome.ZERO_POSTS.next_step,
            profile=profile,
            window=Window(reaches_back_to=ask.since, complete=True),
        )
    return Observation(
        observation_of(ask),
        Outcome.NOT_ATTEMPTED,
        "The feed is empty, as it also would be for a part of the site that does not exist.",
        "Name the site's main feed.",
        profile=profile,
    )


def listen_at(ask: Ask, url: str, *, vouched: bool = False) -> Listening:
    """Ask for a feed and read it; a wall and a missing feed are told apart from an empty one."""
    page = yield from reach(ask, url, FEED)
    if isinstance(page, Observation):
        return page
    return (yield from listen(ask, page, vouched=vouched))
