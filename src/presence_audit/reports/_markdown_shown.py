"""The sections of the Markdown report that show and do not score: who speaks, when, and who answers whom."""

from __future__ import annotations

from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.i18n import mark, weekday
from presence_audit.reports import _numbers as numbers
from presence_audit.reports import _shown_rows as rows
from presence_audit.reports._markdown_parts import section, tabled
from presence_audit.reports._markdown_table import Column, table
from presence_audit.reports._markdown_text import escaped
from presence_audit.reports._no_trend import no_trend

if TYPE_CHECKING:
    from presence_audit.model.report import Report
    from presence_audit.model.shown import Week7
    from presence_audit.reports._shown_rows import VoiceRow

_BYTES = 30_000

_VOICES: tuple[Column[VoiceRow], ...] = (
    Column(mark("Voice"), lambda row: escaped(row.name, 80)),
    Column(mark("Posts"), lambda row: row.posts, is_number=True),
    Column(mark("Share"), lambda row: row.percent, is_number=True),
)
_PAIRS: tuple[Column[tuple[str, str]], ...] = (
    # Translators: the heads of two columns: a channel or a person, and what it does.
    Column(mark("Who"), lambda pair: escaped(pair[0], 160)),
    Column(mark("How"), lambda pair: escaped(pair[1], 160)),
)


def voices(report: Report) -> list[str]:
    """Who speaks for the company."""
    shown = report.shown.voices if report.shown else None
    if shown is None or not shown.accounts:
        return []
    said = rows.concentration(report)
    lines = section(_("Who speaks"), [f"{escaped(said[:1].upper() + said[1:])}.", ""])
    lines += tabled(rows.voice_rows(report, shown.accounts), _VOICES, budget=_BYTES, noun="account")
    if shown.people:
        lines += ["", escaped(rows.people(report)), ""]
        lines += tabled(rows.voice_rows(report, shown.people), _VOICES, budget=_BYTES, noun="voice")
    return lines


def rhythm(report: Report) -> list[str]:
    """When the company is heard."""
    shown = report.shown.rhythm if report.shown else None
    if shown is None:
        return []
    # Translators: when the company is heard, and in which time zone: "When (Europe/Oslo)".
    title = _("When ({zone})").format(zone=escaped(shown.timezone, 60))
    lines = section(title, [escaped(rows.coverage_of_days(shown))])
    if shown.timed:
        lines += ["", escaped(rows.busiest(shown)), "", *_map(shown.hours)]
    moving, others = rows.trend_rows(report), no_trend(report)
    if moving:
        lines += ["", *tabled(moving, _PAIRS, budget=_BYTES, noun="trend")]
    if others:
        lines += ["", escaped(others)]
    return lines


def _map(hours: Week7) -> list[str]:
    """Posts by weekday and three hours: a table of 24 columns is read by nobody."""
    days = [(weekday(at), cells) for at, cells in enumerate(rows.cells_of(hours, 3))]
    columns: list[Column[tuple[str, tuple[int, ...]]]] = [Column(mark("Day"), itemgetter(0))]
    columns += [Column(f"{3 * at:02}-{3 * at + 3:02}", partial(_cell, at), is_number=True) for at in range(8)]
    return table(days, columns, budget=_BYTES, noun="day")


def _cell(at: int, day: tuple[str, tuple[int, ...]]) -> str:
    return numbers.whole(day[1][at])


def network(report: Report) -> list[str]:
    """Who of the company and its leaders names, answers, quotes or passes on whom."""
    ties = report.shown.network if report.shown else ()
    if not ties:
        return []
    told = [rows.tie_row(report, tie) for tie in ties]
    return section(_("Who answers whom"), tabled(told, _PAIRS, budget=_BYTES, noun="tie"))
