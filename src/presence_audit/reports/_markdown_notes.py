"""The notes as Markdown: what each is on, and below it what its author says and what the report says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.i18n import ngettext
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._markdown_text import escaped
from presence_audit.reports._note_rows import SAY, SHORT, TEXT, byline, note_rows, notes_on, quoted, signed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presence_audit.model.notes import Note
    from presence_audit.model.report import Finding, Report
    from presence_audit.reports._note_rows import NoteRow

_BYTES, _FOLDED_FROM = 40_000, 3_000
_SUBJECT, _OURS = 300, 600


def _note(row: NoteRow) -> list[str]:
    gone = "" if row.is_current else f" ({_(SAY['gone'])})"
    lines = [
        f"- **{escaped(row.subject, _SUBJECT)}**{gone}",
        f"  - {escaped(signed(row))}: {escaped(quoted(row.text), TEXT + 2)}",
    ]
    if row.override:
        lines.append(f"  - {escaped(row.instead)} {escaped(quoted(row.override, SHORT), SHORT + 2)}")
    if row.reason:
        lines.append(f"  - {_(SAY['reason'])} {escaped(quoted(row.reason, SHORT), SHORT + 2)}")
    if row.ours:
        lines.append(f"  - {row.ours_title} {escaped(row.ours, _OURS)}")
    return lines


def noted(rows: Sequence[NoteRow], finding: Finding) -> str:
    """By whom there are notes on a finding; empty where there are none."""
    return "".join(f" ({escaped(byline(row))})" for row in notes_on(rows, finding.subject, finding.id))


def notes_part(report: Report, notes: Sequence[Note]) -> list[str]:
    """The section with the notes, folded where it is long; nothing where there are none."""
    rows = note_rows(report, notes)
    if not rows:
        return []
    body: list[str] = []
    left_out, room = 0, _BYTES
    for row in rows:
        lines = _note(row)
        room -= sum(len(line.encode()) + 1 for line in lines)
        if room < 0:
            left_out += 1
        else:
            body += lines
    told = ngettext(
        "{n} more note left out here: see the notes file.",
        "{n} more notes left out here: see the notes file.",
        left_out,
    ).format(n=numbers.whole(left_out))
    body = ["", _(SAY["lead"]), "", *body, *(["", f"*{told}*"] if left_out else [])]
    title = _(SAY["title"])
    if sum(map(len, body)) > _FOLDED_FROM:
        return ["", "<details>", f"<summary>{title}</summary>", *body, "", "</details>"]
    return ["", f"#### {title}", *body]
