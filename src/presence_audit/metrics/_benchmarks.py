"""The two rates that a channel is held against: the user's own goal, else those of its platform and size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from presence_audit.scoring import anchors
from presence_audit.scoring.anchors import Points

if TYPE_CHECKING:
    from presence_audit.metrics._choices import Choices
    from presence_audit.metrics._views import ChannelView

DEFAULT: Final = "the default"
GOAL: Final = "your own goal of"


@dataclass(frozen=True, slots=True)
class Held:
    """What one channel is held against, and why; `points` is None where nothing is known of its platform."""

    points: Points | None
    basis: str = DEFAULT


def _of_size(view: ChannelView, industry: str | None) -> Held:
    """By the number of followers, and of a large brand by its industry where that has a rate on the platform."""
    cadence = anchors().cadence_of(view.channel.platform, view.category)
    if cadence is None:
        return Held(None)
    followers = view.observation.profile.followers if view.observation else None
    if followers is None or followers.value < anchors().large_from:
        return Held(cadence.default)
    industries = anchors().industries
    usual = industries.points(industry, cadence) if industry else None
    if industry and usual:
        return Held(usual, industries.basis(industry))
    return Held(cadence.large, f"a brand of {anchors().large_from:,} followers or more")


def held_against(view: ChannelView, choices: Choices) -> Held:
    """The rates in posts per week that are worth 50 and 90 on this channel.

    Of the user's own goal, which is worth 90, the rate worth 50 lies as far below as it does in the benchmark.
    """
    usual = _of_size(view, choices.industry)
    goal = view.channel.target
    if goal is None or usual.points is None:
        return usual
    typical = goal.per_week * usual.points.typical / usual.points.leading
    return Held(Points(typical, goal.per_week, usual.points.source), f"{GOAL} {goal.text}")
