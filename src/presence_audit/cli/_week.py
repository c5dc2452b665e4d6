"""`--week 2026-W47`: the audit as of the end of an ISO week, in the time zone of the company.

A weekly job that begins late, or is run again, so looks at the same days. ISO 8601 weeks go from Monday to Sunday.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from presence_audit.errors import UsageError

_WEEK = re.compile(r"(\d{4})-?W(\d{2})", re.ASCII | re.IGNORECASE)
_WHOLE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Week:
    """One week. `until` is its last second, in UTC; while it `is_running` that lies ahead."""

    name: str
    until: datetime
    is_running: bool


def _monday(text: str) -> date:
    how = "write a week like 2026-W47, or last for the last whole one."
    found = _WEEK.fullmatch(text)
    if found is None:
        raise UsageError(f"--week {text}: {how}")
    year, number = int(found[1]), int(found[2])
    if not 1990 <= year <= 2200:
        raise UsageError(f"--week {text}: name a year from 1990 to 2200.")
    try:
        return date.fromisocalendar(year, number, 1)
    except ValueError as error:
        weeks = date(year, 12, 28).isocalendar().week  # this day is always in the last week of its year
        raise UsageError(f"--week {text}: {year} has the weeks 1 to {weeks}; {how}") from error


def _before(midnight: date, zone: ZoneInfo) -> datetime:
    """The last second before that day, as its own clocks count: they may be put forward or back at midnight."""
    begins = datetime.combine(midnight, time(), zone).astimezone(UTC)
    last = begins - timedelta(seconds=1)
    while last.astimezone(zone).date() >= midnight:  # midnight was skipped, and the day began before it
        last -= timedelta(minutes=1)
    return last


def week(text: str, timezone: str, now: datetime) -> Week:
    """Read `--week`, at the moment `now`. `last` is the last week that has ended in `timezone`.

    Raises:
        UsageError: there is no such week, or it has not begun there.
    """
    zone = ZoneInfo(timezone)
    today = now.astimezone(zone).date()
    this = today - timedelta(days=today.weekday())
    monday = this - _WHOLE if text == "last" else _monday(text)
    name = f"{monday:%G-W%V}"
    if monday > this:
        raise UsageError(f"--week {text}: it has not begun; in {timezone} it is {today}, in {this:%G-W%V}.")
    return Week(name, _before(monday + _WHOLE, zone), is_running=monday == this)
