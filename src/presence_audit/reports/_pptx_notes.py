"""The notes on slides: what each is on, and what its author says; in full beside the slide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.i18n import mark
from presence_audit.reports._note_rows import SAY, SHORT, note_rows, quoted, signed, spoken
from presence_audit.reports._pptx_parts import Heading, leaf_through
from presence_audit.reports._pptx_table import Column, Line, Listing, cell, said
from presence_audit.reports._text import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presence_audit.model.notes import Note
    from presence_audit.model.report import Report
    from presence_audit.reports._note_rows import NoteRow
    from presence_audit.reports._pptx_deck import Deck
    from presence_audit.reports._pptx_table import Cell

_SAY = {
    "on": mark("On"),
    "says": mark("What the author says"),
    "table": mark("Notes: what each is on, who wrote it and when, and what it says."),
}
_A_SLIDE = 6


def _row(row: NoteRow) -> tuple[Cell, ...]:
    gone = "" if row.is_current else _(SAY["gone"])
    instead = f"{row.instead} {quoted(row.override, SHORT)}" if row.override else ""
    reason = f"{_(SAY['reason'])} {quoted(row.reason, SHORT)}" if row.reason else ""
    ours = f"{row.ours_title} {row.ours}" if row.ours else ""
    return (
        cell(said(row.subject, 4, bold=True), Line(gone, 2, soft=True)),
        cell(
            Line(signed(row), 2, bold=True),
            Line(quoted(row.text), 6),
            Line(shown(instead, 2 * SHORT), 4),
            Line(shown(reason, 2 * SHORT), 3),
            said(ours, 3, soft=True),
        ),
    )


def notes_part(deck: Deck, report: Report, notes: Sequence[Note]) -> None:
    """A table of the notes, on as many slides as it takes; nothing where there are none."""
    rows = note_rows(report, notes)
    if not rows:
        return
    columns = (Column(_(_SAY["on"]), 3.2), Column(_(_SAY["says"]), 8))
    heading = Heading(_(SAY["title"]), _(SAY["lead"]), "", _(_SAY["table"]))
    listing = Listing(columns, [_row(row) for row in rows], (16, 14, 12), _A_SLIDE)
    leaf_through(deck, heading, listing, [" ".join(spoken(row)) for row in rows])
