"""How the nouns' small words and moments stand in a table: as small numbers, because there are millions of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, get_args

from presence_audit.model.channel import Provenance
from presence_audit.model.observation import DatePrecision, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

# Their places in these tuples are what is stored: the order never changes, and new ones come last.
PRECISIONS: tuple[DatePrecision, ...] = ("second", "day", "week", "month", "year")
KINDS: tuple[Kind, ...] = (
    "text", "image", "gallery", "video", "audio", "link", "poll", "document", "article", "other",
)  # fmt: skip
ROUTES: tuple[Provenance, ...] = ("live", "permission", "saved", "export", "api")

_START = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_LARGEST = (1 << 63) - 1


def is_whole() -> bool:
    """Whether every word that the nouns allow has its number."""
    pairs = ((PRECISIONS, DatePrecision), (KINDS, Kind), (ROUTES, Provenance))
    return all(set(known) == set(get_args(words)) for known, words in pairs)


def micros(moment: datetime) -> int:
    """An aware moment in whole microseconds since 1970, UTC."""
    return (moment - _START) // _MICROSECOND


def micros_or_none(moment: datetime | None) -> int | None:
    """The same of a moment that may not be known."""
    return None if moment is None else micros(moment)


def moment(stored: int) -> datetime:
    """A stored moment, in UTC."""
    return _START + timedelta(microseconds=stored)


def moment_or_none(stored: int | None) -> datetime | None:
    """The same of a moment that may not be known."""
    return None if stored is None else _START + timedelta(microseconds=stored)


def flag(value: bool | None) -> int | None:  # noqa: FBT001
    """A flag that may not be shown."""
    return None if value is None else int(value)


def count(shown: int | None) -> int | None:
    """A count that a site shows. One that no table can hold counts nothing, and is as good as not shown."""
    return None if shown is None or shown > _LARGEST else shown


def ranges(numbers: Iterable[int]) -> str:
    """Numbers as ranges, "3,12-61", which are short and read well where one is missing."""
    found: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return ",".join(f"{low}" if low == high else f"{low}-{high}" for low, high in found)


def numbers_in(text: str) -> list[int]:
    """The numbers that such ranges stand for."""
    found: list[int] = []
    for part in text.split(",") if text else ():
        low, _, high = part.partition("-")
        found.extend(range(int(low), int(high or low) + 1))
    return found
