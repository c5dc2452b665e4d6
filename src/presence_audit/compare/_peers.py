"""Comparable companies beside which a report is shown, all scored with one method over windows of one length."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.errors import UsageError
from presence_audit.metrics import rescored
from presence_audit.model.peers import Peer
from presence_audit.reports._text import shown
from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from collections.abc import Iterable

    from presence_audit.model.report import Report


def _name(report: Report) -> str:
    return shown(report.company.name.strip(), 80) or "?"


def _same(one: Report, other: Report) -> bool:
    return _name(one).casefold() == _name(other).casefold()


def _refuse(report: Report, peer: Report, listed: Iterable[Report]) -> None:
    if _same(report, peer):
        raise UsageError(f"--peer: this is a result of {_name(report)} itself; name results of other companies.")
    if any(_same(one, peer) for one in listed):
        raise UsageError(f"--peer: {_name(peer)} is named twice; name one result of each company.")
    if peer.window_days != report.window_days:
        raise UsageError(
            f"--peer: {_name(peer)} was audited over {peer.window_days} days and {_name(report)} over "
            f"{report.window_days}; audit both over windows of one length (`window_days:` under `settings:`)."
        )


def _peer(report: Report) -> Peer:
    scored = rescored(report)
    return Peer(
        name=report.company.name,
        as_of=report.as_of,
        window_days=report.window_days,
        total=scored.score.value,
        likely=scored.score.likely,
        coverage=scored.score.coverage,
        pillars={pillar.id: pillar.score for pillar in scored.pillars},
    )


def peers_of(report: Report, results: Iterable[Report]) -> tuple[Peer, ...]:
    """The companies of the results, as this version scores them, in the order given.

    Raises:
        UsageError: a result is of the company itself, of a company named before, or over a window of another length; or
            the report was made by another method, so that its own numbers cannot stand beside theirs.
    """
    listed: list[Report] = []
    for result in results:
        _refuse(report, result, listed)
        listed.append(result)
    if listed and report.method != anchors().method:
        raise UsageError(
            f"--peer: the result was scored by method {shown(report.method, 40)} and this version scores by "
            f"{anchors().method}; make it again with `presence-audit scan`."
        )
    return tuple(map(_peer, listed))
