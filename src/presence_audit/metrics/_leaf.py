"""From what a metric measured to a leaf of the report, with its points."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from presence_audit.model.report import Leaf
from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from presence_audit.metrics._measured import Measured
    from presence_audit.model.observation import Comment, Post


class Found(NamedTuple):
    """A leaf of the report, the posts and comments that its value was counted from, and its curve.

    `lower` and `higher` say whether what was not seen could make it worth fewer points, or more.
    """

    leaf: Leaf
    posts: Sequence[Post | Comment]
    points: Callable[[float], float]
    lower: bool = False
    higher: bool = False


def sentence(*parts: str) -> str:
    """Join what there is to say into sentences, each with a capital letter and a full stop."""
    told = (part.strip() for part in parts)
    return " ".join(p[0].upper() + p[1:] + ("" if p.endswith((".", "!", "?")) else ".") for p in told if p)


def counted(number: int, noun: str) -> str:
    """A number with its noun, in the plural where it is not one."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def leaf(
    metric: str,
    subject: str,
    weight: float,
    measured: Measured,
    points: Callable[[float], float] | None = None,
) -> Found:
    """One leaf with its posts and its curve. Not applicable weighs nothing, absent scores 0, unknown scores null.

    Args:
        metric: the metric's id.
        subject: `company`, `channel:...` or `leader:...`.
        weight: within the pillar.
        measured: the answer.
        points: the curve, where it is not the metric's own.
    """
    curve = points or anchors().metrics[metric].points
    score = None
    if measured.state == "value" and measured.value is not None:
        score = curve(measured.value)
    elif measured.state == "absent":
        score = 0.0
    made = Leaf(
        metric=metric,
        subject=subject,
        weight=0.0 if measured.state == "not-applicable" else weight,
        state=measured.state,
        value=measured.value,
        interval=measured.interval,
        score=score,
        reason=sentence(measured.reason),
        evidence=measured.evidence,
    )
    return Found(made, measured.posts, curve, measured.lower, measured.higher)
