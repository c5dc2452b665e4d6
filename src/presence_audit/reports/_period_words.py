"""The period of a report in words."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from presence_audit import i18n
from presence_audit.i18n import gettext as _
from presence_audit.reports import _numbers as numbers

if TYPE_CHECKING:
    from presence_audit.model.report import Report

_YEAR = 53  # weeks, of which more repeat the days of the year


def day_in_words(report: Report) -> str:
    """The day of the audit on the company's own calendar: "20 November 2026"."""
    zone, _name = numbers.zone_of(report)
    return i18n.day_in_words(numbers.local(report.as_of, zone).date())


def period_in_words(report: Report) -> str:
    """The first and the last day looked at: "22 May to 20 November 2026"; the last alone where there is no first."""
    zone, _name = numbers.zone_of(report)
    last = numbers.local(report.as_of, zone).date()
    try:
        first = numbers.local(report.as_of - timedelta(days=report.window_days), zone).date()
    except OverflowError:  # longer than the calendar of Python reaches back
        return i18n.day_in_words(last)
    if first == last:
        return i18n.day_in_words(last)
    begun = i18n.day_in_words(first, year=first.year != last.year)
    # Translators: two days, "22 May to 20 November 2026".
    return _("{first} to {last}").format(first=begun, last=i18n.day_in_words(last))


def week_words(report: Report) -> tuple[str, ...]:
    """The first days of the weeks of the report, the oldest first: "22 May", or the whole date where a year repeats."""
    rhythm = report.shown.rhythm if report.shown else None
    days = sorted(week.first for week in (rhythm.weeks if rhythm else ()))
    if len(days) > _YEAR:
        return tuple(i18n.local_date(day) for day in days)
    return tuple(i18n.day_in_words(day, year=False, short=True) for day in days)
