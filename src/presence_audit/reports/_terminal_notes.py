"""The notes on a terminal: what each is on, and below it what its author says and what the report says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.reports._note_rows import SAY, SHORT, TEXT, note_rows, quoted, signed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presence_audit.model.notes import Note
    from presence_audit.model.report import Report
    from presence_audit.reports._pen import Pen

_SUBJECT, _OURS = 200, 400


def notes_part(pen: Pen, report: Report, notes: Sequence[Note]) -> None:
    """The notes, each as its author's; nothing where there are none."""
    rows = note_rows(report, notes)
    if not rows:
        return
    pen.heading(_(SAY["title"]))
    pen.line(pen.text(_(SAY["lead"]), "dim", 200), indent=1)
    for row in rows:
        gone = pen.text("" if row.is_current else _(SAY["gone"]), "yellow")
        pen.line(pen.join([pen.text(row.subject, "bold", _SUBJECT), gone]), indent=1)
        said = [(f"{signed(row)}:", "cyan", quoted(row.text), TEXT)]
        said += [(row.instead, "cyan", quoted(row.override, SHORT), SHORT)] if row.override else []
        said += [(_(SAY["reason"]), "cyan", quoted(row.reason, SHORT), SHORT)] if row.reason else []
        said += [(row.ours_title, "dim", row.ours, _OURS)] if row.ours else []
        for title, style, words, limit in said:
            pen.line(pen.join([pen.text(title, style, 200), pen.text(words, limit=limit + 2)], " "), indent=3)
