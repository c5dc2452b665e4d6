"""Newsrooms: press releases are the company's own, by nobody in particular, and a list proves what it shows."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import recording
from hypothesis import given
from hypothesis import strategies as st

from presence_audit.model.channel import Channel
from presence_audit.model.observation import Observation
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Miss, Page
from presence_audit.platforms import Account, Ask, Refusal, platforms, recognise

NEWSROOMS = ["ntb", "viatt", "sttinfo", "ritzau", "mynewsdesk", "cision"]
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
FEED = "https://kommunikasjon.ntb.no/rss/releases/latest?publisherId=17840001"
LIST = "https://kommunikasjon.ntb.no/json/v2/releases?publisher=17840001"


@pytest.mark.parametrize("platform", NEWSROOMS)
def test_nobody_is_credited_with_a_press_release(platform: str) -> None:
    posts = recording.expected(recording.RECORDINGS / platform / "ok")["posts"]
    assert posts
    assert {post["author"] for post in posts} == {None}
    assert {(post["is_reply"], post["is_repost"]) for post in posts} == {(False, False)}


@pytest.mark.parametrize(
    ("release", "newsroom"),
    [
        (
            "https://kommunikasjon.ntb.no/pressemelding/18800001/havvind?publisherId=17840001&lang=no",
            "https://kommunikasjon.ntb.no/presserom/17840001",
        ),
        ("https://via.tt.se/pressmeddelande/1/havsvind?publisherId=3230001", "https://via.tt.se/pressrum/3230001"),
        ("https://www.sttinfo.fi/tiedote/1/x?publisherId=69810001", "https://www.sttinfo.fi/uutishuone/69810001"),
        ("https://via.ritzau.dk/pressemeddelelse/1/x?publisherId=10300001", "https://via.ritzau.dk/presserum/10300001"),
        ("https://news.cision.com/se/nordlys/r/havsvind,c1", "https://news.cision.com/se/nordlys"),
        ("https://nordlys.mynewsdesk.com/news/havvind-300001", "https://nordlys.mynewsdesk.com/"),
    ],
)
def test_the_address_of_a_release_gives_its_newsroom_away(release: str, newsroom: str) -> None:
    answer = recognise(release)
    assert isinstance(answer, Refusal)
    assert (answer.why, f"the account is {newsroom}" in answer.message) == ("post", True)
    named = recognise(newsroom)
    assert isinstance(named, Account)
    assert named.url == newsroom


def test_an_edition_of_a_newsroom_stays_the_one_that_was_named() -> None:
    swedish, international = (recognise(f"https://news.cision.com/{path}") for path in ("se/nordlys", "nordlys"))
    assert isinstance(swedish, Account)
    assert isinstance(international, Account)
    assert (swedish.url, international.url) == ("https://news.cision.com/se/nordlys", "https://news.cision.com/nordlys")


def _rss(*days: int) -> bytes:
    link = "https://kommunikasjon.ntb.no/pressemelding/{}/x?publisherId=17840001"
    items = "".join(
        f"<item><title>Melding {day}</title><link>{link.format(1000 - day)}</link>"
        f"<pubDate>{NOON - timedelta(days=day):%a, %d %b %Y %H:%M:%S GMT}</pubDate></item>"
        for day in days
    )
    return f"<rss version='2.0'><channel><title>Nordlys - siste</title>{items}</channel></rss>".encode()


def _release(day: int, **instead: Any) -> dict[str, Any]:
    when = (NOON - timedelta(days=day)).isoformat()
    release = {"id": 1000 - day, "title": f"Melding {day}", "published": when, "publisher": {"id": 17840001}}
    return release | instead


def _read(answers: dict[str, bytes], max_pages: int = 40) -> Observation:
    channel = Channel("ntb", "newsroom", "17840001", "https://kommunikasjon.ntb.no/presserom/17840001")
    ask = Ask(channel, NOON - timedelta(days=182), NOON, max_pages=max_pages)

    def answer(url: str) -> Page | Miss:
        if url not in answers:
            return Miss(url, Outcome.NETWORK_ERROR, "The host does not answer.", NOON)
        kind = "application/json" if "/json/" in url else "application/rss+xml"
        return Page(url, url, 200, {"content-type": kind}, answers[url], NOON)

    found = recording.play(platforms()["ntb"].read(ask), answer)
    assert isinstance(found, Observation)
    return found


def test_a_list_that_never_ends_is_read_to_the_limit_and_called_incomplete() -> None:
    pages = {
        LIST + (f"&page={n}" if n else ""): json.dumps(
            {"releases": [_release(n)], "nextPage": n + 1, "totalCount": 9}
        ).encode()
        for n in range(9)
    }
    found = _read({FEED: _rss(0)} | pages, max_pages=3)
    assert len(found.posts) == 3
    assert not found.window.complete
    assert "page 3" in found.reason


@pytest.mark.parametrize(
    "told",
    [
        {"nextPage": None},
        {"nextPage": None, "totalCount": 7},
        {"nextPage": 0, "totalCount": "1"},
        {"nextPage": -1, "totalCount": None},
    ],
)
def test_a_list_that_does_not_say_that_it_is_whole_proves_no_earlier_silence(told: dict[str, Any]) -> None:
    found = _read({FEED: _rss(3), LIST: json.dumps({"releases": [_release(3)], **told}).encode()})
    assert found.outcome is Outcome.OK
    assert not found.window.complete
    assert found.window.reaches_back_to == NOON - timedelta(days=3)


def test_media_that_a_release_does_not_tell_of_is_unknown() -> None:
    bare, told = _release(3), _release(4, images=[{"url": "/1.jpg"}], video={"url": "https://film.example/1"})
    body = json.dumps({"releases": [bare, told], "nextPage": None, "totalCount": 2}).encode()
    assert [post.media for post in _read({FEED: _rss(3), LIST: body}).posts] == [None, 2]


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*_release(1), "url", "body", "images", "video", "language"]), JSON_VALUES))
def test_whatever_the_list_holds_the_latest_releases_stay(instead: dict[str, Any]) -> None:
    body = json.dumps({"releases": [_release(2, **instead)], "nextPage": None, "totalCount": 1}).encode()
    found = _read({FEED: _rss(0, 1), LIST: body})
    assert found.outcome is Outcome.OK
    assert {"999", "1000"} <= {post.id for post in found.posts}


def test_a_release_of_another_publisher_in_the_feed_is_not_counted() -> None:
    feed = _rss(0, 1, 2).replace(b"999/x?publisherId=17840001", b"999/x?publisherId=5")
    assert [post.id for post in _read({FEED: feed}).posts] == ["1000", "998"]


def test_a_list_that_does_not_begin_with_the_latest_releases_leaves_a_gap() -> None:
    body = json.dumps({"releases": [_release(60)], "nextPage": None, "totalCount": 1}).encode()
    window = _read({FEED: _rss(0, 1), LIST: body}).window
    assert (window.reaches_back_to, window.complete) == (NOON - timedelta(days=1), False)
