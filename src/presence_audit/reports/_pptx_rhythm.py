"""When the company is heard: the week as a map, and the posts of every week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.i18n import mark, weekday
from presence_audit.reports import _numbers as numbers
from presence_audit.reports import _shown_rows as shown_rows
from presence_audit.reports import _words as words
from presence_audit.reports._beside_rows import GROUPS, week_rows, weeks_in_words
from presence_audit.reports._no_trend import no_trend
from presence_audit.reports._period_words import week_words
from presence_audit.reports._pptx_chart import Chart, Series
from presence_audit.reports._pptx_chart import draw as draw_chart
from presence_audit.reports._pptx_fit import width_of
from presence_audit.reports._pptx_parts import alone, told
from presence_audit.reports._pptx_table import Column, Line, Told, cell, draw, laid_out, name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from presence_audit.model.colour import Rgb
    from presence_audit.model.report import Report
    from presence_audit.model.shown import Rhythm
    from presence_audit.reports._beside_rows import WeekRow
    from presence_audit.reports._pptx_deck import Deck
    from presence_audit.reports._pptx_table import Cell
    from presence_audit.reports._pptx_theme import Palette

_SAY = {
    "day": mark("Day"),
    "by hour": mark("Posts of the company by weekday and hour on its own clocks."),
    "by hours": mark("Posts of the company by weekday and three hours on its own clocks."),
    "legend": mark("Each cell holds the number of posts; the stronger its shade, the more."),
    "no map": mark("When in the week posts come is unknown, because no post with a time of day was seen."),
    "weeks": mark("Posts per week"),
    "weeks chart": mark("Posts of the company and of its leaders in each week."),
    # Translators: {who} is "the company" or "its leaders", and {weeks} is "5 Jan to 12 Jan, 2 Feb".
    "unknown": mark("No bar, because not known, for {who}: weeks from {weeks}."),
    # Translators: {weeks} is "5 Jan to 12 Jan, 2 Feb".
    "holidays": mark("General holidays in the weeks from {weeks}."),
    # Translators: {posts} is "the company 3, its leaders 2".
    "week": mark("Week from {day}: {posts}."),
    "no weeks": mark("How many posts came in each week is unknown."),
    "none known": mark("No week is known as a whole, so there is no bar to show."),
    # Translators: the first and the last of several weeks, each by its first day.
    "run": mark("{first} to {last}"),
}
_DAY = 24  # hours
_AROUND, _NAME = 6.0, 4.0  # points beside a number; the width of a weekday, in sizes
_LABELS = 27  # weeks that are named below the chart, or have their number on the bar


def _shade(count: int, most: int, palette: Palette) -> Rgb | None:
    if not count:
        return None
    return palette.shades[min((count * len(palette.shades) - 1) // most, len(palette.shades) - 1)]


def _fits_by_hour(deck: Deck, most: int) -> bool:
    """Whether a column for each hour can hold the largest number."""
    wide = max(width_of(numbers.whole(most), deck.look.size(12)), width_of("00", deck.look.size(12), bold=True))
    columns = _DAY * (deck.look.width(wide) + _AROUND)
    return columns + _NAME * deck.look.size(12) <= deck.look.frame("", "").content.width


def week_map(deck: Deck, report: Report) -> None:
    """Posts by weekday and hour, as numbers in shaded cells; by three hours where the numbers are long."""
    rhythm = report.shown.rhythm if report.shown else None
    if rhythm is None or not rhythm.timed:
        alone(deck, _(words.WEEK_MAP), _(_SAY["no map"]))
        return
    span = 1 if _fits_by_hour(deck, max(map(max, rhythm.hours))) else 3
    cells = shown_rows.cells_of(rhythm.hours, span)
    most = max(map(max, cells))
    heads = [f"{at:02}" if span == 1 else f"{at:02}-{at + span:02}" for at in range(0, _DAY, span)]
    columns = (Column(_(_SAY["day"]), 1.2), *(Column(head, span, centred=True) for head in heads))
    days = [(weekday(at), counts) for at, counts in enumerate(cells)]
    rows = [
        (cell(name(day, bold=True)), *(cell(Line(numbers.whole(count), soft=not count)) for count in counts))
        for day, counts in days
    ]
    shades = [(None, *(_shade(count, most, deck.look.palette) for count in counts)) for _day, counts in days]
    _draw_map(deck, rhythm, columns, rows, shades)


def _draw_map(
    deck: Deck,
    rhythm: Rhythm,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    shades: Sequence[Sequence[Rgb | None]],
) -> None:
    busiest = shown_rows.busiest(rhythm)
    about = " ".join((_(_SAY["by hour" if len(columns) > _DAY else "by hours"]), busiest))
    title = f"{_(words.WEEK_MAP)} ({rhythm.timezone})"
    note = " ".join((_(_SAY["legend"]), shown_rows.coverage_of_days(rhythm)))
    spoken = []
    for day, *counts in rows:
        pairs = zip(columns[1:], counts, strict=True)
        told_of = ", ".join(f"{column.title}: {one[0].text}" for column, one in pairs)
        spoken.append(f"{day[0].text}: {told_of}.")
    with deck.page(title, busiest, note, spoken) as page:
        box = page.frame.content
        grid = laid_out(deck.look, columns, rows, box.width, 12)
        draw(page, grid, box, Told(title, about), shades)


def _height(count: int | None) -> float | None:
    return None if count is None else float(count)


def _label(row: WeekRow, words: str) -> str:
    """A week below the chart: one that is not known is told from one without a post."""
    return f"{words}{numbers.UNKNOWN}" if row.company is None else words


def _runs(names: Sequence[str], holds: Iterable[bool]) -> list[str]:
    """The weeks for which it holds, those that follow one another together."""
    runs: list[list[str]] = []
    was = False
    for name_, is_in in zip(names, holds, strict=True):
        if is_in:
            if not was:
                runs.append([])
            runs[-1].append(name_)
        was = is_in
    return [run[0] if len(run) == 1 else _(_SAY["run"]).format(first=run[0], last=run[-1]) for run in runs]


def _gaps(rows: Sequence[WeekRow], names: Sequence[str]) -> list[str]:
    """Which weeks have no bar because they are not known, and which lie in holidays."""
    said = []
    for group, cells in (("company", [row.company for row in rows]), ("leaders", [row.leaders for row in rows])):
        runs = _runs(names, (count is None for count in cells))
        if runs:
            said.append(_(_SAY["unknown"]).format(who=_(GROUPS[group]), weeks=", ".join(runs)))
    holidays = _runs(names, (row.is_holiday for row in rows))
    return [*said, *([_(_SAY["holidays"]).format(weeks=", ".join(holidays))] if holidays else [])]


def weeks(deck: Deck, report: Report) -> None:
    """Posts per week as columns; a week that is not known has none, and is named."""
    rows = week_rows(report)
    if not rows:
        alone(deck, _(_SAY["weeks"]), _(_SAY["no weeks"]))
        return
    said, gaps = weeks_in_words(report), _gaps(rows, week_words(report))
    chart = Chart(
        title=_(_SAY["weeks"]),
        description=" ".join((_(_SAY["weeks chart"]), said)),
        categories=tuple(_label(row, names) for row, names in zip(rows, week_words(report), strict=True)),
        series=(
            Series(_(GROUPS["company"]), tuple(_height(row.company) for row in rows)),
            Series(_(GROUPS["leaders"]), tuple(_height(row.leaders) for row in rows)),
        ),
        form="0",
    )
    spoken = [
        _(_SAY["week"]).format(
            day=row.first,
            posts=", ".join(
                " ".join((_(GROUPS[group]), count))
                for group, count in (("company", row.company_cell), ("leaders", row.leaders_cell))
            ),
        )
        for row in rows
    ]
    trends = [": ".join(pair) for pair in shown_rows.trend_rows(report)]
    is_empty = all(value is None for series in chart.series for value in series.values)
    with deck.page(_(_SAY["weeks"]), said, " ".join(gaps), [*spoken, *trends, no_trend(report)]) as page:
        if is_empty:
            told(page, deck, _(_SAY["none known"]))
        else:
            every = max(1, -(-len(rows) // _LABELS))
            draw_chart(
                page, chart, page.frame.content, report.as_of, is_bar=False, labelled=len(rows) <= _LABELS, every=every
            )
