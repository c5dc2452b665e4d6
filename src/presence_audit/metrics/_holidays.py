"""Days on which nobody is expected to be heard: weeks of general holiday, and a country's public holidays.

Decided where the method is silent: a public holiday is taken out of a silence where it had no post, as a week of
general holiday is; it takes no week out of the active weeks, of which six other days are left. Only what the whole
country keeps counts, because the profiles file knows a country and no county. The days come from the library
`holidays`; of a country that it does not know there are none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


class LeftOut(NamedTuple):
    """How many quiet days are left out: those in weeks of general holiday, and the public holidays beside them."""

    in_weeks: int
    public: int


@dataclass(frozen=True, slots=True)
class Holidays:
    """What counts as holiday: ISO weeks (1-53) of general holiday, and days of public holiday."""

    weeks: frozenset[int] = frozenset()
    public: frozenset[date] = frozenset()

    def has_in_week(self, day: date) -> bool:
        """The day lies in an ISO week of general holiday."""
        return day.isocalendar().week in self.weeks

    def left_out(self, first: date, last: date, posting: Iterable[date]) -> LeftOut:
        """How many days from `first` to `last`, both included, are holiday and quiet.

        In a week of general holiday that is each day of a week without any post, of other weeks the public holidays
        without one.

        Args:
            first: the first day of the stretch.
            last: its last day; before `first` where the stretch is empty.
            posting: the days with a post, also those beside the stretch.
        """
        quiet_from = set(posting)
        busy = {day.isocalendar()[:2] for day in quiet_from}
        in_weeks = public = 0
        for number in range((last - first).days + 1):
            day = first + timedelta(days=number)
            if self.has_in_week(day) and day.isocalendar()[:2] not in busy:
                in_weeks += 1
            elif day in self.public and day not in quiet_from:
                public += 1
        return LeftOut(in_weeks, public)


def _public(country: str, years: range) -> frozenset[date]:
    # Imported here because it takes a tenth of a second, and most audits name no country.
    import holidays

    try:
        return frozenset(holidays.country_holidays(country.upper(), years=years))
    except NotImplementedError:
        return frozenset()


def holidays_of(country: str | None, first: date, last: date, *, is_on: bool) -> Holidays:
    """What counts as holiday from `first` to `last`, both included; nothing where it is switched off.

    Args:
        country: two letters (ISO 3166-1), None where it is not known: then there are only the weeks.
        first: the first day.
        last: the last day.
        is_on: whether holidays are taken out at all.
    """
    if not is_on:
        return Holidays()
    found = _public(country, range(first.year, last.year + 1)) if country else frozenset()
    return Holidays(anchors().holiday_weeks, frozenset(day for day in found if first <= day <= last))
