"""What the user can do about a channel that robots may not read, or that shows itself to members only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presence_audit.model.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Collection

    from presence_audit.model.observation import Observation
    from presence_audit.platforms._contract import Platform, Way

# What the site shows to a person, or to its owner, and not to this robot.
_OPENED_BY_A_WAY: Final = frozenset(
    {
        Outcome.ROBOTS_DISALLOWED,
        Outcome.LOGIN_WALL,
        Outcome.BOT_CHALLENGE,
        Outcome.CONSENT,
        Outcome.AGE_GATED,
        Outcome.REGION,
        Outcome.PARSE_DRIFT,
    }
)
_PERMISSION: Final = 'Or, if the channel is yours, state it: `permission: "our own page"`.'
EFFORTS: Final = ("minutes", "an hour", "days")


def ways_for(platform: Platform, kind: str | None = None, tried: Collection[str] = ()) -> tuple[Way, ...]:
    """The ways in which an account of that kind can be made readable, the quickest first, without those tried.

    Of every kind, where none is given.
    """
    fitting = (way for way in platform.ways if kind is None or not way.kinds or kind in way.kinds)
    fitting = (way for way in fitting if way.route not in tried)
    return tuple(sorted(fitting, key=lambda way: EFFORTS.index(way.effort)))


def step_for(platform: Platform, observation: Observation) -> str | None:
    """The next step in place of the usual one; None where the usual one is right."""
    outcome = observation.outcome
    tried = observation.routes
    ways = ways_for(platform, observation.channel.kind, tried)
    if outcome not in _OPENED_BY_A_WAY or not ways or "saved" in tried or "export" in tried:
        return None
    usual = outcome.next_step
    if observation.next_step not in {"", usual}:
        return None  # the reader knows better
    if outcome is Outcome.ROBOTS_DISALLOWED:
        return f"{ways[0].how} {_PERMISSION}"
    if outcome is Outcome.PARSE_DRIFT:
        return f"{usual} Until then: {ways[0].how}"
    return ways[0].how
