"""The company beside comparable ones, on a terminal: their median and middle half, then each company."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.reports._peer_rows import SAY, TITLE, limits, peer_lines, peer_rows, peers_in_words
from presence_audit.reports._terminal_tables import STACKED_BELOW, number_cell
from presence_audit.reports._words import PILLARS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.text import Text

    from presence_audit.model.peers import Others
    from presence_audit.model.report import Report
    from presence_audit.reports._pen import Pen

_BEHIND = ("score", "own", "median", "half", "known")
_COMPANIES = ("company", "total", "likely", "coverage")
_PILLARS_FROM = 200  # cells; narrower, the pillars of each company stand in the other formats
_NAME = 40


def _table(pen: Pen, heads: Sequence[str], rows: Sequence[Sequence[Text]]) -> None:
    """A table with a name and then numbers; each row a paragraph where that is too wide."""
    if pen.plain or pen.width >= STACKED_BELOW:
        numbers = frozenset(range(1, len(heads)))
        pen.table(heads, rows, right=numbers, whole=numbers)
        return
    for first, *cells in rows:
        pen.line(first, indent=1)
        told = [pen.join([pen.text(head), one], ": ") for head, one in zip(heads[1:], cells, strict=True)]
        pen.line(pen.join(told), indent=3)


def peers_part(pen: Pen, report: Report, peers: Others) -> None:
    """Each score beside the median of the others, and each company; nothing where there are none."""
    if not peers:
        return
    pen.heading(_(TITLE))
    pen.line(pen.text(peers_in_words(report, peers), limit=400), indent=1)
    for said in limits(report, peers):
        pen.line(pen.text(said, "dim", 300), indent=1)
    pen.line()
    behind = [
        (
            pen.text(row.name),
            number_cell(pen, row.own_cell, "bold"),
            number_cell(pen, row.middle_cell),
            number_cell(pen, row.half_cell),
            pen.text(row.known),
        )
        for row in peer_rows(report, peers)
    ]
    _table(pen, [_(SAY[key]) for key in _BEHIND], behind)
    lines = peer_lines(report, peers)
    if not lines:
        return
    pen.line()
    has_pillars = pen.plain or pen.width >= _PILLARS_FROM
    heads = [_(SAY[key]) for key in _COMPANIES]
    heads += [_(PILLARS[pillar.id]) for pillar in report.pillars] if has_pillars else []
    companies = [
        (
            pen.text(line.name, "bold" if at == 0 else "", _NAME),
            number_cell(pen, line.total, "bold" if at == 0 else ""),
            *(pen.text(cell) for cell in (line.likely, line.coverage)),
            *(number_cell(pen, cell) for cell in line.pillars if has_pillars),
        )
        for at, line in enumerate(lines)
    ]
    _table(pen, heads, companies)
