"""The worked example of the method comes out as it was worked by hand."""

from __future__ import annotations

import pytest
from scoring.nordlys import leaves as nordlys_leaves
from scoring.nordlys import nordlys

from presence_audit.scoring import Fact, gain_of, printed, score


def test_the_total_is_67_4735_grade_b() -> None:
    total = nordlys().score

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
    found = next(p for p in nordlys().pillars if p.id == pillar)

    assert found.score == pytest.approx(points, abs=6e-4)
    assert found.coverage == pytest.approx(coverage, abs=1e-9)


def test_the_ranges_are_those_of_the_example() -> None:
    total = nordlys().score

    assert total.likely == pytest.approx((59.434, 70.355), abs=6e-4)
    assert [printed(end) for end in total.likely] == [59.4, 70.4]
    assert [printed(end) for end in total.bounds] == [56.4, 73.0]


def test_coverage_and_confidence_are_those_of_the_example() -> None:
    total = nordlys().score

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
    gain = gain_of(nordlys().pillars, metric, subject)

    assert gain is not None
    assert printed(gain) == expected


def test_what_is_unknown_promises_no_gain() -> None:
    pillars = nordlys().pillars

    assert gain_of(pillars, "leader-posts-per-week", "leader:cfo") is None
    assert gain_of(pillars, "posts-per-week", "channel:nowhere:nordlys") is None


def test_without_any_active_leader_the_total_is_40_0() -> None:
    leaves = nordlys_leaves()
    leaves["leaders"] = [leaf.model_copy(update={"state": "absent", "score": 0.0}) for leaf in leaves["leaders"]]
    leaves["leaders"][-1] = leaves["leaders"][-1].model_copy(update={"interval": None})
    total = score(leaves, leaders=3, facts=[Fact("no-leader-post", "No leader posted.")]).score

    assert total.value is not None
    assert printed(total.value) == 40.0
    assert (total.grade, total.cap) == ("D", "No leader posted.")


def test_deleting_the_weak_youtube_channel_gains_2_9_which_is_accepted() -> None:
    leaves = nordlys_leaves()
    for pillar in ("cadence", "consistency"):
        leaves[pillar] = [leaf for leaf in leaves[pillar] if "youtube" not in leaf.subject]
    leaves["coverage"] = [
        leaf.model_copy(update={"state": "absent", "score": 0.0}) if "youtube" in leaf.subject else leaf
        for leaf in leaves["coverage"]
    ]
    before, after = nordlys().score.value, score(leaves, leaders=3).score.value

    assert before is not None
    assert after is not None
    assert printed(after - before) == 2.9
