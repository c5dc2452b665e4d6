"""The longest silence of one company channel within the audited period, in days.

What it measures:
    The most days between two effective posts, the current silence and the stretch before the first post
    included. Whole ISO weeks of general holiday (28-30, 52, 53 and 1) without a post do not count, nor do public
    holidays of the company's country without one, unless holidays are switched off.

Why it matters:
    Who looks a company up during a long silence finds it closed. At two posts a week a silence of 16 days
    comes by chance; a month does not.

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
    weeks = f"{counted(left_out.in_weeks, 'quiet day')} of general holiday" if left_out.in_weeks else ""
    public = counted(left_out.public, "quiet public holiday") if left_out.public else ""
    told = " and ".join(part for part in (weeks, public) if part)
    return f"{told} {'is' if sum(left_out) == 1 else 'are'} left out" if told else ""


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
    curve="DOWN; 30 days are worth 50, 16 days 90",
    about=__doc__,
    measure=measure,
)
