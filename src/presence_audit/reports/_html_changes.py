"""What changed since the last audit, and the audits over time, on the page."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.reports import _audit_rows as audits
from presence_audit.reports import _nouns as nouns
from presence_audit.reports._change_rows import GROUPS, SAY, change_rows, changes_title, score_in_words
from presence_audit.reports._charts_course import course_chart, small_line
from presence_audit.reports._html_element import Node, el
from presence_audit.reports._html_parts import (
    Head,
    Section,
    figure,
    folded,
    notice,
    paragraph,
    row,
    section,
    table,
    within,
)
from presence_audit.reports._html_text import name, prose
from presence_audit.reports._text import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presence_audit.model.report import Report
    from presence_audit.reports._audit_rows import AuditRow, LineRow
    from presence_audit.reports._change_rows import ChangeRow
    from presence_audit.reports._html_element import Markup

_BYTES = 120_000
_SEEN = 8  # changes of a group; the rest is folded away
_LOST = 200

_AUDITS = (
    Head(audits.SAY["day"]),
    *(Head(audits.SAY[key], is_number=True) for key in ("score", "likely", "coverage")),
    Head(audits.SAY["lost"], is_wide=True),
)
_LINES = (
    Head(audits.SAY["who"], is_person=True),
    Head(audits.SAY["what"]),
    *(Head(audits.SAY[key], is_number=True) for key in ("first", "last")),
    Head(audits.SAY["line"], is_wide=True),
    Head(audits.SAY["way"]),
)


def _items(rows: Sequence[ChangeRow]) -> tuple[Markup, int]:
    made, left_out = within((el("li", el("strong", name(row.who)), ": ", prose(row.said)) for row in rows), _BYTES)
    return el("ul", *made), left_out


def _group(group: str, title: str, rows: Sequence[ChangeRow]) -> Markup:
    """One group: its first changes, and the rest when it is asked for."""
    seen, _none = _items(rows[:_SEEN])
    parts: list[Node] = [el("h3", title), seen]
    if len(rows) > _SEEN:
        rest, left_out = _items(rows[_SEEN:])
        parts += [folded(nouns.more(len(rows) - _SEEN, "change"), rest), notice(left_out, "change")]
    return el("div", *parts, class_=f"turn {group}")


def changes(report: Report) -> Section | None:
    """The changes by group, what got worse first; None where there is no earlier audit."""
    held = report.changes
    if held is None:
        return None
    rows = change_rows(report)
    told: list[Node] = [paragraph(prose(score_in_words(held)), "lead")]
    told += [paragraph(prose(note), "notice") for note in held.notes]
    groups = [_group(group, _(GROUPS[group]), list(listed)) for group, listed in groupby(rows, lambda row: row.group)]
    body = el("div", *groups, class_="turns") if groups else paragraph(_(SAY["nothing"]))
    return section("changes", changes_title(report), *told, body)


def _audits(rows: Sequence[AuditRow]) -> Markup:
    """The table behind the chart, newest first."""
    made = [
        row(one.day, [one.score, one.likely, one.coverage, name(", ".join(one.lost), _LOST)], _AUDITS)
        for one in reversed(rows)
    ]
    return table("course-behind", _(audits.SAY["rows"]), _AUDITS, made, "small")


def _line(one: LineRow) -> Markup:
    what = _(audits.WHAT[one.what])
    drawn = small_line(shown(f"{one.who}, {what}: {one.first} → {one.last}", _LOST), one.values, one.span)
    cells: list[Node] = [
        what,
        one.first,
        one.last,
        drawn,
        audits.way_in_words(one.values),
    ]
    return row(name(one.who), cells, _LINES)


def over_time(report: Report) -> Section | None:
    """The chart of the score, and the lines of channels and leaders; None where there are fewer than two audits."""
    course = audits.course_of(report)
    if course is None:
        return None
    rows, said = audits.audit_rows(course), audits.course_in_words(course)
    title = _(audits.SAY["chart"])
    body: list[Node] = [
        paragraph(said),
        figure("course", course_chart("course-chart", title, said, rows), title, _audits(rows)),
    ]
    lines, left_out = within(map(_line, (*audits.leader_rows(course), *audits.channel_rows(course))), _BYTES)
    if lines:
        body += [table("courses", _(audits.SAY["lines"]), _LINES, lines, "courses"), notice(left_out, "number")]
    return section("over-time", _(audits.SAY["title"]), *body)
