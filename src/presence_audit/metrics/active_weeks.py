"""The share of weeks with a post, of one company channel over the last 26 weeks.

What it measures:
    In how many of the 26 weeks before the audit at least one post came that counts. A week is a block of seven
    days; the last one ends on the day of the audit, so that the weekday of the audit changes nothing. A block without
    a post is left out where it lies in general holiday: its middle day in week 28-30 (July), 52, 53 or 1 of the year.
    A single public holiday takes no week out. `holidays: false` in the profiles file leaves nothing out.

Why it matters:
    Accounts that post in at least 20 of 26 weeks see several times the engagement per post of those that post
    in four or fewer (Buffer 2025; the two go together, which does not prove a cause).

How to improve:
    Keep two or three posts in reserve for busy weeks. A short post in a quiet week is worth more than a third
    one in a busy week.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from presence_audit.metrics._calendar import blocks
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
    active = counted = 0
    for start, end in blocks(first, last):
        has_post = any(start <= day <= end for day in posting)
        active += has_post
        counted += has_post or not subjects.holidays.has_in_week(start + timedelta(days=3))
    if not counted:
        return Measured.unknown("The period holds nothing but weeks of general holiday.", channel.view.evidence)
    left_out = len(blocks(first, last)) - counted
    reason = sentence(
        f"posts came in {active} of {counted} weeks",
        f"{left_out} quiet weeks of general holiday are left out" if left_out else "",
        channel.note,
    )
    return Measured.of(active / counted, channel.view.evidence, reason=reason, posts=posts)


def measure(subjects: Subjects) -> Iterator[Found]:
    """One leaf per channel."""
    return leaves_of(METRIC.id, subjects, _measured)


METRIC = Metric(
    id="active-weeks",
    passing="The channel posts in nearly every week",
    failing="The channel is silent in many weeks",
    unit="share of weeks",
    curve="share; half of the weeks is worth 50, 20 of 26 weeks 90",
    about=__doc__,
    measure=measure,
)
