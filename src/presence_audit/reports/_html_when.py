"""When the company and its leaders are heard: by the hour, by the week, over the half-year, and who answers whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.i18n import mark, weekday
from presence_audit.reports import _numbers as numbers
from presence_audit.reports import _shown_rows as shown_rows
from presence_audit.reports import _words as words
from presence_audit.reports._beside_rows import leader_weeks_in_words, week_rows, weeks_in_words
from presence_audit.reports._charts_map import map_chart
from presence_audit.reports._charts_weeks import holiday, weeks_chart
from presence_audit.reports._html_element import Markup, Node, el
from presence_audit.reports._html_parts import Head, Section, figure, notice, paragraph, row, section, table, within
from presence_audit.reports._html_places import cited, shown_place
from presence_audit.reports._html_text import name, prose
from presence_audit.reports._no_trend import no_trend
from presence_audit.reports._text import shown

if TYPE_CHECKING:
    from presence_audit.model.report import Report
    from presence_audit.model.shown import Rhythm, Week7
    from presence_audit.reports._beside_rows import WeekRow
    from presence_audit.reports._html_places import Places

_SAY = {
    "clock": mark("Clocks of {zone}. The stronger the cell, the more posts; an empty cell means none."),
    "company map": mark("Posts of the company by weekday and hour"),
    "leader map": mark("Posts of the leaders by weekday and hour"),
    "map text": mark("Each cell holds the number of posts in one hour of one weekday, over the whole period."),
    "no times": mark("When in the day posts come is unknown, because none was seen with a time of day."),
    "no leader times": mark("Of the leaders no post with a time of day was seen."),
    "day": mark("Day"),
    "where": mark("How these numbers were counted"),
    "weeks": mark("Posts per week"),
    "weeks lead": mark(
        "Hatched weeks with a question mark are not wholly known. {sign} marks weeks of general holiday."
    ),
    "company weeks": mark("Posts of the company in each week"),
    "leader weeks": mark("Posts of the leaders in each week"),
    "week": mark("Week from"),
    "company": mark("Company"),
    "leaders": mark("Leaders"),
    "holiday": mark("General holiday"),
    "yes": mark("yes"),
    "no": mark("no"),
    "trends": mark("Trends"),
    "who": mark("Who"),
    "how": mark("How"),
    "moving": mark("Whose posting rises or falls"),
    "ties": mark("Who answers whom"),
    "ties caption": mark("Accounts of the company and its leaders that name, answer, quote or pass on each other"),
    "often": mark("How often"),
}
_BYTES = 60_000
_HOURS = (Head(_SAY["day"]), *(Head(f"{hour:02}", is_number=True, is_said=True) for hour in range(24)))
_WEEKS = (
    Head(_SAY["week"]),
    Head(_SAY["company"], is_number=True),
    Head(_SAY["leaders"], is_number=True),
    Head(_SAY["holiday"]),
)


def _counted(part: str) -> Markup:
    return el("p", el("a", _(_SAY["where"]), href=f"#{shown_place(part)}"), class_="soft")


def _map(place: str, title: str, hours: Week7) -> Markup:
    rows = [row(weekday(day), [numbers.whole(count) for count in counts], _HOURS) for day, counts in enumerate(hours)]
    behind = table(f"{place}-behind", title, _HOURS, rows, "small")
    return figure(place, map_chart(place, title, _(_SAY["map text"]), hours), title, behind)


def hours(report: Report) -> Section | None:
    """The map of the week for the company and for its leaders."""
    rhythm = report.shown.rhythm if report.shown else None
    if rhythm is None:
        return None
    body: list[Node] = [paragraph(prose(shown_rows.coverage_of_days(rhythm)))]
    if rhythm.timed:
        body.append(paragraph(prose(shown_rows.busiest(rhythm))))
        body.append(paragraph(_(_SAY["clock"]).format(zone=shown(rhythm.timezone, 60)), "soft"))
        body.append(_map("map-company", _(_SAY["company map"]), rhythm.hours))
    else:
        body.append(paragraph(_(_SAY["no times"])))
    if report.leaders:
        body.append(_leaders_map(rhythm))
    return section("hours", _(words.WEEK_MAP), *body, _counted("hours"))


def _leaders_map(rhythm: Rhythm) -> Markup:
    if not sum(map(sum, rhythm.leader_hours)):
        return paragraph(_(_SAY["no leader times"]))
    return _map("map-leaders", _(_SAY["leader map"]), rhythm.leader_hours)


def _weeks_table(place: str, caption: str, rows: tuple[WeekRow, ...]) -> Markup:
    drawn = [
        row(
            week.first,
            [week.company_cell, week.leaders_cell, _(_SAY["yes"]) if week.is_holiday else _(_SAY["no"])],
            _WEEKS,
        )
        for week in rows
    ]
    return table(place, caption, _WEEKS, drawn, "small")


def weeks(report: Report) -> Section | None:
    """The posts of every week, of the company and of its leaders, on one scale."""
    rows = week_rows(report)
    if not rows:
        return None
    told = weeks_in_words(report)
    most = max((count for week in rows for count in (week.company, week.leaders) if count is not None), default=0)
    company = [(week, week.company, week.company_cell) for week in rows]
    leaders = [(week, week.leaders, week.leaders_cell) for week in rows]
    body: list[Node] = [paragraph(told), paragraph(_(_SAY["weeks lead"]).format(sign=holiday()), "soft")]
    charts = [("weeks-company", _(_SAY["company weeks"]), told, company)]
    if report.leaders:
        charts.append(("weeks-leaders", _(_SAY["leader weeks"]), leader_weeks_in_words(report), leaders))
    for place, title, described, series in charts:
        chart = weeks_chart(place, title, described, series, most)
        body.append(figure(place, chart, title, _weeks_table(f"{place}-behind", title, rows)))
    return section("weeks", _(_SAY["weeks"]), *body, _counted("weeks"))


def trends(report: Report) -> Section | None:
    """Whose posting rises or falls."""
    moving = shown_rows.trend_rows(report)
    said = no_trend(report)
    if not moving and not said:
        return None
    heads = (Head(_SAY["who"]), Head(_SAY["how"], is_wide=True))
    made = (row(name(who), [cited(how, shown_place("trends"))], heads) for who, how in moving)
    rows, left_out = within(made, _BYTES)
    return section(
        "trends",
        _(_SAY["trends"]),
        table("trends-table", _(_SAY["moving"]), heads, rows) if rows else None,
        notice(left_out, "trend"),
        paragraph(said) if said else None,
        _counted("trends"),
    )


def ties(report: Report, places: Places) -> Section | None:
    """Who of the company and its leaders names, answers, quotes or passes on whom."""
    network = report.shown.network if report.shown else ()
    if not network:
        return None
    heads = (Head(_SAY["who"], is_wide=True), Head(_SAY["often"], is_number=True))
    made = (
        row(prose(who, 200), [cited(often, places.channels.get(tie.source) or shown_place("ties"))], heads)
        for tie in network
        for who, often in [shown_rows.tie_row(report, tie)]
    )
    rows, left_out = within(made, _BYTES)
    drawn = table("ties-table", _(_SAY["ties caption"]), heads, rows)
    return section("ties", _(_SAY["ties"]), drawn, notice(left_out, "tie"), _counted("ties"))
