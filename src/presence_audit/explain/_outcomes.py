"""The article of each outcome: what was seen, what it does to the score, and what can be done."""

from __future__ import annotations

from functools import partial

from presence_audit.explain._topic import Topic
from presence_audit.model.outcome import Outcome
from presence_audit.reports._words import OUTCOMES
from presence_audit.reports.article import Article, Section

_NOTHING = "Nothing has to be done."


def _effect(outcome: Outcome) -> str:
    if outcome is Outcome.ZERO_POSTS:
        return (
            "It says something of the account: it is proven that there are no posts, so they count as zero and not as "
            "unknown."
        )
    if outcome.is_readable:
        return "It says something of the account: its numbers are measured."
    if outcome.is_absent:
        return (
            "It says something of the account: it is confirmed not to be publicly there. That counts as absent, "
            "which is zero points, because what is measured is what the public can see."
        )
    if outcome is Outcome.MOVED:
        return (
            "It says nothing of how active the account is. Where the new address can be read, the account is judged "
            "there; else every number that would rest on it is unknown: left out of the score, never counted as zero."
        )
    return (
        "It says something of the request only, and nothing of the account. Every number that would rest on it is "
        "unknown: left out of the score, never counted as zero, and the likely range widens."
    )


def _article(outcome: Outcome) -> Article:
    sections = (
        Section("What it does to the score", (_effect(outcome),)),
        Section("What to do", (outcome.next_step or _NOTHING,)),
        Section("In a report", (f"It is shown as: {OUTCOMES[outcome]}.",)),
    )
    facts = {
        "id": outcome.value,
        "readable": outcome.is_readable,
        "absent": outcome.is_absent,
        "unknown": outcome.is_unknown,
        "next_step": outcome.next_step,
    }
    return Article(f"{outcome.value} (outcome)", outcome.meaning, sections, facts)


def outcome_topics() -> tuple[Topic, ...]:
    """Every outcome: those that say something of the account first."""
    return tuple(Topic("outcome", o.value, o.meaning, partial(_article, o)) for o in Outcome)
