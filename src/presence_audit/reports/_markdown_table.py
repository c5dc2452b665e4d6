"""Tables and lists that stay within a number of bytes, and say how much they left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from rich.cells import cell_len

from presence_audit.i18n import gettext as _
from presence_audit.reports import _nouns as nouns

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_ALIGNED_UP_TO = 60  # cells; a wider column is not padded, for it would push the rest off the screen
_LEAST_COLUMN = 3  # GitHub asks for three dashes under a head
_FRAME = 3  # bytes around a cell

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column: its head, and how the cell of an item is written (safe as Markdown). Numbers stand to the right.

    A head is marked, and put into the language when the table is written; digits need no language.
    """

    head: str
    write: Callable[[T], str]
    is_number: bool = False

    @property
    def title(self) -> str:
        """The head in the language."""
        return _(self.head) if self.head[:1].isalpha() else self.head


def _notice(left_out: int, noun: nouns.Noun) -> list[str]:
    if not left_out:
        return []
    # Translators: in italics; {rows} is "12 more leaders".
    return ["", _("*{rows} left out here: see --format json.*").format(rows=nouns.more(left_out, noun))]


def _width(cells: Sequence[str]) -> int:
    width = max(_LEAST_COLUMN, *map(cell_len, cells))
    return width if width <= _ALIGNED_UP_TO else 0


def listed(items: Sequence[T], write: Callable[[T], str], *, budget: int, noun: nouns.Noun) -> list[str]:
    """A line per item, up to `budget` bytes of UTF-8."""
    lines: list[str] = []
    for item in items:
        line = write(item)
        budget -= len(line.encode()) + 1
        if budget < 0:
            break
        lines.append(line)
    return lines + _notice(len(items) - len(lines), noun)


def table(items: Sequence[T], columns: Sequence[Column[T]], *, budget: int, noun: nouns.Noun) -> list[str]:
    """A row per item, up to `budget` bytes of UTF-8; columns are padded where they are short."""
    rows: list[list[str]] = []
    room = budget
    for item in items:
        row = [column.write(item) for column in columns]
        room -= sum(len(cell.encode()) + _FRAME for cell in row)
        if room < 0:
            break
        rows.append(row)
    widths = [_width([column.title, *(row[at] for row in rows)]) for at, column in enumerate(columns)]

    def drawn(cells: Sequence[str]) -> str:
        padded = []
        for cell, column, width in zip(cells, columns, widths, strict=True):
            gap = " " * (width - cell_len(cell))
            padded.append(gap + cell if column.is_number else cell + gap)
        return f"| {' | '.join(padded)} |"

    dashes = ["-" * (max(width, _LEAST_COLUMN) - 1) for width in widths]
    rule = [line + (":" if column.is_number else "-") for line, column in zip(dashes, columns, strict=True)]
    # Padding takes room as well, so the rows are weighed once more as they stand.
    body = listed(rows, drawn, budget=budget, noun=noun)
    kept = len([line for line in body if line.startswith("|")])
    return [drawn([column.title for column in columns]), drawn(rule), *body[:kept], *_notice(len(items) - kept, noun)]
