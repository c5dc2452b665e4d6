"""What holds of every report, whatever its leaves: for each rule, leaves of any state, weight and points."""

from __future__ import annotations

import json
import math
from typing import Any, get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from presence_audit.model.report import Leaf, Pillar, PillarId
from presence_audit.scoring import Fact, Scored, anchors, gain_of, grade_of, pillar_of, score, total_of, weighted_mean

PILLARS: tuple[PillarId, ...] = get_args(PillarId)
LEADERS = 8
Leaves = dict[PillarId, list[Leaf]]

_POINTS = st.floats(0, 100)
_BREADTH = st.tuples(st.integers(0, LEADERS), st.integers(0, LEADERS)).map(sorted)


def _leaf(metric: str, state: str, weight: float, points: float, ends: tuple[float, float]) -> Leaf:
    has_value = state == "value"
    return Leaf.model_validate(
        {
            "metric": metric,
            "subject": "company",
            "weight": 0.0 if state == "not-applicable" else weight,
            "state": state,
            "value": points if has_value else None,
            "interval": ends if has_value else None,
            "score": points if has_value else 0.0 if state == "absent" else None,
            "reason": "",
            "evidence": (),
        }
    )


def _breadth(counts: list[int], weight: float) -> Leaf:
    low, high = (count / LEADERS for count in counts)
    share = (low + high) / 2
    leaf = _leaf("leader-breadth", "value", weight, 0.0, (low, high))
    return leaf.model_copy(update={"value": share, "score": anchors().metrics["leader-breadth"].points(share)})


LEAF = st.builds(
    _leaf,
    st.just("any"),
    st.sampled_from(["value", "value", "absent", "not-applicable", "unknown", "unknown"]),
    st.one_of(st.just(0.0), st.floats(0.01, 1)),
    _POINTS,
    st.tuples(_POINTS, _POINTS).map(lambda ends: (min(ends), max(ends))),
)


@st.composite
def _all_leaves(draw: st.DrawFn) -> Leaves:
    leaves: Leaves = {}
    for pillar in PILLARS:
        drawn = draw(st.lists(LEAF, max_size=4))
        if pillar == "leaders" and draw(st.booleans()):
            drawn.append(_breadth(draw(_BREADTH), draw(st.floats(0.01, 1))))
        leaves[pillar] = [leaf.model_copy(update={"subject": f"{pillar}:{n}"}) for n, leaf in enumerate(drawn)]
    return leaves


LEAVES = _all_leaves()


def _score(leaves: Leaves, *, intervals: bool = False, facts: tuple[Fact, ...] = ()) -> Scored:
    # The values of these leaves are points already.
    return score(leaves, leaders=LEADERS, facts=facts, points=(lambda _, value: value) if intervals else None)


def _places(leaves: Leaves, *states: str) -> list[tuple[PillarId, int]]:
    return [(pillar, n) for pillar, column in leaves.items() for n, leaf in enumerate(column) if leaf.state in states]


def _changed(leaves: Leaves, place: tuple[PillarId, int], **update: Any) -> Leaves:
    pillar, number = place
    column = list(leaves[pillar])
    column[number] = column[number].model_copy(update=update)
    return {**leaves, pillar: column}


def _numbers(scored: Scored) -> list[float]:
    total = scored.score
    return [*total.likely, *total.bounds, *([total.value] if total.value is not None else [])]


@given(LEAVES, st.booleans())
def test_every_number_lies_between_0_and_100_and_the_ranges_nest(leaves: Leaves, intervals: bool) -> None:
    scored = _score(leaves, intervals=intervals)
    (low, high), bounds = scored.score.likely, scored.score.bounds

    assert all(0 <= number <= 100 for number in _numbers(scored))
    assert bounds[0] <= low <= high + 1e-9
    assert high <= bounds[1]
    assert all(pillar.score is None or 0 <= pillar.score <= 100 for pillar in scored.pillars)


@given(LEAVES, st.booleans())
def test_the_total_lies_within_the_bounds_where_every_pillar_has_a_score(leaves: Leaves, intervals: bool) -> None:
    # Breadth has points here that its own number of leaders does not give.
    scored = _score(
        {pillar: [leaf for leaf in column if leaf.metric != "leader-breadth"] for pillar, column in leaves.items()},
        intervals=intervals,
    )
    total = scored.score
    is_whole = all(
        pillar.score is not None
        for pillar in scored.pillars
        if any(leaf.weight and leaf.state != "not-applicable" for leaf in pillar.leaves)
    )

    assert not is_whole or total.value is None or total.bounds[0] - 1e-9 <= total.value <= total.bounds[1] + 1e-9


@given(LEAVES, st.data(), st.booleans())
def test_more_points_for_what_is_known_never_lower_anything(
    leaves: Leaves, data: st.DataObject, intervals: bool
) -> None:
    places = _places(leaves, "value", "absent")
    assume(places)
    pillar, number = place = data.draw(st.sampled_from(places))
    more = data.draw(st.floats(leaves[pillar][number].score or 0.0, 100))

    before = _numbers(_score(leaves, intervals=intervals))
    after = _numbers(_score(_changed(leaves, place, score=more), intervals=intervals))

    assert len(before) == len(after)
    assert all(new >= old - 1e-9 for old, new in zip(before, after, strict=True))


@given(LEAVES, st.booleans())
def test_the_order_of_the_leaves_changes_nothing(leaves: Leaves, intervals: bool) -> None:
    backwards = {pillar: leaves[pillar][::-1] for pillar in reversed(PILLARS)}

    assert _score(backwards, intervals=intervals).score == _score(leaves, intervals=intervals).score


