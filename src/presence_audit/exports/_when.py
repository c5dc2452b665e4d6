"""Dates in exports: 05/06/2026 is in May or in June, and only the whole file (or the user) can say which."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any, Final

from presence_audit.platforms._dates import moment_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from presence_audit.exports._files import Files
    from presence_audit.model.channel import DateOrder
    from presence_audit.model.observation import DatePrecision

_NUMERIC: Final = re.compile(
    r"\s*(?P<a>\d{1,4})(?P<mark>[/.-])\s?(?P<b>\d{1,2})(?P=mark)\s?(?P<c>\d{2,4})\.?"
    r"(?:[,T\s]+(?P<h>\d{1,2})[:.](?P<m>\d{2})(?:[:.](?P<s>\d{2}))?\s*(?P<half>[ap]\.?m\.?)?)?\s*",
    re.IGNORECASE,
)
_PLACES: Final[dict[DateOrder, str]] = {"dmy": "cba", "mdy": "cab", "ymd": "abc"}

_MEANT: Final[dict[DateOrder, str]] = {"dmy": "day first", "mdy": "month first", "ymd": "year first"}


@dataclass(frozen=True, slots=True)
class When:
    """A moment as a file writes it. Without a zone the day is what is known: `precision` is then "day"."""

    at: datetime
    precision: DatePrecision


def _may_be(found: re.Match[str], order: DateOrder) -> bool:
    """Whether the year may stand where the order has it: four digits are a year, two may be anything.

    Dates with dots are written day first in every language (CLDR), but for those with the year in front: "26. 11. 20."
    """
    is_spaced = found["mark"] == "." and re.match(r"\s*\d+\.\s", found[0]) is not None
    if order == "ymd":
        return len(found["a"]) == 4 or (len(found["a"]) == len(found["c"]) == 2 and (found["mark"] != "." or is_spaced))
    return len(found["a"]) <= 2 and (order == "dmy" or found["mark"] != ".")


def _date(text: str, order: DateOrder) -> date | None:
    found = _NUMERIC.fullmatch(text)
    if found is None or not _may_be(found, order):
        return None
    year, month, day = (int(found[place]) for place in _PLACES[order])
    year += 2000 if year < 100 else 0
    try:
        return date(year, month, day) if 1990 <= year <= 2200 else None
    except ValueError:
        return None


def date_order(files: Files, name: str, texts: Iterable[str], stated: DateOrder | None) -> DateOrder:
    """The order in which a file writes its dates: by a year in front, by dots, by a number over 12, or as stated.

    What is a date in no order ("00/00/0000") says nothing. Raises EvidenceError that asks for `date_order:` where all
    of the file's dates can be read in several ways, and where no order reads all of them.
    """
    orders: list[DateOrder] = ["ymd", "dmy", "mdy"]
    possible = set(orders)
    same, example, is_dated = True, "", False
    for text in texts:
        readings = {order: day for order in orders if (day := _date(text, order)) is not None}
        if not readings:
            continue
        possible &= readings.keys()
        if not possible:
            why = f"its dates are written in more than one order ({text!r} does not fit the others)"
            raise files.unusable(why, "Export it again with the account's language set to English (US).", name)
        if len(set(readings.values())) > 1 and not example:
            example = text.strip()
        is_dated = True
        same = same and len({readings[order] for order in possible}) == 1
    if stated is not None:
        if stated not in possible:
            fitting = " or ".join(order for order in orders if order in possible)
            raise files.unusable(
                f"its dates are not written in the order {stated}", f"Write `date_order: {fitting}`.", name
            )
        return stated
    if is_dated and len(possible) > 1 and not same:
        ways = "two" if len(possible) == len(("one", "other")) else "three"
        why = f"its dates can be read in {ways} ways ({example!r}), and nothing in it says which is meant"
        fitting = " or ".join(f"`date_order: {order}` ({_MEANT[order]})" for order in orders if order in possible)
        raise files.unusable(why, f"Write {fitting} beside `export:`, or say it with --date-order.", name)
    return next(order for order in orders if order in possible)


def when(value: Any, order: DateOrder) -> When | None:
    """The moment that a cell means; None where it means none. What names no zone is known to the day."""
    if isinstance(value, datetime):
        return When(value.replace(tzinfo=UTC), "day") if value.tzinfo is None else When(value.astimezone(UTC), "second")
    if isinstance(value, date):
        return When(datetime.combine(value, time(), UTC), "day")
    text = str(value)
    day = _date(text, order)
    if day is not None:
        found = _NUMERIC.fullmatch(text)
        clock = _clock(found) if found else None
        return When(datetime.combine(day, clock or time(), UTC), "day")
    moment = moment_of(text, None)
    return None if moment is None else When(moment.at, moment.precision)


def _clock(found: re.Match[str]) -> time | None:
    if found["h"] is None:
        return None
    hour, half = int(found["h"]), (found["half"] or "").casefold().replace(".", "")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        return time(hour, int(found["m"]), int(found["s"] or 0))
    except ValueError:
        return None
