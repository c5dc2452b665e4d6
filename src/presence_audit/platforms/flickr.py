"""Flickr photo streams. An account has a name of its own choice or an id as 12345678@N00, whose case counts.

The public feed of an account shows its twenty newest uploads with exact times, titles and descriptions; no followers,
no favourites and no second page. It is asked for by id. Where only the name is known, the page of the photo stream is
asked first: it names its feed, or says that there is no such account.

A photo stream holds uploads of the account itself only: none is a reply or a repost.

Documentation: flickr.com/services/feeds/docs/photos_public.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from presence_audit.model.observation import Observation
from presence_audit.model.outcome import Outcome
from presence_audit.platforms._account_feeds import follow, named, shaped
from presence_audit.platforms._contract import Ask, Conversation, Platform, blocked
from presence_audit.platforms._html import decoded, head_links, tree_of
from presence_audit.platforms._reach import reach
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, refuse, words

if TYPE_CHECKING:
    from presence_audit.model.observation import Kind, Post
    from presence_audit.model.page import Page
    from presence_audit.platforms._account_feeds import Recognise

_FEED_LENGTH: Final = 20
_BY_ID: Final = (
    "Write the address with the account's id (12345678@N00), which Flickr shows in the address of its profile."
)
_FEED_ID = re.compile(r"/services/feeds/photos_public\.gne\?(?:[^#]*&)?id=(\d+@[Nn]\d+)")
_OWN_LINK = re.compile(r"https://www\.flickr\.com/(?:people|photos)/")
_UPLOADED = re.compile(r"^.{1,200} posted an? (photo|video):$", re.MULTILINE)
_RESERVED = words(legal="help about", other="groups explore search signin map prints account")
_ID = re.compile(r"\d+@[Nn]\d+")
_NAME = re.compile(r"[a-z0-9_-]{1,60}")
_OTHER_STREAMS = {"tags", "upload", "organize", "friends"}


def _recognise(url: ParsedUrl) -> Account | Refusal:
    parts = url.segments
    if url.first not in {"photos", "people"} or len(parts) == 1:
        return refuse(_RESERVED.get(url.first, "bad" if not parts or len(parts) == 1 else "other"))
    name = parts[1]
    handle = name.upper() if _ID.fullmatch(name) else fold(name)
    if handle in _OTHER_STREAMS:
        return refuse("other")
    if not _ID.fullmatch(handle) and not _NAME.fullmatch(handle):
        return refuse("bad")
    answer = Account("flickr", "account", handle, f"https://www.flickr.com/photos/{handle}/")
    is_post = url.first == "photos" and len(parts) > 2 and parts[2].isdecimal()
    return refuse("post", answer.url) if is_post else answer


def _id_on(page: Page) -> str | None:
    """The id of the account whose photo stream a page is: it stands in the address of the feed that the page names."""
    root = tree_of(decoded(page))
    links = head_links(root, page.url) if root is not None else ()
    feeds = [unquote(link.href) for link in links if "alternate" in link.rel]
    found = {match[1].upper() for href in feeds if (match := _FEED_ID.search(href))}
    return found.pop() if len(found) == 1 else None


def _same_sort(handle: str) -> Recognise:
    """As `_recognise`, for homes that are written as the account was: by name, or by id."""

    def recognised(url: ParsedUrl) -> Account | Refusal | None:
        found = _recognise(url)
        alike = isinstance(found, Account) and bool(_ID.fullmatch(found.handle)) == bool(_ID.fullmatch(handle))
        return found if alike else None

    return recognised


def _shape(post: Post) -> Post:
    """A picture or a film, without the line in which Flickr says who uploaded it."""
    said = _UPLOADED.search(post.text)
    text = _UPLOADED.sub("", post.text, count=1)
    kind: Kind = "video" if (said and said[1] == "video") or post.kind == "video" else "image"
    lines = "\n".join(line for line in text.split("\n") if line)
    links = tuple(link for link in post.links if not _OWN_LINK.match(link))
    return replace(post, kind=kind, text=lines, media=1, links=links, is_reply=False, is_repost=False)


def read(ask: Ask) -> Conversation:
    """The page of the stream, where the account is known by name only; then its feed."""
    handle = ask.channel.handle
    page_url = f"https://www.flickr.com/photos/{handle}/"
    id_: str | None = handle
    if not _ID.fullmatch(handle):
        page = yield from reach(ask, page_url)
        if isinstance(page, Observation):
            return page
        id_ = _id_on(page)
    if id_ is None:
        return blocked(ask, Outcome.PARSE_DRIFT, "The page of the photo stream names no feed.", _BY_ID)
    feed = f"https://www.flickr.com/services/feeds/photos_public.gne?id={id_}&lang=en-us&format=rss_200"
    found = yield from follow(ask, feed, page_url, length=_FEED_LENGTH, recognise=_same_sort(handle))
    name = (found.profile.name or "").removeprefix("Uploads from ") or None
    return named(shaped(found, _shape), name)


PLATFORM = Platform(
    id="flickr",
    name="Flickr",
    hosts=("flickr.com",),
    recognise=_recognise,
    read=read,
    category=None,
    shows=("posts", "dates", "text"),
    wall="None for public photo streams.",
    robots="Not seen; asked for at run time.",
    since="0.1.0",
    proven="2026-11-26 by its documentation; not seen live",
    examples={
        "https://www.flickr.com/photos/nordlys/": "account nordlys",
        "https://www.flickr.com/people/12345678@N00": "account 12345678@N00",
        "https://www.flickr.com/photos/nordlys/50000000001/": "post",
        "https://www.flickr.com/explore": "other",
    },
)
