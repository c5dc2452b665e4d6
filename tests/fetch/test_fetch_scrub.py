"""Secrets by their names: of parameters, of headers, and of what a server tells back."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presence_audit.fetch import user_agent
from presence_audit.fetch._scrub import scrub_headers, scrub_text


@pytest.mark.parametrize(
    ("text", "scrubbed"),
    [
        ("https://a.test/?key=S", "https://a.test/?key=REDACTED"),
        ("https://a.test/?page=2&API_KEY=S&x=1", "https://a.test/?page=2&API_KEY=REDACTED&x=1"),
        ("https://a.test/?access_token=S#part", "https://a.test/?access_token=REDACTED#part"),
        ("https://a.test/?api%5Fkey=S", "https://a.test/?api%5Fkey=REDACTED"),
        ("https://a.test/;jsessionid=S", "https://a.test/;jsessionid=REDACTED"),
        ("/login?next=%2Fcb%3Ftoken%3DS%26x%3D1", "/login?next=%2Fcb%3Ftoken%3DREDACTED%26x%3D1"),
        ("/login?next=%252Fcb%253Ftoken%253DS", "/login?next=%252Fcb%253Ftoken%253DREDACTED"),
        ('<https://a.test/?max_id=9&token=S>; rel="next"', '<https://a.test/?max_id=9&token=REDACTED>; rel="next"'),
        ("https://ann:S@a.test/", "https://REDACTED@a.test/"),
        ("https://a.test/?sig=S&signature=S&auth=S", "https://a.test/?sig=REDACTED&signature=REDACTED&auth=REDACTED"),
    ],
)
def test_the_value_of_a_secret_parameter_is_redacted(text: str, scrubbed: str) -> None:
    assert scrub_text(text) == scrubbed


@pytest.mark.parametrize(
    "text",
    [
        "https://a.test/key/token?page=2",
        "https://a.test/?monkey=1&tokens=2&cursor=abc&pageToken=CAUQAA&max_id=1&keyword=x",
        "https://a.test/?key=",
        "https://a.test/@nordlys?with_replies",
        "text/html; charset=utf-8",
    ],
)
def test_nothing_else_is_touched(text: str) -> None:
    assert scrub_text(text) == text


@pytest.mark.parametrize("part", ["%3Fa%3Db", "?a=b", "%25", "://a@", "%3Ftoken%3D", "?" + "%25" * 40 + "5fkey="])
def test_a_hostile_header_takes_no_longer_than_an_honest_one(part: str) -> None:
    """64 KiB are the longest header that is read; a quadratic search would take minutes."""
    long = "https://a.test/" + part * (64 * 1024 // len(part))

    start = time.process_time()
    scrub_text(long)

    assert time.process_time() - start < 5


@given(st.text())
def test_scrubbing_twice_changes_nothing_more(text: str) -> None:
    assert scrub_text(scrub_text(text)) == scrub_text(text)


@pytest.mark.parametrize(
    "name",
    [
        "Cookie",
        "Set-Cookie",
        "Authorization",
        "Proxy-Authorization",
        "Proxy-Authenticate",
        "X-Auth-Token",
        "X-Api-Key",
        "Api-Key",
        "X-Csrf-Token",
        "X-Session",
        "X-Forwarded-For",
        "X-Real-IP",
        "CF-Connecting-IP",
        "True-Client-IP",
        "Forwarded",
        "X-FB-Session-Key",
    ],
)
def test_headers_of_sessions_and_of_the_own_address_are_redacted(name: str) -> None:
    assert scrub_headers([(name.encode(), b"S")]) == ((name.lower(), "REDACTED"),)


@pytest.mark.parametrize("name", ["ETag", "X-Monkey", "X-Keyboard-Layout", "Keep", "X-RateLimit-Limit", "Link"])
def test_other_headers_are_kept(name: str) -> None:
    assert scrub_headers([(name.encode(), b"kept")]) == ((name.lower(), "kept"),)


@given(st.binary(), st.binary())
def test_what_is_kept_of_a_header_is_printable_ascii(name: bytes, value: bytes) -> None:
    ((kept_name, kept_value),) = scrub_headers([(name, value)])

    assert (kept_name + kept_value).isascii()
    assert (kept_name + kept_value).isprintable()


@pytest.mark.parametrize("contact", [None, "", "ann@firm.example", "a\r\nX-Injected: 1", "p\u00e5l@firm.example", ")("])
def test_the_user_agent_is_one_printable_line_with_balanced_brackets(contact: str | None) -> None:
    name = user_agent("0.1.0", contact)

    assert name.startswith("presence-audit/0.1.0 (+https://")
    assert name.isascii()
    assert name.isprintable()
    assert (name.count("("), name.count(")")) == (1, 1)
