"""Posts per week of one leader on all channels together, over the last 182 days.

What it measures:
    Only posts that count are taken: in own words, at most one a day, no repeats, and no copies of what the company or
    another leader wrote within the week before. Where some channels cannot be read, what the others show is
    taken if they show a post at all; silence beside an unreadable channel proves nothing.

Why it matters:
    Whoever wants the company to take part takes part first. Active top leaders in the Nordic countries post about
    once every other week.

How to improve:
    One post every other week, in your own words, about what you saw and decided. It need not be long.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from presence_audit.metrics._contract import Metric
from presence_audit.metrics._leaders import leaves_of
from presence_audit.metrics._leaf import counted, sentence
from presence_audit.metrics._measured import Measured
from presence_audit.metrics._pool import could_be_copied, in_doubt_of_all
from presence_audit.metrics._rates import rate_of
from presence_audit.metrics._traces import with_repeats_unseen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.metrics._leaf import Found
    from presence_audit.metrics._subjects import LeaderView, Subjects


def _measured(leader: LeaderView, subjects: Subjects) -> Measured:
    evidence = [e for view in leader.channels for e in view.evidence]
    known, unclear = [], []
    for view in leader.read:
        posts = [said.post for said in leader.posts.effective if said.channel == view.channel.id]
        rate = rate_of(posts, view, subjects.days)
        if isinstance(rate, str):
            unclear.append(rate)
        else:
            known.append(view)
    # Repeats and the daily cap are judged across channels, so they may be added only over a stretch that all show.
    ids = {view.channel.id for view in known}
    together = [said.post for said in leader.posts.effective if said.channel in ids]
    shortest = max(known, key=lambda view: view.reach or view.since, default=None)
    if shortest:
        shortest = replace(shortest, until=min(view.until for view in known))
    rate = rate_of(together, shortest, subjects.days) if shortest else ""
    is_partial = bool(leader.unknown or unclear)
    if isinstance(rate, str) or (is_partial and not rate.posts):
        return Measured.unknown(sentence(leader.why_unknown, *dict.fromkeys(unclear)), evidence)
    total = len(known) + len(unclear) + len(leader.unknown)
    reason = sentence(
        f"{counted(rate.posts, 'effective post')} in {rate.days:.0f} days",
        "a listing is cut off, so the rate is an estimate" if rate.is_truncated else "",
        f"measured on {len(known)} of {total} channels; the true figure may be higher" if is_partial else "",
        *dict.fromkeys(view.reservations for view in leader.read),
    )
    interval = (rate.rate.low, rate.rate.high)
    # Another channel adds posts; but it may show fewer days than these, or have said the same words before.
    answer = Measured.of(rate.rate.value, evidence, interval=interval, reason=reason, posts=rate.counted).partly(
        lower=is_partial or could_be_copied(subjects), higher=is_partial
    )
    return with_repeats_unseen(answer, in_doubt_of_all(subjects))


def measure(subjects: Subjects) -> Iterator[Found]:
    """One leaf per leader."""
    return leaves_of(METRIC.id, subjects, _measured)


METRIC = Metric(
    id="leader-posts-per-week",
    passing="The leader posts as often as active top leaders do",
    failing="The leader seldom posts",
    unit="posts a week",
    curve="more is better; 0.5 a week is worth 50, 1.5 a week 90",
    about=__doc__,
    measure=measure,
)
