"""Where in the page the evidence of a number stands. Only what was written can be linked to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from presence_audit.reports._html_element import Markup, el

if TYPE_CHECKING:
    from collections.abc import Iterable

    from presence_audit.model.observation import Evidence
    from presence_audit.model.report import PillarId
    from presence_audit.reports._note_rows import NoteRow

TOTAL, GAIN = "sum-total", "how-gain"


@dataclass(slots=True)
class Places:
    """The ids of the rows of the appendix; its sections fill it while they are written."""

    answers: dict[Evidence, str] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    posts: dict[int, str] = field(default_factory=dict)
    channels: dict[str, str] = field(default_factory=dict)
    measures: dict[tuple[str, str], str] = field(default_factory=dict)
    subjects: dict[str, str] = field(default_factory=dict)
    lists: dict[tuple[int, ...], tuple[str, str]] = field(default_factory=dict)
    notes: tuple[NoteRow, ...] = ()

    def measure(self, metric: str, subject: str) -> str | None:
        """The row of one measure."""
        return self.measures.get((metric, subject))

    def first(self, metric: str) -> str | None:
        """The first row of a metric, whoever it is about."""
        return next((place for (found, _), place in self.measures.items() if found == metric), None)

    def about(self, subjects: Iterable[str]) -> str | None:
        """The first row about one of the subjects."""
        return next((self.subjects[subject] for subject in subjects if subject in self.subjects), None)


def pillar_place(pillar: PillarId) -> str:
    """The row of a pillar among the sums."""
    return f"sum-{pillar}"


def shown_place(part: str) -> str:
    """The row of what is shown and not scored."""
    return f"shown-{part}"


def cited(cell: Markup | str, place: str | None) -> Markup:
    """A number that leads to its evidence, where there is such a place."""
    return el("a", cell, class_="n", href=f"#{place}") if place else el("span", cell)
