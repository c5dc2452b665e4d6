"""How a platform answers that is recognised but has no reader yet: honestly, and never with a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Miss, Request
from presence_audit.platforms._contract import Ask, Conversation, blocked, refused
from presence_audit.platforms._walls import wall

if TYPE_CHECKING:
    from presence_audit.model.observation import Observation

_BY_HAND = "It is left out, not counted as zero. Look at the account by hand."


def no_reader(ask: Ask, name: str) -> Observation:
    """The observation of an account that may be looked at, but whose pages the tool cannot read."""
    reason = f"presence-audit cannot read {name} pages yet; nothing is concluded from this one"
    return blocked(ask, Outcome.NOT_ATTEMPTED, reason, _BY_HAND)


def knock(ask: Ask, name: str) -> Conversation:
    """Ask for the profile page once, so that robots.txt and a wall get their say; conclude nothing else."""
    answer = yield Request(ask.channel.url)
    if isinstance(answer, Miss) and answer.outcome is Outcome.ROBOTS_DISALLOWED:
        # The usual advice, to state a permission, would lead to a page that nothing here can read.
        return blocked(ask, answer.outcome, answer.reason, f"No way to read {name} is built yet. {_BY_HAND}")
    if isinstance(answer, Miss):
        return refused(ask, answer)
    hit = wall(answer)
    return blocked(ask, *hit) if hit is not None else no_reader(ask, name)


def stay_away(ask: Ask, outcome: Outcome, reason: str, next_step: str | None = None) -> Conversation:
    """Ask for nothing, because the platform's rules are known and leave nothing to ask for."""
    yield from ()
    return blocked(ask, outcome, reason, next_step)
