"""What anchors.yaml is made of: where a value comes from, the anchors of a curve, the choices of the house."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Tag = Literal["A", "B", "C", "D", "H"]
Trust = Literal["high", "medium", "low"]
Grade = Literal["A+", "A", "B", "C", "D", "E", "F"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value comes from: publisher, year, evidence tag, and how far to trust it."""

    source: str
    year: int
    tag: Tag
    trust: Trust


@dataclass(frozen=True, slots=True)
class Points:
    """The two anchors of a curve: the value worth 50 and the value worth 90."""

    typical: float
    leading: float
    source: Source


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often a kind of channel posts, per week; `large` holds for brands with many followers."""

    name: str
    platforms: tuple[str, ...]
    default: Points
    large: Points


@dataclass(frozen=True, slots=True)
class LeaderWeights:
    """Shares of the leader pillar: the chief executive, all others together, the breadth of the group."""

    chief: float
    others: float
    breadth: float
    source: Source


@dataclass(frozen=True, slots=True)
class Importance:
    """The weight of each category of channel for one kind of company; adds up to 1."""

    weights: Mapping[str, float]
    source: Source


@dataclass(frozen=True, slots=True)
class Confidence:
    """What a confidence asks for: at least this coverage and at most this half-width of the likely range."""

    coverage: float
    half_width: float


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Below which coverage a pillar is "?" and a grade provisional; where a what-if puts a leaf."""

    pillar_known: float
    provisional_total: float
    provisional_pillar: float
    target_points: float
    high: Confidence
    medium: Confidence
    source: Source


@dataclass(frozen=True, slots=True)
class Cap:
    """The best grade left when nobody has posted for so many days."""

    grade: Grade
    days: int


@dataclass(frozen=True, slots=True)
class Effective:
    """What counts as a post: see anchors.yaml for each value."""

    own_words: int
    similarity: float
    shingle: int
    equality_below: int
    repeat_days: int
    copy_days: int
    replies_per_recipient: int
    source: Source


@dataclass(frozen=True, slots=True)
class DailyUse:
    """The share of adults who use a kind of channel every day, and the year it was asked."""

    percent: int
    year: int


@dataclass(frozen=True, slots=True)
class Industries:
    """How often the median large brand of each industry posts, by platform, in posts a week.

    `leading_factor` times the rate is worth 90; a rate below `least` says that the industry has left the platform, and
    is no anchor.
    """

    publisher: str
    leading_factor: float
    least: float
    rates: Mapping[str, Mapping[str, float]]
    source: Source

    def points(self, industry: str, cadence: Cadence) -> Points | None:
        """The anchors of a large brand of the industry, None where the industry has none on this platform.

        Leading is never less than what the platform asks of everybody.
        """
        typical = self.rates[industry].get(cadence.name)
        if typical is None or typical < self.least:
            return None
        return Points(typical, max(self.leading_factor * typical, cadence.default.leading), self.source)

    def basis(self, industry: str) -> str:
        """What a benchmark of the industry is called in a report."""
        return f"a large brand in {industry.replace('-', ' ')} ({self.publisher} {self.source.year})"
