"""How text is drawn on a terminal: a fixed width, no markup; plain, it can be read aloud line by line.

Plain, a row of a table is a paragraph of names and values, and there are no bars, rules or columns.

Foreign text reaches Rich as `Text` alone, made harmless before; Rich never parses it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from io import StringIO
from typing import TYPE_CHECKING

from rich.box import Box
from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from presence_audit.reports._text import plain_signs, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LEAST_WIDTH = 40
_PROSE_WIDTH = 100  # a longer line is hard to follow back to its start
_BAR_CELLS = 10
_GUTTER = 2
_LEAST_COLUMN = 12

# Rich ends a line at any space, and knows none that holds a number together. What stands for them while it draws is
# no character of any text here: `shown` takes it out.
_HELD = {"\u00a0": "\ue000", "\u202f": "\ue001"}
_HOLD, _LET_GO = str.maketrans(_HELD), str.maketrans({held: space for space, held in _HELD.items()})

_RULED = Box("    \n    \n ── \n    \n    \n    \n    \n    \n")


def _console(paper: StringIO, width: int, *, color: bool) -> Console:
    # The environment is kept out (`_environ`): the same report gives the same bytes on every machine.
    return Console(
        file=paper,
        width=width,
        height=100,
        force_terminal=color,
        force_jupyter=False,
        color_system="standard" if color else None,
        no_color=not color,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        _environ={},
    )


def _longest_word(cell: Text) -> int:
    return max(map(cell_len, cell.plain.split()), default=0)


def _longest_line(cell: Text) -> int:
    return max(cell_len(line) for line in cell.plain.split("\n"))


@dataclass(frozen=True, slots=True)
class Pen:
    """Draws lines and tables of at most `width` cells, and hands them out as one string."""

    width: int
    color: bool
    plain: bool
    _paper: StringIO = field(init=False, default_factory=StringIO)
    _out: Console = field(init=False)

    def __post_init__(self) -> None:
        """Give the pen its paper."""
        object.__setattr__(self, "width", max(self.width, _LEAST_WIDTH))
        object.__setattr__(self, "_out", _console(self._paper, self.width, color=self.color))

    def text(self, words: str, style: str = "", limit: int = 80) -> Text:
        """Any text, foreign or our own, made harmless and cut to `limit` characters."""
        line = shown(words, limit).translate(_HOLD)
        return Text(plain_signs(line) if self.plain else line, style=style)

    def join(self, parts: Iterable[Text], sign: str = " · ") -> Text:
        """Several texts on one line with a sign between them."""
        return Text(plain_signs(sign) if self.plain else sign).join(part for part in parts if part)

    def bar(self, share: float) -> Text:
        """A bar of ten cells; what is more than nothing shows at least one, what is less than all lacks one.

        Plain, there is none: the number stands beside it.
        """
        if self.plain:
            return Text()
        least, most = int(share > 0), _BAR_CELLS - int(share < 1 - 1e-9)
        full = min(max(round(share * _BAR_CELLS), least), most)
        return Text("█" * full + "░" * (_BAR_CELLS - full))

    def line(self, text: Text | None = None, indent: int = 0) -> None:
        """One paragraph, wrapped where it is too long; an empty line without a text."""
        width = min(self.width, _PROSE_WIDTH)
        self._out.print(Padding(text or Text(), (0, 0, 0, indent)), width=width)

    def item(self, mark: Text, paragraphs: Sequence[Text]) -> None:
        """Paragraphs of a list item, set to the right of its mark."""
        grid = Table.grid(padding=(0, 1, 0, 0))
        grid.add_column(no_wrap=True)
        grid.add_column(overflow="fold")
        grid.add_row(mark, Text("\n").join(paragraphs))
        self._out.print(Padding(grid, (0, 0, 0, 1)), width=min(self.width, _PROSE_WIDTH))

    def heading(self, words: str) -> None:
        """The name of a section, with air above."""
        self.line()
        self.line(self.text(words, "bold"))

    def table(
        self, heads: Sequence[str], rows: Sequence[Sequence[Text]], right: frozenset[int], whole: frozenset[int]
    ) -> None:
        """A table; the columns in `right` are set to the right, those in `whole` are not broken if there is room."""
        if self.plain:
            for row in rows:
                self.line(self._said(heads, row), indent=1)
            return
        table = Table(
            box=_RULED,
            show_edge=False,
            pad_edge=False,
            padding=(0, 1, 0, 0),
            header_style="",
            border_style="dim",
            safe_box=False,
        )
        # Rich cuts what may not be broken and has no room, and half a number is a wrong number.
        needed = sum(max(_longest_line(cell) for cell in (Text(heads[at]), *(row[at] for row in rows))) for at in whole)
        has_room = needed + len(heads) * _GUTTER + (len(heads) - len(whole)) * _LEAST_COLUMN <= self.width
        for at, head in enumerate(heads):
            table.add_column(
                self.text(head, "dim"),
                justify="right" if at in right else "left",
                no_wrap=has_room and at in whole,
                # Where there is no room a line ends between words, and never within a number.
                min_width=max(_longest_word(cell) for cell in (Text(head), *(row[at] for row in rows)))
                if at in whole and not has_room
                else None,
                overflow="fold",
            )
        for row in rows:
            table.add_row(*row)
        self._out.print(Padding(table, (0, 0, 0, 1)), width=self.width)

    def _said(self, heads: Sequence[str], row: Sequence[Text]) -> Text:
        """A row as sentences, each the name of a column and what stands in it; empty cells are left out."""
        said = []
        for head, cell in zip(heads, row, strict=True):
            words = "; ".join(cell.plain.split("\n"))
            if words:
                said.append(f"{head}: {words}" if words[-1] in ".!?" else f"{head}: {words}.")
        return Text(" ".join(said))

    def drawn(self) -> str:
        """All that was drawn, without spaces at the ends of lines."""
        lines = self._paper.getvalue().translate(_LET_GO).removesuffix("\n").split("\n")
        return "".join(f"{line.rstrip(' ')}\n" for line in lines)
