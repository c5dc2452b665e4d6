"""The table of notes: what their authors say, beside what the report says itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.i18n import mark
from presence_audit.reports._note_rows import SAY, note_rows
from presence_audit.reports._sheets import Column, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presence_audit.model.notes import Note
    from presence_audit.model.report import Report

_COLUMNS = (
    Column(mark("No."), "count", 7),
    Column(mark("On"), "long", 44),
    Column(mark("Note by"), "text", 24),
    Column(mark("Date of the note"), "day", 14),
    Column(mark("What the author says"), "long", 60),
    Column(mark("What the author says in place of ours"), "long", 46),
    Column(mark("The author's reason"), "long", 40),
    Column(mark("What this report says"), "long", 40),
    Column(mark("In this report"), "text", 24),
    Column(mark("Subject of the note"), "address", 40, is_printed=False),
)


def notes_sheet(report: Report, notes: Sequence[Note]) -> Sheet:
    """A row for each note."""
    rows = tuple(
        (
            row.place,
            row.subject,
            row.author,
            row.note.date,
            row.text,
            row.override,
            row.reason,
            row.ours,
            _("yes") if row.is_current else _(SAY["gone"]),
            row.note.subject,
        )
        for row in note_rows(report, notes)
    )
    columns = tuple(replace(column, title=_(column.title)) for column in _COLUMNS)
    return Sheet("notes", _(SAY["title"]), _(SAY["lead"]), "", columns, rows, fixed=2)
