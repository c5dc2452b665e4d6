"""What the metrics of leaders share: one leaf per leader, and the answers that are settled beforehand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.metrics._leaf import leaf
from presence_audit.metrics._measured import Measured
from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from presence_audit.metrics._leaf import Found
    from presence_audit.metrics._subjects import LeaderView, Subjects

NO_LEADERS = "No leaders are named in profiles.yaml."


def leaves_of(metric: str, subjects: Subjects, measured: Callable[[LeaderView, Subjects], Measured]) -> Iterator[Found]:
    """One leaf per leader (weight of the leader x weight of the metric); one of the company where none is named."""
    weight = anchors().metrics[metric].weight
    if not subjects.leaders:
        weights = anchors().leader_weights
        share = weights.chief + weights.others
        yield leaf(metric, "company", weight * share, Measured.unknown(NO_LEADERS))
    for leader in subjects.leaders:
        answer = leader.settled() or measured(leader, subjects)
        yield leaf(metric, leader.subject, weight * leader.weight, answer)
