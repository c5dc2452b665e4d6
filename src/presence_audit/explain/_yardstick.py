"""The curve that a value is judged by, in words, as a formula, and at a few telling values."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from presence_audit.metrics import metrics
from presence_audit.reports.article import Bar, Formula, Table
from presence_audit.scoring import anchors, curves
from presence_audit.scoring.anchors import AnchorsError

if TYPE_CHECKING:
    from presence_audit.reports.article import Block
    from presence_audit.scoring.anchors import MetricAnchors, Points, Source

TAGS: dict[str, str] = {
    "A": "read at the publisher",
    "B": "quoted by others, who name the publisher",
    "C": "a single, undated or contradicted source",
    "D": "worked out by arithmetic from published numbers",
    "H": "our own default, no source exists",
}
_MOST = 10**15
_ROUNDED = 2  # digits of the values between the anchors
_BELL = (
    "Phi(z) is the share of a bell curve (the normal distribution) that lies below z, and ln the natural logarithm. "
    "Nobody has to compute it: the table has the answers."
)
_EXAMPLE = "linkedin"  # whose cadence stands for all platforms, where one has to


def number(value: float) -> str:
    """A number as people write it: 3, 0.5, 16.7, 0.154."""
    if not math.isfinite(value) or abs(value) >= _MOST:
        return f"{value:.2e}"
    digits = 1 if abs(value) >= 10 else 2 if abs(value) >= 1 else 3
    return f"{value:.{digits}f}".rstrip("0").rstrip(".") if value else "0"


def unit_of(metric: str) -> str:
    """The unit of a metric. Raises KeyError for a metric of another version."""
    return metrics()[metric].unit


def told(metric: str, value: float) -> str:
    """A value in the metric's own unit: a share as per cent, everything else as a number."""
    entry = anchors().metrics.get(metric)
    if entry is not None and entry.curve in {"share", "linear"}:
        return f"{number(100 * value)}%"
    return number(value)


def source_words(source: Source) -> str:
    """Where an anchor comes from, with its evidence tag spelled out."""
    return (
        f"{source.source} ({source.year}). Evidence {source.tag}: {TAGS[source.tag]}; how far to trust it: "
        f"{source.trust}."
    )


@dataclass(frozen=True, slots=True)
class Yardstick:
    """The curve of one metric; for posts per week that of one channel, `typical` and `leading` being its own."""

    metric: MetricAnchors
    typical: float | None
    leading: float | None
    source: Source

    def points(self, value: float) -> float | None:
        """0-100 for a value; None where the metric's curve needs more than a value."""
        if self.metric.curve == "up" and self.typical is not None and self.leading is not None:
            return curves.up(value, self.typical, self.leading)
        try:
            return self.metric.points(value)
        except AnchorsError:
            return None

    @property
    def values(self) -> tuple[float, ...]:
        """A few values that show the shape of the curve, in ascending order."""
        curve, low, high = self.metric.curve, self.typical, self.leading
        if curve == "linear":
            return 0, 0.2, 0.4, 0.6, 0.8, 1
        if curve == "falling":
            zero = self.metric.extra["zero_from"]
            return -1, 0, zero / 4, zero / 2, 3 * zero / 4, zero
        if low is None or high is None:
            return 20, 25, 35, 45, 50, 55, 60
        middle = float(f"{(low + high) / 2:.{_ROUNDED}g}")
        if curve == "share":
            return 0, low / 2, low, middle, high, 1
        if curve == "down":
            return high / 2, high, middle, low, 2 * low, 4 * low
        return 0, low / 2, low, middle, high, 2 * high

    @property
    def words(self) -> str:
        """The shape of the curve, for whoever knows nothing of curves."""
        curve = self.metric.curve
        if curve == "linear":
            return "Every per cent is one point."
        if curve == "falling":
            zero = number(self.metric.extra["zero_from"])
            return f"100 points at 0 and below; from there a straight line down to no points at {zero} and above."
        if self.typical is None or self.leading is None:
            return self._band
        low, high = (told(self.metric.id, value) for value in (self.typical, self.leading))
        if curve == "share":
            return (
                f"Straight lines from point to point (PL): nothing is worth 0, {low} is worth 50, {high} is worth 90 "
                "and all of it 100."
            )
        if curve == "down":
            return (
                f"Less is better (DOWN): a value of {low} is worth 50 points and one of {high} is worth 90. Each "
                "doubling costs much in the middle and little at the ends (a log-normal curve: it follows how often "
                "a value was doubled, not the value)."
            )
        return (
            f"More is better (UP): a value of {low} is worth 50 points and one of {high} is worth 90. Doubling helps "
            "less the higher you are (a log-normal curve: it follows how often a value was doubled, not the value). "
            "100 is neared and never passed, and no point is lost for more."
        )

    @property
    def _band(self) -> str:
        extra = self.metric.extra
        if "band_from" not in extra:
            return "Full points within a band in the middle, and fewer the further a value lies outside of it."
        low, high, cost, least = (number(extra[name]) for name in ("band_from", "band_to", "per_point", "least_below"))
        return (
            f"Full points from {low} to {high}. Above that each unit costs {cost} points, down to none; below it as "
            f"many, but {least} are left."
        )

    @property
    def formula(self) -> tuple[Block, ...]:
        """The curve as a formula, with what its signs mean."""
        curve = self.metric.curve
        if curve == "linear":
            return (Formula(("points = 100 * value",)),)
        if curve == "falling":
            zero = number(self.metric.extra["zero_from"])
            return (Formula((f"points = 100 * (1 - value / {zero}), at least 0 and at most 100",)),)
        if self.typical is None or self.leading is None:
            return ()
        low, high = number(self.typical), number(self.leading)
        if curve == "share":
            return (
                Formula(
                    (
                        f"value below {low}: points = 50 * value / {low}",
                        f"value from {low} to {high}: points = 50 + 40 * (value - {low}) / ({high} - {low})",
                        f"value above {high}: points = 90 + 10 * (value - {high}) / (1 - {high})",
                    )
                ),
            )
        ratio = (
            f"ln({low} / value) / ln({low} / {high})" if curve == "down" else f"ln(value / {low}) / ln({high} / {low})"
        )
        return Formula((f"points = 100 * Phi(1.2816 * {ratio})",)), _BELL

    def table(self, *, here: float | None = None) -> Table | None:
        """The telling values with their points and a bar; `here` is put among them and marked."""
        rows = []
        for value in sorted({*self.values, *(() if here is None else (here,))}):
            points = self.points(value)
            if points is None:
                return None
            mark = "this number" if value == here else self._mark(value)
            rows.append((told(self.metric.id, value), f"{points:.1f}", Bar(points / 100), mark))
        head = unit_of(self.metric.id)
        return Table((head[0].upper() + head[1:], "Points", "", "Anchor"), tuple(rows), frozenset({0, 1}))

    def _mark(self, value: float) -> str:
        if value == self.typical:
            return "typical"
        return "leading" if value == self.leading else ""


def yardstick_of(metric: str, benchmark: Points | None = None) -> Yardstick:
    """The curve of a metric; with a benchmark, the curve of the one channel that it belongs to.

    Without one, posts per week is shown by the curve of a LinkedIn page.
    """
    entry = anchors().metrics[metric]
    if entry.curve == "up" and entry.typical is None and benchmark is None:
        benchmark = anchors().cadence[_EXAMPLE].default
    if benchmark is not None:
        return Yardstick(entry, benchmark.typical, benchmark.leading, benchmark.source)
    return Yardstick(entry, entry.typical, entry.leading, entry.source)
