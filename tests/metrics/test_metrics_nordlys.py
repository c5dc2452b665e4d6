"""Section 6 of the method, from observations to the report: the same company, number by number."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from metrics.nordlys import nordlys

if TYPE_CHECKING:
    from presence_audit.model.report import Leaf, Report


@cache
def _report() -> Report:
    return nordlys().report


def _leaf(metric: str, subject: str) -> Leaf:
    leaves = (leaf for pillar in _report().pillars for leaf in pillar.leaves)
    return next(leaf for leaf in leaves if (leaf.metric, leaf.subject) == (metric, subject))


def test_the_total_is_67_4735_grade_b() -> None:
    score = _report().score

    assert score.value == pytest.approx(67.4735, abs=5e-5)
    assert (score.grade, score.provisional, score.cap, score.confidence) == ("B", False, None, "medium")


@pytest.mark.parametrize(
    ("pillar", "points", "coverage"),
    [
        ("cadence", 61.8756, 1.0),
        ("leaders", 57.1930, 0.760),
        ("consistency", 81.7602, 0.59 / 0.85),
        ("dialogue", 68.8424, 1.0),
        ("content", 82.1864, 1.0),
        ("coverage", 77.9976, 1.0),
        ("ambassadors", 61.4569, 0.45),
    ],
)
def test_each_pillar_comes_out_as_worked_by_hand(pillar: str, points: float, coverage: float) -> None:
    found = next(one for one in _report().pillars if one.id == pillar)

    assert found.score == pytest.approx(points, abs=7e-4)
    assert found.coverage == pytest.approx(coverage, abs=1e-9)


def test_the_ranges_and_the_coverage_are_those_of_the_example() -> None:
    score = _report().score

    assert score.likely == pytest.approx((59.434, 70.355), abs=6e-4)
    assert [round(end, 1) for end in score.bounds] == [56.4, 73.0]
    assert score.coverage == pytest.approx(0.8666, abs=5e-5)


_CHANNEL = "channel:{}:nordlys".format


@pytest.mark.parametrize(
    ("metric", "subject", "value", "points"),
    [
        ("posts-per-week", _CHANNEL("linkedin"), 2.0, 70.950),
        ("posts-per-week", _CHANNEL("facebook"), 38 / 13, 65.107),
        ("posts-per-week", _CHANNEL("youtube"), 2 / 13, 13.794),
        ("posts-per-week", "channel:bluesky:nordlys.example", 3.0, 62.660),
        ("posts-per-week", _CHANNEL("feed"), 1.0, 70.950),
        ("leader-identified", "leader:kari", 0.8, 80),
        ("leader-posts-per-week", "leader:kari", 0.5, 50),
        ("leader-last-post", "leader:kari", 10, 83.334),
        ("leader-own-voice", "leader:kari", 0.9, 90),
        ("leader-identified", "leader:ola", 0.6, 60),
        ("leader-breadth", "company", 0.5, 76.667),
        ("active-weeks", _CHANNEL("facebook"), 24 / 26, 96.667),
        ("longest-silence", _CHANNEL("facebook"), 11, 97.959),
        ("active-weeks", _CHANNEL("youtube"), 4 / 26, 15.385),
        ("longest-silence", _CHANNEL("youtube"), 70, 4.205),
        ("active-weeks", "channel:bluesky:nordlys.example", 20 / 26, 90),
        ("longest-silence", "channel:bluesky:nordlys.example", 18, 85.116),
        ("active-weeks", _CHANNEL("feed"), 22 / 26, 93.333),
        ("longest-silence", _CHANNEL("feed"), 15, 92.119),
        ("dialogue-share", "company", 13 / 52, 56.667),
        ("response-rate", "company", 9 / 12, 78),
        ("response-time", "company", 3.2, 73.702),
        ("invitation", "company", 12 / 77, 61.169),
        ("originality", "company", 0.92, 92),
        ("not-link-only", "company", 0.70, 70),
        ("media-mix", "company", 2.8000941, 94.132),
        ("alt-text", "company", 26 / 40, 63.333),
        ("hashtags", "company", 0.97, 94),
        ("readability", "company", 47, 90),
        ("channel-recency", _CHANNEL("linkedin"), 2, 99.145),
        ("channel-recency", _CHANNEL("facebook"), 1, 99.863),
        ("channel-recency", _CHANNEL("youtube"), 40, 40.0),
        ("channel-recency", "channel:bluesky:nordlys.example", 3, 97.870),
        ("channel-recency", _CHANNEL("feed"), 6, 92.180),
        ("linked-accounts", "company", 0.8, 80),
        ("credits-people", "company", 0.15, 56.667),
        ("h-index", "company", 6, 65.289),
    ],
)
def test_each_measure_has_the_value_and_the_points_of_the_example(
    metric: str, subject: str, value: float, points: float
) -> None:
    leaf = _leaf(metric, subject)

    assert leaf.value == pytest.approx(value, abs=5e-6)
    assert leaf.score == pytest.approx(points, abs=6e-4)


@pytest.mark.parametrize(
    ("subject", "value", "points"),
    [
        (_CHANNEL("facebook"), 0.21, 65),
        (_CHANNEL("linkedin"), None, 100),
        ("channel:bluesky:nordlys.example", None, 100),
        (_CHANNEL("feed"), None, 100),
    ],
)
def test_bursts_are_judged_as_in_the_example(subject: str, value: float | None, points: float) -> None:
    leaf = _leaf("burstiness", subject)

    assert leaf.score == pytest.approx(points, abs=1e-3)
    assert value is None or leaf.value == pytest.approx(value, abs=1e-5)


@pytest.mark.parametrize(
    ("metric", "subject"),
    [
        *((metric, _CHANNEL("linkedin")) for metric in ("active-weeks", "longest-silence")),
        ("burstiness", _CHANNEL("youtube")),
        ("leader-participation", "leader:kari"),
        *((f"leader-{name}", "leader:ola") for name in ("posts-per-week", "last-post", "participation", "own-voice")),
        ("employee-voices", "company"),
        ("outside-voices", "company"),
    ],
)
def test_what_the_example_does_not_know_is_unknown(metric: str, subject: str) -> None:
    assert _leaf(metric, subject).state == "unknown"


def test_a_leader_who_is_absent_has_no_points_and_no_unknown() -> None:
    leaves = [leaf for pillar in _report().pillars for leaf in pillar.leaves if leaf.subject == "leader:runa"]

    assert {(leaf.state, leaf.score) for leaf in leaves} == {("absent", 0.0)}
    assert len(leaves) == 5


@pytest.mark.parametrize(
    ("metric", "subject", "gain"),
    [
        ("posts-per-week", _CHANNEL("youtube"), 2.3),
        ("leader-posts-per-week", "leader:kari", 2.2),
        ("posts-per-week", _CHANNEL("linkedin"), 1.7),
        ("posts-per-week", _CHANNEL("facebook"), 1.5),
    ],
)
def test_the_advice_promises_the_gain_of_the_example(metric: str, subject: str, gain: float) -> None:
    named = {"posts-per-week": "cadence-low", "leader-posts-per-week": "cadence-low"}[metric]
    finding = next(f for f in _report().findings if (f.id, f.subject) == (named, subject))

    assert finding.gain is not None
    assert round(finding.gain, 1) == gain
