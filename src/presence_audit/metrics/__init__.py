"""One file per metric, found by listing this folder; and the way from observations to a report."""

from __future__ import annotations

from presence_audit.metrics._choices import Choices
from presence_audit.metrics._contract import Metric
from presence_audit.metrics._findings import findings_of
from presence_audit.metrics._measure import Measurement, measure, metrics
from presence_audit.metrics._measured import Measured
from presence_audit.metrics._report import report_of
from presence_audit.metrics._rescore import anew, is_goal, points_in, rescored
from presence_audit.metrics._traces import trace_of

__all__ = [
    "Choices",
    "Measured",
    "Measurement",
    "Metric",
    "anew",
    "findings_of",
    "is_goal",
    "measure",
    "metrics",
    "points_in",
    "report_of",
    "rescored",
    "trace_of",
]
