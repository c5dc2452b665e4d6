"""How much of what a leader does is taking part: answering others, rather than only publishing.

What it measures:
    Of the replies, the quotes with own words and the other own posts of the last 182 days together: how many are
    replies and quotes. Repeats do not count, and of the answers to one person no more than three. Reshares without own
    words answer nobody. It is known only where replies can be seen; a leader who has done nothing at all is not judged.

Why it matters:
    Leading the way means taking part oneself. Posts of accounts that answer the comments under them get more
    interactions: from 5 % more on Bluesky to 42 % more on Threads (Buffer 2025).

How to improve:
    Spend ten minutes after each post on the replies, and comment where your customers and employees write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.metrics._contract import Metric
from presence_audit.metrics._effective import distinct_replies, in_order, is_bare
from presence_audit.metrics._leaders import leaves_of
from presence_audit.metrics._leaf import sentence
from presence_audit.metrics._measured import Measured
from presence_audit.metrics._pool import in_doubt_of_all
from presence_audit.metrics._takes_part import is_answer, shows_replies
from presence_audit.metrics._traces import unheard_answers, with_repeats_unseen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.metrics._leaf import Found
    from presence_audit.metrics._subjects import LeaderView, Subjects


def _measured(leader: LeaderView, subjects: Subjects) -> Measured:
    evidence = [e for view in leader.channels for e in view.evidence]
    heard = [view for view in leader.read if shows_replies(view)]
    if not heard:
        hidden = f"no replies are to be seen on {', '.join(v.name for v in leader.read)}" if leader.read else ""
        return Measured.unknown(sentence(hidden, leader.why_unknown), evidence)
    ids = {view.channel.id for view in heard}
    activity = in_order(p for view in heard for p in view.acts)
    answers = distinct_replies([p for p in activity if is_answer(p)])
    reshares = sum(1 for p in activity if is_bare(p) and not p.is_reply)
    since = min(view.since for view in heard)
    published = [
        said.post
        for said in leader.posts.own
        if said.channel in ids
        and said.post.quote_of is None
        and said.post.published_at is not None
        and said.post.published_at >= since
    ]
    is_partial = len(heard) < len(leader.channels) - sum(v.standing in {"declared", "gone"} for v in leader.channels)
    total = len(published) + len(answers)
    if not total and not reshares:
        if is_partial or not all(view.covers(view.since) for view in heard):
            return Measured.unknown(sentence("nothing was seen", leader.why_unknown), evidence)
        return Measured.not_applicable("There is no activity to judge.", evidence)
    share = len(answers) / total if total else 0.0
    reason = sentence(
        f"{len(answers)} replies and quotes, {len(published)} other posts",
        f"seen on {', '.join(v.name for v in heard)} only" if is_partial else "",
    )
    answer = Measured.of(share, evidence, reason=reason, posts=[*published, *answers]).partly(
        lower=bool(leader.unknown), higher=bool(leader.unknown)
    )
    return with_repeats_unseen(answer, unheard_answers(answers) + in_doubt_of_all(subjects), higher=True)


def measure(subjects: Subjects) -> Iterator[Found]:
    """One leaf per leader."""
    return leaves_of(METRIC.id, subjects, _measured)


METRIC = Metric(
    id="leader-participation",
    passing="The leader takes part in conversations",
    failing="The leader publishes, but rarely answers",
    unit="share of activity",
    curve="share; 20 % is worth 50, 50 % is worth 90",
    about=__doc__,
    measure=measure,
)
