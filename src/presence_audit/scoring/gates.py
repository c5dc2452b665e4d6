"""Gates: the score and the coverage that a CI job asks for, judged on the range and not on luck."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from presence_audit.model.report import Score

Verdict = Literal["passed", "failed", "undecided"]
GateId = Literal["fail-under", "min-coverage"]


@dataclass(frozen=True, slots=True)
class Gates:
    """What is asked for; None asks for nothing. With `point` the printed score decides and not its likely range."""

    fail_under: float | None = None
    min_coverage: float | None = None
    point: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """One gate with its verdict. `minimum` is what was asked for, `told` the numbers it was judged by, in words."""

    gate: GateId
    minimum: float
    verdict: Verdict
    told: str


def _on_score(score: Score, minimum: float, *, point: bool) -> Judged:
    low, high = score.likely
    shown = "unknown" if score.value is None else f"{score.value:.1f}"
    told = f"score {shown} (likely {low:.1f} to {high:.1f}) against --fail-under {minimum:g}"
    if point and score.value is not None:
        verdict: Verdict = "passed" if round(score.value, 1) >= minimum else "failed"
        return Judged("fail-under", minimum, verdict, told)
    # Unknown measures stand at 20 in the low end, which may be more than a poor score: no gate passes above it.
    if score.value is not None and min(low, score.value) >= minimum:
        return Judged("fail-under", minimum, "passed", told)
    if score.value is not None and max(high, score.value) < minimum:
        return Judged("fail-under", minimum, "failed", f"even the high end is below it: {told}")
    return Judged("fail-under", minimum, "undecided", f"too little evidence: {told}")


def _on_coverage(score: Score, minimum: float) -> Judged:
    told = f"data coverage {score.coverage:.2f} against --min-coverage {minimum:g}"
    return Judged("min-coverage", minimum, "passed" if score.coverage >= minimum else "undecided", told)


def judge(score: Score, asked: Gates) -> tuple[Judged, ...]:
    """Judge every gate asked for, in the order of the flags.

    A gate on the score passes when the low end of the likely range reaches it, fails when the high end
    does not, and is undecided in between; with `point` the printed score decides. Too little coverage
    is undecided, because it says that evidence is missing and not that the presence is poor.
    """
    judged = []
    if asked.fail_under is not None:
        judged.append(_on_score(score, asked.fail_under, point=asked.point))
    if asked.min_coverage is not None:
        judged.append(_on_coverage(score, asked.min_coverage))
    return tuple(judged)
