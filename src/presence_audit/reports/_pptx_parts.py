"""What several slides are made of: tables that run over slides, two places side by side, a sentence alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pptx.enum.text import MSO_ANCHOR

from presence_audit.i18n import gettext as _
from presence_audit.i18n import mark, ngettext
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._next_steps import step_of
from presence_audit.reports._pptx_fit import Box
from presence_audit.reports._pptx_table import Column, Grid, Told, cell, draw, laid_out, paged, said
from presence_audit.reports._pptx_text import Run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presence_audit.model.report import Finding, Report
    from presence_audit.reports._pptx_deck import Deck, Page
    from presence_audit.reports._pptx_table import Cell, Listing

_SAY = {
    # Translators: a title that goes over several slides, "Channels (2 of 3)".
    "part": mark("{title} ({part} of {parts})"),
    # Translators: the head of a column with 1, 2, 3.
    "place": mark("#"),
    "way": mark("What to do"),
    # Translators: the head of a column with "minutes", "an hour", "days".
    "effort": mark("It takes"),
    # Translators: a title that goes on, "Channels (more)".
    "more": mark("{title} (more)"),
}
_BETWEEN, _NARROW = 24.0, 260.0  # points: between two places, and the least that a table takes beside something
MOST_SLIDES = 12  # of one table: nobody looks at more, and other formats hold everything


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands around a table: the title, the sentence below it, the note, and what the table shows."""

    title: str
    lead: str
    note: str
    about: str


def told(page: Page, deck: Deck, text: str) -> None:
    """A sentence where there is no table to show."""
    shape = deck.label(page, page.frame.content, [(Run(text, deck.look.size(24), colour=deck.look.palette.ink),)])
    shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE


def alone(deck: Deck, title: str, text: str, note: str = "") -> None:
    """A slide that says in a sentence why there is no table."""
    with deck.page(title, "", note, [text]) as page:
        told(page, deck, text)


def ways_columns() -> tuple[Column, ...]:
    """The columns of a table that tells how more becomes known."""
    return Column(_(_SAY["place"]), 0.5, centred=True), Column(_(_SAY["way"]), 9), Column(_(_SAY["effort"]), 1.4)


def way_rows(report: Report, ways: Sequence[Finding]) -> tuple[list[tuple[Cell, ...]], list[str]]:
    """How more becomes known, as rows under `ways_columns`, and the same to be said."""
    rows: list[tuple[Cell, ...]] = [
        (
            cell(f"{place}"),
            cell(said(way.message, 2, bold=True), said(way.advice, 3)),
            cell(step_of(report, way).effort),
        )
        for place, way in enumerate(ways, 1)
    ]
    return rows, [f"{way.message} {way.advice}" for way in ways]


def beside(deck: Deck, box: Box, share: float) -> tuple[Box, Box | None]:
    """Two places side by side, the left one with that share of the width; all and None where that is too narrow."""
    left = box.width * share
    right = Box(box.left + left + _BETWEEN / 2, box.top, box.width - left - _BETWEEN / 2, box.height)
    if deck.look.room(right.width) < _NARROW:
        return box, None
    return Box(box.left, box.top, left - _BETWEEN / 2, box.height), right


def fitting(deck: Deck, listing: Listing, box: Box) -> tuple[Grid, ...]:
    """The table in the largest of its sizes in which it takes no more slides than in the smallest."""
    made = [
        paged(laid_out(deck.look, listing.columns, listing.rows, box.width, size), box.height, listing.most)
        for size in listing.sizes
    ]
    return next(pages for pages in made if len(pages) == len(made[-1]))


def _titled(title: str, part: int, parts: int) -> str:
    return _(_SAY["part"]).format(title=title, part=part, parts=parts) if parts > 1 else title


def _left_out(rows: int) -> str:
    return ngettext(
        "{count} more row is left out here; the workbook and the web page hold all of them.",
        "{count} more rows are left out here; the workbook and the web page hold all of them.",
        rows,
    ).format(count=numbers.whole(rows))


def leaf_through(deck: Deck, heading: Heading, listing: Listing, notes: Sequence[str]) -> None:
    """A table on as many slides as it takes; `notes` are to be said of the rows, one of each."""
    lead, start = heading.lead, 0
    pages = fitting(deck, listing, deck.look.frame(lead, heading.note).content)
    kept = pages[:MOST_SLIDES]
    for part, grid in enumerate(kept, 1):
        title, end = _titled(heading.title, part, len(kept)), start + len(grid.rows)
        if part == len(kept) and len(listing.rows) > end:
            lead = _left_out(len(listing.rows) - end)
        with deck.page(title, lead, heading.note, notes[start:end]) as page:
            draw(page, grid, page.frame.content, Told(title, heading.about))
        start = end


def draw_aside(page: Page, deck: Deck, listing: Listing, box: Box | None, said_of: Told) -> tuple[Grid, ...]:
    """The table in a place beside something else; returned is what of it found no room there, to `go_on` with."""
    grids = fitting(deck, listing, box or deck.look.frame("", "").content)
    if box is not None and grids:
        draw(page, grids[0], box, said_of)
    return grids[1:] if box is not None else grids


def go_on(deck: Deck, heading: Heading, grids: Sequence[Grid]) -> None:
    """What of a table found no room beside something else, on slides of its own."""
    for grid in grids:
        with deck.page(_(_SAY["more"]).format(title=heading.title), heading.lead, heading.note) as page:
            draw(page, grid, page.frame.content, Told(heading.title, heading.about))
