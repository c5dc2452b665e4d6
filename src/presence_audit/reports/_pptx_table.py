"""Native tables: columns that fit the slide, rows that fit on it, and as many slides as it takes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from lxml import etree  # type: ignore[import-untyped]
from pptx.oxml.ns import qn
from pptx.util import Pt

from presence_audit.i18n import gettext as _
from presence_audit.i18n import language
from presence_audit.reports._pptx_fit import LINE, Box, fitted, width_of, wrapped
from presence_audit.reports._pptx_text import NAME, SENTENCE, Align, Run, fill_of, write
from presence_audit.reports._text import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presence_audit.model.colour import Rgb
    from presence_audit.reports._pptx_deck import Page
    from presence_audit.reports._pptx_look import Look

_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # PowerPoint's own style "No Style, No Grid"
_SIDE, _ABOVE = 5.0, 4.0  # points left and right of the text of a cell, and above and below
_NEAR = 2.0  # beside the text of a cell that holds it in its middle
_AFTER_NUMBER = 10.0  # more, between numbers on the right and words on the left
_STRETCH = 1.7  # how much taller than needed the rows may be, to fill the place
_RULE, _HEAVY = 0.5, 1.25  # points
_TYPED = re.compile(r"`([^`]+)`")
_SHORT = 11  # letters of a word that is not broken: a date, the name of a platform
_COMPOUND = 20  # the same of a language that writes compounds as one word, where the columns have room for it
_SLACK = 1.5  # points of width that keep a renderer with slightly wider letters from breaking a line


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of a cell, of at most `most` lines."""

    text: str
    most: int = 2
    bold: bool = False
    soft: bool = False


