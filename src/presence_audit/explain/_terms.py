"""The terms of the method by their ids, in the order in which one would read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presence_audit.explain import _terms_benchmarks as benchmarks
from presence_audit.explain import _terms_certainty as certainty
from presence_audit.explain import _terms_counting as counting
from presence_audit.explain import _terms_gates as gates
from presence_audit.explain import _terms_scoring as scoring
from presence_audit.explain import _terms_shown as shown
from presence_audit.explain import _terms_trust as trust
from presence_audit.explain._terms_words import words
from presence_audit.explain._topic import Topic

if TYPE_CHECKING:
    from collections.abc import Callable

    from presence_audit.reports.article import Article

_TERMS: Final[dict[str, Callable[[], Article]]] = {
    "words": words,
    "score": scoring.score,
    "curves": scoring.curves,
    "effective-posts": counting.effective_posts,
    "rate": counting.rate,
    "windows": counting.windows,
    "holidays": counting.holidays,
    "target": benchmarks.target,
    "large-brand": benchmarks.large_brand,
    "industry": benchmarks.industry,
    "importance": benchmarks.importance,
    "missing-data": certainty.missing_data,
    "likely-range": certainty.likely_range,
    "coverage": certainty.coverage,
    "confidence": certainty.confidence,
    "grade": scoring.grade,
    "gain": scoring.gain,
    "sensitivity": certainty.sensitivity,
    "intervals": certainty.intervals,
    "evidence": certainty.evidence,
    "gates": gates.gates,
    "sources": trust.sources,
    "voices": shown.voices,
    "rhythm": shown.rhythm,
    "trend": shown.trend,
    "network": shown.network,
    "daily-use": shown.daily_use,
    "limits": trust.limits,
}


def term_topics() -> tuple[Topic, ...]:
    """Every term; its line is the lead of its article."""
    return tuple(Topic("term", id_, write().lead, write) for id_, write in _TERMS.items())
