"""What the three metrics of consistency share: the posting days of a channel, or why they are not known."""

from __future__ import annotations

from datetime import timedelta
from itertools import compress
from typing import TYPE_CHECKING

from presence_audit.metrics._calendar import DAYS_OF, is_coarse
from presence_audit.metrics._leaf import leaf, sentence
from presence_audit.metrics._measured import Measured
from presence_audit.metrics._traces import with_repeats_unseen
from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from presence_audit.metrics._leaf import Found
    from presence_audit.metrics._subjects import CompanyChannel, Subjects
    from presence_audit.model.observation import Post


def period_of(channel: CompanyChannel, subjects: Subjects) -> tuple[date, date]:
    """The first and the last local day of the audited period: exactly `days` days, ending on the last one seen."""
    return subjects.period[0], channel.view.until.astimezone(subjects.zone).date()


def counted_posts(channel: CompanyChannel, first: date, last: date) -> tuple[list[Post], list[date]]:
    """The effective posts on the local days from `first` to `last`, in order of time, and those days, ascending."""
    days = channel.judged.days
    inside = {day for day in set(days) if first <= day <= last}
    return list(compress(channel.effective, map(inside.__contains__, days))), sorted(inside)


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
    if view.coarse and any(
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
    metric: str,
    subjects: Subjects,
    measured: Callable[[CompanyChannel, Subjects], Measured],
    *,
    repeats_may_help: bool = False,
) -> Iterator[Found]:
    """One leaf per channel, weighed by importance; one unknown leaf where no channel that counts is listed.

    A repeat that nobody can see makes a channel look less silent than it is; with `repeats_may_help` the measure may be
    worth less for it as well.
    """
    weight = anchors().metrics[metric].weight
    if subjects.is_without_channels:
        kind = subjects.profiles.company.kind
        reason = f"No channel that counts for a {kind} company is listed in the profiles file."
        yield leaf(metric, "company", weight, Measured.unknown(reason))
    for channel in subjects.channels:
        in_doubt = channel.view.in_doubt_from(channel.view.since)
        answer = with_repeats_unseen(measured(channel, subjects), in_doubt, higher=repeats_may_help)
        found = answer.partly(lower=channel.is_contested, higher=channel.is_contested)
        yield leaf(metric, channel.view.channel.id, channel.weight * weight, found)
