"""What the three metrics of consistency share: the posting days of a channel, or why they are not known."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from presence_audit.metrics._calendar import DAYS_OF, day_of, is_coarse
from presence_audit.metrics._leaf import leaf, sentence
from presence_audit.metrics._measured import Measured
from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from presence_audit.metrics._leaf import Found
    from presence_audit.metrics._subjects import CompanyChannel, Subjects
    from presence_audit.model.observation import Post


def period_of(channel: CompanyChannel, subjects: Subjects) -> tuple[date, date]:
    """The first and the last local day of the audited period: exactly `days` days, ending on the last one seen."""
    return subjects.period[0], channel.view.until.astimezone(subjects.zone).date()


def counted_posts(channel: CompanyChannel, subjects: Subjects) -> list[Post]:
    """The effective posts on the local days of the period, in order of time."""
    first, last = period_of(channel, subjects)
    return [post for post in channel.effective if first <= day_of(post, subjects.zone) <= last]


def posting_days(posts: Iterable[Post], subjects: Subjects) -> list[date]:
    """The local days on which the posts came, ascending."""
    return sorted({day_of(post, subjects.zone) for post in posts})


def unsettled(channel: CompanyChannel, subjects: Subjects, *, whole: bool) -> Measured | None:
    """The answer where the posting days are not known, or the question does not arise; None where they are.

    Args:
        channel: the channel.
        subjects: the audit.
        whole: the metric needs the whole period, and a listing that was cut off within it says nothing.
    """
    view = channel.view
    if view.standing == "declared":
        return Measured.not_applicable(view.why)
    if view.standing == "gone":
        return Measured.absent(sentence(view.why, channel.note), view.evidence)
    if view.standing == "unknown":
        return Measured.unknown(sentence(view.why, channel.note), view.evidence)
    if view.undated:
        return Measured.unknown(f"{view.undated} posts are shown without a date.", view.evidence)
    if any(
        is_coarse(p.date_precision) and p.published_at + timedelta(days=DAYS_OF[p.date_precision]) > view.since
        for p in channel.effective
        if p.published_at
    ):
        return Measured.unknown(
            "Some posts are dated to the week or worse, so their days are not known.", view.evidence
        )
    if not whole:
        return None
    if view.reach is None:
        return Measured.unknown("The listing does not say how far back it reaches.", view.evidence)
    if not view.covers(view.since):
        days = max(0, (view.until - view.reach).days)
        return Measured.unknown(f"The listing is cut off after {days} of {subjects.days} days.", view.evidence)
    if view.is_stale:
        return Measured.unknown(f"The channel was last read on {view.until:%Y-%m-%d}.", view.evidence)
    return None


def leaves_of(
    metric: str, subjects: Subjects, measured: Callable[[CompanyChannel, Subjects], Measured]
) -> Iterator[Found]:
    """One leaf per channel, weighed by importance; one unknown leaf where no channel that counts is listed."""
    weight = anchors().metrics[metric].weight
    if subjects.is_without_channels:
        kind = subjects.profiles.company.kind
        reason = f"No channel that counts for a {kind} company is listed in the profiles file."
        yield leaf(metric, "company", weight, Measured.unknown(reason))
    for channel in subjects.channels:
        found = measured(channel, subjects).partly(lower=channel.is_contested, higher=channel.is_contested)
        yield leaf(metric, channel.view.channel.id, channel.weight * weight, found)
