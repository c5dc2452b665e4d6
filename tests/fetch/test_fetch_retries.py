"""Retries: rare, bounded for the whole run, as patient as the site asks, and never against a wall."""

from __future__ import annotations

import asyncio
import math
import socket
from collections import Counter
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING

import pytest
from fetch.pretend_sites import Net, Visit, answered, fetcher, miss, page, reply, sites, together, with_robots
from hypothesis import given
from hypothesis import strategies as st

from presence_audit.fetch._retries import retry_after
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Request

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0),
        ("120", 120),
        (" 7 ", 7),
        ("1.5", 1.5),
        ("-5", 0),
        ("+5", 5),
        ("Mon, 23 Nov 2026 06:01:00 GMT", 60),
        ("Monday, 23-Nov-26 06:01:00 GMT", 60),
        ("Mon Nov 23 06:01:00 2026", 60),
        ("Mon, 23 Nov 2026 07:01:00 +0100", 60),
        ("Mon, 23 Nov 2020 06:01:00 GMT", 0),
        ("99999999999999999999", 1e20),
        ("9" * 5000, math.inf),
        ("", None),
        ("soon", None),
        ("12 parsecs", None),
        ("\u0661\u0662", None),
        ("Mon, 99 Nov 2026 06:01:00 GMT", None),
        ("inf", None),
        ("nan", None),
        ("1e9", None),
    ],
)
def test_every_form_of_retry_after_is_understood_and_garbage_is_none(value: str, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


@given(st.text())
def test_no_retry_after_raises_and_none_is_negative(value: str) -> None:
    seconds = retry_after(value, NOW)

    assert seconds is None or seconds >= 0


@given(st.integers(0, 10**9))
def test_a_date_and_the_seconds_until_it_mean_the_same(seconds: int) -> None:
    date = format_datetime(NOW + timedelta(seconds=seconds), usegmt=True)

    assert retry_after(str(seconds), NOW) == retry_after(date, NOW) == seconds


def _failing(times: int, failure: bytes) -> Callable[[Visit], bytes]:
    """Fail so many times per path, then answer."""
    seen: Counter[str] = Counter()

    def site(visit: Visit) -> bytes:
        seen[visit.path] += 1
        return failure if seen[visit.path] <= times else reply(b"x")

    return with_robots(site)


@pytest.mark.parametrize("status", [502, 503, 504])
def test_an_overloaded_site_is_asked_three_times_at_most(status: int) -> None:
    (recovered,), net = answered(_failing(2, reply(b"", status)), "http://a.test/")
    assert page(recovered).body == b"x"
    assert len(net.asked()) == 3

    (failed,), net = answered(_failing(3, reply(b"", status)), "http://a.test/")
    assert miss(failed).outcome is Outcome.NETWORK_ERROR
    assert miss(failed).reason == f"a.test answered {status} 3 times"
    assert len(net.asked()) == 3


def test_a_site_that_says_when_to_come_back_is_asked_again_then() -> None:
    (answer,), net = answered(_failing(1, reply(b"", 429, "Retry-After: 0.3")), "http://a.test/")

    assert page(answer).body == b"x"
    first, second = (visit.at for visit in net.visits if visit.path == "/")
    assert second - first >= 0.29


def test_a_site_that_always_answers_429_is_rate_limited() -> None:
    (answer,), net = answered(_failing(9, reply(b"", 429, "Retry-After: 0")), "http://a.test/")

    assert miss(answer).outcome is Outcome.RATE_LIMITED
    assert miss(answer).reason == "a.test answered 429 (too many requests) 3 times"
    assert len(net.asked()) == 3


@pytest.mark.parametrize("retry", ["", "Retry-After: soon"])
def test_a_429_that_does_not_say_when_is_not_asked_again(retry: str) -> None:
    failure = reply(b"", 429, *([retry] if retry else []))

    (answer,), net = answered(_failing(1, failure), "http://a.test/")

    assert miss(answer).outcome is Outcome.RATE_LIMITED
    assert len(net.asked()) == 1


@pytest.mark.parametrize(("failure", "outcome"), [(429, Outcome.RATE_LIMITED), (503, Outcome.NETWORK_ERROR)])
@pytest.mark.parametrize("wait", ["3600", "99999999999999999999999", "Fri, 01 Jan 2100 00:00:00 GMT"])
def test_a_site_that_asks_for_a_long_wait_is_left_alone_for_the_rest_of_the_run(
    failure: int, outcome: Outcome, wait: str
) -> None:
    urls = ["http://a.test/1", "http://a.test/2", "http://b.test/1"]

    (first, second, elsewhere), net = answered(
        with_robots(lambda v: reply(b"", failure, f"Retry-After: {wait}") if v.host == "a.test" else reply(b"x")), *urls
    )

    assert miss(first).outcome is outcome
    assert "asks to wait" in miss(first).reason
    assert miss(second).outcome is Outcome.RATE_LIMITED
    assert "asked to be left alone" in miss(second).reason
    assert page(elsewhere).body == b"x"
    assert net.asked() == ["a.test/1", "b.test/1"]


@pytest.mark.parametrize("status", [200, 400, 401, 403, 404, 410, 451, 500, 501, 999])
def test_no_other_status_is_asked_again_and_each_is_a_page_for_the_platform_to_judge(status: int) -> None:
    (answer,), net = answered(_failing(9, reply(b"body", status, "Retry-After: 1")), "http://a.test/")

    assert page(answer).status == status
    assert page(answer).body == b"body"
    assert len(net.asked()) == 1


@pytest.mark.parametrize("status", [403, 429, 503])
def test_a_challenge_for_humans_is_never_asked_again(status: int) -> None:
    wall = reply(b"Just a moment...", status, "CF-Mitigated: challenge", "Retry-After: 0")

    (answer,), net = answered(_failing(9, wall), "http://a.test/")

    assert page(answer).status == status
    assert len(net.asked()) == 1


def test_the_budget_of_retries_is_shared_by_the_whole_run() -> None:
    async def main() -> tuple[list[str], Net]:
        async with sites(_failing(9, reply(b"", 503))) as net, fetcher(net, limits={"retries": 3}) as fetches:
            answers = [await fetches.fetch(Request(f"http://h{n}.test/")) for n in range(4)]
            return [miss(answer).reason for answer in answers], net

    reasons, net = asyncio.run(main())

    assert len(net.asked()) == 4 + 3
    assert reasons[0] == "h0.test answered 503 3 times"
    assert reasons[1:] == [f"h{n}.test answered 503, and the run's retries are used up" for n in (1, 2, 3)]


def test_the_budget_of_waiting_is_shared_by_the_whole_run() -> None:
    failure = reply(b"", 503, "Retry-After: 0.06")

    (answer,), net = answered(_failing(9, failure), "http://a.test/", limits={"retry_seconds": 0.1, "attempts": 9})

    assert "retries are used up" in miss(answer).reason
    assert len(net.asked()) == 2


def test_a_host_that_takes_no_connection_is_tried_again() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    tries = []

    def nobody(host: str, _port: int) -> tuple[str, int]:
        tries.append(host)
        return "127.0.0.1", port

    (answer,), _ = answered(lambda _: reply(), "http://a.test/", resolve=nobody)

    assert miss(answer).outcome is Outcome.NETWORK_ERROR
    assert "a.test took no connection 3 times" in miss(answer).reason


def test_a_name_that_nobody_has_is_not_tried_again() -> None:
    (answer,), _ = answered(lambda _: reply(), "http://nobody.invalid/", resolve=None)

    assert miss(answer).outcome is Outcome.NETWORK_ERROR
    assert "nobody.invalid" in miss(answer).reason


def test_others_wait_as_well_while_a_host_asks_for_patience() -> None:
    async def main() -> Net:
        async with sites(_failing(1, reply(b"", 503, "Retry-After: 0.2"))) as net, fetcher(net) as fetches:
            await together(*(fetches.fetch(Request(f"http://a.test/{n}"), permission="x") for n in range(2)))
            return net

    starts = [visit.at for visit in asyncio.run(main()).visits]

    assert len(starts) == 4
    assert starts[1] - starts[0] >= 0.19
