"""What a metric is, and what it answers: a value, confirmed absence, not applicable, or unknown with a reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from presence_audit.metrics._subjects import Subjects
    from presence_audit.model.observation import Evidence
    from presence_audit.model.report import Leaf, PillarId

State = Literal["value", "absent", "not-applicable", "unknown"]


@dataclass(frozen=True, slots=True)
class Measured:
    """The answer of a metric for one subject, made by one of the four constructors below.

    `interval` is the 90 % interval of the value, where the evidence leaves it uncertain.
    """

    state: State
    value: float | None = None
    interval: tuple[float, float] | None = None
    reason: str = ""
    evidence: tuple[Evidence, ...] = field(default=())

    @classmethod
    def of(
        cls,
        value: float,
        evidence: Sequence[Evidence],
        *,
        interval: tuple[float, float] | None = None,
        reason: str = "",
    ) -> Measured:
        """A measured value; `reason` may say how, or with what reservation."""
        return cls("value", value, interval, reason, tuple(evidence))

    @classmethod
    def absent(cls, reason: str, evidence: Sequence[Evidence] = ()) -> Measured:
        """Confirmed not to be there, which counts as zero."""
        return cls("absent", None, None, reason, tuple(evidence))

    @classmethod
    def not_applicable(cls, reason: str, evidence: Sequence[Evidence] = ()) -> Measured:
        """The question does not arise; the weight moves to the rest of the pillar."""
        return cls("not-applicable", None, None, reason, tuple(evidence))

    @classmethod
    def unknown(cls, reason: str, evidence: Sequence[Evidence] = ()) -> Measured:
        """Too little evidence; left out of the score, and the range widens."""
        return cls("unknown", None, None, reason, tuple(evidence))


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
    measure: Callable[[Subjects], Iterable[Leaf]]

    @property
    def pillar(self) -> PillarId:
        """The pillar whose score it is part of."""
        return anchors().metrics[self.id].pillar
