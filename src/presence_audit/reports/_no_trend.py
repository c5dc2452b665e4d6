"""Of how many channels and leaders no trend can be told."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from presence_audit.i18n import gettext as _
from presence_audit.i18n import mark
from presence_audit.reports import _numbers as numbers

if TYPE_CHECKING:
    from presence_audit.model.report import Report

# By whether trends of others are told before, and whether there are such without a trend, and such of too few weeks.
_SAID: Final = {
    (True, True, True): mark(
        "Others: {chance} without a trend that is more than chance, {unknown} with fewer than ten weeks known."
    ),
    (True, True, False): mark("Others: {chance} without a trend that is more than chance."),
    (True, False, True): mark("Others: {unknown} with fewer than ten weeks known."),
    (False, True, True): mark(
        "Trend: {chance} without a trend that is more than chance, {unknown} with fewer than ten weeks known."
    ),
    (False, True, False): mark("Trend: {chance} without a trend that is more than chance."),
    (False, False, True): mark("Trend: {unknown} with fewer than ten weeks known."),
}


def no_trend(report: Report) -> str:
    """How many show no trend, and of how many none can be told, in a sentence; empty where there is no such."""
    counts = Counter(trend.direction for trend in report.shown.trends) if report.shown else Counter[str]()
    chance, unknown = counts["none"], counts["unknown"]
    if not chance and not unknown:
        return ""
    are_others = bool(counts["rising"] or counts["falling"])
    said = _SAID[are_others, bool(chance), bool(unknown)]
    return _(said).format(chance=numbers.whole(chance), unknown=numbers.whole(unknown))
