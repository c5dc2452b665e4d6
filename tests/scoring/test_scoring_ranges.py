"""The intervals of what was measured, carried through to the likely range of the worked example."""

from __future__ import annotations

import pytest
from scoring.nordlys import leaves as nordlys_leaves
from scoring.nordlys import made, nordlys, points

from presence_audit.model.report import Leaf
from presence_audit.model.shown import Partial
from presence_audit.scoring import ranges_of, score


def _cadence(name: str) -> Leaf:
    return next(leaf for leaf in nordlys_leaves()["cadence"] if leaf.subject == f"channel:{name}:nordlys")


@pytest.mark.parametrize(
    ("name", "interval", "ends"),
    [("linkedin", (1.206, 3.490), (55.9, 84.0)), ("facebook", (2.189, 3.831), (53.7, 74.7))],
)
def test_the_intervals_of_the_example_are_worth_what_was_worked_by_hand(
    name: str, interval: tuple[float, float], ends: tuple[float, float]
) -> None:
    leaf = _cadence(name)

    assert leaf.interval == pytest.approx(interval, abs=5e-4)
    assert leaf.interval is not None
    assert [points(leaf, end) for end in leaf.interval] == pytest.approx(ends, abs=0.05)


def test_one_interval_moves_the_ends_by_exactly_its_points() -> None:
    leaf = _cadence("linkedin")
    whole = {"cadence": [leaf, made("posts-per-week", "channel:blog:nordlys", 0.15, 1.0, 70.950)]}
    likely, bounds, _ = ranges_of(score(whole, leaders=0).pillars, leaders=0, points=points)  # type: ignore[arg-type]

    assert likely == pytest.approx([(0.30 * end + 0.15 * 70.950) / 0.45 for end in (55.9, 84.0)], abs=0.05)
    assert bounds == likely


def test_with_intervals_the_range_of_the_example_is_wider_on_both_sides() -> None:
    plain, wide = nordlys().score, score(nordlys_leaves(), leaders=3, points=points).score

    assert wide.likely[0] < plain.likely[0]
    assert wide.likely[1] > plain.likely[1]
    assert (wide.value, wide.coverage, wide.grade) == (plain.value, plain.coverage, plain.grade)


def test_the_bounds_move_only_where_the_likely_range_would_leave_them() -> None:
    narrow = made("leader-last-post", "leader:ceo", 0.5, 14.0, interval=(13.0, 15.0))
    wide = made("leader-last-post", "leader:ceo", 0.5, 14.0, interval=(1.0, 300.0))
    unknown = made("leader-own-voice", "leader:ceo", 0.5, None)
    found = {}
    for leaf in (narrow, wide):
        pillars = score({"leaders": [leaf, unknown]}, leaders=1).pillars
        found[leaf] = ranges_of(pillars, leaders=1).bounds, ranges_of(pillars, leaders=1, points=points)

    bounds, ranges = found[narrow]
    assert ranges.bounds == bounds
    bounds, ranges = found[wide]
    assert ranges.bounds == (ranges.likely[0], ranges.likely[1])
    assert ranges.bounds[0] < bounds[0]
    assert bounds[1] < ranges.bounds[1]


def test_where_less_is_better_the_long_end_of_an_interval_is_the_low_one() -> None:
    leaf = made("leader-last-post", "leader:ceo", 1.0, 14.0, interval=(7.0, 30.0))
    pillars = score({"leaders": [leaf]}, leaders=1).pillars

    assert ranges_of(pillars, leaders=1, points=points).likely == pytest.approx((50, 90))


def test_breadth_keeps_the_rule_of_its_own() -> None:
    breadth = made("leader-breadth", "company", 1.0, 0.5, interval=(3 / 8, 5 / 8))
    pillars = score({"leaders": [breadth]}, leaders=8).pillars

    plain, wide = ranges_of(pillars, leaders=8), ranges_of(pillars, leaders=8, points=points)

    assert plain == wide
    # Of eight leaders three are active, which the count of leaders tells better than their share, and at most five.
    assert plain.likely[0] == pytest.approx(77.3, abs=0.05)
    assert plain.likely[1] == pytest.approx(95.5, abs=0.05)


def test_a_wide_interval_lowers_the_confidence_and_not_the_total() -> None:
    leaves = {"cadence": [made("posts-per-week", "channel:linkedin:nordlys", 1.0, 2.0, 70.95, interval=(0.5, 6.0))]}
    plain = score(leaves, leaders=0).score  # type: ignore[arg-type]
    wide = score(leaves, leaders=0, points=points).score  # type: ignore[arg-type]

    assert (plain.confidence, wide.confidence) == ("high", "low")
    assert plain.value == wide.value


@pytest.mark.parametrize(
    ("lower", "higher", "bounds"), [(False, False, (60, 60)), (True, False, (30, 60)), (False, True, (60, 80))]
)
def test_a_leaf_that_rests_on_a_part_stands_at_the_end_of_the_bounds_where_the_rest_could_move_it(
    lower: bool,
    higher: bool,
    bounds: tuple[float, float],
) -> None:
    leaves = [made("leader-last-post", f"leader:{who}", 0.5, 1.0, 60) for who in ("ceo", "cfo")]
    pillars = score({"leaders": leaves}, leaders=2).pillars
    partial = [Partial(metric="leader-last-post", subject="leader:ceo", lower=lower, higher=higher)]
    found = ranges_of(pillars, leaders=2, partial=partial)

    assert found.bounds == pytest.approx(bounds)
    assert found.likely == pytest.approx((60, 60))


def test_questions_that_are_answered_in_part_stand_in_the_bounds_at_the_ends_of_their_interval() -> None:
    linked = made("linked-accounts", "company", 1.0, 1.0, 100, interval=(0.5, 1.0))
    found = ranges_of(score({"coverage": [linked]}, leaders=0).pillars, leaders=0)

    assert found.bounds == pytest.approx((50, 100))
    assert found.likely == pytest.approx((100, 100))
