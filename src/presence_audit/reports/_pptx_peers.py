"""The company beside comparable ones: its scores beside their medians as a chart and a table, then each company."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.i18n import mark
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._peer_rows import SAY, TITLE, limits, peer_lines, peer_rows, peers_in_words
from presence_audit.reports._pptx_chart import Chart, Series
from presence_audit.reports._pptx_chart import draw as draw_chart
from presence_audit.reports._pptx_parts import Heading, beside, draw_aside, go_on, leaf_through
from presence_audit.reports._pptx_table import Column, Listing, Told, cell, name
from presence_audit.reports._text import sentence
from presence_audit.reports._words import PILLARS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from presence_audit.model.peers import Others
    from presence_audit.model.report import Report
    from presence_audit.reports._peer_rows import PeerLine, PeerRow
    from presence_audit.reports._pptx_deck import Deck
    from presence_audit.reports._pptx_table import Cell

_SAY = {
    # Translators: the name of a series of bars.
    "their median": mark("Median of the others"),
    # Translators: said of one score: {score} is its name, {known} is "2 of 3".
    "row": mark("{score}: own {own}, median {median}, middle half {half}, known of {known}."),
    # Translators: {range} is two numbers with a dash between, {coverage} a share.
    "line": mark("{company}: presence score {score}, likely range {range}, data coverage {coverage}."),
    "companies": mark("Every company with its presence score"),
    "day": mark("Looked at"),
    # Translators: {scores} are names of scores, such as "Consistency, Content quality".
    "no own": mark("No bar of its own, because not known: {scores}."),
    "no median": mark("No bar of the median, because not known: {scores}."),
}
_A_SLIDE, _CHART = 8, 0.5


def _gaps(rows: Sequence[PeerRow]) -> list[str]:
    """Which bars are missing, because the score is not known."""
    own = ", ".join(row.name for row in rows if row.own is None)
    medians = ", ".join(row.name for row in rows if row.middle is None)
    told = (("no own", own), ("no median", medians))
    return [_(_SAY[key]).format(scores=scores) for key, scores in told if scores]


def _chart(report: Report, peers: Others, rows: Sequence[PeerRow]) -> Chart | None:
    """Own scores and medians as bars, rounded as the table beside them; None where no one is known."""
    own = tuple(numbers.stated_score(row.own) for row in rows)
    medians = tuple(numbers.stated_score(row.middle) for row in rows)
    if all(points is None for points in (*own, *medians)):
        return None
    return Chart(
        title=_(SAY["chart"]),
        description=" ".join((sentence(_(SAY["chart"])), peers_in_words(report, peers))),
        categories=tuple(row.name for row in rows),
        series=(Series(report.company.name or numbers.UNKNOWN, own), Series(_(_SAY["their median"]), medians)),
        form="0.0",
        most=100,
        step=25,
    )


def _row(row: PeerRow) -> tuple[Cell, ...]:
    return (
        cell(name(row.name, bold=row.id == "score")),
        cell(name(row.own_cell, bold=True)),
        *(cell(one) for one in (row.middle_cell, row.half_cell, row.known)),
    )


def _spoken(row: PeerRow) -> str:
    return _(_SAY["row"]).format(
        score=row.name, own=row.own_cell, median=row.middle_cell, half=row.half_cell, known=row.known
    )


def _line(at: int, line: PeerLine, zone: tzinfo) -> tuple[Cell, ...]:
    return (
        cell(name(line.name, bold=at == 0)),
        cell(name(line.total, bold=True)),
        *(cell(one) for one in (line.likely, line.coverage, numbers.day(line.as_of, zone))),
    )


def _said(report: Report, line: PeerLine) -> str:
    told = _(_SAY["line"]).format(company=line.name, score=line.total, range=line.likely, coverage=line.coverage)
    pillars = zip(report.pillars, line.pillars, strict=True)
    return sentence(" ".join((told, "; ".join(f"{_(PILLARS[pillar.id])}: {points}" for pillar, points in pillars))))


def _companies(deck: Deck, report: Report, peers: Others) -> None:
    """The totals of all companies; their pillars are in the notes, because so many columns can be read by nobody."""
    lines, zone = peer_lines(report, peers), numbers.zone_of(report)[0]
    if not lines:
        return
    title = _(_SAY["companies"])
    columns = (
        Column(_(SAY["company"]), 5),
        *(Column(_(SAY[key]), 1.6, is_number=True) for key in ("total", "likely", "coverage")),
        Column(_(_SAY["day"]), 1.6, is_number=True),
    )
    heading = Heading(title, "", " ".join(limits(report, peers)), sentence(title))
    listing = Listing(columns, [_line(at, line, zone) for at, line in enumerate(lines)], (16, 14, 12), _A_SLIDE)
    leaf_through(deck, heading, listing, [_said(report, line) for line in lines])


def beside_peers(deck: Deck, report: Report, peers: Others) -> None:
    """The scores beside the medians of the others, and a table of all companies; nothing where there are no others."""
    rows = peer_rows(report, peers)
    if not rows:
        return
    chart, about = _chart(report, peers, rows), sentence(_(SAY["behind"]))
    note = " ".join((*limits(report, peers), *(_gaps(rows) if chart else ())))
    columns = (
        Column(_(SAY["score"]), 3),
        *(Column(_(SAY[key]), share, is_number=True) for key, share in (("own", 1), ("median", 1), ("half", 1.6))),
        Column(_(SAY["known"]), 1.1, is_number=True),
    )
    listing = Listing(columns, [_row(row) for row in rows], (14, 12), len(rows))
    with deck.page(_(TITLE), peers_in_words(report, peers), note, [_spoken(row) for row in rows]) as page:
        left, right = beside(deck, page.frame.content, _CHART) if chart else (page.frame.content, page.frame.content)
        if chart is not None:
            draw_chart(page, chart, left, report.as_of, is_bar=True, labelled=True)
        left_over = draw_aside(page, deck, listing, right, Told(_(SAY["behind"]), about))
    go_on(deck, Heading(_(TITLE), "", "", about), left_over)
    _companies(deck, report, peers)
