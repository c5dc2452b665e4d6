"""`--week`: the end of an ISO week where the company is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from cli.installed import Program
from hypothesis import given
from hypothesis import strategies as st

from presence_audit.cli._week import week
from presence_audit.errors import UsageError

ZONES = sorted(available_timezones() - {"localtime", "Factory"})
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)  # a Thursday, in week 48
LONG_AFTER = datetime(2300, 1, 1, tzinfo=UTC)
MONDAYS = st.dates(date(1990, 1, 8), date(2199, 12, 20)).map(lambda day: day - timedelta(days=day.weekday()))


@given(st.sampled_from(ZONES), MONDAYS)
def test_a_week_ends_in_that_week_and_a_second_later_the_next_has_begun(timezone: str, monday: date) -> None:
    name = f"{monday:%G-W%V}"

    found = week(name, timezone, LONG_AFTER)

    last, after = (
        (found.until + timedelta(seconds=more)).astimezone(ZoneInfo(timezone)).isocalendar()[:2] for more in (0, 1)
    )
    assert last == monday.isocalendar()[:2]
    assert after == (monday + timedelta(days=7)).isocalendar()[:2]


def _clocks_change(monday: date, zone: ZoneInfo) -> bool:
    noon = datetime(monday.year, monday.month, monday.day, 12, tzinfo=zone)
    return noon.utcoffset() != (noon - timedelta(days=3)).utcoffset()


def test_a_week_ends_in_that_week_wherever_clocks_changed_at_its_end() -> None:
    mondays = [date(1990, 1, 1) + timedelta(days=7 * n) for n in range(1, 52 * 45)]
    changes = [
        (name, zone, day) for name in ZONES for zone in [ZoneInfo(name)] for day in mondays if _clocks_change(day, zone)
    ]

    assert len(changes) > 10_000
    for name, zone, day in changes:
        ended = day - timedelta(days=7)
        until = week(f"{ended:%G-W%V}", name, LONG_AFTER).until.astimezone(zone)
        assert until.isocalendar()[:2] == ended.isocalendar()[:2], name


@pytest.mark.parametrize(
    ("text", "timezone", "until"),
    [
        ("2026-W47", "Europe/Oslo", "2026-11-22T22:59:59+00:00"),
        ("2026W47", "Europe/Oslo", "2026-11-22T22:59:59+00:00"),
        ("2026-w47", "Asia/Tokyo", "2026-11-22T14:59:59+00:00"),
        ("2026-W43", "Europe/Oslo", "2026-10-25T22:59:59+00:00"),  # clocks go back on this Sunday
        ("2026-W13", "Europe/Oslo", "2026-03-29T21:59:59+00:00"),  # and forward on this one
        ("2020-W53", "UTC", "2021-01-03T23:59:59+00:00"),
        ("last", "Europe/Oslo", "2026-11-22T22:59:59+00:00"),
    ],
)
def test_a_week_ends_with_its_sunday(text: str, timezone: str, until: str) -> None:
    assert week(text, timezone, NOW).until.isoformat() == until


def test_the_last_week_is_the_one_that_has_ended_where_the_company_is() -> None:
    late_on_sunday = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)

    assert week("last", "Europe/Oslo", late_on_sunday).name == "2026-W47"
    assert week("last", "UTC", late_on_sunday).name == "2026-W46"


def test_a_week_that_is_running_says_so() -> None:
    assert week("2026-W48", "UTC", NOW).is_running
    assert not week("2026-W47", "UTC", NOW).is_running


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2026-W54", "2026 has the weeks 1 to 53"),
        ("2021-W53", "2021 has the weeks 1 to 52"),
        ("2026-W00", "2026 has the weeks 1 to 53"),
        ("2026-W49", "it has not begun; in UTC it is 2026-11-26, in 2026-W48"),
        ("1989-W02", "name a year from 1990 to 2200"),
        ("2026-47", "write a week like 2026-W47"),
        ("2026-W47-1", "write a week like 2026-W47"),
        ("٢٠٢٦-W47", "write a week like 2026-W47"),
        ("", "write a week like 2026-W47"),
        ("next", "write a week like 2026-W47"),
    ],
)
def test_what_is_no_week_to_audit_is_refused(text: str, told: str) -> None:
    with pytest.raises(UsageError) as refused:
        week(text, "UTC", NOW)

    assert told in str(refused.value)


def test_a_scan_is_as_of_the_end_of_the_week_in_the_time_zone_of_the_company(program: Program) -> None:
    program.write(
        "profiles.yaml", "company: {name: Nordlys, timezone: Asia/Tokyo}\nchannels: [{platform: x, absent: true}]\n"
    )

    done = program("scan", "--week", "2026-W20", "--offline", "-f", "json")

    assert b'"as_of": "2026-05-17T14:59:59Z"' in done.stdout, done.stderr.decode()


def test_whether_a_week_has_begun_is_asked_of_the_clocks_of_the_company_alone(program: Program) -> None:
    program.write("profiles.yaml", "company: {name: Nordlys, timezone: Pacific/Auckland}\n")

    done = program("scan", "--week", "2199-W10", "--offline")

    assert (done.returncode, b"it has not begun; in Pacific/Auckland it is" in done.stderr) == (2, True)


def test_a_week_and_a_date_exclude_each_other(program: Program) -> None:
    program.write("profiles.yaml", "company: {name: Nordlys}\n")

    for command in (["scan"], ["inspect", "https://nordlys.example/feed.xml"]):
        done = program(*command, "--week", "2026-W20", "--as-of", "2026-05-17")
        assert (done.returncode, b"exclude each other" in done.stderr) == (2, True)


def test_a_date_that_is_a_week_is_told_how_to_ask_for_it(program: Program) -> None:
    program.write("profiles.yaml", "company: {name: Nordlys}\n")

    done = program("scan", "--as-of", "2026-W20")

    assert (done.returncode, b"a week is --week 2026-W47" in done.stderr) == (2, True)
