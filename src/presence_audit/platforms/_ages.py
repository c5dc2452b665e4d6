"""Ages as sites print them in English: "3 weeks ago", "Streamed 6 months ago", "Premiered 2 hours ago".

A printed age is rounded down, so "3 weeks ago" is anything from 21 to 28 days. A month has 28 to 31 days
and a year 365 or 366, and which of them the site means is not known: the interval holds every reading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from presence_audit.model.observation import DatePrecision

# Whole words only, and at most four digits: nobody is 10,000 years old.
_PHRASE: Final = re.compile(
    r"(?:^|\s)(?P<n>[0-9]{1,4}|an?)\s+(?P<unit>second|minute|hour|day|week|month|year)s?\s+ago\b",
    re.IGNORECASE,
)
_EARLIEST: Final = datetime(1, 1, 2, tzinfo=UTC)
_SECONDS: Final = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 7 * 86400}
_PRECISION: Final[dict[str, DatePrecision]] = {
    "second": "second",
    "minute": "day",
    "hour": "day",
    "day": "day",
    "week": "week",
    "month": "month",
    "year": "year",
}


@dataclass(frozen=True, slots=True)
class Age:
    """A printed age: the moment lies between `earliest` and `latest`; `middle` stands for it."""

    earliest: datetime
    latest: datetime
    precision: DatePrecision

    @property
    def middle(self) -> datetime:
        """The middle of the interval, in whole seconds."""
        middle = self.earliest + (self.latest - self.earliest) / 2
        return middle.replace(microsecond=0)


def _span(n: int, unit: str) -> tuple[timedelta, timedelta]:
    """The youngest and the oldest age that are printed as `n` of `unit`."""
    if unit == "month":
        return timedelta(days=max(0, 30 * n - 2)), timedelta(days=31 * (n + 1))
    if unit == "year":
        return timedelta(days=365 * n), timedelta(days=366 * (n + 1))
    return timedelta(seconds=_SECONDS[unit] * n), timedelta(seconds=_SECONDS[unit] * (n + 1))


def _before(seen_at: datetime, age: timedelta) -> datetime:
    """`seen_at` less `age`, but never before the calendar begins."""
    return seen_at - age if seen_at - _EARLIEST > age else _EARLIEST


def age_of(text: str, seen_at: datetime) -> Age | None:
    """The age named in `text`, which was read at `seen_at` (aware); None where no English age is found."""
    found = _PHRASE.search(text)
    if found is None:
        return None
    n = int(found["n"]) if found["n"].isdigit() else 1
    unit = found["unit"].casefold()
    youngest, oldest = _span(n, unit)
    return Age(_before(seen_at, oldest), _before(seen_at, youngest), _PRECISION[unit])
