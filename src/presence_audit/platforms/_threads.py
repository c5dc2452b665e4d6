"""What people say under the posts of one account, thread by thread: how many are asked for, and what is claimed then.

What the account published is asked about, newest first: not what it passed on, and not its answers under other
people's posts, which are said in conversations that are not its own. A post whose comments the site counts as none is
not asked about.

Whatever goes wrong here costs comments and never posts. The claim (`Comments.since`) then shrinks to the posts
after the first one whose comments were not read, and the reason says so.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from presence_audit.model.observation import Comment, Comments, Observation
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import JSON, Miss, Page, Request
from presence_audit.platforms._contract import Ask, Drift
from presence_audit.platforms._walls import wall

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from presence_audit.model.observation import Post

# Threads that are asked for on one channel: at one request a second, less than a minute of the site's time.
MOST_THREADS: Final = 40
# The smallest step in time that a date of a post can have.
_TICK: Final = timedelta(microseconds=1)
# How many comments may be counted and not shown before a thread counts as cut: one, or a tenth of all. Sites count on
# after an author was suspended or silenced.
_FEW_MISSING: Final = 1
_MISSING_SHARE: Final = 10
_ONLY_NEWEST: Final = f"What people say was read under the {MOST_THREADS} newest posts that have comments only."

Asking = Generator[Request, Page | Miss, Observation]


@dataclass(frozen=True, slots=True)
class Thread:
    """What stands under one post. `is_cut` says that strangers are shown a part of it only."""

    said: tuple[Comment, ...]
    is_cut: bool = False


def is_cut(counted: int, shown: int, limit: int | None = None) -> bool:
    """Whether more is missing of a thread than sites lose by miscounting.

    `counted` is how many answers the post and all comments are said to have together, `shown` how many came. A site
    that never shows strangers more than `limit` has cut the thread when that many came and a single one is missing.
    """
    missing = counted - shown
    if limit is not None and shown >= limit and missing > 0:
        return True
    return missing > max(_FEW_MISSING, counted // _MISSING_SHARE)


def why_unread(answer: Page | Miss) -> str | None:
    """Why an answer does not show comments, as a part of a sentence; None where it should."""
    if isinstance(answer, Miss):
        return answer.reason.rstrip(".") or answer.outcome.value
    stopped = wall(answer)
    if stopped:
        return stopped[1].rstrip(".")
    return None if answer.status == 200 else f"the site answered with HTTP {answer.status}"


def claimed_since(ask: Ask, found: Observation) -> datetime | None:
    """From when on comments can be claimed: not from before the listing of posts reaches; None without a claim."""
    if found.outcome is not Outcome.OK or ask.comments_since is None:
        return None
    if found.window.complete:
        return ask.comments_since
    reached = found.window.reaches_back_to
    return None if reached is None else max(ask.comments_since, reached)


def just_after(moment: datetime) -> datetime:
    """The first moment that is later."""
    return moment + _TICK


def noted(found: Observation, *sentences: str) -> Observation:
    """The observation with more to say."""
    return replace(found, reason=" ".join(part for part in (found.reason, *sentences) if part))


def unread(found: Observation, why: str) -> Observation:
    """The observation of a channel whose comments could not be read at all."""
    return noted(found, f"What people say under the posts could not be read: {why}.")


def unread_before(moment: datetime, why: str) -> str:
    """The sentence where comments were read under the newest posts only."""
    return f"What people say under posts of {moment:%Y-%m-%d} and before could not be read: {why}."


def _asked_about(posts: Iterable[Post], since: datetime) -> list[Post]:
    """The account's own posts since then that have comments, or may have; newest first."""
    own = [
        post
        for post in posts
        if post.published_at is not None
        and post.published_at >= since
        and not post.is_repost
        and not post.is_reply
        and post.engagement.comments != 0
    ]
    return sorted(own, key=lambda post: (post.published_at, post.id), reverse=True)


def with_threads(
    ask: Ask, found: Observation, url_of: Callable[[Post], str], thread_of: Callable[[Page, Post], Thread]
) -> Asking:
    """Read what people say under the posts of an observation.

    `url_of` is where the thread of a post is, `thread_of` reads the answer and may raise `Drift`. Of a comment that
    stands in several threads (a thread of the account's own) the first stays: the one nearest to it.
    """
    since = claimed_since(ask, found)
    if since is None:
        return found
    posts = _asked_about(found.posts, since)
    threads: list[tuple[Post, Thread]] = []
    why = ""
    for post in posts[:MOST_THREADS]:
        answer = yield Request(url_of(post), JSON)
        why = why_unread(answer) or ""
        if isinstance(answer, Miss) or why:
            break
        try:
            threads.append((post, thread_of(answer, post)))
        except Drift as drift:
            why = str(drift)
            break
    if why and not threads:
        return unread(found, why)
    notes = []
    missed = posts[len(threads)] if len(threads) < len(posts) else None
    if missed is not None and missed.published_at is not None:
        since = just_after(missed.published_at)
        notes.append(unread_before(missed.published_at, why) if why else _ONLY_NEWEST)
    claimed = [
        (post, thread) for post, thread in threads if post.published_at is not None and post.published_at >= since
    ]
    cut = tuple(post.id for post, thread in claimed if thread.is_cut)
    if cut:
        where = "one post" if len(cut) == 1 else f"{len(cut)} posts"
        notes.append(f"Under {where} the site shows strangers only a part of what people say, which is left out.")
    said: dict[str, Comment] = {}
    for _, thread in claimed:
        for comment in () if thread.is_cut else thread.said:
            said.setdefault(comment.id, comment)
    return noted(replace(found, comments=Comments(since, tuple(said.values()), cut)), *notes)
