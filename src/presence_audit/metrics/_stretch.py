"""The days of which a channel is known to show every post: the ground under weekly counts and days without a post."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING, NamedTuple

from presence_audit.metrics._calendar import DAYS_OF, published

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from presence_audit.metrics._subjects import Subjects
    from presence_audit.metrics._views import ChannelView


class Stretch(NamedTuple):
    """Local days from `first` to `last`, both included; none where `first` comes after `last`."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days they are."""
        return max(0, (self.last - self.first).days + 1)

    def holds(self, first: date, last: date) -> bool:
        """Every day from `first` to `last` is one of these."""
        return self.first <= first and last <= self.last


def _day_after(moment: datetime, subjects: Subjects) -> date:
    """The first day that is wholly later; a date without a time is the author's own day, wherever that is."""
    return max(moment.astimezone(subjects.zone).date(), moment.astimezone(UTC).date()) + timedelta(days=1)


def known_days(view: ChannelView, subjects: Subjects) -> Stretch | str:
    """The days of the period of which the channel shows every post, or the sentence why there are none.

    A day is known from the one after that to which the listing reaches back, and from the one after the newest post
    that is dated to the week or worse may have come on. The day on which the channel was read is known in part only
    and is none, save the day of the audit itself, which counts as it stands: so it does for the consistency.

    Args:
        view: the channel.
        subjects: the audit.
    """
    if view.standing != "read":
        return view.why
    if view.undated:
        return f"{view.undated} posts are shown without a date."
    if view.reach is None:
        return "The listing does not say how far back it reaches."
    first, last = subjects.period
    if view.reach > view.since:
        first = max(first, _day_after(view.reach, subjects))
    for post in view.coarse:
        latest = published(post) + timedelta(days=DAYS_OF[post.date_precision])
        first = max(first, _day_after(latest, subjects))
    if view.until < view.as_of:
        last = min(last, view.until.astimezone(subjects.zone).date() - timedelta(days=1))
    return Stretch(first, last) if first <= last else "The listing shows no whole day."


def shared(stretches: Iterable[Stretch]) -> Stretch:
    """The days that all of the stretches hold; there is at least one stretch."""
    listed = list(stretches)
    return Stretch(max(s.first for s in listed), min(s.last for s in listed))
