"""robots.txt by RFC 9309: read once, held for every hop, and for a site in doubt the answer is no."""

from __future__ import annotations

import asyncio
import codecs

import pytest
from fetch.pretend_sites import Visit, answered, fetcher, miss, page, redirect, reply, sites, with_robots
from hypothesis import given, settings
from hypothesis import strategies as st

from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Miss, Page, Request

ALL_FORBIDDEN = b"User-agent: *\nDisallow: /\n"


def _asked(robots: bytes, url: str = "http://a.test/page", **options: dict[str, float]) -> Page | Miss:
    (answer,), _ = answered(with_robots(lambda _: reply(b"x"), robots), url, **options)
    return answer


@pytest.mark.parametrize(
    ("robots", "path"),
    [
        (b"", "/page"),
        (b"User-agent: *\nDisallow:\n", "/page"),
        (b"User-agent: other\nDisallow: /\n", "/page"),
        (b"User-agent: *\nDisallow: /\nAllow: /page\n", "/page"),
        (b"User-agent: *\nDisallow: /\n\nUser-agent: Presence-Audit\nAllow: /\n", "/page"),
        (b"User-agent: *\nDisallow: /\n\nUser-Agent: Presence-Audit/1.0\nAllow: /\n", "/page"),
        (b"User-agent: *\nAllow: /\n\nUser-agent: presence-auditor/1.0\nDisallow: /\n", "/page"),
        (b"User-agent: *\nDisallow: /*.json$\n", "/x.json?page=2"),
        (b"Disallow: /\n", "/page"),
        (b"\xff\xfe\x00nonsense\xff", "/page"),
    ],
)
def test_a_page_that_the_rules_do_not_forbid_is_read(robots: bytes, path: str) -> None:
    assert page(_asked(reply(robots), f"http://a.test{path}")).body == b"x"


@pytest.mark.parametrize(
    ("robots", "path"),
    [
        (ALL_FORBIDDEN, "/page"),
        (b"\xef\xbb\xbf" + ALL_FORBIDDEN, "/page"),
        (ALL_FORBIDDEN.replace(b"\n", b"\r\n"), "/page"),
        (ALL_FORBIDDEN.replace(b"\n", b"\r"), "/page"),
        (b"USER-AGENT:*\ndisallow:/\n", "/page"),
        (b"User-agent: *\nAllow: /\n\nUser-agent: presence-audit\nDisallow: /\n", "/page"),
        (b"User-agent: x\nUser-agent: presence-audit\nDisallow: /page\n", "/page"),
        (b"User-agent: *\nAllow: /\n\nUser-Agent: Presence-Audit/1.0\nDisallow: /\n", "/page"),
        (b"User-agent: *\rAllow: /\r\rUser-Agent: Presence-Audit/1.0\rDisallow: /\r", "/page"),
        (b"User-agent: x/2 # y\n user-agent : presence-audit/0.1.0+b # us\nDisallow: /page\n", "/page"),
        (codecs.BOM_UTF16_LE + ALL_FORBIDDEN.decode().encode("utf-16-le"), "/page"),
        (codecs.BOM_UTF16_BE + ALL_FORBIDDEN.decode().encode("utf-16-be"), "/page"),
        (b"User-agent: *\nDisallow: /*.json$\n", "/a/b.json"),
        (b"User-agent: *\nDisallow: /a*b\n", "/a-and-b"),
        (b"User-agent: *\nDisallow: /*?sort=\n", "/page?sort=new"),
        (b"User-agent: *\nDisallow: /%70age\n", "/page"),
        (b"User-agent: *\nDisallow: /p\xc3\xa5\n", "/p%C3%A5"),
        (b"User-agent: *\nDisallow: /page\xff\nDisallow: /page\n", "/page"),
    ],
)
def test_a_page_that_the_rules_forbid_is_left_alone(robots: bytes, path: str) -> None:
    (answer,), net = answered(with_robots(lambda _: reply(b"x"), reply(robots)), f"http://a.test{path}")

    assert miss(answer).outcome is Outcome.ROBOTS_DISALLOWED
    assert net.asked() == []
    assert "robots.txt of a.test forbids" in miss(answer).reason


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 451])
def test_where_there_is_no_robots_txt_everything_may_be_read(status: int) -> None:
    assert page(_asked(reply(ALL_FORBIDDEN, status))).body == b"x"


