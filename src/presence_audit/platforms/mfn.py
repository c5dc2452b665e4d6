"""MFN (Modular Finance): the regulatory and press releases of listed Nordic companies.

A stranger sees every release of a company with its exact time, page by page, through the JSON that the site itself
offers beside each list; robots.txt bars the RSS, Atom and XML forms of the same list, and those are not asked.

What the reader keeps to:
- The list is asked for in its plain form first, without a parameter, so that a rule for `*.json$` holds where there is
  one; only where that is allowed are the pages asked that it names itself.
- A release in two languages is one act of publishing: of a group of language versions the first that is listed counts.
- The company is the author of its releases; no person is named, so none is credited.
- An empty list is what a name that does not exist may give too, and proves no silence.

Source: the answers of /all/a/<slug>.json as its users document them; the interface is not documented by MFN.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

from presence_audit.model.observation import Observation, Post, Profile
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import JSON
from presence_audit.platforms._contract import Ask, Conversation, Drift, Platform, blocked
from presence_audit.platforms._html import prose_of
from presence_audit.platforms._identity import another
from presence_audit.platforms._listing import Listing
from presence_audit.platforms._posts import language_of
from presence_audit.platforms._reach import reach
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, refuse
from presence_audit.platforms._wire import Node, node_of

if TYPE_CHECKING:
    from collections.abc import Iterable

_SITE: Final = "https://mfn.se"
_SLUG: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")
_FORMS: Final = (".json", ".rss", ".atom", ".xml")


def _account(slug: str) -> Account | Refusal:
    name = fold(slug)
    for form in _FORMS:
        name = name.removesuffix(form)
    return Account("mfn", "newsroom", name, f"{_SITE}/all/a/{name}") if _SLUG.fullmatch(name) else refuse("bad")


def recognise(url: ParsedUrl) -> Account | Refusal:
    """`/all/a/<slug>`, `/a/<slug>`; a page below that is a single release."""
    parts = url.segments
    if not parts:
        return refuse("bad")
    parts = parts[1:] if url.first == "all" else parts
    if len(parts) < 2 or parts[0].casefold() != "a":
        return refuse("other")
    answer = _account(parts[1])
    is_post = len(parts) > 2 and isinstance(answer, Account)
    return refuse("post", answer.url) if is_post and isinstance(answer, Account) else answer


def _post(item: Node) -> Post:
    content, properties = item.node("content"), item.node_or_none("properties")
    prose = prose_of(content.text_or_none("html") or content.text_or_none("preamble") or "", _SITE)
    attachments = [file.text_or_none("content_type") or "" for file in content.items_or_empty("attachments")]
    title = content.text("title")
    return Post(
        id=item.text_or_none("group_id") or item.text("news_id"),
        url=item.text_or_none("url") or "",
        published_at=content.time("publish_date"),
        kind="article",
        text=f"{title}\n{prose.text}".strip(),
        is_reply=False,
        is_repost=False,
        language=language_of(properties.text_or_none("lang")) if properties else None,
        media=sum(kind.startswith(("image/", "video/")) for kind in attachments),
        links=prose.links,
    )


def _authors(items: Iterable[Node]) -> dict[str, str | None]:
    """Who published the items: names by slug."""
    authors = [item.node("author") for item in items]
    return {author.text("slug"): author.text_or_none("name") for author in authors}


def _next(answer: Node) -> str | None:
    """The next page, where it is one of this very site."""
    url = answer.text_or_none("next_url")
    try:
        return url if url and urlsplit(url).hostname == "mfn.se" and urlsplit(url).scheme == "https" else None
    except ValueError:
        return None


def read(ask: Ask) -> Conversation:
    """The company's list, page after page, until it passes the asked day."""
    slug = ask.channel.handle
    url: str | None = f"{_SITE}/all/a/{quote(slug)}.json"
    listing, name, asked = Listing(), None, set[str]()
    while url and not listing.has_passed(ask.since):
        if url in asked or len(asked) == ask.max_pages:
            return _observed(ask, listing.stop("Not every page was read."), name)
        asked.add(url)
        page = yield from reach(ask, url, JSON)
        if isinstance(page, Observation):
            return page if len(asked) == 1 else _observed(ask, listing.stop("", page), name)
        try:
            answer = node_of(page)
            items = answer.items("items")
            authors = _authors(items)
            other = another(ask, *authors) if authors else None
            if other:
                return other
            name = name or authors.get(slug)
            for item in items:
                if item.node("author").text("slug") == slug:
                    listing.add(_post(item), reaches=True)
        except Drift as drift:
            if len(asked) == 1:
                raise
            return _observed(ask, listing.stop(f"An older page could not be read: {drift}."), name)
        url = _next(answer)
    return _observed(ask, listing.finish(), name)


def _observed(ask: Ask, listing: Listing, name: str | None) -> Observation:
    found = listing.observed(ask, Profile(name=name))
    if found is not None:
        return found
    return blocked(
        ask,
        Outcome.NOT_ATTEMPTED,
        "MFN lists no release under this name, as it also would where there is no such company.",
        "Look the company up on mfn.se and write the address of its own list.",
    )


PLATFORM = Platform(
    id="mfn",
    name="MFN",
    hosts=("mfn.se",),
    recognise=recognise,
    read=read,
    category="blog",
    shows=("posts", "dates", "text"),
    wall="none seen",
    robots="mfn.se bars the forms .xml, .rss and .atom of its lists, and left .json open when last read about",
    since="0.1.0",
    proven="2026-11-26 by the shape that its users document; not seen live",
    examples={
        "https://mfn.se/all/a/nordlys-energi": "newsroom nordlys-energi",
        "https://mfn.se/a/Nordlys-Energi": "newsroom nordlys-energi",
        "https://mfn.se/all/a/nordlys-energi.rss": "newsroom nordlys-energi",
        "https://mfn.se/a/nordlys-energi/nordlys-bygger-kabel-a1b2c3": "post",
        "https://mfn.se/all/s/nordic": "other",
        "https://mfn.se/": "bad",
    },
)
