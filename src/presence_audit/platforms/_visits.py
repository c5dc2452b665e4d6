"""Several pages of one account, saved on different days: one listing, as far as they overlap."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from presence_audit.model.observation import Observation, Post, Window

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


def joined(seen: Sequence[tuple[datetime, Observation]], since: datetime) -> Observation:
    """One observation of several, each with the moment of its page; at least one.

    It tells up to the newest of them, and reaches back from there for as long as the next older page was made before
    the listing behind it breaks off. A post is as the newest page has it.
    """
    ordered = sorted(seen, key=lambda pair: pair[0], reverse=True)
    newest_at, newest = ordered[0]
    if len(ordered) == 1:
        return replace(newest, observed_at=newest_at)
    posts: dict[str, Post] = {}
    reach = newest.window.reaches_back_to
    for at, observation in ordered:
        back = observation.window.reaches_back_to
        if reach is not None and back is not None and at >= reach:
            reach = min(reach, back)
        for post in observation.posts:
            posts.setdefault(post.id, post)
    dates = [post.published_at for post in posts.values() if post.published_at and not post.is_pinned]
    is_whole = reach is not None and reach <= since
    window = Window(min(dates, default=None), max(dates, default=None), reach, is_whole)
    return replace(newest, observed_at=newest_at, posts=tuple(posts.values()), window=window)
