"""The worked example of the method: a fictional company with three leaders, all seven pillars known in part."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from presence_audit.model.report import Leaf
from presence_audit.scoring import Scored, anchors, curves, score
from presence_audit.scoring.estimate import complete_rate, truncated_rate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presence_audit.model.report import PillarId, State

CHANNELS = {"linkedin": 0.30, "facebook": 0.20, "youtube": 0.10, "bluesky": 0.10, "blog": 0.15}
LEADERS = {"ceo": 0.45, "cfo": 0.15, "coo": 0.15}
KEYS = ("identified", "posts-per-week", "last-post", "participation", "own-voice")


def made(
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


def points(leaf: Leaf, value: float) -> float:
    """The points of a leaf at another value: the rate of a channel by the anchors of its platform."""
    if leaf.metric != "posts-per-week":
        return anchors().metrics[leaf.metric].points(value)
    cadence = anchors().cadence_of(leaf.subject.split(":")[1], None)
    assert cadence is not None
    return curves.up(value, cadence.default.typical, cadence.default.leading)


def _cadence() -> list[Leaf]:
    rates = {"linkedin": truncated_rate(10, 4.5)} | {
        name: complete_rate(posts, 13)
        for name, posts in {"facebook": 38, "youtube": 2, "bluesky": 39, "blog": 13}.items()
    }
    made_of = []
    for name, weight in CHANNELS.items():
        rate = rates[name]
        leaf = made("posts-per-week", f"channel:{name}:nordlys", weight, rate.value, 0, interval=(rate.low, rate.high))
        made_of.append(leaf.model_copy(update={"score": points(leaf, rate.value)}))
    return made_of


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
                leaves.append(made(metric, "leader:coo", whole, None, state="absent"))
            else:
                leaves.append(made(metric, f"leader:{leader}", whole, rows[leader][index]))
    breadth = made("leader-breadth", "company", 0.25, 1 / 2, interval=(1 / 3, 2 / 3))
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
        made(metric, f"channel:{name}:nordlys", weight * anchors().metrics[metric].weight, rows[name][index])
        for name, weight in CHANNELS.items()
        for index, metric in enumerate(metrics)
    ]


def _coverage() -> list[Leaf]:
    days = {"linkedin": 2, "facebook": 1, "instagram": None, "youtube": 40, "bluesky": 3, "blog": 6}
    leaves = [
        made(
            "channel-recency",
            f"channel:{name}:nordlys",
            0.75 * (CHANNELS | {"instagram": 0.15})[name],
            days[name],
            state="absent" if name == "instagram" else "value",
        )
        for name in days
    ]
    return [*leaves, made("linked-accounts", "company", 0.25, 4 / 5)]


def _company(values: dict[str, float | None], points: dict[str, float]) -> list[Leaf]:
    return [
        made(metric, "company", anchors().metrics[metric].weight, value, points.get(metric))
        for metric, value in values.items()
    ]


def leaves() -> dict[PillarId, list[Leaf]]:
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
def nordlys() -> Scored:
    """The example as the method scores it."""
    return score(leaves(), leaders=3)
