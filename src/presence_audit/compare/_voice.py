"""Share of voice: how much of what several companies publish each of them publishes, network by network.

What counts is effective posts per week on the companies' own channels. A company whose channel could not be read has an
unknown share and takes no part, and neither does one that names no channel there: nobody has looked.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING, Literal

from presence_audit.model.channel import COMPANY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from presence_audit.model.report import ChannelLine, Report

Unknown = Literal["unread", "unnamed"]


@dataclass(frozen=True, slots=True)
class Voiced:
    """What the companies published on one network, or in all; by company, in their order.

    `rates` are effective posts per week; "unread" where a channel could not be read, "unnamed" where none is named.
    `shares` are of the sum of the known rates, None where the rate is not known or nobody published anything.
    """

    network: str
    rates: tuple[float | Unknown, ...]

    @property
    def known(self) -> int:
        """Of how many companies the rate is known."""
        return sum(not isinstance(rate, str) for rate in self.rates)

    @property
    def shares(self) -> tuple[float | None, ...]:
        """The shares, which sum up to 1 over the companies of which they are known."""
        whole = fsum(rate for rate in self.rates if not isinstance(rate, str))
        return tuple(None if isinstance(rate, str) or not whole else rate / whole for rate in self.rates)


@dataclass(frozen=True, slots=True)
class Voices:
    """Every network on which one company at least was heard, and all together.

    `silent` are the networks on which nobody of whom it is known published anything; `closed` those that could be read
    of nobody who names a channel there: they are left out of the whole.
    """

    networks: tuple[Voiced, ...]
    whole: Voiced
    silent: tuple[str, ...]
    closed: tuple[str, ...]


def _rate(line: ChannelLine) -> float | None:
    """Effective posts per week; 0 where it is known that there is no such account."""
    if line.provenance == "declared" or line.outcome.is_absent:
        return 0.0
    return line.posts_per_week if line.outcome.is_readable else None


def _rates(report: Report) -> dict[str, float | Unknown]:
    """By network what the company published there."""
    found: dict[str, float | Unknown] = {}
    for line in report.channels:
        if line.owner != COMPANY:
            continue
        rate, before = _rate(line), found.get(line.platform, 0.0)
        found[line.platform] = "unread" if rate is None or isinstance(before, str) else before + rate
    return found


def _is_open(rates: Sequence[float | Unknown]) -> bool:
    return any(not isinstance(rate, str) for rate in rates)


def _together(rates: Mapping[str, float | Unknown], networks: Sequence[str]) -> float | Unknown:
    there = [rates[network] for network in networks if network in rates]
    if not there:
        return "unnamed"
    known = [rate for rate in there if not isinstance(rate, str)]
    return fsum(known) if len(known) == len(there) else "unread"


def voices_of(reports: Sequence[Report]) -> Voices:
    """The share of voice of each company, in the order given."""
    told = [_rates(report) for report in reports]
    names = sorted({name for rates in told for name in rates})
    networks = [Voiced(name, tuple(rates.get(name, "unnamed") for rates in told)) for name in names]
    open_ = tuple(one for one in networks if _is_open(one.rates))
    known = [one.network for one in open_]
    whole = Voiced("all", tuple(_together(rates, known) for rates in told))
    heard = tuple(one for one in open_ if any(one.shares))
    silent = tuple(one.network for one in open_ if one not in heard)
    return Voices(heard, whole, silent, tuple(name for name in names if name not in known))
