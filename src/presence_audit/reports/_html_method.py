"""The method and coverage page: how the score comes about, with what it was chosen to be, and how much was seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.i18n import mark, speaking
from presence_audit.reports import _method_words as method
from presence_audit.reports import _nouns as nouns
from presence_audit.reports import _numbers as numbers
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
    "title": mark("Method and coverage"),
    "how": mark("How the score comes about"),
    "formula": mark("The formula"),
    "worked": mark("With the numbers of this report, rounded as they are printed:"),
    "words": mark("The words beside the score"),
    "choices": mark("What was chosen for this report"),
    "other": mark("This report was made by method {made}; the words here are those of method {told}."),
    "seen": mark("How much was seen"),
    "tally": mark("{unknown} of {measures} unknown, {not_applicable} not applicable."),
    "caption": mark("What of each channel was seen"),
    "channel": mark("Channel"),
    # Translators: head of a column: whose channel it is.
    "of": mark("Of"),
    "route": mark("Route"),
    "posts": mark("Posts seen"),
    # Translators: head of a column of dates.
    "since": mark("Every post known from"),
    # Translators: head of a column: how much of the period was seen.
    "period": mark("Of the period"),
}
_GAIN = "Gain"  # as the English of the method calls it
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
    with speaking("en"):  # the place is found by what it means, whatever it is called in the language of the report
        place = [title for title, _text in method.meanings()].index(_GAIN)
    told = [
        el("div", el("dt", title, id=GAIN if at == place else None), el("dd", text))
        for at, (title, text) in enumerate(method.meanings())
    ]
    return el("dl", *told, class_="claims")


def _covered(line: CoverageRow, place: str | None) -> Markup:
    lead = el("span", el("strong", name(line.platform, 40)), " ", name(line.handle) if line.handle else None)
    cells: list[Node] = [
        name(line.leader) if line.leader else _(OF_THE_COMPANY),
        shown(line.route, 80),
        cited(line.posts, place),
        line.since,
        line.seen,
    ]
    return row(lead, cells, _HEADS)


def _coverage(report: Report, places: Places) -> list[Node]:
    counts = tally(report)
    told = _(_SAY["tally"]).format(
        unknown=numbers.whole(counts.unknown),
        measures=nouns.counted(counts.applicable, "measure"),
        not_applicable=numbers.whole(counts.not_applicable),
    )
    body: list[Node] = [el("h3", _(_SAY["seen"])), paragraph(told)]
    if report.channels:
        lines = zip(report.channels, coverage_rows(report), strict=True)
        rows, left_out = within((_covered(line, places.channels.get(c.id)) for c, line in lines), _BYTES)
        body += [table("coverage-table", _(_SAY["caption"]), _HEADS, rows, "broad"), notice(left_out, "channel")]
    return body


def method_page(report: Report, places: Places) -> Section:
    """How the score comes about, in plain words, and what it rests on."""
    worked = method.worked(report)
    other = report.method != anchors().method
    return section(
        "method",
        _(_SAY["title"]),
        paragraph(_(_SAY["other"]).format(made=shown(report.method, 40), told=anchors().method), "cap")
        if other
        else None,
        el("h3", _(_SAY["how"])),
        el("ol", *(el("li", step) for step in method.steps()), class_="ways"),
        el("h3", _(_SAY["formula"])),
        el("p", el("code", _(method.FORMULA_PILLAR)), class_="formula"),
        el("p", el("code", _(method.FORMULA_TOTAL)), class_="formula"),
        *((paragraph(_(_SAY["worked"])), el("p", el("code", worked), class_="formula")) if worked else ()),
        el("h3", _(_SAY["words"])),
        _meanings(),
        *_coverage(report, places),
        el("h3", _(_SAY["choices"])),
        facts(((title, prose(told)) for title, told in method.choices(report)), "choices"),
    )
