"""The feed of an account on a server that closes its API to strangers: what it holds, and what its absence means."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from presence_audit.model.outcome import Outcome
from presence_audit.model.page import FEED, Miss, Page, Request
from presence_audit.platforms._contract import Ask, Drift, blocked, refused
from presence_audit.platforms._feeds import read_feed
from presence_audit.platforms._servers import base_of, is_known, software_of
from presence_audit.platforms._urls import fold
from presence_audit.platforms._walls import wall

if TYPE_CHECKING:
    from collections.abc import Generator

    from presence_audit.model.observation import Observation
    from presence_audit.platforms._feed import Feed

_NO_SERVER: Final = "There is no feed of the account, and nothing shows that the server is one of the fediverse."
_CHECK: Final = "Check the address and `platform:` in profiles.yaml."


def account_feed(ask: Ask, url: str, switch: str) -> Generator[Request, Page | Miss, Feed | Observation]:
    """Ask for an account's feed: the feed without its titles, which repeat the texts; else why there is none.

    `switch` tells the owner how to open the feed. A server answers alike (404) for an account that keeps its feed shut
    and for one that is not there, so WebFinger is asked which it is.
    """
    page = yield Request(url, FEED)
    if isinstance(page, Miss):
        return refused(ask, page)
    stopped = wall(page)
    if stopped:
        return blocked(ask, *stopped)
    if page.status in {404, 410}:
        known = yield from is_known(base_of(ask.channel.url), ask.channel.handle)
        if known is False:
            # Whatever server this is, it answers 404 to what it has not: only one of the fediverse knows who is there.
            software = yield from software_of(base_of(ask.channel.url))
            if software is None:
                return blocked(ask, Outcome.PARSE_DRIFT, _NO_SERVER, _CHECK)
            return blocked(ask, Outcome.NOT_FOUND, "The server knows no account of this name.")
        said = "The server shows strangers no feed of this account."
        if known:
            said = "The server knows the account, and shows strangers no feed of it."
        return blocked(ask, Outcome.LOGIN_WALL, said, switch)
    if page.status != 200:
        raise Drift(f"{page.url} answered with HTTP {page.status}")
    feed = read_feed(page)
    name = ask.channel.handle.partition("@")[0]
    if not feed.home:
        raise Drift(f"the feed at {page.url} does not say whose it is")
    if fold(urlsplit(feed.home).path.rstrip("/").rpartition("/")[2].removeprefix("@")) != fold(name):
        return blocked(ask, Outcome.PARSE_DRIFT, f"The feed is that of another account ({feed.home[:100]}).")
    if not feed.entries:
        return blocked(ask, Outcome.LOGIN_WALL, "The feed is empty, and leaves out what is not fully public.")
    return replace(feed, entries=tuple(replace(entry, title="") for entry in feed.entries))
