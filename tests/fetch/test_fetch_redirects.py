"""Redirects are followed by hand: a few, only to where anybody may go, and never in a circle."""

from __future__ import annotations

import pytest
from fetch.pretend_sites import Visit, answered, miss, page, redirect, reply, with_robots
from hypothesis import given, settings
from hypothesis import strategies as st

from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Miss, Page


def _leads_to(location: str, status: int = 302, path: str = "/dir/start") -> tuple[Page | Miss, list[str]]:
    def site(visit: Visit) -> bytes:
        return redirect(location, status) if visit.path.endswith("start") else reply(visit.path.encode())

    (answer,), net = answered(with_robots(site), f"http://a.test{path}")
    return answer, net.asked()


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_each_kind_of_redirect_is_followed_and_the_page_says_where_it_came_from(status: int) -> None:
    answer, _ = _leads_to("http://b.test/there#part", status)

    assert page(answer).asked == "http://a.test/dir/start"
    assert page(answer).url == "http://b.test/there"
    assert page(answer).status == 200


@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("there", "http://a.test/dir/there"),
        ("/there", "http://a.test/there"),
        ("../there", "http://a.test/there"),
        ("?page=2", "http://a.test/dir/start?page=2"),
        ("//b.test/there", "http://b.test/there"),
        ("HTTP://B.TEST/There", "http://b.test/There"),
        ("/p\u00e5".encode().decode("latin-1"), "http://a.test/p%C3%A5"),
        ("/a b", "http://a.test/a%20b"),
        ("http:///there", "http://a.test/there"),
    ],
)
def test_a_relative_or_oddly_spelled_location_is_understood(location: str, url: str) -> None:
    answer, _ = _leads_to(location)

    assert page(answer).url == url


@pytest.mark.parametrize(
    ("location", "why"),
    [
        ("", "without saying where to"),
        ("file:///etc/passwd", "only http and https are fetched, not 'file'"),
        ("ftp://b.test/", "only http and https"),
        ("javascript:alert(1)", "only http and https"),
        ("data:text/html,x", "only http and https"),
        ("http://user:secret@b.test/", "user name or password"),
        ("http://user@b.test/", "user name or password"),
        ("http://[::1/", "no valid address"),
        ("http://b.test:99999/", "no valid address"),
        ("http://b.test:port/", "no valid address"),
        ("http://b.test/" + "x" * 9000, "longer than 8192"),
        ("/dir/start", "in a circle"),
        ("http://A.test/dir/start#again", "in a circle"),
    ],
)
def test_a_redirect_that_leads_nowhere_is_a_miss_with_its_reason(location: str, why: str) -> None:
    answer, asked = _leads_to(location)

    assert miss(answer).outcome is Outcome.NETWORK_ERROR
    assert why in miss(answer).reason
    assert "secret" not in miss(answer).reason
    assert asked == ["a.test/dir/start"]


@pytest.mark.parametrize(
    "url", ["", "nonsense", "file:///etc/passwd", "http://", "http://u:p@a.test/", "http://a.test:x/"]
)
def test_an_address_that_is_none_is_a_miss_and_nothing_is_asked(url: str) -> None:
    (answer,), net = answered(lambda _: reply(b"x"), url)

    assert miss(answer).outcome is Outcome.NETWORK_ERROR
    assert net.visits == []


@pytest.mark.parametrize("host", ["a..invalid", "x" * 64 + ".invalid", "a_b-.invalid", "-", "xn--a.invalid", "a%00b"])
def test_a_host_that_no_dns_can_hold_is_a_miss(host: str) -> None:
    (answer,), _ = answered(lambda _: reply(b"x"), f"http://{host}/", resolve=None)

    assert miss(answer).outcome is Outcome.NETWORK_ERROR


@settings(max_examples=100)
@given(st.text(max_size=20), st.text(max_size=40))
def test_no_address_whatever_its_characters_raises(host: str, path: str) -> None:
    answers, _ = answered(
        with_robots(lambda _: reply(b"x")), f"http://{host}.test/{path}", f"http://a.test/{path}", host
    )

    assert all(isinstance(answer, Page) or answer.reason for answer in answers)


@pytest.mark.parametrize("path", ["/a%2Fb/@nordlys?q=a%20b+c&x=%C3%A5&y=%26", "/~kari/(1);v=2,3?a=1&b=https://c.test/"])
def test_an_address_is_asked_for_as_it_is_written(path: str) -> None:
    _, net = answered(with_robots(lambda _: reply(b"x")), f"http://a.test{path}")

    assert net.asked() == [f"a.test{path}"]


@pytest.mark.parametrize(("hops", "readable"), [(10, True), (11, False)])
def test_ten_redirects_are_followed_and_not_an_eleventh(hops: int, readable: bool) -> None:
    def site(visit: Visit) -> bytes:
        step = int(visit.path.removeprefix("/"))
        return redirect(f"/{step + 1}") if step < hops else reply(b"end")

    (answer,), net = answered(with_robots(site), "http://a.test/0")

    assert isinstance(answer, Page) is readable
    assert len(net.asked()) == 11


@pytest.mark.parametrize("status", [300, 304, 305, 399])
def test_other_statuses_of_the_300s_are_pages_for_the_platform_to_judge(status: int) -> None:
    answer, _ = _leads_to("/there", status)

    assert page(answer).status == status


def test_a_cookie_set_on_the_way_is_not_sent_back() -> None:
    def site(visit: Visit) -> bytes:
        return reply(b"x") if visit.path == "/in" else reply(b"", 302, "Location: /in", "Set-Cookie: seen=1; Path=/")

    (answer,), net = answered(with_robots(site), "http://a.test/")

    assert page(answer).body == b"x"
    assert not any("cookie" in visit.headers for visit in net.visits)


@settings(max_examples=60)
@given(st.binary(max_size=60).map(lambda b: b.replace(b"\r", b"").replace(b"\n", b"").decode("latin-1")))
def test_no_location_whatever_its_bytes_raises(location: str) -> None:
    answer, _ = _leads_to(location)

    assert isinstance(answer, Page) or answer.reason
