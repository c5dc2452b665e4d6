"""How often the company's posts invite an answer.

What it measures:
    Of the posts that count over the last 91 days the share that asks something: a question mark in the company's own
    words, or a poll. Question marks within web addresses do not count. More than 60 % earns nothing more; above 80 %
    it looks like bait for comments, and the reason says so.

Why it matters:
    A question raises the chance of an answer (Arguello et al. 2006), and an answer is where a conversation begins.
    Posts that beg for comments are shown to fewer people by the networks themselves.

How to improve:
    End one post in five with a question to which you want to know the answer, and use the answers.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from presence_audit.metrics._contract import Metric
from presence_audit.metrics._leaf import counted, sentence
from presence_audit.metrics._measured import Measured
from presence_audit.metrics._pool import could_show, effective_in, evidence_of, names, none_judged, pooled, since
from presence_audit.metrics._questions import asks
from presence_audit.metrics._traces import with_words_unknown, without_words
from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from presence_audit.metrics._leaf import Found
    from presence_audit.metrics._subjects import CompanyChannel, Subjects
    from presence_audit.model.observation import Post


def _shows_text(channel: CompanyChannel, start: datetime) -> bool:
    """At least one post has a text; where there is no post, the platform must show it."""
    posts = effective_in(channel, start)
    return (
        any(post.text or (post.trace and post.trace.words) for post in posts)
        if posts
        else could_show(channel.view, "text")
    )


def _measured(channels: Sequence[CompanyChannel], start: datetime) -> Measured:
    posts: list[Post] = []
    wordless = 0
    for channel in channels:
        inside = effective_in(channel, start)
        wordless += without_words(inside)
        posts += (post for post in inside if post.trace is None)
    if not posts:
        return none_judged(channels, start, "posts", wordless)
    inviting = sum(post.kind == "poll" or asks(post.text) for post in posts)
    share = inviting / len(posts)
    reason = sentence(
        f"{inviting} of {counted(len(posts), 'post')} ask something, seen on {names(channels)}",
        "so many questions look like bait for comments" if share > anchors().metrics[METRIC.id].extra["bait"] else "",
    )
    return with_words_unknown(Measured.of(share, evidence_of(channels), reason=reason, posts=posts), wordless)


def measure(subjects: Subjects) -> Iterator[Found]:
    """The company's leaf, and one for each channel that hides its posts."""
    start = since(subjects)
    yield from pooled(
        METRIC.id,
        subjects,
        "text",
        partial(_measured, start=start),
        shown=lambda channel: _shows_text(channel, start),
    )


METRIC = Metric(
    id="invitation",
    passing="Posts invite an answer",
    failing="Posts seldom ask anything",
    unit="share of posts",
    curve="share; 10 % is worth 50, 30 % is worth 90; more than 60 % earns no more",
    about=__doc__,
    measure=measure,
)
