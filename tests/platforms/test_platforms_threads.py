"""What recordings of Threads do not show: hostile data, and the windows of several pages."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import broken
import pytest
import recording
from hypothesis import given, settings
from hypothesis import strategies as st

from presence_audit.model.observation import Observation
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Page
from presence_audit.platforms import Drift
from presence_audit.platforms.threads import saved

CASE = recording.load(recording.RECORDINGS / "threads" / "ok")
ASK = CASE.ask
PAGE = next(page for page in CASE.answers.values() if isinstance(page, Page))
_DATA = re.compile(rb"(?<=data-sjs>).*?(?=</script>)", re.DOTALL)


def _read(*pages: Page) -> Observation | Drift:
    try:
        return saved(ASK, pages)
    except Drift as drift:
        return drift


def _with(data: Any, at: datetime = recording.FETCHED_AT) -> Page:
    body = f"<html><script type='application/json' data-sjs>{json.dumps(data)}</script></html>"
    return replace(PAGE, body=body.encode(), fetched_at=at)


def _thread(*days: int, **info: Any) -> dict[str, Any]:
    posts = [
        {
            "pk": str(day),
            "code": f"C{day:09d}",
            "user": {"username": "nordlys.energi"},
            "taken_at": int((recording.FETCHED_AT - timedelta(days=day)).timestamp()),
            "text_post_app_info": info,
        }
        for day in days
    ]
    return {"thread_items": [{"post": post} for post in posts]}


def _page(*threads: dict[str, Any], at: datetime = recording.FETCHED_AT) -> Page:
    return _with({"user": {"username": "nordlys.energi", "follower_count": 7}, "edges": list(threads)}, at)


@settings(max_examples=200)
@given(data=st.data())
def test_one_value_that_is_broken_gives_posts_or_an_unknown(data: st.DataObject) -> None:
    parts = [found.span() for found in _DATA.finditer(PAGE.body)]
    start, end = parts[data.draw(st.integers(0, len(parts) - 1))]
    inside = data.draw(broken.broken(PAGE.body[start:end]))
    found = _read(replace(PAGE, body=PAGE.body[:start] + inside + PAGE.body[end:]))
    assert isinstance(found, Drift) or found.outcome is not Outcome.ZERO_POSTS


def test_a_list_reaches_back_to_its_last_thread_and_not_to_what_is_pinned() -> None:
    found = _read(_page(_thread(300, pinned_post_info={"is_pinned_to_profile": True}), _thread(2), _thread(9)))
    assert isinstance(found, Observation)
    assert found.window.reaches_back_to == recording.FETCHED_AT - timedelta(days=9)
    assert [post.is_pinned for post in found.posts] == [True, None, None]


def test_the_posts_of_one_thread_stand_from_its_beginning_on() -> None:
    found = _read(_page(_thread(4, 3, 2), _thread(9, 8, 7)))
    assert isinstance(found, Observation)
    assert found.window.reaches_back_to == recording.FETCHED_AT - timedelta(days=9)
    assert found.window.newest == recording.FETCHED_AT - timedelta(days=2)


def test_pages_whose_windows_overlap_are_one_list() -> None:
    earlier = recording.FETCHED_AT - timedelta(days=10)
    found = _read(_page(_thread(20), _thread(40), at=earlier), _page(_thread(2), _thread(12)))
    assert isinstance(found, Observation)
    assert found.window.reaches_back_to == recording.FETCHED_AT - timedelta(days=40)
    assert len(found.posts) == 4


def test_pages_with_a_gap_between_them_reach_back_to_the_gap() -> None:
    earlier = recording.FETCHED_AT - timedelta(days=30)
    found = _read(_page(_thread(40), at=earlier), _page(_thread(2), _thread(12)))
    assert isinstance(found, Observation)
    assert found.window.reaches_back_to == recording.FETCHED_AT - timedelta(days=12)


@pytest.mark.parametrize(
    ("info", "expected"),
    [
        ({}, (None, None)),
        ({"is_reply": False}, (False, None)),
        ({"is_reply": True}, (None, None)),
        ({"is_reply": True, "reply_to_author": {"username": "Nordlys.Energi"}}, (False, None)),
        ({"is_reply": True, "reply_to_author": {"username": "kari"}}, (True, "kari")),
    ],
)
def test_an_answer_is_to_somebody_else_and_unknown_where_nobody_says(info: dict[str, Any], expected: Any) -> None:
    found = _read(_page(_thread(2, **info)))
    assert isinstance(found, Observation)
    assert (found.posts[0].is_reply, found.posts[0].reply_to) == expected


def test_data_that_is_nested_without_end_is_passed_over() -> None:
    deep = b"<html><script data-sjs>" + b"[" * 50_000 + b"</script></html>"
    assert isinstance(_read(replace(PAGE, body=deep)), Drift)


def test_a_time_of_before_threads_is_no_time() -> None:
    assert isinstance(_read(_page(_thread(9_000))), Drift)


def test_a_later_page_that_lists_nothing_does_not_stretch_what_is_known() -> None:
    earlier = recording.FETCHED_AT - timedelta(days=30)
    found = _read(_page(_thread(40), at=earlier), _page())
    assert isinstance(found, Observation)
    assert found.observed_at == earlier
