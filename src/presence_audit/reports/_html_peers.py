"""The company beside comparable ones on the page: a dot plot, what to bear in mind, and the numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._charts_dots import dot_chart
from presence_audit.reports._html_element import Node, el
from presence_audit.reports._html_parts import Head, Section, figure, paragraph, row, section, table
from presence_audit.reports._html_places import TOTAL, cited, pillar_place
from presence_audit.reports._html_text import name, prose
from presence_audit.reports._peer_rows import SAY, TITLE, limits, peer_lines, peer_rows, peers_in_words
from presence_audit.reports._words import PILLARS

if TYPE_CHECKING:
    from presence_audit.model.peers import Others
    from presence_audit.model.report import Report
    from presence_audit.reports._html_element import Markup


def _behind(report: Report, peers: Others) -> Markup:
    heads = (
        Head(SAY["score"], is_wide=True),
        *(Head(SAY[key], is_number=True) for key in ("own", "median", "half", "known")),
    )
    places: dict[str, str] = {pillar.id: pillar_place(pillar.id) for pillar in report.pillars}
    rows = [
        row(
            one.name,
            [
                cited(one.own_cell, places.get(one.id, TOTAL)),
                one.middle_cell,
                one.half_cell,
                one.known,
            ],
            heads,
        )
        for one in peer_rows(report, peers)
    ]
    return table("peers-behind", _(SAY["behind"]), heads, rows)


def _companies(report: Report, peers: Others) -> Markup:
    heads = (
        Head(SAY["company"], is_person=True),
        *(Head(SAY[key], is_number=True) for key in ("total", "likely", "coverage")),
        *(Head(PILLARS[pillar.id], is_number=True) for pillar in report.pillars),
    )
    lines = peer_lines(report, peers)
    rows = [row(name(one.name), [one.total, one.likely, one.coverage, *one.pillars], heads) for one in lines]
    return table("peers-table", _(SAY["lines"]), heads, rows, "broad")


def beside_peers(report: Report, peers: Others) -> Section | None:
    """The section; None where there is nobody to be shown beside."""
    if not peers:
        return None
    rows = peer_rows(report, peers)
    said = peers_in_words(report, peers)
    chart = dot_chart("peers-chart", _(SAY["chart"]), said, report.company.name or numbers.UNKNOWN, rows)
    told: list[Node] = [paragraph(prose(said)), *(paragraph(one, "soft") for one in limits(report, peers))]
    return section(
        "peers",
        _(TITLE),
        *told,
        figure("peers-chart", chart, _(SAY["chart"]), _behind(report, peers)),
        *((el("div", _companies(report, peers)),) if peer_lines(report, peers) else ()),
    )
