from __future__ import annotations

from datetime import UTC, datetime

import pytest

from presence_audit.model.observation import ChannelRef, Comment, Comments, Evidence, Observation, Post
from presence_audit.model.outcome import Outcome
from presence_audit.routes import routed

WHEN = datetime(2026, 11, 20, 6, tzinfo=UTC)
REF = ChannelRef("mastodon", "account", "nordlys@fosstodon.example", "https://fosstodon.example/@nordlys")
HEAD, OLDER, NEWER = (letter * 64 for letter in "abc")


def _seen(*posts: Post, evidence: tuple[str, ...] = (), comments: Comments | None = None) -> Observation:
    pieces = tuple(Evidence("https://fosstodon.example", 200, digest, WHEN) for digest in evidence)
    return Observation(REF, Outcome.OK, posts=posts, evidence=pieces, comments=comments)


def _post(number: str, url: str = "") -> Post:
    return Post(number, url, WHEN)


def test_a_post_names_the_answer_in_which_its_id_stands() -> None:
    answers = [(HEAD, b'{"id": "1"}'), (NEWER, b'[{"id": "112233445566"}]'), (OLDER, b'[{"id": "112233445500"}]')]
    found = routed(_seen(_post("112233445500"), _post("112233445566")), "live", answers)

    assert [post.seen_in for post in found.posts] == [OLDER, NEWER]


@pytest.mark.parametrize(
    "written", ["https://nordlys.example/2026/nytt-kraftverk", "https:\\/\\/nordlys.example\\/2026\\/nytt-kraftverk"]
)
def test_a_short_id_says_nothing_and_the_address_does(written: str) -> None:
    post = _post("12", "https://nordlys.example/2026/nytt-kraftverk")
    found = routed(_seen(post), "live", [(HEAD, b'{"total": 12}'), (NEWER, f'[{{"link": "{written}"}}]'.encode())])

    assert found.posts[0].seen_in == NEWER


def test_a_post_that_stands_in_none_of_the_answers_has_no_place() -> None:
    found = routed(_seen(_post("112233445566")), "live", [(HEAD, b"{}"), (NEWER, b"[]")])

    assert found.posts[0].seen_in is None


def test_where_one_answer_came_every_post_stands_in_it() -> None:
    found = routed(_seen(_post("p1")), "live", [(HEAD, b"<html>"), (NEWER, b"")])

    assert found.posts[0].seen_in == HEAD


def test_an_export_of_one_file_is_the_place_and_of_two_files_nobody_can_tell() -> None:
    assert routed(_seen(_post("p1"), evidence=(HEAD,)), "export").posts[0].seen_in == HEAD
    assert routed(_seen(_post("p1"), evidence=(HEAD, OLDER)), "export").posts[0].seen_in is None


def test_comments_have_a_place_too() -> None:
    comment = Comment("998877665544", "", "p1", None, None, None, WHEN)
    answers = [(HEAD, b"[]"), (NEWER, b'{"id": "998877665544"}')]
    found = routed(_seen(comments=Comments(WHEN, (comment,))), "live", answers)

    assert found.comments is not None
    assert found.comments.said[0].seen_in == NEWER


def test_a_post_with_half_a_surrogate_in_its_id_is_looked_up_all_the_same() -> None:
    assert routed(_seen(_post("\ud800abcdef")), "live", [(HEAD, b"a"), (OLDER, b"b")]).posts[0].seen_in is None


@pytest.mark.parametrize(
    ("url", "longer"),
    [
        ("https://nordlys.example/?p=12", "https://nordlys.example/?p=123"),
        ("https://nordlys.example/2026/nytt-kraftverk", "https://nordlys.example/2026/nytt-kraftverk-2"),
    ],
)
def test_an_address_that_only_begins_a_longer_one_is_not_the_posts_own(url: str, longer: str) -> None:
    answers = [(HEAD, f'"{longer}"'.encode()), (NEWER, f'"{longer}" "{url}"'.encode())]

    assert routed(_seen(_post("1", url)), "live", answers).posts[0].seen_in == NEWER
    assert routed(_seen(_post("1", url)), "live", [*answers[:1], (OLDER, b"[]")]).posts[0].seen_in is None


def test_an_address_goes_before_a_slug_that_a_menu_may_hold_too() -> None:
    post = _post("12", "https://nordlys.example/2026/nyheter/")
    answers = [(HEAD, b'<a href="/nyheter/">'), (NEWER, b'"https://nordlys.example/2026/nyheter/"')]

    assert routed(_seen(post), "live", answers).posts[0].seen_in == NEWER


def test_thousands_of_posts_in_a_hundred_answers_are_found_in_no_time() -> None:
    posts = [
        Post(f"at://did:plc:a/app.bsky.feed.post/3k{n:09}", f"https://bsky.example/3k{n:09}", WHEN)
        for n in range(10_000)
    ]
    pages = [posts[at : at + 100] for at in range(0, 10_000, 100)]
    answers = [
        (f"{n:064}", "".join(f'"{post.id}" {"x " * 100}' for post in page).encode()) for n, page in enumerate(pages)
    ]
    found = routed(_seen(*posts), "live", answers)

    assert [post.seen_in for post in found.posts] == [f"{n // 100:064}" for n in range(10_000)]
