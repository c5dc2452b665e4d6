"""When a last post came is told no more exactly than the site dates it, in every format."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from metrics.observed import AS_OF, Audit, channel, leader, letters, post, seen

from presence_audit.reports import _sheets_score as sheets
from presence_audit.reports import render, terminal
from presence_audit.reports._claims import claims
from presence_audit.reports._rows import channel_rows, leader_rows
from presence_audit.reports._sheets import Typed

if TYPE_CHECKING:
    from presence_audit.model.observation import DatePrecision, Post
    from presence_audit.model.report import Report
    from presence_audit.reports._sheets import Row, Sheet

PAGE = channel("bluesky", "kari", "leader:kari")


def _dated(days: float, precision: DatePrecision, text: str) -> Post:
    at_midnight = (AS_OF - timedelta(days=days)).replace(hour=0, minute=0)
    return replace(post(days, text), published_at=at_midnight, date_precision=precision)


def _report(days: float, precision: DatePrecision, zone: str = "Europe/Oslo") -> Report:
    audit = Audit(zone=zone).on(channel("youtube"), [_dated(days, precision, f"Nytt fra {letters(1)}")])
    return audit.led_by(
        leader(channels=[PAGE]), seen(PAGE, [_dated(days, precision, f"Et annet ord om {letters(2)}")])
    ).report


def _told(report: Report) -> set[tuple[str, str]]:
    channels = {(row.last_day, row.last_ago) for row in channel_rows(report)}
    return channels | {(row.last_day, row.last_ago) for row in leader_rows(report)}


def _last_in(sheet: Sheet, row: Row) -> object:
    return row[next(at for at, column in enumerate(sheet.columns) if column.title.startswith("Last post ("))]


@pytest.mark.parametrize("zone", ["America/New_York", "Europe/Oslo", "Asia/Tokyo"])
def test_a_day_without_a_time_is_moved_by_no_zone_and_gets_no_time(zone: str) -> None:
    report = _report(10, "day", zone)
    day = (AS_OF - timedelta(days=10)).date()

    assert {told for told, _ in _told(report)} == {f"{day}"}
    for sheet in (sheets.channels(report), sheets.leaders(report)):
        assert {str(_last_in(sheet, row)) for row in sheet.rows} == {str(Typed(day, "day"))}
    assert report.shown is not None
    assert [one.days for one in report.shown.last_posts] == [None] * 3


def test_the_days_since_a_day_without_a_time_are_those_of_the_calendar() -> None:
    assert channel_rows(_report(0, "day"))[0].last_ago == "today"
    assert channel_rows(_report(1, "day"))[0].last_ago == "1 day ago"


def test_a_post_that_is_dated_to_the_month_is_told_as_a_month_of_channel_and_leader_alike() -> None:
    report = _report(165, "month")
    assert report.shown is not None
    low, high = report.shown.last_posts[0].days or (0, 0)
    ago = f"{low:.0f} to {high:.0f} days ago"
    month = f"~{AS_OF - timedelta(days=165):%Y-%m}"

    assert high - low == pytest.approx(62)
    assert _told(report) == {(month, ago)}
    for sheet in (sheets.channels(report), sheets.leaders(report)):
        assert {_last_in(sheet, row) for row in sheet.rows} == {Typed(month, "text")}
    assert month.encode() in render(report, "markdown")
    assert month.encode() in render(report, "html")


def test_a_time_is_told_where_the_site_gives_one() -> None:
    report = Audit().on(channel("youtube"), [post(3)]).report
    assert report.shown is not None
    last = _last_in(sheets.channels(report), sheets.channels(report).rows[0])

    assert report.shown.last_posts == ()
    assert isinstance(last, datetime)
    assert last.astimezone(UTC) == AS_OF - timedelta(days=3)


def _alive(days: float, precision: DatePrecision) -> str:
    return claims(_report(days, precision))[1].sentence


def test_a_month_that_may_lie_on_either_side_of_the_thirtieth_day_is_unknown() -> None:
    # Of the two channels only that of the company is asked for.
    assert _alive(20, "week").startswith("1 of 1 channel posted in the last 30 days;")
    assert _alive(20, "month").startswith("How many channels posted in the last 30 days is unknown")
    assert _alive(50, "month").startswith("How many channels posted in the last 30 days is unknown")
    assert _alive(70, "month").startswith("0 of 1 channel posted in the last 30 days, 1 did not")


def test_whether_a_leader_posted_of_late_is_unknown_where_the_month_does_not_say() -> None:
    for days, said, state in (
        (50, "1 of 1 leader posted in the last 90 days", "value"),
        (70, "How many leaders posted in the last 90 days is unknown", "unknown"),
        (110, "How many leaders posted in the last 90 days is unknown", "unknown"),
        (130, "0 of 1 leader posted in the last 90 days", "value"),
    ):
        report = _report(days, "month")
        breadth = next(leaf for pillar in report.pillars for leaf in pillar.leaves if leaf.metric == "leader-breadth")

        assert claims(report)[4].sentence.startswith(said), days
        assert breadth.state == state, days


def test_the_reason_tells_the_same_day_as_the_table_of_channels() -> None:
    late = replace(post(10), published_at=(AS_OF - timedelta(days=10)).replace(hour=23, minute=30))
    audit = Audit().on(channel("youtube"), [late])
    day = (AS_OF - timedelta(days=9)).date()

    assert channel_rows(audit.report)[0].last_day == f"{day}"
    assert f"came on {day}." in audit.leaf("channel-recency", "channel:youtube:nordlys").reason


def test_a_plain_terminal_says_in_words_that_a_day_is_no_nearer() -> None:
    report = _report(165, "month")
    month = f"{AS_OF - timedelta(days=165):%Y-%m}"

    plain = terminal.render(report, width=100, color=False, plain=True)

    assert f"about {month}, " in plain
    assert "~" not in plain
    assert f"~{month}" in terminal.render(report, width=100, color=False)


@pytest.mark.parametrize("precision", ["second", "day"])
def test_the_claim_and_the_measure_draw_the_same_line_at_ninety_days(precision: DatePrecision) -> None:
    # Dated to midnight, and audited at noon: 89.5 and 90.5 days.
    for days, active in ((89, 1), (90, 0)):
        report = _report(days, precision)
        breadth = next(leaf for pillar in report.pillars for leaf in pillar.leaves if leaf.metric == "leader-breadth")

        assert claims(report)[4].sentence.startswith(f"{active} of 1 leader posted in the last 90 days"), days
        assert breadth.value == active, days
