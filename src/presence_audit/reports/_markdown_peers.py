"""The company beside comparable ones as Markdown: their median and middle half, then each company."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.reports._markdown_parts import section, tabled
from presence_audit.reports._markdown_table import Column
from presence_audit.reports._markdown_text import escaped
from presence_audit.reports._peer_rows import SAY, TITLE, PeerLine, PeerRow, limits, peer_lines, peer_rows
from presence_audit.reports._peer_rows import peers_in_words as in_words
from presence_audit.reports._words import PILLARS

if TYPE_CHECKING:
    from presence_audit.model.peers import Others
    from presence_audit.model.report import Report

_BYTES, _NAME, _SENTENCE = 40_000, 80, 400

_BEHIND: tuple[Column[PeerRow], ...] = (
    Column(SAY["score"], lambda row: row.name),
    Column(SAY["own"], lambda row: row.own_cell, is_number=True),
    Column(SAY["median"], lambda row: row.middle_cell, is_number=True),
    Column(SAY["half"], lambda row: row.half_cell, is_number=True),
    Column(SAY["known"], lambda row: row.known, is_number=True),
)
_COMPANIES: tuple[Column[PeerLine], ...] = (
    Column(SAY["company"], lambda line: escaped(line.name, _NAME)),
    Column(SAY["total"], lambda line: line.total, is_number=True),
    Column(SAY["likely"], lambda line: line.likely, is_number=True),
    Column(SAY["coverage"], lambda line: line.coverage, is_number=True),
)


def _pillar(at: int, title: str) -> Column[PeerLine]:
    return Column(title, lambda line: line.pillars[at], is_number=True)


def peers_part(report: Report, peers: Others) -> list[str]:
    """The section with both tables; nothing where there are no others."""
    if not peers:
        return []
    said = [escaped(in_words(report, peers), _SENTENCE), *limits(report, peers)]
    pillars = tuple(_pillar(at, PILLARS[pillar.id]) for at, pillar in enumerate(report.pillars))
    behind = tabled(peer_rows(report, peers), _BEHIND, budget=_BYTES, noun="row")
    lines = peer_lines(report, peers)
    companies = tabled(lines, (*_COMPANIES, *pillars), budget=_BYTES, noun="company") if lines else []
    return section(
        _(TITLE), [*(part for one in said for part in (one, "")), *behind, *(["", *companies] if companies else [])]
    )
