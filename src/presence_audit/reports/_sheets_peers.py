"""The tables of the company beside comparable ones: each score with their quartiles, and each company."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.i18n import mark
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._peer_rows import SAY, TITLE, limits, peer_lines, peer_rows, peers_in_words
from presence_audit.reports._sheets import Column, Sheet, known, state_of, titled
from presence_audit.reports._text import sentence
from presence_audit.reports._words import PILLARS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.model.peers import Others
    from presence_audit.model.report import Report
    from presence_audit.reports._peer_rows import PeerLine
    from presence_audit.reports._sheets import Row

_SCORES = (
    Column(SAY["score"], "text", 28),
    Column(SAY["own"], "points", 9),
    Column(mark("Own is"), "state", 11),
    Column(SAY["median"], "points", 9),
    Column(mark("Median is"), "state", 11),
    Column(mark("Middle half, from"), "points", 11),
    Column(mark("Middle half, to"), "points", 11),
    Column(mark("Middle half is"), "state", 14),
    Column(mark("Companies known"), "count", 11),
    Column(mark("Companies"), "count", 11),
    Column(mark("Score id"), "text", 14, is_printed=False),
)
_COMPANIES = (
    Column(SAY["company"], "text", 32),
    Column(mark("Looked at ({zone})"), "moment", 17),
    Column(SAY["total"], "points", 10),
    Column(mark("Score is"), "state", 11),
    Column(mark("Likely range, from"), "points", 11),
    Column(mark("Likely range, to"), "points", 11),
    Column(SAY["coverage"], "share", 11),
)
_UNKNOWN = mark("Pillars that are unknown")


def _scores(report: Report, peers: Others) -> Iterator[Row]:
    for row in peer_rows(report, peers):
        half = row.half or (None, None)
        is_half = known(row.middle) if row.half or row.middle is None else state_of(row.half_cell)
        yield (
            row.name,
            row.own,
            known(row.own),
            row.middle,
            known(row.middle),
            *half,
            is_half,
            row.count,
            row.of,
            row.id,
        )


def _company(report: Report, line: PeerLine) -> Row:
    total, *pillars = line.scores
    listed = zip(report.pillars, pillars, strict=True)
    return (
        line.name,
        numbers.local(line.as_of, numbers.zone_of(report)[0]),
        total,
        known(total),
        *line.ends,
        line.share,
        *pillars,
        ", ".join(_(PILLARS[pillar.id]) for pillar, points in listed if points is None),
    )


def peers_sheets(report: Report, peers: Others) -> list[Sheet]:
    """A row for each score, and one for each company, the audited one first; of a pack the former alone."""
    if not peers:
        return []
    about = " ".join((peers_in_words(report, peers), *limits(report, peers)))
    pillars = (Column(PILLARS[pillar.id], "points", 13) for pillar in report.pillars)
    columns = titled((*_COMPANIES, *pillars, Column(_UNKNOWN, "long", 40)), numbers.zone_of(report)[1])
    lines = tuple(_company(report, line) for line in peer_lines(report, peers))
    made = [Sheet("peers", _(TITLE), about, "", titled(_SCORES), tuple(_scores(report, peers)))]
    if lines:
        made.append(Sheet("companies", _("Companies"), sentence(_(SAY["lines"])), "", columns, lines))
    return made
