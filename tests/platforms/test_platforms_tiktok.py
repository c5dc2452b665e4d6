"""TikTok: what the recordings do not show."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import recording
from hypothesis import given
from hypothesis import strategies as st

from presence_audit.model.observation import Observation, Post
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Page
from presence_audit.platforms import Drift
from presence_audit.platforms import tiktok as tiktok_file
from presence_audit.platforms._tiktok_page import pinned_on_top

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
ASK = recording.load(recording.RECORDINGS / "tiktok" / "zero_posts").ask


def _posts(*days: int) -> list[Post]:
    return [Post(str(place), "", NOON - timedelta(days=day)) for place, day in enumerate(days)]


@pytest.mark.parametrize(
    ("days", "pinned"),
    [
        ((1, 2, 3), 0),
        ((900, 1, 2, 3), 1),
        ((900, 400, 800, 1, 2, 3, 4), 3),
        ((9, 8, 7, 6, 5, 4, 3), None),
        ((3, 900, 1, 40, 2, 60), None),
        ((2, 1), None),
        ((), None),
    ],
)
def test_pinned_posts_are_those_on_top_that_are_out_of_order(days: tuple[int, ...], pinned: int | None) -> None:
    assert pinned_on_top(_posts(*days)) == pinned


@given(st.lists(st.integers(0, 3000), min_size=4, max_size=40))
def test_a_grid_from_old_to_new_never_passes_for_one_from_new_to_old(days: list[int]) -> None:
    oldest_first = sorted(set(days), reverse=True)

    assert len(oldest_first) < 2 or pinned_on_top(_posts(*oldest_first)) is None


def _saved(detail: dict[str, object], body: str = "") -> Observation | str:
    scope = json.dumps({"__DEFAULT_SCOPE__": {"webapp.user-detail": detail}})
    script = f'<script id="__UNIVERSAL_DATA_FOR_REHYDRATION__">{scope}</script>'
    page = Page(ASK.channel.url, ASK.channel.url, 200, {}, f"{body}{script}".encode(), NOON)
    saved = tiktok_file.PLATFORM.saved
    assert saved is not None
    try:
        return saved(ASK, [page])
    except Drift as drift:
        return str(drift)


def _detail(**stats: object) -> dict[str, object]:
    return {"statusCode": 0, "userInfo": {"user": {"uniqueId": "NordlysEnergi"}, "stats": stats}}


def test_an_account_is_silent_only_where_every_count_says_so() -> None:
    found = _saved({**_detail(videoCount=0), "itemList": []})
    assert isinstance(found, Observation)
    assert found.outcome is Outcome.ZERO_POSTS

    detail = _detail(videoCount=0)
    detail["userInfo"]["statsV2"] = {"videoCount": "3"}  # type: ignore[index]
    doubted = _saved(detail)
    assert isinstance(doubted, Observation)
    assert doubted.outcome is Outcome.NOT_ATTEMPTED


def test_an_account_whose_videos_are_not_counted_is_not_silent() -> None:
    found = _saved(_detail())

    assert isinstance(found, Observation)
    assert (found.outcome, found.profile.followers) == (Outcome.NOT_ATTEMPTED, None)
    assert found.next_step


@pytest.mark.parametrize(("shown", "precision"), [(9_999, "exact"), (18_400, "rounded")])
def test_followers_of_the_old_count_are_rounded_from_ten_thousand(shown: int, precision: str) -> None:
    found = _saved(_detail(videoCount=3, followerCount=shown))

    assert isinstance(found, Observation)
    assert found.profile.followers is not None
    assert (found.profile.followers.value, found.profile.followers.precision) == (shown, precision)


def test_of_several_saved_pages_the_longest_stands_for_the_account() -> None:
    case = recording.load(recording.RECORDINGS / "tiktok" / "ok")
    whole = next(iter(case.answers.values()))
    short = recording.load(recording.RECORDINGS / "tiktok" / "saved_not_scrolled").answers
    assert isinstance(whole, Page)
    first = next(iter(short.values()))
    assert isinstance(first, Page)
    saved = tiktok_file.PLATFORM.saved
    assert saved is not None

    found = saved(case.ask, [first, whole, replace(whole, body=b"")])

    assert (found.outcome, len(found.posts)) == (Outcome.OK, 5)


def test_an_old_page_that_lists_more_does_not_speak_of_what_came_after_it() -> None:
    case = recording.load(recording.RECORDINGS / "tiktok" / "saved_whole")
    (page,) = (answer for answer in case.answers.values() if isinstance(answer, Page))
    saved = tiktok_file.PLATFORM.saved
    assert saved is not None
    later = replace(page, fetched_at=page.fetched_at + timedelta(days=90), body=page.body.replace(b"<a ", b"<b "))

    found = saved(case.ask, [page, later])

    assert found.posts
    assert found.observed_at == page.fetched_at
