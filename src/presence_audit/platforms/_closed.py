"""How a platform answers whose rules leave nothing to ask for: honestly, and never with a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.platforms._contract import Ask, Conversation, blocked

if TYPE_CHECKING:
    from presence_audit.model.outcome import Outcome


def stay_away(ask: Ask, outcome: Outcome, reason: str, next_step: str | None = None) -> Conversation:
    """Ask for nothing, because the platform's rules are known and leave nothing to ask for."""
    yield from ()
    return blocked(ask, outcome, reason, next_step)
