"""What changed since the last audit, and the audits over time, as Markdown."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from presence_audit.i18n import gettext as _
from presence_audit.reports import _audit_rows as audits
from presence_audit.reports._change_rows import GROUPS, SAY, change_rows, changes_title, score_in_words
from presence_audit.reports._markdown_parts import itemed, section, tabled
from presence_audit.reports._markdown_table import Column
from presence_audit.reports._markdown_text import code, escaped

if TYPE_CHECKING:
    from presence_audit.model.report import Report
    from presence_audit.reports._audit_rows import AuditRow, LineRow
    from presence_audit.reports._change_rows import ChangeRow

_BYTES, _LINE_BYTES, _GROUP_BYTES = 20_000, 20_000, 8_000
_NAME, _SENTENCE, _LOST = 80, 400, 300
_ROOM: Final = 52  # signs of a small line: a year of weeks


def _change(row: ChangeRow) -> str:
    return f"- **{escaped(row.who, _NAME)}:** {escaped(row.said, _SENTENCE)}"


_AUDITS: tuple[Column[AuditRow], ...] = (
    Column(audits.SAY["day"], lambda row: row.day),
    Column(audits.SAY["score"], lambda row: row.score, is_number=True),
    Column(audits.SAY["likely"], lambda row: row.likely, is_number=True),
    Column(audits.SAY["coverage"], lambda row: row.coverage, is_number=True),
    Column(audits.SAY["lost"], lambda row: escaped(", ".join(row.lost), _LOST)),
)
_LINES: tuple[Column[LineRow], ...] = (
    Column(audits.SAY["who"], lambda row: escaped(row.who, _NAME)),
    Column(audits.SAY["what"], lambda row: _(audits.WHAT[row.what])),
    Column(audits.SAY["first"], lambda row: row.first, is_number=True),
    Column(audits.SAY["last"], lambda row: row.last, is_number=True),
    Column(audits.SAY["line"], lambda row: code(audits.spark(row.values, row.span, _ROOM))),
    Column(audits.SAY["way"], lambda row: audits.way_in_words(row.values)),
)


def changes_part(report: Report) -> list[str]:
    """The changes by group, what got worse first; nothing where there is no earlier audit."""
    changes = report.changes
    if changes is None:
        return []
    told = [escaped(said, _SENTENCE) for said in (score_in_words(changes), *changes.notes)]
    rows = change_rows(report)
    lines = [*told[:1], *(part for said in told[1:] for part in ("", said))]
    for group, held in groupby(rows, lambda row: row.group):
        listed = itemed(tuple(held), _change, budget=_GROUP_BYTES, noun="change")
        lines += ["", f"{_(GROUPS[group])}:", "", *listed]
    return section(changes_title(report), lines if rows else [*lines, "", _(SAY["nothing"])])


def course_part(report: Report) -> list[str]:
    """The line of the score, every audit, and the lines of channels and leaders; nothing below two audits."""
    course = audits.course_of(report)
    if course is None:
        return []
    values = [audit.value for audit in course.audits]
    lines = [code(audits.spark(values, audits.score_span(course), _ROOM)), "", audits.course_in_words(course), ""]
    lines += tabled(tuple(reversed(audits.audit_rows(course))), _AUDITS, budget=_BYTES, noun="audit")
    rows = (*audits.leader_rows(course), *audits.channel_rows(course))
    if rows:
        lines += ["", *tabled(rows, _LINES, budget=_LINE_BYTES, noun="number")]
    return section(_(audits.SAY["title"]), [*lines, "", audits.legend()])
