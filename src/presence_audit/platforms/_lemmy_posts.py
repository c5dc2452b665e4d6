"""One post or comment of the Lemmy API (version 3) as a post.

Source: join-lemmy.org/api (PostView, CommentView). A Lemmy text is Markdown and stays as it was written.
"""

from __future__ import annotations

import re
from datetime import UTC
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from presence_audit.model.observation import Engagement, Post
from presence_audit.platforms._contract import Drift

if TYPE_CHECKING:
    from presence_audit.model.observation import Kind
    from presence_audit.platforms._wire import Node

_IMAGE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)$", re.IGNORECASE)
_VIDEO = re.compile(r"\.(?:mp4|webm|mov)$", re.IGNORECASE)
_LINK = re.compile(r"https?://[^\s<>\"'()\[\]]+")


def _links(text: str) -> list[str]:
    return [link.rstrip(".,;:!?*") for link in _LINK.findall(text)]


def _kind(url: str | None) -> Kind:
    """By the file that a post points to; what points nowhere is words."""
    if url is None:
        return "text"
    try:
        path = urlsplit(url).path
    except ValueError:
        return "link"
    return "image" if _IMAGE.search(path) else "video" if _VIDEO.search(path) else "link"


def _is_gone(it: Node) -> bool:
    return bool(it.flag_or_none("deleted") or it.flag_or_none("removed"))


def _author(view: Node, owner: int | None) -> str | None:
    """Who wrote it, as the fediverse names accounts; nobody where the channel is that very person."""
    creator = view.node("creator")
    if owner is not None:
        if creator.count("id") != owner:
            raise Drift(f"{view.path} is by somebody else")
        return None
    server = urlsplit(creator.text("actor_id")).hostname if creator.text("actor_id").startswith("https://") else None
    return f"{creator.text('name')}@{server}" if server else creator.text("name")


def post_of(view: Node, owner: int | None) -> Post | None:
    """A post in a community, or of the person `owner`; None where it was taken away."""
    it, counts = view.node("post"), view.node_or_none("counts")
    author = _author(view, owner)
    if _is_gone(it):
        return None
    url, body = it.text_or_none("url"), it.text_or_none("body") or ""
    kind = _kind(url)
    described = bool((it.text_or_none("alt_text") or "").strip())
    media = int(kind in {"image", "video"})
    return Post(
        id=it.text("ap_id"),
        url=it.text("ap_id"),
        published_at=it.time("published", UTC),
        kind=kind,
        text=f"{it.text('name')}\n{body}".strip(),
        author=author,
        is_reply=False,
        is_pinned=it.flag_or_none("featured_community"),
        media=media,
        media_with_alt=int(described) if media else None,
        links=tuple(dict.fromkeys([*([url] if url and not media else []), *_links(body)])),
        engagement=Engagement(
            likes=counts.count_or_none("upvotes") if counts else None,
            comments=counts.count_or_none("comments") if counts else None,
        ),
    )


def comment_of(view: Node, owner: int | None) -> Post | None:
    """A comment of the person `owner`; None where it was taken away."""
    it, counts, under = view.node("comment"), view.node_or_none("counts"), view.node("post")
    author = _author(view, owner)
    if _is_gone(it):
        return None
    # The path names every comment above it: 0.17.42 stands under 17, and 0.17 under the post itself.
    is_first = (it.text_or_none("path") or "").count(".") == 1
    whose = under.count_or_none("creator_id")
    is_reply = None if not is_first or whose is None else whose != owner
    text = it.text("content")
    return Post(
        id=it.text("ap_id"),
        url=it.text("ap_id"),
        published_at=it.time("published", UTC),
        kind="text",
        text=text,
        author=author,
        is_reply=is_reply,
        is_repost=False,
        is_pinned=False,
        media=0,
        links=tuple(dict.fromkeys(_links(text))),
        engagement=Engagement(
            likes=counts.count_or_none("upvotes") if counts else None,
            comments=counts.count_or_none("child_count") if counts else None,
        ),
    )
