"""All findings: what was found, what to do, what it brings and what it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.i18n import mark
from presence_audit.reports import _numbers as numbers
from presence_audit.reports import _words as words
from presence_audit.reports._html_element import Markup, Node, el, joined
from presence_audit.reports._html_notes import noted
from presence_audit.reports._html_parts import Section, facts, notice, paragraph, section, within
from presence_audit.reports._html_places import GAIN, cited
from presence_audit.reports._html_text import heading, name, prose
from presence_audit.reports._measure_words import subject_words, subjects_of
from presence_audit.reports._next_steps import step_of
from presence_audit.reports._rows import findings_by_gain
from presence_audit.reports._shown_rows import left_out as ignored

if TYPE_CHECKING:
    from presence_audit.model.report import Finding, Report, Severity
    from presence_audit.reports._html_places import Places
    from presence_audit.reports._next_steps import Step

_SAY = {
    "title": mark("All findings"),
    # Translators: whose finding it is.
    "of": mark("Subject"),
    "gain": mark("Gain"),
    "becomes": mark("New total"),
    # Translators: how much work it is; minutes, an hour, days or weeks.
    "effort": mark("It takes"),
    "weight": mark("Severity"),
    "answers": mark("Evidence:"),
    "answer": mark("answer {number}"),
}
_SEVERITIES: dict[Severity, str] = {
    # Translators: how severe a finding is.
    "high": mark("high"),
    "medium": mark("medium"),
    "low": mark("low"),
    "info": mark("info"),
}
_BYTES = 110_000
_ANSWERS = 6


def _answers(finding: Finding, places: Places) -> Markup | None:
    found = dict.fromkeys(places.answers[piece] for piece in finding.evidence if piece in places.answers)
    links = [el("a", _(_SAY["answer"]).format(number=place[1:]), href=f"#{place}") for place in list(found)[:_ANSWERS]]
    return el("p", _(_SAY["answers"]), " ", joined(links, ", "), class_="sources") if links else None


def _finding(place: int, step: Step, whose: Node, places: Places) -> Markup:
    finding = step.finding
    told: list[tuple[Node, Node]] = [
        (_(_SAY["of"]), whose),
        (_(_SAY["gain"]), cited(step.gain, GAIN) if step.gain else numbers.UNKNOWN),
        (_(_SAY["becomes"]), cited(step.becomes, GAIN) if step.becomes else numbers.UNKNOWN),
        *(((_(_SAY["effort"]), step.effort),) if step.effort else ()),
        (_(_SAY["weight"]), _(_SEVERITIES[finding.severity])),
    ]
    said = el(
        "div",
        el("p", heading(finding.message), class_="message"),
        el("p", prose(finding.advice), class_="soft") if finding.advice else None,
        _answers(finding, places),
        noted(places, finding.subject, finding=finding.id),
    )
    return el("li", said, facts(told, "row"), id=f"finding-{place}")


def findings(report: Report, places: Places) -> Section:
    """All findings, those that would gain most first."""
    told, names = ignored(report), subjects_of(report)
    owners = {channel.id: channel.owner for channel in report.channels}
    made = (
        _finding(
            place,
            step_of(report, finding),
            cited(
                name(subject_words(names, finding.subject)),
                places.about((finding.subject, owners.get(finding.subject, ""))),
            ),
            places,
        )
        for place, finding in enumerate(findings_by_gain(report), 1)
    )
    listed, left_out = within(made, _BYTES)
    nothing = _(words.NO_SCORE) if report.score.value is None else _(words.NO_FINDINGS)
    return section(
        "findings",
        _(_SAY["title"]),
        el("ol", *listed, class_="found") if listed else paragraph(nothing),
        notice(left_out, "finding"),
        paragraph(prose(told)) if told else None,
    )
