"""How many leaders are there and how many speak, network by network: counts over all companies, and nobody's name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from presence_audit.compare._leader_answers import ANYWHERE, LeadersOf, one_of
from presence_audit.scoring.proportion import wilson

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from presence_audit.compare._leader_answers import Answer
    from presence_audit.model.report import Report


@dataclass(frozen=True, slots=True)
class Tally:
    """How many said yes, how many no, and of how many that is not known.

    Of these `walled` have an account that is named and could not be read; of `unsaid` nothing is named. A tally of
    many answers in one (`is_any`: a company with at least one leader, a leader on at least one network) says yes as
    soon as one is seen, and no only when all are.
    """

    yes: int
    no: int
    walled: int
    unsaid: int
    is_any: bool = False

    @property
    def known(self) -> int:
        """Of how many it is known."""
        return self.yes + self.no

    @property
    def all(self) -> int:
        """How many there are."""
        return self.known + self.walled + self.unsaid

    @property
    def share(self) -> float | None:
        """The share among those of whom it is known; None where these would speak for others whom they are not like.

        They do where fewer than half are known, where only those who are not there can be known (a network that lets
        nobody look), and, of many answers in one, wherever something is unknown: a yes is sooner known than a no.
        """
        unknown = self.walled + self.unsaid
        is_closed = not self.yes and self.walled
        if not self.known or 2 * self.known < self.all or is_closed or (self.is_any and unknown):
            return None
        return self.yes / self.known

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 90 % interval of that share (Wilson); None where there is no share."""
        return None if self.share is None else wilson(self.yes, self.known)

    @property
    def bounds(self) -> tuple[float, float] | None:
        """The share of all, if everything unknown were a no, and if it were a yes; None where there is nobody."""
        unknown = self.walled + self.unsaid
        return (self.yes / self.all, (self.yes + unknown) / self.all) if self.all else None


@dataclass(frozen=True, slots=True)
class NetworkTally:
    """One network, or "any": leaders who are present and who are active, and companies with one who is."""

    network: str
    present: Tally
    active: Tally
    companies_present: Tally
    companies_active: Tally


def _tally(answers: Iterable[Answer], *, is_any: bool) -> Tally:
    counts = Counter(answers)
    return Tally(counts["yes"], counts["no"], counts["walled"], counts["unsaid"], is_any)


def _counted(network: str, companies: Sequence[LeadersOf]) -> NetworkTally:
    present = [[one.present(leader, network) for leader in one.leaders] for one in companies]
    active = [[one.active(leader, network) for leader in one.leaders] for one in companies]
    return NetworkTally(
        network,
        _tally(chain.from_iterable(present), is_any=network == ANYWHERE),
        _tally(chain.from_iterable(active), is_any=network == ANYWHERE),
        _tally(map(one_of, present), is_any=True),
        _tally(map(one_of, active), is_any=True),
    )


def leaders_counted(reports: Sequence[Report]) -> tuple[NetworkTally, ...]:
    """Every network that is named for a leader, by name, and "any" last; none where no leader is named at all."""
    companies = [LeadersOf(report) for report in reports]
    if not any(one.leaders for one in companies):
        return ()
    names = {line.platform for one in companies for lines in one.lines.values() for line in lines}
    return tuple(_counted(network, companies) for network in (*sorted(names), ANYWHERE))
