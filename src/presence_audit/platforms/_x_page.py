"""Who the account is, as a page of X says it: the data for search engines in it, or what stands under the picture.

A browser that saves a page as MHTML leaves scripts out, and the data with them; the visible profile is read then.
Shapes: pages recorded in December 2025; `data-testid` names as public tools of 2024 to 2026 use them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from presence_audit.model.observation import Count, Profile
from presence_audit.model.outcome import Outcome
from presence_audit.platforms._contract import Drift
from presence_audit.platforms._html import resolve
from presence_audit.platforms._json_ld import interactions, is_a
from presence_audit.platforms._numbers import count_of
from presence_audit.platforms._wire import clean, node_of_text

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

    from presence_audit.platforms._wire import Node

_NAMED: Final = re.compile(r"(.*)\(@([A-Za-z0-9_]{1,15})\) (?:on|/) (?:X|Twitter)", re.DOTALL)
_AT: Final = re.compile(r"@([A-Za-z0-9_]{1,15})")
# What stands in place of the posts; the apostrophe is typographic.
_EMPTY: Final = (
    ("this account doesn\u2019t exist", Outcome.NOT_FOUND, "X says that this account does not exist."),
    ("account suspended", Outcome.SUSPENDED, "X says that this account is suspended."),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows: `counted` is the number of posts, `listed` whether any is shown, `protected` a locked one."""

    handle: str
    profile: Profile = field(default_factory=Profile)
    counted: int | None = None
    listed: bool = False
    protected: bool = False


def _marked(soup: BeautifulSoup | Tag, name: str) -> Tag | None:
    return soup.select_one(f'[data-testid="{name}"]')


def _words(tag: Tag | None, parting: str = "") -> str:
    return clean(tag.get_text(parting)).strip() if tag else ""


def _schema(soup: BeautifulSoup) -> Node | None:
    """The ProfilePage of the page's data for search engines."""
    for script in soup.select('script[type="application/ld+json"]'):
        try:
            found = node_of_text(script.get_text())
        except Drift:
            continue
        if is_a(found, "ProfilePage"):
            return found
    return None


def _links(soup: BeautifulSoup, schema: Node | None) -> tuple[str, ...]:
    address = _marked(soup, "UserUrl")
    found = [str(address.get("href") or "")] if address else []
    found += [str(link.value) for link in (schema.items_or_empty("relatedLink") if schema else [])]
    return tuple(dict.fromkeys(link for text in found if (link := resolve("", text))))


def _followers(soup: BeautifulSoup, handle: str) -> Count | None:
    """What the link to the followers says: exact below ten thousand, "86.4K" above."""
    for link in soup.select('a[href$="/verified_followers"], a[href$="/followers"]'):
        parts = str(link.get("href") or "").strip("/").split("/")
        if len(parts) > 1 and parts[-2].casefold() == handle.casefold():
            return count_of(_words(link, " "))
    return None


def _from_schema(soup: BeautifulSoup, schema: Node) -> Shown:
    person = schema.node("mainEntity")
    handle, followers = person.text("additionalName"), interactions(person, "FollowAction")
    head = _marked(soup, "UserName")
    profile = Profile(
        name=person.text_or_none("name"),
        bio=person.text_or_none("description"),
        followers=_followers(soup, handle) if followers is None else Count(followers),
        # The head of the page shows the mark of those that have it.
        verified=_marked(head, "icon-verified") is not None if head else None,
        links=_links(soup, schema),
    )
    return Shown(handle, profile, interactions(person, "WriteAction"))


def _from_head(soup: BeautifulSoup) -> Shown | None:
    head = _marked(soup, "UserName")
    said = _words(head, "\n").splitlines()
    handle = next((found[1] for line in said if (found := _AT.fullmatch(line.strip()))), None)
    if head is None or handle is None:
        return None
    profile = Profile(
        name=next((line.strip() for line in said if line.strip()), None),
        bio=_words(_marked(soup, "UserDescription")) or None,
        followers=_followers(soup, handle),
        verified=_marked(head, "icon-verified") is not None,
        links=_links(soup, None),
    )
    return Shown(handle, profile)


def _from_preview(soup: BeautifulSoup) -> Shown | None:
    """The head that X sends to who makes previews of links: who it is, and no numbers."""
    if soup.select_one('meta[property="og:type"][content="profile"]') is None:
        return None
    title, about = soup.select_one('meta[property="og:title"]'), soup.select_one('meta[property="og:description"]')
    found = _NAMED.fullmatch(clean(str(title.get("content") or "")).strip()) if title else None
    if found is None:
        return None
    bio = clean(str(about.get("content") or "")).strip() if about else ""
    return Shown(found[2], Profile(name=found[1].strip() or None, bio=bio or None))


def shown_by(soup: BeautifulSoup) -> Shown | None:
    """What the page shows of the account that it is about, None where of none; `Drift` for data of a new shape."""
    schema = _schema(soup)
    shown = _from_schema(soup, schema) if schema else _from_head(soup) or _from_preview(soup)
    if shown is None:
        return None
    head = _marked(soup, "UserName")
    locked = head is not None and _marked(head, "icon-lock") is not None
    return Shown(shown.handle, shown.profile, shown.counted, _marked(soup, "tweet") is not None, locked)


def absence_of(soup: BeautifulSoup) -> tuple[Outcome, str] | None:
    """What X says in place of an account that is gone; None where it says nothing, or in another language."""
    said = _words(_marked(soup, "empty_state_header_text")).casefold().replace("'", "\u2019")
    return next(((outcome, reason) for text, outcome, reason in _EMPTY if said == text), None)


def is_shell(soup: BeautifulSoup) -> bool:
    """The page without anything in it, which a browser fills in later."""
    return soup.find(id="react-root") is not None and _marked(soup, "primaryColumn") is None
