"""Posts of a Facebook page as the JSON of its page holds them ("stories")."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presence_audit.model.observation import Engagement, Post
from presence_audit.platforms._html import TEXT_LIMIT
from presence_audit.platforms._meta import at, hashtags_of, moment_at, objects_of

if TYPE_CHECKING:
    from datetime import datetime

    from presence_audit.model.observation import Kind
    from presence_audit.platforms._wire import Node

# Below these stand other people's words and other posts' dates.
_FOREIGN: Final = frozenset(
    {"attached_story", "feedback", "attachments", "comments", "interesting_top_level_comments", "to", "actors"}
)
_STORY: Final = ("comet_sections", "content", "story")


def _text_of(story: Node | None) -> str:
    """The first message below a story that is its own."""
    for found in objects_of(story, _FOREIGN) if story else ():
        message = found.node_or_none("message")
        text = message.text_or_none("text") if message else None
        if text:
            return text[:TEXT_LIMIT]
    return ""


def _address_of(node: Node) -> str:
    for found in objects_of(node, _FOREIGN):
        for name in ("wwwURL", "permalink_url"):
            url = found.text_or_none(name)
            if url and url.startswith("https://www.facebook.com/"):
                return url.partition("?")[0] if "story_fbid=" not in url and "fbid=" not in url else url
    return ""


def _time_of(node: Node, latest: datetime) -> datetime | None:
    told = moment_at(node, "creation_time", latest)
    if told:
        return told
    moments = (moment_at(found, "creation_time", latest) for found in objects_of(node, _FOREIGN))
    return next((moment for moment in moments if moment), None)


def _kind_of(story: Node | None) -> tuple[Kind, int | None]:
    """What is attached, and how many pictures and films; "other" where that is not told."""
    attachments = story.items_or_empty("attachments") if story else []
    if story is not None and not attachments:
        told = story.node_or_none("attachments")
        return ("text", 0) if told is not None and told.value == [] else ("other", None)
    media: dict[str, str] = {}
    for attachment in attachments:
        for found in objects_of(attachment, _FOREIGN):
            there = found.node_or_none("media")
            name = there.text_or_none("__typename") if there else None
            if there and name in {"Photo", "Video"}:
                media.setdefault(there.text_or_none("id") or str(len(media)), name)
    if "Video" in media.values():
        return "video", len(media)
    if media:
        return ("gallery" if len(media) > 1 else "image"), len(media)
    return "other", None


def _count_below(node: Node | None, name: str, inner: str) -> int | None:
    for found in objects_of(node, ("interesting_top_level_comments",)) if node else ():
        there = found.node_or_none(name)
        count = there.count_or_none(inner) if there else None
        if count is not None:
            return count
    return None


def story_post(node: Node, pinned: str | None, latest: datetime) -> Post | None:
    """A story as a post; None where it has no id. Without a time it is listed without a date, never with a guess."""
    id_ = node.text_or_none("post_id")
    if id_ is None or not id_.isdecimal():
        return None
    story = at(node, *_STORY)
    text = _text_of(story) or _text_of(node)
    shared = at(story, "attached_story")
    tells = isinstance(story.value, dict) and "attached_story" in story.value if story else False
    actor = at(shared, "actors", 0)
    whom = actor.text_or_none("name") if actor else None
    kind, media = _kind_of(story)
    feedback = at(node, "comet_sections", "feedback")
    return Post(
        id=id_,
        url=_address_of(node),
        published_at=_time_of(node, latest),
        kind=kind,
        text=text or _text_of(shared),
        author=whom if shared and not text else None,
        is_reply=False,
        # A share with words of one's own is a quote.
        is_repost=(shared is not None and not text) if tells else None,
        is_pinned=True if pinned == id_ else None,
        media=media,
        hashtags=hashtags_of(text),
        engagement=Engagement(
            _count_below(feedback, "reaction_count", "count"),
            _count_below(feedback, "comments", "total_count"),
            _count_below(feedback, "share_count", "count"),
        ),
        quote_of=whom if shared and text else None,
    )
