"""The company beside comparable ones: each score with theirs, their median and their middle half.

The quartiles are those of Hyndman and Fan's type 7, which is what spreadsheets call QUARTILE.INC. Of fewer than four
companies a middle half says nothing, so it is not told. Names may hold foreign text as it came.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median, quantiles
from typing import TYPE_CHECKING, Final

from presence_audit.i18n import gettext as _
from presence_audit.i18n import mark
from presence_audit.model.peers import Peer
from presence_audit.reports import _nouns as nouns
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._method_words import chosen_benchmarks
from presence_audit.reports._words import PILLARS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from presence_audit.model.report import Report

TITLE: Final = mark("Beside comparable companies")
TOTAL: Final = mark("Presence score")
# The words of every format, for its chart and its two tables.
SAY: Final = {
    "chart": mark("Each score beside those of comparable companies"),
    "behind": mark("Median and middle half of comparable companies"),
    "score": mark("Score"),
    "own": mark("Own"),
    "median": mark("Median"),
    "half": mark("Middle half"),
    "known": mark("Known of"),
    "lines": mark("Every company with its scores"),
    "company": mark("Company"),
    "total": TOTAL,
    "likely": mark("Likely range"),
    "coverage": mark("Data coverage"),
}
_QUARTERS: Final = 4  # the fewest companies of which a middle half is told
_APART_DAYS: Final = 31


@dataclass(frozen=True, slots=True)
class PeerRow:
    """One score of the company beside those of the others.

    `own`, `middle` (the median) and `half` (the quartiles) are points or None; `others` are the names and points of the
    companies of which it is known. Cells are what is printed of them.
    """

    id: str
    name: str
    own: float | None
    own_cell: str
    others: tuple[tuple[str, float], ...]
    known: str
    middle: float | None
    middle_cell: str
    half: tuple[float, float] | None
    half_cell: str


def _row(id_: str, name: str, own: float | None, others: Sequence[tuple[str, float | None]]) -> PeerRow:
    known = tuple((whose, points) for whose, points in others if points is not None)
    points = [value for _name, value in known]
    middle = median(points) if points else None
    half = None
    if len(points) >= _QUARTERS:
        low, _middle, high = quantiles(points, n=4, method="inclusive")
        half = (low, high)
    return PeerRow(
        id=id_,
        name=name,
        own=own,
        own_cell=numbers.score(own),
        others=known,
        known=_("{known} of {all}").format(known=numbers.whole(len(known)), all=numbers.whole(len(others))),
        middle=middle,
        middle_cell=numbers.score(middle),
        half=half,
        half_cell=numbers.span(*map(numbers.score, half)) if half else numbers.NOT_APPLICABLE,
    )


def peer_rows(report: Report, peers: Sequence[Peer]) -> tuple[PeerRow, ...]:
    """The total and the pillars of the company beside those of the others; none where there are no others."""
    if not peers:
        return ()
    rows = [_row("score", _(TOTAL), report.score.value, [(peer.name, peer.total) for peer in peers])]
    rows += [
        _row(
            pillar.id, _(PILLARS[pillar.id]), pillar.score, [(peer.name, peer.pillars.get(pillar.id)) for peer in peers]
        )
        for pillar in report.pillars
    ]
    return tuple(rows)


def peers_in_words(report: Report, peers: Sequence[Peer]) -> str:
    """What the dots show of the total, in a sentence; empty where there are no others."""
    rows = peer_rows(report, peers)
    if not rows:
        return ""
    total = rows[0]
    if total.own is None or total.middle is None:
        return _(
            "How {company} stands beside {companies} is unknown, because too little of the score is known."
        ).format(company=report.company.name, companies=nouns.counted(len(peers), "company"))
    return _("{company} has {own} points; the median of {companies} is {middle}.").format(
        company=report.company.name,
        own=total.own_cell,
        companies=nouns.counted(len(total.others), "company"),
        middle=total.middle_cell,
    )


def limits(report: Report, peers: Sequence[Peer]) -> tuple[str, ...]:
    """What to bear in mind when reading them side by side: how much is known of each, and when they were looked at."""
    if not peers:
        return ()
    told = [
        _(
            "All are scored by one method over {days}. A difference that is smaller than the ranges says nothing."
        ).format(days=nouns.counted(report.window_days, "day"))
    ]
    if chosen_benchmarks(report):
        told.append(_("The company is judged by goals or an industry of its own, the others by what is usual."))
    if report.shown is not None and report.shown.intervals:
        told.append(_("The company's range holds the intervals of what was measured, those of the others do not."))
    if any(len(row.others) < _QUARTERS for row in peer_rows(report, peers)):
        told.append(_("Of fewer than four companies no middle half is told."))
    if any(abs((peer.as_of - report.as_of).days) > _APART_DAYS for peer in peers):
        told.append(_("They were not all looked at in the same month."))
    return tuple(told)


@dataclass(frozen=True, slots=True)
class PeerLine:
    """One company as a row, with its range and how much of it is known.

    The name is foreign text, or "?"; `total` to `pillars` are cells. Behind them, for formats that keep numbers, are
    `scores` (the total and then the pillars, in points; None is unknown), the `ends` of the likely range in points,
    `share` (of the method's weight that is known), and when the company was looked at.
    """

    name: str
    total: str
    likely: str
    coverage: str
    pillars: tuple[str, ...]
    scores: tuple[float | None, ...]
    ends: tuple[float, float]
    share: float
    as_of: datetime


def _peer_line(one: Peer, ids: Sequence[str]) -> PeerLine:
    pillars = tuple(one.pillars.get(id_) for id_ in ids)
    return PeerLine(
        name=one.name or numbers.UNKNOWN,
        total=numbers.score(one.total),
        likely=numbers.span(*map(numbers.score, one.likely)),
        coverage=numbers.percent(one.coverage),
        pillars=tuple(map(numbers.score, pillars)),
        scores=(one.total, *pillars),
        ends=one.likely,
        share=one.coverage,
        as_of=one.as_of,
    )


def peer_lines(report: Report, peers: Sequence[Peer]) -> tuple[PeerLine, ...]:
    """The company first, then the others in the order given, with the pillars in the order of the report."""
    if not peers:
        return ()
    ids: list[str] = [pillar.id for pillar in report.pillars]
    score = report.score
    own = Peer(
        report.company.name, report.as_of, report.window_days, score.value, score.likely, score.coverage,
        {pillar.id: pillar.score for pillar in report.pillars},
    )  # fmt: skip
    return tuple(_peer_line(one, ids) for one in (own, *peers))
