"""The sections of the Markdown report that show and do not score: who speaks, when, and who answers whom."""

from __future__ import annotations

from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING

from presence_audit.reports import _shown_rows as rows
from presence_audit.reports._markdown_table import Column, table
from presence_audit.reports._markdown_text import escaped

if TYPE_CHECKING:
    from presence_audit.model.report import Report
    from presence_audit.model.shown import Week7
    from presence_audit.reports._shown_rows import VoiceRow

_BYTES = 30_000

_VOICES: tuple[Column[VoiceRow], ...] = (
    Column("Voice", lambda row: escaped(row.name, 80)),
    Column("Posts", lambda row: row.posts, is_number=True),
    Column("Share", lambda row: row.percent, is_number=True),
)
_PAIRS: tuple[Column[tuple[str, str]], ...] = (
    Column("Who", lambda pair: escaped(pair[0], 160)),
    Column("How", lambda pair: escaped(pair[1], 160)),
)


def voices(report: Report) -> list[str]:
    """Who speaks for the company."""
    shown = report.shown.voices if report.shown else None
    if shown is None or not shown.accounts:
        return []
    said = rows.concentration(report)
    lines = ["", "#### Who speaks", "", f"{escaped(said[:1].upper() + said[1:])}.", ""]
    lines += table(rows.voice_rows(report, shown.accounts), _VOICES, budget=_BYTES, noun="account")
    if shown.people:
        lines += ["", escaped(rows.people(report)), ""]
        lines += table(rows.voice_rows(report, shown.people), _VOICES, budget=_BYTES, noun="voice")
    return lines


def rhythm(report: Report) -> list[str]:
    """When the company is heard."""
    shown = report.shown.rhythm if report.shown else None
    if shown is None:
        return []
    lines = ["", f"#### When ({escaped(shown.timezone, 60)})", "", escaped(rows.coverage_of_days(shown))]
    if shown.timed:
        lines += ["", escaped(rows.busiest(shown)), "", *_map(shown.hours)]
    moving, others = rows.trend_rows(report), rows.steady(report)
    if moving:
        lines += ["", *table(moving, _PAIRS, budget=_BYTES, noun="trend")]
    if others:
        lines += ["", escaped(others if moving else others.replace("Others", "Trend"))]
    return lines


def _map(hours: Week7) -> list[str]:
    """Posts by weekday and three hours: a table of 24 columns is read by nobody."""
    days = list(zip(rows.WEEKDAYS, rows.cells_of(hours, 3), strict=True))
    columns: list[Column[tuple[str, tuple[int, ...]]]] = [Column("Day", itemgetter(0))]
    columns += [Column(f"{3 * at:02}-{3 * at + 3:02}", partial(_cell, at), is_number=True) for at in range(8)]
    return table(days, columns, budget=_BYTES, noun="day")


def _cell(at: int, day: tuple[str, tuple[int, ...]]) -> str:
    return f"{day[1][at]:,}"


def network(report: Report) -> list[str]:
    """Who of the company and its leaders names, answers, quotes or passes on whom."""
    ties = report.shown.network if report.shown else ()
    if not ties:
        return []
    told = [rows.tie_row(report, tie) for tie in ties]
    return ["", "#### Who answers whom", "", *table(told, _PAIRS, budget=_BYTES, noun="tie")]
