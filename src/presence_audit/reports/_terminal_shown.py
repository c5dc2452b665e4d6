"""The sections of the terminal report that show and do not score: who speaks, when, and who answers whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from presence_audit.i18n import gettext as _
from presence_audit.i18n import ngettext, weekday
from presence_audit.reports import _nouns as nouns
from presence_audit.reports import _numbers as numbers
from presence_audit.reports import _shown_rows as rows
from presence_audit.reports._no_trend import no_trend

if TYPE_CHECKING:
    from presence_audit.model.report import Report
    from presence_audit.model.shown import Week7
    from presence_audit.reports._pen import Pen

_VOICES, _TIES, _TRENDS = 5, 5, 6
_SHADES = " ░▒▓█"
_HOURLY_FROM = 64
_DAY = 3  # letters of a short weekday, at least


def voices(pen: Pen, report: Report) -> None:
    """Who speaks for the company."""
    shown = report.shown.voices if report.shown else None
    if shown is None or not shown.accounts:
        return
    pen.heading(_("Who speaks"))
    pen.line(pen.text(_capital(rows.concentration(report)) + ".", limit=300), indent=1)
    listed = rows.voice_rows(report, shown.accounts)
    wide = max(4, *(len(row.percent) for row in listed))
    for row in listed[:_VOICES]:
        if pen.plain:
            pen.line(pen.join([pen.text(row.name, limit=50), pen.text(row.percent)], ": "), 3)
            continue
        percent = Text(f"{row.percent:>{wide}}")  # set by hand: making text harmless takes leading spaces away
        pen.line(pen.join([pen.bar(row.share), percent, pen.text(row.name, limit=50)], " "), 3)
    _more(pen, len(listed) - _VOICES, _("and {n} more"), indent=3)
    told = rows.people(report)
    if told:
        pen.line(pen.text(told, limit=300), indent=1)


def rhythm(pen: Pen, report: Report) -> None:
    """When the company is heard."""
    shown = report.shown.rhythm if report.shown else None
    if shown is None:
        return
    # Translators: when the company is heard, and in which time zone: "When (Europe/Oslo)".
    pen.heading(_("When ({zone})").format(zone=shown.timezone))
    pen.line(pen.text(rows.coverage_of_days(shown), limit=300), indent=1)
    if shown.timed:
        if pen.plain:
            _days(pen, shown.hours)
        else:
            _map(pen, shown.hours)
        pen.line(pen.text(rows.busiest(shown), limit=300), indent=1)
    _trends(pen, report)


def _days(pen: Pen, hours: Week7) -> None:
    """The map in words: each day with its posts, and in which three hours they came."""
    for at, day in enumerate(rows.cells_of(hours, 3)):
        spans = [
            f"{numbers.span(f'{3 * place:02}', f'{3 * place + 3:02}')}: {numbers.whole(count)}"
            for place, count in enumerate(day)
            if count
        ]
        told = f"{weekday(at)}: {nouns.counted(sum(day), 'post')}"
        pen.line(pen.text(f"{told} ({', '.join(spans)})." if spans else f"{told}.", limit=200), indent=3)


def _map(pen: Pen, hours: Week7) -> None:
    width = 1 if pen.width >= _HOURLY_FROM else 3
    cells = rows.cells_of(hours, width)
    most = max(max(day) for day in cells)
    names = [weekday(at) for at in range(7)]
    margin = max(_DAY, *map(len, names))
    wide = 2
    hourly = "".join(f"{hour:<{wide * 6 // width}}" for hour in range(0, 24, 6))
    pen.line(Text(" " * (margin + 2) + hourly, style="dim"), 1)
    for name, day in zip(names, cells, strict=True):
        # The least shade is for one post, so that nothing looks like none.
        drawn = "".join(_SHADES[min(4, -(-count * 4 // most))] * wide for count in day)
        pen.line(Text.assemble((f"{name:<{margin}}", "dim"), "  ", drawn), indent=1)
    # Translators: of a map of the week in shades of grey.
    said = _("The darker, the more posts of the company; {most} at most in an hour of the week.")
    if width > 1:
        said = _("The darker, the more posts of the company; {most} at most in {hours} hours of the week.")
    pen.line(pen.text(said.format(most=numbers.whole(most), hours=numbers.whole(width)), "dim", 160), 1)


def _trends(pen: Pen, report: Report) -> None:
    moving = rows.trend_rows(report)
    for name, said in moving[:_TRENDS]:
        pen.line(pen.join([pen.text(name, "bold", 50), pen.text(said, limit=120)], ": "), indent=1)
    _more(pen, len(moving) - _TRENDS, _("and {n} more with a trend"), indent=1)
    told = no_trend(report)
    if told:
        pen.line(pen.text(told, "dim", 200), indent=1)


def network(pen: Pen, report: Report) -> None:
    """Who of the company and its leaders names, answers, quotes or passes on whom."""
    ties = report.shown.network if report.shown else ()
    if not ties:
        return
    pen.heading(_("Who answers whom"))
    for tie in ties[:_TIES]:
        who, often = rows.tie_row(report, tie)
        pen.line(pen.join([pen.text(who, limit=160), pen.text(often, "dim")], ": "), indent=1)
    left = len(ties) - _TIES
    # Translators: a tie is that one account names, answers, quotes or passes on another.
    _more(pen, left, ngettext("and {n} more tie", "and {n} more ties", left), indent=1)


def _more(pen: Pen, left: int, said: str, indent: int) -> None:
    if left > 0:
        pen.line(pen.text(said.format(n=numbers.whole(left)), "dim"), indent)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
