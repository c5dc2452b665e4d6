"""What the newsroom services have in common: a company's own press releases, listed as a feed.

Whoever is named in a release is somebody to call, and the creator of its feed is the company: neither wrote it, so a
release has no author. A newsroom has no answers and passes nothing on.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from typing import TYPE_CHECKING

from presence_audit.model.observation import Observation
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Miss, Page, Request
from presence_audit.platforms._contract import Ask, blocked
from presence_audit.platforms._posts import without_tracking
from presence_audit.platforms._reach import reach

if TYPE_CHECKING:
    from presence_audit.model.observation import Post

Asking = Generator[Request, Page | Miss, Observation]

_SILENT = "The newsroom's feed is empty, as it may also be for a newsroom that does not exist."
_BY_HAND = "Look at the newsroom by hand; where it has releases, please report it with a recording (--record)."


def release(post: Post) -> Post:
    """An item of a newsroom's feed as the press release that it is."""
    url = without_tracking(post.url)
    id_ = without_tracking(post.id) if "://" in post.id else post.id
    return replace(post, id=id_, url=url, author=None, is_reply=False, is_repost=False)


def without_feed(ask: Ask, missing: Observation) -> Asking:
    """What a feed that was not found means: the newsroom is gone only where its page is not there either."""
    page = yield from reach(ask, ask.channel.url)
    if isinstance(page, Observation):
        return page
    reason = f"The newsroom is there, but its feed is not. {missing.reason}"
    return blocked(ask, Outcome.NOT_ATTEMPTED, reason, _BY_HAND)


def silence(ask: Ask, why: str = _SILENT) -> Observation:
    """The observation of an empty feed that proves nothing."""
    return blocked(ask, Outcome.NOT_ATTEMPTED, why, _BY_HAND)
