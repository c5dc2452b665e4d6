"""Posts of Instagram as its pages show them: in the grid's JSON, in the page made for embedding, and as mere links."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from presence_audit.model.observation import Engagement, Post, Window
from presence_audit.platforms._html import TEXT_LIMIT
from presence_audit.platforms._ids import meta_time, shortcode_time
from presence_audit.platforms._meta import at, hashtags_of, mentions_of, moment_at
from presence_audit.platforms._urls import fold

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from presence_audit.model.observation import Kind
    from presence_audit.platforms._wire import Node

CODE: Final = re.compile(r"[\w-]{5,60}", re.ASCII)
_KINDS: Final[dict[int, Kind]] = {1: "image", 2: "video", 8: "gallery"}
_EMBEDDED: Final[dict[str, Kind]] = {"GraphImage": "image", "GraphVideo": "video", "GraphSidecar": "gallery"}
# An account can pin three posts to the top of its grid.
_MOST_PINNED: Final = 3
# What was scheduled bears the time at which it was uploaded: it looks older than its neighbours, but not by months.
_OUT_OF_PLACE: Final = timedelta(days=31)


def address_of(code: str) -> str:
    """The one address of a post, a reel included, so that every route names it alike."""
    return f"https://www.instagram.com/p/{code}/"


def _media(kind: Kind, parts: int) -> int | None:
    if kind == "gallery":
        return parts or None
    return 1 if kind in {"image", "video"} else None


def _post(code: str, moment: datetime | None, kind: Kind, text: str = "", **more: object) -> Post:
    text = text[:TEXT_LIMIT]
    # The grid holds an account's own work only; answers are comments, and reposts have a tab of their own.
    own = {"is_reply": False, "is_repost": False, "hashtags": hashtags_of(text), "mentions": mentions_of(text)}
    return Post(code, address_of(code), moment, kind=kind, text=text, **{**own, **more})  # type: ignore[arg-type]


def _other(username: str | None, handle: str) -> str | None:
    """Who else published what stands in this account's grid, as its co-author."""
    return username if username and fold(username) != fold(handle) else None


def grid_post(node: Node, handle: str, latest: datetime) -> Post | None:
    """An entry of the grid; None where it has no code. Its time, where it is not told, is that of its id."""
    code = node.text_or_none("code")
    if code is None or not CODE.fullmatch(code):
        return None
    kind = _KINDS.get(node.count_or_none("media_type") or 0, "other")
    pinned = node.node_or_none("timeline_pinned_user_ids")
    parts = len(node.items_or_empty("carousel_media")) or node.count_or_none("carousel_media_count") or 0
    caption, user = node.node_or_none("caption"), node.node_or_none("user")
    text = (caption.text_or_none("text") if caption else None) or ""
    told = moment_at(node, "taken_at", latest)
    return _post(
        code,
        told or meta_time(node.text_or_none("pk") or "", latest) or shortcode_time(code, latest),
        kind,
        text,
        author=_other(user.text_or_none("username") if user else None, handle),
        is_pinned=bool(pinned.value) if pinned and isinstance(pinned.value, list) else None,
        media=_media(kind, parts),
        # The accessibility caption may be Instagram's own guess at the picture: it proves no text of the author's.
        engagement=Engagement(node.count_or_none("like_count"), node.count_or_none("comment_count")),
    )


def embedded_post(node: Node, handle: str, latest: datetime) -> Post | None:
    """An entry of the page made for embedding; None where it has no code."""
    code = node.text_or_none("shortcode")
    if code is None or not CODE.fullmatch(code):
        return None
    kind = _EMBEDDED.get(node.text_or_none("__typename") or "", "other")
    caption = at(node, "edge_media_to_caption", "edges", 0, "node")
    owner, likes, comments = at(node, "owner"), at(node, "edge_liked_by"), at(node, "edge_media_to_comment")
    parts = at(node, "edge_sidecar_to_children")
    return _post(
        code,
        moment_at(node, "taken_at_timestamp", latest) or shortcode_time(code, latest),
        kind,
        (caption.text_or_none("text") if caption else None) or "",
        author=_other(owner.text_or_none("username") if owner else None, handle),
        media=_media(kind, len(parts.items_or_empty("edges")) if parts else 0),
        engagement=Engagement(
            likes.count_or_none("count") if likes else None,
            comments.count_or_none("count") if comments else None,
            views=node.count_or_none("video_view_count"),
        ),
    )


def linked_post(code: str, shape: str, latest: datetime) -> Post:
    """A post of which the page shows a link alone: `shape` is the word before the code in its address."""
    return _post(code, shortcode_time(code, latest), "video" if shape in {"reel", "tv"} else "other")


def _falls(dates: Sequence[datetime]) -> bool:
    """Whether no date is much older than one that comes after it."""
    newest = None
    for date in reversed(dates):
        if newest is not None and newest - date > _OUT_OF_PLACE:
            return False
        newest = date if newest is None else max(newest, date)
    return True


def grid_window(posts: Sequence[Post], since: datetime, *, ended: bool) -> Window:
    """The window of a grid in its own order, newest first after up to three that are pinned on top.

    `ended` says that there is nothing older. Without it the window reaches back to the last post; to nowhere where a
    post has no date, or where the grid is in another order.
    """
    dates = [post.published_at for post in posts if post.published_at]
    if not dates:
        return Window()
    oldest, newest = min(dates), max(dates)
    if len(dates) < len(posts):
        return Window(oldest, newest)
    if ended:
        return Window(oldest, newest, since, complete=True)
    free = [post.published_at for post in posts if post.published_at and not post.is_pinned]
    rest = next((free[n:] for n in range(_MOST_PINNED + 1) if _falls(free[n:])), [])
    if not rest:
        return Window(oldest, newest)
    reach = rest[-1]
    return Window(min(rest), max(rest), max(reach, since), reach < since)
