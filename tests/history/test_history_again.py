"""A run told again is the same run, and the order in which runs are told makes no difference."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from history.told import CHANNEL, day, noticed, past, post, posts_of, seen, tell
from hypothesis import given, settings
from hypothesis import strategies as st

from presence_audit.history import History
from presence_audit.history._lines import lines_of
from presence_audit.model.outcome import Outcome

if TYPE_CHECKING:
    from presence_audit.model.observation import Observation

DAYS = (10, 17, 24, 31)


def _post(number: int, text: str, media: int | None, *, is_reply: bool, is_saved: bool, is_fed: bool) -> Any:
    told = post(number, text=text, media=media, is_reply=is_reply, provenance="saved" if is_saved else "live")
    return replace(told, id=told.url) if is_fed else told


@st.composite
def _runs(draw: st.DrawFn) -> list[tuple[int, Observation | None]]:
    runs: list[tuple[int, Observation | None]] = []
    for at in DAYS:
        outcome = draw(st.sampled_from([Outcome.OK, Outcome.OK, Outcome.OK, Outcome.ZERO_POSTS, Outcome.LOGIN_WALL]))
        is_saved, is_fed = draw(st.integers(0, 4)) == 0, draw(st.integers(0, 3)) == 0
        numbers = draw(st.lists(st.integers(0, 9), unique=True)) if outcome is Outcome.OK else []
        posts = [
            _post(n, draw(st.sampled_from(["", "en", "to ord"])), draw(st.sampled_from([None, 1, 2])),
                  is_reply=n % 3 == 0, is_saved=is_saved, is_fed=is_fed)
            for n in numbers
        ]  # fmt: skip
        reach = draw(st.sampled_from([None, -1, 3, 6])) if outcome.is_readable else None
        found = seen(at, posts, reach, outcome=outcome, routes=("saved",) if is_saved else ("live",))
        runs.append((at, found if draw(st.integers(0, 9)) else None))
    return runs


def _everything(history: History) -> list[Any]:
    return [(noticed(history, at), past(history, at), past(history, at, since=5)) for at in (*DAYS, 99)]


@settings(deadline=timedelta(seconds=5), max_examples=60)
@given(_runs(), st.permutations(range(len(DAYS))))
def test_the_order_in_which_runs_are_told_makes_no_difference(
    runs: list[tuple[int, Observation | None]], order: list[int]
) -> None:
    with History.in_memory() as straight, History.in_memory() as mixed:
        known = []
        for at, found in runs:
            tell(straight, at, found)
            known.append((noticed(straight, at), past(straight, at), past(straight, at, since=5)))
        # What a run knows is the same before and after later ones are told.
        assert known == _everything(straight)[: len(DAYS)]
        for place in order:
            tell(mixed, *runs[place])
        # One key for both, or names would differ; there are none here.
        assert _everything(mixed) == _everything(straight)
        before = list(lines_of(mixed._db))
        for place in order:
            tell(mixed, *runs[place])
        assert list(lines_of(mixed._db)) == before


@settings(deadline=timedelta(seconds=5), max_examples=25)
@given(_runs(), _runs(), st.integers(0, len(DAYS) - 1))
def test_a_run_told_anew_says_what_it_says_now_and_of_before_only_what_it_cannot_read_any_more(
    runs: list[tuple[int, Observation | None]], others: list[tuple[int, Observation | None]], place: int
) -> None:
    with History.in_memory() as changed, History.in_memory() as straight:
        for at, found in [*runs[:place], others[place], *runs[place + 1 :]]:
            tell(changed, at, found)
        tell(changed, *runs[place])
        before, now = others[place][1], runs[place][1]
        is_lost = before is not None and before.outcome.is_readable and now is not None and now.outcome.is_unknown
        for at, found in [*runs[:place], others[place] if is_lost else runs[place], *runs[place + 1 :]]:
            tell(straight, at, found)
        assert _everything(changed) == _everything(straight)


@pytest.mark.parametrize("outcome", [Outcome.NOT_ATTEMPTED, Outcome.RATE_LIMITED, Outcome.NETWORK_ERROR])
def test_a_second_run_that_cannot_read_loses_nothing_that_the_first_has_read(outcome: Outcome) -> None:
    with History.in_memory() as history:
        tell(history, 10, seen(10, [post(3), post(4)], 2))
        before = list(lines_of(history._db))
        tell(history, 10, seen(11, [], outcome=outcome))
        assert list(lines_of(history._db)) == before
        tell(history, 10, None)
        assert posts_of(history, 20) == []


def test_a_channel_that_was_not_asked_is_not_written_down() -> None:
    with History.in_memory() as history:
        tell(history, 10, seen(10, [], outcome=Outcome.NOT_ATTEMPTED))
        assert '"table":"sighting"' not in "".join(lines_of(history._db))


def test_the_same_answers_keep_the_times_of_their_first_reading() -> None:
    first = seen(10, [post(3)], 0, digest="a")
    again = replace(first, observed_at=day(11), evidence=tuple(replace(e, fetched_at=day(11)) for e in first.evidence))
    other = seen(11, [post(3)], 0, digest="b")
    with History.in_memory() as history:
        assert history.settled(day(10), CHANNEL, first) is first
        tell(history, 10, first)
        assert history.settled(day(10), CHANNEL, again) == first
        assert history.settled(day(10), CHANNEL, other) is other
        assert history.settled(day(12), CHANNEL, again) is again
        assert history.settled(day(10), "channel:x:nobody", again) is again
        walled = replace(again, outcome=Outcome.LOGIN_WALL)
        assert history.settled(day(10), CHANNEL, walled) is walled
