"""The tables of a report with typed cells, for formats that keep a number as a number and a date as a date.

What is not known is an empty cell, never a zero; the word for it stands in a column beside it. Cells may hold foreign
text as it came. Each format makes it harmless in its own way.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from presence_audit.reports import _numbers as numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# How a cell is shown. `long` text is wrapped, an `address` never is; `state` is a word for why a number is missing.
# `points` of 100, a `gain` in points, a `share` as per cent, a `rate` per week, a `measure` in any unit, a `weight`
# within a pillar, a `count`, that of an `hour` in a map, a `plain` number, moments and days in the company's zone.
Kind = Literal[
    "text", "long", "address", "state", "points", "gain", "share", "rate", "measure", "weight", "count", "hour",
    "plain", "moment", "day",
]  # fmt: skip
Value = str | float | datetime | date | None

KNOWN = "known"
YES_NO = {True: "yes", False: "no", None: "unknown"}
_SIGNS = {numbers.UNKNOWN: "unknown", "absent": "absent", numbers.NOT_APPLICABLE: "not applicable"}


@dataclass(frozen=True, slots=True)
class Typed:
    """A cell of another kind than its column."""

    value: Value
    kind: Kind


Row = tuple[Value | Typed, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `width` in characters; those that only machines read are not printed and stand last.

    `{zone}` in a title stands for the name of the company's time zone.
    """

    title: str
    kind: Kind
    width: float
    is_printed: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. `about` says what it holds, `nothing` is told where it has no row; `fixed` columns stay in view."""

    name: str
    about: str
    nothing: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    fixed: int = 1


def state_of(cell: str) -> str:
    """The word for what a cell of the other formats says: "known" for a number, else why there is none."""
    return _SIGNS.get(cell, KNOWN)


def number_of(cell: str, value: Value) -> Value:
    """The value behind a cell of the other formats; None where that cell says that there is none."""
    return None if cell in _SIGNS else value


def known(value: Value) -> str:
    """The word beside a value that is either known or not."""
    return "unknown" if value is None else KNOWN


def placed(places: Iterable[int]) -> str:
    """Places in a list, in ascending order, runs as spans: "1–4, 9"."""  # noqa: RUF002
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][1] + 1:
            runs[-1][1] = place
        else:
            runs.append([place, place])
    return ", ".join(str(low) if low == high else numbers.span(str(low), str(high)) for low, high in runs)


def titled(columns: Sequence[Column], zone: str) -> tuple[Column, ...]:
    """The columns with the name of the time zone in their titles."""
    return tuple(replace(column, title=column.title.replace("{zone}", zone)) for column in columns)
