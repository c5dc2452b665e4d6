"""How numbers and dates are written, in every format alike. A number that is not known is written "?"."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from presence_audit.i18n import decimal, local_date, local_minute, month_year, per_cent
from presence_audit.i18n import gettext as _
from presence_audit.reports._nouns import counted
from presence_audit.scoring import grade_of

if TYPE_CHECKING:
    from datetime import tzinfo

    from presence_audit.model.observation import Count, DatePrecision
    from presence_audit.model.report import Report, Score

UNKNOWN = "?"
NOT_APPLICABLE = "–"  # noqa: RUF001  a dash as wide as a digit

_FEW = 10  # from here on, a second decimal of a rate is noise
_LEAST = 0.005  # what is less would be written as a zero, which it is not
_MOST = 10**15


def score(points: float | None) -> str:
    """Points of 100, with one decimal."""
    return UNKNOWN if points is None or not math.isfinite(points) else decimal(points, 1, grouped=False)


def gain(points: float | None) -> str:
    """By how much the total would rise: "+2.3 points"."""
    if points is None:
        return _("gain unknown")
    return _("{gain} points").format(gain=decimal(points, 1, grouped=False, signed=True))


def rate(per_week: float | None) -> str:
    """Posts per week: two decimals below ten, one from there on."""
    if per_week is None or not math.isfinite(per_week):
        return UNKNOWN
    if 0 < per_week < _LEAST:
        return f"<{decimal(0.01, 2)}"
    return decimal(per_week, 2) if per_week < _FEW else measure(per_week)


def measure(value: float | None) -> str:
    """The value of any metric in its own unit: two decimals below ten, one from there on."""
    if value is None or not math.isfinite(value):
        return UNKNOWN
    if abs(value) >= _MOST:
        return f"{value:.2e}"
    return decimal(value, 2) if abs(value) < _FEW else decimal(value, 1)


def span(low: str, high: str) -> str:
    """From the one to the other: "59.4–70.4"."""  # noqa: RUF002
    return f"{low}–{high}"  # noqa: RUF001


def likely(total: Score) -> str:
    """The likely range, with the grades at its ends where they differ: "59.4–70.4, C–B"."""  # noqa: RUF002
    low, high = total.likely
    grades = grade_of(low), grade_of(high)
    # A cap limits the grade whatever the points are, so that the grade at the high end is not to be had.
    spans = "" if total.cap or grades[0] == grades[1] else f", {span(*grades)}"
    return f"{span(score(low), score(high))}{spans}"


def weight(value: float) -> str:
    """The weight of a leaf within its pillar, to four decimals: enough to check a printed score."""
    return decimal(value, 4, grouped=False)


def percent(share: float | None) -> str:
    """A share as whole per cent. Only all is written as 100 %, and only nothing as 0 %."""
    if share is None or not math.isfinite(share):
        return UNKNOWN
    if abs(share) >= _MOST:  # only in a file that somebody wrote by hand
        return _("over 10^15")
    if share in {0, 1} or not 0 < share < 1 - 1e-9:
        return per_cent(round(share * 100))
    return per_cent(min(max(round(share * 100), 1), 99))


def count(number: Count | None) -> str:
    """A number as the site shows it: "1,234", rounded by the site "~1,200", a lower edge "1,000+"."""
    if number is None:
        return UNKNOWN
    digits = whole(number.value) if abs(number.value) < _MOST else _("over 10^15")
    return {"exact": digits, "rounded": f"~{digits}", "bracket": f"{digits}+"}[number.precision]


def plain(value: float) -> str:
    """A number as somebody chose it, a weight or a limit, with the decimals that it has: "25", "12.5"."""
    told = f"{value:g}"
    if not math.isfinite(value) or "e" in told:
        return told
    return decimal(float(told), len(told.partition(".")[2]), grouped=False)


def tenths(value: float) -> str:
    """A number with one decimal."""
    return decimal(value, 1, grouped=False)


def whole(number: int) -> str:
    """A whole number: "1,234"."""
    return decimal(number, 0)


def absent() -> str:
    """What stands where something is known not to be there."""
    return _("absent")


@cache
def _zone(name: str) -> tuple[tzinfo, str]:
    try:
        return ZoneInfo(name), name
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: the name of a folder, or one too long
        return UTC, "UTC"


def zone_of(report: Report) -> tuple[tzinfo, str]:
    """The company's time zone and its name; UTC where the report names none that exists."""
    return _zone(report.company.timezone)


def local(moment: datetime, zone: tzinfo) -> datetime:
    """The moment on the clocks of the zone. A moment without a zone is taken as UTC."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        return aware.astimezone(zone)
    except OverflowError:  # the first or the last day that the calendar of Python has
        return aware


def day(moment: datetime | None, zone: tzinfo) -> str:
    """The date in the zone: "2026-11-20"."""
    return UNKNOWN if moment is None else local_date(local(moment, zone).date())


def minute(moment: datetime | None, zone: tzinfo) -> str:
    """Date and time in the zone: "2026-11-20 07:00"."""
    return UNKNOWN if moment is None else local_minute(local(moment, zone))


def dated(moment: datetime | None, precision: DatePrecision) -> str:
    """The date as far as the site gives it, never a day that was not shown: "2026-11-20", "week of 2026-11-16"."""
    if moment is None:
        return UNKNOWN
    date = local(moment, UTC).date()
    if precision == "year":
        return f"{date:%Y}"
    if precision == "month":
        return month_year(date)
    return _("week of {day}").format(day=local_date(date)) if precision == "week" else local_date(date)


def when(moment: datetime, precision: DatePrecision, zone: tzinfo) -> str:
    """Date and time in the zone where the site gives a time; else the date alone, which no zone moves."""
    return minute(moment, zone) if precision == "second" else dated(moment, precision)


def on(moment: datetime, precision: DatePrecision, zone: tzinfo) -> str:
    """The date in the zone where the site gives a time; else the date as it gives it, which no zone moves."""
    return day(moment, zone) if precision == "second" else dated(moment, precision)


def ago(days: int) -> str:
    """So many days before the audit in words: "today", "1 day ago", "12 days ago"."""
    if days < 0:
        return _("after the audit")
    return _("today") if days == 0 else _("{days} ago").format(days=counted(days, "day"))
