"""The worked example of the method: a fictional company with three leaders, all seven pillars known in part."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from presence_audit.model.report import Leaf
from presence_audit.scoring import Fact, Scored, anchors, curves, gain_of, printed, score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presence_audit.model.report import PillarId, State

CHANNELS = {"linkedin": 0.30, "facebook": 0.20, "youtube": 0.10, "bluesky": 0.10, "blog": 0.15}
LEADERS = {"ceo": 0.45, "cfo": 0.15, "coo": 0.15}
KEYS = ("identified", "posts-per-week", "last-post", "participation", "own-voice")


def _leaf(
    metric: str,
    subject: str,
    weight: float,
    value: float | None,
    points: float | None = None,
    *,
    state: State | None = None,
    interval: tuple[float, float] | None = None,
) -> Leaf:
    if state is None:
        state = "unknown" if value is None else "value"
    if state == "absent":
        points = 0.0
    elif value is not None and points is None:
        points = anchors().metrics[metric].points(value)
    return Leaf(
        metric=metric,
        subject=subject,
        weight=weight,
        state=state,
        value=value,
        interval=interval,
        score=points,
        reason="",
        evidence=(),
    )


def _cadence() -> list[Leaf]:
    rates = {"linkedin": 9 / 4.5, "facebook": 38 / 13, "youtube": 2 / 13, "bluesky": 39 / 13, "blog": 13 / 13}
    leaves = []
    for name, weight in CHANNELS.items():
        cadence = anchors().cadence_of(name, None)
        assert cadence is not None
        points = curves.up(rates[name], cadence.default.typical, cadence.default.leading)
        leaves.append(_leaf("posts-per-week", f"channel:{name}:nordlys", weight, rates[name], points))
    return leaves


def _leaders() -> list[Leaf]:
    rows: dict[str, Sequence[float | None]] = {
        "ceo": (4 / 5, 0.5, 10, None, 0.90),
        "cfo": (3 / 5, None, None, None, None),
    }
    leaves = []
    for leader, weight in LEADERS.items():
        for index, key in enumerate(KEYS):
            metric = f"leader-{key}"
            whole = weight * anchors().metrics[metric].weight
            if leader == "coo":
                leaves.append(_leaf(metric, "leader:coo", whole, None, state="absent"))
            else:
                leaves.append(_leaf(metric, f"leader:{leader}", whole, rows[leader][index]))
    breadth = _leaf("leader-breadth", "company", 0.25, 1 / 2, interval=(1 / 3, 2 / 3))
    return [*leaves, breadth]


def _consistency() -> list[Leaf]:
    rows: dict[str, Sequence[float | None]] = {
        "linkedin": (None, None, -0.10),
        "facebook": (24 / 26, 11, 0.21),
        "youtube": (4 / 26, 70, None),
        "bluesky": (20 / 26, 18, 0),
        "blog": (22 / 26, 15, -0.35),
    }
    metrics = ("active-weeks", "longest-silence", "burstiness")
    return [
        _leaf(metric, f"channel:{name}:nordlys", weight * anchors().metrics[metric].weight, rows[name][index])
        for name, weight in CHANNELS.items()
        for index, metric in enumerate(metrics)
    ]


def _coverage() -> list[Leaf]:
    days = {"linkedin": 2, "facebook": 1, "instagram": None, "youtube": 40, "bluesky": 3, "blog": 6}
    leaves = [
        _leaf(
            "channel-recency",
            f"channel:{name}:nordlys",
            0.75 * (CHANNELS | {"instagram": 0.15})[name],
            days[name],
            state="absent" if name == "instagram" else "value",
        )
        for name in days
    ]
    return [*leaves, _leaf("linked-accounts", "company", 0.25, 4 / 5)]


def _company(values: dict[str, float | None], points: dict[str, float]) -> list[Leaf]:
    return [
        _leaf(metric, "company", anchors().metrics[metric].weight, value, points.get(metric))
        for metric, value in values.items()
    ]


def _leaves() -> dict[PillarId, list[Leaf]]:
    return {
        "cadence": _cadence(),
        "leaders": _leaders(),
        "consistency": _consistency(),
        "dialogue": _company(
            {"dialogue-share": 0.25, "response-rate": 9 / 12, "response-time": 3.2, "invitation": 12 / 77}, {}
        ),
        "content": _company(
            {
                "originality": 0.92,
                "not-link-only": 0.70,
                "media-mix": 2.800108,
                "alt-text": 0.65,
                "hashtags": 0.97,
                "readability": 47,
            },
            {"readability": 90},
        ),
        "coverage": _coverage(),
        "ambassadors": _company(
            {"employee-voices": None, "credits-people": 0.15, "h-index": 6, "outside-voices": None}, {}
        ),
    }


@cache
def _nordlys() -> Scored:
    return score(_leaves(), leaders=3)


def test_the_total_is_67_4735_grade_b() -> None:
    total = _nordlys().score

    assert total.value == pytest.approx(67.4735, abs=5e-5)
    assert (total.grade, total.provisional, total.cap) == ("B", False, None)


@pytest.mark.parametrize(
    ("pillar", "points", "coverage"),
    [
        ("cadence", 61.876, 1.0),
        ("leaders", 57.193, 0.760),
        ("consistency", 81.760, 0.59 / 0.85),
        ("dialogue", 68.842, 1.0),
        ("content", 82.186, 1.0),
        ("coverage", 77.998, 1.0),
        ("ambassadors", 61.457, 0.45),
    ],
)
def test_each_pillar_comes_out_as_worked_by_hand(pillar: str, points: float, coverage: float) -> None:
    found = next(p for p in _nordlys().pillars if p.id == pillar)

    assert found.score == pytest.approx(points, abs=6e-4)
    assert found.coverage == pytest.approx(coverage, abs=1e-9)


def test_the_ranges_are_those_of_the_example() -> None:
    total = _nordlys().score

    assert total.likely == pytest.approx((59.434, 70.355), abs=6e-4)
    assert [printed(end) for end in total.likely] == [59.4, 70.4]
    assert [printed(end) for end in total.bounds] == [56.4, 73.0]


def test_coverage_and_confidence_are_those_of_the_example() -> None:
    total = _nordlys().score

    assert total.coverage == pytest.approx(0.8666, abs=5e-5)
    assert total.confidence == "medium"


@pytest.mark.parametrize(
    ("metric", "subject", "expected"),
    [
        ("posts-per-week", "channel:youtube:nordlys", 2.3),
        ("leader-posts-per-week", "leader:ceo", 2.2),
        ("posts-per-week", "channel:linkedin:nordlys", 1.7),
        ("leader-posts-per-week", "leader:coo", 1.7),
        ("posts-per-week", "channel:facebook:nordlys", 1.5),
    ],
)
def test_what_if_one_leaf_stood_at_90(metric: str, subject: str, expected: float) -> None:
    gain = gain_of(_nordlys().pillars, metric, subject)

    assert gain is not None
    assert printed(gain) == expected


def test_what_is_unknown_promises_no_gain() -> None:
    pillars = _nordlys().pillars

    assert gain_of(pillars, "leader-posts-per-week", "leader:cfo") is None
    assert gain_of(pillars, "posts-per-week", "channel:nowhere:nordlys") is None


def test_without_any_active_leader_the_total_is_40_0() -> None:
    leaves = _leaves()
    leaves["leaders"] = [leaf.model_copy(update={"state": "absent", "score": 0.0}) for leaf in leaves["leaders"]]
    leaves["leaders"][-1] = leaves["leaders"][-1].model_copy(update={"interval": None})
    total = score(leaves, leaders=3, facts=[Fact("no-leader-post", "No leader posted.")]).score

    assert total.value is not None
    assert printed(total.value) == 40.0
    assert (total.grade, total.cap) == ("D", "No leader posted.")


def test_deleting_the_weak_youtube_channel_gains_2_9_which_is_accepted() -> None:
    leaves = _leaves()
    for pillar in ("cadence", "consistency"):
        leaves[pillar] = [leaf for leaf in leaves[pillar] if "youtube" not in leaf.subject]
    leaves["coverage"] = [
        leaf.model_copy(update={"state": "absent", "score": 0.0}) if "youtube" in leaf.subject else leaf
        for leaf in leaves["coverage"]
    ]
    before, after = _nordlys().score.value, score(leaves, leaders=3).score.value

    assert before is not None
    assert after is not None
    assert printed(after - before) == 2.9
