"""Counts as sites print them: "5,750", "5 012", "8.84k subscribers", "1,2 mill.", "4,69 M de suscriptores".

A comma or a point is a decimal sign before a scale word ("1,2 mill.") and a thousands sign without one
("5.750"). What can be read in two ways ("1.234K") is not read at all: an unknown count is better than one
that is wrong by a factor of a thousand.
"""

from __future__ import annotations

import re
from decimal import Decimal

from presence_audit.model.observation import Count

_SCALES = {
    1_000: ("k", "thousand", "tusen", "mil"),
    1_000_000: ("m", "million", "millions", "millioner", "mill", "millones", "milhões", "mio", "mn"),
    1_000_000_000: ("b", "bn", "billion", "mrd", "milliard", "milliarder"),
}
_FACTORS = {word: factor for factor, words in _SCALES.items() for word in words}

# Spaces between thousands are ordinary, non-breaking or narrow. A number that goes on after what could be
# read of it ("12 3456", "1,234.5") is no number known here.
_MARK = r"[.,'\u2019 \u00a0\u202f]"
_NUMBER = re.compile(
    rf"""\s*
    (?P<number>[0-9]{{1,3}}(?P<mark>{_MARK})[0-9]{{3}}(?:(?P=mark)[0-9]{{3}}){{0,3}}
             | [0-9]{{1,15}}(?:[.,][0-9]{{1,2}})?)
    (?!{_MARK}*[0-9])
    (?P<more>\+)?\s*(?P<word>[^\W\d_]+)?(?P<even_more>\+)?""",
    re.VERBOSE,
)
_NO_VIEWS = re.compile(r"\s*no views\b", re.IGNORECASE)


def _plain(number: str) -> int | None:
    """A number without a scale word: digits, or digits in groups of three."""
    groups = re.split(r"[^0-9]", number)
    grouped = len(groups) == 1 or (groups[0][0] != "0" and all(len(group) == 3 for group in groups[1:]))
    return int("".join(groups)) if grouped else None


def _scaled(number: str, factor: int) -> int | None:
    """A number before a scale word: at most one mark, and that is the decimal sign."""
    whole, *rest = re.split(r"[.,]", number)
    ambiguous = len(rest) > 1 or any(len(part) > 2 for part in rest)
    if ambiguous or not whole.isdigit():
        return None
    return int(Decimal(".".join([whole, *rest])) * factor)


def count_of(text: str) -> Count | None:
    """The count that `text` begins with; None where it begins with none, or with one of two readings.

    A scale word makes it "rounded", a plus sign ("500+ connections") a "bracket"; else it is "exact".
    "No views" is the one zero that is said in words.
    """
    if _NO_VIEWS.match(text):
        return Count(0)
    found = _NUMBER.match(text)
    if found is None:
        return None
    factor = _FACTORS.get((found["word"] or "").casefold())
    value = _scaled(found["number"], factor) if factor else _plain(found["number"])
    if value is None:
        return None
    if found["more"] or found["even_more"]:
        return Count(value, "bracket")
    return Count(value, "rounded" if factor else "exact")
