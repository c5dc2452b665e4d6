"""What the places of stored sentences hold: names that stay as they are, words of closed lists, numbers and dates."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from presence_audit.i18n._formats import decimal, local_date, per_cent

# Whatever a company, a person, a site or a file is called is never said in other words, be it "public" or "text".
_NAMES: Final = frozenset(
    {
        "name", "names", "handle", "host", "hosts", "url", "domain", "base", "did", "login", "acct", "home", "found",
        "channel", "channels", "path", "raw_path", "address", "platform", "publisher", "actor", "feed", "code",
        "error", "content_type", "alone", "sites", "id",
    }
)  # fmt: skip
# Places that are filled from a closed list, where a single word is one of ours.
_LISTS: Final = frozenset(
    {
        "kind",
        "date_precision",
        "what",
        "things",
        "wanted",
        "industry",
        "category",
        "band",
        "route",
        "outcome",
        "then",
        "now",
    }
)
_COUNTS: Final = frozenset({"count", "number"})
# Addresses and names of hosts, in which no space can be, and spans of numbers.
_UNBROKEN: Final = frozenset({"host", "url", "domain", "address", "login", "acct", "did"})
_SPANS: Final = frozenset({"interval"})
_SPAN: Final = re.compile(r"[\d.,-]+")
_DIGITS: Final = re.compile(r"[\d.,]+")
_NUMBER: Final = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+\.\d+|-?\d+")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_ABOUT: Final = re.compile(r"(~?)([\d,]+)(\+?)")
_PER_CENT: Final = re.compile(r"\d{1,3}%")


def _base(name: str) -> str:
    return name.rstrip("0123456789")


# Channels that are called by a common noun, which is said in other words after all.
NOUNS: Final = frozenset({"Website"})


def is_name(name: str) -> bool:
    """A place of this name holds what somebody or something is called."""
    return _base(name) in _NAMES


def is_of_a_list(name: str) -> bool:
    """A place of this name holds a word of a closed list."""
    return _base(name) in _LISTS


def may_hold(name: str, value: str) -> bool:
    """The value can stand in a place of this name: digits where something is counted, no space within an address."""
    base = _base(name)
    if base in _UNBROKEN:
        return " " not in value.strip()
    if base in _SPANS:
        return bool(_SPAN.fullmatch(value))
    return base not in _COUNTS or bool(_DIGITS.fullmatch(value))


def written(value: str) -> str | None:
    """A number or a day as the language that is spoken writes it; None where the value is neither."""
    if _DAY.fullmatch(value):
        try:
            return local_date(date.fromisoformat(value))
        except ValueError:
            return None
    if _PER_CENT.fullmatch(value):
        return per_cent(int(value[:-1]))
    about = _ABOUT.fullmatch(value)
    if about is not None and (about[1] or about[3]):
        number = written(about[2])
        return None if number is None else f"{about[1]}{number}{about[3]}"
    if not _NUMBER.fullmatch(value):
        return None
    bare = value.replace(",", "")
    places = len(bare.partition(".")[2])
    return decimal(float(bare), places, grouped="," in value) if places <= 6 and len(bare) < 16 else value
