"""What changed since the last audit as a table, and the score over time as a native line chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit import i18n
from presence_audit.i18n import gettext as _
from presence_audit.i18n import mark
from presence_audit.reports import _audit_rows as audits
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._change_rows import GROUPS, SAY, change_rows, changes_title, score_in_words
from presence_audit.reports._pptx_chart import Chart, Series, draw_line
from presence_audit.reports._pptx_parts import Heading, alone, leaf_through, told
from presence_audit.reports._pptx_table import Column, Listing, cell, name, said
from presence_audit.reports._text import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presence_audit.model.report import Report
    from presence_audit.reports._audit_rows import AuditRow, Course, LineRow
    from presence_audit.reports._change_rows import ChangeRow
    from presence_audit.reports._pptx_deck import Deck
    from presence_audit.reports._pptx_table import Cell

_SAY = {
    # Translators: the names of two lines in a chart.
    "low": mark("Likely range, low end"),
    "high": mark("Likely range, high end"),
    # Translators: {day} is a date, {score} a number or "?", {range} two numbers with a dash between.
    "row": mark("{day}: score {score}, likely range {range}, data coverage {coverage}."),
    # Translators: {day} is a date, {channels} names of channels.
    "lost": mark("{day}: no longer readable: {channels}."),
    "none known": mark("The score is unknown at every audit, so there is no line to show."),
    "line": mark("{who}, {what}: {first} at first, {last} now, {way}."),
    "more": mark("All changes are in the workbook and on the web page."),
}
_A_SLIDE, _LABELS = 9, 14
_YEAR = 364  # days
_SHOWN = 9  # changes on the slide: what does not fit on one is in the other formats


def _change(row: ChangeRow) -> tuple[Cell, ...]:
    return cell(said(_(GROUPS[row.group]), 2, soft=True)), cell(name(row.who, bold=True)), cell(said(row.said, 2))


def _told(row: ChangeRow) -> str:
    return f"{_(GROUPS[row.group])}: {row.who}: {row.said}"


def _chosen(rows: Sequence[ChangeRow]) -> list[ChangeRow]:
    """What fits on one slide: of every group its first, the groups in their order, as evenly as may be."""
    by_group = {group: [row for row in rows if row.group == group] for group in GROUPS}
    taken = dict.fromkeys(by_group, 0)
    left = _SHOWN
    while left and any(taken[group] < len(held) for group, held in by_group.items()):
        for group, held in by_group.items():
            if left and taken[group] < len(held):
                taken[group] += 1
                left -= 1
    return [row for group, held in by_group.items() for row in held[: taken[group]]]


def changes_part(deck: Deck, report: Report) -> None:
    """One slide with the changes that matter most, and all of them in its notes; none without an earlier audit."""
    changes = report.changes
    if changes is None:
        return
    rows, title = change_rows(report), changes_title(report)
    lead, note = score_in_words(changes), " ".join(changes.notes)
    if not rows:
        alone(deck, title, " ".join((lead, _(SAY["nothing"]))), note)
        return
    shown = _chosen(rows)
    note = note if len(shown) == len(rows) else " ".join(filter(None, (note, _(_SAY["more"]))))
    columns = (Column(_(SAY["way"]), 2), Column(_(SAY["who"]), 3), Column(_(SAY["said"]), 7))
    listing = Listing(columns, [_change(row) for row in shown], (14, 12), _A_SLIDE)
    kept = set(map(id, shown))
    # Those that are not on the slide are told in its notes, after the ones that are.
    rest = [_told(row) for row in rows if id(row) not in kept]
    spoken = [*map(_told, shown[:-1]), "\n".join((_told(shown[-1]), *rest))]
    leaf_through(deck, Heading(title, lead, note, sentence(title)), listing, spoken)


def _days(course: Course) -> tuple[str, ...]:
    """Each audit below the chart: "20 Nov", or the whole date where a year repeats or two audits are of one day."""
    first, last = (numbers.local(course.audits[at].as_of, course.zone) for at in (0, -1))
    days = [numbers.local(audit.as_of, course.zone).date() for audit in course.audits]
    if len(set(days)) < len(days) or (last - first).days > _YEAR:
        return course.days
    return tuple(i18n.day_in_words(day, year=False, short=True) for day in days)


def _spoken(row: AuditRow) -> str:
    return _(_SAY["row"]).format(day=row.day, score=row.score, range=row.likely, coverage=row.coverage)


def _line(row: LineRow) -> str:
    return _(_SAY["line"]).format(
        who=row.who,
        what=_(audits.WHAT[row.what]),
        first=row.first,
        last=row.last,
        way=audits.way_in_words(row.values),
    )


def over_time(deck: Deck, report: Report) -> None:
    """The score as a line that is broken where it is unknown, between the ends of its likely range."""
    course = audits.course_of(report)
    if course is None:
        return
    rows, lead, title = audits.audit_rows(course), audits.course_in_words(course), _(audits.SAY["chart"])
    lost = [_(_SAY["lost"]).format(day=row.day, channels=", ".join(row.lost)) for row in rows if row.lost]
    chart = Chart(
        title=title,
        description=" ".join((sentence(title), lead)),
        categories=_days(course),
        series=(
            Series(_(audits.SAY["score"]), tuple(numbers.stated_score(row.total) for row in rows)),
            Series(_(_SAY["low"]), tuple(numbers.stated_score(row.ends[0]) for row in rows)),
            Series(_(_SAY["high"]), tuple(numbers.stated_score(row.ends[1]) for row in rows)),
        ),
        form="0.0",
        most=100,
        step=25,
    )
    spoken = [*map(_spoken, rows), *map(_line, (*audits.leader_rows(course), *audits.channel_rows(course)))]
    with deck.page(title, lead, " ".join(lost[-3:]), spoken) as page:
        if all(row.total is None for row in rows):
            told(page, deck, _(_SAY["none known"]))
        else:
            draw_line(page, chart, page.frame.content, report.as_of, every=max(1, -(-len(rows) // _LABELS)))
