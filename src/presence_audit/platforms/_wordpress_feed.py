"""Posts from a feed of WordPress, page by page: `?paged=N`, ten each, and 404 after the last."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from presence_audit.model.observation import Observation, Post
from presence_audit.model.page import FEED, Miss, Page, Request
from presence_audit.platforms._contract import Ask, Drift
from presence_audit.platforms._feeds import is_comments, notes_of, read_feed, window_of
from presence_audit.platforms._posts import posts_of
from presence_audit.platforms._reach import reach
from presence_audit.platforms._wordpress_api import Listed

if TYPE_CHECKING:
    from collections.abc import Generator

_CUT_OFF = "An older page of the feed could not be read."
_NEWEST_ONLY = "The site shows only the newest posts of its feed."


def _page_url(url: str, number: int) -> str:
    return f"{url}{'&' if '?' in url else '?'}paged={number}" if number > 1 else url


def _older(answer: Page | Miss, known: dict[str, Post]) -> tuple[list[Post], bool, str]:
    """What an older page adds, whether it is the end, and what went wrong."""
    if isinstance(answer, Page) and answer.status == 404:
        return [], True, ""
    if isinstance(answer, Miss) or answer.status != 200:
        return [], False, _CUT_OFF
    try:
        feed = read_feed(answer)
        fresh = [post for post in posts_of(feed, answer.url) if post.id not in known]
    except Drift:
        return [], False, _CUT_OFF
    if feed.cut_off:
        return fresh, False, _CUT_OFF
    # A site that ignores ?paged= shows its first page again and again.
    return fresh, not feed.entries, "" if fresh or not feed.entries else _NEWEST_ONLY


def listed_by_feed(ask: Ask, url: str) -> Generator[Request, Page | Miss, Listed | Observation]:
    """The posts of a feed until the audited period is passed, or why there is no feed; `Drift` when it is none."""
    page = yield from reach(ask, url, FEED)
    if isinstance(page, Observation):
        return page
    feed = read_feed(page)
    if is_comments(feed, page.url):
        raise Drift(f"{page.url} is a comments feed")
    found = {post.id: post for post in posts_of(feed, page.url)}
    notes = notes_of(tuple(found.values()), [feed])
    ended = not found
    pages = 1 if feed.cut_off else ask.max_pages
    for number in range(2, pages + 1):
        if ended or window_of(tuple(found.values()), ask.since, ended=False).complete:
            break
        answer = yield Request(_page_url(url, number), FEED)
        fresh, ended, problem = _older(answer, found)
        found |= {post.id: post for post in fresh}
        if problem:
            notes.append(problem)
            break
    posts = tuple(replace(post, is_reply=False, is_repost=False) for post in found.values())
    return Listed(posts, None, ended, tuple(notes))
