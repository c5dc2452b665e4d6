"""Days and weeks as the company lives them: local dates, seven-day blocks, and the silence between posts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from presence_audit.metrics._holidays import LeftOut

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from zoneinfo import ZoneInfo

    from presence_audit.metrics._holidays import Holidays
    from presence_audit.model.observation import Comment, DatePrecision, Post

DAYS_OF = {"second": 1, "day": 1, "week": 7, "month": 31, "year": 366}
# The date is known to the week, the month or the year only.
COARSE = frozenset(precision for precision, days in DAYS_OF.items() if days > 1)


_DAY = timedelta(days=1)
_INSTANT = timedelta(microseconds=1)


class Silent(NamedTuple):
    """Days of silence between two days, and how many quiet days of holiday between them are left out of it."""

    days: int
    first: date
    last: date
    left_out: LeftOut


def is_coarse(precision: DatePrecision) -> bool:
    """The date is known to the week, the month or the year only."""
    return precision in COARSE


def published(one: Post | Comment) -> datetime:
    """When a dated post or comment came."""
    assert one.published_at is not None
    return one.published_at


def earliest(post: Post) -> datetime:
    """When a dated post came at the earliest: a date that is known to the month may be a month off."""
    unit = DAYS_OF[post.date_precision] if is_coarse(post.date_precision) else 0
    return published(post) - timedelta(days=unit)


def day_of(post: Post, zone: ZoneInfo) -> date:
    """The local day of a dated post. A date without a time is the author's own day and is not moved."""
    assert post.published_at is not None
    if post.date_precision == "second":
        return post.published_at.astimezone(zone).date()
    return post.published_at.date()


def days_of(posts: Iterable[Post], zone: ZoneInfo) -> list[date]:
    """The local day of each post (`day_of`), quickly where they are in order of time.

    A post is held against the end of the day of the one before it, because to convert each of a million takes ten
    times as long. On a day on which the clocks change each is converted.
    """
    days = []
    first = end = datetime.max.replace(tzinfo=UTC)
    day = date.max
    for post in posts:
        moment = post.published_at
        assert moment is not None
        if post.date_precision != "second":
            days.append(moment.date())
            continue
        if not first <= moment < end:
            local = moment.astimezone(zone)
            first, day = moment, local.date()
            end = _end_of_day(local, zone)
        days.append(day)
    return days


def _end_of_day(local: datetime, zone: ZoneInfo) -> datetime:
    """Up to when the local day of a moment lasts; the moment itself where the clocks change before that."""
    passed = timedelta(hours=local.hour, minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    now = local.astimezone(UTC)
    end = now + _DAY - passed
    return end if (end - _INSTANT).astimezone(zone).utcoffset() == local.utcoffset() else now


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


def longest_silence(posting: Sequence[date], first: date, last: date, holidays: Holidays) -> Silent:
    """The longest run of days between posts, with its two ends, less the quiet days of holiday.

    The stretches before the first post and after the last one count too. Without any post it is the whole
    stretch, both ends included.

    Args:
        posting: the local days with a post, ascending, all within the stretch.
        first: the first day of the stretch.
        last: its last day, the day of the audit.
        holidays: what counts as holiday.
    """
    if not posting:
        left_out = holidays.left_out(first, last, ())
        return Silent((last - first).days + 1 - sum(left_out), first, last, left_out)
    edges = [first, *posting, last]
    longest = Silent(-1, first, last, LeftOut(0, 0))
    for start, end in pairwise(edges):
        days = (end - start).days
        if days <= longest.days:
            continue
        left_out = holidays.left_out(start + timedelta(days=1), end, posting)
        if days - sum(left_out) > longest.days:
            longest = Silent(days - sum(left_out), start, end, left_out)
    return longest
