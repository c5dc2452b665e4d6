"""The head of a report: whose it is, over which time, the score, and how far it may be relied on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.reports import _nouns as nouns
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._words import CONFIDENCE

if TYPE_CHECKING:
    from presence_audit.model.report import Report


@dataclass(frozen=True, slots=True)
class Headline:
    """The cells of the head.

    `grade` is empty where there is none, and provisional where too little is known; `widest` is empty where it is no
    other range than the bounds.
    """

    company: str
    period: str
    total: str
    grade: str
    provisional: bool
    likely: str
    bounds: str
    widest: str
    coverage: str
    confidence: str


def headline(report: Report) -> Headline:
    """The head of the report."""
    score = report.score
    widest = report.shown.widest if report.shown else None
    zone, zone_name = numbers.zone_of(report)
    return Headline(
        company=report.company.name or _("(no name)"),
        # Translators: "182 days up to 2026-11-20 07:00 Europe/Oslo".
        period=_("{days} up to {moment} {zone}").format(
            days=nouns.counted(report.window_days, "day"), moment=numbers.minute(report.as_of, zone), zone=zone_name
        ),
        total=numbers.score(score.value),
        grade=score.grade or "",
        provisional=score.provisional,
        likely=numbers.likely(score),
        bounds=numbers.span(*map(numbers.score, score.bounds)),
        widest=numbers.span(*map(numbers.score, widest)) if widest and widest != score.bounds else "",
        coverage=numbers.percent(score.coverage),
        confidence=_(CONFIDENCE[score.confidence]),
    )
