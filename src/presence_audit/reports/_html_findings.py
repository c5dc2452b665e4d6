"""All findings: what was found, what to do, what it brings and what it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.reports import _words as words
from presence_audit.reports._html_element import Markup, Node, el, joined
from presence_audit.reports._html_parts import Head, Section, notice, paragraph, row, section, table, within
from presence_audit.reports._html_places import GAIN, cited
from presence_audit.reports._html_text import name, prose
from presence_audit.reports._measure_words import subject_words, subjects_of
from presence_audit.reports._next_steps import step_of
from presence_audit.reports._rows import findings_by_gain
from presence_audit.reports._shown_rows import left_out as ignored

if TYPE_CHECKING:
    from collections.abc import Mapping

    from presence_audit.model.report import Finding, Report
    from presence_audit.reports._html_places import Places

_SAY = {
    "title": "All findings",
    "caption": "Findings, those that would gain most first",
    "finding": "Finding",
    "of": "Of",
    "gain": "Gain",
    "becomes": "Total becomes",
    "effort": "It takes",
    "weight": "Severity",
    "unknown": "gain unknown",
    "answers": "Evidence:",
    "answer": "answer {}",
}
_BYTES = 130_000
_ANSWERS = 6
_HEADS = (
    Head(_SAY["finding"], is_wide=True),
    Head(_SAY["of"]),
    Head(_SAY["gain"], is_number=True),
    Head(_SAY["becomes"], is_number=True),
    Head(_SAY["effort"]),
    Head(_SAY["weight"]),
)


def _answers(finding: Finding, places: Places) -> Markup | None:
    found = [places.answers[piece] for piece in finding.evidence if piece in places.answers][:_ANSWERS]
    links = [el("a", _SAY["answer"].format(place[1:]), href=f"#{place}") for place in found]
    return el("p", _SAY["answers"], " ", joined(links, ", "), class_="sources") if links else None


def _finding(report: Report, place: int, finding: Finding, names: Mapping[str, str], places: Places) -> Markup:
    step = step_of(report, finding)
    lead = el(
        "div",
        el("strong", f"{place}. ", prose(finding.message)),
        el("p", prose(finding.advice), class_="advice") if finding.advice else None,
        _answers(finding, places),
    )
    whose: Node = cited(name(subject_words(names, finding.subject)), places.subjects.get(finding.subject))
    cells = [
        whose,
        cited(step.gain, GAIN) if step.gain else _SAY["unknown"],
        cited(step.becomes, GAIN) if step.becomes else None,
        step.effort,
        finding.severity,
    ]
    return row(lead, cells, _HEADS, place=f"finding-{place}")


def findings(report: Report, places: Places) -> Section:
    """All findings as a table."""
    found, told = findings_by_gain(report), ignored(report)
    names = subjects_of(report)
    made = (_finding(report, place, finding, names, places) for place, finding in enumerate(found, 1))
    rows, left_out = within(made, _BYTES)
    nothing = words.NO_SCORE if report.score.value is None else words.NO_FINDINGS
    return section(
        "findings",
        _SAY["title"],
        table("findings-table", _SAY["caption"], _HEADS, rows, "broad findings") if rows else paragraph(nothing),
        notice(left_out, "finding"),
        paragraph(prose(told)) if told else None,
    )
