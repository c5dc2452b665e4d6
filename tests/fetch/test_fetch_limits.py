"""A run ends: timeouts, a deadline, and Ctrl-C."""

from __future__ import annotations

import asyncio
import ssl
from typing import TYPE_CHECKING

import pytest
import trustme
from fetch.pretend_sites import START, Visit, fetcher, miss, page, reply, sites, together, with_robots

from presence_audit.fetch import Fetcher, Politeness
from presence_audit.fetch._wire import _certificates
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Miss, Page, Request

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


def _noon() -> datetime:
    return START


async def _for_ever(visit: Visit) -> bytes:
    if visit.path != "/robots.txt":
        await asyncio.sleep(60)
    return reply(status=404)


@pytest.mark.parametrize(
    ("limits", "why"),
    [({"read": 0.1}, "fell silent"), ({"request": 0.1}, "did not answer completely within 0.1 s")],
)
def test_a_site_that_does_not_answer_is_given_up_and_not_asked_again(limits: dict[str, float], why: str) -> None:
    async def main() -> tuple[Page | Miss, list[str]]:
        async with sites(_for_ever) as net, fetcher(net, limits=limits) as fetches:
            return await fetches.fetch(Request("http://a.test/")), net.asked()

    answer, asked = asyncio.run(main())

    assert miss(answer).outcome is Outcome.NETWORK_ERROR
    assert why in miss(answer).reason
    assert asked == ["a.test/"]


def test_a_site_that_trickles_is_given_up() -> None:
    async def trickle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        try:
            for _ in range(100):
                writer.write(b"x")
                await writer.drain()
                await asyncio.sleep(0.02)
        except ConnectionError:
            pass
        finally:
            writer.close()

    async def main() -> Page | Miss:
        async with await asyncio.start_server(trickle, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            politeness = Politeness(read=5, request=0.2, allow_private_hosts=("a.test",))
            async with Fetcher(
                politeness, version="0", now=_noon, resolve=lambda _host, _port: ("127.0.0.1", port)
            ) as fetches:
                return await fetches.fetch(Request("http://a.test/"), permission="test")

    assert "did not answer completely within 0.2 s" in miss(asyncio.run(main())).reason


def test_what_is_not_answered_by_the_deadline_was_not_attempted() -> None:
    async def main() -> list[Page | Miss]:
        async with sites(_for_ever) as net, fetcher(net, deadline=0.3) as fetches:
            async with asyncio.timeout(10):
                first = await together(*(fetches.fetch(Request(f"http://a.test/{n}")) for n in range(3)))
                return [*first, await fetches.fetch(Request("http://b.test/"))]

    answers = asyncio.run(main())

    assert [miss(answer).outcome for answer in answers] == [Outcome.NOT_ATTEMPTED] * 4
    assert {miss(answer).reason for answer in answers} == {"the run's deadline of 0.3 s was reached"}


def test_what_was_answered_before_the_deadline_counts() -> None:
    async def main() -> Page | Miss:
        async with sites(with_robots(lambda _: reply(b"x"))) as net, fetcher(net, deadline=30) as fetches:
            return await fetches.fetch(Request("http://a.test/"))

    assert page(asyncio.run(main())).body == b"x"


def test_cancelling_a_run_passes_through_and_leaves_nothing_open() -> None:
    async def run() -> None:
        async with sites(_for_ever) as net, fetcher(net) as fetches, asyncio.TaskGroup() as group:
            for n in range(20):
                group.create_task(fetches.fetch(Request(f"http://h{n % 5}.test/{n}")))

    async def main() -> None:
        task = asyncio.create_task(run())
        await asyncio.sleep(0.2)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert asyncio.all_tasks() <= {asyncio.current_task()} | {
            other for other in asyncio.all_tasks() if "serve" in repr(other)
        }

    asyncio.run(main())


def test_a_machine_without_certificates_uses_the_bundled_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "missing.pem"))
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))

    assert _certificates().cert_store_stats()["x509_ca"] > 50


@pytest.mark.parametrize("known", [True, False])
def test_certificates_are_checked_against_the_system_store_or_ssl_cert_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, known: bool
) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    if known:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("a.test").configure_cert(context)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(reply(b"x", 200, "Connection: close"))
        writer.close()

    async def main() -> list[Page | Miss]:
        async with await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context) as server:
            port = server.sockets[0].getsockname()[1]
            politeness = Politeness(pause=0, allow_private_hosts=("*.test",))
            async with Fetcher(
                politeness, version="0", now=_noon, resolve=lambda _host, _port: ("127.0.0.1", port)
            ) as fetches:
                urls = ["https://a.test/", "https://b.test/"]
                return [await fetches.fetch(Request(url), permission="test") for url in urls]

    right, wrong_name = asyncio.run(main())

    if known:
        assert page(right).body == b"x"
    else:
        assert miss(right).reason.startswith("the certificate of a.test was refused")
    assert miss(wrong_name).reason.startswith("the certificate of b.test was refused")
