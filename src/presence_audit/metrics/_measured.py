"""What a metric answers: a value, confirmed absence, not applicable, or unknown with a reason."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presence_audit.model.observation import Comment, Evidence, Post

State = Literal["value", "absent", "not-applicable", "unknown"]


@dataclass(frozen=True, slots=True)
class Measured:
    """The answer of a metric for one subject, made by one of the four constructors below.

    `interval` is the 90 % interval of the value, where the evidence leaves it uncertain. `posts` are those that the
    value was counted from, the very objects of the observation. `lower` and `higher` say of a value that rests on a
    part of what there is whether the rest could make it worth fewer points, or more.
    """

    state: State
    value: float | None = None
    interval: tuple[float, float] | None = None
    reason: str = ""
    evidence: tuple[Evidence, ...] = field(default=())
    posts: Sequence[Post | Comment] = field(default=())
    lower: bool = False
    higher: bool = False

    @classmethod
    def of(
        cls,
        value: float,
        evidence: Sequence[Evidence],
        *,
        interval: tuple[float, float] | None = None,
        reason: str = "",
        posts: Sequence[Post | Comment] = (),
    ) -> Measured:
        """A measured value; `reason` may say how, or with what reservation."""
        return cls("value", value, interval, reason, tuple(evidence), posts)

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

    def partly(self, *, lower: bool = False, higher: bool = False) -> Measured:
        """The same answer, whose points could be fewer or more if all were seen; only a value can be so."""
        if self.state != "value":
            return self
        return replace(self, lower=self.lower or lower, higher=self.higher or higher)
