"""Workbooks read back, as another program would, and what their cells show."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook

from presence_audit.reports import _numbers as numbers
from presence_audit.reports import xlsx

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from presence_audit.model.report import Report


@dataclass(frozen=True, slots=True)
class Book:
    """The cells of a workbook: of each table its rows by heading, and of the summary its facts by label."""

    raw: Any
    tables: Mapping[str, list[dict[str, Any]]]
    facts: Mapping[str, tuple[Any, str]]

    def cells(self) -> Iterator[Any]:
        """Every cell that is not empty."""
        for page in self.raw.worksheets:
            for row in page.iter_rows():
                yield from (cell for cell in row if cell.value is not None)

    def values(self, sheet: str, *heads: str) -> list[Any]:
        """What stands below one heading, or in tuples below several."""
        rows = [tuple(row[head].value for head in heads) for row in self.tables[sheet]]
        return [row[0] for row in rows] if len(heads) == 1 else rows


def _table(page: Any) -> list[dict[str, Any]]:
    head, *rows = page.iter_rows()
    named = [dict(zip((cell.value for cell in head), row, strict=True)) for row in rows]
    # One cell in the first column and nothing else is the sentence that stands where there is no row.
    return [row for row in named if any(cell.value is not None for cell in list(row.values())[1:])]


def opened(made: bytes) -> Book:
    """Read a workbook."""
    raw = load_workbook(BytesIO(made), rich_text=False)
    summary, *pages = raw.worksheets
    tables = {page.title: _table(page) for page in pages}
    facts = {row[0].value: (row[1].value, row[2].value or "") for row in summary.iter_rows() if row[0].value}
    return Book(raw, tables, facts)


def read(report: Report) -> Book:
    """Make the workbook of a report, and read it."""
    return opened(xlsx.render(report))


def local(moment: datetime | None, report: Report) -> datetime | None:
    """The moment on the clocks of the company, as a workbook holds it (to the millisecond)."""
    if moment is None:
        return None
    zone, _ = numbers.zone_of(report)
    return numbers.local(moment, zone).replace(tzinfo=None)


@cache
def _digits(style: str) -> tuple[int, bool, bool]:
    body = style.split(";", maxsplit=1)[0]
    return len(body.partition(".")[2].strip("%")), "," in body, body.endswith("%")


def displayed(cell: Any) -> str:
    """What a spreadsheet shows for a number, for the few number formats that are used."""
    style, value = cell.number_format, cell.value
    words = re.fullmatch(r'"([^"]*)"', style)
    if words:
        return words[1]
    if style == "General":
        return f"{value:g}"
    if "E" in style:
        return f"{value:.2e}"
    digits, is_grouped, is_percent = _digits(style)
    told = f"{value * 100 if is_percent else value:{',' if is_grouped else ''}.{digits}f}"
    sign = "+" if style.startswith("+") and value >= 0 else ""
    return f"{sign}{told}{'%' if is_percent else ''}"
