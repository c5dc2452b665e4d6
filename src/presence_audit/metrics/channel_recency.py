"""Days since the last post on each kind of channel that is expected of the company.

What it measures:
    For every kind of channel that matters for such a company (LinkedIn, Facebook, microblogs, blog and so on) the days
    since the last own post on the channel that stands for it. A kind that you have declared absent, or whose account
    is gone, is worth 0 points: also where that is a good choice, because what is measured is where people find you. A
    kind of which nothing is listed is unknown.

Why it matters:
    People look for a company where they are themselves, and see from the newest post whether anybody is there.

How to improve:
    Revive the channel, or close it and point to a live one. Write `absent: true` for what you have decided
    against, so that the report can tell a choice from a gap.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from presence_audit.metrics._calendar import published
from presence_audit.metrics._contract import Metric
from presence_audit.metrics._leaf import leaf, sentence
from presence_audit.metrics._measured import Measured
from presence_audit.metrics._recency import days_since_post
from presence_audit.metrics._subjects import category_name
from presence_audit.metrics._traces import with_repeats_unseen
from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

    from presence_audit.metrics._leaf import Found
    from presence_audit.metrics._subjects import CompanyChannel, Subjects


def _measured(channel: CompanyChannel, zone: ZoneInfo) -> Measured:
    last = channel.last_post
    found = days_since_post(channel.view, last, zone)
    in_doubt = channel.view.in_doubt_from(published(last)) if last is not None and found.posts else 0
    told = with_repeats_unseen(found, in_doubt)
    return replace(told, reason=sentence(told.reason, channel.note))


def measure(subjects: Subjects) -> Iterator[Found]:
    """One leaf per channel, with weight where it represents its category, and one per category without any."""
    weight = anchors().metrics[METRIC.id].weight
    for channel in subjects.channels:
        measured = _measured(channel, subjects.zone).partly(lower=channel.is_contested, higher=channel.is_contested)
        yield leaf(METRIC.id, channel.view.channel.id, weight * channel.weight, measured)
    for category in subjects.unlisted:
        reason = f"No {category_name(category)} channel is listed; list it, or write `absent: true`."
        share = subjects.importance[category]
        yield leaf(METRIC.id, f"channel:{category}:", weight * share, Measured.unknown(reason))


METRIC = Metric(
    id="channel-recency",
    passing="The channel has been used within the week",
    failing="The channel has fallen silent",
    unit="days",
    curve="less is better; 30 days are worth 50, 7 days 90",
    about=__doc__,
    measure=measure,
)
