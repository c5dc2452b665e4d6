"""The sections of the terminal report that show and do not score: who speaks, when, and who answers whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from presence_audit.reports import _shown_rows as rows

if TYPE_CHECKING:
    from presence_audit.model.report import Report
    from presence_audit.model.shown import Week7
    from presence_audit.reports._pen import Pen

_VOICES, _TIES, _TRENDS = 5, 5, 6
_SHADES, _SHADES_PLAIN = " ░▒▓█", " .:+#"
_HOURLY_FROM, _THREE_HOURLY_FROM = 64, 40


def voices(pen: Pen, report: Report) -> None:
    """Who speaks for the company."""
    shown = report.shown.voices if report.shown else None
    if shown is None or not shown.accounts:
        return
    pen.heading("Who speaks")
    pen.line(pen.text(_capital(rows.concentration(report)) + ".", limit=300), indent=1)
    listed = rows.voice_rows(report, shown.accounts)
    for row in listed[:_VOICES]:
        percent = Text(f"{row.percent:>4}")  # set by hand, because making text harmless takes leading spaces away
        pen.line(pen.join([pen.bar(row.share), percent, pen.text(row.name, limit=50)], " "), 3)
    if len(listed) > _VOICES:
        pen.line(pen.text(f"and {len(listed) - _VOICES} more", "dim"), indent=3)
    told = rows.people(report)
    if told:
        pen.line(pen.text(told, limit=300), indent=1)


def rhythm(pen: Pen, report: Report) -> None:
    """When the company is heard."""
    shown = report.shown.rhythm if report.shown else None
    if shown is None:
        return
    pen.heading(f"When ({shown.timezone})")
    pen.line(pen.text(rows.coverage_of_days(shown), limit=300), indent=1)
    if shown.timed:
        _map(pen, shown.hours)
        pen.line(pen.text(rows.busiest(shown), limit=300), indent=1)
    _trends(pen, report)


def _map(pen: Pen, hours: Week7) -> None:
    width = 1 if pen.width >= _HOURLY_FROM else 3
    cells = rows.cells_of(hours, width)
    most = max(max(day) for day in cells)
    shades = _SHADES_PLAIN if pen.plain else _SHADES
    wide = 2
    pen.line(Text("     " + "".join(f"{hour:<{wide * 6 // width}}" for hour in range(0, 24, 6)), style="dim"), 1)
    for name, day in zip(rows.WEEKDAYS, cells, strict=True):
        # The least shade is for one post, so that nothing looks like none.
        drawn = "".join(shades[min(4, -(-count * 4 // most))] * wide for count in day)
        pen.line(pen.join([pen.text(name, "dim"), Text(drawn)], "  "), indent=1)
    span = "an hour" if width == 1 else f"{width} hours"
    pen.line(
        pen.text(f"The darker, the more posts of the company; {most:,} at most in {span} of the week.", "dim", 120), 1
    )


def _trends(pen: Pen, report: Report) -> None:
    moving = rows.trend_rows(report)
    for name, said in moving[:_TRENDS]:
        pen.line(pen.join([pen.text(name, "bold", 50), pen.text(said, limit=120)], ": "), indent=1)
    if len(moving) > _TRENDS:
        pen.line(pen.text(f"and {len(moving) - _TRENDS} more with a trend", "dim"), indent=1)
    told = rows.steady(report)
    if told:
        pen.line(pen.text(told if moving else told.replace("Others", "Trend"), "dim", 200), indent=1)


def network(pen: Pen, report: Report) -> None:
    """Who of the company and its leaders names, answers, quotes or passes on whom."""
    ties = report.shown.network if report.shown else ()
    if not ties:
        return
    pen.heading("Who answers whom")
    for tie in ties[:_TIES]:
        who, often = rows.tie_row(report, tie)
        pen.line(pen.join([pen.text(who, limit=160), pen.text(often, "dim")], ": "), indent=1)
    if len(ties) > _TIES:
        pen.line(pen.text(f"and {len(ties) - _TIES} more ties", "dim"), indent=1)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
