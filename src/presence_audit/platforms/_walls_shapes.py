"""What a wall of one site looks like, as `_walls_sites.py` lists them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from presence_audit.model.outcome import Outcome

Wall = tuple[Outcome, str]

_OK: Final = frozenset({200})
_ANY: Final[frozenset[int]] = frozenset()


def marks(pattern: str) -> re.Pattern[bytes]:
    """A pattern of markup, searched without regard to capitals."""
    return re.compile(pattern.encode(), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Shape:
    """One wall of one site. `ended` is searched in the path and query that a redirect led to.

    `statuses` are those it comes with (any, where empty), `media` the part of the content type, `marks` what its body
    has, `unless` what a readable page has in its place.
    """

    outcome: Outcome
    sentence: str
    statuses: frozenset[int] = _OK
    ended: re.Pattern[str] | None = None
    marks: re.Pattern[bytes] | None = None
    unless: re.Pattern[bytes] | None = None
    media: str = "html"


def sent(outcome: Outcome, sentence: str, ended: str) -> Shape:
    """A wall that is told by the place where a redirect ended, whatever lies there."""
    return Shape(outcome, sentence, _ANY, ended=re.compile(ended, re.IGNORECASE), media="")
