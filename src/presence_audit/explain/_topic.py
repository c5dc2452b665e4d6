"""What can be explained: a kind, an id, one line, and the article itself, which is written when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

    from presence_audit.reports.article import Article

Kind = Literal["term", "pillar", "metric", "finding", "outcome", "platform"]
KINDS: Final[dict[Kind, str]] = {
    "term": "How a score comes about",
    "pillar": "Pillars",
    "metric": "Metrics",
    "finding": "Findings",
    "outcome": "Outcomes of looking at a channel",
    "platform": "Platforms",
}


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing that can be explained. Two kinds may use one id: `coverage` is a pillar and a term."""

    kind: Kind
    id: str
    line: str
    write: Callable[[], Article]
