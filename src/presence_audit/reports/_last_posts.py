"""When the last post of a channel or a leader came, no more exactly than the site tells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from presence_audit.i18n import decimal, local_date, month_year
from presence_audit.i18n import gettext as _
from presence_audit.reports import _numbers as numbers

if TYPE_CHECKING:
    from presence_audit.model.report import Report

# An uncertainty of this many days means that the site names the month and not the day.
_MONTHS_APART = 40
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Last:
    """The day in words, how long ago that was, and for a workbook the moment, the day, or None where it is coarse.

    `least` and `most` are how many days before the audit the post came, at the least and at the most.
    """

    day: str
    ago: str
    value: datetime | date | None
    least: float
    most: float

    def is_within(self, days: int) -> bool | None:
        """Whether the post came in the last `days` days before the audit; None where its date is too coarse to say."""
        return True if self.most <= days else False if self.least > days else None


def _span(report: Report, channel: str) -> tuple[float, float] | None:
    """Between how many days ago the last post came, by the measure alone: of results of earlier versions."""
    leaves = (leaf for pillar in report.pillars for leaf in pillar.leaves)
    return next((leaf.interval for leaf in leaves if (leaf.metric, leaf.subject) == ("channel-recency", channel)), None)


def last_post(report: Report, subject: str, moment: datetime) -> Last:
    """What is known of the last post of a channel (by its id) or of a leader (`leader:<id>`)."""
    told = report.shown.last_posts if report.shown else ()
    known = next((last for last in told if last.subject == subject), None)
    zone, _name = numbers.zone_of(report)
    # A date without a time is the author's own day, and no zone moves it.
    local = numbers.local(moment, UTC if known else zone)
    day, span = local.date(), known.days if known else _span(report, subject)
    if span is not None:
        low, high = span
        named = month_year(day) if high - low > _MONTHS_APART else local_date(day)
        # Translators: {least} and {most} are numbers of days: "15 to 45 days ago".
        ago = _("{least} to {most} days ago").format(
            least=decimal(low, 0, grouped=False), most=decimal(high, 0, grouped=False)
        )
        return Last(f"~{named}", ago, None, low, high)
    days = (numbers.local(report.as_of, zone).date() - day).days
    # Told in days of the calendar, and held against a limit as the measures do.
    exact = (numbers.local(report.as_of, UTC) - numbers.local(moment, UTC)) / _DAY
    return Last(local_date(day), numbers.ago(days), day if known else local, exact, exact)
