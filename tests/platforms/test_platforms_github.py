"""GitHub: its limits, said so that the user can act on them, and how far its list is trusted."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import recording

from presence_audit.model.observation import Observation
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Miss, Page
from presence_audit.platforms.github import read

if TYPE_CHECKING:
    from collections.abc import Callable

GITHUB = recording.RECORDINGS / "github"


def _observed(name: str, change: Callable[[Page], Page] = lambda page: page, **asked: datetime) -> Observation:
    told = recording.load(GITHUB / name)

    def answer(url: str) -> Page | Miss:
        page = told.answers[url]
        return change(page) if isinstance(page, Page) else page

    found = recording.play(read(replace(told.ask, **asked)), answer)  # type: ignore[arg-type]
    assert isinstance(found, Observation)
    return found


@pytest.mark.parametrize("reset", ["", "soon", "-1", "9" * 40])
def test_a_limit_without_a_time_is_still_a_limit(reset: str) -> None:
    found = _observed("rate_limited", lambda p: replace(p, headers={**p.headers, "x-ratelimit-reset": reset}))
    assert found.outcome is Outcome.RATE_LIMITED
    assert "UTC" not in found.reason


def test_a_refusal_that_leaves_questions_over_is_no_limit() -> None:
    found = _observed("rate_limited", lambda p: replace(p, headers={**p.headers, "x-ratelimit-remaining": "41"}))
    assert found.outcome is Outcome.BOT_CHALLENGE


def test_the_list_is_complete_only_where_it_reaches_behind_the_period() -> None:
    assert not _observed("ok").window.complete
    assert _observed("ok", since=datetime(2026, 11, 18, tzinfo=UTC)).window.complete


def test_nothing_listed_gives_no_reach() -> None:
    window = _observed("user_without_activity").window
    assert (window.reaches_back_to, window.complete) == (None, False)


def test_older_deeds_are_never_asked_of_another_host() -> None:
    elsewhere = '<https://elsewhere.example/events?page=2>; rel="next"'
    found = _observed("ok", lambda p: replace(p, headers={**p.headers, "link": elsewhere}))
    assert len(found.posts) == 2
