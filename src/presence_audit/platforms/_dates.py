"""Dates as the web writes them: ISO 8601, RFC 822 and its relatives, in five languages.

Feed libraries read CEST as UTC and Norwegian months not at all, so dates are read here, from the raw text.
Every moment comes out in UTC. What is not stated is not guessed: a date without a clock, or with a zone
nobody knows, is a day; a numeric date whose day and month could be swapped is no date.

Formats: RFC 9557 / W3CDTF, RFC 822 and 2822, asctime, `23. november 2026 kl. 10.15`, `23.11.2026`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING

from presence_audit.platforms._words import FILLERS, MONTHS, WEEKDAYS, ZONES

if TYPE_CHECKING:
    from presence_audit.model.observation import DatePrecision

# Before the web nothing was published on it: such a date is an unset field (1970-01-01, 0001-01-01).
_FIRST_YEAR, _LAST_YEAR = 1990, 2199

_ISO = re.compile(
    r"(?P<year>\d{4})(?:-?(?P<month>\d\d)(?:-?(?P<day>\d\d))?)?"
    r"(?:[T ](?P<clock>\d\d:?\d\d(?::?\d\d(?:[.,]\d+)?)?) ?(?P<zone>Z|[A-Z]{3,4}|[+-]\d\d(?::?\d\d)?)?)?",
    re.IGNORECASE,
)
_COMMON = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-9]{2}:[0-5][0-9](?:\.[0-9]{1,6})?(?:Z|[+-][0-9]{2}:[0-9]{2})"
)
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?:[:.](?P<second>\d\d)(?:[.,]\d+)?)?\s*(?P<half>[ap]\.?m\.?)?"
)
_OFFSET = re.compile(r"(?:gmt|utc)?\s*([+-])(\d\d):?(\d\d)$")
_NUMERIC = re.compile(r"(?P<first>\d{1,2})(?P<mark>[./-])(?P<second>\d{1,2})[./-](?P<year>\d{4})")
_TOKEN = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time in UTC. Of a day only the date counts: its clock stands at 00:00."""

    at: datetime
    precision: DatePrecision = "second"


def _moment(
    year: int,
    month: int,
    day: int,
    clock: tuple[int, int, int] | None,
    zone: tzinfo | None,
    *,
    first: int = _FIRST_YEAR,
) -> Moment | None:
    """Put together, unless there is no such moment. Without a clock or a known zone it is a day."""
    if not first <= year <= _LAST_YEAR:
        return None
    try:
        if clock is None or zone is None:
            return Moment(datetime(year, month, day, tzinfo=UTC), "day")
        hour, minute, second = clock
        # 23:59:60 is a leap second, which datetime does not know.
        local = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=zone)
        return Moment(local.astimezone(UTC))
    except (ValueError, OverflowError):
        return None


def _offset(sign: str, hours: str, minutes: str) -> tzinfo | None:
    away = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-away if sign == "-" else away) if away < timedelta(hours=24) else None


def _zone(text: str) -> tzinfo | None:
    """The zone that a name or an offset stands for; None when nobody can tell."""
    folded = text.strip().casefold()
    shifted = _OFFSET.fullmatch(folded)
    if shifted:
        return _offset(shifted[1], shifted[2], shifted[3])
    minutes = ZONES.get(folded)
    return None if minutes is None else timezone(timedelta(minutes=minutes))


def _iso(text: str, naive: tzinfo | None, first: int = _FIRST_YEAR) -> Moment | None:
    found = _ISO.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(found[part] or 1) for part in ("year", "month", "day"))
    if found["clock"] is None:
        whole = _moment(year, month, day, None, None, first=first)
        if whole is None or found["day"]:
            return whole
        return Moment(whole.at, "month" if found["month"] else "year")
    if found["day"] is None:
        return None
    digits = re.sub(r"[.,].*|:", "", found["clock"])
    clock = (int(digits[:2]), int(digits[2:4]), int(digits[4:6] or 0))
    said = found["zone"]
    zone = naive if said is None else _zone(said if len(said) != 3 or said[0] not in "+-" else said + "00")
    moment = _moment(year, month, day, clock, zone, first=first)
    fraction = re.search(r"[.,](\d+)", found["clock"])
    if moment is None or fraction is None or moment.precision != "second":
        return moment
    return Moment(moment.at.replace(microsecond=int(fraction[1][:6].ljust(6, "0"))))


def _clock(text: str) -> tuple[tuple[int, int, int] | None, str]:
    """The time of day in a written date, and the text without it."""
    for found in _CLOCK.finditer(text):
        hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
        if found["half"]:
            hour = hour % 12 + (12 if found["half"].startswith("p") else 0)
        return (hour, minute, second), text[: found.start()] + " " + text[found.end() :]
    return None, text


def _numeric(text: str) -> tuple[int, int, int] | None:
    """`23.11.2026` is read day first, as all who write dots do; `5/6/2026` is anybody's guess."""
    found = _NUMERIC.search(text)
    if found is None:
        return None
    first, second, year = int(found["first"]), int(found["second"]), int(found["year"])
    if found["mark"] == "." or first > 12 or first == second:
        return year, second, first
    return (year, first, second) if second > 12 else None


def _named(words: list[str]) -> tuple[int, int, int] | None:
    """Day, month and year of a date that spells its month, in whichever order."""
    months = [MONTHS[word] for word in words if word in MONTHS]
    numbers = [word for word in words if word.isdecimal()]
    if len(months) != 1 or len(numbers) < 2:
        return None
    first, second = numbers[0], numbers[1]
    day, year = (second, first) if len(first) == 4 else (first, second)
    if len(day) > 2 or len(year) not in {2, 4}:
        return None
    # RFC 2822, 4.3: two digits below 50 are of this century.
    century = 0 if len(year) == 4 else 2000 if int(year) < 50 else 1900
    return century + int(year), months[0], int(day)


def _written(text: str, naive: tzinfo | None) -> Moment | None:
    folded = text.casefold()
    numeric = _numeric(folded)
    if numeric is not None:
        folded = _NUMERIC.sub(" ", folded, count=1)
    shifted = _OFFSET.search(folded)
    clock, rest = _clock(folded[: shifted.start()] if shifted else folded)
    words = _TOKEN.findall(rest)
    day = numeric or _named(words)
    if day is None:
        return None
    unknown = [w for w in words if not w.isdecimal() and w not in MONTHS and w not in WEEKDAYS and w not in FILLERS]
    if shifted:
        zone = _offset(shifted[1], shifted[2], shifted[3])
    elif unknown:
        zone = _zone(unknown[-1])
    else:
        zone = naive
    return _moment(*day, clock, zone)


def moment_of(text: str, naive: tzinfo | None = UTC) -> Moment | None:
    """The moment that a date of the web stands for, or None when it stands for none.

    `naive` is the zone of a date that names none: feeds leave out UTC.
    """
    trimmed = " ".join(text[:100].split())
    return _iso(trimmed, naive) or _written(trimmed, naive)


def iso_time(text: str, naive: tzinfo | None = None, first: int = _FIRST_YEAR) -> datetime | None:
    """An ISO 8601 moment with a clock, in UTC; None for anything else, and without a zone unless `naive`."""
    if _COMMON.fullmatch(text):  # what every API sends, a hundred times faster
        try:
            known = datetime.fromisoformat(text)
        except ValueError:
            return None
        return known.astimezone(UTC) if first <= known.year <= _LAST_YEAR else None
    moment = _iso(text.strip()[:100], naive, first)
    return moment.at if moment is not None and moment.precision == "second" else None
