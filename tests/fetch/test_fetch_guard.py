"""Private networks stay out of reach, however their addresses are spelled, named or redirected to."""

from __future__ import annotations

import asyncio
from ipaddress import ip_address
from itertools import count

import pytest
from fetch.pretend_sites import Net, Visit, fetcher, miss, page, redirect, reply, sites, ticking, with_robots

from presence_audit.errors import UsageError
from presence_audit.fetch import Fetcher, Politeness
from presence_audit.fetch._guard import is_public
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Miss, Page, Request

PRIVATE = [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",
    "100.100.100.200",
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",
    "169.254.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.192",
    "192.0.2.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::a00:1",
    "64:ff9b::7f00:1",
    "64:ff9b:1::a00:1",
    "100::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:a00:1::1",
    "2001:0:7f00:1::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
]
PUBLIC = [
    "1.1.1.1",
    "8.8.8.8",
    "93.184.216.34",
    "2606:4700::1111",
    "2a00:1450:400f::1",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_no_private_local_or_reserved_address_is_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_the_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(ip_address(address))


def _live(url: str, net: Net | None = None, *allowed: str) -> Page | Miss:
    """Ask with the real look-up of names."""

    async def main() -> Page | Miss:
        politeness = Politeness(pause=0, attempts=1, connect=2, allow_private_hosts=allowed)
        async with Fetcher(politeness, version="0", now=ticking()) as fetches:
            return await fetches.fetch(Request(url), permission="test")

    return asyncio.run(main())


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.0.0.1.",
        "127.1",
        "0x7f.1",
        "0x7f000001",
        "0177.0.0.1",
        "2130706433",
        "017700000001",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::]",
        "[::ffff:7f00:1]",
        "[64:ff9b::7f00:1]",
        "169.254.169.254",
        "[fd00:ec2::254]",
        "0",
        "0.0.0.0",
        "10.1.2.3",
        "127。0。0。1",
        "localhost",
    ],
)
def test_a_private_address_is_refused_in_every_spelling(host: str) -> None:
    answer = miss(_live(f"http://{host}:9/"))

    assert answer.outcome is Outcome.BLOCKED_ADDRESS
    assert answer.reason.endswith("is not a public address")


def test_robots_txt_of_a_private_address_is_not_asked_for_either() -> None:
    async def main() -> tuple[Miss, Net]:
        async with sites(lambda _: reply(b"x")) as net, fetcher(net, limits={"allow_private_hosts": ()}) as fetches:
            return miss(await fetches.fetch(Request("http://a.test/"))), net

    answer, net = asyncio.run(main())

    assert answer.outcome is Outcome.BLOCKED_ADDRESS
    assert answer.reason == "a.test leads to 127.0.0.1, which is not a public address"
    assert net.visits == []


@pytest.mark.parametrize(
    "target",
    ["http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/", "http://2130706433/", "http://b.example/"],
)
def test_a_redirect_into_a_private_network_is_refused(target: str) -> None:
    async def main() -> tuple[Miss, Net]:
        async with sites(with_robots(lambda _: redirect(target))) as net, fetcher(net) as fetches:
            return miss(await fetches.fetch(Request("http://a.test/"))), net

    answer, net = asyncio.run(main())

    assert answer.outcome is Outcome.BLOCKED_ADDRESS
    assert net.asked() == ["a.test/"]


def test_a_robots_txt_that_redirects_into_a_private_network_is_refused() -> None:
    async def main() -> tuple[Miss, Net]:
        async with sites(lambda _: redirect("http://127.0.0.1/")) as net, fetcher(net) as fetches:
            return miss(await fetches.fetch(Request("http://a.test/"))), net

    answer, net = asyncio.run(main())

    assert answer.outcome is Outcome.BLOCKED_ADDRESS
    assert net.asked(robots=True) == ["a.test/robots.txt"]


