"""What a run tells the history, and what the history tells a run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

    from presence_audit.model.observation import Observation

RunKind = Literal["scan", "import"]


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


@dataclass(frozen=True, slots=True)
class Delivery:
    """A file that was handed over, of the audit of `as_of`; `subjects` are the ids of the leaders that it shows."""

    path: str
    format: str
    written_at: datetime
    as_of: datetime
    sha256: str
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Purged:
    """How much was deleted because it had been kept for long enough."""

    posts: int = 0
    sightings: int = 0
    measures: int = 0
