"""The live source of answers: each request politely, once, within limits, and recorded."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Self

from presence_audit.fetch._addresses import host_of, next_address, parse_address
from presence_audit.fetch._contract import Politeness, user_agent
from presence_audit.fetch._exchange import REDIRECTS, Exchange, NoAnswer, network_error, shown, without
from presence_audit.fetch._guard import Guard
from presence_audit.fetch._once import Once
from presence_audit.fetch._retries import Retries
from presence_audit.fetch._robots import Robots
from presence_audit.fetch._scrub import scrub_text
from presence_audit.fetch._spool import Slot, Spool
from presence_audit.fetch._turns import Turns
from presence_audit.fetch._wire import Wire
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Miss, Page
from presence_audit.platforms import owned_domain

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from yarl import URL

    from presence_audit.fetch._cache import PageCache
    from presence_audit.fetch._recorder import Recorder
    from presence_audit.model.page import Request

_ROBOTS_ACCEPT = "text/plain,*/*;q=0.5"
# RFC 9309, 2.4: a robots.txt should not be used for longer.
_ROBOTS_AGE = timedelta(hours=24)
_OK = 200
_NOT_MODIFIED = 304


class Fetcher:
    """Asks the network, for one run; use it as an async context manager.

    `now` tells the time of each answer. `deadline` is how many seconds the run may take: what is not
    answered by then is a Miss. `cache` is not read while recording, so that evidence has whole bodies.
    `resolve` leads (host, port) to an (address, port) of the caller's choice instead of asking DNS; the
    guard judges that address like any other. Raises UsageError for an unreadable `allow_private_hosts`,
    and OutputError when the recording or the temporary folder cannot be written.
    """

    def __init__(
        self,
        politeness: Politeness,
        *,
        version: str,
        now: Callable[[], datetime],
        cache: PageCache | None = None,
        recorder: Recorder | None = None,
        deadline: float | None = None,
        resolve: Callable[[str, int], tuple[str, int]] | None = None,
    ) -> None:
        self._politeness = politeness
        self._guard = Guard(politeness.allow_private_hosts)
        self._user_agent = user_agent(version, politeness.contact)
        self._now: Callable[[], datetime] = lambda: now().astimezone(UTC)
        self._cache = None if recorder else cache
        self._recorder = recorder
        self._deadline = deadline
        self._resolve = resolve

    async def __aenter__(self) -> Self:
        limits = self._politeness
        self._ends_at = None if self._deadline is None else asyncio.get_running_loop().time() + self._deadline
        self._wire = Wire(limits, self._guard, self._user_agent, self._now, self._resolve)
        self._turns = Turns(limits.pause, limits.in_flight, limits.retry_after_cap)
        self._retries = Retries(limits, self._turns.rest)
        self._robots = Robots(self._robots_txt, self._turns.slow_down, limits.crawl_delay_cap)
        self._answers: Once[Slot] = Once()
        self._spool = Spool()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._answers.close()
        await self._robots.close()
        await self._wire.close()
        self._spool.close()
        if self._cache:
            self._cache.sweep(self._now())

    async def _ask(
        self,
        url: URL,
        accept: str,
        *,
        cap: int,
        cut: bool = False,
        more: dict[str, str] | None = None,
        body: str | None = None,
        secret: str = "",
    ) -> Exchange:
        """One hop: in the host's turn, tried again where that may help, and recorded each time without the secret."""
        host = host_of(url)
        headers = {"accept": accept, **(more or {})}

        async def once() -> Exchange:
            async with self._turns.turn(host):
                exchange = await self._wire.get(str(url), headers, cap=cap, cut=cut, body=body)
            exchange = without(secret, exchange)
            return self._recorder.exchange(exchange) if self._recorder else exchange

        return await self._retries.ask(host, once)

    async def _robots_txt(self, url: URL) -> Exchange:
        now = self._now()
        if self._cache and (kept := self._cache.get(str(url), _ROBOTS_ACCEPT, now)) and now - kept.at < _ROBOTS_AGE:
            return Exchange(str(url), shown(str(url)), (), kept.status, "", kept.headers, None, kept.body, kept.at)
        hop = url
        for _ in range(self._politeness.robots_redirects + 1):
            exchange = await self._ask(hop, _ROBOTS_ACCEPT, cap=self._politeness.robots_cap, cut=True)
            if exchange.status not in REDIRECTS:
                if self._cache and exchange.status // 100 in {2, 4} and not exchange.cut:
                    self._cache.put(replace(exchange, url=str(url)), _ROBOTS_ACCEPT)
                return exchange
            hop = next_address(hop, exchange.location)
            self._refuse_private(hop)
        raise network_error(f"more than {self._politeness.robots_redirects} redirects")

    def _refuse_private(self, url: URL) -> None:
        """A host that is an address is judged before it is asked: aiohttp knows not all spellings of one."""
        if address := self._guard.refused_literal(url.raw_host or ""):
            host = host_of(url)
            if address == host:
                raise NoAnswer(Outcome.BLOCKED_ADDRESS, f"{host} is not a public address")
            raise NoAnswer(Outcome.BLOCKED_ADDRESS, f"{host} is {address}, which is not a public address")

    async def _hop(self, url: URL, accept: str) -> Exchange:
        """Ask one address of the chain, from the cache where the site says that nothing has changed."""
        kept = self._cache.get(str(url), accept, self._now()) if self._cache else None
        more = dict(kept.conditions) if kept else None
        exchange = await self._ask(url, accept, cap=self._politeness.body_cap, more=more)
        if kept and exchange.status == _NOT_MODIFIED:
            exchange = replace(exchange, status=kept.status, headers=kept.headers, body=kept.body)
        if self._cache and exchange.status == _OK and {"etag", "last-modified"} & exchange.headers.keys():
            self._cache.put(exchange, accept)
        return exchange

    async def _put(self, url: URL, request: Request) -> Exchange:
        """Ask with a body or with the user's key: never from the cache."""
        more = {} if request.body is None else {"content-type": "application/json"}
        secret = request.secret[1] if request.secret else ""
        if request.secret:
            more[request.secret[0].lower()] = secret
        cap = self._politeness.body_cap
        return await self._ask(url, request.accept, cap=cap, more=more, body=request.body, secret=secret)

    async def _follow(self, request: Request, *, permitted: bool) -> tuple[Page, list[str]]:
        """Follow redirects by hand, so that each hop passes the guard, the turn and robots.txt.

        The user's permission holds for the site that was asked for (its owner's part of the domain), and not for
        another one that it redirects to.
        """
        url = parse_address(request.url)
        own_site = owned_domain(host_of(url)) if permitted else ""
        seen: set[URL] = set()
        records: list[str] = []
        for _ in range(self._politeness.redirects + 1):
            if url in seen:
                raise network_error(f"{host_of(url)} redirects in a circle")
            seen.add(url)
            is_own = request.body is not None or request.secret is not None
            if is_own and url.origin() != parse_address(request.url).origin():
                raise network_error(f"{host_of(parse_address(request.url))} passes the question on to {host_of(url)}")
            self._refuse_private(url)
            if not (permitted and owned_domain(host_of(url)) == own_site):
                await self._robots.check(url)
            got = await (self._put(url, request) if is_own else self._hop(url, request.accept))
            records.append(got.record)
            if got.status not in REDIRECTS:
                asked = shown(request.url)
                return Page(asked, got.shown, got.status, got.headers, got.body, got.at), records
            url = next_address(url, got.location)
        raise network_error(f"more than {self._politeness.redirects} redirects")

    async def _answer(self, request: Request, *, permitted: bool) -> Slot:
        records: list[str] = []
        answer: Page | Miss
        try:
            async with asyncio.timeout_at(self._ends_at):
                answer, records = await self._follow(request, permitted=permitted)
        except NoAnswer as miss:
            answer = Miss(shown(request.url), miss.outcome, scrub_text(miss.reason), self._now())
        except TimeoutError:
            reason = f"the run's deadline of {self._deadline:g} s was reached"
            answer = Miss(shown(request.url), Outcome.NOT_ATTEMPTED, reason, self._now())
        if self._recorder:
            self._recorder.answer(request, answer, records, permitted=permitted)
        return self._spool.put(answer)

    async def fetch(self, request: Request, *, permission: str | None = None) -> Page | Miss:
        """Answer one request; the same one is asked of the network only once in a run.

        A non-empty `permission` goes before what robots.txt says, for the site of this address alone.
        """
        # A key is the host's own leave to ask it by program, which is what robots.txt is about.
        permitted = bool(permission and permission.strip()) or request.secret is not None
        key = (request.url, request.accept, permitted, request.body)
        slot = await self._answers.get(key, lambda: self._answer(request, permitted=permitted))
        return self._spool.get(slot)
