"""The head of a LinkedIn page as its server sends it: whose page it is, its structured data, and who was looking.

Strangers get server-rendered pages (`pageKey` d_org_guest_… and public_profile_…) with JSON-LD, which in 2024 stood
there as one object and since 2026 stands in an `@graph`. Members get an application without any of that.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from presence_audit.platforms._contract import Drift
from presence_audit.platforms._html import clean, decoded, tree_of
from presence_audit.platforms._json_ld import is_a
from presence_audit.platforms._linkedin_urls import account_at

if TYPE_CHECKING:
    from presence_audit.model.page import Page
    from presence_audit.platforms._urls import Account
    from presence_audit.platforms._wire import Node

# What only the application of signed-in members has in it (Ember until 2025, "SDUI" since).
_MEMBERS_ONLY: Final = (
    "//*[@id='global-nav' or starts-with(@id, 'bpr-guid-') or @data-sdui-screen]"
    " | //*[contains(concat(' ', @class, ' '), ' global-nav ')]"
    " | //*[contains(@class, 'feed-shared-update-v2')]"
    " | //*[contains(@class, 'org-top-card') or contains(@class, 'pv-top-card')]"
    " | //*[@data-view-name='navigation-me' or @data-view-name='nav-me']"
    " | //meta[@name='pageKey' and starts-with(@content, 'd_flagship3')]"
)
_MASKED: Final = re.compile(r"[*\s]+")


def root_of(page: Page) -> Any:
    """The tree of a page; `Drift` where there is none."""
    root = tree_of(decoded(page))
    if root is None:
        raise Drift("the page is empty")
    return root


def is_for_members(root: Any) -> bool:
    """The page was shown to somebody who is signed in."""
    return bool(root.xpath(_MEMBERS_ONLY))


def shown(text: str | None) -> str | None:
    """A text, or None where it is empty or LinkedIn has put asterisks in its place."""
    return text.strip() if text and not _MASKED.fullmatch(text) else None


def meta(root: Any, name: str) -> str:
    """The content of a `<meta>` by its name or property; empty where there is none."""
    for element in root.iter("meta"):
        if name in {element.get("name"), element.get("property")}:
            return clean(element.get("content") or "").strip()
    return ""


def account_named_by(root: Any, items: list[Node]) -> Account:
    """The account that the page says it is the page of; `Drift` where it says none."""
    links = [link.get("href") or "" for link in root.iter("link") if (link.get("rel") or "").casefold() == "canonical"]
    owners = [item for item in items if is_a(item, "Organization", "CollegeOrUniversity", "Person")]
    said = [*links, meta(root, "og:url"), *(item.text_or_none("url") or "" for item in owners)]
    found = next((account for url in said if (account := account_at(url))), None)
    if found is None:
        raise Drift("the page names no account as its own")
    return found
