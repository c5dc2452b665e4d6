"""Ghost: recorded conversations with the real software, authors, and damage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import damage
import pytest
import recording
from hypothesis import given, settings
from hypothesis import strategies as st

from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Page
from presence_audit.platforms import parse_url
from presence_audit.platforms._feeds import read_feed
from presence_audit.platforms._posts import posts_of
from presence_audit.platforms._site import site_of
from presence_audit.platforms._urls import Account
from presence_audit.platforms.ghost import PLATFORM

if TYPE_CHECKING:
    from pathlib import Path

CASES = recording.cases("ghost")
NOT_SILENT = [case for case in CASES if recording.expected(case).get("outcome") != "zero_posts"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_recorded_conversation_is_read_as_expected(case: Path) -> None:
    assert recording.expected(case) == recording.converse(case)


@pytest.mark.parametrize(("url", "wanted"), PLATFORM.examples.items())
def test_an_address_is_recognised_as_its_example_says(url: str, wanted: str) -> None:
    parsed = parse_url(url)
    assert parsed is not None
    found = PLATFORM.recognise(parsed)
    assert (f"{found.kind} {found.handle}" if isinstance(found, Account) else "unknown") == wanted
    assert not isinstance(found, Account) or found.candidate is ("ghost.io" not in url)


@pytest.mark.parametrize("url", ["https://nordlys.example/author/kari/", "https://ghost.io/", "https://a.example/rss"])
def test_what_other_software_shares_is_left_to_others(url: str) -> None:
    parsed = parse_url(url)
    assert parsed is not None
    assert PLATFORM.recognise(parsed) is None


def test_the_sites_feed_is_never_asked_for_a_person() -> None:
    for case in (case for case in CASES if "/author/" in recording.load(case).ask.channel.url):
        assert all("/author/" in url for url in recording.load(case).answers)


@pytest.mark.captures
def test_a_real_page_of_ghost_is_known_by_its_mark(captures: Path) -> None:
    url = "http://127.0.0.1:2368/author/kari/"
    body = (captures / "ghost" / "author-kari-html.body").read_bytes()
    site = site_of(Page(url, url, 200, {"content-type": "text/html"}, body, recording.FETCHED_AT))
    assert (site.ghost, site.wordpress) == (True, False)
    assert [feed.href for feed in site.feeds] == ["http://127.0.0.1:2368/rss/"]


@pytest.mark.captures
def test_the_text_that_ghost_gives_a_lead_image_is_not_credited_to_the_author(captures: Path) -> None:
    url = "http://127.0.0.1:2368/rss/"
    body = (captures / "ghost" / "rss.body").read_bytes()
    posts = posts_of(read_feed(Page(url, url, 200, {}, body, recording.FETCHED_AT)), url)
    assert (posts[0].media, posts[0].media_with_alt) == (1, None)
    assert all(post.is_reply is False and post.is_repost is False for post in posts)


@settings(max_examples=200)
@given(st.sampled_from(NOT_SILENT), damage.DAMAGES)
def test_a_damaged_answer_never_proves_zero_posts(case: Path, harm: damage.Damage) -> None:
    assert damage.outcome_after(case, lambda body: damage.damaged(body, harm)) is not Outcome.ZERO_POSTS


@settings(max_examples=50)
@given(st.binary())
def test_any_bytes_are_an_observation_or_drift(body: bytes) -> None:
    for case in CASES:
        assert damage.outcome_after(case, lambda _: body) is not Outcome.ZERO_POSTS
