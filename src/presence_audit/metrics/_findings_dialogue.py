"""Findings of dialogue and service: whether the company asks, answers, and answers in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.metrics._finding import Scored
    from presence_audit.model.report import Finding

# After so long a question counts as not answered; a median that stands there is "at least a week".
_WEEK_HOURS = 168
# A median up to which customers wait is worth telling by the half hour, a longer one by the hour.
_SHORT_HOURS = 10


def _hours(value: float) -> float:
    return round(2 * value) / 2 if value < _SHORT_HOURS else round(value)


def _answers(scored: Scored) -> Iterator[Finding]:
    late = scored.weak("answer-time", "response-time", "company")
    hours = scored.value("response-time", "company")
    if late is not None and hours is not None:
        message = "message" if hours < _WEEK_HOURS else "message-week"
        yield scored.finding("answer-time", late, message, hours=_hours(hours))
    few, share = scored.weak("answer-rate", "response-rate", "company"), scored.value("response-rate", "company")
    if few is None or share is None:
        return
    if late is None and hours is not None and hours < _WEEK_HOURS:
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
