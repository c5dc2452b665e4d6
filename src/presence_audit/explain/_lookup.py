"""Finds what is asked for among everything that can be explained, and suggests where nothing fits."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING

from presence_audit.errors import UsageError
from presence_audit.explain._findings import finding_topics
from presence_audit.explain._metrics import metric_topics
from presence_audit.explain._outcomes import outcome_topics
from presence_audit.explain._pillars import pillar_topics
from presence_audit.explain._platforms import platform_topics
from presence_audit.explain._terms import term_topics
from presence_audit.explain._topic import KINDS
from presence_audit.reports.article import Article, Section, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from presence_audit.explain._topic import Topic

_SUGGESTIONS = 3
_LONG_ENOUGH = 3  # what is shorter stands in too many names


@cache
def topics() -> tuple[Topic, ...]:
    """Everything that can be explained, kind by kind."""
    return (
        *term_topics(),
        *pillar_topics(),
        *metric_topics(),
        *finding_topics(),
        *outcome_topics(),
        *platform_topics(),
    )


def suggestion(asked: str, known: Iterable[str]) -> str:
    """What may have been meant, as a question, or nothing."""
    names = list(known)
    close = get_close_matches(asked, names, _SUGGESTIONS, 0.6)
    if len(asked) >= _LONG_ENOUGH:
        held = (name for name in names if asked.casefold() in name.casefold() and name not in close)
        close += sorted(held, key=len)
    close = close[:_SUGGESTIONS]
    return f" Did you mean {' or '.join(close)}?" if close else ""


def _folded(text: str) -> str:
    return "-".join(text.casefold().replace("_", "-").split())


def explained(asked: str) -> tuple[Article, ...]:
    """The articles of a topic: more than one where several kinds use the id; `kind:id` asks for one of them.

    Raises:
        UsageError: there is no such topic; the message suggests what may have been meant.
    """
    wanted = _folded(asked)
    found = [t for t in topics() if wanted in {_folded(t.id), f"{t.kind}:{_folded(t.id)}"}]
    if not found:
        near = suggestion(wanted, dict.fromkeys(_folded(topic.id) for topic in topics()))
        raise UsageError(f"explain {asked}: there is no such topic.{near} `presence-audit explain` lists them all.")
    return tuple(topic.write() for topic in found)


def contents() -> Article:
    """All topics by kind, each with its line."""
    sections = []
    for kind, title in KINDS.items():
        rows = tuple((topic.id, topic.line) for topic in topics() if topic.kind == kind)
        sections.append(Section(title, (Table(("Topic", "What it is"), rows),)))
    lead = (
        "Ask for one of these: `presence-audit explain TOPIC`. Ask for one number of a result: `presence-audit explain "
    )
    facts: dict[str, list[str]] = {kind: [topic.id for topic in topics() if topic.kind == kind] for kind in KINDS}
    return Article("What can be explained", f"{lead}RESULT.json SUBJECT#METRIC`.", tuple(sections), facts)