@pytest.mark.parametrize("status", [500, 501, 502, 503, 504, 507, 599, 304, 999])
def test_a_robots_txt_that_cannot_be_read_leaves_the_site_alone_for_now(status: int) -> None:
    answer = miss(_asked(reply(b"", status)))

    assert answer.outcome is Outcome.NETWORK_ERROR
    assert "the robots.txt of a.test could not be read, so the site is left alone for now" in answer.reason
    assert str(status) in answer.reason


def test_a_site_that_limits_requests_for_its_robots_txt_is_left_alone() -> None:
    assert miss(_asked(reply(b"", 429))).outcome is Outcome.RATE_LIMITED


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 99\r\n\r\nUser-agent: *",
        b"\x00\r\n\r\n",
    ],
)
def test_a_robots_txt_that_breaks_off_leaves_the_site_alone_for_now(broken: bytes) -> None:
    assert miss(_asked(broken)).outcome is Outcome.NETWORK_ERROR


@pytest.mark.parametrize(
    "robots",
    [
        reply(b"<!doctype html><title>Welcome</title>"),
        reply(b"\xef\xbb\xbf \n<html>", 200, "Content-Type: text/plain"),
        reply(b"Please enable JavaScript", 200, "Content-Type: text/html; charset=utf-8"),
    ],
)
def test_an_html_page_in_place_of_robots_txt_leaves_the_rules_unknown_and_the_site_alone(robots: bytes) -> None:
    answer = miss(_asked(robots))

    assert answer.outcome is Outcome.ROBOTS_DISALLOWED
    assert "is an HTML page, so its rules are unknown" in answer.reason


def test_rules_that_are_only_labelled_as_html_are_rules() -> None:
    labelled = reply(b"User-agent: *\nAllow: /\n", 200, "Content-Type: text/html")

    assert page(_asked(labelled)).body == b"x"


@pytest.mark.parametrize(
    ("text", "reason"),
    [(ALL_FORBIDDEN, "robots.txt of a.test forbids"), (b"Velkommen", "is an HTML page, so its rules are unknown")],
)
def test_empty_lines_without_end_in_what_is_labelled_as_html_are_passed_over(text: bytes, reason: str) -> None:
    labelled = reply(b"\n" * 400_000 + text, 200, "Content-Type: text/html")

    assert reason in miss(_asked(labelled)).reason


@pytest.mark.parametrize(("hops", "readable"), [(1, True), (5, True), (6, False)])
def test_five_redirects_of_a_robots_txt_are_followed_and_not_a_sixth(hops: int, readable: bool) -> None:
    def site(visit: Visit) -> bytes:
        if visit.host == "a.test" and visit.path == "/page":
            return reply(b"x")
        step = 0 if visit.path == "/robots.txt" else int(visit.path.removeprefix("/r"))
        return redirect(f"http://other{step}.test/r{step + 1}") if step < hops else reply(b"User-agent: *\nAllow: /")

    (answer,), _ = answered(site, "http://a.test/page")

    assert isinstance(answer, Page) is readable
    if isinstance(answer, Miss):
        assert answer.outcome is Outcome.NETWORK_ERROR
        assert "more than 5 redirects" in answer.reason


def test_rules_behind_a_redirect_are_those_of_the_site_first_asked() -> None:
    def site(visit: Visit) -> bytes:
        if visit.path == "/robots.txt" and visit.host == "a.test":
            return redirect("http://b.test/robots.txt")
        return reply(b"User-agent: *\nDisallow: /page") if visit.path == "/robots.txt" else reply(b"x")

    (forbidden, allowed), _ = answered(site, "http://a.test/page", "http://a.test/else")

    assert miss(forbidden).outcome is Outcome.ROBOTS_DISALLOWED
    assert page(allowed).body == b"x"


