"""The longest silence of one company channel within the audited period, in days.

What it measures:
    The most days between two effective posts, the current silence and the stretch before the first post
    included. Whole ISO weeks of general holiday (28-30, 52, 53 and 1) without a post do not count.

Why it matters:
    Who looks a company up during a long silence finds it closed. At two posts a week a silence of 16 days
    comes by chance; a month does not.

How to improve:
    Plan for holidays and busy periods: name a stand-in, and write two posts ahead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.metrics._calendar import longest_silence
from presence_audit.metrics._consistency import counted_posts, leaves_of, period_of, posting_days, unsettled
from presence_audit.metrics._contract import Metric
from presence_audit.metrics._leaf import sentence
from presence_audit.metrics._measured import Measured

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.metrics._leaf import Found
    from presence_audit.metrics._subjects import CompanyChannel, Subjects


def _measured(channel: CompanyChannel, subjects: Subjects) -> Measured:
    settled = unsettled(channel, subjects, whole=True)
    if settled is not None:
        return settled
    first, last = period_of(channel, subjects)
    posts = counted_posts(channel, subjects)
    posting = posting_days(posts, subjects)
    days, start, end = longest_silence(posting, first, last)
    # Without any post both ends of the stretch count.
    holidays = (end - start).days + (not posting) - days
    reason = sentence(
        f"the longest silence lasted {days} days, from {start} to {end}",
        f"{holidays} quiet days of general holiday are left out" if holidays > 0 else "",
        channel.note,
    )
    return Measured.of(float(days), channel.view.evidence, reason=reason, posts=posts)


def measure(subjects: Subjects) -> Iterator[Found]:
    """One leaf per channel."""
    return leaves_of(METRIC.id, subjects, _measured)


METRIC = Metric(
    id="longest-silence",
    passing="The channel is never silent for long",
    failing="The channel falls silent for weeks",
    unit="days",
    curve="DOWN; 30 days are worth 50, 16 days 90",
    about=__doc__,
    measure=measure,
)
