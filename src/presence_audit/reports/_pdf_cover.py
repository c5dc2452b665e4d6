"""The first page of the PDF: whose audit it is, over which time, and the score with how far it may be relied on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.reports._charts_range import range_chart
from presence_audit.reports._headline import headline
from presence_audit.reports._html_element import Markup, Node, el
from presence_audit.reports._html_parts import facts, paragraph
from presence_audit.reports._html_text import name, prose
from presence_audit.reports._period_words import period_in_words
from presence_audit.reports._rows import basis
from presence_audit.reports._text import shown

if TYPE_CHECKING:
    from presence_audit.model.report import Report
    from presence_audit.reports._headline import Headline
    from presence_audit.reports._pdf_brand import PaperDress

_NAME = 160
_LONG = 28  # letters; a longer name is set smaller


def _total(head: Headline, *, is_known: bool) -> Markup:
    of = _("of 100") if is_known else _("not known: too little was measured")
    grade = None
    if head.grade:
        told = _("Grade {grade}, provisional") if head.provisional else _("Grade {grade}")
        grade = el("span", told.format(grade=shown(head.grade, 20)), class_="grade")
    return el("p", el("strong", head.total), " ", el("span", of, class_="of"), " ", grade, class_="total")


def _whose(report: Report, dress: PaperDress) -> list[Node]:
    company = headline(report).company
    return [
        dress.page.top,
        el("p", _("Presence audit"), class_="eyebrow"),
        el("h1", name(company, _NAME), class_="long" if len(company) > _LONG else None),
        el("p", period_in_words(report), class_="period"),
    ]


def _sum(report: Report) -> Markup:
    head = headline(report)
    told = (
        (_("Likely range"), head.likely),
        (_("Data coverage"), head.coverage),
        (_("Confidence"), head.confidence),
    )
    return el(
        "div",
        paragraph(_("Presence score"), "what"),
        _total(head, is_known=report.score.value is not None),
        range_chart("cover", report, head),
        facts(told, "key"),
        paragraph(prose(basis(report)), "basis"),
        class_="sum",
    )


def cover(report: Report, dress: PaperDress) -> Markup:
    """The cover; the numbers on it are those of the score, which stands on the next page with what it rests on.

    Without a page of its own it is the head of the first page, and leaves the numbers to that of the score.
    """
    if not dress.has_cover:
        return el("header", *_whose(report, dress), dress.page.bottom, class_="opening")
    lines = el("div", dress.page.bottom, class_="lines") if dress.page.bottom else None
    return el("header", el("div", *_whose(report, dress), class_="front"), _sum(report), lines, class_="cover")
