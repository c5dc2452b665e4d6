"""One request at a time per host, a pause between two, many hosts at once."""

from __future__ import annotations

import asyncio
from itertools import pairwise

from fetch.pretend_sites import Net, Visit, arrival, fetcher, page, redirect, reply, sites, together, with_robots

from presence_audit.model.page import JSON, Request


def _between(net: Net, host: str) -> list[float]:
    """Seconds from the end of each answer of a host to the next request to it."""
    starts = [visit.at for visit in net.visits if visit.host == host]
    ends = [at for name, at in net.ended if name == host]
    return [start - end for end, start in zip(ends, starts[1:], strict=False)]


def test_two_hundred_slow_hosts_are_read_side_by_side_and_each_is_asked_one_thing_at_a_time() -> None:
    async def slow(visit: Visit) -> bytes:
        if visit.path == "/robots.txt":
            return reply(status=404)
        await asyncio.sleep(1)
        return reply(visit.path.encode())

    async def main() -> tuple[float, Net]:
        async with sites(slow) as net, fetcher(net, limits={"in_flight": 200}) as fetches:
            clock = asyncio.get_running_loop().time
            start = clock()
            answers = await together(*(fetches.fetch(Request(f"http://h{n}.test/")) for n in range(200)))
            assert {page(answer).status for answer in answers} == {200}
            return clock() - start, net

    seconds, net = asyncio.run(main())

    assert seconds < 8
    assert net.most_at_once > 100
    assert net.most_per_host == 1


def test_thirty_requests_to_three_hosts_overlap_across_hosts_and_never_within_one() -> None:
    async def slow(visit: Visit) -> bytes:
        await asyncio.sleep(0.01)
        return reply(status=404 if visit.path == "/robots.txt" else 200)

    async def main() -> Net:
        async with sites(slow) as net, fetcher(net) as fetches:
            urls = [f"http://h{n % 3}.test/{n}" for n in range(30)]
            await together(*(fetches.fetch(Request(url)) for url in urls))
            return net

    net = asyncio.run(main())

    assert (net.most_per_host, net.most_at_once) == (1, 3)
    assert len(net.asked()) == 30


def test_no_more_requests_are_in_flight_than_the_run_allows() -> None:
    async def slow(_: Visit) -> bytes:
        await asyncio.sleep(0.01)
        return reply(status=404)

    async def main() -> Net:
        async with sites(slow) as net, fetcher(net, limits={"in_flight": 4}) as fetches:
            await together(*(fetches.fetch(Request(f"http://h{n}.test/")) for n in range(20)))
            return net

    assert asyncio.run(main()).most_at_once == 4


def test_a_pause_lies_between_two_requests_to_a_host_its_robots_txt_included() -> None:
    async def main() -> Net:
        async with (
            sites(with_robots(lambda _: reply(b"x"))) as net,
            fetcher(net, limits={"pause": 0.1}) as fetches,
        ):
            await together(*(fetches.fetch(Request(f"http://a.test/{n}")) for n in range(3)))
            return net

    gaps = _between(asyncio.run(main()), "a.test")

    assert len(gaps) == 3
    assert min(gaps) >= 0.095


def test_crawl_delay_lengthens_the_pause_up_to_the_cap() -> None:
    def robots(visit: Visit) -> bytes:
        delay = {"slow.test": b"0.15", "endless.test": b"86400", "odd.test": b"nan"}[visit.host]
        return reply(b"User-agent: *\nCrawl-delay: " + delay) if visit.path == "/robots.txt" else reply(b"x")

    async def main() -> Net:
        limits = {"crawl_delay_cap": 0.25}
        async with sites(robots) as net, fetcher(net, limits=limits) as fetches:
            hosts = ["slow.test", "endless.test", "odd.test"]
            await together(*(fetches.fetch(Request(f"http://{host}/{n}")) for host in hosts for n in (1, 2)))
            return net

    net = asyncio.run(main())

    assert min(_between(net, "slow.test")) >= 0.145
    assert 0.245 <= min(_between(net, "endless.test")) < 10
    assert min(_between(net, "odd.test")) < 0.1


