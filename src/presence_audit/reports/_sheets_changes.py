"""The tables of what changed since the last audit, and of the audits over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.i18n import mark
from presence_audit.reports import _audit_rows as audits
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._change_rows import GROUPS, SAY, change_rows, changes_title, score_in_words
from presence_audit.reports._sheets import Column, Sheet, Typed, known, titled
from presence_audit.reports._text import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.model.report import Report
    from presence_audit.reports._audit_rows import Course
    from presence_audit.reports._sheets import Kind, Row

_CHANGES = (
    Column(SAY["way"], "state", 32),
    Column(SAY["who"], "text", 34),
    Column(SAY["said"], "long", 90),
)
_AUDITS = (
    Column(mark("Audit of ({zone})"), "moment", 17),
    Column(audits.SAY["score"], "points", 10),
    Column(mark("Score is"), "state", 11),
    Column(mark("Likely range, from"), "points", 11),
    Column(mark("Likely range, to"), "points", 11),
    Column(audits.SAY["coverage"], "share", 11),
    Column(audits.SAY["lost"], "long", 50),
)
_LINES = (
    Column(audits.SAY["who"], "text", 34),
    Column(audits.SAY["what"], "state", 15),
    Column(mark("Audit of ({zone})"), "moment", 17),
    Column(mark("Number"), "measure", 11),
    Column(mark("As reports print it"), "text", 14),
    Column(mark("Number is"), "state", 11),
    Column(mark("Subject"), "text", 40, is_printed=False),
)
_KINDS: dict[audits.What, Kind] = {"followers": "count", "rate": "rate", "visibility": "points"}
_CHANGED, _OF_AUDITS, _LINED = mark("Changes"), mark("Over time"), mark("Lines over time")


def _audits(course: Course) -> Iterator[Row]:
    for row in audits.audit_rows(course):
        yield (
            numbers.local(row.as_of, course.zone),
            row.total,
            known(row.total),
            *row.ends,
            row.share,
            ", ".join(row.lost),
        )


def _lines(course: Course) -> Iterator[Row]:
    moments = [numbers.local(audit.as_of, course.zone) for audit in course.audits]
    for row in (*audits.leader_rows(course), *audits.channel_rows(course)):
        what = _(audits.WHAT[row.what])
        for moment, value, cell in zip(moments, row.values, row.cells, strict=True):
            yield row.who, what, moment, Typed(value, _KINDS[row.what]), cell, known(value), row.subject


def changes_sheets(report: Report) -> list[Sheet]:
    """A row for each change, each audit, and each number of each audit; no sheet where there is no earlier audit."""
    made: list[Sheet] = []
    changes, course = report.changes, audits.course_of(report)
    if changes is not None:
        about = " ".join((f"{changes_title(report)}.", score_in_words(changes), *changes.notes))
        rows = tuple((_(GROUPS[row.group]), row.who, row.said) for row in change_rows(report))
        made.append(Sheet("changes", _(_CHANGED), about, _(SAY["nothing"]), titled(_CHANGES), rows))
    if course is not None:
        zone = numbers.zone_of(report)[1]
        about = audits.course_in_words(course)
        made.append(Sheet("audits", _(_OF_AUDITS), about, "", titled(_AUDITS, zone), tuple(_audits(course))))
        lined = sentence(_(audits.SAY["lines"]))
        made.append(Sheet("lines", _(_LINED), lined, "", titled(_LINES, zone), tuple(_lines(course))))
    return made
