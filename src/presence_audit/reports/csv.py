"""Every measure of the report as one table of comma-separated values (RFC 4180), for programs and for spreadsheets.

The headings are the names of the columns for programs and are the same in every language. Numbers have all their
digits and a decimal point; what is not known is empty, and `state` says so.
"""

from __future__ import annotations

import csv
import math
import re
from io import StringIO
from typing import TYPE_CHECKING

from presence_audit.reports import _numbers as numbers
from presence_audit.reports._edition import PLAIN, Edition
from presence_audit.reports._measures import measure_rows
from presence_audit.reports._text import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from presence_audit.model.report import Report

    Cell = str | float | None

HEADS = (
    "company", "as_of", "method", "pillar", "pillar_name", "pillar_score", "metric", "subject", "subject_name",
    "weight", "state", "value", "unit", "interval_from", "interval_to", "score", "posts", "reason",
)  # fmt: skip
_MARK = "\ufeff"  # without it Excel takes UTF-8 for the code page of the machine
_LIMIT = 2_000
# What makes a spreadsheet read a text as a formula, at its beginning and, where the spreadsheet takes a semicolon for
# the end of a cell (as it does wherever the comma is the decimal sign), after one. The wide forms are read alike.
_FORMULA = re.compile('(^|;[\\s"]*)([=+\\-@\t\r\uff1d\uff0b\uff0d\uff20])')


def _text(text: str) -> str:
    return _FORMULA.sub(r"\1'\2", shown(text, _LIMIT))


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return _text(value)
    return repr(value) if isinstance(value, int) or math.isfinite(value) else ""


def render(report: Report, edition: Edition = PLAIN) -> bytes:
    """One line for each measure, in UTF-8 with a byte order mark, lines ending with CR LF.

    A text that a spreadsheet would read as a formula has an apostrophe in front.
    """
    with edition.of(report) as told:
        return (_MARK + _lines(told)).encode()


def table(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Any table in the same dress; None is empty."""
    target = StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows(map(_cell, row) for row in rows)
    return (_MARK + target.getvalue()).encode()


def _lines(report: Report) -> str:
    zone, _ = numbers.zone_of(report)
    whose = (report.company.name, numbers.local(report.as_of, zone).isoformat(), report.method)
    target = StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(HEADS)
    for one in measure_rows(report):
        low, high = one.interval or (None, None)
        pillar = (one.pillar, one.pillar_name, one.pillar_score)
        subject = (one.metric, one.subject, one.subject_name, one.weight, one.state)
        numbers_of = (one.value, one.unit, low, high, one.score, one.posts)
        writer.writerow(map(_cell, (*whose, *pillar, *subject, *numbers_of, one.reason)))
    return target.getvalue()
