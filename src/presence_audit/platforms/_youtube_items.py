"""The items of a channel tab as posts: videos, streams and Shorts, in the shapes of the last years.

An item is a `videoRenderer` (until 2026), a `lockupViewModel` (since) or a `shortsLockupViewModel`. What is
announced or still on the air is no post yet; a Short carries no date at all (see _youtube_shorts.py). Saved pages
may be in any language that _ages.py reads.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from presence_audit.model.observation import Engagement, Post
from presence_audit.platforms._ages import Age, age_of
from presence_audit.platforms._contract import Drift
from presence_audit.platforms._numbers import count_of
from presence_audit.platforms._youtube_page import at, message_of, parts_of, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from presence_audit.platforms._wire import Node

_VIEWS: Final = re.compile(
    r"\b(?:views?|visning(?:er|ar)?|aufrufe?|vues?|visualizaci(?:ón|ones)|vistas?|näyttökert(?:a|aa)|weergaven?)$",
    re.IGNORECASE,
)
_NOT_YET: Final = re.compile(
    r"^(?:scheduled for|premieres|streams? (?:on|in))\b|\b(?:waiting|watching)$", re.IGNORECASE
)
_ON_THE_AIR: Final = re.compile(r"(?:^|_)(?:LIVE|LIVE_NOW|UPCOMING)$")
_NOTHING: Final = re.compile(
    r"\b(?:has no|doesn't have any|does not have any|no) (?:videos?|shorts|streams?|content)\b", re.IGNORECASE
)


@dataclass(slots=True)
class Tab:
    """What one tab lists.

    `ended` says that nothing follows, `undated` how many items tell no date, and `waiting` how many are
    announced or on the air.

    `reached` is the moment down to which the list is known to be whole: the latest at which its last item
    can have been published. It is None where that is not known.
    """

    posts: list[Post] = field(default_factory=list)
    ended: bool = True
    undated: int = 0
    waiting: int = 0
    reached: datetime | None = None


def watch_url(video_id: str) -> str:
    """The address of a video. A Short has two; this one holds for all, so that every route names it alike."""
    return f"https://www.youtube.com/watch?v={quote(video_id, safe='')}"


def in_order(ages: Sequence[Age]) -> bool:
    """Whether the ages are those of a list from new to old."""
    return all(later.earliest <= earlier.latest for earlier, later in pairwise(ages))


def _post(video_id: str, title: str, views: str | None, age: Age | None) -> Post:
    counted = count_of(views) if views else None
    return Post(
        id=video_id,
        url=watch_url(video_id),
        published_at=age.middle if age else None,
        date_precision=age.precision if age else "second",
        kind="video",
        text=title,
        is_reply=False,
        is_repost=False,
        is_pinned=False,
        engagement=Engagement(views=counted.value if counted else None),
    )


def _styles(overlays: list[Node]) -> list[str]:
    """The styles of the badges on a preview picture, in both generations."""
    found = [at(overlay, "thumbnailOverlayTimeStatusRenderer") for overlay in overlays]
    styles = [node.text_or_none("style") for node in found if node]
    for overlay in overlays:
        for name, badges in (
            ("thumbnailBottomOverlayViewModel", "badges"),
            ("thumbnailOverlayBadgeViewModel", "thumbnailBadges"),
        ):
            model = overlay.node_or_none(name)
            for badge in model.items_or_empty(badges) if model else []:
                view = badge.node_or_none("thumbnailBadgeViewModel")
                styles.append(view.text_or_none("badgeStyle") if view else None)
    return [style for style in styles if style]


def _old_video(video: Node, seen_at: datetime) -> tuple[Post, Age | None] | None:
    if video.node_or_none("upcomingEventData") or any(
        map(_ON_THE_AIR.search, _styles(video.items_or_empty("thumbnailOverlays")))
    ):
        return None
    views = words_of(video.node_or_none("viewCountText"))
    if views and _NOT_YET.search(views):
        return None
    age = age_of(words_of(video.node_or_none("publishedTimeText")) or "", seen_at)
    return _post(video.text("videoId"), words_of(video.node_or_none("title")) or "", views, age), age


def _lockup(lockup: Node, seen_at: datetime) -> tuple[Post, Age | None] | None:
    if lockup.text("contentType") != "LOCKUP_CONTENT_TYPE_VIDEO":
        return None
    model = lockup.node("metadata").node("lockupMetadataViewModel")
    parts = parts_of(at(model, "metadata", "contentMetadataViewModel"))
    picture = at(lockup, "contentImage", "thumbnailViewModel")
    styles = _styles(picture.items_or_empty("overlays")) if picture else []
    if any(map(_NOT_YET.search, parts)) or any(map(_ON_THE_AIR.search, styles)):
        return None
    ages = [age for part in parts if (age := age_of(part, seen_at))]
    views = next((part for part in parts if _VIEWS.search(part)), None)
    age = ages[0] if ages else None
    return _post(lockup.text("contentId"), words_of(model.node("title")) or "", views, age), age


def _short(short: Node) -> tuple[Post, Age | None]:
    command = short.node("onTap").node("innertubeCommand").node("reelWatchEndpoint")
    title = words_of(at(short, "overlayMetadata", "primaryText")) or ""
    views = words_of(at(short, "overlayMetadata", "secondaryText"))
    return _post(command.text("videoId"), title, views, None), None


def _item(content: Node, seen_at: datetime) -> tuple[Post, Age | None] | None:
    """One item, or None when it is no post; `Drift` when it is of a shape that nobody knows yet."""
    video, lockup = content.node_or_none("videoRenderer"), content.node_or_none("lockupViewModel")
    short = content.node_or_none("shortsLockupViewModel")
    if video:
        return _old_video(video, seen_at)
    if lockup:
        return _lockup(lockup, seen_at)
    if short:
        return _short(short)
    raise Drift(f"{content.path} is of an unknown kind")


def read_tab(tab: Node, seen_at: datetime) -> Tab:
    """What the selected tab lists; `seen_at` is when the page was fetched, from which the ages count."""
    grid = at(tab, "content", "richGridRenderer")
    if grid is None:
        said = message_of(tab)
        if said and _NOTHING.search(said):
            return Tab()
        raise Drift(f"{tab.path}.content.richGridRenderer is missing")
    found, ages = Tab(), list[Age]()
    rows = grid.items("contents")
    if not rows:
        raise Drift(f"{grid.path}.contents is empty")
    for row in rows:
        if row.node_or_none("continuationItemRenderer"):
            found.ended = False
        item = row.node_or_none("richItemRenderer")
        if item is None:
            continue
        read = _item(item.node("content"), seen_at)
        if read is None:
            found.waiting += 1
            continue
        post, age = read
        found.posts.append(post)
        if age is None:
            found.undated += 1
            continue
        ages.append(age)
    if ages and not found.undated and in_order(ages):
        found.reached = ages[-1].latest
    return found
