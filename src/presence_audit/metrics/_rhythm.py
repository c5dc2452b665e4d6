"""When the company and its leaders are heard: by weekday and hour, by day and by week. Shown, never scored.

Own posts are counted, also those that repeat an earlier one or lie above the daily cap: who says a thing twice is
heard twice. Replies and bare reshares are no posts, here as elsewhere. Hours are those of the company's time zone; a
date without a time has none, and stays on its own day.

Decided where the method is silent:

- A day counts as known only where every channel that is not absent shows it. Days on which a channel that was read
  has a post are known to be covered anyway, but days counted for that alone would say that no day was uncovered
  wherever one channel is hidden.
- The longest silence is that of the whole period, up to the last day that all channels show. It is null where a
  channel is hidden, cut off, or last read too long ago to speak for today.
- A week has a number where every channel that was read shows all seven days of it.
- Weeks are blocks of seven days that end on the day of the audit, and holiday where their middle day lies in a week
  of general holiday, as for the active weeks.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from presence_audit.metrics._calendar import blocks, longest_silence, published
from presence_audit.metrics._stretch import known_days, shared
from presence_audit.model.shown import Rhythm, Silence, Week

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date
    from zoneinfo import ZoneInfo

    from presence_audit.metrics._stretch import Stretch
    from presence_audit.metrics._subjects import Subjects
    from presence_audit.metrics._views import ChannelView
    from presence_audit.model.observation import Post

_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
_INSTANT = timedelta(microseconds=1)


@dataclass
class _Heard:
    """The own posts of some channels in the period: by weekday and hour, by day, and how many have no time of day."""

    hours: list[list[int]] = field(default_factory=lambda: [[0] * 24 for _ in range(7)])
    days: Counter[date] = field(default_factory=Counter)
    timed: int = 0
    untimed: int = 0

    @property
    def map(self) -> tuple[tuple[int, ...], ...]:
        return tuple(tuple(hours) for hours in self.hours)


def _end_of_hour(moment: datetime, local: datetime, zone: ZoneInfo) -> datetime:
    """Up to when the local hour of a moment lasts; the moment itself where the clocks change within the hour."""
    end = moment + _HOUR - timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    return end if (end - _INSTANT).astimezone(zone).utcoffset() == local.utcoffset() else moment


def _runs(posts: Iterable[Post], zone: ZoneInfo) -> Iterator[tuple[date, int, int]]:
    """Local day, hour and number of timed posts in order of time, one line for each run within the same hour.

    A post is held against the end of the hour before it, because to convert each of a million costs five times that.
    """
    end = datetime.min.replace(tzinfo=UTC)
    day, hour, number = end.date(), 0, 0
    for post in posts:
        moment = post.published_at
        assert moment is not None
        if moment < end:
            number += 1
            continue
        if number:
            yield day, hour, number
        local = moment.astimezone(zone)
        day, hour, number = local.date(), local.hour, 1
        end = _end_of_hour(moment.astimezone(UTC), local, zone)
    if number:
        yield day, hour, number


def _heard(views: Iterable[ChannelView], subjects: Subjects) -> _Heard:
    heard = _Heard()
    first, last = subjects.period
    for view in views:
        # A day earlier than the period begins, because the clocks may have moved since its first day began.
        posts = view.own[bisect_left(view.own, view.since - _DAY, key=published) :]
        for day, hour, number in _runs((p for p in posts if p.date_precision == "second"), subjects.zone):
            if first <= day <= last:
                heard.hours[day.weekday()][hour] += number
                heard.days[day] += number
                heard.timed += number
        for post in posts:
            if post.date_precision == "second":
                continue
            day = published(post).date()
            if first <= day <= last:
                heard.untimed += 1
                # A date that is known to the week or worse says nothing of its day.
                if post.date_precision == "day":
                    heard.days[day] += 1
        heard.untimed += view.undated
    return heard


def _listed(views: Iterable[ChannelView], subjects: Subjects) -> Stretch | None:
    """The days that every one of the channels shows; None where one shows none, or there is no channel."""
    stretches = [known_days(view, subjects) for view in views]
    known = [stretch for stretch in stretches if not isinstance(stretch, str)]
    return shared(known) if known and len(known) == len(stretches) else None


def _silence(heard: _Heard, known: Stretch, subjects: Subjects) -> Silence:
    posting = sorted(day for day in heard.days if day <= known.last)
    silent = longest_silence(posting, *known, subjects.holidays)
    return Silence(days=silent.days, first=silent.first, last=silent.last, left_out=sum(silent.left_out))


def _weekly(heard: _Heard, known: Stretch | None, weeks: Sequence[tuple[date, date]]) -> list[int | None]:
    """The posts of each week, None where not every channel is known to show it."""
    days = heard.days
    return [
        sum(days[first + n * _DAY] for n in range(7)) if known and known.holds(first, last) else None
        for first, last in weeks
    ]


def rhythm_of(subjects: Subjects) -> Rhythm | None:
    """The rhythm of the company and its leaders over the whole period; None where no channel was read.

    `hours` and `leader_hours` hold the own posts of the company and of all leaders together that have a time of day.
    `untimed` counts those of the company that have only a date, or none. `weeks` come oldest first.
    """
    company = [channel.view for channel in subjects.channels]
    # By id, because two leaders may share a channel.
    leaders = list({v.channel.id: v for leader in subjects.leaders for v in leader.channels}.values())
    read = [view for view in company if view.standing == "read"]
    led = [view for view in leaders if view.standing == "read"]
    if not read and not led:
        return None
    heard, heard_leaders = _heard(read, subjects), _heard(led, subjects)
    # Where every channel is gone or declared absent nothing was read of the company, and no day is known.
    known = _listed((view for view in company if view.standing not in {"declared", "gone"}), subjects)
    is_whole = known is not None and known.days and known.first == subjects.period[0]
    is_fresh = not any(view.is_stale for view in read)
    days = known.days if known else 0
    covered = sum(1 for day in heard.days if known and known.holds(day, day))
    weeks = blocks(*subjects.period)[::-1]
    counts = _weekly(heard, _listed(read, subjects), weeks)
    leader_counts = _weekly(heard_leaders, _listed(led, subjects), weeks)
    return Rhythm(
        timezone=subjects.zone.key,
        hours=heard.map,
        leader_hours=heard_leaders.map,
        timed=heard.timed,
        untimed=heard.untimed,
        longest_silence=_silence(heard, known, subjects) if known and is_whole and is_fresh else None,
        days=days,
        uncovered=days - covered,
        weeks=tuple(
            Week(
                first=first,
                company=of_company,
                leaders=of_leaders,
                is_holiday=subjects.holidays.has_in_week(first + 3 * _DAY),
            )
            for (first, _), of_company, of_leaders in zip(weeks, counts, leader_counts, strict=True)
        ),
    )
