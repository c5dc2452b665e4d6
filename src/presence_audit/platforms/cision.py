"""Cision: newsrooms at news.cision.com.

A stranger is shown the releases of a company in one edition at a time: news.cision.com/se/NAME lists the Swedish ones,
news.cision.com/NAME the international ones. The same list comes as RSS, with the title, the beginning of the text and
the second of publication, page by page. Nobody's reactions and no followers are shown, and nobody is credited. The
longer JSON (publish.ne.cision.com) needs an identifier that only the company's own website has; it is not asked for.

An item belongs to the newsroom that its address names. An empty list is reported as unknown, because a wrong name
would give the same.

Sources: the addresses in use by public clients up to 2026 (/NAME/ListItems?format=rss, pageSize, pageIx; twenty-four
items where no size is asked for). robots.txt is asked for at run time.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from presence_audit.model.observation import Observation, Post, Profile
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import FEED, Miss, Page, Request
from presence_audit.platforms._contract import Ask, Conversation, Drift, Platform, observation_of
from presence_audit.platforms._feeds import notes_of, read_feed, window_of
from presence_audit.platforms._identity import another
from presence_audit.platforms._newsroom import release, silence, without_feed
from presence_audit.platforms._posts import posts_of
from presence_audit.platforms._reach import reach
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, parse_url, refuse, words

if TYPE_CHECKING:
    from collections.abc import Generator

    from presence_audit.platforms._feed import Feed

_HOST = "news.cision.com"
_PAGE = 100
# Where the size that is asked for is not heeded; fewer than that are all that there are.
_LEAST = 24
_RESERVED = words(legal="legal privacy about", other="search login listitems releases news ir latest")
_NAME = re.compile(r"[a-z0-9_.-]{2,100}")
_COUNTRY = re.compile(r"[a-z]{2}")


def _recognise(url: ParsedUrl) -> Account | Refusal:
    if url.sub != "news":
        return refuse("other")
    has_country = _COUNTRY.fullmatch(url.first) is not None and len(url.segments) > 1
    names = url.segments[1:] if has_country else url.segments
    if not names:
        return refuse("bad")
    handle = fold(names[0])
    if handle in _RESERVED:
        return refuse(_RESERVED[handle])
    if not _NAME.fullmatch(handle) or handle != handle.strip("."):
        return refuse("bad")
    edition = f"{url.first}/" if has_country else ""
    answer = Account("cision", "newsroom", handle, f"https://{_HOST}/{edition}{handle}")
    is_post = len(names) > 2 and names[1].casefold() in {"r", "i"}
    return refuse("post", answer.url) if is_post else answer


def _newsroom_of(post: Post) -> str:
    """Whose release it is, by its address; empty where that names no newsroom."""
    url = parse_url(post.url)
    if url is None or url.host != _HOST:
        return ""
    has_country = _COUNTRY.fullmatch(url.first) is not None and url.segments[1:2] != ("r",)
    names = url.segments[1:] if has_country else url.segments
    return fold(names[0]) if names else ""


def _list(ask: Ask, number: int) -> str:
    return f"{ask.channel.url}/ListItems?format=rss&pageSize={_PAGE}&pageIx={number}"


def _pages(ask: Ask, feed: Feed, posts: dict[str, Post]) -> Generator[Request, Page | Miss, tuple[bool, str]]:
    """Read on behind the first page, into `posts`; whether the list has ended, and why reading stopped before that."""
    for number in range(2, ask.max_pages + 2):
        if len(feed.entries) < _LEAST and not feed.cut_off:
            return True, ""
        if number > ask.max_pages or window_of(tuple(posts.values()), ask.since, ended=False).complete:
            break
        try:
            answer = yield from reach(ask, _list(ask, number), FEED)
            if isinstance(answer, Observation):
                return False, f"Older releases could not be read: {answer.reason}"
            feed = read_feed(answer)
            fresh = {post.id: post for post in posts_of(feed, answer.url) if post.id not in posts}
        except Drift as drift:
            return False, f"Older releases could not be read: {drift}."
        if feed.entries and not fresh:
            return False, "The list gives the same page again."
        posts |= fresh
    return False, ""


def _read(ask: Ask) -> Conversation:
    """Read the releases of a newsroom in the edition that the address names."""
    page = yield from reach(ask, _list(ask, 1), FEED)
    if isinstance(page, Observation):
        return (yield from without_feed(ask, page)) if page.outcome is Outcome.NOT_FOUND else page
    feed = read_feed(page)
    if not feed.entries:
        return silence(ask)
    posts = {post.id: post for post in posts_of(feed, page.url)}
    ended, reason = yield from _pages(ask, feed, posts)
    owners = {name for post in posts.values() if (name := _newsroom_of(post))}
    if not owners:
        raise Drift("no release's address names its newsroom")
    stranger = another(ask, *sorted(owners))
    if stranger is not None:
        return stranger
    mine = tuple(release(post) for post in posts.values() if _newsroom_of(post) == ask.channel.handle)
    others = f"{len(posts) - len(mine)} releases of others are left out." if len(mine) < len(posts) else ""
    said = " ".join(part for part in (*notes_of(mine, [feed]), others, reason) if part)
    window = window_of(mine, ask.since, ended=ended)
    profile = Profile(name=feed.title or None, bio=feed.subtitle or None)
    return Observation(observation_of(ask), Outcome.OK, said, profile=profile, posts=mine, window=window)


PLATFORM = Platform(
    id="cision",
    name="Cision",
    hosts=("cision.com",),
    recognise=_recognise,
    read=_read,
    category="blog",
    shows=("posts", "dates", "text"),
    wall="none",
    robots="allowed when others last read it (2026-10); asked for at run time",
    since="0.1.0",
    proven="2026-11-26 by its documentation; not seen live",
    examples={
        "https://news.cision.com/nordlys": "newsroom nordlys",
        "https://news.cision.com/se/Nordlys-Energi": "newsroom nordlys-energi",
        "https://news.cision.com/nordlys/r/havvind,c3000001": "post",
        "https://www.cision.com/us/": "other",
    },
)
