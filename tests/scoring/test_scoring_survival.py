from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presence_audit.scoring.survival import Wait, kaplan_meier, median_interval, median_of

# The remission times in weeks of Freireich et al. 1963, the example of every textbook; "+" was still in remission.
TREATED = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
UNTREATED = "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23"
WAITS = st.lists(st.builds(Wait, st.floats(0, 168), st.booleans()), max_size=40)


def _waits(words: str) -> list[Wait]:
    return [Wait(float(word.removesuffix("+")), not word.endswith("+")) for word in words.split()]


@pytest.mark.parametrize(
    ("time", "waiting", "error"),
    [
        # Printed in Collett, Modelling Survival Data, and in Kleinbaum & Klein, Survival Analysis.
        (6, 0.8571, 0.0764),
        (7, 0.8067, 0.0869),
        (10, 0.7529, 0.0963),
        (13, 0.6902, 0.1068),
        (16, 0.6275, 0.1141),
        (22, 0.5378, 0.1282),
        (23, 0.4482, 0.1346),
    ],
)
def test_the_curve_agrees_with_the_textbook(time: float, waiting: float, error: float) -> None:
    step = next(step for step in kaplan_meier(_waits(TREATED)) if step.time == time)

    assert step.waiting == pytest.approx(waiting, abs=5e-5)
    assert math.sqrt(step.variance) == pytest.approx(error, abs=6e-5)


def test_the_medians_agree_with_the_textbook() -> None:
    assert median_of(kaplan_meier(_waits(TREATED))) == 23
    assert median_of(kaplan_meier(_waits(UNTREATED))) == 8


def test_the_interval_of_the_median_ends_where_the_curve_leaves_one_half() -> None:
    # At 13 weeks .6902 - 1.645*.1068 is above one half, at 16 weeks .6275 - 1.645*.1141 is not; no upper end is seen.
    assert median_interval(kaplan_meier(_waits(TREATED)), 168) == (16, 168)
    # Without anybody lost from sight the variance is that of a share: 14/21 at 4 weeks, 6/21 at 11 weeks.
    assert median_interval(kaplan_meier(_waits(UNTREATED)), 168) == (4, 11)


def test_a_median_that_is_never_reached_is_none() -> None:
    assert median_of(kaplan_meier(_waits("1 2 3+ 4+ 5+"))) is None
    assert median_of([]) is None
    assert median_interval([], 168) is None


def test_an_exact_half_is_a_half_however_many_steps_lead_to_it() -> None:
    for pairs in range(1, 200):
        waits = [Wait(time, is_over=True) for time in range(1, pairs + 1)] + [Wait(1000, is_over=False)] * pairs
        assert median_of(kaplan_meier(waits)) == pairs


def test_who_is_last_seen_when_another_is_answered_still_waits_then() -> None:
    assert [step.waiting for step in kaplan_meier(_waits("5 5+"))] == [0.5]


@given(WAITS)
def test_the_curve_falls_from_one_and_never_below_zero(waits: list[Wait]) -> None:
    steps = kaplan_meier(waits)

    assert [step.time for step in steps] == sorted({wait.time for wait in waits if wait.is_over})
    shares = [1.0, *(step.waiting for step in steps)]
    assert all(later < earlier for earlier, later in pairwise(shares))
    assert all(step.waiting >= 0 and step.variance >= 0 for step in steps)


@given(WAITS, st.randoms())
def test_the_order_makes_no_difference(waits: list[Wait], chance: object) -> None:
    mixed = list(waits)
    chance.shuffle(mixed)  # type: ignore[attr-defined]

    assert kaplan_meier(mixed) == kaplan_meier(waits)


@given(st.lists(st.floats(0, 168), min_size=1, max_size=40))
def test_where_nobody_is_left_waiting_the_curve_counts_who_still_was(times: list[float]) -> None:
    steps = kaplan_meier(Wait(time, is_over=True) for time in times)

    for step in steps:
        left = sum(time > step.time for time in times) / len(times)
        assert step.waiting == pytest.approx(left)
        assert step.variance == pytest.approx(left * (1 - left) / len(times))


@given(WAITS, st.floats(0, 168))
def test_one_more_who_still_waits_never_shortens_the_median(waits: list[Wait], seen: float) -> None:
    before = median_of(kaplan_meier(waits))
    after = median_of(kaplan_meier([*waits, Wait(seen, is_over=False)]))

    assert before is None or after is None or after >= before
    assert after is None or before is not None


@given(WAITS)
def test_the_interval_holds_the_median_and_ends_within_the_longest_wait(waits: list[Wait]) -> None:
    steps = kaplan_meier(waits)
    median, interval = median_of(steps), median_interval(steps, 168)

    if interval is not None:
        assert 0 <= interval[0] <= (168 if median is None else median) <= interval[1] <= 168
    else:
        assert median is None
