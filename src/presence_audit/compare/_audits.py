"""Earlier audits of one company by today's method, and a report dressed in them."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

from presence_audit.compare._changes import changes_of
from presence_audit.compare._comparison import compared
from presence_audit.i18n import speaking
from presence_audit.metrics import rescored
from presence_audit.model.past import Audit, AuditedChannel, AuditedLeader
from presence_audit.model.shown import Shown
from presence_audit.scoring import weighted_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from presence_audit.compare._changes import Counts
    from presence_audit.model.report import LeaderLine, Report
    from presence_audit.scoring import Scored

# Two years of weeks; what is older is in the history all the same.
MOST_AUDITS: Final = 104


def _leader(line: LeaderLine, scored: Scored) -> AuditedLeader:
    subject = f"leader:{line.id}"
    own = [leaf for pillar in scored.pillars if pillar.id == "leaders" for leaf in pillar.leaves]
    visibility, _known = weighted_mean(leaf for leaf in own if leaf.subject == subject)
    return AuditedLeader(subject=subject, visibility=visibility, posts_per_week=line.posts_per_week)


def audit_of(report: Report) -> Audit:
    """The audit as one point among others: its numbers by today's method, whatever it printed itself."""
    scored = rescored(report)
    return Audit(
        as_of=report.as_of,
        window_days=report.window_days,
        value=scored.score.value,
        likely=scored.score.likely,
        coverage=scored.score.coverage,
        channels=tuple(
            AuditedChannel(
                subject=line.id, outcome=line.outcome, posts_per_week=line.posts_per_week, followers=line.followers
            )
            for line in report.channels
        ),
        leaders=tuple(_leader(line, scored) for line in report.leaders),
    )


def _called(before: Report, report: Report) -> Report:
    """The earlier report with the names that leaders and the company have in the later one.

    A history keeps no names of leaders, and is of one company, whatever that is called by now; a leader who is not
    named any more is called by the id.
    """
    names = {line.id: (line.name, line.role) for line in report.leaders}
    leaders = tuple(
        line.model_copy(update=dict(zip(("name", "role"), names[line.id], strict=True))) if line.id in names else line
        for line in before.leaders
    )
    return before.model_copy(update={"leaders": leaders, "company": report.company})


def dressed(
    report: Report, before: Report | None, earlier: Iterable[Report], posts: Mapping[str, Counts] | None = None
) -> Report:
    """The report with what changed since the last audit, and with the line of all audits that leads up to it.

    Args:
        report: of today.
        before: the last audit before it, None where there is none.
        earlier: all audits before it, oldest first; the newest 103 of them are kept.
        posts: what the history noticed of each channel.
    """
    with speaking("en"):  # as all that a result holds; it is said again in the language of the edition
        changes = None if before is None else changes_of(compared(_called(before, report), report), posts or {})
    audits = tuple(map(audit_of, deque(earlier, MOST_AUDITS - 1)))
    line = (*audits, audit_of(report)) if audits else ()
    shown = (report.shown or Shown()).model_copy(update={"audits": line})
    return report.model_copy(update={"changes": changes, "shown": shown if report.shown or line else None})
