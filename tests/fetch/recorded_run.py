"""One run against a site with a bit of everything, recorded and replayed."""

from __future__ import annotations

import asyncio
import gzip
from typing import TYPE_CHECKING

from fetch.pretend_sites import START, Visit, fetcher, redirect, reply, sites

from presence_audit.fetch import Recorder, Replay
from presence_audit.model.page import FEED, JSON, Miss, Page, Request

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Recorded = tuple["Path", list[Page | Miss]]

SECRET = "hunter2"  # the word that a byte search must not find


def site(visit: Visit) -> bytes:
    """A site with a bit of everything."""
    path = visit.path.partition("?")[0]
    cookie = f"Set-Cookie: session={SECRET}; Path=/"
    if path == "/robots.txt":
        return reply(b"User-agent: *\nDisallow: /private\n", 200, cookie)
    if path == "/moved":
        return redirect(f"http://b.test/new?token={SECRET}&page=2")
    if path == "/packed":
        return reply(gzip.compress(b"packed", mtime=0), 200, "Content-Encoding: gzip", 'ETag: "1"', cookie)
    if path == "/busy":
        return reply(b"", 503)
    if path == "/limited":
        return reply(b"", 429)
    if path == "/missing":
        return reply(b"<h1>gone</h1>", 404, "Content-Type: text/html; charset=utf-8")
    if path == "/odd":
        odd = ("X-Place: Troms\u00f8", "X-Twice: 1", "X-Twice: 2", "X-Empty:", f"X-Api-Key: {SECRET}")
        return reply(bytes(range(256)), 999, *odd, f"Link: <http://a.test/?key={SECRET}>; rel=next")
    if path == "/told":
        return reply(visit.headers["accept"].encode())
    return reply(f"{visit.host} {path}".encode())


REQUESTS = [
    *(Request(f"http://a.test/{path}") for path in ("", "moved", "packed", "busy", "limited", "missing", "odd")),
    Request(f"http://a.test/x?api_key={SECRET}&page=1"),
    Request("http://a.test/private/post"),
    Request("http://169.254.169.254/latest"),
    Request("not a url"),
    Request("http://a.test/told", JSON),
    Request("http://a.test/told", FEED),
]


def record(path: Path, answer: Callable[[Visit], bytes] = site) -> list[Page | Miss]:
    async def main() -> list[Page | Miss]:
        async with sites(answer) as net:
            with Recorder(path, as_of=START, started_at=START, version="0.1.0", contact="a@firm.example") as recorder:
                async with fetcher(net, recorder=recorder) as fetches:
                    answers = [await fetches.fetch(request) for request in REQUESTS]
                    permitted = Request("http://a.test/private/post")
                    return [*answers, await fetches.fetch(permitted, permission="our own")]

    return asyncio.run(main())


def replay_of(path: Path, requests: list[Request] = REQUESTS) -> list[Page | Miss]:
    async def main() -> list[Page | Miss]:
        async with Replay(path) as replay:
            answers = [await replay.fetch(request) for request in requests]
            permitted = Request("http://a.test/private/post")
            return [*answers, await replay.fetch(permitted, permission="our own")]

    return asyncio.run(main())
