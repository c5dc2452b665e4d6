"""Days since a leader's last own post on any channel.

What it measures:
    The newest post that is neither a reply nor a bare reshare, and that repeats neither an earlier one nor what the
    company or another leader has said. Where some channels cannot be read, it is taken if the others show a post within
    the last 182 days. A leader who has never posted gets zero points.

Why it matters:
    Whoever looks a leader up sees the newest post first. A fresh one says that somebody is there.

How to improve:
    Begin again with a small post. Nobody asks for a reason for the pause.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.metrics._contract import Metric
from presence_audit.metrics._leaders import leaves_of
from presence_audit.metrics._leaf import sentence
from presence_audit.metrics._measured import Measured
from presence_audit.metrics._pool import could_be_copied, in_doubt_of_all
from presence_audit.metrics._recency import days_since_post
from presence_audit.metrics._traces import with_repeats_unseen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.metrics._leaf import Found
    from presence_audit.metrics._subjects import LeaderView, Subjects


def _measured(leader: LeaderView, subjects: Subjects) -> Measured:
    evidence = [e for view in leader.channels for e in view.evidence]
    found = [days_since_post(view, leader.last_on(view), subjects.zone) for view in leader.read]
    unclear = [answer.reason for answer in found if answer.state == "unknown"]
    dated = [answer for answer in found if answer.value is not None]
    newest = min(dated, key=lambda answer: answer.value or 0.0, default=None)
    is_partial = bool(leader.unknown or unclear)
    if is_partial:
        last = leader.last_post
        if newest is None or last is None or (newest.value or 0.0) > subjects.days:
            return Measured.unknown(sentence(leader.why_unknown, *dict.fromkeys(unclear)), evidence)
        reason = sentence(newest.reason, leader.partly and f"{leader.partly}; the last post may be later")
        answer = Measured.of(newest.value or 0.0, evidence, interval=newest.interval, reason=reason, posts=newest.posts)
        answer = answer.partly(lower=could_be_copied(subjects), higher=True)
        return with_repeats_unseen(answer, in_doubt_of_all(subjects))
    if newest is None:
        return Measured.absent(sentence(*dict.fromkeys(answer.reason for answer in found)), evidence)
    answer = Measured(newest.state, newest.value, newest.interval, newest.reason, tuple(evidence), newest.posts)
    return with_repeats_unseen(answer.partly(lower=could_be_copied(subjects)), in_doubt_of_all(subjects))


def measure(subjects: Subjects) -> Iterator[Found]:
    """One leaf per leader."""
    return leaves_of(METRIC.id, subjects, _measured)


METRIC = Metric(
    id="leader-last-post",
    passing="The leader has posted within the week",
    failing="The leader has not posted for long",
    unit="days",
    curve="less is better; 30 days are worth 50, 7 days 90",
    about=__doc__,
    measure=measure,
)
