"""The method as one document: every article on scoring, each pillar and metric, and what the method cannot say."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from presence_audit.explain._lookup import topics
from presence_audit.explain._metrics import SEE_ALSO
from presence_audit.explain._yardstick import TAGS
from presence_audit.reports._words import PILLARS
from presence_audit.reports.article import markdown
from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from presence_audit.explain._topic import Topic
    from presence_audit.scoring.anchors import Source

_INTRO = """# The method

Generated from the anchors, the metrics and the terms in src/presence_audit/; edit there, then run `./run docs`.
The same words come from `presence-audit explain TOPIC`. This is method {method}; scores can be compared within one
method only.

To understand a report, read `score` and `words` first, then look up what the report names. The formulas may be skipped:
the sentences beside them say the same. How a number of your own report came about is told by
`presence-audit explain RESULT.json`.
"""
_LAST = frozenset({"limits"})  # terms that end the document


def _anchor(topic: Topic) -> str:
    return f"{topic.kind}-{topic.id}"


def _named(topic: Topic) -> str:
    """How the table of contents names a topic: by the word that `explain` knows it by."""
    return PILLARS[topic.id] if topic.kind == "pillar" and topic.id in PILLARS else f"`{topic.id}`"


def _parts() -> list[tuple[str, list[Topic]]]:
    terms = [topic for topic in topics() if topic.kind == "term"]
    parts = [("How a score comes about", [topic for topic in terms if topic.id not in _LAST])]
    for pillar in topics():
        if pillar.kind == "pillar":
            within = [m for m in topics() if m.kind == "metric" and anchors().metrics[m.id].pillar == pillar.id]
            parts.append((PILLARS[pillar.id], [pillar, *within]))
    parts.append(("What the method cannot say", [topic for topic in terms if topic.id in _LAST]))
    return parts


def _origin(name: str, found: Source) -> str:
    return f"| {name} | {found.source} | {found.year} | {found.tag}: {TAGS[found.tag]} | {found.trust} |"


def _sources() -> list[str]:
    """Every anchor of the metrics with its source, as a table; of posts per week one for each kind of channel."""
    lines = ["| Metric | Source | Year | Mark | Trust |", "| --- | --- | ---: | --- | --- |"]
    for entry in anchors().metrics.values():
        if entry.curve == "up" and entry.typical is None:
            for kind in anchors().cadence.values():
                lines.append(_origin(f"`{entry.id}`, {kind.name}", kind.default.source))
                if kind.large != kind.default:
                    lines.append(_origin(f"`{entry.id}`, {kind.name}, large brands", kind.large.source))
        else:
            lines.append(_origin(f"`{entry.id}`", entry.source))
    return lines


def _article(topic: Topic) -> str:
    """The article without the commands that lead on: a document has its links."""
    article = topic.write()
    kept = tuple(section for section in article.sections if section.title != SEE_ALSO)
    return markdown(replace(article, sections=kept)).rstrip("\n")


def method_document() -> str:
    """docs/method.md, with a table of contents, and with the plots beside it (`pictures`)."""
    lines = [_INTRO.format(method=anchors().method)]
    for title, within in _parts():
        lines.append(f"- {title}: " + ", ".join(f"[{_named(topic)}](#{_anchor(topic)})" for topic in within))
    lines.append("- [Sources of the anchors](#sources-of-the-anchors)")
    for title, within in _parts():
        lines += ["", f"## {title}"]
        for topic in within:
            lines += ["", f'<a id="{_anchor(topic)}"></a>', "", _article(topic)]
    lines += ["", "## Sources of the anchors", "", *_sources()]
    return "\n".join(lines) + "\n"
