"""Hacker News: what an account submits and comments, through the search that the site offers to the public.

A stranger sees every submission and comment of an account with its exact time, in pages of 100, and the account's own
words about itself. There are no followers; karma is no count of them and is not shown as one.

What the reader keeps to:
- A comment is an answer to somebody; whom it answers is not said by this interface.
- The search gives at most 1000 hits for one question. What lies beyond is asked with a later end, and where a page
  brings nothing new the list ends unfinished.
- Names are told apart by case: `Nordlys` and `nordlys` are two accounts.
- Points of a comment are not public, and stay unknown.

Source: https://hn.algolia.com/api (search_by_date, users).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from presence_audit.model.observation import Engagement, Observation, Post, Profile, Window
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import JSON
from presence_audit.platforms._contract import Ask, Conversation, Drift, Platform, blocked
from presence_audit.platforms._html import prose_of
from presence_audit.platforms._listing import Listing
from presence_audit.platforms._reach import reach
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, refuse, words
from presence_audit.platforms._wire import Node, node_of

if TYPE_CHECKING:
    from presence_audit.model.observation import Kind

_API: Final = "https://hn.algolia.com/api/v1"
_SITE: Final = "https://news.ycombinator.com"
_PAGE: Final = 100
_NAME: Final = re.compile(r"[A-Za-z0-9_-]{2,15}")
_RESERVED: Final = words(
    post="item", legal="newsguidelines.html newsfaq.html security.html", other="login reply vote submit submitlink"
)


def recognise(url: ParsedUrl) -> Account | Refusal:
    """`/user?id=NAME`, and the lists of one's submissions and comments that carry the same parameter."""
    if url.first in {"user", "submitted", "threads"}:
        name = url.query.get("id", "")
        if _NAME.fullmatch(name):
            return Account("hackernews", "account", name, f"{_SITE}/user?id={name}")
        return refuse("bad")
    return refuse(_RESERVED.get(url.first, "other")) if url.segments else refuse("bad")


def _kind(hit: Node) -> Kind:
    if hit.text_or_none("url"):
        return "link"
    return "poll" if any(tag.value == "poll" for tag in hit.items_or_empty("_tags")) else "text"


def _post(hit: Node) -> Post:
    id_ = hit.text("objectID")
    comment = hit.text_or_none("comment_text")
    prose = prose_of(comment or hit.text_or_none("story_text") or "", _SITE)
    link = hit.text_or_none("url")
    title = "" if comment else hit.text_or_none("title") or ""
    return Post(
        id=id_,
        url=f"{_SITE}/item?id={id_}",
        published_at=hit.time("created_at"),
        kind="text" if comment else _kind(hit),
        text=f"{title}\n{prose.text}".strip(),
        author=hit.text("author"),
        is_reply=comment is not None,
        is_repost=False,
        is_pinned=False,
        media=0,
        links=tuple(dict.fromkeys((*([link] if link and not comment else []), *prose.links))),
        engagement=Engagement(
            likes=None if comment else hit.count_or_none("points"),
            comments=None if comment else hit.count_or_none("num_comments"),
        ),
    )


def _question(ask: Ask, before: int | None) -> str:
    filters = [f"created_at_i>={int(ask.since.timestamp())}"]
    filters += [f"created_at_i<={before}"] if before is not None else []
    asked = {"tags": f"author_{ask.channel.handle}", "hitsPerPage": _PAGE, "numericFilters": ",".join(filters)}
    return f"{_API}/search_by_date?{urlencode(asked)}"


def read(ask: Ask) -> Conversation:
    """Who the account is, then what it wrote since the asked day, newest first."""
    page = yield from reach(ask, f"{_API}/users/{ask.channel.handle}", JSON)
    if isinstance(page, Observation):
        return page
    user = node_of(page)
    found = user.text("username")
    if found != ask.channel.handle:
        return blocked(ask, Outcome.PARSE_DRIFT, f"The answer is about another account ({found[:60]}).")
    about = prose_of(user.text_or_none("about") or "", _SITE)
    profile = Profile(name=found, bio=about.text or None, links=about.links)
    listing, before = Listing(), None
    for _ in range(ask.max_pages):
        page = yield from reach(ask, _question(ask, before), JSON)
        if isinstance(page, Observation):
            return _observed(ask, listing.stop("", page), profile)
        try:
            hits = node_of(page).items("hits")
            known = len(listing.posts)
            for hit in hits:
                if hit.text("author") != ask.channel.handle:
                    return blocked(ask, Outcome.PARSE_DRIFT, "The list holds what somebody else wrote.")
                listing.add(_post(hit), reaches=True)
        except Drift as drift:
            if not listing.posts:
                raise
            return _observed(ask, listing.stop(f"An older page could not be read: {drift}."), profile)
        if len(hits) < _PAGE:
            return _observed(ask, listing.finish(), profile)
        if len(listing.posts) == known or listing.reached is None:
            return _observed(ask, listing.stop("The list does not go on."), profile)
        before = int(listing.reached.timestamp())
    return _observed(ask, listing.stop("Not every page was read."), profile)


def _observed(ask: Ask, listing: Listing, profile: Profile) -> Observation:
    found = listing.observed(ask, profile)
    if found is not None:
        return found
    # The account exists, and the search was asked from the first day on: silence, but since that day only.
    window = Window(reaches_back_to=ask.since, complete=True)
    silent = blocked(ask, Outcome.OK, "The account has written nothing in this period.", "")
    return Observation(silent.channel, Outcome.OK, silent.reason, "", None, profile, (), window)


PLATFORM = Platform(
    id="hackernews",
    name="Hacker News",
    hosts=("news.ycombinator.com",),
    recognise=recognise,
    read=read,
    category=None,
    shows=("posts", "dates", "text", "replies", "engagement", "authors"),
    wall="none; 10,000 requests an hour from one address",
    robots="hn.algolia.com: not seen; asked for at run time",
    since="0.1.0",
    proven="2026-11-26 by its documentation; not seen live",
    examples={
        "https://news.ycombinator.com/user?id=nordlys_energi": "account nordlys_energi",
        "https://news.ycombinator.com/submitted?id=Nordlys-E": "account Nordlys-E",
        "https://news.ycombinator.com/item?id=40000000": "post",
        "https://news.ycombinator.com/newest": "other",
        "https://news.ycombinator.com/newsguidelines.html": "legal",
        "https://news.ycombinator.com/": "bad",
    },
)
