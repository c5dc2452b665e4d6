"""How much of each channel was seen: by which route, how many posts, and how far back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.i18n import mark
from presence_audit.model.channel import COMPANY
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._words import platform_names, route_words

if TYPE_CHECKING:
    from presence_audit.model.report import ChannelLine, Report

WHOLE, PART, NONE = mark("the whole period"), mark("a part of it"), mark("nothing of it")  # the period that was seen


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One channel. `seen` is what of the period was seen, `since` the day from which on every post is known."""

    platform: str
    handle: str
    leader: str
    route: str
    posts: str
    since: str
    seen: str


def _seen(channel: ChannelLine) -> str:
    if channel.provenance == "declared":
        return numbers.NOT_APPLICABLE
    if not channel.outcome.is_readable:
        return _(NONE)
    return _(WHOLE) if channel.window.complete or channel.outcome == "zero_posts" else _(PART)


def coverage_rows(report: Report) -> tuple[CoverageRow, ...]:
    """The channels in the order of the report."""
    zone, _zone = numbers.zone_of(report)
    names, platforms = {f"leader:{leader.id}": leader.name for leader in report.leaders}, platform_names(report)
    rows = []
    for channel in report.channels:
        back, posts = channel.window.reaches_back_to, channel.posts_seen
        unasked = channel.provenance == "declared"
        missing = numbers.NOT_APPLICABLE if unasked else numbers.UNKNOWN
        rows.append(
            CoverageRow(
                platform=platforms[channel.platform],
                handle=channel.handle,
                leader="" if channel.owner == COMPANY else names.get(channel.owner, channel.owner),
                route=route_words(channel.provenance),
                posts=missing if posts is None else numbers.whole(posts),
                since=missing if back is None else numbers.day(back, zone),
                seen=_seen(channel),
            )
        )
    return tuple(rows)
