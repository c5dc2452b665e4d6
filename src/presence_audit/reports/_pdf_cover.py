"""The first page of the PDF: whose audit it is, over which time, and the score with how far it may be relied on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.reports._charts_range import range_chart
from presence_audit.reports._headline import headline
from presence_audit.reports._html_element import Markup, el
from presence_audit.reports._html_parts import facts, paragraph
from presence_audit.reports._html_text import name, prose
from presence_audit.reports._period_words import period_in_words
from presence_audit.reports._rows import basis
from presence_audit.reports._text import shown

if TYPE_CHECKING:
    from presence_audit.model.report import Report
    from presence_audit.reports._headline import Headline

_NAME = 160
_LONG = 28  # letters; a longer name is set smaller


def _total(head: Headline, *, is_known: bool) -> Markup:
    of = _("of 100") if is_known else _("not known: too little was measured")
    grade = None
    if head.grade:
        told = _("Grade {grade}, provisional") if head.provisional else _("Grade {grade}")
        grade = el("span", told.format(grade=shown(head.grade, 20)), class_="grade")
    return el("p", el("strong", head.total), " ", el("span", of, class_="of"), " ", grade, class_="total")


def cover(report: Report) -> Markup:
    """The cover; the numbers on it are those of the score, which stands on the next page with what it rests on."""
    head = headline(report)
    told = (
        (_("Likely range"), head.likely),
        (_("Data coverage"), head.coverage),
        (_("Confidence"), head.confidence),
    )
    return el(
        "header",
        el(
            "div",
            el("p", _("Presence audit"), class_="eyebrow"),
            el("h1", name(head.company, _NAME), class_="long" if len(head.company) > _LONG else None),
            el("p", period_in_words(report), class_="period"),
            class_="front",
        ),
        el(
            "div",
            paragraph(_("Presence score"), "what"),
            _total(head, is_known=report.score.value is not None),
            range_chart("cover", report, head),
            facts(told, "key"),
            paragraph(prose(basis(report)), "basis"),
            class_="sum",
        ),
        class_="cover",
    )