Cell = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, its share of the width, and whether it holds numbers."""

    title: str
    share: float
    is_number: bool = False
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What assistive technology says of a table: its name, and what it shows."""

    title: str
    description: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A table that is not laid out yet, with the sizes of text to try and the most rows to a slide."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    sizes: Sequence[float]
    most: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table that is laid out: the widths and heights in points, and the texts as far as they fit."""

    columns: tuple[Column, ...]
    widths: tuple[float, ...]
    head: float
    rows: tuple[tuple[Cell, ...], ...]
    heights: tuple[float, ...]
    size: float

    @property
    def height(self) -> float:
        """The height of the whole table."""
        return self.head + sum(self.heights)


def name(text: str, most: int = 2, *, bold: bool = False, soft: bool = False) -> Line:
    """A name, cut where it is longer than names are."""
    return Line(shown(text, NAME), most, bold, soft)


def said(text: str, most: int = 3, *, bold: bool = False, soft: bool = False) -> Line:
    """A sentence, with the signs of a printed page: arrows, and quotes around what is to be typed."""
    line = shown(text, SENTENCE)
    # Translators: the quotes around what is to be typed or pressed.
    quoted = _("“{typed}”")
    return Line(_TYPED.sub(lambda m: quoted.format(typed=m[1]), line.replace(" -> ", " → ")), most, bold, soft)


def cell(*lines: Line | str) -> Cell:
    """A cell of lines; those without text are left out."""
    made = (Line(line) if isinstance(line, str) else line for line in lines)
    return tuple(line for line in made if line.text)


def _margins(column: Column) -> float:
    """The width of a cell that its text does not have."""
    if column.centred:
        return 2 * _NEAR + _SLACK
    return 2 * _SIDE + _SLACK + (_AFTER_NUMBER if column.is_number else 0)


def _longest(look: Look, column: Column, cells: Sequence[Cell], size: float, letters: int) -> float:
    """The width that a column needs so that no word of its head is broken, no number, and no word of few letters."""
    words = [width_of(word, size, bold=True) for word in column.title.split()]
    for line in (line for one in cells for line in one):
        if (column.is_number or column.centred) and not line.text[:1].isalpha():
            words.append(width_of(line.text, size, bold=line.bold))
        else:
            short = (word for word in line.text.split(" ") if len(word) <= letters)
            words += [width_of(word, size, bold=line.bold) for word in short]
    return look.width(max(words, default=0)) + _margins(column) + _SLACK


def _needs(
    look: Look, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], room: float, size: float
) -> list[float]:
    """The width that each column needs, with as long words kept whole as there is room for."""
    needs: list[float] = []
    for letters in range(_SHORT if language() == "en" else _COMPOUND, _SHORT - 1, -1):
        needs = [_longest(look, column, [row[at] for row in rows], size, letters) for at, column in enumerate(columns)]
        if sum(needs) <= room:
            return needs
    return needs


def holds(look: Look, listing: Listing, room: float) -> bool:
    """Whether a place of that width holds the table, in the smallest of its sizes, without breaking a compound."""
    size = look.size(listing.sizes[-1])
    cells = [[row[at] for row in listing.rows] for at in range(len(listing.columns))]
    needs = (_longest(look, column, of, size, _COMPOUND) for column, of in zip(listing.columns, cells, strict=True))
    return sum(needs) <= room


def _widths(
    look: Look, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], room: float, size: float
) -> tuple[float, ...]:
    """Each its share; a column that needs more takes it from those that have more than they need."""
    total = sum(column.share for column in columns)
    widths = [room * column.share / total for column in columns]
    least = _needs(look, columns, rows, room, size)
    missing = sum(max(need - width, 0) for need, width in zip(least, widths, strict=True))
    spare = [max(width - need, 0) for need, width in zip(least, widths, strict=True)]
    if not missing or not sum(spare):
        return tuple(widths)
    taken = min(missing / sum(spare), 1.0)
    given = min(sum(spare) / missing, 1.0)
    return tuple(
        width + (need - width) * given if need > width else width - extra * taken
        for need, width, extra in zip(least, widths, spare, strict=True)
    )


def _fit(one: Cell, room: float, size: float) -> tuple[Cell, float]:
    """The cell with as much text as its lines hold, and its height."""
    # What is written for two lines of English may need a third one in another language.
    more = 0 if language() == "en" else 1
    lines = tuple(
        replace(line, text=fitted(line.text, room, size, line.most + (more if line.most > 1 else 0), bold=line.bold))
        for line in one
    )
    count = sum(len(wrapped(line.text, room, size, bold=line.bold)) for line in lines)
    return lines, max(count, 1) * LINE * size + 2 * _ABOVE


def laid_out(look: Look, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], room: float, size: float) -> Grid:
    """The table in a place of that width, with text of that size for slides of 13.333 x 7.5 inches."""
    size = look.size(size)
    widths = _widths(look, columns, rows, room, size)
    rooms = [look.room(width - _margins(column)) for column, width in zip(columns, widths, strict=True)]
    heads = [len(wrapped(column.title, room, size, bold=True)) for column, room in zip(columns, rooms, strict=True)]
    fits = [[_fit(one, room, size) for one, room in zip(row, rooms, strict=True)] for row in rows]
    return Grid(
        tuple(columns),
        widths,
        max(heads, default=1) * LINE * size + 2 * _ABOVE,
        tuple(tuple(lines for lines, _ in row) for row in fits),
        tuple(max(height for _, height in row) for row in fits),
        size,
    )


def paged(grid: Grid, room: float, most: int) -> tuple[Grid, ...]:
    """The table on as few slides as hold it, at most `most` rows each and no higher than `room`, evenly filled."""
    if not grid.rows:
        return ()
    slides = len(_split(grid, room, most))
    tried = (_split(grid, room, rows) for rows in range(-(-len(grid.rows) // slides), most + 1))
    return next(made for made in tried if len(made) == slides)


def _split(grid: Grid, room: float, most: int) -> tuple[Grid, ...]:
    made: list[Grid] = []
    start, used = 0, grid.head
    for at, height in enumerate(grid.heights):
        if at > start and (used + height > room or at - start >= most):
            made.append(_slice(grid, start, at))
            start, used = at, grid.head
        used += height
    return (*made, _slice(grid, start, len(grid.rows)))


def _slice(grid: Grid, start: int, end: int) -> Grid:
    return replace(grid, rows=grid.rows[start:end], heights=grid.heights[start:end])


def _rule(cell_properties: Any, colour: str | Rgb, points: float) -> None:
    line = etree.SubElement(cell_properties, qn("a:lnB"), w=f"{Pt(points)}", cap="flat", cmpd="sng", algn="ctr")
    line.append(fill_of(colour))


def _fill_cell(
    target: Any, paragraphs: Sequence[Sequence[Run]], align: Align, rule: tuple[str | Rgb, float], shade: Rgb | None
) -> None:
    write(target.get_or_add_txBody(), paragraphs, align=align)
    properties = target.get_or_add_tcPr()
    is_first, is_last = target.getprevious() is None, target.getnext() is None
    left = _NEAR if align == "ctr" else 0 if is_first and align == "l" else _SIDE
    right = _NEAR if align == "ctr" else _SIDE if align == "l" else 0 if is_last else _SIDE + _AFTER_NUMBER
    for side, points in (("marL", left), ("marR", right), ("marT", _ABOVE), ("marB", _ABOVE)):
        properties.set(side, f"{Pt(points)}")
    properties.set("anchor", "ctr")
    _rule(properties, *rule)
    if shade is not None:
        properties.append(fill_of(shade))


def _align(column: Column) -> Align:
    return "ctr" if column.centred else "r" if column.is_number else "l"


def draw(page: Page, grid: Grid, box: Box, told: Told, shades: Sequence[Sequence[Rgb | None]] = ()) -> None:
    """Put the table on the slide, at the top of the place, its rows stretched where there is room.

    `shades` are backgrounds of cells.
    """
    palette = page.look.palette
    more = min(max(box.height - grid.height, 0), (_STRETCH - 1) * sum(grid.heights)) / max(len(grid.rows), 1)
    frame = page.tree.add_table(
        len(grid.rows) + 1, len(grid.columns), Pt(box.left), Pt(box.top), Pt(sum(grid.widths)), Pt(grid.height)
    )
    properties = frame.element.nvGraphicFramePr.cNvPr
    properties.set("name", shown(told.title, 2 * NAME))
    properties.set("descr", shown(told.description, 2 * SENTENCE))
    table = frame.table._tbl  # noqa: SLF001  python-pptx has no other way to the style of a table
    table.tblPr.find(qn("a:tableStyleId")).text = _PLAIN
    table.tblPr.set("bandRow", "0")
    table.tblPr.set("firstCol", "1")
    for column, width in zip(frame.table.columns, grid.widths, strict=True):
        column.width = Pt(width)
    listed = table.tr_lst
    heights = (grid.head, *(height + more for height in grid.heights))
    for row, height in zip(listed, heights, strict=True):
        row.set("h", f"{Pt(height)}")
    for column, target in zip(grid.columns, listed[0].tc_lst, strict=True):
        run = Run(column.title, grid.size, bold=True, colour=palette.soft)
        _fill_cell(target, [(run,)], _align(column), (palette.ink, _HEAVY), None)
    for at, (row, cells) in enumerate(zip(listed[1:], grid.rows, strict=True)):
        for place, (column, target, one) in enumerate(zip(grid.columns, row.tc_lst, cells, strict=True)):
            runs = [(Run(line.text, grid.size, line.bold, palette.soft if line.soft else palette.ink),) for line in one]
            shade = shades[at][place] if shades else None
            _fill_cell(target, runs, _align(column), (palette.faint, _RULE), shade)
    frame.height = Pt(sum(heights))
