"""The rules that the anchors are held to when they are read."""

from __future__ import annotations

import math
from dataclasses import fields
from typing import TYPE_CHECKING, get_args

from presence_audit.model.report import PillarId
from presence_audit.scoring._nouns import AnchorsError

if TYPE_CHECKING:
    from presence_audit.scoring.anchors import Anchors


def _require(holds: object, rule: str) -> None:
    if not holds:
        raise AnchorsError(f"anchors.yaml: {rule}")


def checked(anchors: Anchors) -> Anchors:
    """The same anchors. Raises AnchorsError naming the first rule that is broken."""
    _require(set(anchors.pillars) == set(get_args(PillarId)), "the pillars are not the seven of the report")
    _require(math.isclose(sum(anchors.pillars.values()), 100), "the weights of the pillars do not add up to 100")
    for kind, importance in anchors.importance.items():
        _require(
            math.isclose(sum(importance.weights.values()), 1),
            f"the importance for {kind} does not add up to 1",
        )
    for pillar in anchors.pillars:
        weights = [m.weight for m in anchors.metrics.values() if m.pillar == pillar]
        # The leaves of a leader fill what breadth leaves over, so the leaders' metrics add up to 1 + breadth.
        whole = 1 + anchors.leader_weights.breadth if pillar == "leaders" else 1
        _require(math.isclose(sum(weights), whole), f"the metrics of {pillar} do not add up")
    leaders = anchors.leader_weights
    _require(math.isclose(leaders.chief + leaders.others + leaders.breadth, 1), "leader_weights do not add up to 1")
    for cadence in anchors.cadence.values():
        for points in (cadence.default, cadence.large):
            _require(0 < points.typical < points.leading, f"cadence of {cadence.name} is out of order")
    for metric in anchors.metrics.values():
        if metric.typical is not None and metric.leading is not None:
            rising = 0 < metric.typical < metric.leading
            falling = 0 < metric.leading < metric.typical
            _require(falling if metric.curve == "down" else rising, f"anchors of {metric.id} are out of order")
        for field in fields(metric.source):
            _require(getattr(metric.source, field.name), f"{metric.id} has no {field.name}")
    industries = anchors.industries
    _require(industries.leading_factor > 1, "leading_factor of industries is not above 1")
    for industry, rates in industries.rates.items():
        _require(set(rates) <= set(anchors.cadence), f"{industry} has a rate for a platform without cadence")
        _require(all(rate >= 0 for rate in rates.values()), f"{industry} has a rate below 0")
    return anchors
