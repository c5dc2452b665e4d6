"""What a run tells the history, and what the history noticed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from presence_audit.model.observation import Observation


@dataclass(frozen=True, slots=True)
class Seen:
    """One channel as a run saw it. `owner` is "company" or "leader:<id>"."""

    owner: str
    observation: Observation


@dataclass(frozen=True, slots=True)
class Noticed:
    """How many posts of one channel a run was the first to see, saw edited, saw gone, and saw come back."""

    added: int = 0
    edited: int = 0
    gone: int = 0
    returned: int = 0
