"""Mastodon: recorded conversations, damaged ones, and real answers beside the checkout."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import broken
import pytest
import recording
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presence_audit.model.observation import Observation
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Page
from presence_audit.platforms import Account, parse_url
from presence_audit.platforms import mastodon as mastodon_file
from presence_audit.platforms._mastodon_posts import status_of
from presence_audit.platforms._wire import Node

if TYPE_CHECKING:
    from pathlib import Path

CASES = recording.cases("mastodon")
WITH_POSTS = [case for case in CASES if recording.expected(case).get("outcome") == "ok"]


def named(case: Path) -> str:
    return case.name


@pytest.mark.parametrize("case", CASES, ids=named)
def test_a_recorded_conversation_is_read_as_expected(case: Path) -> None:
    assert recording.expected(case) == recording.converse(case)


@pytest.mark.parametrize(("text", "answer"), mastodon_file.PLATFORM.examples.items())
def test_the_examples_are_recognised_as_they_say(text: str, answer: str) -> None:
    url = parse_url(text)
    assert url is not None

    found = mastodon_file.PLATFORM.recognise(url)

    assert found is not None
    assert answer == (f"{found.kind} {found.handle}" if isinstance(found, Account) else found.why)


def test_an_account_is_a_candidate_until_its_host_has_answered() -> None:
    url = parse_url("http://127.0.0.1:8080/@Nordlys")
    assert url is not None

    found = mastodon_file.PLATFORM.recognise(url)

    assert found == Account(
        "mastodon", "account", "nordlys@127.0.0.1:8080", "http://127.0.0.1:8080/@nordlys", candidate=True
    )


@pytest.mark.parametrize(
    "text",
    [
        "https://nordlys.example/",
        "https://nordlys.example/nyheter/@kari",
        "https://blogg.example/@kari/en-lang-tittel-0123456789ab",
        "https://nordlys.example/@nordlys.rss",
        "https://nordlys.example/@",
        "https://nordlys.example/@kari@ikke et navn",
        "https://nordlys.example/users",
    ],
)
def test_other_addresses_are_left_to_others(text: str) -> None:
    url = parse_url(text)

    assert url is None or mastodon_file.PLATFORM.recognise(url) is None


def _observed(name: str, **changed: object) -> Observation:
    told = recording.load(recording.RECORDINGS / "mastodon" / name)
    ask = replace(told.ask, **changed)  # type: ignore[arg-type]
    found = recording.play(mastodon_file.read(ask), lambda url: told.answers[url])
    assert isinstance(found, Observation)
    return found


def test_reading_ends_with_the_first_page_that_reaches_behind_the_asked_day() -> None:
    told = recording.load(recording.RECORDINGS / "mastodon" / "paging")
    asked = []

    def answers(url: str) -> object:
        asked.append(url)
        return told.answers[url]

    since = datetime(2026, 11, 16, tzinfo=UTC)
    found = recording.play(mastodon_file.read(replace(told.ask, since=since)), answers)  # type: ignore[arg-type]

    assert isinstance(found, Observation)
    assert (len(found.posts), found.window.complete, found.window.reaches_back_to) == (3, True, since)
    assert not [url for url in asked if "max_id" in url]


def test_a_listing_that_goes_round_in_circles_is_not_complete() -> None:
    told = recording.load(recording.RECORDINGS / "mastodon" / "paging")
    pages = [url for url in told.answers if "limit=40" in url]
    first = told.answers[pages[0]]
    assert isinstance(first, Page)
    again = replace(first, headers={**first.headers, "link": f'<{pages[0]}>; rel="next"'})

    found = recording.play(mastodon_file.read(told.ask), lambda url: again if url == pages[0] else told.answers[url])

    assert isinstance(found, Observation)
    assert (found.outcome, found.window.complete) == (Outcome.OK, False)
    assert "circles" in found.reason


def test_reading_ends_after_the_asked_number_of_answers_and_says_so() -> None:
    found = _observed("paging", max_pages=3)

    assert (len(found.posts), found.window.complete) == (3, False)
    assert found.window.reaches_back_to == found.posts[-1].published_at


def test_which_posts_are_pinned_is_unknown_where_it_is_not_answered() -> None:
    assert {post.is_pinned for post in _observed("paging").posts} == {None}
    assert {post.is_pinned for post in _observed("ok").posts} == {True, False}


def _answered_with(name: str, body: bytes, url_part: str) -> Observation:
    """A case in which the answers to some addresses have another body."""
    told = recording.load(recording.RECORDINGS / "mastodon" / name)

    def answers(url: str) -> Page:
        answer = told.answers[url]
        assert isinstance(answer, Page)
        return replace(answer, body=body) if url_part in url else answer

    found = recording.play(mastodon_file.read(told.ask), answers)
    assert isinstance(found, Observation)
    return found


@pytest.mark.parametrize("strange", [b"<html>", b'{"error": "x"}', b'[{"id": 7}]', b"[null]"])
def test_pins_in_another_shape_are_unknown_and_the_posts_stay(strange: bytes) -> None:
    found = _answered_with("ok", strange, "pinned=true")

    assert (found.outcome, found.window.complete) == (Outcome.OK, True)
    assert {post.is_pinned for post in found.posts} == {None}


@pytest.mark.parametrize("strange", [b"<html>", b'{"error": "x"}', b'[{"id": "7"}]'])
def test_a_strange_later_page_keeps_what_was_read_and_the_window_ends_there(strange: bytes) -> None:
    found = _answered_with("paging", strange, "max_id=")

    assert (found.outcome, len(found.posts), found.window.complete) == (Outcome.OK, 3, False)
    assert found.window.reaches_back_to == found.posts[-1].published_at
    assert found.reason.startswith("Older posts could not be read: ")


def test_an_endpoint_is_asked_without_webfinger() -> None:
    told = recording.load(recording.RECORDINGS / "mastodon" / "ok")

    request = next(mastodon_file.read(replace(told.ask, endpoint="http://127.0.0.1:8080")))

    assert request.url == "http://127.0.0.1:8080/api/v1/accounts/lookup?acct=nordlys"


def _after(name: str, url_part: str, **changed: object) -> Observation:
    """A case in which fields of one JSON answer are set to something else."""
    told = recording.load(recording.RECORDINGS / "mastodon" / name)

    def answers(url: str) -> Page:
        answer = told.answers[url]
        assert isinstance(answer, Page)
        if url_part not in url:
            return answer
        return replace(answer, body=json.dumps({**json.loads(answer.body), **changed}).encode())

    found = recording.play(mastodon_file.read(told.ask), answers)
    assert isinstance(found, Observation)
    return found


def test_a_move_to_an_address_of_no_account_is_a_move_all_the_same() -> None:
    found = _after("moved_twice", "lookup", moved={"url": "https://snabelen.example/"})

    assert (found.outcome, found.posts) == (Outcome.MOVED, ())


def test_a_webfinger_answer_without_a_home_leaves_the_domain_itself() -> None:
    assert _after("ok", "webfinger", links=[{"rel": "self", "href": "nonsense"}]).outcome is Outcome.OK


def test_an_empty_listing_of_an_account_without_a_count_proves_nothing() -> None:
    assert _after("zero_posts", "lookup", statuses_count=None).outcome is Outcome.PARSE_DRIFT


@pytest.mark.parametrize("case", WITH_POSTS, ids=named)
def test_an_answer_that_does_not_come_never_makes_a_zero(case: Path) -> None:
    for found in broken.read_with_one_answer_replaced(case):
        assert not isinstance(found, Observation) or found.outcome is not Outcome.ZERO_POSTS


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(WITH_POSTS), st.data())
def test_whatever_is_broken_the_reader_answers_and_never_says_zero_posts(case: Path, data: st.DataObject) -> None:
    found = broken.read_with_one_thing_broken(case, data)

    assert not isinstance(found, Observation) or found.outcome is not Outcome.ZERO_POSTS


@given(st.sampled_from(CASES), broken.NONSENSE, broken.STATUSES, broken.TYPES)
def test_nonsense_is_never_read_as_an_account(case: Path, body: bytes, status: int, content_type: str) -> None:
    found = broken.read_anything(case, body, status, content_type)

    assert not isinstance(found, Observation) or not found.outcome.is_readable


# What a person reads off the real statuses: kind, attachments, of these with alt text, tags, mentions, quoted account.
REAL = [
    ("110446183735368325", "poll", 0, None, (), (), None),
    ("110446223051565765", "video", 1, 1, ("thisisahashtag",), ("halcy@icosahedron.website",), None),
    ("110446383900387196", "poll", 0, None, (), (), None),
    ("110447998920481458", "text", 0, None, (), (), None),
    ("113358687695262945", "video", 1, 1, (), (), None),
    ("113481707975926080", "link", 0, None, (), (), None),
    ("115044073088181107", "text", 0, None, (), (), None),  # a quote of their own post
]


@pytest.mark.captures
@pytest.mark.parametrize(("status", "kind", "media", "described", "tags", "mentions", "quoted"), REAL)
def test_real_statuses_say_what_a_person_reads_off_them(
    captures: Path,
    status: str,
    kind: str,
    media: int,
    described: int | None,
    tags: tuple[str, ...],
    mentions: tuple[str, ...],
    quoted: str | None,
) -> None:
    path = captures / "mastodon" / f"mastodon.social_api_v1_statuses_{status}.json"
    answer = json.loads(path.read_bytes())

    post = status_of(Node(answer), answer["account"]["id"], "mastodon.social")

    assert post is not None
    assert (post.kind, post.media, post.media_with_alt) == (kind, media, described)
    assert (post.hashtags, post.mentions, post.quote_of) == (tags, mentions, quoted)
    assert post.published_at == datetime.fromisoformat(answer["created_at"])
    assert post.is_reply == (answer["in_reply_to_account_id"] not in {None, answer["account"]["id"]})


@pytest.mark.captures
def test_a_real_account_is_verified_by_the_link_that_its_server_has_checked(captures: Path) -> None:
    body = (captures / "mastodon" / "mastodon.social_api_v1_accounts_23972.json").read_bytes()
    told = recording.load(recording.RECORDINGS / "mastodon" / "ok")
    lookup = next(url for url in told.answers if "lookup" in url)
    channel = replace(told.ask.channel, handle="halcy@icosahedron.website", url="https://icosahedron.website/@halcy")
    ask = replace(told.ask, channel=channel, endpoint="https://fosstodon.example")

    def answers(url: str) -> Page:
        listing = b"[]" if "/statuses" in url else body
        return Page(url, url, 200, {"content-type": "application/json"}, listing, recording.FETCHED_AT)

    found = recording.play(mastodon_file.read(ask), answers)

    assert lookup.startswith("https://fosstodon.example/api/v1/accounts/lookup")
    assert isinstance(found, Observation)
    assert found.outcome is Outcome.LOGIN_WALL, "79,961 posts are counted, and none was shown"
    assert found.profile.followers is not None
    assert (found.profile.followers.value, found.profile.verified) == (3642, True)
    assert "https://halcy.de/" in found.profile.links
