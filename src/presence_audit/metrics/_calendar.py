"""Days and weeks as the company lives them: local dates, seven-day blocks, and weeks of general holiday."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from zoneinfo import ZoneInfo

    from presence_audit.model.observation import DatePrecision, Post

DAYS_OF = {"second": 1, "day": 1, "week": 7, "month": 31, "year": 366}


def is_coarse(precision: DatePrecision) -> bool:
    """The date is known to the week, the month or the year only."""
    return DAYS_OF[precision] > 1


def published(post: Post) -> datetime:
    """When a dated post came."""
    assert post.published_at is not None
    return post.published_at


def day_of(post: Post, zone: ZoneInfo) -> date:
    """The local day of a dated post. A date without a time is the author's own day and is not moved."""
    assert post.published_at is not None
    if post.date_precision == "second":
        return post.published_at.astimezone(zone).date()
    return post.published_at.date()


def days_before(moment: datetime, days: float) -> datetime:
    """The same instant so many times 24 hours earlier, whatever the clocks did in between."""
    return moment.astimezone(UTC) - timedelta(days=days)


def blocks(first: date, last: date) -> list[tuple[date, date]]:
    """Whole blocks of seven days that end on `last` and do not reach back before `first`, newest first.

    Blocks rather than calendar weeks, so that 182 days are 26 weeks on every weekday.
    """
    found = []
    end = last
    while end - timedelta(days=6) >= first:
        found.append((end - timedelta(days=6), end))
        end -= timedelta(days=7)
    return found


def is_holiday(day: date) -> bool:
    """The day lies in an ISO week of general holiday."""
    return day.isocalendar().week in anchors().holiday_weeks


def holiday_days(first: date, last: date, posting: Iterable[date]) -> int:
    """How many of the days from `first` to `last` lie in ISO weeks of general holiday without any post."""
    busy = {day.isocalendar()[:2] for day in posting}
    span = (last - first).days + 1
    days = (first + timedelta(days=n) for n in range(max(0, span)))
    return sum(1 for day in days if is_holiday(day) and day.isocalendar()[:2] not in busy)


def longest_silence(posting: Sequence[date], first: date, last: date) -> tuple[int, date, date]:
    """The longest run of days between posts, with its two ends, less the weeks of general holiday.

    The stretches before the first post and after the last one count too. Without any post it is the whole
    stretch, both ends included.

    Args:
        posting: the local days with a post, ascending, all within the stretch.
        first: the first day of the stretch.
        last: its last day, the day of the audit.
    """
    if not posting:
        return (last - first).days + 1 - holiday_days(first, last, ()), first, last
    edges = [first, *posting, last]
    longest = (-1, first, last)
    for start, end in pairwise(edges):
        days = (end - start).days
        if days <= longest[0]:
            continue
        quiet = days - holiday_days(start + timedelta(days=1), end, posting)
        if quiet > longest[0]:
            longest = (quiet, start, end)
    return longest
