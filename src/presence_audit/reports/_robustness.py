"""What a report says of how firm its score is, where that was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.reports import _numbers as numbers

if TYPE_CHECKING:
    from presence_audit.model.report import Report
    from presence_audit.model.shown import Sensitivity

_INTERVALS = 0.9  # how sure the intervals of the measured rates are
_EXPONENTS = (1, 0.5, 0)


def _moves(sensitivity: Sensitivity) -> str:
    weights = numbers.span(*map(numbers.score, sensitivity.weights))
    exponents = " / ".join(map(numbers.score, sensitivity.exponents))
    low, middle, high = map(numbers.score, sensitivity.unknown)
    # Translators: {chosen} are the exponents, {exponents} the totals with each, and {weights} and {unknown} two totals.
    return _(
        "Sensitivity: with other weights {weights}; with the exponent {chosen}: {exponents}; "
        "with the unknown drawn at random: {unknown}, median {middle}."
    ).format(
        weights=weights,
        chosen=" / ".join(map(numbers.plain, _EXPONENTS)),
        exponents=exponents,
        unknown=numbers.span(low, high),
        middle=middle,
    )


def robustness(report: Report) -> tuple[str, ...]:
    """One sentence for each option of robustness that was asked and could be answered; none for a plain report."""
    shown = report.shown
    if shown is None:
        return ()
    moves = (_moves(shown.sensitivity),) if shown.sensitivity else ()
    if not shown.intervals:
        return moves
    # Translators: {sure} is "90%".
    ranged = _("The range includes the {sure} intervals of the measured rates.")
    return ranged.format(sure=numbers.percent(_INTERVALS)), *moves
