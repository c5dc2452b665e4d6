"""Accounts on servers of the fediverse and of forums: `name@server`, whatever software the server is made with.

NodeInfo says what that is: nodeinfo.diaspora.software/protocol.html. It is asked only where a server does not answer
as the software that its address looks like. WebFinger (RFC 7033) says who is there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

from presence_audit.model.page import JSON, Miss, Page, Request
from presence_audit.platforms import platforms, recognise_as, registrable
from presence_audit.platforms._contract import Drift, Handover
from presence_audit.platforms._urls import Account, ParsedUrl, fold
from presence_audit.platforms._wire import node_of

if TYPE_CHECKING:
    from collections.abc import Generator

_SCHEMAS: Final = "nodeinfo.diaspora.software/ns/schema/"
_HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{1,61}")


def server_account(
    platform: str, kind: str, written: str, url: ParsedUrl, *, rule: re.Pattern[str], path: str
) -> Account | None:
    """The account that `written` (`name`, `@name`, `name@elsewhere`) names on the server of `url`, at its own server.

    `rule` is what names the software allows, `path` how it addresses one, as in `/@{}`.
    """
    name, _, elsewhere = fold(written.removeprefix("@")).partition("@")
    if not rule.fullmatch(name) or (elsewhere and not _HOST.fullmatch(elsewhere)):
        return None
    server = (elsewhere or url.netloc).removeprefix("www.")
    # A port is written by who tries a server out, and only then is http meant.
    scheme = url.scheme if not elsewhere and ":" in server else "https"
    return Account(platform, kind, f"{name}@{server}", f"{scheme}://{server}{path.format(name)}", candidate=True)


def base_of(url: str) -> str:
    """Scheme and host of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def software_of(base: str) -> Generator[Request, Page | Miss, str | None]:
    """Ask a server which software it runs: the name in lower case, None where it does not say."""
    index = yield Request(f"{base}/.well-known/nodeinfo", JSON)
    if isinstance(index, Miss) or index.status != 200:
        return None
    try:
        links = node_of(index).items_or_empty("links")
        there = [link.text_or_none("href") or "" for link in links if _SCHEMAS in (link.text_or_none("rel") or "")]
        href = there[-1] if there else ""
        # A domain may leave its accounts to a host of its own, and to nobody else's.
        if urlsplit(href).scheme not in {"http", "https"} or not _is_same_site(href, base):
            return None
        answer = yield Request(href, JSON)
        if isinstance(answer, Miss) or answer.status != 200:
            return None
        return node_of(answer).node("software").text("name").casefold()
    except (Drift, ValueError):
        return None


def _is_same_site(url: str, base: str) -> bool:
    here, there = (urlsplit(address).hostname or "" for address in (url, base))
    return bool(here) and registrable(here) == registrable(there)


def handed_over(mine: str, software: str | None, url: str) -> Handover | None:
    """The reader of a server's software, where that is another than `mine` and knows an account at this address."""
    for platform in platforms().values():
        if software in platform.software and platform.id != mine:
            known = isinstance(recognise_as(platform, url), Account)
            return Handover(platform.id, url) if known else None
    return None


def is_known(base: str, handle: str) -> Generator[Request, Page | Miss, bool | None]:
    """Whether a server tells other servers of the account `name@domain` (WebFinger); None where it says neither."""
    page = yield Request(f"{base}/.well-known/webfinger?resource=acct:{quote(handle, safe='@:')}", JSON)
    if isinstance(page, Miss) or page.status not in {200, 404, 410}:
        return None
    if page.status != 200:
        return False
    try:
        return bool(node_of(page).items("links")) or None
    except Drift:
        return None
