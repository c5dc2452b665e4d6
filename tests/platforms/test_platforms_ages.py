"""Ages as sites print them, and the span of time that each leaves open."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presence_audit.platforms._ages import age_of

SEEN = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "youngest", "oldest", "precision"),
    [
        ("30 seconds ago", timedelta(seconds=30), timedelta(seconds=31), "second"),
        ("5 minutes ago", timedelta(minutes=5), timedelta(minutes=6), "day"),
        ("2 hours ago", timedelta(hours=2), timedelta(hours=3), "day"),
        ("an hour ago", timedelta(hours=1), timedelta(hours=2), "day"),
        ("1 day ago", DAY, 2 * DAY, "day"),
        ("13 days ago", 13 * DAY, 14 * DAY, "day"),
        ("3 weeks ago", 21 * DAY, 28 * DAY, "week"),
        ("Streamed 6 months ago", 178 * DAY, 217 * DAY, "month"),
        ("Premiered 2 years ago", 730 * DAY, 1098 * DAY, "year"),
        ("2 days ago (edited)", 2 * DAY, 3 * DAY, "day"),
    ],
)
def test_an_age_is_rounded_down_so_the_moment_lies_in_the_unit_before_it(
    text: str, youngest: timedelta, oldest: timedelta, precision: str
) -> None:
    age = age_of(text, SEEN)

    assert age is not None
    assert (SEEN - oldest, SEEN - youngest, precision) == (age.earliest, age.latest, age.precision)


@pytest.mark.parametrize(
    "text", ["", "28 views", "for 2 måneder siden", "hace 3 días", "in 3 days", "1234567 days ago", "²2 days", "ago"]
)
def test_what_is_no_english_age_is_none(text: str) -> None:
    assert age_of(text, SEEN) is None


# What a site that rounds down would print, whether it counts calendar months or months of 30 days.
@given(st.integers(1, 11), st.integers(0, 27), st.sampled_from([30.0, 30.4375, 31.0]))
def test_a_month_holds_every_way_of_counting_months(months: int, days: int, length: float) -> None:
    age = age_of(f"{months} months ago", SEEN)
    truth = SEEN - timedelta(days=months * length + days)

    assert age is not None
    assert age.earliest <= truth <= age.latest + DAY


@given(st.integers(0, 9999), st.sampled_from(["second", "minute", "hour", "day", "week", "month", "year"]))
def test_the_middle_lies_in_the_span_and_never_in_the_future(n: int, unit: str) -> None:
    age = age_of(f"{n} {unit}s ago", SEEN)

    assert age is not None
    assert age.earliest <= age.latest <= SEEN
    assert age.earliest - timedelta(seconds=1) <= age.middle <= age.latest


@given(st.text(max_size=60), st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_any_text_is_an_age_or_none(text: str, seen: datetime) -> None:
    age = age_of(text, seen)

    assert age is None or age.earliest <= age.latest