def test_hosts_that_redirect_to_each_other_do_not_wait_for_each_other_for_ever() -> None:
    def crossing(visit: Visit) -> bytes:
        other = "b.test" if visit.host == "a.test" else "a.test"
        return redirect(f"http://{other}/end") if visit.path.startswith("/start") else reply(visit.host.encode())

    async def main() -> list[bytes]:
        async with sites(with_robots(crossing)) as net, fetcher(net) as fetches:
            urls = [f"http://{host}.test/start{n}" for n in range(5) for host in "ab"]
            async with asyncio.timeout(10):
                answers = await together(*(fetches.fetch(Request(url)) for url in urls))
            assert net.most_per_host == 1
            return [page(answer).body for answer in answers]

    assert asyncio.run(main()) == [b"b.test", b"a.test"] * 5


def test_the_same_request_is_sent_once_in_a_run_also_when_it_is_asked_for_at_the_same_time() -> None:
    async def main() -> list[str]:
        async with sites(with_robots(lambda visit: reply(visit.headers["accept"].encode()))) as net:
            async with fetcher(net) as fetches:
                same = Request("http://a.test/x", JSON)
                first, second = await together(fetches.fetch(same), fetches.fetch(same))
                third = await fetches.fetch(same)
                other = await fetches.fetch(Request("http://a.test/x"))
            assert first == second == third
            assert page(first).body == b"application/json"
            assert page(other).body.startswith(b"text/html")
            return net.asked()

    assert asyncio.run(main()) == ["a.test/x", "a.test/x"]


def test_many_large_answers_asked_for_twice_come_back_whole() -> None:
    def large(visit: Visit) -> bytes:
        return reply(visit.path.encode() * 100_000)

    async def main() -> None:
        async with sites(with_robots(large)) as net, fetcher(net) as fetches:
            urls = [f"http://h{n}.test/number-{n:02}" for n in range(20)] * 2
            for url in urls:
                answer = page(await fetches.fetch(Request(url)))
                assert answer.body == url.removeprefix("http://h").partition("test")[2].encode() * 100_000
            assert len(net.asked()) == 20

    asyncio.run(main())


def test_a_waiter_that_gives_up_frees_the_host_for_the_next() -> None:
    async def main() -> list[str]:
        never = asyncio.Event()

        async def stuck(visit: Visit) -> bytes:
            if visit.path == "/stuck":
                await never.wait()
            return reply(status=404) if visit.path == "/robots.txt" else reply(b"x")

        async with sites(stuck) as net, fetcher(net) as fetches:
            given_up = asyncio.create_task(fetches.fetch(Request("http://a.test/stuck")))
            following = asyncio.create_task(fetches.fetch(Request("http://a.test/next")))
            await arrival(net)
            given_up.cancel()
            assert page(await following).body == b"x"
            assert given_up.cancelled()
            never.set()
            return net.asked()

    assert asyncio.run(main()) == ["a.test/stuck", "a.test/next"]


def test_one_asker_that_gives_up_does_not_take_the_answer_from_another() -> None:
    async def main() -> None:
        release = asyncio.Event()

        async def held(visit: Visit) -> bytes:
            if visit.path == "/robots.txt":
                return reply(status=404)
            await release.wait()
            return reply(b"x")

        async with sites(held) as net, fetcher(net) as fetches:
            request = Request("http://a.test/held")
            first, second = (asyncio.create_task(fetches.fetch(request)) for _ in range(2))
            await arrival(net)
            first.cancel()
            await asyncio.sleep(0)
            release.set()
            assert page(await second).body == b"x"

    asyncio.run(main())


def test_the_order_of_requests_to_a_host_is_the_order_they_were_asked_in() -> None:
    async def main() -> list[str]:
        async with sites(with_robots(lambda _: reply(b"x"))) as net, fetcher(net) as fetches:
            await together(*(fetches.fetch(Request(f"http://a.test/{n}")) for n in range(9)))
            return net.asked()

    asked = asyncio.run(main())

    assert all(one < other for one, other in pairwise(asked))
