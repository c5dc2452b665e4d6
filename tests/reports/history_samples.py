"""Reports with earlier audits: what changed since the last one, and half a year in which two audits went dark."""

from __future__ import annotations

from datetime import timedelta
from functools import cache

from reports.report_samples import full

from presence_audit.compare import audit_of, dressed
from presence_audit.metrics import rescored
from presence_audit.model.observation import Count
from presence_audit.model.outcome import Outcome
from presence_audit.model.past import Audit
from presence_audit.model.report import ChannelLine, Leaf, Report
from presence_audit.model.shown import Shown

WEEK = timedelta(days=7)
POSTS = {"channel:bluesky:nordlys.example": (4, 1, 2, 0), "channel:youtube:@nordlys": (0, 0, 0, 0)}


def _leaf(one: Leaf, scale: float) -> Leaf:
    return one if one.value is None else one.model_copy(update={"value": one.value * scale, "interval": None})


def _channel(line: ChannelLine, weeks: int, scale: float, *, walled: bool) -> ChannelLine:
    if walled:
        return line.model_copy(update={"outcome": Outcome.LOGIN_WALL, "posts_per_week": None, "followers": None})
    followers = line.followers and Count(max(line.followers.value - 7 * weeks, 0), line.followers.precision)
    rate = None if line.posts_per_week is None else line.posts_per_week * scale
    return line.model_copy(update={"followers": followers, "posts_per_week": rate})


def earlier(weeks: int = 1, *, walled: bool = False, scale: float = 1.0) -> Report:
    """The full sample so many weeks ago: other values and followers, its second channel behind a wall if asked for."""
    report = full()
    pillars = tuple(
        pillar.model_copy(update={"leaves": tuple(_leaf(one, scale) for one in pillar.leaves)})
        for pillar in report.pillars
    )
    channels = tuple(_channel(line, weeks, scale, walled=walled and at == 1) for at, line in enumerate(report.channels))
    told = {"method": "1", "as_of": report.as_of - weeks * WEEK, "pillars": pillars, "channels": channels}
    return report.model_copy(update=told | {"findings": report.findings[1:3]})


def course(count: int = 26, *, gap: bool = True) -> tuple[Audit, ...]:
    """Audits of so many weeks, the newest last; of two in the middle too little is known, for a wall came up."""
    made = []
    for weeks in range(count - 1, -1, -1):
        dark = gap and count // 2 <= weeks < count // 2 + 2
        audit = audit_of(earlier(weeks, walled=dark, scale=0.5 + (count - weeks + weeks % 3) / (2 * count)))
        made.append(
            audit.model_copy(update={"value": None, "coverage": 0.2, "likely": (22.0, 81.0)}) if dark else audit
        )
    return tuple(made)


@cache
def with_history() -> Report:
    """The full sample with what changed since last week, and half a year of audits."""
    scored = rescored(full())
    report = full().model_copy(update={"method": "1", "score": scored.score, "pillars": scored.pillars})
    report = dressed(report, earlier(1, scale=0.9), [earlier(1)], POSTS)
    shown = (report.shown or Shown()).model_copy(update={"audits": course()})
    return report.model_copy(update={"shown": shown})
