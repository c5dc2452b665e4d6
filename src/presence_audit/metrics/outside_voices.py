"""How many people outside the company join in under its posts.

What it measures:
    The different outside accounts that comment under the posts of the last 91 days that count, per such post, over all
    channels whose comments were read. Somebody who comments ten times is one; a person with accounts on two platforms
    counts on each. The company's own accounts and its leaders are no outsiders. A post of whose comments the site shows
    a part only is left out. Where more than one comment in ten does not show who wrote it, or not whether that was the
    company itself, it is unknown. Who they are is compared and counted, and never told.

Why it matters:
    A community is made of those who come of their own accord; ten answers from ten people are worth more than ten from
    one.

How to improve:
    Ask what only your readers know, and answer the first ones quickly: others follow.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from presence_audit.metrics._accounts import folded, handles_on
from presence_audit.metrics._contract import Metric
from presence_audit.metrics._leaf import counted, leaf, sentence
from presence_audit.metrics._measured import Measured
from presence_audit.metrics._pool import UNHEARD, effective_in, evidence_of, is_read, names, none_judged, pooled, since
from presence_audit.metrics._views import TOLERATED
from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from presence_audit.metrics._leaf import Found
    from presence_audit.metrics._subjects import CompanyChannel, Subjects
    from presence_audit.model.observation import Comment, Comments, Post


@dataclass(frozen=True, slots=True)
class _Heard:
    """The effective posts of one channel whose comments were read, and what outsiders said under them.

    `unread` counts the other posts, of whose comments nothing or only a part was read. `foreign` counts everything that
    others said on the channel, `hidden` how much of it does not show who, or not whether it was the company itself.
    """

    posts: list[Post]
    unread: int
    outside: list[Comment]
    voices: set[tuple[str, str]]
    foreign: int
    hidden: int

    @property
    def is_shown(self) -> bool:
        """Nearly every comment of others shows who wrote it."""
        return self.hidden <= TOLERATED * self.foreign


def _ours(channel: CompanyChannel, subjects: Subjects) -> frozenset[str]:
    """The handles of the company and its leaders on the channel's platform."""
    return handles_on(channel.view.channel.platform, subjects.profiles.all_channels)


def _heard(channel: CompanyChannel, comments: Comments, start: datetime, ours: frozenset[str]) -> _Heard:
    inside = effective_in(channel, start)
    left_out = frozenset(comments.left_out)
    # Comments are read today, under the posts that are listed today.
    posts = [
        post
        for post in effective_in(channel, max(start, comments.since))
        if post.id not in left_out and post.trace is None
    ]
    ids = {post.id for post in posts}
    outside: list[Comment] = []
    voices: set[tuple[str, str]] = set()
    foreign = hidden = 0
    for comment in comments.said:
        if comment.is_own or (comment.published_at is not None and comment.published_at > channel.view.until):
            continue
        who = folded(comment.author)
        if who in ours:
            continue
        foreign += 1
        if not who or comment.is_own is None:
            hidden += 1
        elif comment.post in ids:
            outside.append(comment)
            voices.add((channel.view.channel.platform, who))
    return _Heard(posts, len(inside) - len(posts), outside, voices, foreign, hidden)


def _measured(start: datetime, heard: Mapping[str, _Heard], there: Sequence[CompanyChannel]) -> Measured:
    found = [heard[channel.view.channel.id] for channel in there]
    evidence = evidence_of(there)
    posts = [post for one in found for post in one.posts]
    unread = sum(one.unread for one in found)
    if not posts and unread:
        return Measured.unknown(f"The comments under the posts on {names(there)} were not read, or in part.", evidence)
    if not posts:
        return none_judged(there, start, "posts")
    voices = set().union(*(one.voices for one in found))
    reason = sentence(
        f"{counted(len(voices), 'outside account')} under {counted(len(posts), 'post')}, on {names(there)}",
        f"{counted(unread, 'more post')} left out, whose comments were not read, or in part" if unread else "",
    )
    said = [comment for one in found for comment in one.outside]
    return Measured.of(len(voices) / len(posts), evidence, reason=reason, posts=[*posts, *said])


def measure(subjects: Subjects) -> Iterator[Found]:
    """One leaf of the company over the channels whose comments were read, and one for each that hides them."""
    start = since(subjects)
    asked = [c for c in subjects.channels if is_read(c.view, subjects)]
    heard = {
        channel.view.channel.id: _heard(channel, comments, start, _ours(channel, subjects))
        for channel in asked
        if (comments := channel.view.comments) is not None
    }
    shown = {id_: one for id_, one in heard.items() if one.is_shown}
    if heard and not shown:
        nameless = [channel for channel in asked if channel.view.channel.id in heard]
        answer = Measured.unknown(f"Who answers is not shown on {names(nameless)}.", evidence_of(nameless))
        yield leaf(METRIC.id, "company", anchors().metrics[METRIC.id].weight, answer)
        return
    yield from pooled(
        METRIC.id,
        subjects,
        "comments",
        partial(_measured, start, shown),
        missed=UNHEARD,
        shown=lambda channel: channel.view.channel.id in shown,
    )


METRIC = Metric(
    id="outside-voices",
    passing="People outside the company join in",
    failing="Few people outside the company join in",
    unit="accounts per post",
    curve="more is better; one account to two posts is worth 50, two to a post are worth 90",
    about=__doc__,
    measure=measure,
)
