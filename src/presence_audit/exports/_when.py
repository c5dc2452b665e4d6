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


@dataclass(frozen=True, slots=True)
class When:
    """A moment as a file writes it. Without a zone the day is what is known: `precision` is then "day"."""

    at: datetime
    precision: DatePrecision


def _date(text: str, order: DateOrder) -> date | None:
    found = _NUMERIC.fullmatch(text)
    if found is None or (len(found["a"]) == 4) is not (order == "ymd"):
        return None
    year, month, day = (int(found[place]) for place in _PLACES[order])
    year += 2000 if year < 100 else 0
    try:
        return date(year, month, day) if 1990 <= year <= 2200 else None
    except ValueError:
        return None


def date_order(files: Files, name: str, texts: Iterable[str], stated: DateOrder | None) -> DateOrder:
    """The order in which a file writes its dates: by a year in front, by dots, by a number over 12, or as stated.

    Dates with dots are written day first in every language (CLDR). Raises EvidenceError that asks for `date_order:`
    where all of the file's dates can be read both ways, and where no order reads all of them.
    """
    orders: list[DateOrder] = ["ymd", "dmy", "mdy"]
    possible = set(orders)
    same, example = True, ""
    for text in texts:
        if not _NUMERIC.fullmatch(text):
            continue
        readings = {order: _date(text, order) for order in orders}
        fits = {order for order, day in readings.items() if day is not None}
        if "." in text.split()[0]:
            fits.discard("mdy")
        possible &= fits
        if not possible:
            why = f"its dates are written in more than one order ({text!r} does not fit the others)"
            raise files.unusable(why, "Export it again with the account's language set to English (US).", name)
        if readings["dmy"] != readings["mdy"]:
            same, example = False, example or text
    if stated is not None:
        if stated not in possible:
            fitting = " or ".join(order for order in orders if order in possible)
            raise files.unusable(
                f"its dates are not written in the order {stated}", f"Write `date_order: {fitting}`.", name
            )
        return stated
    if len(possible) > 1 and not same and possible != set(orders):
        why = f"its dates can be read in two ways ({example.strip()!r}), and nothing in it says which is meant"
        raise files.unusable(
            why, "Write `date_order: dmy` (day first) or `date_order: mdy` (month first) beside `export:`.", name
        )
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
    moment = moment_of(text)
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