def test_a_name_that_changes_its_address_between_two_requests_is_judged_each_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """DNS rebinding; 127.0.0.1 stands for the public address that a test may not connect to."""
    monkeypatch.setattr("presence_audit.fetch._guard.is_public", lambda address: str(address) == "127.0.0.1")
    lookups = count()

    async def main() -> tuple[list[Page | Miss], Net]:
        async with sites(with_robots(lambda _: reply(b"x", 200, "Connection: close"))) as net:

            def rebinding(_host: str, _port: int) -> tuple[str, int]:
                return ("127.0.0.1" if next(lookups) == 0 else "127.0.0.2", net.port)

            async with fetcher(net, limits={"allow_private_hosts": ()}, resolve=rebinding) as fetches:
                urls = ["http://a.test/1", "http://a.test:81/2"]
                return [await fetches.fetch(Request(url), permission="test") for url in urls], net

    (first, second), net = asyncio.run(main())

    assert page(first).body == b"x"
    assert miss(second).outcome is Outcome.BLOCKED_ADDRESS
    assert net.asked() == ["a.test/1"]


@pytest.mark.parametrize(
    ("allowed", "host", "readable"),
    [
        ("a.test", "a.test", True),
        ("A.Test.", "a.test", True),
        ("a.test", "b.test", False),
        ("a.test", "www.a.test", False),
        ("*.a.test", "www.a.test", True),
        ("bl\u00e5.test", "bl\u00e5.test", True),
        ("*.bl\u00e5.test", "www.xn--bl-zia.test", True),
        ("*.a.test", "a.test", False),
        ("*.test", "nota.test.example", False),
        ("127.0.0.0/8", "127.0.0.1", True),
        ("127.0.0.1", "127.0.0.1", True),
        ("127.0.0.1", "a.test", False),
        ("10.0.0.0/8", "127.0.0.1", False),
    ],
)
def test_a_private_host_is_read_only_if_it_is_named(allowed: str, host: str, readable: bool) -> None:
    async def main() -> Page | Miss:
        limits = {"allow_private_hosts": (allowed,)}
        async with sites(with_robots(lambda _: reply(b"x"))) as net, fetcher(net, limits=limits) as fetches:
            # A literal is never looked up, so its port has to be the true one.
            return await fetches.fetch(Request(f"http://{host}:{net.port}/"))

    answer = asyncio.run(main())

    if readable:
        assert page(answer).body == b"x"
    else:
        assert miss(answer).outcome is Outcome.BLOCKED_ADDRESS


def test_localhost_may_be_named() -> None:
    async def main() -> Page | Miss:
        async with sites(with_robots(lambda _: reply(b"x"))) as net:
            politeness = Politeness(pause=0, allow_private_hosts=("localhost",))
            async with Fetcher(politeness, version="0", now=ticking()) as fetches:
                return await fetches.fetch(Request(f"http://localhost:{net.port}/"))

    assert page(asyncio.run(main())).body == b"x"


@pytest.mark.parametrize("entry", ["", "10.0.0.0/99", "http://a.test/", "a.*.test", "*"])
def test_an_entry_that_names_no_host_is_refused_with_what_to_write(entry: str) -> None:
    with pytest.raises(UsageError, match=r"allow_private_hosts: .* is no host\. Write a name"):
        Fetcher(Politeness(allow_private_hosts=(entry,)), version="0", now=ticking())


def test_a_proxy_from_the_environment_does_not_lead_around_the_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    async def main() -> tuple[Page | Miss, list[Visit]]:
        async with sites(with_robots(lambda _: reply(b"x"))) as net:
            for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
                monkeypatch.setenv(name, f"http://127.0.0.1:{net.port}")
            async with fetcher(net, limits={"allow_private_hosts": ()}) as fetches:
                return await fetches.fetch(Request("http://a.test/")), net.visits

    answer, visits = asyncio.run(main())

    assert miss(answer).outcome is Outcome.BLOCKED_ADDRESS
    assert visits == []
