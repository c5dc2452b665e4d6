"""The tables of a report with typed cells, for formats that keep a number as a number and a date as a date.

What is not known is an empty cell, never a zero; the word for it stands in a column beside it. Cells may hold foreign
text as it came. Each format makes it harmless in its own way.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from presence_audit.i18n import gettext as _
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._code_words import code_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# How a cell is shown. `long` text is wrapped, an `address` never is; `state` is a word for why a number is missing, or
# what else is so, and `doubt` the same where it says that something is not known.
# `points` of 100, a `gain` in points, a `share` as per cent, a `rate` per week, a `measure` in any unit, a `weight`
# within a pillar, a `count`, that of an `hour` in a map, a `plain` number, moments and days in the company's zone.
Kind = Literal[
    "text", "long", "address", "state", "doubt", "points", "gain", "share", "rate", "measure", "weight", "count",
    "hour", "plain", "moment", "day",
]  # fmt: skip
Value = str | float | datetime | date | None


@dataclass(frozen=True, slots=True)
class Typed:
    """A cell of another kind than its column."""

    value: Value
    kind: Kind


Row = tuple[Value | Typed, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `width` in characters; those that only machines read are not printed and stand last.

    The title is marked, and put into the language by `titled`; `{zone}` in it stands for the name of a time zone.
    """

    title: str
    kind: Kind
    width: float
    is_printed: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. `about` says what it holds, `nothing` is told where it has no row; `fixed` columns stay in view.

    The `name` is that of the language, the `id` the same in all of them.
    """

    id: str
    name: str
    about: str
    nothing: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    fixed: int = 1


def word(code: str) -> Typed:
    """The word for a code of the result."""
    return Typed(code_words(code), "doubt" if code == "unknown" else "state")


def state_of(cell: str) -> Typed:
    """The word for what a cell of the other formats says: "known" for a number, else why there is none."""
    if cell == numbers.NOT_APPLICABLE:
        return Typed(_("not applicable"), "state")
    return word("unknown" if cell == numbers.UNKNOWN else "absent" if cell == numbers.absent() else "known")


def number_of(cell: str, value: Value) -> Value:
    """The value behind a cell of the other formats; None where that cell says that there is none."""
    return None if cell in {numbers.UNKNOWN, numbers.absent(), numbers.NOT_APPLICABLE} else value


def known(value: Value) -> Typed:
    """The word beside a value that is either known or not."""
    return word("unknown" if value is None else "known")


def placed(places: Iterable[int]) -> str:
    """Places in a list, in ascending order, runs as spans: "1–4, 9"."""  # noqa: RUF002
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][1] + 1:
            runs[-1][1] = place
        else:
            runs.append([place, place])
    return ", ".join(str(low) if low == high else numbers.span(str(low), str(high)) for low, high in runs)


def titled(columns: Sequence[Column], zone: str = "") -> tuple[Column, ...]:
    """The columns with their titles in the language, and the name of the time zone in them."""
    return tuple(replace(column, title=_(column.title).replace("{zone}", zone)) for column in columns)
