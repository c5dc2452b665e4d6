"""Comparable companies beside which a report is shown, all scored with one method over windows of one length."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.errors import UsageError
from presence_audit.metrics import rescored
from presence_audit.model.peers import Peer
from presence_audit.reports._text import shown
from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presence_audit.model.report import Report
    from presence_audit.scoring import Scored


def name_of(text: str) -> str:
    """A company's name as it is shown and told apart; "?" where it has none."""
    return shown(text.strip(), 80) or "?"


def _refuse(company: str, window_days: int, results: Sequence[Report]) -> None:
    seen: set[str] = set()
    for result in results:
        name = name_of(result.company.name)
        if name.casefold() == company.casefold():
            raise UsageError(f"--peer: this is a result of {company} itself; name results of other companies.")
        if name.casefold() in seen:
            raise UsageError(f"--peer: {name} is named twice; name one result of each company.")
        seen.add(name.casefold())
        if result.window_days != window_days:
            raise UsageError(
                f"--peer: {name} was audited over {result.window_days} days and {company} over {window_days}; audit "
                "both over windows of one length (`window_days:` under `settings:`)."
            )


def scored_by_the_usual(report: Report) -> Scored:
    """Without goals of its own, an industry, or intervals in its range: what others chose would not compare."""
    shown = report.shown and report.shown.model_copy(update={"benchmarks": (), "intervals": False})
    return rescored(report.model_copy(update={"shown": shown}))


def peer_of(report: Report) -> Peer:
    """The company of a report, as this version scores it by what is usual."""
    scored = scored_by_the_usual(report)
    return Peer(
        name=report.company.name,
        as_of=report.as_of,
        window_days=report.window_days,
        total=scored.score.value,
        likely=scored.score.likely,
        coverage=scored.score.coverage,
        pillars={pillar.id: pillar.score for pillar in scored.pillars},
    )


def peers_of(company: str, window_days: int, method: str, results: Sequence[Report]) -> tuple[Peer, ...]:
    """The companies of the results, as this version scores them, in the order given.

    Args:
        company: the name of the company that is shown beside them.
        window_days: the length of the window over which it is audited.
        method: by which it is scored.
        results: what is known of the others.

    Raises:
        UsageError: a result is of the company itself, of a company named before, or over a window of another length; or
            the company is scored by another method, so that its own numbers cannot stand beside theirs.
    """
    _refuse(name_of(company), window_days, results)
    if results and method != anchors().method:
        raise UsageError(
            f"--peer: the result was scored by method {shown(method, 40)} and this version scores by "
            f"{anchors().method}; make it again with `presence-audit scan`."
        )
    return tuple(map(peer_of, results))
