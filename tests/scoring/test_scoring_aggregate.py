from __future__ import annotations

import math
import subprocess
import sys

import pytest

from presence_audit.model.report import Leaf, PillarId
from presence_audit.scoring import Fact, anchors, breadth_points, gain_of, grade_of, pillar_of, score, total_of

PILLARS: tuple[PillarId, ...] = (
    "cadence",
    "leaders",
    "consistency",
    "dialogue",
    "content",
    "coverage",
    "ambassadors",
)


def _leaf(points: float | None, weight: float = 1.0, *, metric: str = "m", subject: str = "company") -> Leaf:
    return Leaf(
        metric=metric,
        subject=subject,
        weight=weight,
        state="unknown" if points is None else "value",
        value=points,
        interval=None,
        score=points,
        reason="",
        evidence=(),
    )


def _nowhere() -> Leaf:
    return _leaf(None, 0.0).model_copy(update={"state": "not-applicable"})


def test_the_power_mean_gives_the_check_value_of_the_method() -> None:
    points = (81, 49, 64, 36, 25, 16, 9)
    pillars = [pillar_of(pillar, [_leaf(p)]) for pillar, p in zip(PILLARS, points, strict=True)]

    assert total_of(pillars) == pytest.approx(47.4721, abs=5e-5)


@pytest.mark.parametrize(("others", "leaders", "expected"), [(100, 0, 56.25), (90, 90, 90), (0, 0, 0), (100, 100, 100)])
def test_a_zero_pillar_costs_much_but_does_not_kill(others: float, leaders: float, expected: float) -> None:
    pillars = [pillar_of(pillar, [_leaf(leaders if pillar == "leaders" else others)]) for pillar in PILLARS]

    assert total_of(pillars) == pytest.approx(expected)


def test_spam_by_the_company_cannot_pay_for_silent_leaders() -> None:
    points = (100, 0, 90, 5, 40, 30, 10)
    leaves = {pillar: [_leaf(p)] for pillar, p in zip(PILLARS, points, strict=True)}
    total = score(leaves, leaders=3, facts=[Fact("no-leader-post", "Silent.")]).score

    assert total.value == pytest.approx(29.4, abs=0.05)
    assert total.grade == "E"


def test_an_unknown_leaf_is_left_out_and_is_not_zero() -> None:
    with_unknown = pillar_of("cadence", [_leaf(80), _leaf(None)])
    with_zero = pillar_of("cadence", [_leaf(80), _leaf(0)])

    assert (with_unknown.score, with_unknown.coverage) == (80, 0.5)
    assert (with_zero.score, with_zero.coverage) == (40, 1.0)


def test_what_is_not_applicable_leaves_both_sums() -> None:
    pillar = pillar_of("leaders", [_leaf(80), _nowhere()])

    assert (pillar.score, pillar.coverage) == (80, 1.0)


@pytest.mark.parametrize(("known", "shown"), [(0.39, False), (0.40, True), (0.1 + 0.3, True)])
def test_below_forty_percent_a_pillar_is_a_question_mark(known: float, *, shown: bool) -> None:
    pillar = pillar_of("content", [_leaf(50, known), _leaf(None, 1 - known)])

    assert (pillar.score is not None) == shown


def test_without_a_known_pillar_there_is_no_score_and_no_grade_but_a_range() -> None:
    total = score({pillar: [_leaf(None)] for pillar in PILLARS}, leaders=0).score

    assert (total.value, total.grade, total.coverage, total.confidence) == (None, None, 0.0, "low")
    assert total.provisional
    assert total.likely == pytest.approx((20, 80))
    assert total.bounds == pytest.approx((0, 100))


def test_without_any_leaf_anything_is_possible() -> None:
    total = score({}, leaders=0).score

    assert (total.value, total.likely, total.bounds) == (None, (0, 100), (0, 100))


def test_a_pillar_to_which_nothing_applies_gives_its_weight_away() -> None:
    leaves = {pillar: [_leaf(64)] for pillar in PILLARS} | {"leaders": [_nowhere()]}
    scored = score(leaves, leaders=0)

    assert scored.score.value == pytest.approx(64)
    assert scored.score.coverage == 1.0
    assert scored.score.bounds == pytest.approx((64, 64))


