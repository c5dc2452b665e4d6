from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presence_audit.scoring.estimate import (
    burstiness,
    chi_square,
    complete_rate,
    dispersion,
    truncated_rate,
)


@pytest.mark.parametrize(
    ("p", "freedom", "expected"),
    [
        # Printed tables of the distribution, and the numbers of the method's worked example.
        (0.05, 1, 0.00393214),
        (0.95, 1, 3.841458820694124),
        (0.05, 2, 0.10258658877510106),
        (0.95, 2, 5.991464547107979),
        (0.95, 10, 18.307038053275146),
        (0.05, 20, 10.85081139418259),
        (0.95, 20, 31.410432844230918),
        (0.05, 76, 56.91982),
        (0.95, 78, 99.61693),
        (0.95, 100, 124.3421134004),
    ],
)
def test_chi_square_quantiles_agree_with_the_tables(p: float, freedom: int, expected: float) -> None:
    assert chi_square(p, freedom) == pytest.approx(expected, rel=1e-6)


@given(st.integers(1, 400), st.sampled_from([0.05, 0.5, 0.95]))
def test_chi_square_quantiles_invert_the_sum_of_poisson(half: int, p: float) -> None:
    # For an even number of degrees the upper tail is a Poisson sum: another road to the same number.
    x = chi_square(p, 2 * half) / 2
    tail = math.fsum(math.exp(k * math.log(x) - x - math.lgamma(k + 1)) for k in range(half))

    assert 1 - tail == pytest.approx(p, abs=1e-9)


def test_no_degrees_of_freedom_means_zero() -> None:
    assert chi_square(0.05, 0) == 0


def test_a_complete_window_counts_posts_over_weeks_with_garwoods_interval() -> None:
    rate = complete_rate(38, 13)

    assert rate.value == pytest.approx(2.9231, abs=5e-5)
    assert (rate.low, rate.high) == pytest.approx((56.92 / 26, 99.617 / 26), abs=1e-4)


def test_no_post_in_a_complete_window_is_a_rate_of_zero_with_room_above() -> None:
    rate = complete_rate(0, 13)

    assert (rate.value, rate.low) == (0, 0)
    assert rate.high == pytest.approx(2.9957 / 13, abs=1e-4)


def test_a_cut_off_listing_counts_one_post_less_over_the_time_to_now() -> None:
    rate = truncated_rate(10, 4.5)

    assert rate.value == 2.0
    assert (rate.low, rate.high) == pytest.approx((10.851 / 9, 31.410 / 9), abs=1e-4)


def test_one_post_of_a_cut_off_listing_gives_no_rate() -> None:
    with pytest.raises(ValueError, match="one post"):
        truncated_rate(1, 4.5)


@given(st.integers(0, 3000), st.floats(0.1, 60))
def test_the_interval_holds_the_rate(posts: int, weeks: float) -> None:
    rate = complete_rate(posts, weeks)

    assert 0 <= rate.low <= rate.value <= rate.high


def test_clustered_posts_widen_the_interval_by_the_root_of_the_dispersion() -> None:
    weekly = [0, 0, 0, 16, 0, 0, 0, 0]
    rate = complete_rate(16, 8)
    wide = rate.widened(dispersion(weekly))

    assert dispersion(weekly) == pytest.approx(16)
    assert wide.high - wide.value == pytest.approx(4 * (rate.high - rate.value))
    assert wide.low == 0


@pytest.mark.parametrize("weekly", [[], [5], [1, 9, 1, 9, 1, 9, 1], [0] * 26, [2] * 26])
def test_few_weeks_or_even_weeks_widen_nothing(weekly: list[int]) -> None:
    assert dispersion(weekly) == 1


def test_burstiness_gives_the_vector_of_kim_and_jo() -> None:
    assert burstiness([1, 1, 1, 1, 1, 1, 1, 21]) == pytest.approx(0.66667, abs=5e-6)


def test_burstiness_runs_from_clockwork_to_one_burst() -> None:
    assert burstiness([7] * 9) == -1
    assert burstiness([0] * 8 + [70]) == pytest.approx(1)


@pytest.mark.parametrize("gaps", [[3.0], [0.0, 0.0]])
def test_gaps_that_say_nothing_are_refused(gaps: list[float]) -> None:
    with pytest.raises(ValueError, match="burstiness"):
        burstiness(gaps)
