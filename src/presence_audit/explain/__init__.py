"""What every metric, pillar, finding, platform, outcome and term means, and one number of one report.

Articles are values, written from the objects that do the work: the metrics, the anchors, the outcomes, the platforms.
"""

from __future__ import annotations

from presence_audit.explain._lookup import contents, explained, topics
from presence_audit.explain._method import method_document
from presence_audit.explain._platforms import facts_of, listed
from presence_audit.explain._plot import pictures
from presence_audit.explain._result import explained_number
from presence_audit.explain._table import metrics_table
from presence_audit.explain._topic import Kind, Topic

__all__ = [
    "Kind",
    "Topic",
    "contents",
    "explained",
    "explained_number",
    "facts_of",
    "listed",
    "method_document",
    "metrics_table",
    "pictures",
    "topics",
]
