"""The columns of Meta Business Suite's table of posts, by their headings, or in an unknown language by their content.

The headings are known in English. In another language a table of the usual layout is told by what stands in its cells:
two numbers of the account, its name, a date, and an address at Instagram or Facebook in their usual places. Reactions
are then unknown, because their order varies.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from presence_audit.exports._tables import cell, columns, csv_rows, first_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from presence_audit.exports._files import Files

Site = Literal["facebook", "instagram"]

_HEADINGS: Final[Mapping[str, Sequence[str]]] = {
    "id": ("Post ID",),
    "owner": ("Account ID", "Page ID"),
    "username": ("Account username",),
    "name": ("Account name", "Page name"),
    "title": ("Title",),
    "description": ("Description",),
    "time": ("Publish time",),
    "address": ("Permalink",),
    "shared": ("Is share",),
    "kind": ("Post type",),
    "day": ("Date",),
    "views": ("Views",),
    "likes": ("Likes", "Reactions"),
    "comments": ("Comments",),
    "shares": ("Shares",),
}
# Where they stand in a table whose headings cannot be read: (column, how many columns it takes).
_PLACES: Final[Mapping[Site, Mapping[str, int]]] = {
    "instagram": {"id": 0, "owner": 1, "username": 2, "name": 3, "description": 4, "time": 6, "address": 7, "kind": 8},
    "facebook": {"id": 0, "owner": 1, "name": 2, "title": 3, "description": 4, "time": 6, "address": 8},
}
_ADDRESS: Final = re.compile(r"https://(?:www\.)?(instagram|facebook)\.com/\S+", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\d{5,25}")
_TIME: Final = re.compile(r"\d{1,4}[./-]\s?\d{1,2}[./-]\s?\d{2,4}.*")
_FEW: Final = 8


@dataclass(frozen=True, slots=True)
class Table:
    """A table of posts: in which file, of which site, and where each column stands.

    `in_english` is false where the columns were told by their content.
    """

    file: str
    site: Site
    places: Mapping[str, int]
    in_english: bool

    def rows(self, files: Files) -> Iterator[tuple[int, Mapping[str, str]]]:
        """Its rows by our names for the columns, with the number of the line; those that are no post are left out."""
        rows = csv_rows(files, self.file)
        next(rows, None)
        for line, row in rows:
            told = {name: cell(row, place) for name, place in self.places.items()}
            if told["id"] or told["address"]:
                yield line, told


def _by_content(rows: Sequence[Sequence[str]]) -> Site | None:
    """The site whose layout all of the first rows fit."""
    for site, places in _PLACES.items():
        fits = [
            bool(_NUMBER.fullmatch(cell(row, places["id"])))
            and bool(_NUMBER.fullmatch(cell(row, places["owner"])))
            and bool(_TIME.fullmatch(cell(row, places["time"])))
            and (found := _ADDRESS.fullmatch(cell(row, places["address"]))) is not None
            and found[1].casefold() == site
            for row in rows
        ]
        if fits and all(fits):
            return site
    return None


def _is_foreign(rows: Sequence[Sequence[str]]) -> bool:
    """Whether it is a table of posts all the same, in a layout that is not known: an id in front, and an address."""
    return bool(rows) and all(
        _NUMBER.fullmatch(cell(row, 0)) and any(_ADDRESS.fullmatch(text.strip()) for text in row) for row in rows
    )


def _table(files: Files, name: str) -> Table | Literal["series", "foreign"] | None:
    rows = first_rows(files, name, _FEW)
    if not rows:
        return None
    if any([text.strip().casefold() for text in row[:2]] == ["date", "primary"] for row in rows[:3]):
        return "series"
    places = columns(rows[0], _HEADINGS)
    if {"id", "address", "time"} <= set(places):
        if "username" in places:
            return Table(name, "instagram", places, in_english=True)
        return Table(name, "facebook", places, in_english=True) if "owner" in places or "name" in places else None
    site = _by_content(rows[1:])
    if site:
        return Table(name, site, _PLACES[site], in_english=False)
    return "foreign" if _is_foreign(rows[1:]) else None


@dataclass(frozen=True, slots=True)
class Found:
    """What lies in an export: tables of posts, series of one number by day, and tables that cannot be read."""

    tables: tuple[Table, ...]
    series: tuple[str, ...]
    foreign: tuple[str, ...]


def found_in(files: Files) -> Found:
    """What each CSV of the export is, by the beginning of it."""
    told = {name: _table(files, name) for name in files.find(r"[^/]*\.csv")}
    return Found(
        tuple(table for table in told.values() if isinstance(table, Table)),
        tuple(name for name, table in told.items() if table == "series"),
        tuple(name for name, table in told.items() if table == "foreign"),
    )
