"""Gates: the numbers that a CI job asks for, judged on the range and not on luck."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from presence_audit.model.profiles import Gate
from presence_audit.scoring._gate_numbers import COVERAGE, numbers_of
from presence_audit.scoring.regress import regress
from presence_audit.scoring.verdict import printed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from presence_audit.model.profiles import Level, OnUnknown
    from presence_audit.model.report import Leaf, Report
    from presence_audit.scoring._gate_numbers import Number

    Curve = Callable[[Leaf, float], float]

Verdict = Literal["passed", "failed", "undecided"]
GateId = Literal["fail-under", "min-coverage", "no-regress", "listed"]
_ON_UNKNOWN: Final[Mapping[OnUnknown, Verdict]] = {"undecided": "undecided", "pass": "passed", "fail": "failed"}


@dataclass(frozen=True, slots=True)
class Gates:
    """What is asked for; None asks for nothing. With `point` the printed number decides and not its range.

    `listed` are the gates of the profiles file.
    """

    fail_under: float | None = None
    min_coverage: float | None = None
    point: bool = False
    no_regress: bool = False
    listed: tuple[Gate, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """One gate with its verdict, or one subject of a gate on a metric.

    `gate` says which flag asked for it, or that the profiles file lists it. `name` is the number in words, `minimum`
    what it had to reach (None where there was nothing to compare with), `told` the numbers it was judged by, in words.
    `place` says which of the profiles file's gates it is, from 0; None where a flag asked.
    """

    gate: GateId
    name: str
    minimum: float | None
    verdict: Verdict
    told: str
    level: Level = "error"
    place: int | None = None


def _verdict(number: Number, minimum: float, on_unknown: OnUnknown, *, point: bool) -> Verdict:
    if not number.applies:
        return "passed"
    if number.value is None:
        return _ON_UNKNOWN[on_unknown]
    # Unknown measures stand at 20 in a likely low end, which may be more than a poor score: no gate passes above it.
    low, high = (
        (number.value, number.value) if point else (min(number.low, number.value), max(number.high, number.value))
    )
    if printed(low) >= minimum:
        return "passed"
    return "failed" if printed(high) < minimum else "undecided"


def _told(number: Number, minimum: float, verdict: Verdict, *, point: bool) -> str:
    against = f"against minimum {minimum:g}"
    if not number.applies:
        return f"{number.name} does not apply (minimum {minimum:g})"
    if number.value is None:
        return f"{number.name} unknown ({number.range_name}{number.low:.1f} to {number.high:.1f}) {against}"
    is_exact = f"{number.low:.1f}" == f"{number.high:.1f}" == f"{number.value:.1f}"
    within = "" if is_exact else f" ({number.range_name}{number.low:.1f} to {number.high:.1f})"
    by = " by the point" if point and not is_exact else ""
    open_ = ": too little evidence" if verdict == "undecided" else ""
    return f"{number.name} {number.value:.1f}{within} {against}{by}{open_}"


def _on_number(gate: GateId, number: Number, asked: Gate, *, point: bool) -> Judged:
    verdict = _verdict(number, asked.minimum, asked.on_unknown, point=point)
    told = _told(number, asked.minimum, verdict, point=point)
    return Judged(gate, number.name, asked.minimum, verdict, told, asked.level)


def _on_coverage(gate: GateId, coverage: float, minimum: float, level: Level, on_unknown: OnUnknown) -> Judged:
    verdict = "passed" if coverage >= minimum else _ON_UNKNOWN[on_unknown]
    told = f"data coverage {coverage:.2f} against minimum {minimum:g}"
    return Judged(gate, "data coverage", minimum, verdict, told, level)


def _listed(report: Report, asked: Gates, points: Curve | None) -> Iterator[Judged]:
    for place, gate in enumerate(asked.listed):
        if gate.id == COVERAGE:
            of_data = _on_coverage("listed", report.score.coverage, gate.minimum, gate.level, gate.on_unknown)
            yield replace(of_data, place=place)
            continue
        for number in numbers_of(report, gate.id, gate.subject, points):
            yield replace(_on_number("listed", number, gate, point=asked.point), place=place)


def judge(
    report: Report, asked: Gates, before: Report | None = None, *, points: Curve | None = None
) -> tuple[Judged, ...]:
    """Judge every gate asked for: the flags in their order, then those of the profiles file.

    A gate passes when the low end of the range reaches the minimum, fails when the high end does not, and is undecided
    in between; with `point` the printed number decides. The ends are rounded as they are printed. What is unknown is
    undecided, unless the gate says otherwise; what does not apply (an answer rate where nobody asked) passes. Too
    little coverage is undecided, because it says that evidence is missing and not that the presence is poor.

    Args:
        report: of this audit.
        asked: the gates.
        before: the earlier audit, scored by the method of this one (see `metrics.anew`); None where there is none.
        points: the points of a leaf at another value, by its own curve (see `metrics.points_in`); without it, the value
            of a leaf is taken as it is.
    """
    judged = []
    if asked.fail_under is not None:
        (score,) = numbers_of(report, "score", None, points)
        judged.append(_on_number("fail-under", score, Gate("score", asked.fail_under), point=asked.point))
    if asked.min_coverage is not None:
        judged.append(_on_coverage("min-coverage", report.score.coverage, asked.min_coverage, "error", "undecided"))
    if asked.no_regress:
        verdict, told = regress(report, before, points=points, point=asked.point)
        least = before.score.value if before is not None else None
        judged.append(Judged("no-regress", "score", least, verdict, told))
    return (*judged, *_listed(report, asked, points))
