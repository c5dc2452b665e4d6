"""Reports with earlier audits: what changed since the last one, and a line over a year in which one thing went dark."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from reports.report_samples import full, leaf

from presence_audit.compare import audit_of, dressed
from presence_audit.model.observation import Count
from presence_audit.model.outcome import Outcome
from presence_audit.model.past import Audit
from presence_audit.model.shown import Shown

if TYPE_CHECKING:
    from presence_audit.model.report import Report

WEEK = timedelta(days=7)
POSTS = {"channel:mastodon:nordlys@fosstodon.org": (4, 1, 2, 0)}


def earlier(weeks: int = 1, *, walled: bool = False, scale: float = 1.0) -> Report:
    """The full sample so many weeks ago: other points, other followers, and one channel behind a wall if asked for."""
    report = full()
    pillars = tuple(
        pillar.model_copy(
            update={
                "leaves": tuple(
                    one.model_copy(update={"score": min(one.score * scale, 100.0)}) if one.score else one
                    for one in pillar.leaves
                )
            }
        )
        for pillar in report.pillars
    )
    channels = tuple(
        line.model_copy(
            update={
                "followers": Count(max(line.followers.value - 7 * weeks, 0), line.followers.precision)
                if line.followers
                else None,
                "posts_per_week": line.posts_per_week and line.posts_per_week * scale,
            }
            | ({"outcome": Outcome.LOGIN_WALL, "posts_per_week": None, "followers": None} if walled and not at else {})
        )
        for at, line in enumerate(report.channels)
    )
    return report.model_copy(
        update={"as_of": report.as_of - weeks * WEEK, "pillars": pillars, "channels": channels, "findings": ()}
    )


def course(count: int = 26, *, gap: bool = True) -> tuple[Audit, ...]:
    """Audits of so many weeks, the newest last; in the middle nothing is known for two of them, and a wall stands."""
    made = []
    for weeks in range(count - 1, -1, -1):
        dark = gap and count // 2 <= weeks < count // 2 + 2
        audit = audit_of(earlier(weeks, walled=dark, scale=0.7 + 0.01 * (count - weeks)))
        made.append(audit.model_copy(update={"value": None, "coverage": 0.2}) if dark else audit)
    return tuple(made)


@cache
def with_history() -> Report:
    """The full sample with what changed since last week, and half a year of audits."""
    report = dressed(full(), earlier(1, scale=0.95), [earlier(1)], POSTS)
    shown = (report.shown or Shown()).model_copy(update={"audits": course()})
    return report.model_copy(update={"shown": shown})


__all__ = ["POSTS", "course", "earlier", "leaf", "with_history"]
