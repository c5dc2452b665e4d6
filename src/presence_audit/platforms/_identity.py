"""Whether the account that answered is the one that was asked for: another one's numbers are worse than none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.model.outcome import Outcome
from presence_audit.platforms._contract import Ask, blocked
from presence_audit.platforms._urls import fold

if TYPE_CHECKING:
    from presence_audit.model.observation import Observation


def another(ask: Ask, found: str, *also: str) -> Observation | None:
    """The observation of an answer that is about somebody else; None when one of the handles is the one asked for.

    Handles are compared in the spelling under which two are the same (see `fold`), a leading @ aside.
    """
    wanted = fold(ask.channel.handle.removeprefix("@"))
    handles = [handle for handle in (found, *also) if handle]
    if any(fold(handle.removeprefix("@")) == wanted for handle in handles):
        return None
    who = f" ({handles[0][:60]})" if handles else ""
    return blocked(
        ask,
        Outcome.PARSE_DRIFT,
        f"The answer is about another account{who}, not about {ask.channel.handle[:60]}.",
        "Check the address in profiles.yaml; where a page was saved, save that of the account itself.",
    )
