"""The curve that a value is judged by, in words, as a formula, and at a few telling values."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from presence_audit.metrics import metrics
from presence_audit.reports.article import Bar, Formula, Section, Table
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
    "Nobody has to compute it: the table has the answers. A spreadsheet can:"
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
        f"{source.source} ({source.year}). Mark {source.tag}: {TAGS[source.tag]}; how far to trust it: {source.trust}."
    )


def origin(name: str) -> Section:
    """The section that says where one of the rules of the method comes from."""
    return Section("Where it comes from", (source_words(anchors().sources[name]),))


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
        if curve == "share":
            return 0, low / 2, low, self._middle, high, 1
        if curve == "down":
            return high / 2, high, self._middle, low, 2 * low, 4 * low
        return 0, low / 2, low, self._middle, high, 2 * high

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
            return f"{self._most} Straight lines lie between (PL)."
        if curve == "down":
            return (
                f"Less is better (DOWN): a value of {low} is worth 50 points and one of {high} is worth 90. What "
                "counts is how often the value was doubled, not how much was added: a doubling costs most around the "
                "middle and little at the ends."
            )
        return (
            f"More is better (UP): a value of {low} is worth 50 points and one of {high} is worth 90. What counts is "
            "how often the value was doubled, not how much was added: a doubling helps most around the middle and "
            "ever less above. 100 is neared and never passed, and no point is lost for more."
        )

    @property
    def _most(self) -> str:
        """What nothing, the two anchors and the whole are worth; or the most that earns anything."""
        assert self.typical is not None
        assert self.leading is not None
        low, high = (told(self.metric.id, value) for value in (self.typical, self.leading))
        first = f"Nothing is worth 0 points, {low} is worth 50, {high} is worth 90"
        cut = self.metric.extra.get("cut")
        if cut is None:
            return f"{first} and all of it 100."
        most = told(self.metric.id, cut)
        return (
            f"{first} and all of it would be worth 100; but what is above {most} counts as {most}, which is worth "
            f"{self.metric.points(cut):.1f}."
        )

    @property
    def _band(self) -> str:
        extra = self.metric.extra
        if "band_from" not in extra:
            return "Full points within a band in the middle, and fewer the further a value lies outside of it."
        low, high, cost, least = (number(extra[name]) for name in ("band_from", "band_to", "per_point", "least_below"))
        there = extra["band_to"] + 1
        return (
            f"100 points from {low} to {high}. Each unit above {high} costs {cost} points, down to none; each below "
            f"{low} costs {cost} as well, but {least} points are left. Example: {number(there)} is one unit above, and "
            f"worth {self.metric.points(there):.0f}."
        )

    @property
    def formula(self) -> tuple[Block, ...]:
        """The curve as a formula with one value worked out, and what its signs mean."""
        curve = self.metric.curve
        if curve == "linear":
            return (Formula(("points = 100 * value", "a value of 60%: 100 * 0.6 = 60")),)
        if curve == "falling":
            zero = number(self.metric.extra["zero_from"])
            half = number(self.metric.extra["zero_from"] / 2)
            return (
                Formula(
                    (
                        f"points = 100 * (1 - value / {zero}), at least 0 and at most 100",
                        f"a value of {half}: 100 * (1 - {half} / {zero}) = 50",
                    )
                ),
            )
        if self.typical is None or self.leading is None:
            return ()
        low, high, middle = number(self.typical), number(self.leading), number(self._middle)
        worth = f"{self.points(self._middle) or 0:.1f}"
        if curve == "share":
            return (
                Formula(
                    (
                        f"value below {low}: points = 50 * value / {low}",
                        f"value from {low} to {high}: points = 50 + 40 * (value - {low}) / ({high} - {low})",
                        f"value above {high}: points = 90 + 10 * (value - {high}) / (1 - {high})",
                        (
                            f"a value of {told(self.metric.id, self._middle)}: "
                            f"50 + 40 * ({middle} - {low}) / ({high} - {low}) = {worth}"
                        ),
                    )
                ),
            )
        over, under, of = (low, "value", f"{low} / {high}") if curve == "down" else ("value", low, f"{high} / {low}")
        here = f"{over} / {under}".replace("value", middle)
        return (
            Formula((f"points = 100 * Phi(1.2816 * ln({over} / {under}) / ln({of}))",)),
            _BELL,
            Formula((f"=100*NORM.S.DIST(1.2816*LN({here})/LN({of}), TRUE)", f"gives {worth} for a value of {middle}")),
        )

    @property
    def _middle(self) -> float:
        """A value between the two anchors that has few digits."""
        assert self.typical is not None
        assert self.leading is not None
        return float(f"{(self.typical + self.leading) / 2:.{_ROUNDED}g}")

    def table(self, *, here: float | None = None, is_goal: bool = False) -> Table | None:
        """The telling values with their points and a bar; `here` is put among them and marked.

        Where the user's own goal takes the place of the benchmark, that is what is marked.
        """
        rows = []
        for value in sorted({*self.values, *(() if here is None else (here,))}):
            points = self.points(value)
            if points is None:
                return None
            usual = self._mark(value, is_goal=is_goal)
            mark = usual if value != here else f"this number, {usual}" if usual else "this number"
            rows.append((told(self.metric.id, value), f"{points:.1f}", Bar(points / 100), mark))
        head = unit_of(self.metric.id)
        return Table((head[0].upper() + head[1:], "Points", "", "Anchor"), tuple(rows), frozenset({0, 1}))

    def _mark(self, value: float, *, is_goal: bool) -> str:
        if value == self.typical and not is_goal:
            return "typical"
        return ("your goal" if is_goal else "leading") if value == self.leading else ""


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
