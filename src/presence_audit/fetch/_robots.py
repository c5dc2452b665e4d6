"""What robots.txt allows (RFC 9309), read once per site and run, and held for every hop of a redirect.

| robots.txt | the site |
|---|---|
| 2xx | is read by its rules: the group of `presence-audit`, else of `*` |
| 2xx, but an HTML page | is left alone: nobody knows what its owner wants |
| 4xx | may be read: there are no rules (429 excepted, which asks for fewer requests) |
| 5xx, no answer, more than 5 redirects | is left alone for now (RFC 9309, 2.3.1.4) |
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from protego import Protego

from presence_audit.fetch._addresses import host_of
from presence_audit.fetch._contract import PRODUCT
from presence_audit.fetch._exchange import NoAnswer, network_error
from presence_audit.fetch._once import Once
from presence_audit.model.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from yarl import URL

    from presence_audit.fetch._exchange import Exchange

_HTML = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<")
_VERSION = re.compile(r"^([^\S\n]*user-?agent[^\S\n]*:[^\S\n]*[a-z_-]+)/[^\s#]*", re.IGNORECASE | re.MULTILINE)
_DIRECTIVE = re.compile(rb"^[^\w\n]*(?:user-?agent|dis?allow|allow|sitemap)\b", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Rules:
    """What one site says. `refusal` is set where it may not be read at all."""

    parsed: Protego | None = None
    refusal: NoAnswer | None = None


def _is_html(exchange: Exchange) -> bool:
    if _HTML.match(exchange.body):
        return True
    typed = exchange.headers.get("content-type", "").lower().startswith(("text/html", "application/xhtml"))
    return typed and bool(exchange.body.strip()) and not _DIRECTIVE.search(exchange.body)


def _parse(exchange: Exchange) -> Protego:
    body = exchange.body
    if exchange.cut:
        # Half a line could be a wider rule than the whole.
        body = body[: max(body.rfind(b"\n"), body.rfind(b"\r")) + 1]
    # RFC 9309, 2.2.1: the name of a robot ends before its version.
    charset = "utf-16" if body[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE} else "utf-8-sig"
    text = body.decode(charset, errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    return Protego.parse(_VERSION.sub(r"\1", text))


def _read(exchange: Exchange, host: str) -> _Rules:
    status = exchange.status
    if 200 <= status < 300:
        if _is_html(exchange):
            reason = f"the robots.txt of {host} is an HTML page, so its rules are unknown"
            return _Rules(refusal=NoAnswer(Outcome.ROBOTS_DISALLOWED, reason))
        return _Rules(_parse(exchange))
    if 400 <= status < 500:
        return _Rules()
    return _Rules(refusal=network_error(_unread(host, f"it answered {status}")))


def _unread(host: str, why: str) -> str:
    return f"the robots.txt of {host} could not be read, so the site is left alone for now ({why})"


class Robots:
    """The rules of all sites of a run. `ask` fetches a robots.txt, `slow_down` hears its Crawl-delay."""

    def __init__(
        self, ask: Callable[[URL], Awaitable[Exchange]], slow_down: Callable[[str, float], None], delay_cap: float
    ) -> None:
        self._ask = ask
        self._slow_down = slow_down
        self._delay_cap = delay_cap
        self._sites: Once[_Rules] = Once()

    async def _rules(self, site: URL) -> _Rules:
        host = host_of(site)
        try:
            rules = _read(await self._ask(site / "robots.txt"), host)
        except NoAnswer as miss:
            if miss.outcome is Outcome.BLOCKED_ADDRESS:
                return _Rules(refusal=miss)
            return _Rules(refusal=NoAnswer(miss.outcome, _unread(host, miss.reason)))
        if rules.parsed and (delay := rules.parsed.crawl_delay(PRODUCT)):
            self._slow_down(host, min(delay, self._delay_cap))
        return rules

    async def check(self, url: URL) -> None:
        """Raise NoAnswer where the site's robots.txt forbids the address, or cannot be read."""
        site = url.origin()
        rules = await self._sites.get(site, lambda: self._rules(site))
        if rules.refusal:
            raise NoAnswer(rules.refusal.outcome, rules.refusal.reason)
        if rules.parsed and not rules.parsed.can_fetch(str(url), PRODUCT):
            reason = f"the robots.txt of {host_of(url)} forbids {url.raw_path[:200]} to robots"
            raise NoAnswer(Outcome.ROBOTS_DISALLOWED, reason)

    async def close(self) -> None:
        await self._sites.close()
