"""The cover: whose audit it is, over which time, and the score with how far it may be relied on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml.ns import qn
from pptx.util import Pt

from presence_audit.i18n import gettext as _
from presence_audit.i18n import mark
from presence_audit.reports._brand_lines import confidentiality, prepared_by
from presence_audit.reports._brand_shades import on_cover
from presence_audit.reports._headline import headline
from presence_audit.reports._period_words import period_in_words
from presence_audit.reports._pptx_brand import place_logo
from presence_audit.reports._pptx_fit import Box
from presence_audit.reports._pptx_look import box_of, named
from presence_audit.reports._pptx_text import Run, fill_of
from presence_audit.reports._robustness import robustness
from presence_audit.reports._rows import basis
from presence_audit.reports._text import sentence, shown

if TYPE_CHECKING:
    from presence_audit.model.brand import Brand
    from presence_audit.model.report import Report
    from presence_audit.reports._headline import Headline
    from presence_audit.reports._pptx_deck import Deck, Page

_SAY = {
    "eyebrow": mark("Presence audit"),
    "title": mark("Presence audit of {company}"),
    "of": mark("{score} of 100"),
    # Translators: stands below the score.
    "hundred": mark("of 100"),
    "unknown": mark("not known: too little was measured"),
    "grade": mark("Grade {grade}"),
    "provisional": mark("Grade {grade}, provisional"),
    "likely": mark("Likely range {range}"),
    # Translators: {confidence} is "high", "medium" or "low".
    "coverage": mark("Data coverage {coverage}, confidence {confidence}"),
    "for": mark("Prepared for {company}"),
    # Translators: {cap} is why, a sentence of its own.
    "cap": mark("Grade limited: {cap}"),
    "scale": mark("The scale from 0 to 100 with the likely range {range} and the score {score}."),
    # Translators: {total} is "51.6 of 100", {grade} is "Grade C", {likely} is "Likely range ...".
    "notes": mark("Presence score {total}. {grade}. {likely}. Hard bounds {bounds}."),
    "widest": mark("Widest range {range}."),
}
_COMPANY = 160  # characters, which the cover holds in smaller letters
_TICKS = (0, 50, 100)
_TRACK, _MARK = 16.0, 5.0  # points: how thick the scale is, and how wide the mark of the score


def _grade(head: Headline) -> str:
    if not head.grade:
        return ""
    return _(_SAY["provisional" if head.provisional else "grade"]).format(grade=shown(head.grade, 20))


def _shape(group: Any, kind: MSO_SHAPE, box: Box, colour: str, *, is_tint: bool = False) -> None:
    shape = group.shapes.add_shape(kind, *(Pt(side) for side in (box.left, box.top, box.width, box.height)))
    shape.line.fill.background()
    properties = shape.element.spPr
    fill = fill_of(colour)
    if is_tint:
        fill[0].append(fill[0].makeelement(qn("a:alpha"), {"val": "35000"}))
    properties.insert(properties.index(properties.find(qn("a:ln"))), fill)
    style = shape.element.find(qn("p:style"))
    shape.element.remove(style)


def _draw_scale(deck: Deck, page: Page, report: Report, head: Headline, box: Box) -> None:
    """A scale from 0 to 100: the likely range as a band, the score as a mark, and the numbers below."""
    palette, size = deck.look.cover_palette, deck.look.size(12)
    group = page.tree.add_group_shape()
    group.name = _(_SAY["likely"]).format(range=head.likely)
    description = _(_SAY["scale"]).format(range=head.likely, score=head.total)
    group.element.find(f".//{qn('p:cNvPr')}").set("descr", description)
    top = box.top + 10
    low, high = report.score.likely
    _shape(group, MSO_SHAPE.RECTANGLE, Box(box.left, top, box.width, _TRACK), palette.soft, is_tint=True)
    band = Box(box.left + box.width * low / 100, top, max(box.width * (high - low) / 100, 2.0), _TRACK)
    _shape(group, MSO_SHAPE.RECTANGLE, band, palette.first)
    if report.score.value is not None:
        at = box.left + box.width * report.score.value / 100
        _shape(group, MSO_SHAPE.RECTANGLE, Box(at - _MARK / 2, top - 7, _MARK, _TRACK + 14), palette.ink)
    for tick in _TICKS:
        wide = 40.0
        left = box.left + box.width * tick / 100 - wide * tick / 100
        shape = group.shapes.add_textbox(Pt(left), Pt(top + _TRACK + 8), Pt(wide), Pt(size * 1.3))
        deck.relabel(shape, [(Run(f"{tick}", size, colour=palette.soft),)], align={0: "l", 50: "ctr", 100: "r"}[tick])


def cover(deck: Deck, report: Report, brand: Brand | None, *, is_our_own: bool) -> None:
    """The first slide; on a template that is not our own, the logo stands as the template has it."""
    head = headline(report)
    company = shown(head.company, _COMPANY)
    is_known = report.score.value is not None
    total = _(_SAY["of"]).format(score=head.total) if is_known else _(_SAY["unknown"])
    grade, likely = _grade(head), _(_SAY["likely"]).format(range=head.likely)
    coverage = _(_SAY["coverage"]).format(coverage=head.coverage, confidence=head.confidence)
    told = [sentence(_(_SAY["cap"]).format(cap=report.score.cap))] if report.score.cap else []
    period, prepared = period_in_words(report), _(_SAY["for"]).format(company=company)
    made, line = prepared_by(brand), confidentiality(brand)
    places = named(deck.look.cover.placeholders)
    page = deck.cover(
        company if "Eyebrow" in places else _(_SAY["title"]).format(company=company),
        {
            "Eyebrow": [_(_SAY["eyebrow"])],
            "Company": [company],
            "Period": [period],
            "Prepared for": [prepared],
            "Score": [head.total],
            "Grade": [_(_SAY["hundred"]) if is_known else _(_SAY["unknown"]), grade],
            "Likely range": [likely],
            "Coverage": [coverage],
            "Basis": [basis(report), *told],
            "Prepared by": [made],
            "Confidentiality": [line],
        },
        [", ".join(filter(None, (total, grade))), likely, coverage, period, prepared],
        [
            _(_SAY["notes"]).format(total=total, grade=grade or _(_SAY["unknown"]), likely=likely, bounds=head.bounds),
            *([_(_SAY["widest"]).format(range=head.widest)] if head.widest else []),
            coverage,
            basis(report),
            *told,
            *robustness(report),
            made,
            line,
        ],
    )
    if "Logo" in places:
        has_plate = is_our_own and brand is not None and on_cover(brand) is not None
        place_logo(page, brand, box_of(places["Logo"]), has_plate=has_plate)
    box = box_of(places["Range"]) if "Range" in places else None
    if box is not None:
        _draw_scale(deck, page, report, head, box)
