"""Feeds: RSS 0.9x, 1.0 and 2.0, Atom, and JSON Feed.

A feed shows a stranger the newest posts of a site with their dates, authors and texts: ten to twenty as a
rule, all of them rarely. It shows no followers, and no reactions but the number of comments.

The window of a feed reaches back to its last item. Items without a date are listed but not placed in time.
An address that answers with a web page, or with XML of another kind, is drift and never zero posts; so is
RSS without any item that can be read. A comments feed is refused: its items are what readers wrote.

Documentation: rssboard.org/rss-specification · RFC 4287 (Atom) · jsonfeed.org/version/1.1 · RFC 5005 (paging).
"""

from __future__ import annotations

import re

from presence_audit.platforms._contract import Ask, Conversation, Platform
from presence_audit.platforms._feeds import listen_at
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal

_LAST = re.compile(r"(?:feed|rss2?|atom|rdf|feeds)|[^@].*\.(?:xml|rss|atom|rdf)|(?:.*[._-])?feed\.json", re.IGNORECASE)
_QUERY = {"feed": re.compile(r"rss2?|atom|rdf"), "format": re.compile(r"rss|atom|feed"), "type": re.compile(r"rss")}
_SITEMAP = re.compile(r"sitemap|opensearch|manifest|browserconfig", re.IGNORECASE)


def recognise(url: ParsedUrl) -> Account | Refusal | None:
    """Say by the shape of a path that it is a feed. An author's feed is left to the software it is of."""
    folded = [segment.casefold() for segment in url.segments]
    if "author" in folded:
        return None
    asked_for = any(name in url.query and rule.fullmatch(url.query[name]) for name, rule in _QUERY.items())
    named = bool(folded) and (_LAST.fullmatch(folded[-1]) or folded[0] in {"feed", "rss"})
    if not (asked_for or named) or (folded and _SITEMAP.search(folded[-1])):
        return None
    if "comments" in folded:
        return Refusal("other", "this is a comments feed; write the address of the feed of the posts")
    handle = url.text.partition("://")[2] or url.text
    handle = re.sub(r"^[^/?#]+", url.netloc, handle.partition("#")[0]).rstrip("/")
    return Account("feed", "feed", handle, f"{url.scheme}://{handle}{_slash(url)}", candidate=True)


def _slash(url: ParsedUrl) -> str:
    """WordPress redirects `/feed` to `/feed/`; the address stays as it was written."""
    return "/" if "?" not in url.text and url.text.partition("#")[0].endswith("/") else ""


def read(ask: Ask) -> Conversation:
    """Read the feed at the channel's address, and its older pages where it names them."""
    return (yield from listen_at(ask, ask.channel.url))


PLATFORM = Platform(
    id="feed",
    name="Feed (RSS, Atom, JSON Feed)",
    hosts=("*",),
    recognise=recognise,
    read=read,
    category="blog",
    shows=("posts", "dates", "text", "authors", "engagement"),
    wall="none as a rule",
    robots="allowed as a rule; asked for each host",
    since="0.1.0",
    proven="2026-11-23 recorded feeds of WordPress 6.1.9 and Ghost 6.65 and of public sites",
    examples={
        "https://nordlys.example/feed/": "feed nordlys.example/feed",
        "https://nordlys.example/rss.xml": "feed nordlys.example/rss.xml",
        "https://nordlys.example/?feed=rss2": "feed nordlys.example/?feed=rss2",
        "https://nordlys.example/blogg/feed.json": "feed nordlys.example/blogg/feed.json",
        "https://nordlys.example/comments/feed/": "other",
        "https://nordlys.example/": "unknown",
    },
)
