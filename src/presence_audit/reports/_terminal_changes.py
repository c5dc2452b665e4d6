"""What changed since the last audit, and the audits over time, on a terminal."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.reports import _audit_rows as audits
from presence_audit.reports import _nouns as nouns
from presence_audit.reports._change_rows import GROUPS, SAY, change_rows, changes_title, score_in_words
from presence_audit.reports._terminal_tables import STACKED_BELOW, number_cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.text import Text

    from presence_audit.model.report import Report
    from presence_audit.reports._audit_rows import LineRow
    from presence_audit.reports._pen import Pen

_MOST = 5  # changes of one group; the other formats have all of them
_STYLES = {"worse": "red", "better": "green", "unknown": "yellow", "known": "yellow", "other": ""}
_NAME, _SENTENCE = 60, 400
_MOST_LINES = 12
# Cells: what stands beside a line, the least and the most that it takes, and the margin around one that stands alone.
_BESIDE, _LEAST, _MOST_CELLS, _MARGIN = 66, 12, 100, 4


def changes_part(pen: Pen, report: Report) -> None:
    """The changes by group, what got worse first; nothing where there is no earlier audit."""
    changes = report.changes
    if changes is None:
        return
    pen.heading(changes_title(report))
    pen.line(pen.text(score_in_words(changes), limit=_SENTENCE), indent=1)
    for note in changes.notes:
        pen.line(pen.text(note, "dim", _SENTENCE), indent=1)
    rows = change_rows(report)
    if not rows:
        pen.line(pen.text(_(SAY["nothing"])), indent=1)
    for group, listed in groupby(rows, lambda row: row.group):
        held = list(listed)
        pen.line(pen.text(f"{_(GROUPS[group])}:", _STYLES[group]), indent=1)
        for row in held[:_MOST]:
            pen.line(pen.join([pen.text(row.who, "bold", _NAME), pen.text(row.said, limit=_SENTENCE)], ": "), indent=3)
        left = len(held) - _MOST
        if left > 0:
            # Translators: {changes} is "3 more changes".
            more = _("and {changes}").format(changes=nouns.more(left, "change"))
            pen.line(pen.text(more, "dim"), indent=3)


def _line(pen: Pen, row: LineRow, room: int) -> Text:
    return pen.text(audits.spark(row.values, row.span, room), "cyan", room)


def _ends(pen: Pen, row: LineRow) -> tuple[Text, Text]:
    return number_cell(pen, row.first), number_cell(pen, row.last, "bold")


def _lines(pen: Pen, rows: Sequence[LineRow]) -> None:
    """Each number with its first and its last value and its line; a paragraph of each where there is no room."""
    heads = [_(audits.SAY[key]) for key in ("who", "what", "first", "last", "line")]
    if pen.plain or pen.width >= STACKED_BELOW:
        room = min(max(pen.width - _BESIDE, _LEAST), _MOST_CELLS)
        cells = [
            (
                pen.text(row.who, "bold", _NAME),
                pen.text(_(audits.WHAT[row.what])),
                *_ends(pen, row),
                pen.text("") if pen.plain else _line(pen, row, room),
            )
            for row in rows
        ]
        pen.table(heads, cells, right=frozenset({2, 3}), whole=frozenset({2, 3, 4}))
        return
    for row in rows:
        first, last = _ends(pen, row)
        pen.line(pen.text(row.who, "bold", _NAME), indent=1)
        pen.line(pen.join([pen.text(f"{_(audits.WHAT[row.what])}:"), first, pen.text("→"), last], " "), indent=3)
        pen.line(_line(pen, row, pen.width - _MARGIN), indent=3)


def course_part(pen: Pen, report: Report) -> None:
    """The line of the score and those of channels and leaders; nothing where there are fewer than two audits."""
    course = audits.course_of(report)
    if course is None:
        return
    pen.heading(_(audits.SAY["title"]))
    if not pen.plain:
        room = min(pen.width, _MOST_CELLS) - _MARGIN
        values = [audit.value for audit in course.audits]
        pen.line(pen.text(audits.spark(values, audits.score_span(course), room), "cyan", room), indent=1)
    pen.line(pen.text(audits.course_in_words(course), limit=_SENTENCE), indent=1)
    for row in audits.audit_rows(course)[-_MOST:]:
        if row.lost:
            told = f"{row.day}: {_(audits.SAY['lost'])}: {', '.join(row.lost)}."
            pen.line(pen.text(told, "yellow", _SENTENCE), indent=1)
    rows = (*audits.leader_rows(course), *audits.channel_rows(course))
    _lines(pen, rows[:_MOST_LINES])
    left = len(rows) - _MOST_LINES
    if left > 0:
        # Translators: {numbers} is "3 more numbers".
        more = _("and {numbers} in the other formats").format(numbers=nouns.more(left, "number"))
        pen.line(pen.text(more, "dim"), indent=1)
    if not pen.plain:
        pen.line(pen.text(audits.legend(), "dim", 200), indent=1)