def test_a_rule_beyond_the_first_500_kib_does_not_count_and_half_a_line_is_no_rule() -> None:
    start = b"User-agent: *\nDisallow: /private\n"
    beyond = start + b"# filler\n" * 70_000 + b"Disallow: /\n"
    filler = b"#" * (500 * 1024 - len(start) - len(b"\nDisallow: /")) + b"\nDisallow: /pages-of-no-interest\n"

    assert len(beyond) > 500 * 1024
    assert page(_asked(reply(beyond))).body == b"x"
    assert miss(_asked(reply(beyond), "http://a.test/private")).outcome is Outcome.ROBOTS_DISALLOWED
    assert page(_asked(reply(start + filler))).body == b"x"


def test_robots_txt_is_asked_for_once_per_site_and_run() -> None:
    urls = ["http://a.test/1", "http://a.test/2", "http://a.test:8080/3"]

    _, net = answered(with_robots(lambda _: reply(b"x"), reply(b"")), *urls)

    assert net.asked(robots=True) == [
        *("a.test/robots.txt", "a.test/1", "a.test/2"),
        *("a.test:8080/robots.txt", "a.test:8080/3"),
    ]


def test_every_hop_of_a_redirect_is_held_to_the_rules_of_its_own_site() -> None:
    def site(visit: Visit) -> bytes:
        if visit.path == "/robots.txt":
            return reply(ALL_FORBIDDEN) if visit.host == "b.test" else reply(status=404)
        return redirect("http://b.test/there")

    (answer,), net = answered(site, "http://a.test/here")

    assert miss(answer).outcome is Outcome.ROBOTS_DISALLOWED
    assert miss(answer).reason.startswith("the robots.txt of b.test forbids /there")
    assert net.asked() == ["a.test/here"]


def test_a_stated_permission_goes_before_the_rules_of_that_site_and_of_no_other() -> None:
    def site(visit: Visit) -> bytes:
        if visit.path == "/robots.txt":
            return reply(ALL_FORBIDDEN)
        to = {"/www": "http://www.own.test/page", "/away": "http://stranger.test/page"}.get(visit.path)
        return redirect(to) if to else reply(b"x")

    async def main() -> list[Page | Miss]:
        async with sites(site) as net, fetcher(net) as fetches:
            own, www, away = (Request(f"http://own.test/{path}") for path in ("page", "www", "away"))
            said = "our own page"
            return [
                await fetches.fetch(own),
                await fetches.fetch(own, permission="  "),
                await fetches.fetch(own, permission=said),
                await fetches.fetch(www, permission=said),
                await fetches.fetch(away, permission=said),
            ]

    without, blank, own, www, away = asyncio.run(main())

    assert miss(without).outcome is miss(blank).outcome is Outcome.ROBOTS_DISALLOWED
    assert page(own).body == b"x"
    assert page(www).url == "http://www.own.test/page"
    assert miss(away).outcome is Outcome.ROBOTS_DISALLOWED
    assert "stranger.test" in miss(away).reason


def test_the_tool_says_who_it_is_and_asks_for_one_fixed_language() -> None:
    _, net = answered(
        with_robots(lambda _: reply(b"x")), "http://a.test/", limits={"contact": "ann@firm.example (Ann)\r\n"}
    )

    assert {v.headers["user-agent"] for v in net.visits} == {
        "presence-audit/0.1.0 (+https://presence-audit.example/crawling; contact=ann@firm.example Ann)"
    }
    assert {v.headers["accept-language"] for v in net.visits} == {"en"}
    assert {v.headers["accept-encoding"] for v in net.visits} == {"gzip, deflate"}
    assert not any({"cookie", "authorization", "referer"} & v.headers.keys() for v in net.visits)


@settings(max_examples=40)
@given(st.binary(max_size=300), st.sampled_from(["text/plain", "text/html", ""]))
def test_no_robots_txt_whatever_its_bytes_raises(body: bytes, content_type: str) -> None:
    answer = _asked(reply(body, 200, f"Content-Type: {content_type}"))

    assert isinstance(answer, Page) or answer.outcome is Outcome.ROBOTS_DISALLOWED
