"""Where a fediverse account lives: the server that its domain names by WebFinger (RFC 7033)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from presence_audit.model.page import Miss, Page, Request
from presence_audit.platforms._contract import Ask, Drift
from presence_audit.platforms._urls import parse_url
from presence_audit.platforms._wire import node_of

if TYPE_CHECKING:
    from collections.abc import Generator

_WEBFINGER: Final = "application/jrd+json, application/json"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an account is read: its name, the domain it is known by, and the server that answers for it."""

    name: str
    domain: str
    base: str


def home_of(ask: Ask) -> Generator[Request, Page | Miss, Place | Miss]:
    """Ask the account's domain which server it lives on. A domain that does not say is its own server."""
    name, _, domain = ask.channel.handle.rpartition("@")
    scheme = "http" if ask.channel.url.startswith("http://") else "https"
    base = f"{scheme}://{domain}"
    if ask.endpoint:
        return Place(name, domain, ask.endpoint.rstrip("/"))
    resource = quote(f"acct:{name}@{domain}", safe=":@")
    page = yield Request(f"{base}/.well-known/webfinger?resource={resource}", _WEBFINGER)
    if isinstance(page, Miss):
        return page
    if page.status != 200:
        return Place(name, domain, base)
    try:
        links = node_of(page).items_or_empty("links")
    except Drift:
        return Place(name, domain, base)  # a website that answers every address with its front page
    for link in links:
        there = parse_url(link.text_or_none("href") or "") if link.text_or_none("rel") == "self" else None
        if there and there.scheme == scheme:
            return Place(name, domain, f"{scheme}://{there.netloc}")
    return Place(name, domain, base)
