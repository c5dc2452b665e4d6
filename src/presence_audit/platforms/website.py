"""Websites: what a site says of itself, which accounts it links to, and the feed of its news.

The home page shows a stranger the name, the description and the links of the organisation. Its posts are
read from the feed that it names in its head, or at the few addresses where feeds usually are; a site made
with WordPress or Ghost is handed to the reader of that. A site without a feed has an unknown number of
posts, never zero: its news are there for people, but nothing lists them.

Documentation: html.spec.whatwg.org (rel=alternate) · microformats.org/wiki/rel-me · schema.org/sameAs.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from presence_audit.model.observation import Observation
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import FEED, Miss, Page, Request
from presence_audit.platforms._contract import (
    Ask,
    Conversation,
    Drift,
    Handover,
    Platform,
    blocked,
    observation_of,
    refused,
)
from presence_audit.platforms._feeds import is_comments, listen, read_feed
from presence_audit.platforms._persons import theirs
from presence_audit.platforms._reach import elsewhere, reach
from presence_audit.platforms._site import PART, Site, site_of
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, owner_of
from presence_audit.platforms._walls import wall

if TYPE_CHECKING:
    from collections.abc import Generator

# How many of the feeds that a page names are tried, and where feeds usually are.
_NAMED = 3
_USUAL = ("feed/", "rss.xml", "rss", "feed.xml", "atom.xml", "index.xml", "blog/feed/", "nyheter/rss")


def account_of(url: ParsedUrl) -> Account:
    """The account that a website is, for an address that the user calls a website."""
    path = "/".join(url.segments)
    handle = f"{url.netloc}/{path}".rstrip("/")
    return Account("website", "site", handle, url.text if "://" in url.text else f"https://{url.text}")


def recognise(url: ParsedUrl) -> Account | Refusal | None:  # noqa: ARG001  the contract's signature
    """Never by itself: any address could be a website, so the user has to say that one is meant."""
    return None


def _is_feed(page: Page) -> bool:
    start = page.body[:2000].lstrip().removeprefix(b"\xef\xbb\xbf")
    xml = start.startswith((b"<?xml", b"<rss", b"<feed", b"<rdf")) and b"<html" not in start.lower()
    return xml or (page.content_type.endswith("json") and start.startswith(b"{"))


def _try(url: str) -> Generator[Request, Page | Miss, Page | Miss | None]:
    """Ask for a feed: the page when a feed of posts came, the miss or walled page, None when nothing is there."""
    answer = yield Request(url, FEED)
    if isinstance(answer, Miss) or wall(answer) is not None:
        return answer
    try:
        feed = read_feed(answer) if answer.status == 200 else None
    except Drift:
        return None  # a site that answers 200 to everything, which is no drift of its feed
    return answer if feed is not None and not is_comments(feed, answer.url) else None


def _usable(answer: Page | Miss | None) -> bool:
    return isinstance(answer, Page) and wall(answer) is None


def _speaks_for(site: Site, feed: Page) -> bool:
    """The feed is the site's own, and not that of a part."""
    return owner_of(feed.url) == owner_of(site.url) and not PART.search(feed.url)


def _find(ask: Ask, site: Site) -> Generator[Request, Page | Miss, Observation]:
    """The posts of a site whose home page was read: from the feeds that it names, else from the usual places."""
    named = [link.href for link in site.feeds[:_NAMED]]
    answer: Page | Miss | None = None
    stopped: Page | Miss | None = None
    empty: list[Page] = []
    for url in named or [urljoin(site.url, path) for path in _USUAL]:
        answer = yield from _try(url)
        # An empty feed in a usual place may be a leftover of the software; only a named one counts.
        if isinstance(answer, Page) and _usable(answer):
            if read_feed(answer).entries:
                return (yield from listen(ask, answer, profile=site.profile))
            empty.append(answer)
            continue
        stopped = stopped or (answer if not _usable(answer) else None)
    if isinstance(stopped, Miss):
        return refused(ask, stopped)
    hit = wall(stopped) if stopped is not None else None
    if hit is not None:
        return blocked(ask, *hit)
    if named and len(empty) == len(site.feeds) and all(_speaks_for(site, page) for page in empty):
        return (yield from listen(ask, empty[0], vouched=True, profile=site.profile))
    if named and empty:
        reason = "The feeds of the site that could be read are empty, which does not prove that it has no posts."
        return blocked(ask, Outcome.NOT_ATTEMPTED, reason, "Name the address of the feed of the posts.")
    if named:
        raise Drift(f"{site.url} names a feed, {named[0]}, that is none")
    return blocked(
        ask,
        Outcome.NOT_ATTEMPTED,
        "No feed was found on the site, so its posts cannot be counted.",
        "Name the address of the feed or of the news page.",
    )


def read(ask: Ask) -> Conversation:
    """Read a site: its profile in any case, its posts where something lists them."""
    page = yield from reach(ask, ask.channel.url)
    if isinstance(page, Observation):
        return page
    if _is_feed(page):
        return (yield from listen(ask, page))
    site = theirs(ask, site_of(page))
    if isinstance(site, Observation):
        return site
    if site.wordpress or site.ghost:
        return Handover("ghost" if site.ghost else "wordpress", site.url)
    found = yield from _find(ask, site)
    reason = " ".join([*elsewhere(page), found.reason]).strip()
    return replace(found, profile=site.profile, reason=reason)


def read_home(ask: Ask) -> Conversation:
    """Read only what the home page says of itself and links to: one request, no posts, an empty window."""
    page = yield from reach(ask, ask.channel.url)
    if isinstance(page, Observation):
        return page
    reason = " ".join(elsewhere(page))
    return Observation(observation_of(ask), Outcome.OK, reason, profile=site_of(page).profile)


PLATFORM = Platform(
    id="website",
    name="Website",
    hosts=("*",),
    recognise=recognise,
    read=read,
    category="blog",
    shows=("posts", "dates", "text", "authors"),
    wall="none as a rule; some sites answer robots with a challenge",
    robots="allowed as a rule; asked for each host",
    since="0.1.0",
    proven="2026-11-23 recorded pages of public sites",
    examples={"https://nordlys.example/": "unknown", "https://nordlys.example/om-oss": "unknown"},
)
