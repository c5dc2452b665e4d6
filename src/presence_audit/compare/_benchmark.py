"""Several companies side by side: all scored by one method, over windows of one length.

A pure function of their reports. Nothing here holds a person's name: of leaders there are counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from presence_audit.compare._counted_leaders import NetworkTally, leaders_counted
from presence_audit.compare._leader_answers import ANYWHERE
from presence_audit.compare._middles import Middle, middles_of
from presence_audit.compare._peers import name_of, peer_of
from presence_audit.compare._ranking import Place, ranked
from presence_audit.compare._voice import Voices, voices_of
from presence_audit.errors import UsageError
from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from presence_audit.model.peers import Peer
    from presence_audit.model.report import Report

LEAST: Final = 5  # companies, of which at least quartiles and counts of leaders are told
_FEW_LEADERS = 3  # of fewer, a count would say what one person does


@dataclass(frozen=True, slots=True)
class LeaderCount:
    """How many leaders of one company are named, present somewhere and active somewhere; None of fewer than three."""

    company: str
    leaders: int
    present: int | None
    active: int | None
    unknown: int | None


@dataclass(frozen=True, slots=True)
class Benchmark:
    """Everything that is told of the companies. `companies` and the rates of `voices` are in the order of the table.

    `leaders` are counts over all companies and `leader_counts` those of each; both are empty where leaders are not
    asked for, and the former also where there are fewer than `least` companies.
    """

    method: str
    window_days: int
    least: int
    places: tuple[Place, ...]
    middles: tuple[Middle, ...]
    voices: Voices
    leaders: tuple[NetworkTally, ...] = ()
    leader_counts: tuple[LeaderCount, ...] = ()

    @property
    def companies(self) -> tuple[Peer, ...]:
        """The companies in the order of the table."""
        return tuple(place.peer for place in self.places)

    @property
    def looked_at(self) -> tuple[datetime, datetime]:
        """The moment of the first audit and of the last one."""
        moments = [peer.as_of for peer in self.companies]
        return min(moments), max(moments)


def refuse_unlike(named: Sequence[tuple[str, int]]) -> None:
    """Refuse companies that cannot stand side by side, by their names and the lengths of their windows in days.

    Raises:
        UsageError: there are fewer than two, two are of one company, or the windows differ in length.
    """
    if len(named) < 2:
        raise UsageError("a benchmark is of two companies or more; name their profiles files or results.")
    seen: set[str] = set()
    first, days = name_of(named[0][0]), named[0][1]
    for name, window_days in ((name_of(raw), window_days) for raw, window_days in named):
        if name.casefold() in seen:
            raise UsageError(f"{name} is named twice; name each company once.")
        seen.add(name.casefold())
        if window_days != days:
            raise UsageError(
                f"{name} is audited over {window_days} days and {first} over {days}; audit all over one window: give "
                "--window-days for profiles files, and make results again with `window_days:` under `settings:`."
            )


def _count(report: Report) -> LeaderCount:
    found = leaders_counted([report])
    anywhere = next((tally for tally in found if tally.network == ANYWHERE), None)
    named = len(report.leaders)
    if anywhere is None or named < _FEW_LEADERS:
        return LeaderCount(report.company.name, named, None, None, None)
    active = anywhere.active
    return LeaderCount(report.company.name, named, anywhere.present.yes, active.yes, active.walled + active.unsaid)


def benchmark_of(reports: Sequence[Report], *, least: int = LEAST, leaders: bool = False) -> Benchmark:
    """Compare companies by their reports, in whatever order they come.

    Args:
        reports: one of each company, two or more; each is scored anew by the method of this version.
        least: of how many companies at least quartiles, and counts of leaders, are told.
        leaders: whether leaders are counted.

    Raises:
        UsageError: there are fewer than two, two are of one company, or the windows differ in length.
    """
    refuse_unlike([(report.company.name, report.window_days) for report in reports])
    peers = [peer_of(report) for report in reports]
    places = ranked(peers)
    by_name = {peer.name: report for peer, report in zip(peers, reports, strict=True)}
    ordered = [by_name[place.peer.name] for place in places]
    return Benchmark(
        method=anchors().method,
        window_days=reports[0].window_days,
        least=least,
        places=places,
        middles=middles_of(peers, least),
        voices=voices_of(ordered),
        leaders=leaders_counted(ordered) if leaders and len(ordered) >= least else (),
        leader_counts=tuple(map(_count, ordered)) if leaders else (),
    )
