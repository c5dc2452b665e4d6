"""The audits of one company over time: an article for people, and JSON (schema `presence-audit/trend/1`) for machines.

A line of signs has one for each audit. What is unknown is a question mark in it, and neither a dip nor a zero.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from presence_audit.i18n import gettext as _
from presence_audit.i18n import mark
from presence_audit.model.past import SCHEMA, Past
from presence_audit.reports import _audit_rows as rows
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._json_text import WrittenInFull, escaped, identified
from presence_audit.reports._words import outcome_words
from presence_audit.reports.article import Article, Formula, Section, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presence_audit.model.outcome import Outcome
    from presence_audit.model.past import AuditedChannel
    from presence_audit.reports._audit_rows import Course, LineRow
    from presence_audit.reports.article import Block

_SAY: Final = {
    # Translators: the title; {company} is its name.
    "title": mark("{company}: over time"),
    "score": mark("The score"),
    "leaders": mark("Leaders"),
    "channels": mark("Channels"),
    "numbers": mark("Numbers of the channels"),
    "channel": mark("Channel"),
    # Translators: the head of a column: how a channel answers at the last audit.
    "now": mark("Now"),
    # Translators: the head of a column: at how many audits a channel could be read; its cells are "24 of 26".
    "read": mark("Read at"),
    "read of": mark("{read} of {all}"),
    "marks": mark("Audit by audit"),
    "unlisted": mark("not listed"),
    # Translators: {read}, {absent}, {unknown} and {unlisted} are one sign each.
    "legend": mark("{read} read, {absent} absent, {unknown} unknown, {unlisted} not listed."),
}
_READ, _ABSENT, _UNLISTED = "+", "-", "."
WIDEST: Final = 52  # signs of a line: a year of weeks


def _mark(outcome: Outcome | None) -> str:
    if outcome is None:
        return _UNLISTED
    return _READ if outcome.is_readable else _ABSENT if outcome.is_absent else numbers.UNKNOWN


def _lines(lines: Sequence[LineRow], room: int) -> Table:
    """A row for each number; its line is left out where it has no room."""
    keys = ("who", "what", "first", "last", *(("line",) if room else ()), "way")
    made = tuple(
        (
            row.who,
            _(rows.WHAT[row.what]),
            row.first,
            row.last,
            *((rows.spark(row.values, row.span, room),) if room else ()),
            rows.way_in_words(row.values),
        )
        for row in lines
    )
    whole = frozenset({4}) if room else frozenset[int]()
    return Table(tuple(_(rows.SAY[key]) for key in keys), made, frozenset({2, 3}), whole)


def _answers(course: Course, room: int) -> Table:
    """How each channel answers: now, at how many of the audits it was read, and audit by audit."""
    made = []
    last = {line.subject: line for line in course.audits[-1].channels}
    listed: dict[str, list[AuditedChannel | None]] = {}
    for audit in reversed(course.audits):
        for line in audit.channels:
            listed.setdefault(line.subject, [])
    for subject in listed:
        found = [next((line for line in a.channels if line.subject == subject), None) for a in course.audits]
        now = last.get(subject)
        outcomes = [line.outcome if line else None for line in found]
        read = sum(outcome is not None and outcome.is_readable for outcome in outcomes)
        told = _(_SAY["read of"]).format(read=numbers.whole(read), all=numbers.whole(len(found)))
        marks = "".join(map(_mark, outcomes[max(len(outcomes) - room, 0) :]))
        state = outcome_words(now.outcome, "") if now else _(_SAY["unlisted"])
        made.append((course.called(subject), state, told, *((marks,) if room else ())))
    heads = ("channel", "now", "read", *(("marks",) if room else ()))
    return Table(tuple(_(_SAY[key]) for key in heads), tuple(made), frozenset({2}), frozenset({3} if room else ()))


def _audits(course: Course) -> Table:
    """Every audit, the newest first."""
    keys = ("day", "score", "likely", "coverage", "lost")
    made = tuple(
        (row.day, row.score, row.likely, row.coverage, ", ".join(row.lost)) for row in reversed(rows.audit_rows(course))
    )
    return Table(tuple(_(rows.SAY[key]) for key in keys), made, frozenset({1, 2, 3}), frozenset({0}))


def article_of(company: str, course: Course, *, room: int = WIDEST, alone: int = WIDEST) -> Article:
    """The audits as an article in the language that is spoken.

    Args:
        company: its name.
        course: one audit or more.
        room: how many signs a line beside numbers may have; 0 leaves all lines out, for whoever is read to.
        alone: the same of a line that stands alone.
    """
    room = min(room, WIDEST)
    values = [audit.value for audit in course.audits]
    line = rows.spark(values, rows.score_span(course), min(alone, WIDEST))
    score: list[Block] = [Formula((line,))] if room and len(values) > 1 else []
    sections = [Section(_(_SAY["score"]), (*score, _audits(course)))]
    leaders, channels = rows.leader_rows(course), rows.channel_rows(course)
    if leaders:
        sections.append(Section(_(_SAY["leaders"]), (_lines(leaders, room),)))
    if any(audit.channels for audit in course.audits):
        signs = {"read": _READ, "absent": _ABSENT, "unknown": numbers.UNKNOWN, "unlisted": _UNLISTED}
        legend = (_(_SAY["legend"]).format(**signs),) if room else ()
        sections.append(Section(_(_SAY["channels"]), (_answers(course, room), *legend)))
    if channels:
        legend = (rows.legend(),) if room else ()
        sections.append(Section(_(_SAY["numbers"]), (_lines(channels, room), *legend)))
    return Article(_(_SAY["title"]).format(company=company), rows.course_in_words(course), tuple(sections))


def as_json(past: Past) -> bytes:
    """The audits as UTF-8, indented by two, ending with a line break."""
    return escaped(past.model_dump_json(by_alias=True, indent=2))


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of what `trend --format json` writes, made from the model."""
    made = Past.model_json_schema(by_alias=True, mode="serialization", schema_generator=WrittenInFull)
    return identified(made, SCHEMA, "The audits of a company over time, by presence-audit")
