from __future__ import annotations

from datetime import UTC, datetime
from math import inf, nan
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports.report_samples import empty

from presence_audit.model.observation import Count, DatePrecision
from presence_audit.model.shown import LastPost, Shown
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._last_posts import last_post

OSLO = ZoneInfo("Europe/Oslo")


@pytest.mark.parametrize("write", [numbers.score, numbers.rate, numbers.measure, numbers.percent])
@pytest.mark.parametrize("value", [None, nan, inf])
def test_what_is_not_known_is_never_a_number(write: object, value: float | None) -> None:
    assert callable(write)
    assert write(value) == "?"


@pytest.mark.parametrize(
    ("value", "expected"), [(67.474, "67.5"), (0.0, "0.0"), (-0.0, "0.0"), (100.0, "100.0"), (89.95, "90.0")]
)
def test_a_score_has_one_decimal(value: float, expected: str) -> None:
    assert numbers.score(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(0.0, "0.00"), (0.004, "<0.01"), (0.5, "0.50"), (12.34, "12.3"), (1e300, "1.00e+300")]
)
def test_a_rate_is_never_rounded_to_nothing(value: float, expected: str) -> None:
    assert numbers.rate(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0.0, "0%"), (0.001, "1%"), (0.874, "87%"), (0.999, "99%"), (1.0, "100%"), (1 - 1e-12, "100%")],
)
def test_only_all_is_a_hundred_per_cent_and_only_nothing_is_zero(value: float, expected: str) -> None:
    assert numbers.percent(value) == expected


@given(st.floats(-1e6, 1e6))
def test_a_chart_takes_the_number_that_is_written_beside_it(value: float) -> None:
    share = numbers.stated_percent(value)

    assert numbers.score(value) == f"{numbers.stated_score(value)}"
    assert numbers.percent(value) == f"{share}%"


@pytest.mark.parametrize("value", [None, nan, inf])
def test_a_chart_has_no_number_where_none_is_written(value: float | None) -> None:
    assert numbers.stated_score(value) is None
    assert numbers.stated_percent(value) is None
    assert numbers.stated_percent(1e300) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "?"),
        (Count(1234), "1,234"),
        (Count(1200, "rounded"), "~1,200"),
        (Count(500, "bracket"), "500+"),
        (Count(10**4000), "over 10^15"),
        (Count(0), "0"),
    ],
)
def test_a_count_says_how_exact_it_is(value: Count | None, expected: str) -> None:
    assert numbers.count(value) == expected


@pytest.mark.parametrize(("value", "expected"), [(2.34, "+2.3 points"), (-0.3, "-0.3 points"), (None, "gain unknown")])
def test_a_gain_has_its_sign(value: float | None, expected: str) -> None:
    assert numbers.gain(value) == expected


def test_dates_are_those_of_the_company() -> None:
    late = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)

    assert numbers.day(late, OSLO) == "2026-11-20"
    assert numbers.minute(late, OSLO) == "2026-11-20 00:30"
    assert numbers.day(None, OSLO) == numbers.minute(None, OSLO) == "?"


@pytest.mark.parametrize(
    ("days", "expected"), [(0, "today"), (1, "1 day ago"), (40, "40 days ago"), (-2, "after the audit")]
)
def test_age_is_told_in_days(days: int, expected: str) -> None:
    assert numbers.ago(days) == expected


@pytest.mark.parametrize("name", ["", "Nowhere/At_All", "../etc/passwd", "Europe", "x" * 10_000, "\x00", "\ud800"])
def test_a_time_zone_that_does_not_exist_is_told_as_utc(name: str) -> None:
    report = empty()
    report = report.model_copy(update={"company": report.company.model_copy(update={"timezone": name})})

    assert numbers.zone_of(report) == (UTC, "UTC")


@given(st.datetimes(), st.datetimes(), st.booleans())
def test_any_two_moments_can_be_told(moment: datetime, as_of: datetime, is_a_day: bool) -> None:
    shown = Shown(last_posts=(LastPost(subject="leader:kari", date_precision="day", days=None),)) if is_a_day else None
    last = last_post(empty().model_copy(update={"as_of": as_of, "shown": shown}), "leader:kari", moment)

    assert last.day
    assert last.ago
    assert last.is_within(90) is (last.most <= 90)


def test_a_share_beyond_all_sense_is_written_and_not_as_infinity() -> None:
    assert numbers.percent(1e308) == numbers.percent(-1e308) == "over 10^15"


@pytest.mark.parametrize(
    ("precision", "told"),
    [
        ("second", "2026-06-01 02:00"),
        ("day", "2026-06-01"),
        ("week", "week of 2026-06-01"),
        ("month", "2026-06"),
        ("year", "2026"),
    ],
)
def test_a_date_is_told_no_more_exactly_than_the_site_gives_it_and_moved_only_with_its_time(
    precision: DatePrecision, told: str
) -> None:
    moment = datetime(2026, 6, 1, tzinfo=UTC)

    assert numbers.when(moment, precision, ZoneInfo("Europe/Oslo")) == told


def test_a_day_without_a_time_stays_the_same_day_west_of_greenwich() -> None:
    moment = datetime(2026, 6, 1, tzinfo=UTC)

    assert numbers.when(moment, "day", ZoneInfo("America/New_York")) == "2026-06-01"
    assert numbers.when(moment, "second", ZoneInfo("America/New_York")) == "2026-05-31 20:00"
