"""What was said under the posts of one channel: who speaks for the company, who is spoken to, and what was answered.

Decided where the method is silent: a comment that is dated before what it answers, or not at all, is no answer. What is
said under the posts of others that the account only passed on is not said to the company.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from presence_audit.metrics._accounts import folded, handles_on

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from presence_audit.metrics._views import ChannelView
    from presence_audit.model.observation import Comment, Comments
    from presence_audit.model.profiles import Profiles


@dataclass(frozen=True, slots=True)
class Thread:
    """The dated comments of one channel by id, in order of time, and the handles that tell who is who.

    `posts` are the ids of the account's own posts under which something was said, `elsewhere` those of the posts that
    it only passed on.
    """

    comments: Mapping[str, Comment]
    company: frozenset[str]
    leaders: frozenset[str]
    posts: frozenset[str]
    elsewhere: frozenset[str]

    def is_company(self, comment: Comment) -> bool:
        """An account of the company said it."""
        return comment.is_own is True or folded(comment.author) in self.company

    def answers_for(self, comment: Comment) -> bool:
        """An account of the company or one of its named leaders said it."""
        return self.is_company(comment) or folded(comment.author) in self.leaders

    def above(self, comment: Comment) -> Comment | None:
        """The comment that this one answers; None where it answers the post, or what is not known."""
        if comment.parent is None or comment.parent == comment.post:
            return None
        return self.comments.get(comment.parent)

    def is_addressed(self, comment: Comment) -> bool:
        """It answers a post or a comment of the company, or mentions one of the company's accounts."""
        if any(folded(mention) in self.company for mention in comment.mentions):
            return True
        if comment.parent == comment.post:
            return comment.post not in self.elsewhere
        above = self.above(comment)
        return comment.parent in self.posts if above is None else self.is_company(above)


def _latest_above(thread: Thread) -> dict[str, datetime]:
    """For each comment the latest date among those that it stands below, itself included."""
    latest: dict[str, datetime] = {}
    for comment in thread.comments.values():
        path: dict[str, Comment] = {}
        step: Comment | None = comment
        # A thread that runs in a circle is hostile; it is cut where it closes.
        while step is not None and step.id not in latest and step.id not in path:
            path[step.id] = step
            step = thread.above(step)
        moment = latest.get(step.id) if step is not None else None
        for one in reversed(path.values()):
            assert one.published_at is not None
            moment = one.published_at if moment is None else max(moment, one.published_at)
            latest[one.id] = moment
    return latest


def first_answers(thread: Thread) -> dict[str, Comment]:
    """By id of a comment the first answer of the company or a leader below it, wherever that stands.

    Each comment is passed once, on the way up from its first answer: one that was passed has its answer, and so has
    everything above it.
    """
    latest = _latest_above(thread)
    answered: dict[str, Comment] = {}
    for comment in thread.comments.values():
        step = thread.above(comment) if thread.answers_for(comment) else None
        assert comment.published_at is not None
        if step is None or comment.published_at <= latest[step.id]:
            continue
        while step is not None and step.id not in answered:
            answered[step.id] = comment
            step = thread.above(step)
    return answered


def _order(comment: Comment) -> tuple[datetime, str, str, str, str, str]:
    assert comment.published_at is not None
    return comment.published_at, comment.id, comment.post, comment.parent or "", comment.url, comment.text


def thread_of(view: ChannelView, comments: Comments, profiles: Profiles) -> Thread:
    """The comments of a channel that are dated, up to when the channel was read; of two with one id the first."""
    dated = (c for c in comments.said if c.published_at is not None and c.published_at <= view.until)
    by_id: dict[str, Comment] = {}
    for comment in sorted(dated, key=_order):
        by_id.setdefault(comment.id, comment)
    answered = {place for comment in by_id.values() for place in (comment.post, comment.parent)}
    posts = [p for p in view.observation.posts if p.id in answered] if view.observation and answered else []
    return Thread(
        comments=by_id,
        company=handles_on(view.channel.platform, profiles.channels),
        leaders=handles_on(view.channel.platform, (c for leader in profiles.leaders for c in leader.channels)),
        posts=frozenset(post.id for post in posts if not post.is_repost),
        elsewhere=frozenset(post.id for post in posts if post.is_repost),
    )
