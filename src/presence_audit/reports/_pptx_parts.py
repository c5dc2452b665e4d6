"""What several slides are made of: tables that run over slides, two places side by side, a sentence alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pptx.enum.text import MSO_ANCHOR

from presence_audit.reports._pptx_fit import Box
from presence_audit.reports._pptx_table import Column, Grid, draw, laid_out, paged
from presence_audit.reports._pptx_text import Run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presence_audit.reports._pptx_deck import Deck, Page
    from presence_audit.reports._pptx_table import Cell

_SAY = {
    "part": "{title} ({part} of {parts})",
    "left out": "{count} more rows are left out here; the workbook and the web page hold all of them.",
}
_BETWEEN = 24.0  # points
MOST_SLIDES = 12  # of one table: nobody looks at more, and other formats hold everything


def told(deck: Deck, page: Page, text: str) -> None:
    """A sentence where there is no table to show."""
    shape = deck.label(page, page.frame.content, [(Run(text, deck.look.size(24), colour=deck.look.palette.ink),)])
    shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE


def beside(box: Box, share: float) -> tuple[Box, Box]:
    """Two places side by side; the left one has that share of the width."""
    left = box.width * share
    return (
        Box(box.left, box.top, left - _BETWEEN / 2, box.height),
        Box(box.left + left + _BETWEEN / 2, box.top, box.width - left - _BETWEEN / 2, box.height),
    )


def fitting(
    deck: Deck, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], box: Box, sizes: Sequence[float], most: int
) -> tuple[Grid, ...]:
    """The table in the largest of the sizes in which it takes no more slides than in the smallest."""
    made = [paged(laid_out(deck.look, columns, rows, box.width, size), box.height, most) for size in sizes]
    return next(pages for pages in made if len(pages) == len(made[-1]))


def leaf_through(
    deck: Deck,
    title: str,
    lead: str,
    note: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    notes: Sequence[str],
    *,
    about: str,
    sizes: Sequence[float],
    most: int,
) -> None:
    """A table on as many slides as it takes; `notes` are to be said of the rows, one of each."""
    pages = fitting(deck, columns, rows, deck.look.frame(lead, note).content, sizes, most)
    kept, start = pages[:MOST_SLIDES], 0
    for part, grid in enumerate(kept, 1):
        end = start + len(grid.rows)
        heading = _SAY["part"].format(title=title, part=part, parts=len(kept)) if len(kept) > 1 else title
        spoken = list(notes[start:end])
        if part == len(kept) and len(rows) > end:
            spoken.append(_SAY["left out"].format(count=f"{len(rows) - end:,}"))
            lead = spoken[-1]
        with deck.page(heading, lead, note, spoken) as page:
            draw(page, grid, page.frame.content, heading, about)
        start = end
