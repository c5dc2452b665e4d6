"""When Shorts were published: their list does not say, but the page of each does (/watch, open to robots).

The list is sorted from new to old. The newest are looked up one by one, at most a dozen of a channel, until one is
older than what is audited; those behind it are older still, and are left out.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from presence_audit.model.observation import Engagement, Observation
from presence_audit.platforms._contract import Ask, Drift
from presence_audit.platforms._dates import moment_of
from presence_audit.platforms._html import clean, decoded, tree_of
from presence_audit.platforms._numbers import count_of
from presence_audit.platforms._reach import reach

if TYPE_CHECKING:
    from datetime import datetime

    from presence_audit.model.observation import Post
    from presence_audit.model.page import Miss, Page, Request
    from presence_audit.platforms._dates import Moment
    from presence_audit.platforms._youtube_items import Tab

MOST: Final = 12
# Of two published within a day the list may show either one first.
_LEEWAY: Final = timedelta(days=1)

Dating = Generator["Request", "Page | Miss", str]


def _said(root: Any, name: str) -> str:
    """The content of the first <meta itemprop="…"> of that name."""
    for element in root.iter("meta"):
        if element.get("itemprop") == name:
            return clean(element.get("content") or "").strip()
    return ""


def published(page: Page, video_id: str) -> tuple[Moment, int | None]:
    """When the video of a watch page was published, and its views; `Drift` where it is another's or does not say."""
    root = tree_of(decoded(page))
    if root is None:
        raise Drift("the page of a Short is empty")
    about = _said(root, "identifier") or _said(root, "videoId")
    if about and about != video_id:
        raise Drift("the page of a Short is about another video")
    moment = moment_of(_said(root, "datePublished"))
    if moment is None or moment.at > page.fetched_at:
        raise Drift("the page of a Short does not say when it was published")
    views = count_of(_said(root, "interactionCount"))
    return moment, views.value if views else None


def _dated(post: Post, moment: Moment, views: int | None) -> Post:
    engagement = Engagement(views=post.engagement.views if views is None else views)
    return replace(post, published_at=moment.at, date_precision=moment.precision, engagement=engagement)


def date_shorts(ask: Ask, tab: Tab, floor: datetime, most: int) -> Dating:
    """Look up when the newest Shorts of `tab` came, until one is older than `floor`; what to tell of it, or nothing."""
    dated: list[Post] = []
    trouble = ""
    for post in tab.posts[: min(most, MOST)]:
        try:
            page = yield from reach(ask, f"{post.url}&hl=en")
            if isinstance(page, Observation):
                trouble = page.reason
                break
            moment, views = published(page, post.id)
        except Drift as drift:
            trouble = str(drift)
            break
        if dated and dated[-1].published_at and moment.at > dated[-1].published_at + _LEEWAY:
            trouble = "they are not listed from new to old"
            dated = []
            break
        dated.append(_dated(post, moment, views))
        if moment.at < floor:
            break
    if not dated:
        return f"The dates of its Shorts could not be read: {trouble.rstrip('.')}." if trouble else ""
    left = len(tab.posts) - len(dated)
    tab.reached = dated[-1].published_at
    tab.posts, tab.undated = dated, 0
    tab.ended = tab.ended and not left
    why = f" ({trouble.rstrip('.')})" if trouble else ""
    return f"Of its Shorts the newest {len(dated)} were dated{why}; {left} older ones are left out." if left else ""
