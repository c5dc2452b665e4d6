"""Findings of dialogue and service: whether the company asks, answers, and answers in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.metrics._questions import WEEK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.metrics._finding import Scored
    from presence_audit.model.report import Finding

# A median up to which customers wait is worth telling by the half hour, a longer one by the hour.
_SHORT_HOURS = 10


def _hours(value: float) -> float:
    return round(2 * value) / 2 if value < _SHORT_HOURS else round(value)


def _answers(scored: Scored) -> Iterator[Finding]:
    late = scored.weak("answer-time", "response-time", "company")
    hours = scored.value("response-time", "company")
    if late is not None and hours is not None:
        message = "message" if hours < WEEK else "message-week"  # the median is then a week at least
        yield scored.finding("answer-time", late, message, hours=_hours(hours))
    few, share = scored.weak("answer-rate", "response-rate", "company"), scored.value("response-rate", "company")
    if few is None or share is None:
        return
    if late is None and hours is not None and hours < WEEK:
        yield scored.finding("answer-rate", few, "message-median", share=share, hours=_hours(hours))
    else:
        yield scored.finding("answer-rate", few, share=share)


def of_dialogue(scored: Scored) -> Iterator[Finding]:
    """What could be better in how the company converses. Shares rather than counts: channels are pooled."""
    yield from _answers(scored)
    leaf, share = scored.weak("dialogue-low", "dialogue-share", "company"), scored.value("dialogue-share", "company")
    if leaf is not None and share is not None:
        yield scored.finding("dialogue-low", leaf, "message" if share else "message-none", share=share)
    leaf, share = scored.weak("invite", "invitation", "company"), scored.value("invitation", "company")
    if leaf is not None and share is not None:
        yield scored.finding("invite", leaf, share=share)
