"""What the politeness costs: CPU per request of the fetch room against `curl --parallel`, over loopback.

    python benchmarks/bench_fetch.py

2,000 JSON answers of 1 KiB from 200 hosts (and their 200 robots.txt), 64 in flight, no pause. Read the
ratio, never the times: machines differ. The goal is 5 x curl; on two busy cores it read 4.6, 4.6 and 5.2
(Python 3.11, curl 7.88). Bare aiohttp, without robots.txt, turns, guard or decoding cap, is 2 x curl.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from presence_audit.fetch import Fetcher, Politeness
from presence_audit.model.page import JSON, Page, Request

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

HOSTS = 200
PAGES = 10
ROUNDS = 3
BODY = json.dumps({"posts": [{"id": n, "text": "Nordlys"} for n in range(36)]}).encode()


class _Server(asyncio.Protocol):
    """Answers every request on a connection, as cheaply as Python can."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.head = b""

    def data_received(self, data: bytes) -> None:
        self.head += data
        while b"\r\n\r\n" in self.head:
            head, _, self.head = self.head.partition(b"\r\n\r\n")
            body = b"User-agent: *\nDisallow: /private\n" if b"/robots.txt " in head else BODY
            start = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            self.transport.write(start % len(body) + body)


async def _serve(ready: Connection) -> None:
    server = await asyncio.get_running_loop().create_server(_Server, "127.0.0.1", 0, backlog=512)
    ready.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()


def _server(ready: Connection) -> None:
    asyncio.run(_serve(ready))


def _urls() -> list[str]:
    return [f"http://h{host}.test/page/{page}" for page in range(PAGES) for host in range(HOSTS)]


async def _ours(port: int) -> None:
    politeness = Politeness(pause=0, allow_private_hosts=("*.test",))
    async with Fetcher(
        politeness,
        version="0",
        now=lambda: datetime.now(UTC),  # noqa: TID251  a benchmark is its own clock
        resolve=lambda _host, _port: ("127.0.0.1", port),
    ) as fetcher:
        answers = await asyncio.gather(*(fetcher.fetch(Request(url, JSON)) for url in _urls()))
    assert all(isinstance(answer, Page) and answer.body == BODY for answer in answers)


def _measure_ours(port: int) -> float:
    start = time.process_time()
    asyncio.run(_ours(port))
    return time.process_time() - start


def _measure_curl(curl: str, port: int) -> float:
    urls = [f"http://h{host}.test/robots.txt" for host in range(HOSTS)] + _urls()
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder, "urls")
        config.write_text("".join(f'url = "{url}"\noutput = "/dev/null"\n' for url in urls))
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [
            curl,
            "--silent",
            "--no-progress-meter",
            "--parallel",
            "--parallel-max",
            "64",
            "--connect-to",
            f"::127.0.0.1:{port}",
        ]
        subprocess.run([*command, "--config", str(config)], check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    """Print CPU per request, best of three rounds, and the ratio."""
    receiver, sender = multiprocessing.Pipe(duplex=False)
    server = multiprocessing.Process(target=_server, args=(sender,), daemon=True)
    server.start()
    port = receiver.recv()
    requests = HOSTS * PAGES + HOSTS
    try:
        ours = min(_measure_ours(port) for _ in range(ROUNDS)) / requests
        print(f"presence-audit  {ours * 1e6:6.0f} us of CPU per request")
        if curl := shutil.which("curl"):
            theirs = min(_measure_curl(curl, port) for _ in range(ROUNDS)) / requests
            print(f"curl --parallel {theirs * 1e6:6.0f} us of CPU per request\nratio           {ours / theirs:6.1f}")
        else:
            print("curl is not installed: no ratio")
    finally:
        server.terminate()
        server.join()
    return 0


if __name__ == "__main__":
    sys.exit(main())
