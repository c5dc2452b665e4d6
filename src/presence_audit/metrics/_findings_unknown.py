"""Findings of what is not known: each channel and leader that could not be measured, why, and how that can change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.metrics._know import quickest, ways_of
from presence_audit.metrics._leaf import sentence
from presence_audit.metrics._subjects import category_name
from presence_audit.model.report import KNOW, Finding
from presence_audit.scoring.catalogue import catalogue, outcome_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.metrics._finding import Scored
    from presence_audit.metrics._views import ChannelView
    from presence_audit.model.profiles import Lang

_SAID = "left out"  # the English next step of a closed channel says already that it is not counted as zero


def _words(view: ChannelView, lang: Lang) -> tuple[str, str]:
    """Why the channel is unknown, and what to do: the platform's own words in English, else those of its outcome."""
    observation = view.observation
    if lang == "en":
        step = observation.next_step or observation.outcome.next_step if observation else ""
        return sentence(view.why), step
    if observation is None:
        return outcome_words("not_attempted", lang)
    if observation.outcome.is_absent:
        return outcome_words("stale", lang, until=view.until.date())
    return outcome_words("activity" if observation.outcome.is_readable else observation.outcome.value, lang)


def _channels(scored: Scored) -> Iterator[Finding]:
    views = [channel.view for channel in scored.subjects.channels]
    views += [view for leader in scored.subjects.leaders for view in leader.channels]
    for view in views:
        if view.standing != "unknown":
            continue
        why, step = _words(view, scored.lang)
        message = "message" if _SAID in step else "message-left-out"
        found = scored.note("unknown", view.channel.id, message, evidence=view.evidence, what=view.label, why=why)
        # As long as the quickest way takes: "within days" there and "takes minutes" here would contradict each other.
        ways = sorted(ways_of(view), key=lambda way: not way.posts)
        told = {"effort": ways[0].effort} if ways else {}
        yield found.model_copy(update={**told, "advice": step} if step else told)


def _unlisted(scored: Scored) -> Iterator[Finding]:
    subjects = scored.subjects
    for category in subjects.unlisted:
        named = category_name(category)
        named = scored.phrase(category) if category in catalogue().phrases else named
        yield scored.note("unknown", f"channel:{category}:", "message-category", "advice-category", category=named)
    for leader in subjects.leaders:
        if leader.standing == "unlisted":
            yield scored.note("unknown", leader.subject, "message-leader", "advice-leader", name=leader.leader.name)
    if not subjects.leaders:
        yield scored.note("unknown", "company", "message-nobody", "advice-nobody")


def _know(scored: Scored) -> Iterator[Finding]:
    for view, message, way in quickest(scored.subjects):
        yield Finding(
            id=KNOW,
            subject=view.channel.id,
            severity="info",
            message=message,
            advice=way.how,
            gain=None,
            evidence=view.evidence,
            effort=way.effort,
        )


def of_unknown(scored: Scored) -> Iterator[Finding]:
    """What was not measured, and then the quickest ways to know more, in their own order."""
    yield from _channels(scored)
    yield from _unlisted(scored)
    yield from _know(scored)
