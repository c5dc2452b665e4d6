"""The quickest ways to know more: which unknown channels the user can make readable, and how."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presence_audit.platforms import EFFORTS, platforms, ways_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.metrics._subjects import Subjects
    from presence_audit.metrics._views import ChannelView
    from presence_audit.platforms import Way

MOST: Final = 3
_FROM: Final = {
    "saved": "from a page that you save",
    "export": "from the owner's export",
    "api": "with a key to the official API",
    "permission": "with a stated permission",
    "live": "live",
}


def _unknown(subjects: Subjects) -> Iterator[tuple[float, ChannelView]]:
    """The channels that are not known, each with the weight that its kind has in the method."""
    views = [channel.view for channel in subjects.channels]
    views += [view for leader in subjects.leaders for view in leader.channels]
    for view in views:
        if view.standing == "unknown":
            yield subjects.importance.get(view.category or "", 0.0), view


def ways_of(view: ChannelView) -> tuple[Way, ...]:
    """The ways in which the user can make the channel readable, the quickest first; none where there is none."""
    platform = platforms().get(view.channel.platform)
    tried = view.observation.routes if view.observation else ()
    return ways_for(platform, view.channel.kind, tried) if platform else ()


def _becomes_known(channel: str, way: Way) -> str:
    """The sentence of what becomes known, how soon and from what."""
    route = _FROM[way.route]
    if way.posts:
        return {
            "minutes": f"{channel} becomes known within minutes {route}.",
            "an hour": f"{channel} becomes known within an hour {route}.",
            "days": f"{channel} becomes known within days {route}.",
        }[way.effort]
    return {
        "minutes": f"{channel} becomes known within minutes {route}, the followers only.",
        "an hour": f"{channel} becomes known within an hour {route}, the followers only.",
        "days": f"{channel} becomes known within days {route}, the followers only.",
    }[way.effort]


def quickest(subjects: Subjects) -> list[tuple[ChannelView, str, Way]]:
    """At most three ways to know more, the quickest first: the view, a sentence of what, and the way.

    Each channel is told of once, as long as there are others. Ways that bring posts go before those that bring the
    followers only, the quick before the slow, and the kind of channel that weighs more before the one that weighs less.
    """
    candidates = []
    for place, (weight, view) in enumerate(_unknown(subjects)):
        for rank, way in enumerate(ways_of(view)):
            key = (rank > 0, not way.posts, EFFORTS.index(way.effort), -weight, place, rank)
            candidates.append((key, view, way))
    candidates.sort(key=lambda candidate: candidate[0])
    found: list[tuple[ChannelView, str, Way]] = []
    for _, view, way in sorted(candidates[:MOST], key=lambda candidate: candidate[0][1:]):
        found.append((view, _becomes_known(view.label, way), way))
    return found
