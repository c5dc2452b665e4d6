"""Any number of host names on one loopback port, with every byte of every answer in the test's hand."""

from __future__ import annotations

import asyncio
import ssl
from collections import Counter
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar
from unittest.mock import patch

from presence_audit.fetch import Fetcher, Politeness
from presence_audit.model.page import Miss, Page, Request

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

START = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)

_T = TypeVar("_T")
_NO_CERTIFICATES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


@dataclass(frozen=True)
class Visit:
    """One request as it arrived, and when by the event loop's clock."""

    host: str
    path: str
    headers: Mapping[str, str]
    at: float
    method: str = "GET"
    body: bytes = b""


@dataclass
class Net:
    """The sites while they are up. `busy` and the two maxima count requests that wait for their answer."""

    port: int
    visits: list[Visit] = field(default_factory=list)
    ended: list[tuple[str, float]] = field(default_factory=list)
    busy: Counter[str] = field(default_factory=Counter)
    most_per_host: int = 0
    most_at_once: int = 0

    def resolve(self, _host: str, _port: int) -> tuple[str, int]:
        return "127.0.0.1", self.port

    def asked(self, *, robots: bool = False) -> list[str]:
        """Host and path of each visit, in their order."""
        return [v.host + v.path for v in self.visits if robots or v.path != "/robots.txt"]


def reply(body: bytes = b"", status: int = 200, *headers: str) -> bytes:
    """A whole HTTP answer."""
    head = [f"HTTP/1.1 {status} Whatever", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(head).encode("latin-1") + b"\r\n\r\n" + body


def redirect(location: str, status: int = 302) -> bytes:
    return reply(b"", status, f"Location: {location}")


@asynccontextmanager
async def sites(answer: Callable[[Visit], bytes | Awaitable[bytes]]) -> AsyncIterator[Net]:
    """Serve what `answer` says; without a length, or with `Connection: close`, the connection ends with it."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                visit = await _read(reader)
                net.visits.append(visit)
                net.busy[visit.host] += 1
                net.most_per_host = max(net.most_per_host, net.busy[visit.host])
                net.most_at_once = max(net.most_at_once, net.busy.total())
                try:
                    told = answer(visit)
                    content = told if isinstance(told, bytes) else await told
                finally:
                    net.busy[visit.host] -= 1
                    net.ended.append((visit.host, asyncio.get_running_loop().time()))
                writer.write(content)
                await writer.drain()
                head = content[:2000].lower()
                if b"content-length" not in head or b"connection: close" in head:
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, backlog=512)
    net = Net(server.sockets[0].getsockname()[1])
    try:
        yield net
    finally:
        server.close()


async def _read(reader: asyncio.StreamReader) -> Visit:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    method, path, _ = head[0].split()
    return Visit(headers["host"], path, headers, asyncio.get_running_loop().time(), method, body)


def ticking() -> Callable[[], datetime]:
    """A clock that moves on by a second whenever it is read."""
    ticks = 0

    def now() -> datetime:
        nonlocal ticks
        ticks += 1
        return START + timedelta(seconds=ticks)

    return now


def fetcher(net: Net, *, limits: Mapping[str, Any] | None = None, **options: Any) -> Fetcher:
    """A fetcher that finds the sites, and does not wait unless it is told to."""
    politeness: dict[str, Any] = {"pause": 0, "retry_pause": 0.01, "allow_private_hosts": ("*.test",)}
    options = {"version": "0.1.0", "now": ticking(), "resolve": net.resolve, **options}
    return Fetcher(Politeness(**{**politeness, **(limits or {})}), **options)


def with_robots(pages: Callable[[Visit], bytes], robots: bytes = reply(status=404)) -> Callable[[Visit], bytes]:
    """Answer robots.txt with the one, all else with the other."""
    return lambda visit: robots if visit.path == "/robots.txt" else pages(visit)


def answered(answer: Callable[[Visit], bytes], *urls: str, **options: Any) -> tuple[list[Page | Miss], Net]:
    """Ask one URL after the other of sites that answer so. Certificates play no part, and cost 20 ms to load."""

    async def main() -> tuple[list[Page | Miss], Net]:
        async with sites(answer) as net, fetcher(net, **options) as fetches:
            return [await fetches.fetch(Request(url)) for url in urls], net

    with patch("presence_audit.fetch._wire._certificates", lambda: _NO_CERTIFICATES):
        return asyncio.run(main())


def page(answer: Page | Miss) -> Page:
    """The answer as the page that it has to be."""
    assert isinstance(answer, Page), answer
    return answer


def miss(answer: Page | Miss) -> Miss:
    """The answer as the miss that it has to be."""
    assert isinstance(answer, Miss), answer
    return answer


async def arrival(net: Net) -> None:
    """Wait until a page has been asked for."""
    async with asyncio.timeout(10):
        while not net.asked():  # noqa: ASYNC110  the sites know no event for it
            await asyncio.sleep(0.001)


async def together(*work: Awaitable[_T]) -> list[_T]:
    return list(await asyncio.gather(*work))