def test_a_pillar_that_is_a_question_mark_takes_part_in_the_ranges() -> None:
    leaves = {pillar: [_leaf(64)] for pillar in PILLARS} | {"leaders": [_leaf(64, 0.3), _leaf(None, 0.7)]}
    total = score(leaves, leaders=3).score

    assert total.value == pytest.approx(64)
    assert total.bounds[0] < 64 < total.bounds[1]


@pytest.mark.parametrize(
    ("value", "grade"),
    [
        (100, "A+"),
        (89.95, "A+"),
        (89.94, "A"),
        (80, "A"),
        (65, "B"),
        (64.94, "C"),
        (50, "C"),
        (35, "D"),
        (20, "E"),
        (0, "F"),
    ],
)
def test_the_grade_follows_the_printed_value(value: float, grade: str) -> None:
    assert grade_of(value) == grade


@pytest.mark.parametrize(
    ("facts", "grade", "cap"),
    [
        ([], "A+", None),
        ([Fact("no-leader-post", "silent leaders")], "C", "silent leaders"),
        ([Fact("no-company-post", "silent company")], "E", "silent company"),
        ([Fact("no-company-post", "silent company"), Fact("no-leader-post", "silent leaders")], "E", "silent company"),
    ],
)
def test_a_confirmed_fact_caps_the_grade_and_leaves_the_score(facts: list[Fact], grade: str, cap: str | None) -> None:
    total = score({pillar: [_leaf(95)] for pillar in PILLARS}, leaders=1, facts=facts).score

    assert total.value == pytest.approx(95)
    assert (total.grade, total.cap) == (grade, cap)


def test_a_cap_never_lifts_a_grade() -> None:
    total = score({pillar: [_leaf(10)] for pillar in PILLARS}, leaders=1, facts=[Fact("no-leader-post", "x")]).score

    assert total.grade == "F"


@pytest.mark.parametrize("pillar", ["cadence", "leaders"])
def test_the_grade_is_provisional_when_cadence_or_leaders_are_hardly_known(pillar: PillarId) -> None:
    leaves = {p: [_leaf(70)] for p in PILLARS} | {pillar: [_leaf(70, 0.49), _leaf(None, 0.51)]}

    assert score(leaves, leaders=1).score.provisional
    assert not score({p: [_leaf(70)] for p in PILLARS}, leaders=1).score.provisional


@pytest.mark.parametrize(
    ("share", "active", "leaders", "expected"),
    [
        (0.5, 1, 2, 50 + 40 * 0.2 / 0.3),
        (0.2, 2, 10, 50),
        (0.4, 4, 10, 90),
        (1.0, 7, 7, 100),
        (1.0, 3, 3, 100),
        (0.0, 0, 9, 0),
    ],
)
def test_four_active_leaders_are_enough_in_a_large_group(
    share: float, active: int, leaders: int, expected: float
) -> None:
    assert breadth_points(share, active, leaders) == pytest.approx(expected)


def test_a_leaf_in_a_pillar_that_stays_a_question_mark_gains_nothing() -> None:
    leaves: dict[PillarId, list[Leaf]] = {
        "cadence": [_leaf(50)],
        "leaders": [_leaf(10, 0.1, metric="x"), _leaf(None, 0.9)],
    }

    assert gain_of(score(leaves, leaders=1).pillars, "x", "company") == 0


def test_every_metric_has_its_source_year_tag_and_trust() -> None:
    for metric in anchors().metrics.values():
        assert metric.source.source
        assert 1960 < metric.source.year < 2100
        assert metric.source.tag in "ABCDH"
        assert metric.source.trust in {"high", "medium", "low"}


def test_the_caps_of_posts_a_day_follow_from_the_leading_rates() -> None:
    caps = {name: math.ceil(2 * c.default.leading / 7) for name, c in anchors().cadence.items()}

    expected = {"linkedin": 2, "facebook": 2, "instagram": 2, "x": 3, "tiktok": 2, "youtube": 1}
    assert {name: caps[name] for name in expected} == expected


def test_a_platform_without_anchors_of_its_own_takes_those_of_its_category() -> None:
    cadence = anchors().cadence_of("a-new-site-builder", "blog")

    assert cadence is not None
    assert cadence.name == "blog"
    assert anchors().cadence_of("telegram", None) is None


def test_scoring_knows_neither_platforms_nor_metrics() -> None:
    code = "import sys, presence_audit.scoring; print(*(m for m in sys.modules if m.startswith('presence_audit.')))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert "presence_audit.scoring" in loaded
    assert "presence_audit.platforms" not in loaded
    assert "presence_audit.metrics" not in loaded
