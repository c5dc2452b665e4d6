"""Bluesky: recorded conversations, damaged ones, and real answers beside the checkout."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import broken
import pytest
import recording
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presence_audit.model.channel import Channel
from presence_audit.model.observation import Observation, Post
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Page
from presence_audit.platforms import Account, Ask, Drift, Refusal, parse_url
from presence_audit.platforms import bluesky as bluesky_file
from presence_audit.platforms._bluesky_posts import post_of
from presence_audit.platforms._wire import Node

if TYPE_CHECKING:
    from pathlib import Path

CASES = recording.cases("bluesky")
WITH_POSTS = [case for case in CASES if recording.expected(case).get("outcome") == "ok"]


def named(case: Path) -> str:
    return case.name


@pytest.mark.parametrize("case", CASES, ids=named)
def test_a_recorded_conversation_is_read_as_expected(case: Path) -> None:
    assert recording.expected(case) == recording.converse(case)


@pytest.mark.parametrize(("text", "answer"), bluesky_file.PLATFORM.examples.items())
def test_the_examples_are_recognised_as_they_say(text: str, answer: str) -> None:
    url = parse_url(text)
    assert url is not None

    found = bluesky_file.recognise(url)

    assert found is not None
    assert answer == (f"{found.kind} {found.handle}" if isinstance(found, Account) else found.why)


def _case(name: str) -> Path:
    return recording.RECORDINGS / "bluesky" / name


def _observed(name: str, **changed: object) -> Observation:
    told = recording.load(_case(name))
    ask = replace(told.ask, **changed)  # type: ignore[arg-type]
    found = recording.play(bluesky_file.read(ask), lambda url: told.answers[url])
    assert isinstance(found, Observation)
    return found


def test_the_feed_of_an_account_that_asks_not_to_be_shown_is_never_asked_for() -> None:
    asked = recording.load(_case("opted_out")).answers

    found = _observed("opted_out")

    assert [urlsplit(url).path.rpartition("/")[2] for url in asked] == ["app.bsky.actor.getProfile"]
    assert (found.outcome, found.profile.name, found.profile.followers) == (Outcome.OPTED_OUT, None, None)


def test_reading_ends_after_the_asked_number_of_answers_and_says_so() -> None:
    found = _observed("paging", max_pages=2)

    assert (len(found.posts), found.window.complete) == (3, False)
    assert found.window.reaches_back_to == found.posts[-1].published_at
    assert "stopped after 2 answers" in found.reason


@pytest.mark.parametrize(
    "strange",
    [
        b"<html><body>Velkommen</body></html>",
        b"[]",
        b'{"feed": {}}',
        b'{"feed": [{"post": {}}], "cursor": "c"}',
    ],
)
def test_a_strange_later_page_keeps_what_was_read_and_the_window_ends_there(strange: bytes) -> None:
    told = recording.load(_case("paging"))

    def answers(url: str) -> Page:
        answer = told.answers[url]
        assert isinstance(answer, Page)
        return replace(answer, body=strange) if "cursor=" in url else answer

    found = recording.play(bluesky_file.read(told.ask), answers)

    assert isinstance(found, Observation)
    assert (found.outcome, len(found.posts), found.window.complete) == (Outcome.OK, 3, False)
    assert found.window.reaches_back_to == found.posts[-1].published_at
    assert found.reason.startswith("Older posts could not be read: ")


def test_a_strange_first_page_is_drift_of_the_account() -> None:
    told = recording.load(_case("paging"))
    strange = next(replace(page, body=b"[]") for page in told.answers.values() if isinstance(page, Page))

    with pytest.raises(Drift, match="feed is missing"):
        recording.play(bluesky_file.read(told.ask), lambda url: strange if "Feed" in url else told.answers[url])


def test_another_endpoint_is_asked_when_the_user_runs_one() -> None:
    told = recording.load(_case("not_found"))

    request = next(bluesky_file.read(replace(told.ask, endpoint="http://127.0.0.1:8080/")))

    assert request.url == "http://127.0.0.1:8080/xrpc/app.bsky.actor.getProfile?actor=finnes-ikke.test"


def test_a_pinned_post_does_not_reach_back() -> None:
    found = _observed("pinned", since=datetime(2026, 6, 10, tzinfo=UTC))
    pinned = [post for post in found.posts if post.is_pinned]

    assert [found.posts[0]] == pinned


def _item(text: str, at: str, **record: object) -> Node:
    """A post of did:plc:me, written by hand to the lexicon."""
    view = {
        "uri": "at://did:plc:me/app.bsky.feed.post/3k",
        "author": {"did": "did:plc:me", "handle": "me.example"},
        "record": {"$type": "app.bsky.feed.post", "text": text, "createdAt": at, **record},
        "indexedAt": "2026-11-23T06:00:00.000Z",
    }
    return Node({"post": view})


def _post(text: str = "Hei", at: str = "2026-11-20T08:00:00Z", **record: object) -> Post:
    return post_of(_item(text, at, **record), "did:plc:me")


@pytest.mark.parametrize(
    ("written", "counts"),
    [
        ("2026-11-20T08:00:00Z", "2026-11-20T08:00:00+00:00"),
        ("2026-11-20T08:00:00.123+02:00", "2026-11-20T06:00:00.123000+00:00"),
        ("2027-01-02T08:00:00Z", "2026-11-23T06:00:00+00:00"),
        ("2009-03-01T10:00:00Z", "2009-03-01T10:00:00+00:00"),
        ("1969-07-20T20:17:40Z", "1969-07-20T20:17:40+00:00"),
        ("0001-01-01T00:00:00Z", "2026-11-23T06:00:00+00:00"),
        ("yesterday", "2026-11-23T06:00:00+00:00"),
    ],
)
def test_the_earlier_of_the_written_and_the_seen_time_counts(written: str, counts: str) -> None:
    assert datetime.fromisoformat(counts) == _post(at=written).published_at


def test_marks_in_the_text_are_counted_in_bytes_of_the_text_as_it_came() -> None:
    text = "🎉\r\nHei @kari.example, se #Ås her"
    start = len("🎉\r\nHei ".encode())
    facets = [
        {
            "index": {"byteStart": start, "byteEnd": start + len("@kari.example")},
            "features": [{"$type": "app.bsky.richtext.facet#mention", "did": "did:plc:kari"}],
        },
        {"index": {"byteStart": 0, "byteEnd": 4}, "features": [{"$type": "app.bsky.richtext.facet#tag", "tag": "Ås"}]},
        {
            "index": {"byteStart": 9, "byteEnd": 2},
            "features": [{"$type": "app.bsky.richtext.facet#mention", "did": "did:x"}],
        },
    ]

    post = _post(text, facets=facets, tags=["skjult", "Ås"])

    assert (post.mentions, post.hashtags) == (("kari.example", "did:x"), ("Ås", "skjult"))


@pytest.mark.parametrize(
    ("parent", "is_reply", "reply_to"),
    [
        ("at://did:plc:kari/app.bsky.feed.post/1", True, "did:plc:kari"),
        ("at://did:plc:me/app.bsky.feed.post/1", False, None),
        ("nonsense", None, None),
    ],
)
def test_who_is_answered_is_known_from_the_address_when_the_answered_post_is_gone(
    parent: str, is_reply: bool | None, reply_to: str | None
) -> None:
    post = _post(reply={"root": {"uri": parent}, "parent": {"uri": parent}})

    assert (is_reply, reply_to) == (post.is_reply, post.reply_to)


def test_an_embed_nobody_knows_is_of_another_kind_and_its_media_are_not_counted() -> None:
    post = _post(embed={"$type": "app.bsky.embed.hologram"})

    assert (post.kind, post.media, post.media_with_alt) == ("other", None, None)


@pytest.mark.parametrize("case", WITH_POSTS, ids=named)
def test_an_answer_that_does_not_come_never_makes_a_zero(case: Path) -> None:
    for found in broken.read_with_one_answer_replaced(case):
        assert not isinstance(found, Observation) or found.outcome is not Outcome.ZERO_POSTS


@pytest.mark.parametrize("text", ["https://kari.bsky.social/x", "https://bsky.app/profile", "https://go.bsky.app/abc"])
def test_an_address_without_an_account_is_refused(text: str) -> None:
    url = parse_url(text)
    assert url is not None

    assert isinstance(bluesky_file.recognise(url), Refusal)


def test_somebody_elses_post_or_repost_in_the_feed_is_drift() -> None:
    by_another = {
        "$type": "app.bsky.feed.defs#reasonRepost",
        "by": {"did": "did:plc:x"},
        "indexedAt": "2026-11-20T08:00:00Z",
    }
    item = _item("Hei", "2026-11-20T08:00:00Z")
    assert isinstance(item.value, dict)

    with pytest.raises(Drift, match="post by somebody else"):
        post_of(item, "did:plc:you")
    with pytest.raises(Drift, match="passed on by somebody else"):
        post_of(Node({**item.value, "reason": by_another}), "did:plc:me")


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(WITH_POSTS), st.data())
def test_whatever_is_broken_the_reader_answers_and_never_says_zero_posts(case: Path, data: st.DataObject) -> None:
    found = broken.read_with_one_thing_broken(case, data)

    assert not isinstance(found, Observation) or found.outcome is not Outcome.ZERO_POSTS


@given(st.sampled_from(CASES), broken.NONSENSE, broken.STATUSES, broken.TYPES)
def test_nonsense_is_never_read_as_an_account(case: Path, body: bytes, status: int, content_type: str) -> None:
    found = broken.read_anything(case, body, status, content_type)

    assert not isinstance(found, Observation) or not found.outcome.is_readable


# What a person reads off the real answers: outcome, posts, reposts, answers to others, pinned, last post.
REAL = [
    ("kari-nordmann", "ok", 14, 1, 1, 0, "2026-11-23T08:08:15.221"),
    ("fjordkraft", "ok", 12, 0, 0, 1, "2026-11-22T08:08:15.322"),
    ("replyguy", "ok", 5, 2, 3, 0, "2026-11-23T08:08:17.470"),
    ("ola", "ok", 3, 1, 1, 0, "2026-11-23T08:08:16.807"),
    ("bulk-acct", "ok", 260, 0, 0, 0, "2026-11-23T08:08:17.504"),
    ("quiet-acct", "ok", 1, 0, 0, 0, "2019-06-01T08:00:00"),
    ("noposts-acct", "zero_posts", 0, 0, 0, 0, None),
    ("hidden-acct", "opted_out", 0, 0, 0, 0, None),
    ("gone-acct", "not_found", 0, 0, 0, 0, None),
    ("taken-acct", "suspended", 0, 0, 0, 0, None),
    ("nobody", "not_found", 0, 0, 0, 0, None),
]


@pytest.mark.captures
@pytest.mark.parametrize(("name", "outcome", "posts", "reposts", "answers", "pinned", "newest"), REAL)
def test_real_answers_of_the_network_say_what_a_person_reads_off_them(
    captures: Path, name: str, outcome: str, posts: int, reposts: int, answers: int, pinned: int, newest: str | None
) -> None:
    folder = captures / "atproto"
    kept = [json.loads(line) for line in (folder / "index.jsonl").read_text("utf-8").splitlines()]
    statuses = {line["name"]: line["status"] for line in kept}
    cursors = {}
    for page in ("page2-bulk", "page3-bulk"):
        url = next(line["url"] for line in kept if line["name"] == page)
        cursors[parse_qs(urlsplit(url).query)["cursor"][0]] = page

    def answers_of(url: str) -> Page:
        query = parse_qs(urlsplit(url).query)
        if "getProfile" in url:
            kept_as = f"profile-{name}"
        elif "cursor" in query:
            kept_as = cursors[query["cursor"][0]]
        else:
            kept_as = {"fjordkraft": "feed-corp-pins", "bulk-acct": "page1-bulk"}.get(name, f"feed-{name}")
        body = (folder / f"{kept_as}.body").read_bytes()
        return Page(url, url, statuses[kept_as], {"content-type": "application/json"}, body, recording.FETCHED_AT)

    until = datetime(2026, 11, 23, 9, tzinfo=UTC)
    channel = Channel("bluesky", "account", f"{name}.test", f"https://bsky.app/profile/{name}.test")
    found = recording.play(bluesky_file.read(Ask(channel, until - timedelta(days=182), until)), answers_of)

    assert isinstance(found, Observation)
    assert (outcome, posts) == (found.outcome, len(found.posts))
    assert (reposts, answers, pinned) == (
        sum(bool(post.is_repost) for post in found.posts),
        sum(bool(post.is_reply) for post in found.posts),
        sum(bool(post.is_pinned) for post in found.posts),
    )
    assert (newest and datetime.fromisoformat(newest).replace(tzinfo=UTC)) == found.window.newest


@pytest.mark.captures
def test_a_real_feed_with_a_quoted_starter_pack_and_a_repost_is_read(captures: Path) -> None:
    feed = json.loads((captures / "bluesky" / "getAuthorFeed_bsky.app_2026-09-30_excerpt.json").read_bytes())

    own, repost = [post_of(Node(item), "did:plc:z72i7hdynmk6r22z27h6tvur") for item in feed["feed"]]

    assert (own.kind, own.is_repost, own.engagement.likes, own.quote_of) == ("other", False, 917, None)
    assert (repost.is_repost, repost.author, repost.engagement.likes) == (True, "kenjennings.bsky.social", None)
    assert datetime(2026, 9, 18, 22, 41, 20, 71000, UTC) == repost.published_at
