"""What a consultant remarks beside a report, or states in place of it: always as theirs, and changing no number."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from datetime import date

# The last sign before an id. What follows it in an address of a channel (`…#top/`) is no id, and stays the channel's.
_PARTED = re.compile(r"(?P<whose>.+)(?P<sign>[#!])(?P<id>[A-Za-z][A-Za-z0-9_-]*)")

MetricOrFinding = Literal["", "metric", "finding"]


class Subject(NamedTuple):
    """What a note is about: whose (company, leader, channel or pillar), and which measure or finding of theirs."""

    whose: str
    kind: MetricOrFinding = ""
    id: str = ""


def subject_of(text: str) -> Subject:
    """Take `company`, `leader:ceo#leader-own-voice` or `channel:x:nordlys!dormant` apart."""
    found = _PARTED.fullmatch(text)
    if found is None:
        return Subject(text)
    return Subject(found["whose"], "metric" if found["sign"] == "#" else "finding", found["id"])


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on one subject. `override` is what the author puts in place of the tool's own words, with its reason.

    `line` and `column` are where its subject stands in the notes file.
    """

    subject: str
    text: str
    author: str
    date: date
    override: str | None = None
    reason: str | None = None
    line: int = field(default=1, compare=False)
    column: int = field(default=1, compare=False)

    @property
    def about(self) -> Subject:
        """The subject, taken apart."""
        return subject_of(self.subject)
