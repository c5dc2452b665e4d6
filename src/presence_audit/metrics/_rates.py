"""The rate of one channel, from its effective posts and from what its listing shows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from presence_audit.metrics._calendar import DAYS_OF, days_before, is_coarse, published
from presence_audit.scoring.estimate import Rate, complete_rate, dispersion, truncated_rate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from presence_audit.metrics._views import ChannelView
    from presence_audit.model.observation import Post

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Seen:
    """A rate, the posts it counts, and whether the listing was cut off `days` ago."""

    rate: Rate
    counted: tuple[Post, ...]
    days: float
    is_truncated: bool

    @property
    def posts(self) -> int:
        """How many posts it counts."""
        return len(self.counted)


def _weekly(posts: Sequence[Post], start: datetime, until: datetime) -> list[int]:
    weeks = int((until - start) / _WEEK)
    counts = [0] * weeks
    for post in posts:
        assert post.published_at is not None
        week = int((until - post.published_at) / _WEEK)
        if week < weeks:
            counts[week] += 1
    return counts


def _at_the_edge(posts: Sequence[Post], start: datetime) -> tuple[int, int]:
    """How many coarsely dated posts may lie outside although counted, and inside although not counted."""
    outside = inside = 0
    for post in posts:
        assert post.published_at is not None
        if not is_coarse(post.date_precision):
            continue
        unit = timedelta(days=DAYS_OF[post.date_precision])
        if start <= post.published_at < start + unit:
            outside += 1
        elif start - unit < post.published_at < start:
            inside += 1
    return outside, inside


def rate_of(posts: Sequence[Post], view: ChannelView, days: float) -> Seen | str:
    """The rate over the last `days` of the period, or the sentence why there is none.

    Complete listing: N/L. Listing cut off within the window: (N-1)/W, W measured to now. Posts dated to the
    week or worse near the edge, and posts without a date, widen the interval.

    Args:
        posts: effective posts of this channel in order of time.
        view: the channel.
        days: the length of the window, which ends with the audited period.
    """
    start = days_before(view.as_of, days)
    if view.until < days_before(view.as_of, days / 2):
        return f"The channel was last read on {view.until:%Y-%m-%d}, too long before the audit."
    if view.is_undated:
        return f"{view.undated} posts are shown without a date."
    reach = view.reach
    if reach is None:
        return "The listing does not say how far back it reaches."
    is_truncated = reach > start
    first = reach if is_truncated else start
    weeks = (view.until - first) / _WEEK
    within = slice(bisect_left(posts, first, key=published), bisect_right(posts, view.until, key=published))
    counted = posts[within]
    if is_truncated and weeks * 7 < 1:
        return "The listing shows less than a day."
    if is_truncated and len(counted) < 2:
        return "The listing is cut off before two posts that count; that gives no rate."
    if view.undated and not counted:
        return f"{view.undated} posts are shown without a date, and no dated one lies in the window."
    rate = (truncated_rate if is_truncated else complete_rate)(len(counted), weeks)
    rate = rate.widened(dispersion(_weekly(counted, first, view.until)))
    outside, inside = _at_the_edge(posts, first)
    if outside or inside or view.undated:
        low = complete_rate(max(0, len(counted) - outside), weeks).low
        high = complete_rate(len(counted) + inside + view.undated, weeks).high
        rate = Rate(rate.value, min(rate.low, low), max(rate.high, high))
    return Seen(rate, tuple(counted), weeks * 7, is_truncated)
