"""Days since the last own post of one channel, or what else is known of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from presence_audit.metrics._calendar import DAYS_OF, day_of, is_coarse
from presence_audit.metrics._effective import by_time
from presence_audit.metrics._measured import Measured

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from presence_audit.metrics._views import ChannelView
    from presence_audit.model.observation import Post

_DAY = timedelta(days=1)
# "At least so long" is scored as if it were so long, which is fair only where the score is near its floor.
_LEAST_DAYS = 90
# What a page of longer ago says of its last post says nothing of today's.
_LONGEST_GAP = timedelta(days=31)


def days_since_post(view: ChannelView, last: Post | None, zone: ZoneInfo) -> Measured:
    """Days from the last post to the end of the period (replies, bare reshares, repeats and copies are no posts).

    `last` is the newest post of the channel that is none of these, None where it shows none. `zone` is the company's,
    in which the day of the post is told.

    A channel that was read and shows no own post over the whole period has been silent for at least the
    period. One that has never posted is confirmed absent. Of one that was last read long ago nothing is known.
    """
    if view.standing in {"declared", "gone"}:
        return Measured.absent(view.why, view.evidence)
    if view.standing == "unknown":
        return Measured.unknown(view.why, view.evidence)
    if view.as_of - view.until > _LONGEST_GAP:
        return Measured.unknown(
            f"The channel was last read on {view.until:%Y-%m-%d}; what came since is not known.", view.evidence
        )
    if view.has_never_posted:
        return Measured.absent("The account has no posts.", view.evidence)
    if (view.undated and (last is None or by_time(last)[0] < view.since)) or view.is_undated:
        return Measured.unknown(f"{view.undated} posts are shown without a date.", view.evidence)
    if last is not None and last.is_pinned and view.covers(view.since) and by_time(last)[0] < view.since:
        last = None  # it stands above the listing, which does not say what came between it and the period
    if last is None or last.published_at is None:
        if view.covers(view.since) and view.since < view.until:
            days = (view.until - view.since) / _DAY
            if days < _LEAST_DAYS:
                return Measured.unknown(
                    f"No own post in {days:.0f} days; what came before is not listed.", view.evidence
                )
            return Measured.of(days, view.evidence, reason=f"No own post in at least {days:.0f} days.")
        return Measured.unknown("The listing shows no own post, and does not cover the period.", view.evidence)
    is_loose = last.published_at < view.reach if view.reach else bool(last.is_pinned)
    if is_loose and not view.covers(view.since):
        # An old pinned post above a listing of reshares: what came in between is not listed.
        return Measured.unknown("The listing shows no own post but an old one that is pinned.", view.evidence)
    if view.reach is None and last.published_at < view.since:
        # What a list holds that was chosen (by views, say) is no proof that nothing came after it.
        reason = "The listing does not say how far back it reaches, and its newest post is older than the period."
        return Measured.unknown(reason, view.evidence)
    days = (view.until - last.published_at) / _DAY
    unit = DAYS_OF[last.date_precision]
    interval = (max(0.0, days - unit), days + unit) if is_coarse(last.date_precision) else None
    read = f" Read on {view.until:%Y-%m-%d}." if view.until < view.as_of else ""
    when = f"on {day_of(last, zone)}"
    if interval is not None:
        when = f"{interval[0]:.0f} to {interval[1]:.0f} days ago; the site dates it to the {last.date_precision}"
    reason = f"The last own post came {when}.{read}"
    return Measured.of(days, view.evidence, interval=interval, reason=reason, posts=(last,))