@given(LEAVES, st.data())
def test_hiding_what_is_known_never_narrows_the_bounds(leaves: Leaves, data: st.DataObject) -> None:
    hidden = leaves
    for place in _places(leaves, "value", "absent"):
        if data.draw(st.booleans()):
            hidden = _changed(hidden, place, state="unknown", value=None, interval=None, score=None)

    before, after = _score(leaves).score, _score(hidden).score

    assert after.bounds[0] <= before.bounds[0] + 1e-9
    assert after.bounds[1] >= before.bounds[1] - 1e-9
    assert after.coverage <= before.coverage + 1e-9


@given(LEAVES, st.data())
def test_what_is_unknown_is_never_the_same_as_a_zero(leaves: Leaves, data: st.DataObject) -> None:
    places = _places(leaves, "unknown")
    assume(places)
    pillar, number = place = data.draw(st.sampled_from(places))
    weight = leaves[pillar][number].weight
    without, _ = weighted_mean(leaves[pillar])
    zeroed = _changed(leaves, place, state="absent", score=0.0)
    with_zero, _ = weighted_mean(zeroed[pillar])

    if not weight:
        assert _score(zeroed).score == _score(leaves).score
    elif without:
        assert with_zero is not None
        assert with_zero < without
    else:
        assert with_zero == 0  # nothing was known, or nothing but zeros
    before, after = _score(leaves).score.value, _score(zeroed).score.value
    if before is not None and pillar_of(pillar, leaves[pillar]).score is not None:
        assert after is not None
        # A mean that is next to nothing is lost in the last digit of the total.
        assert after < before or not weight or not without or without < 1e-9
        assert after <= before + 1e-9


@given(LEAVES)
def test_whoever_has_the_leaves_can_recompute_every_printed_score(leaves: Leaves) -> None:
    scored = _score(leaves)
    report = json.loads(json.dumps([pillar.model_dump(mode="json") for pillar in scored.pillars]))
    roots = weights = reached = possible = 0.0
    for pillar in report:
        known = [leaf for leaf in pillar["leaves"] if leaf["score"] is not None]
        weight = sum(leaf["weight"] for leaf in known)
        whole = sum(leaf["weight"] for leaf in pillar["leaves"] if leaf["state"] != "not-applicable")
        assert math.isclose(pillar["coverage"], weight / whole if whole else 0.0, abs_tol=1e-9)
        reached += pillar["weight"] * pillar["coverage"]
        possible += pillar["weight"] if whole else 0.0
        assert (pillar["score"] is None) == (pillar["coverage"] < 0.40 - 1e-9)
        if pillar["score"] is not None:
            points = sum(leaf["weight"] * leaf["score"] for leaf in known) / weight
            assert math.isclose(points, pillar["score"], abs_tol=1e-9)
            roots += pillar["weight"] * math.sqrt(points)
            weights += pillar["weight"]
    total = scored.score

    assert math.isclose(total.coverage, reached / possible if possible else 0.0, abs_tol=1e-9)
    assert (total.value is None) == (not weights)
    assert total.value is None or math.isclose(total.value, (roots / weights) ** 2, abs_tol=1e-9)


@given(LEAVES)
def test_the_grade_is_provisional_where_too_little_is_known(leaves: Leaves) -> None:
    scored = _score(leaves)
    first = [pillar.coverage for pillar in scored.pillars if pillar.id in {"cadence", "leaders"}]

    assert scored.score.provisional == (scored.score.coverage < 0.60 - 1e-9 or min(first) < 0.50 - 1e-9)


@given(LEAVES, st.sets(st.sampled_from(["no-leader-post", "no-company-post"])))
def test_a_cap_only_lowers_the_grade_and_touches_no_number(leaves: Leaves, caps: set[str]) -> None:
    order = list(anchors().grades)
    facts = tuple(Fact(cap, f"Because of {cap}.") for cap in sorted(caps))  # type: ignore[arg-type]
    free, capped = _score(leaves), _score(leaves, facts=facts)

    assert capped.score.model_copy(update={"grade": None, "cap": None}) == free.score.model_copy(update={"grade": None})
    if free.score.value is None:
        assert capped.score.grade is None
        return
    limits = [grade_of(free.score.value), *(anchors().caps[cap].grade for cap in caps)]
    assert capped.score.grade == max(limits, key=order.index)
    assert (capped.score.cap is None) == (not caps)


@given(LEAVES)
def test_the_intervals_only_widen_the_ranges(leaves: Leaves) -> None:
    plain, wide = _score(leaves).score, _score(leaves, intervals=True).score

    assert wide.likely[0] <= plain.likely[0] + 1e-9
    assert wide.likely[1] >= plain.likely[1] - 1e-9
    assert wide.bounds == (min(plain.bounds[0], wide.likely[0]), max(plain.bounds[1], wide.likely[1]))
    assert (wide.value, wide.coverage) == (plain.value, plain.coverage)


@given(LEAVES, st.data())
def test_a_gain_is_what_the_total_rises_by_when_the_leaf_stands_at_90(leaves: Leaves, data: st.DataObject) -> None:
    places = _places(leaves, "value", "absent", "unknown", "not-applicable")
    assume(places)
    pillar, number = place = data.draw(st.sampled_from(places))
    leaf = leaves[pillar][number]
    pillars: tuple[Pillar, ...] = _score(leaves).pillars
    before = total_of(pillars)

    gain = gain_of(pillars, leaf.metric, leaf.subject)

    if leaf.score is None or before is None:
        assert gain is None
        return
    after = _score(_changed(leaves, place, score=90.0)).score.value
    assert after is not None
    assert gain is not None
    assert gain == pytest.approx(after - before, abs=1e-9)
    assert gain >= -1e-9 or leaf.score > 90
