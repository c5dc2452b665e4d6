"""The report as a workbook: one sheet per table, every number with its full precision, every text as text only."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from presence_audit.i18n import gettext as _
from presence_audit.i18n import local_date, local_minute, mark
from presence_audit.reports import _numbers as numbers
from presence_audit.reports import _sheets_proof as proof
from presence_audit.reports import _sheets_score as scored
from presence_audit.reports import _sheets_shown as shown_only
from presence_audit.reports import _sheets_summary as first
from presence_audit.reports._edition import PLAIN, Edition
from presence_audit.reports._sheets import Typed
from presence_audit.reports._sheets_changes import changes_sheets
from presence_audit.reports._sheets_notes import notes_sheet
from presence_audit.reports._sheets_peers import peers_sheets
from presence_audit.reports._text import shown
from presence_audit.reports._xlsx_brand import Stamp, printed, stamp_of
from presence_audit.reports._xlsx_names import named
from presence_audit.reports._xlsx_styles import PALE, TINT, Styles, height_of, lines_of

if TYPE_CHECKING:
    from presence_audit.model.report import Report
    from presence_audit.reports._sheets import Kind, Sheet, Value

_SUMMARY, _SHEETS = mark("Summary"), mark("The sheets")
# Translators: at the foot of a printed page.
_PAGE = mark("Page {page} of {pages}")
_NUMBERED = {"page": "&P", "pages": "&N"}  # as Excel fills them in
_TABLES = (
    scored.actions,
    scored.pillars,
    scored.leaders,
    scored.channels,
    scored.measures,
    shown_only.weeks,
    shown_only.hours,
    shown_only.voices,
    shown_only.trends,
    shown_only.network,
    proof.posts,
    proof.evidence,
)
# Excel takes 32,767 UTF-16 units in a cell, of which a character may need two.
_LIMITS: dict[Kind, int] = {"text": 160, "state": 160, "doubt": 160, "long": 2_000, "address": 16_000}
_ROWS = 1_048_576 - 1  # without the heading
_NAME, _FOOTER = 160, 60
_FOOTER_ROOM = 2 * _FOOTER  # as Excel counts, for & is written twice there
_TOO_LARGE = mark("over 10^308")
_FIRST_YEAR = 1900  # before it Excel has no dates
_A3, _A4, _WIDE = 8, 9, 250  # paper by its number in Excel; sheets of more characters go on the larger one
_EVERYWHERE = "A1:XFD1048576"
_SUMMARY_WIDTHS, _GREY = (33, 24, 92), "#595959"
_TALL, _AIR = 30, 6  # points
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def _put_text(page: Any, row: int, column: int, text: str, style: Any) -> None:
    """Write text as text. What looks like the library's own markup would be taken for it, so that is cut in two."""
    if not text:
        page.write_blank(row, column, None, style)
    elif text.startswith("<r>") and text.endswith("</r>"):
        page.write_rich_string(row, column, text[:2], style, text[2:], style)
    else:
        page.write_string(row, column, text, style)


def _old(value: date) -> str:
    """A day or a moment that Excel has no number for, as text."""
    return local_minute(value) if isinstance(value, datetime) else local_date(value)


def _serial(value: Value) -> Value:
    """The value as Excel can hold it: dates without a zone, numbers that are finite, everything else as text."""
    if isinstance(value, datetime):
        value = value.replace(tzinfo=None)
    if isinstance(value, date):
        return value if value.year > _FIRST_YEAR else _old(value)
    if isinstance(value, str) or value is None:
        return value
    try:
        return float(value) + 0.0 if math.isfinite(value) else None
    except OverflowError:
        return _(_TOO_LARGE)


def _put(page: Any, styles: Styles, at: tuple[int, int], value: Value, kind: Kind, **more: Any) -> str:
    """Write a cell; returns the text that is in it, empty for a number."""
    held = _serial(value)
    if held is None:
        page.write_blank(*at, None, styles.cell(kind, **more))
    elif isinstance(held, str):
        text = shown(held, _LIMITS.get(kind, _NAME))
        _put_text(page, *at, text, styles.cell(kind, **more))
        return text
    elif isinstance(held, date):
        page.write_datetime(*at, held, styles.cell(kind, **more))
    else:
        page.write_number(*at, held, styles.cell(kind, held, **more))
    return ""


def _set_up(page: Any, width: float, company: str, stamp: Stamp) -> None:
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(_A3 if width > _WIDE else _A4)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
    pages = _(_PAGE).format_map(_NUMBERED)
    page.set_footer(f"&L{printed(shown(company, _FOOTER), _FOOTER_ROOM)}{stamp.foot}&C&A&R{pages}")
    if stamp.head:
        page.set_header(f"&L{stamp.head}")


