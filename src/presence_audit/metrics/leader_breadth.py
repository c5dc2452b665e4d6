"""How many of the leaders have posted within the last 90 days.

What it measures:
    The share of the leaders with a post in their own words in 90 days, among those of whom that is known. It is told
    when at least half of the leaders are known. With more than six leaders four active ones are enough for 90 points.
    The interval counts the unknown leaders once as silent and once as active.

Why it matters:
    Visibility should not rest on one person, nor on one department. Companies with four or more active executives see
    five times the engagement (FTI 2021-23; the two go together, which does not prove a cause).

How to improve:
    Find the leaders who want to, and help them with a first post. Not everybody has to.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from presence_audit.metrics._calendar import earliest
from presence_audit.metrics._contract import Metric
from presence_audit.metrics._leaders import NO_LEADERS
from presence_audit.metrics._leaf import leaf, sentence
from presence_audit.metrics._measured import Measured
from presence_audit.metrics._pool import could_be_copied, in_doubt_of_all
from presence_audit.metrics._traces import with_repeats_unseen
from presence_audit.scoring import anchors, breadth_points

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.metrics._leaf import Found
    from presence_audit.metrics._subjects import LeaderView, Subjects

_DAYS = timedelta(days=90)


def is_active(leader: LeaderView, subjects: Subjects) -> bool | None:
    """Whether the leader has posted within 90 days; None where that cannot be known."""
    if leader.standing == "unlisted":
        return None
    if leader.standing == "absent":
        return False
    start = subjects.as_of - _DAYS
    last = leader.last_post
    if last is not None and earliest(last) >= start:
        return True
    return False if all(v.is_silent_since(start, leader.last_on(v)) for v in leader.channels) else None


def _measured(subjects: Subjects) -> tuple[Measured, int]:
    answers = [is_active(leader, subjects) for leader in subjects.leaders]
    active, known = answers.count(True), len(answers) - answers.count(None)
    evidence = [e for leader in subjects.leaders for view in leader.channels for e in view.evidence]
    if not answers:
        return Measured.unknown(NO_LEADERS), 0
    if 2 * known < len(answers):
        return Measured.unknown(f"Only {known} of {len(answers)} leaders could be judged.", evidence), 0
    unknown = len(answers) - known
    interval = (active / len(answers), (active + unknown) / len(answers)) if unknown else None
    reason = sentence(
        f"{active} of {known} leaders posted within the last 90 days",
        f"{unknown} more could not be judged" if unknown else "",
    )
    newest = [last for leader in subjects.leaders if (last := leader.last_post) is not None]
    answer = Measured.of(active / known, evidence, interval=interval, reason=reason, posts=newest)
    return with_repeats_unseen(answer.partly(lower=could_be_copied(subjects)), in_doubt_of_all(subjects)), active


def measure(subjects: Subjects) -> Iterator[Found]:
    """One leaf, of the company."""
    measured, active = _measured(subjects)
    weight = anchors().leader_weights.breadth
    count = len(subjects.leaders)
    yield leaf(METRIC.id, "company", weight, measured, lambda share: breadth_points(share, active, count))


METRIC = Metric(
    id="leader-breadth",
    passing="Several leaders are visible",
    failing="Visibility rests on few leaders, or on none",
    unit="share of leaders",
    curve="share; 30 % is worth 50, 60 % 90; above six leaders also the count, if better: 2 are worth 50, 4 worth 90",
    about=__doc__,
    measure=measure,
)
