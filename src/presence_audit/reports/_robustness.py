"""What a report says of how firm its score is, where that was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.reports import _numbers as numbers

if TYPE_CHECKING:
    from presence_audit.model.report import Report
    from presence_audit.model.shown import Sensitivity

_INTERVALS = "The range includes the 90% intervals of the measured rates."


def _moves(sensitivity: Sensitivity) -> str:
    weights = numbers.span(*map(numbers.score, sensitivity.weights))
    exponents = " / ".join(map(numbers.score, sensitivity.exponents))
    low, middle, high = map(numbers.score, sensitivity.unknown)
    return (
        f"Sensitivity: with other weights {weights}; with the exponent 1 / 0.5 / 0: {exponents}; "
        f"with the unknown drawn at random: {numbers.span(low, high)}, median {middle}."
    )


def robustness(report: Report) -> tuple[str, ...]:
    """One sentence for each option of robustness that was asked and could be answered; none for a plain report."""
    shown = report.shown
    if shown is None:
        return ()
    moves = (_moves(shown.sensitivity),) if shown.sensitivity else ()
    return (*((_INTERVALS,) if shown.intervals else ()), *moves)
