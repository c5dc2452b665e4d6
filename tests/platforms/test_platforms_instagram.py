"""Instagram: printed followers, the order of a grid, and pages that are not what they seem."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import recording
from hypothesis import given
from hypothesis import strategies as st

from presence_audit.model.observation import Count, Observation, Post
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Miss, Page
from presence_audit.platforms import Drift
from presence_audit.platforms._ids import shortcode_time
from presence_audit.platforms._instagram_posts import grid_window
from presence_audit.platforms._meta import followers_in
from presence_audit.platforms.instagram import PLATFORM

SINCE = datetime(2026, 5, 25, tzinfo=UTC)
NEWEST = datetime(2026, 11, 20, 9, tzinfo=UTC)
CASES = recording.RECORDINGS / "instagram"


def _grid(*days_ago: int) -> list[Post]:
    return [Post(str(n), "", NEWEST - timedelta(days=days)) for n, days in enumerate(days_ago)]


def _pages(case: str) -> tuple[recording.Recording, list[Page]]:
    told = recording.load(CASES / case)
    return told, [answer for answer in told.answers.values() if isinstance(answer, Page)]


def _saved(told: recording.Recording, *pages: Page) -> Observation:
    assert PLATFORM.saved is not None
    return PLATFORM.saved(told.ask, pages)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("2,362 Followers, 136 Following, 224 Posts", Count(2362)),
        ("2 362 følgere, følger 136", Count(2362)),
        ("2.362 Follower, 136 gefolgt", Count(2362)),
        ("12M followers", Count(12_000_000, "rounded")),
        ("1,2 mill. følgere", Count(1_200_000, "rounded")),
        ("4,69 M de seguidores", Count(4_690_000, "rounded")),
        ("12 tys. obserwujących", None),
        ("12 tn följare", Count(12_000, "rounded")),
        ("12 B takipçi", None),
        ("followers", None),
        ("61,828,042 likes", None),
    ],
)
def test_followers_are_read_in_languages_whose_scale_words_are_known(text: str, count: Count | None) -> None:
    assert followers_in(text) == count


@pytest.mark.parametrize("pinned", [(), (900,), (400, 900), (900, 400, 700), (300, 400, 900)])
def test_up_to_three_pinned_posts_do_not_widen_the_window(pinned: tuple[int, ...]) -> None:
    window = grid_window(_grid(*pinned, 1, 8, 15, 40), SINCE, ended=False)
    assert window.reaches_back_to == NEWEST - timedelta(days=40)
    assert not window.complete
    assert window.oldest == NEWEST - timedelta(days=40)


def test_a_grid_in_another_order_reaches_back_to_nothing() -> None:
    assert grid_window(_grid(1, 900, 2, 800, 3, 700, 4), SINCE, ended=False).reaches_back_to is None


def test_a_post_without_a_date_leaves_the_window_open() -> None:
    posts = _grid(1, 8, 15)
    undated = [posts[0], replace(posts[1], published_at=None), posts[2]]
    assert grid_window(undated, SINCE, ended=True).reaches_back_to is None


@given(days=st.lists(st.integers(0, 2000), min_size=1, max_size=15), pins=st.integers(0, 3))
def test_a_grid_that_goes_on_never_reaches_further_than_its_last_post(days: list[int], pins: int) -> None:
    ordered = sorted(days)
    window = grid_window(_grid(*days[:pins], *ordered), SINCE, ended=False)
    assert window.reaches_back_to is None or window.reaches_back_to >= min(SINCE, NEWEST - timedelta(days=ordered[-1]))
    assert window.reaches_back_to is None or window.reaches_back_to >= SINCE


def test_the_time_in_a_code_is_that_of_a_post_whose_page_was_recorded() -> None:
    at = shortcode_time("CPeC-Eenc8l", NEWEST)
    assert at is not None
    assert at.date().isoformat() == "2021-05-29"


def test_what_the_scripts_hold_of_an_account_that_was_left_is_not_taken() -> None:
    told, (page,) = _pages("ok")
    moved_on = page.body.replace(b'"username": "nordlysenergi"', b'"username": "sorlyskraft"')
    seen = _saved(told, replace(page, body=moved_on))
    assert seen.posts == ()
    assert seen.profile.followers == Count(2362)  # as the tags print it


def test_a_page_that_a_member_saved_is_read_alike() -> None:
    told, (page,) = _pages("ok")
    body = page.body.replace(
        b"polaris_ordered_timeline_connection", b"xdt_api__v1__feed__user_timeline_graphql_connection"
    )
    body = body.replace(b"xig_user_by_username", b"user").replace(
        b'"media_type"', b'"taken_at": 1795075999, "like_count": 5, "timeline_pinned_user_ids": [41], "media_type"', 1
    )
    seen, before = _saved(told, replace(page, body=body)), _saved(told, page)
    assert seen.profile == before.profile
    first, *rest = seen.posts
    assert (first.is_pinned, first.engagement.likes) == (True, 5)
    assert first.published_at == datetime.fromtimestamp(1795075999, UTC)
    assert tuple(rest) == before.posts[1:]


def test_a_page_of_somebody_else_is_passed_over_beside_the_right_one() -> None:
    told, (page,) = _pages("ok")
    _, (other,) = _pages("another_account")
    assert len(_saved(told, other, page).posts) == 8


def test_two_visits_join_where_they_overlap() -> None:
    told = recording.load(CASES / "embed_after_lite")
    *_, embed = (answer for answer in told.answers.values() if isinstance(answer, Page))
    _, (drawn,) = _pages("saved_scrolled")
    whole = drawn.body.replace(b"padding-top: 1450px", b"padding-top: 0px")
    earlier = replace(drawn, body=whole, fetched_at=datetime(2026, 11, 4, tzinfo=UTC))
    assert _saved(told, embed).window.reaches_back_to == datetime(2026, 11, 3, 7, 45, 20, tzinfo=UTC)
    assert _saved(told, embed, earlier).window.reaches_back_to == datetime(2026, 10, 8, 10, 5, 9, tzinfo=UTC)


def test_a_later_visit_that_lists_nothing_leaves_a_gap() -> None:
    told, (page,) = _pages("ok")
    bare = replace(_pages("lite_zero")[1][0], fetched_at=page.fetched_at + timedelta(days=30))
    assert _saved(told, page, bare).window.reaches_back_to is None


def test_a_wall_before_the_embedding_does_not_hide_who_the_account_is() -> None:
    told = recording.load(CASES / "embed_after_lite")

    def answers(url: str) -> Page | Miss:
        if url.endswith("/embed/"):
            return Page(url, url, 429, {}, b"", recording.FETCHED_AT)
        return told.answers[url]

    seen = recording.play(PLATFORM.read(told.ask), answers)
    assert isinstance(seen, Observation)
    assert (seen.outcome, seen.posts) == (Outcome.OK, ())
    assert seen.profile.followers == Count(2362)
    assert "saved: FILE" in seen.next_step


@given(st.binary(max_size=300))
def test_any_bytes_in_the_data_give_an_observation_or_drift(noise: bytes) -> None:
    told, (page,) = _pages("ok")
    middle = page.body.index(b"polaris_ordered")
    try:
        seen = _saved(told, replace(page, body=page.body[:middle] + noise + page.body[middle + len(noise) :]))
    except Drift:
        return
    assert seen.outcome is not Outcome.ZERO_POSTS


@pytest.mark.parametrize(("case", "outcome"), [("private", Outcome.PRIVATE), ("zero_posts", Outcome.ZERO_POSTS)])
def test_what_an_account_was_on_an_earlier_visit_is_not_what_it_is_now(case: str, outcome: Outcome) -> None:
    told, (then,) = _pages(case)
    (bare,) = _pages("lite_zero")[1]
    later = replace(bare, fetched_at=then.fetched_at + timedelta(days=60))
    assert _saved(told, then).outcome is outcome
    assert _saved(told, then, later).outcome is Outcome.OK
    assert _saved(told, then, later).window.reaches_back_to is None


def test_a_page_whose_title_names_another_account_is_not_the_one_in_its_scripts() -> None:
    told, (page,) = _pages("ok")
    body = re.sub(rb"\((?:@|&#0*64;)[\w.]+\)", b"(@somebody.else)", page.body)
    assert body != page.body
    assert _saved(told, replace(page, body=body)).outcome is Outcome.PARSE_DRIFT
