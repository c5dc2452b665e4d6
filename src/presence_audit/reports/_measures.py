"""Every measure of a report as one row, with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.reports._leaf_rows import bases_of
from presence_audit.reports._measure_words import subject_words, subjects_of
from presence_audit.reports._rows import answers_of
from presence_audit.reports._words import PILLARS, SHARES, UNITS

if TYPE_CHECKING:
    from presence_audit.model.report import Leaf, Pillar, PillarId, Report, State


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure. `posts` is the number of posts it was counted from, None where none is noted.

    `listed` are the places of those posts among the report's listed posts, and `answers` those of its evidence among
    `answers_of`; both count from 1.
    """

    pillar: PillarId
    pillar_name: str
    pillar_score: float | None
    metric: str
    unit: str
    subject: str
    subject_name: str
    weight: float
    state: State
    value: float | None
    interval: tuple[float, float] | None
    score: float | None
    reason: str
    posts: int | None
    listed: tuple[int, ...]
    answers: tuple[int, ...]

    @property
    def is_share(self) -> bool:
        """Whether the value is a share, to be written as per cent."""
        return self.metric in SHARES


def measure_rows(report: Report) -> tuple[MeasureRow, ...]:
    """The measures in the order of the report."""
    names = subjects_of(report)
    bases = bases_of(report)
    places = {piece: place for place, piece in enumerate(answers_of(report), 1)}
    listed = len(report.shown.posts) if report.shown else 0

    def row(pillar: Pillar, leaf: Leaf) -> MeasureRow:
        basis = bases.get((leaf.metric, leaf.subject))
        # A value belongs to the state "value" alone, whatever a file claims.
        has_value = leaf.state == "value"
        return MeasureRow(
            pillar=pillar.id,
            pillar_name=_(PILLARS[pillar.id]),
            pillar_score=pillar.score,
            metric=leaf.metric,
            unit=_(UNITS.get(leaf.metric, "")),
            subject=leaf.subject,
            subject_name=subject_words(names, leaf.subject),
            weight=leaf.weight,
            state=leaf.state,
            value=leaf.value if has_value else None,
            interval=leaf.interval if has_value else None,
            score=leaf.score if leaf.state in {"value", "absent"} else None,
            reason=leaf.reason,
            posts=basis.total if basis else None,
            listed=tuple(sorted({at + 1 for at in basis.posts if 0 <= at < listed})) if basis else (),
            answers=tuple(sorted({places[piece] for piece in leaf.evidence})),
        )

    return tuple(row(pillar, leaf) for pillar in report.pillars for leaf in pillar.leaves)
