"""Gates: the score and the coverage that a CI job asks for, judged on the range and not on luck."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from presence_audit.model.report import Score

FAILED, UNDECIDED = 10, 4


def _score_gate(score: Score, minimum: float, *, point: bool) -> tuple[int, str]:
    low, high = score.likely
    shown = "unknown" if score.value is None else f"{score.value:.1f}"
    told = f"score {shown} (likely {low:.1f} to {high:.1f}) against --fail-under {minimum:g}"
    if point and score.value is not None:
        passed = round(score.value, 1) >= minimum
        return (0, f"passed: {told}") if passed else (FAILED, f"failed: {told}")
    # Unknown measures stand at 20 in the low end, which may be more than a poor score: no gate passes above it.
    if score.value is not None and min(low, score.value) >= minimum:
        return 0, f"passed: {told}"
    if score.value is not None and max(high, score.value) < minimum:
        return FAILED, f"failed: even the high end is below it: {told}"
    return UNDECIDED, f"undecided: too little evidence: {told}"


def judge(score: Score, *, fail_under: float | None, min_coverage: float | None, point: bool) -> tuple[int, list[str]]:
    """Judge every gate asked for. Returns the exit code (0, 4 or 10) and one line per gate.

    A gate on the score passes when the low end of the likely range reaches it, fails when the high end
    does not, and is undecided in between; with `point` the printed score decides. Too little coverage
    is undecided, because it says that evidence is missing and not that the presence is poor.
    """
    results: list[tuple[int, str]] = []
    if fail_under is not None:
        results.append(_score_gate(score, fail_under, point=point))
    if min_coverage is not None:
        told = f"data coverage {score.coverage:.2f} against --min-coverage {min_coverage:g}"
        results.append((0, f"passed: {told}") if score.coverage >= min_coverage else (UNDECIDED, f"undecided: {told}"))
    return max((code for code, _ in results), default=0), [f"gate {line}" for _, line in results]
