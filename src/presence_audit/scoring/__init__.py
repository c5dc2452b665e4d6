"""Curves, estimates and aggregation: from measured values to points, a total, a range and a grade.

Pure arithmetic. This room knows leaves and numbers, and neither platforms nor posts.
"""

from __future__ import annotations

from presence_audit.scoring.aggregate import (
    Fact,
    Scored,
    breadth_points,
    gain_of,
    grade_of,
    pillar_of,
    printed,
    score,
    total_of,
    weighted_mean,
)
from presence_audit.scoring.anchors import Anchors, AnchorsError, MetricAnchors, anchors

__all__ = [
    "Anchors",
    "AnchorsError",
    "Fact",
    "MetricAnchors",
    "Scored",
    "anchors",
    "breadth_points",
    "gain_of",
    "grade_of",
    "pillar_of",
    "printed",
    "score",
    "total_of",
    "weighted_mean",
]
