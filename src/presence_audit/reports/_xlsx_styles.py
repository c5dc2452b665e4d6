"""How the cells of a workbook look: number formats, the house's few colours, and how high a row must be."""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from presence_audit.reports._sheets import Kind

INK, PALE, TINT = "#1F3A4D", "#D5DCE1", "#2F7FA8"
_DOUBT = "#8A5A00"  # 5.9 : 1 on white
_FAINT = "#767676"  # 4.5 : 1 on white; as a colour of its own, for the numbered ones differ from program to program
_FEW, _LEAST, _MOST, _NEARLY = 10, 0.005, 10**15, 0.995
_LINE, _HIGHEST, _PADDING, _SPACE = 15, 409, 2, 0.46
_WIDTHS = {"ijlI.,:;'|!()[]/-": 0.52, "frt": 0.7, "mwMW@%": 1.5}
_PLAIN: dict[Kind, str] = {
    "points": "0.0",
    "gain": "+0.0;-0.0;+0.0",
    "share": "0%",
    "weight": "0.0000",
    "count": "#,##0",
    "hour": "#,##0",
    "plain": "General",
    "moment": "yyyy-mm-dd hh:mm",
    "day": "yyyy-mm-dd",
}
_TEXTS = frozenset[str](("text", "long", "address", "state", "doubt"))
_DATES = frozenset[str](("moment", "day"))


def number_format(kind: Kind, value: float) -> str:
    """The format that shows a number as the other formats of the report write it; the cell keeps the whole number.

    What is written in words there ("<0.01", and no "100%" for less than all) is so here, too.
    """
    if kind == "share" and 0 < value < 1 - 1e-9:
        return '"1%"' if value <= _LEAST else '"99%"' if value >= _NEARLY else _PLAIN[kind]
    if kind in {"count", "measure", "rate"} and abs(value) >= _MOST:
        return "0.00E+00"
    if kind == "rate" and 0 < value < _LEAST:
        return '"<0.01"'
    if kind in {"measure", "rate"}:
        return "0.00" if abs(value) < _FEW else "#,##0.0"
    return _PLAIN[kind]


@cache
def _width(char: str) -> float:
    """How wide a letter of a common sans serif is, in digits, which is what columns are measured in."""
    if unicodedata.east_asian_width(char) in "WF":
        return 2.2
    for letters, width in _WIDTHS.items():
        if char in letters:
            return width
    return 1.13 if char.isupper() else 0.97


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column; a word that is too long for one goes on in the next."""
    room = max(width - _PADDING, 1)
    lines, used = 1, 0.0
    for word in text.split(" "):
        wide = sum(map(_width, word))
        if used and used + _SPACE + wide > room:
            lines, used = lines + 1, 0.0
        used += wide + (_SPACE if used else 0)
        if used > room:
            over = math.ceil(used / room) - 1
            lines, used = lines + over, used - over * room
    return lines


def height_of(lines: int, air: float = 0) -> float:
    """The height of a row in points, which not every program finds out by itself; none allows more than 409."""
    return min(_LINE * max(lines, 1) + air, _HIGHEST)


@dataclass(slots=True)
class Styles:
    """The formats of one workbook, each made once; titles and heads of columns are in `ink`, white stands on it."""

    book: Any
    ink: str = INK
    _made: dict[tuple[tuple[str, Any], ...], Any] = field(default_factory=dict)

    def of(self, **properties: Any) -> Any:
        """The format with these properties of xlsxwriter."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self.book.add_format({"valign": "top", **properties})
        return self._made[key]

    def cell(self, kind: Kind, value: float | None = None, **more: Any) -> Any:
        """The format of a cell of a table."""
        properties: dict[str, Any] = {"bottom": 4, "bottom_color": PALE}
        if kind in _TEXTS:
            properties |= {"align": "left", "indent": 1, "text_wrap": kind != "address", "num_format": "@"}
        else:
            properties |= {"num_format": number_format(kind, 0 if value is None else value)}
        if kind in _DATES:
            properties |= {"align": "left", "indent": 1}
        if kind == "hour" and value == 0:
            properties |= {"font_color": _FAINT}
        if kind == "doubt":
            properties |= {"font_color": _DOUBT, "italic": True}
        return self.of(**(properties | more))

    def head(self, kind: Kind) -> Any:
        """The format of a heading of a column, which stands as its cells do."""
        side = {"align": "left", "indent": 1} if kind in _TEXTS or kind in _DATES else {"align": "right"}
        return self.of(bold=True, font_color="#FFFFFF", bg_color=self.ink, text_wrap=True, valign="vcenter", **side)
