"""How the total moves under other choices: the worked example, and what holds of every report."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scoring.nordlys import made, nordlys

from presence_audit.model.report import Leaf, PillarId
from presence_audit.scoring import pillar_of, score, sensitivity_of
from presence_audit.scoring.sensitivity import DRAWS


def _leaf(points: float | None, weight: float = 1.0, subject: str = "company") -> Leaf:
    return made("any", subject, weight, points, points)


def test_the_sensitivity_of_the_example_is_that_of_the_method() -> None:
    found = sensitivity_of(nordlys().pillars)

    assert found is not None
    assert found.draws == DRAWS == 4_000
    assert found.weights == pytest.approx((66.4, 68.7), abs=0.1)
    assert found.exponents == pytest.approx((67.8, 67.5, 67.1), abs=0.05)
    assert found.unknown == pytest.approx((63.4, 65.3, 67.2), abs=0.1)


def test_the_same_report_has_the_same_sensitivity_whatever_the_order_of_its_leaves() -> None:
    pillars = nordlys().pillars
    backwards = [pillar.model_copy(update={"leaves": pillar.leaves[::-1]}) for pillar in pillars]

    assert sensitivity_of(pillars) == sensitivity_of(pillars) == sensitivity_of(backwards)


def test_without_a_total_there_is_nothing_to_move() -> None:
    assert sensitivity_of(score({"cadence": [_leaf(None)]}, leaders=0).pillars) is None


def test_the_total_itself_is_the_one_with_exponent_one_half() -> None:
    found = sensitivity_of(nordlys().pillars)

    assert found is not None
    assert found.exponents[1] == nordlys().score.value


def test_one_pillar_at_zero_makes_the_geometric_mean_zero() -> None:
    found = sensitivity_of([pillar_of("cadence", [_leaf(80)]), pillar_of("leaders", [_leaf(0)])])

    assert found is not None
    assert found.exponents == pytest.approx((40, 20, 0))


def test_where_nothing_is_unknown_nothing_is_drawn() -> None:
    found = sensitivity_of([pillar_of("cadence", [_leaf(64), _leaf(36)])])

    assert found is not None
    assert found.unknown == pytest.approx((50, 50, 50))
    assert found.weights == pytest.approx((50, 50))


def test_one_unknown_leaf_is_drawn_from_beta_2_2() -> None:
    # Quantiles of Beta(2,2): .1354, .5 and .8646 (3x^2 - 2x^3 = .05, .5 and .95).
    pillars = [pillar_of("cadence", [_leaf(50, 2.0), _leaf(None, 1.0)])]
    found = sensitivity_of(pillars)

    assert found is not None
    assert found.unknown == pytest.approx([(2 * 50 + drawn) / 3 for drawn in (13.54, 50, 86.46)], abs=0.7)


def test_a_pillar_that_is_a_question_mark_today_takes_part_in_what_is_drawn() -> None:
    hardly = pillar_of("leaders", [_leaf(0, 0.3), _leaf(None, 0.7)])
    found = sensitivity_of([pillar_of("cadence", [_leaf(100)]), hardly])

    assert hardly.score is None
    assert found is not None
    assert found.exponents == pytest.approx((100, 100, 100))
    assert found.unknown[2] < 95


def test_what_is_not_applicable_is_not_drawn() -> None:
    aside = _leaf(None, 0.0).model_copy(update={"state": "not-applicable"})
    found = sensitivity_of([pillar_of("cadence", [_leaf(70), aside]), pillar_of("leaders", [aside])])

    assert found is not None
    assert found.unknown == pytest.approx((70, 70, 70))


@settings(max_examples=15)
@given(st.lists(st.tuples(st.none() | st.floats(0, 100), st.floats(0.01, 1)), min_size=1, max_size=6))
def test_every_spread_is_in_order_and_between_0_and_100(drawn: list[tuple[float | None, float]]) -> None:
    sides: dict[PillarId, list[Leaf]] = {
        "cadence": [_leaf(points, weight) for points, weight in drawn],
        "content": [_leaf(50)],
    }
    found = sensitivity_of(score(sides, leaders=0).pillars)

    assert found is not None
    for spread in (found.weights, found.unknown):
        assert list(spread) == sorted(spread)
    assert all(0 <= points <= 100 + 1e-9 for points in (*found.weights, *found.exponents, *found.unknown))
    assert found.exponents[0] >= found.exponents[1] - 1e-9
    assert found.exponents[1] >= found.exponents[2] - 1e-9
