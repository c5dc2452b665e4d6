from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presence_audit.scoring.proportion import beta_cdf, jeffreys

CASES = st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("t", "freedom", "tail"),
    [
        # Printed tables of Student's t, both tails together.
        (6.313752, 1, 0.10),
        (12.706205, 1, 0.05),
        (2.015048, 5, 0.10),
        (1.812461, 10, 0.10),
        (2.228139, 10, 0.05),
        (2.763769, 10, 0.02),
        (1.697261, 30, 0.10),
        (1.983972, 100, 0.05),
    ],
)
def test_the_beta_distribution_agrees_with_the_tables_of_student(t: float, freedom: int, tail: float) -> None:
    assert beta_cdf(freedom / (freedom + t * t), freedom / 2, 0.5) == pytest.approx(tail, abs=1e-6)


@pytest.mark.parametrize(
    ("f", "above", "below"),
    # The upper 5 % of F, from the printed tables.
    [(4.964603, 1, 10), (3.325835, 5, 10), (2.978237, 10, 10)],
)
def test_the_beta_distribution_agrees_with_the_tables_of_fisher(f: float, above: float, below: float) -> None:
    assert 1 - beta_cdf(above * f / (above * f + below), above / 2, below / 2) == pytest.approx(0.05, abs=1e-6)


@given(st.integers(1, 60), st.integers(1, 60), st.floats(0.001, 0.999))
def test_whole_parameters_give_the_sum_of_a_binomial(a: int, b: int, x: float) -> None:
    # Another road to the same number: at least `a` successes in a + b - 1 draws.
    n = a + b - 1
    tail = math.fsum(math.comb(n, k) * x**k * (1 - x) ** (n - k) for k in range(a, n + 1))

    assert beta_cdf(x, a, b) == pytest.approx(tail, abs=1e-10)


@given(st.floats(0, 1))
def test_two_halves_give_the_law_of_the_arcsine(x: float) -> None:
    # Read from the nearer end, because the arcsine loses its digits near 1.
    less = 2 / math.pi * math.asin(math.sqrt(min(x, 1 - x)))

    assert beta_cdf(x, 0.5, 0.5) == pytest.approx(less if x <= 0.5 else 1 - less, abs=1e-10)


@given(st.floats(0.001, 0.999), st.floats(0.5, 500), st.floats(0.5, 500))
def test_the_beta_distribution_read_from_the_other_side_is_the_rest(x: float, a: float, b: float) -> None:
    assert beta_cdf(x, a, b) + beta_cdf(1 - x, b, a) == pytest.approx(1, abs=1e-9)


@pytest.mark.parametrize(("x", "expected"), [(-0.1, 0), (0, 0), (1, 1), (1.1, 1)])
def test_no_share_lies_outside(x: float, expected: float) -> None:
    assert beta_cdf(x, 2, 3) == expected


def test_nine_of_twelve_lie_between_a_half_and_nine_tenths() -> None:
    assert jeffreys(9, 12) == pytest.approx((0.516, 0.904), abs=5e-4)


def test_none_and_all_end_at_the_ends() -> None:
    assert jeffreys(0, 5)[0] == 0
    assert jeffreys(5, 5)[1] == 1


@given(CASES)
def test_the_interval_holds_the_share(counts: tuple[int, int]) -> None:
    counted, cases = counts
    low, high = jeffreys(counted, cases)

    assert 0 <= low <= counted / cases <= high <= 1
    assert low < high


@given(CASES)
def test_the_interval_of_the_others_is_its_mirror(counts: tuple[int, int]) -> None:
    counted, cases = counts
    low, high = jeffreys(counted, cases)

    assert jeffreys(cases - counted, cases) == pytest.approx((1 - high, 1 - low), abs=1e-9)


@given(
    st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(1, n - 1), st.just(n)) if n > 1 else st.just((1, 2)))
)
def test_a_twentieth_lies_beyond_either_end(counts: tuple[int, int]) -> None:
    counted, cases = counts
    a, b = counted + 0.5, cases - counted + 0.5
    low, high = jeffreys(counted, cases)

    assert (beta_cdf(low, a, b), beta_cdf(high, a, b)) == pytest.approx((0.05, 0.95), abs=1e-8)


@pytest.mark.parametrize(("counted", "cases"), [(0, 0), (-1, 5), (6, 5)])
def test_what_is_no_share_is_refused(counted: int, cases: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        jeffreys(counted, cases)
