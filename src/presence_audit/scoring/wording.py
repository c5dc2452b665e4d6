"""How numbers, shares, dates and counted things are written in English, bokmål and nynorsk.

Norwegian has a decimal comma, groups with a space that does not break, and puts such a space before the percent sign.
"""

from __future__ import annotations

from datetime import date
from string import Formatter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from presence_audit.model.profiles import Lang

    Value = str | float | date
    Words = Mapping[str, Mapping[Lang, tuple[str, str]]]

NO_BREAK: Final = "\N{NO-BREAK SPACE}"
KINDS: Final = ("number", "whole", "percent", "date")
# From here on thousands are set apart; a year, or 1500 posts, is not.
_GROUPED = 10_000
_NORWEGIAN = str.maketrans({",": NO_BREAK, ".": ","})
_MONTHS: Final[Mapping[bool, tuple[str, ...]]] = {
    True: (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    False: (
        "januar", "februar", "mars", "april", "mai", "juni",
        "juli", "august", "september", "oktober", "november", "desember",
    ),
}  # fmt: skip


def number(value: float, lang: Lang) -> str:
    """A number as people read it, with two decimals at most: 3, 0.5 (0,5), 0.15, 12,000 (12 000)."""
    rounded = round(value, 2) + 0.0
    text = f"{rounded:,.2f}" if abs(rounded) >= _GROUPED else f"{rounded:.2f}"
    text = text.rstrip("0").rstrip(".")
    return text if lang == "en" else text.translate(_NORWEGIAN)


def percent(share: float, lang: Lang) -> str:
    """A share from 0 to 1 in percent. Only none at all is 0 %, and only all is 100 %."""
    points = round(100 * share, 6)
    is_near_an_end = 0 < points < 1 or 99 < points < 100
    told = min(max(round(points, 1), 0.1), 99.9) if is_near_an_end else round(points)
    return f"{number(told, lang)}{'' if lang == 'en' else NO_BREAK}%"


def day(value: date, lang: Lang) -> str:
    """A date in words: 20 November 2026, 20. november 2026."""
    month = _MONTHS[lang == "en"][value.month - 1]
    return f"{value.day}{'' if lang == 'en' else '.'} {month} {value.year}"


def month_number(name: str) -> int:
    """The number of a month that is written out in one of the languages. Raises ValueError where there is none."""
    for months in _MONTHS.values():
        if name in months:
            return months.index(name) + 1
    raise ValueError(f"{name} is no month")


def _written(value: Value, kind: str, lang: Lang, words: Words) -> str:
    if not kind:
        return str(value)
    if kind == "date":
        assert isinstance(value, date)
        return day(value, lang)
    assert isinstance(value, int | float)
    if kind == "percent":
        return percent(value, lang)
    told = number(round(value) if kind == "whole" else value, lang)
    if kind in {"number", "whole"}:
        return told
    one, many = words[kind][lang]
    return f"{told} {one if told == '1' else many}"


def places(template: str) -> Iterator[tuple[str, str]]:
    """The values that a text asks for, each with the way in which it is written."""
    for _, name, kind, _ in Formatter().parse(template):
        if name is not None:
            yield name, kind or ""


def filled(template: str, lang: Lang, words: Words, values: Mapping[str, Value]) -> str:
    """The text with its values. They are put in as they are: braces and percent signs in them mean nothing.

    Args:
        template: literal text, with values in braces: `{name}`, or `{name:kind}` with a kind of `KINDS` or a word.
        lang: the language of the numbers and words.
        words: by word and language, its form for one and for any other number.
        values: by name; those that the text does not ask for are left out. Raises KeyError where one is missing.
    """
    parts = []
    for literal, name, kind, _ in Formatter().parse(template):
        parts.append(literal)
        if name is not None:
            parts.append(_written(values[name], kind or "", lang, words))
    return "".join(parts)
