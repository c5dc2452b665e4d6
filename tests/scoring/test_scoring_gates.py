from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presence_audit.model.report import Score
from presence_audit.scoring import Gates, judge


def score(value: float | None, low: float = 40, high: float = 60, coverage: float = 0.8) -> Score:
    return Score(
        value=value,
        grade=None,
        provisional=True,
        likely=(low, high),
        bounds=(0, 100),
        coverage=coverage,
        confidence="low",
        cap=None,
    )


def verdicts(of: Score, asked: Gates) -> list[str]:
    return [one.verdict for one in judge(of, asked)]


@pytest.mark.parametrize(
    ("minimum", "verdict"), [(0, "passed"), (40, "passed"), (41, "undecided"), (60, "undecided"), (61, "failed")]
)
def test_the_range_decides(minimum: float, verdict: str) -> None:
    assert verdicts(score(50), Gates(fail_under=minimum)) == [verdict]


def test_a_score_below_its_own_range_passes_no_gate_above_it() -> None:
    assert verdicts(score(15), Gates(fail_under=20)) == ["undecided"]


def test_a_score_above_its_own_range_fails_no_gate_below_it() -> None:
    assert verdicts(score(75), Gates(fail_under=70)) == ["undecided"]


@pytest.mark.parametrize(("value", "verdict"), [(49.94, "failed"), (49.96, "passed"), (50, "passed")])
def test_by_the_point_the_printed_score_decides(value: float, verdict: str) -> None:
    assert verdicts(score(value), Gates(fail_under=50, point=True)) == [verdict]


@pytest.mark.parametrize("point", [True, False])
def test_no_score_is_undecided_even_against_nothing(point: bool) -> None:
    assert verdicts(score(None), Gates(fail_under=0, point=point)) == ["undecided"]


@pytest.mark.parametrize(("share", "verdict"), [(0.8, "passed"), (0.81, "undecided")])
def test_too_little_coverage_is_undecided_and_never_failed(share: float, verdict: str) -> None:
    assert verdicts(score(50), Gates(min_coverage=share)) == [verdict]


def test_every_gate_is_judged_in_the_order_of_the_flags_with_its_numbers() -> None:
    first, second = judge(score(50), Gates(61, 0.9))

    assert (first.gate, first.minimum) == ("fail-under", 61)
    assert first.told == "even the high end is below it: score 50.0 (likely 40.0 to 60.0) against --fail-under 61"
    assert (second.gate, second.minimum) == ("min-coverage", 0.9)
    assert second.told == "data coverage 0.80 against --min-coverage 0.9"


def test_nothing_asked_is_nothing_judged() -> None:
    assert judge(score(50), Gates()) == ()


_points = st.floats(min_value=0, max_value=100)
_ORDER = ["failed", "undecided", "passed"]


@given(st.none() | _points, st.tuples(_points, _points).map(sorted), _points, _points, st.booleans())
def test_asking_for_more_is_never_easier(
    value: float | None, likely: list[float], minimum: float, more: float, point: bool
) -> None:
    of, (less, high) = score(value, *likely), sorted((minimum, more))
    first, second = (verdicts(of, Gates(fail_under=ask, point=point))[0] for ask in (less, high))

    assert _ORDER.index(second) <= _ORDER.index(first)
