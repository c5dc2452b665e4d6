"""The terms of the method by their ids, in the order in which one would read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presence_audit.explain import _terms_counting as counting
from presence_audit.explain import _terms_scoring as scoring
from presence_audit.explain import _terms_shown as shown
from presence_audit.explain._topic import Topic

if TYPE_CHECKING:
    from collections.abc import Callable

    from presence_audit.reports.article import Article

_TERMS: Final[dict[str, Callable[[], Article]]] = {
    "score": scoring.score,
    "curves": scoring.curves,
    "effective-posts": counting.effective_posts,
    "rate": counting.rate,
    "windows": counting.windows,
    "holidays": counting.holidays,
    "target": counting.target,
    "large-brand": counting.large_brand,
    "industry": counting.industry,
    "importance": counting.importance,
    "missing-data": counting.missing_data,
    "likely-range": scoring.likely_range,
    "coverage": scoring.coverage,
    "confidence": scoring.confidence,
    "grade": scoring.grade,
    "gain": scoring.gain,
    "sensitivity": scoring.sensitivity,
    "intervals": counting.intervals,
    "evidence": counting.evidence,
    "sources": scoring.sources,
    "voices": shown.voices,
    "rhythm": shown.rhythm,
    "trend": shown.trend,
    "network": shown.network,
    "daily-use": shown.daily_use,
    "limits": shown.limits,
}


def term_topics() -> tuple[Topic, ...]:
    """Every term; its line is the lead of its article."""
    return tuple(Topic("term", id_, write().lead, write) for id_, write in _TERMS.items())
