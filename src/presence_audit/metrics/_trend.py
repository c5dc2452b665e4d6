"""Whether each channel and each leader posts more or less than half a year ago: shown, never scored.

Effective posts per block of seven local days, over the blocks of which every post is known. A trend is shown where
ten weeks or more are known, Mann-Kendall gives p < .05, and the slope of Theil and Sen over 26 weeks is more than a
fifth of the median week: what is certain and too small to notice is no trend.

Decided where the method is silent: where the median week has no post, any slope is large enough. Of a leader the
weeks that all channels show are counted together, because repeats and the daily cap are judged together.
"""

from __future__ import annotations

from collections import Counter
from statistics import median
from typing import TYPE_CHECKING, Final

from presence_audit.metrics._calendar import blocks, days_of
from presence_audit.metrics._leaf import counted, sentence
from presence_audit.metrics._stretch import known_days, shared
from presence_audit.model.shown import Trend
from presence_audit.scoring.trend import mann_kendall, theil_sen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from presence_audit.metrics._stretch import Stretch
    from presence_audit.metrics._subjects import LeaderView, Subjects

_WEEKS: Final = 10
_P: Final = 0.05
_HALF_A_YEAR: Final = 26
_SHARE: Final = 0.2


def _unknown(subject: str, weeks: int, reason: str) -> Trend:
    return Trend(subject=subject, weeks=weeks, s=None, p=None, slope=None, direction="unknown", reason=reason)


def _weekly(days: Iterable[date], stretch: Stretch) -> list[int]:
    """The posts of each whole block of the stretch, oldest first."""
    counts = [0] * (stretch.days // 7)
    for day, posts in Counter(days).items():
        block = (stretch.last - day).days // 7
        if 0 <= block < len(counts):
            counts[block] += posts
    return counts[::-1]


def _trend(subject: str, days: Iterable[date], stretch: Stretch, *reserves: str) -> Trend:
    weekly = _weekly(days, stretch)
    if len(weekly) < _WEEKS:
        few = f"{counted(len(weekly), 'whole week')} of posts can be seen, and a trend needs {_WEEKS}"
        return _unknown(subject, len(weekly), sentence(few, *reserves))
    test, slope, usual = mann_kendall(weekly), theil_sen(weekly), median(weekly)
    is_large = abs(slope) * _HALF_A_YEAR > _SHARE * usual
    is_trend = test.p < _P and is_large
    seen = blocks(*stretch)
    why = (
        "" if is_trend else "the change is too small to notice" if test.p < _P else "chance alone may give that course"
    )
    return Trend(
        subject=subject,
        weeks=len(weekly),
        s=test.s,
        p=test.p,
        slope=slope,
        direction="none" if not is_trend else "rising" if slope > 0 else "falling",
        reason=sentence(
            f"effective posts of {len(weekly)} weeks, from {seen[-1][0]} to {seen[0][1]}, {usual:g} in the median week",
            why,
            *reserves,
        ),
    )


def _of_leader(leader: LeaderView, subjects: Subjects) -> Trend:
    settled = leader.settled()
    if settled is not None:
        return _unknown(leader.subject, 0, settled.reason)
    if not leader.read:
        return _unknown(leader.subject, 0, leader.why_unknown)
    stretches = []
    for view in leader.read:
        stretch = known_days(view, subjects)
        if isinstance(stretch, str):
            return _unknown(leader.subject, 0, sentence(f"{view.name}: {stretch}", leader.partly))
        stretches.append(stretch)
    ids = {view.channel.id for view in leader.read}
    posts = (said.post for said in leader.posts.effective if said.channel in ids)
    reserves = (leader.partly, leader.why_unknown if leader.partly else "")
    return _trend(leader.subject, days_of(posts, subjects.zone), shared(stretches), *reserves)


def _of_channels(subjects: Subjects) -> Iterator[Trend]:
    for channel in subjects.channels:
        view = channel.view
        if view.standing != "read":
            continue
        stretch = known_days(view, subjects)
        if isinstance(stretch, str):
            yield _unknown(view.channel.id, 0, stretch)
        else:
            yield _trend(view.channel.id, channel.judged.days, stretch, view.reservations)


def trends_of(subjects: Subjects) -> tuple[Trend, ...]:
    """The trend of each company channel that was read, then of each leader, in the order of the profiles file.

    `slope` is in posts per week and week. Weeks without a whole known listing are left out, and below ten of them the
    direction is unknown, with the reason.
    """
    return (*_of_channels(subjects), *(_of_leader(leader, subjects) for leader in subjects.leaders))
