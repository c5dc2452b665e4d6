"""Numbers and dates as the Unicode CLDR writes them in the language that is spoken.

Digits are rounded before they come here, so that every language and every format states the same number. English keeps
dates in ISO 8601, which readers of English all over the world take for the same day.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from presence_audit.i18n._speech import language

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime


def decimal(value: float, places: int, *, grouped: bool = True, signed: bool = False) -> str:
    """A number with so many decimals: 1,234.50, in Norwegian 1 234,50. A negative zero is a zero.

    Args:
        value: finite.
        places: decimals, to which it is rounded as Python rounds.
        grouped: whether thousands are set apart.
        signed: whether a plus is written too.
    """
    plain = f"{round(value, places) + 0.0:.{places}f}" if places else f"{round(value)}"
    sign = "+" if signed and not plain.startswith("-") else ""
    if language() == "en":
        return f"{sign}{Decimal(plain):,}" if grouped else f"{sign}{plain}"
    from babel.numbers import format_decimal

    pattern = ("#,##0" if grouped else "0") + (f".{'0' * places}" if places else "")
    return sign + format_decimal(Decimal(plain), pattern, language())


def per_cent(points: int) -> str:
    """Whole per cent: 45%, in Norwegian 45 %."""
    if language() == "en":
        return f"{points}%"
    from babel.numbers import format_percent

    return format_percent(Decimal(points) / 100, locale=language())


def local_date(day: date) -> str:
    """A day in digits: 2026-11-20, in Norwegian 20.11.2026."""
    if language() == "en":
        return day.isoformat()
    from babel.dates import format_date

    return format_date(day, "dd.MM.y", language())


def local_minute(moment: datetime) -> str:
    """Day and time in digits, of a moment on the clock that is meant: 2026-11-20 07:00, 20.11.2026 07:00."""
    return f"{local_date(moment.date())} {moment:%H:%M}"


def month_year(day: date) -> str:
    """A month: 2026-11, in Norwegian november 2026."""
    if language() == "en":
        return f"{day:%Y-%m}"
    from babel.dates import format_date

    return format_date(day, "LLLL y", language())


_IN_WORDS: Final = {"en": ("d MMMM", "d MMM"), "nb": ("d. MMMM", "d. MMM"), "nn": ("d. MMMM", "d. MMM")}


def day_in_words(day: date, *, year: bool = True, short: bool = False) -> str:
    """A day with the name of its month: 20 November 2026, in Norwegian 20. november 2026.

    Args:
        day: of the calendar of whoever is told.
        year: whether the year is told.
        short: whether the month is shortened, for an axis: 20 Nov, 20. nov.
    """
    from babel.dates import format_date

    pattern = _IN_WORDS[language()][short]
    return format_date(day, f"{pattern} y" if year else pattern, language())


def weekday(number: int) -> str:
    """The short name of a day of the week, Monday being 0: Mon, man."""
    from babel.dates import get_day_names

    return str(get_day_names("abbreviated", "stand-alone", language())[number]).rstrip(".")


def each(items: Sequence[str]) -> str:
    """A list in words: a, b and c; a, b og c."""
    from babel.lists import format_list

    return format_list(items, "standard", "en_GB" if language() == "en" else language())
