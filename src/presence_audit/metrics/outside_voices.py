"""How many people outside the company join in under its posts.

What it measures:
    The different outside accounts that comment under the posts of the last 91 days that count, per such post, over all
    channels whose comments were read. Somebody who comments ten times is one; a person with accounts on two platforms
    counts on each. The company's own accounts and its leaders are no outsiders. Where more than one comment in ten does
    not show who wrote it, it is unknown. Who they are is compared and counted, and never told.

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

from presence_audit.metrics._accounts import key_of, owner_of
from presence_audit.metrics._contract import Metric
from presence_audit.metrics._leaf import counted, leaf, sentence
from presence_audit.metrics._measured import Measured
from presence_audit.metrics._pool import UNHEARD, effective_in, evidence_of, is_read, names, pooled, since
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
    """The effective posts of one channel, and what outsiders said under them.

    `foreign` counts everything that others said on the channel, `hidden` how much of it does not show who.
    """

    posts: list[Post]
    outside: list[Comment]
    voices: set[tuple[str, str]]
    foreign: int
    hidden: int

    @property
    def is_shown(self) -> bool:
        """Nearly every comment of others shows who wrote it."""
        return self.hidden <= TOLERATED * self.foreign


def _heard(
    channel: CompanyChannel, comments: Comments, start: datetime, owners: Mapping[tuple[str, str], str]
) -> _Heard:
    posts = effective_in(channel, max(start, comments.since))
    ids = {post.id for post in posts}
    outside: list[Comment] = []
    voices: set[tuple[str, str]] = set()
    foreign = hidden = 0
    for comment in comments.said:
        if comment.is_own or (comment.published_at is not None and comment.published_at > channel.view.until):
            continue
        who = key_of(channel.view.channel.platform, comment.author) if comment.author else None
        if who in owners:
            continue
        foreign += 1
        if who is None:
            hidden += 1
        elif comment.post in ids:
            outside.append(comment)
            voices.add(who)
    return _Heard(posts, outside, voices, foreign, hidden)


def _measured(start: datetime, heard: Mapping[str, _Heard], there: Sequence[CompanyChannel]) -> Measured:
    found = [heard[channel.view.channel.id] for channel in there]
    evidence = evidence_of(there)
    posts = [post for one in found for post in one.posts]
    if not posts:
        if all(channel.view.is_silent_since(start) for channel in there):
            return Measured.not_applicable("There is no post to answer.", evidence)
        return Measured.unknown(f"No post whose comments were read was seen on {names(there)}.", evidence)
    voices = set().union(*(one.voices for one in found))
    reason = sentence(
        f"{counted(len(voices), 'outside account')} under {counted(len(posts), 'post')}, on {names(there)}"
    )
    said = [comment for one in found for comment in one.outside]
    return Measured.of(len(voices) / len(posts), evidence, reason=reason, posts=[*posts, *said])


def measure(subjects: Subjects) -> Iterator[Found]:
    """One leaf of the company over the channels whose comments were read, and one for each that hides them."""
    start, owners = since(subjects), owner_of(subjects)
    asked = [c for c in subjects.channels if is_read(c.view, subjects)]
    heard = {
        channel.view.channel.id: _heard(channel, channel.view.observation.comments, start, owners)
        for channel in asked
        if channel.view.observation is not None and channel.view.observation.comments is not None
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
