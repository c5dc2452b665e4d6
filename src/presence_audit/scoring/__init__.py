"""Curves, estimates and aggregation: from measured values to points, a total, a range and a grade.

Pure arithmetic. This room knows leaves and numbers, and neither platforms nor posts.
"""

from __future__ import annotations

from presence_audit.scoring._gate_numbers import gate_ids, measured_of
from presence_audit.scoring.aggregate import breadth_points, gain_of, pillar_of, total_of, weighted_mean
from presence_audit.scoring.anchors import Anchors, AnchorsError, MetricAnchors, anchors
from presence_audit.scoring.gates import Gates, Judged, judge
from presence_audit.scoring.ranges import Ranges, ranges_of
from presence_audit.scoring.sensitivity import sensitivity_of
from presence_audit.scoring.verdict import Fact, Scored, grade_of, printed, score

__all__ = [
    "Anchors",
    "AnchorsError",
    "Fact",
    "Gates",
    "Judged",
    "MetricAnchors",
    "Ranges",
    "Scored",
    "anchors",
    "breadth_points",
    "gain_of",
    "gate_ids",
    "grade_of",
    "judge",
    "measured_of",
    "pillar_of",
    "printed",
    "ranges_of",
    "score",
    "sensitivity_of",
    "total_of",
    "weighted_mean",
]
