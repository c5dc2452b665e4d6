"""How much of a leader's activity is in his or her own words.

What it measures:
    Of all activity over the last 182 days (own posts, replies, reshares) the share that is neither a bare
    reshare nor a near copy of a post that the company or another leader published within the week before.

Why it matters:
    To pass on the company's text is help, and it is the company's voice that is heard. A sentence of one's own makes
    it the leader's.

How to improve:
    Write one sentence of your own above what you share: why it matters to you.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.metrics._contract import Metric
from presence_audit.metrics._effective import distinct_replies, in_order, is_bare
from presence_audit.metrics._leaders import leaves_of
from presence_audit.metrics._leaf import sentence
from presence_audit.metrics._measured import Measured
from presence_audit.metrics._pool import could_be_copied, in_doubt_of_all
from presence_audit.metrics._traces import unheard_answers, with_repeats_unseen
from presence_audit.metrics._views import TOLERATED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.metrics._leaf import Found
    from presence_audit.metrics._subjects import LeaderView, Subjects
    from presence_audit.metrics._views import ChannelView


def _shows_reshares(view: ChannelView) -> bool:
    posts = list(view.acts)
    return sum(1 for post in posts if post.is_repost is None) <= TOLERATED * len(posts)


def _measured(leader: LeaderView, subjects: Subjects) -> Measured:
    evidence = [e for view in leader.channels for e in view.evidence]
    heard = [view for view in leader.read if _shows_reshares(view)]
    if not heard:
        hidden = (
            f"reshares cannot be told from posts on {', '.join(v.name for v in leader.read)}" if leader.read else ""
        )
        return Measured.unknown(sentence(hidden, leader.why_unknown), evidence)
    ids = {view.channel.id for view in heard}
    since = min(view.since for view in heard)
    activity = in_order(p for view in heard for p in view.acts)
    reshares = [p for p in activity if is_bare(p) and not p.is_reply]
    replies = distinct_replies([p for p in activity if p.is_reply])
    said = [
        one
        for one in leader.posts.own
        if one.channel in ids and one.post.published_at is not None and one.post.published_at >= since
    ]
    copies = sum(1 for one in said if one.is_copy)
    total = len(reshares) + len(replies) + len(said)
    if not total:
        if leader.unknown or len(heard) < len(leader.read) or not all(view.covers(view.since) for view in heard):
            return Measured.unknown(sentence("nothing was seen", leader.why_unknown), evidence)
        return Measured.not_applicable("There is no activity to judge.", evidence)
    reason = sentence(
        f"{len(reshares)} bare reshares and {copies} copies among {total} posts, replies and reshares",
        leader.partly and f"seen on {', '.join(v.name for v in heard)} only",
    )
    posts = [*(one.post for one in said), *replies, *reshares]
    answer = Measured.of((total - len(reshares) - copies) / total, evidence, reason=reason, posts=posts).partly(
        lower=bool(leader.unknown) or could_be_copied(subjects), higher=bool(leader.unknown)
    )
    return with_repeats_unseen(answer, unheard_answers(replies) + in_doubt_of_all(subjects))


def measure(subjects: Subjects) -> Iterator[Found]:
    """One leaf per leader."""
    return leaves_of(METRIC.id, subjects, _measured)


METRIC = Metric(
    id="leader-own-voice",
    passing="The leader speaks in his or her own words",
    failing="The leader mostly passes on what others wrote",
    unit="share of activity",
    curve="share; half is worth 50, 90 % are worth 90",
    about=__doc__,
    measure=measure,
)
