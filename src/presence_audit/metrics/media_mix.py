"""How many kinds of posts the company uses: text, picture, gallery, video, sound, document, poll, link, article.

What it measures:
    The posts of the last 91 days that count are sorted by kind. A kind that is hardly used counts little: the number
    says how many kinds in equal use would be as mixed. Five videos and five pictures are 2 kinds; nine videos and one
    picture are 1.4. Posts whose kind the platform does not tell are left out; fewer than five others are too few to
    judge. (The number is exp(H), H being Shannon's entropy of the shares: how mixed they are.)

Why it matters:
    People and platforms differ in what they like: documents do well on LinkedIn, short films elsewhere. Several
    kinds reach more sorts of readers. The anchors are a house default.

How to improve:
    Once a month, tell something you would have written as a video, a gallery or a poll.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from presence_audit.metrics._contract import Metric
from presence_audit.metrics._leaf import counted, sentence
from presence_audit.metrics._measured import Measured
from presence_audit.metrics._pool import could_show, effective_in, evidence_of, none_judged, pooled, since
from presence_audit.scoring import anchors
from presence_audit.scoring.evenness import effective_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from presence_audit.metrics._leaf import Found
    from presence_audit.metrics._subjects import CompanyChannel, Subjects
    from presence_audit.model.observation import Kind, Post


def _shows_posts(channel: CompanyChannel) -> bool:
    return could_show(channel.view, "posts") or bool(channel.effective)


def _measured(channels: Sequence[CompanyChannel], start: datetime) -> Measured:
    posts: list[Post] = []
    untold = 0
    for channel in channels:
        inside = effective_in(channel, start)
        told = [post for post in inside if post.kind != "other"]
        untold += len(inside) - len(told)
        posts += told
    least = int(anchors().metrics[METRIC.id].extra["least_posts"])
    left_out = f"{counted(untold, 'post')} of unknown kind left out" if untold else ""
    if not posts and not untold:
        return none_judged(channels, start, "posts")
    counts: Counter[Kind] = Counter(post.kind for post in posts)
    kinds = effective_number(counts.values())
    if kinds is None or len(posts) < least:
        reason = f"{counted(len(posts), 'post')} of a known kind; {least} are needed to judge the mix"
        return Measured.unknown(sentence(reason, left_out), evidence_of(channels))
    listed = ", ".join(
        f"{kind} {count}" for kind, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    )
    reason = sentence(f"{counted(len(posts), 'post')}: {listed}", left_out)
    return Measured.of(kinds, evidence_of(channels), reason=reason, posts=posts)


def measure(subjects: Subjects) -> Iterator[Found]:
    """One leaf, of the company, and an unknown one for each channel that hides its posts."""
    start = since(subjects)
    return pooled(METRIC.id, subjects, "posts", lambda channels: _measured(channels, start), shown=_shows_posts)


METRIC = Metric(
    id="media-mix",
    passing="The posts are of several kinds",
    failing="The posts are nearly all of one kind",
    unit="kinds, as if used equally",
    curve="more is better; 1.5 kinds are worth 50, 2.5 are worth 90",
    about=__doc__,
    measure=measure,
)
