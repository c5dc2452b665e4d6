"""The method and coverage page: how the score comes about, with what it was chosen to be, and how much was seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.reports import _method_words as method
from presence_audit.reports import _nouns as nouns
from presence_audit.reports._coverage_rows import coverage_rows
from presence_audit.reports._html_element import Markup, Node, el
from presence_audit.reports._html_parts import Head, Section, facts, notice, paragraph, row, section, table, within
from presence_audit.reports._html_places import GAIN, cited
from presence_audit.reports._html_text import name, prose
from presence_audit.reports._rows import tally
from presence_audit.reports._text import shown
from presence_audit.reports._words import OF_THE_COMPANY
from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from presence_audit.model.report import Report
    from presence_audit.reports._coverage_rows import CoverageRow
    from presence_audit.reports._html_places import Places

_SAY = {
    "title": "Method and coverage",
    "how": "How the score comes about",
    "formula": "The formula",
    "worked": "With the numbers of this report, rounded as they are printed:",
    "words": "The words beside the score",
    "choices": "What was chosen for this report",
    "other": "This report was made by method {}; the words here are those of method {}.",
    "seen": "How much was seen",
    "tally": "{} of {} unknown, {} not applicable.",
    "caption": "What of each channel was seen",
    "channel": "Channel",
    "of": "Of",
    "route": "Route",
    "posts": "Posts seen",
    "since": "Every post known from",
    "period": "Of the period",
}
_GAIN = "Gain"
_BYTES = 60_000
_HEADS = (
    Head(_SAY["channel"]),
    Head(_SAY["of"], is_person=True),
    Head(_SAY["route"], is_person=True),
    Head(_SAY["posts"], is_number=True),
    Head(_SAY["since"]),
    Head(_SAY["period"], is_person=True),
)


def _meanings() -> Markup:
    told = [
        el("div", el("dt", title, id=GAIN if title == _GAIN else None), el("dd", text))
        for title, text in method.meanings()
    ]
    return el("dl", *told, class_="claims")


def _covered(line: CoverageRow, place: str | None) -> Markup:
    lead = el("span", el("strong", name(line.platform, 40)), " ", name(line.handle) if line.handle else None)
    cells: list[Node] = [
        name(line.leader) if line.leader else OF_THE_COMPANY,
        shown(line.route, 80),
        cited(line.posts, place),
        line.since,
        line.seen,
    ]
    return row(lead, cells, _HEADS)


def _coverage(report: Report, places: Places) -> list[Node]:
    counts = tally(report)
    told = _SAY["tally"].format(
        f"{counts.unknown:,}", nouns.counted(counts.applicable, "measure"), f"{counts.not_applicable:,}"
    )
    body: list[Node] = [el("h3", _SAY["seen"]), paragraph(told)]
    if report.channels:
        lines = zip(report.channels, coverage_rows(report), strict=True)
        rows, left_out = within((_covered(line, places.channels.get(c.id)) for c, line in lines), _BYTES)
        body += [table("coverage-table", _SAY["caption"], _HEADS, rows, "broad"), notice(left_out, "channel")]
    return body


def method_page(report: Report, places: Places) -> Section:
    """How the score comes about, in plain words, and what it rests on."""
    worked = method.worked(report)
    other = report.method != anchors().method
    return section(
        "method",
        _SAY["title"],
        paragraph(_SAY["other"].format(shown(report.method, 40), anchors().method), "cap") if other else None,
        el("h3", _SAY["how"]),
        el("ol", *(el("li", step) for step in method.steps()), class_="ways"),
        el("h3", _SAY["formula"]),
        el("p", el("code", method.FORMULA_PILLAR), class_="formula"),
        el("p", el("code", method.FORMULA_TOTAL), class_="formula"),
        *((paragraph(_SAY["worked"]), el("p", el("code", worked), class_="formula")) if worked else ()),
        el("h3", _SAY["words"]),
        _meanings(),
        *_coverage(report, places),
        el("h3", _SAY["choices"]),
        facts(((title, prose(told)) for title, told in method.choices(report)), "choices"),
    )
