"""The company beside comparable ones, or a peer pack: each score with theirs, their median and their middle half.

The quartiles are those of Hyndman and Fan's type 7, which is what spreadsheets call QUARTILE.INC. Of fewer than four
companies a middle half says nothing, so it is not told. Names may hold foreign text as it came.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median, quantiles
from typing import TYPE_CHECKING, Final

from presence_audit.i18n import gettext as _
from presence_audit.i18n import mark
from presence_audit.model.peers import Pack, Peer
from presence_audit.reports import _nouns as nouns
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._method_words import chosen_benchmarks
from presence_audit.reports._pack_words import pack_limits, pack_lines, pack_named
from presence_audit.reports._words import PILLARS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from presence_audit.model.peers import Others
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
_TOTAL_ID: Final = "score"
_QUARTERS: Final = 4  # the fewest companies of which a middle half is told
_APART_DAYS: Final = 31


@dataclass(frozen=True, slots=True)
class PeerRow:
    """One score of the company beside those of the others.

    `own`, `middle` (the median) and `half` (the quartiles) are points or None; `others` are the names and points of the
    companies of which it is known, and none of a pack. It is known of `count` of the `of` companies. Cells are what is
    printed of them.
    """

    id: str
    name: str
    own: float | None
    own_cell: str
    others: tuple[tuple[str, float], ...]
    count: int
    of: int
    known: str
    middle: float | None
    middle_cell: str
    half: tuple[float, float] | None
    half_cell: str


@dataclass(frozen=True, slots=True)
class _Middle:
    """The median and the quartiles of those of whom a score is known."""

    others: tuple[tuple[str, float], ...]
    count: int
    median: float | None
    half: tuple[float, float] | None


def _middle_of(id_: str, others: Others) -> _Middle:
    if isinstance(others, Pack):
        line = pack_lines(others).get(id_)
        return _Middle((), line.known, line.median, line.half) if line else _Middle((), 0, None, None)
    told = ((one.name, one.total if id_ == _TOTAL_ID else one.pillars.get(id_)) for one in others)
    known = tuple((whose, points) for whose, points in told if points is not None)
    points = [value for _name, value in known]
    half = None
    if len(points) >= _QUARTERS:
        low, _middle, high = quantiles(points, n=4, method="inclusive")
        half = (low, high)
    return _Middle(known, len(known), median(points) if points else None, half)


def _row(id_: str, name: str, own: float | None, others: Others) -> PeerRow:
    found, of = _middle_of(id_, others), _number_of(others)
    middle, half = found.median, found.half
    return PeerRow(
        id=id_,
        name=name,
        own=own,
        own_cell=numbers.score(own),
        others=found.others,
        count=found.count,
        of=of,
        known=_("{known} of {all}").format(known=numbers.whole(found.count), all=numbers.whole(of)),
        middle=middle,
        middle_cell=numbers.score(middle),
        half=half,
        half_cell=numbers.span(*map(numbers.score, half)) if half else numbers.NOT_APPLICABLE,
    )


def _number_of(others: Others) -> int:
    return others.n if isinstance(others, Pack) else len(others)


def peer_rows(report: Report, peers: Others) -> tuple[PeerRow, ...]:
    """The total and the pillars of the company beside those of the others; none where there are no others."""
    if not peers:
        return ()
    rows = [_row(_TOTAL_ID, _(TOTAL), report.score.value, peers)]
    rows += [_row(pillar.id, _(PILLARS[pillar.id]), pillar.score, peers) for pillar in report.pillars]
    return tuple(rows)


def _who(others: Others) -> str:
    """The others as they are spoken of: the pack by its name, companies by their number."""
    return pack_named(others) if isinstance(others, Pack) else nouns.counted(len(others), "company")


def peers_in_words(report: Report, peers: Others) -> str:
    """What the dots show of the total, in a sentence; empty where there are no others."""
    rows = peer_rows(report, peers)
    if not rows:
        return ""
    total = rows[0]
    if total.own is None or total.middle is None:
        return _(
            "How {company} stands beside {companies} is unknown, because too little of the score is known."
        ).format(company=report.company.name, companies=_who(peers))
    if isinstance(peers, Pack) and total.half is not None:
        # Translators: {pack} is like "Energy, Norway (n = 34, 2026-11-20, method 1)", {half} like "20.1-40.2".
        return _("{company} has {own} points; the median of {pack} is {middle}, and the middle half {half}.").format(
            company=report.company.name,
            own=total.own_cell,
            pack=_who(peers),
            middle=total.middle_cell,
            half=total.half_cell,
        )
    return _("{company} has {own} points; the median of {companies} is {middle}.").format(
        company=report.company.name,
        own=total.own_cell,
        companies=_who(peers) if isinstance(peers, Pack) else nouns.counted(total.count, "company"),
        middle=total.middle_cell,
    )


def _moments(others: Others) -> tuple[datetime, ...]:
    if isinstance(others, Pack):
        return others.first_as_of, others.last_as_of
    return tuple(one.as_of for one in others)


def limits(report: Report, peers: Others) -> tuple[str, ...]:
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
    if isinstance(peers, Pack):
        told += pack_limits(peers)
    elif any(row.count < _QUARTERS for row in peer_rows(report, peers)):
        told.append(_("Of fewer than four companies no middle half is told."))
    if any(abs((moment - report.as_of).days) > _APART_DAYS for moment in _moments(peers)):
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


def peer_lines(report: Report, peers: Others) -> tuple[PeerLine, ...]:
    """The company first, then the others in the order given, with the pillars in the order of the report.

    None where there are no others, or where they are a pack, which names nobody.
    """
    if not peers or isinstance(peers, Pack):
        return ()
    ids: list[str] = [pillar.id for pillar in report.pillars]
    score = report.score
    own = Peer(
        report.company.name, report.as_of, report.window_days, score.value, score.likely, score.coverage,
        {pillar.id: pillar.score for pillar in report.pillars},
    )  # fmt: skip
    return tuple(_peer_line(one, ids) for one in (own, *peers))
