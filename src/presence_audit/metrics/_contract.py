"""What a metric is: the declaration at the end of each metric file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from presence_audit.metrics._leaf import Found
    from presence_audit.metrics._subjects import Subjects
    from presence_audit.model.report import PillarId


@dataclass(frozen=True, slots=True)
class Metric:
    """The declaration at the end of each metric file; found by listing the folder.

    `passing` and `failing` are the two titles a report may show, `about` the docstring of the file, which
    is the metric's documentation. Weight, pillar and anchors stand in scoring/anchors.yaml alone.
    """

    id: str
    passing: str
    failing: str
    unit: str
    curve: str
    about: str
    measure: Callable[[Subjects], Iterable[Found]]

    @property
    def pillar(self) -> PillarId:
        """The pillar whose score it is part of."""
        return anchors().metrics[self.id].pillar
