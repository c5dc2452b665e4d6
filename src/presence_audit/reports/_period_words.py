"""The period of a report in words."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from presence_audit.reports import _numbers as numbers

if TYPE_CHECKING:
    from datetime import date

    from presence_audit.model.report import Report

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_YEAR = 53  # weeks, of which more repeat the days of the year
_DAY, _DAY_OF_YEAR, _PERIOD = "{day} {month}", "{day} {month} {year}", "{first} to {last}"


def _words(day: date, pattern: str) -> str:
    return pattern.format(day=day.day, month=_MONTHS[day.month - 1], year=day.year)


def day_in_words(report: Report) -> str:
    """The day of the audit on the company's own calendar: "20 November 2026"."""
    zone, _ = numbers.zone_of(report)
    return _words(numbers.local(report.as_of, zone).date(), _DAY_OF_YEAR)


def period_in_words(report: Report) -> str:
    """The first and the last day looked at: "22 May to 20 November 2026"; the last alone where there is no first."""
    zone, _ = numbers.zone_of(report)
    last = numbers.local(report.as_of, zone).date()
    try:
        first = numbers.local(report.as_of - timedelta(days=report.window_days), zone).date()
    except OverflowError:  # longer than the calendar of Python reaches back
        return _words(last, _DAY_OF_YEAR)
    if first == last:
        return _words(last, _DAY_OF_YEAR)
    begun = _words(first, _DAY if first.year == last.year else _DAY_OF_YEAR)
    return _PERIOD.format(first=begun, last=_words(last, _DAY_OF_YEAR))


def week_words(report: Report) -> tuple[str, ...]:
    """The first days of the weeks of the report, the oldest first: "22 May", or the whole date where a year repeats."""
    rhythm = report.shown.rhythm if report.shown else None
    days = sorted(week.first for week in (rhythm.weeks if rhythm else ()))
    if len(days) > _YEAR:
        return tuple(day.isoformat() for day in days)
    return tuple(_DAY.format(day=day.day, month=_SHORT[day.month - 1]) for day in days)
