from __future__ import annotations

import math
from itertools import pairwise, permutations
from statistics import pvariance

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presence_audit.scoring.trend import mann_kendall, theil_sen

WEEKLY = st.lists(st.integers(0, 30), max_size=40)
LONGER = st.lists(st.integers(0, 30), min_size=2, max_size=40)


def test_the_vector_of_the_method() -> None:
    found = mann_kendall([1, 2, 2, 4, 5, 5, 6, 8])

    assert found.s == 26
    assert found.variance == pytest.approx(63.33, abs=0.005)
    assert found.z == pytest.approx(25 / math.sqrt(190 / 3))
    assert found.z == pytest.approx(3.141, abs=0.0005)
    assert found.p == pytest.approx(0.0017, abs=0.00005)
    assert theil_sen([1, 2, 2, 4, 5, 5, 6, 8]) == 1.0


def test_what_never_changes_has_no_trend() -> None:
    found = mann_kendall([3] * 12)

    assert (found.s, found.variance, found.z, found.p) == (0, 0, 0, 1)
    assert theil_sen([3] * 12) == 0


@pytest.mark.parametrize("values", [[], [4]])
def test_fewer_than_two_values_have_no_trend_and_no_slope(values: list[int]) -> None:
    assert mann_kendall(values).p == 1
    with pytest.raises(ValueError, match="two values"):
        theil_sen(values)


def test_one_wild_week_does_not_move_the_slope() -> None:
    steady = [2 * week for week in range(20)]
    wild = [*steady[:10], 900, *steady[11:]]

    assert theil_sen(wild) == theil_sen(steady) == 2


@pytest.mark.parametrize("values", [(1, 2, 3, 4, 5, 6), (1, 1, 2, 3, 3, 3), (0, 0, 0, 0, 1, 2)])
def test_the_variance_is_that_of_s_over_all_orders_of_the_values(values: tuple[int, ...]) -> None:
    # Another road to the formula with its ties: count S of every order in which the values could have come.
    every = [mann_kendall(order).s for order in permutations(values)]

    assert sum(every) == 0
    assert mann_kendall(values).variance == pytest.approx(pvariance(every))


@given(WEEKLY)
def test_the_test_turns_its_sign_when_time_is_turned(values: list[int]) -> None:
    there, back = mann_kendall(values), mann_kendall(values[::-1])

    assert (back.s, back.z) == (-there.s, -there.z)
    assert (back.variance, back.p) == (there.variance, there.p)


@given(WEEKLY)
def test_p_is_a_probability_and_falls_as_s_grows(values: list[int]) -> None:
    found = mann_kendall(values)
    top = mann_kendall(sorted(values))

    assert 0 <= top.p <= found.p <= 1
    assert abs(found.s) <= top.s


@given(WEEKLY, st.integers(-50, 50), st.integers(1, 9))
def test_the_test_looks_at_ranks_only(values: list[int], shift: int, scale: int) -> None:
    assert mann_kendall([scale * value + shift for value in values]) == mann_kendall(values)


@given(LONGER, st.integers(-50, 50), st.integers(-9, 9))
def test_the_slope_is_scaled_with_the_values_and_not_shifted(values: list[int], shift: int, scale: int) -> None:
    assert theil_sen([scale * value + shift for value in values]) == pytest.approx(scale * theil_sen(values))


@given(LONGER, st.integers(-9, 9))
def test_what_rises_evenly_adds_its_rise_to_the_slope(values: list[int], rise: int) -> None:
    risen = [value + rise * week for week, value in enumerate(values)]

    assert theil_sen(risen) == pytest.approx(theil_sen(values) + rise)


@given(LONGER)
def test_the_slope_lies_within_the_steps(values: list[int]) -> None:
    steps = [later - earlier for earlier, later in pairwise(values)]

    assert min(steps) - 1e-9 <= theil_sen(values) <= max(steps) + 1e-9