def _table(book: Any, styles: Styles, sheet: Sheet, company: str, stamp: Stamp) -> None:
    page = book.add_worksheet(sheet.name)
    printed = [column for column in sheet.columns if column.is_printed]
    _set_up(page, sum(column.width for column in printed), company, stamp)
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, column.width)
        _put_text(page, 0, at, shown(column.title, _NAME), styles.head(column.kind))
    page.set_row(0, height_of(max(lines_of(column.title, column.width) for column in sheet.columns), _AIR))
    rows = sheet.rows[:_ROWS]
    for place, row in enumerate(rows, 1):
        lines = 1
        for at, (cell, column) in enumerate(zip(row, sheet.columns, strict=True)):
            value, kind = (cell.value, cell.kind) if isinstance(cell, Typed) else (cell, column.kind)
            text = _put(page, styles, (place, at), value, kind)
            lines = max(lines, lines_of(text, column.width)) if kind != "address" else lines
        if lines > 1:
            page.set_row(place, height_of(lines))
    if not rows:
        _put_text(page, 1, 0, sheet.nothing, styles.of(italic=True))
    last = max(len(rows), 1)
    page.freeze_panes(1, sheet.fixed)
    page.autofilter(0, 0, last, len(sheet.columns) - 1)
    page.repeat_rows(0)
    page.print_area(0, 0, last, len(printed) - 1)
    page.ignore_errors({"number_stored_as_text": _EVERYWHERE})
    if sheet.id == shown_only.HOURS:
        _shade(page, len(rows))


def _shade(page: Any, rows: int) -> None:
    """Shade the map of hours, the company's and the leaders' each by its own busiest hour; the counts stand in it."""
    scale = {"type": "2_color_scale", "min_color": "#FFFFFF", "max_color": TINT, "min_type": "num", "min_value": 0}
    for at in range(1, rows, 7):
        page.conditional_format(at, 2, at + 6, 25, scale)


def _heading(page: Any, styles: Styles, row: int, text: str) -> None:
    style = styles.of(bold=True, font_size=13, font_color=styles.ink, bottom=2, bottom_color=PALE)
    for at, part in enumerate((text, "", "")):
        _put_text(page, row, at, part, style)


def _summary(book: Any, styles: Styles, report: Report, sheets: tuple[Sheet, ...], *, name: str, stamp: Stamp) -> None:
    told, page = first.summary(report), book.add_worksheet(name)
    _set_up(page, 0, told.company, stamp)
    for at, width in enumerate(_SUMMARY_WIDTHS):
        page.set_column(at, at, width)
    grey = styles.of(font_color=_GREY)
    _put_text(page, 0, 0, shown(told.company, _NAME), styles.of(font_size=20, font_color=styles.ink, bold=True))
    page.set_row(0, _TALL)
    _put_text(page, 1, 0, shown(told.period, _NAME), grey)
    _put_text(page, 2, 0, shown(told.basis, _LIMITS["long"]), grey)
    for at, line in enumerate(stamp.lines, 3):
        _put_text(page, at, 0, line, styles.of(bold=True))
    row = 4 + len(stamp.lines)
    for group in told.groups:
        _heading(page, styles, row, group.heading)
        for fact in group.facts:
            row += 1
            # The score is what everybody looks for first.
            large = {"font_size": 20, "font_color": styles.ink, "bold": True} if fact.is_headline else {}
            side = {"valign": "vcenter"} if fact.is_headline else {}
            value = fact.value or Typed(None, "text")
            texts = (
                _put(page, styles, (row, 0), fact.label, "text", bold=True, **side),
                _put(page, styles, (row, 1), value.value, value.kind, align="left", indent=1, **large, **side),
                _put(page, styles, (row, 2), fact.words, "long", **side),
            )
            lines = max(map(lines_of, texts, _SUMMARY_WIDTHS))
            page.set_row(row, _TALL if fact.is_headline else height_of(lines))
        row += 2
    _heading(page, styles, row, _(_SHEETS))
    link = styles.cell("text", font_color=TINT, underline=1)
    for at, sheet in enumerate(sheets, row + 1):
        quoted = sheet.name.replace("'", "''")
        page.write_url(at, 0, f"internal:'{quoted}'!A1", link, sheet.name)
        _put(page, styles, (at, 1), len(sheet.rows), "count", align="left", indent=1)
        told_of = _put(page, styles, (at, 2), sheet.about, "long")
        page.set_row(at, height_of(max(map(lines_of, (sheet.name, told_of), _SUMMARY_WIDTHS[::2]))))
    page.print_area(0, 0, row + len(sheets), len(_SUMMARY_WIDTHS) - 1)
    page.ignore_errors({"number_stored_as_text": _EVERYWHERE})


def render(report: Report, edition: Edition = PLAIN) -> bytes:
    """The workbook. Needs the extra `xlsx`.

    What is not known is an empty cell with the word beside it, never a zero. No cell holds a formula, and the only
    links are those from the first sheet to the others. The document is dated as of the audit, and names no author.
    """
    with edition.of(report) as told:
        return _workbook(told, edition)


def _workbook(report: Report, edition: Edition) -> bytes:
    from xlsxwriter import Workbook

    target = BytesIO()
    book = Workbook(target, _OPTIONS)
    book.set_properties(
        {
            "title": shown(first.title_of(report), _NAME),
            "created": numbers.local(report.as_of, UTC).replace(tzinfo=None),
        }
    )
    stamp, notes = stamp_of(edition.brand), edition.notes
    styles = Styles(book, stamp.ink)
    made = [table(report) for table in _TABLES]
    made += changes_sheets(report)
    made += peers_sheets(report, edition.peers)
    made += [notes_sheet(report, notes)] if notes else []
    name, *names = named([_(_SUMMARY), *(sheet.name for sheet in made)])
    sheets = tuple(replace(sheet, name=own) for sheet, own in zip(made, names, strict=True))
    _summary(book, styles, report, sheets, name=name, stamp=stamp)
    for sheet in sheets:
        _table(book, styles, sheet, report.company.name, stamp)
    book.close()
    return target.getvalue()
