"""The longest silence of one company channel within the last 182 days, in days.

What it measures:
    The most days from one post that counts to the next. The current silence is one of them, and so is the stretch
    before the first post. Days of general holiday are taken off: those of the weeks 28-30 (July), 52, 53 and 1 of the
    year, where the whole week has no post, and public holidays of the company's country without one.
    `holidays: false` in the profiles file takes nothing off.

Why it matters:
    Whoever looks a company up during a long silence cannot tell whether anybody is there. Posts that come by pure
    chance leave gaps too: at two a week the longest gap of half a year is about 16 days; at 0.86 a week, as in the
    median organisation at Buffer (the one in the middle of all), it is 30 days. These two are the anchors.

How to improve:
    Plan for holidays and busy periods: name a stand-in, and write two posts ahead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.metrics._calendar import longest_silence
from presence_audit.metrics._consistency import counted_posts, leaves_of, period_of, unsettled
from presence_audit.metrics._contract import Metric
from presence_audit.metrics._leaf import counted, sentence
from presence_audit.metrics._measured import Measured

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.metrics._holidays import LeftOut
    from presence_audit.metrics._leaf import Found
    from presence_audit.metrics._subjects import CompanyChannel, Subjects


def _holidays(left_out: LeftOut) -> str:
    """How many quiet days were left out and why; empty where none was."""
    days, public = counted(left_out.in_weeks, "quiet day"), counted(left_out.public, "quiet public holiday")
    if left_out.in_weeks and left_out.public:
        return f"{days} of general holiday and {public} are left out"
    if left_out.in_weeks:
        return f"{days} of general holiday {'is' if left_out.in_weeks == 1 else 'are'} left out"
    return f"{public} {'is' if left_out.public == 1 else 'are'} left out" if left_out.public else ""


def _measured(channel: CompanyChannel, subjects: Subjects) -> Measured:
    settled = unsettled(channel, subjects, whole=True)
    if settled is not None:
        return settled
    first, last = period_of(channel, subjects)
    posts, posting = counted_posts(channel, first, last)
    silence = longest_silence(posting, first, last, subjects.holidays)
    reason = sentence(
        f"the longest silence lasted {silence.days} days, from {silence.first} to {silence.last}",
        _holidays(silence.left_out),
        channel.note,
    )
    return Measured.of(float(silence.days), channel.view.evidence, reason=reason, posts=posts)


def measure(subjects: Subjects) -> Iterator[Found]:
    """One leaf per channel."""
    return leaves_of(METRIC.id, subjects, _measured)


METRIC = Metric(
    id="longest-silence",
    passing="The channel is never silent for long",
    failing="The channel falls silent for weeks",
    unit="days",
    curve="less is better; 30 days are worth 50, 16 days 90",
    about=__doc__,
    measure=measure,
)
