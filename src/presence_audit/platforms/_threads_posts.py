"""One post of Threads, as the data in its pages has it.

Source: the fields that RSSHub, RSS-Bridge and other public readers of these pages agree on (2023 to 2026).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs, urlsplit

from presence_audit.model.observation import Engagement, Kind, Post
from presence_audit.platforms._contract import Drift
from presence_audit.platforms._html import TEXT_LIMIT, resolve
from presence_audit.platforms._urls import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from presence_audit.platforms._wire import Node

_OPENED: Final = datetime(2023, 7, 5, tzinfo=UTC)  # before that day nobody could post
_FORWARDERS: Final = frozenset({"l.threads.com", "l.threads.net", "l.instagram.com"})


def at(node: Node | None, *names: str) -> Node | None:
    """What stands at the end of a path; None where any part of it is missing."""
    for name in names:
        node = node.node_or_none(name) if node else None
    return node


def name_of(user: Node | None) -> str | None:
    """The account's name, folded."""
    name = user.text_or_none("username") if user else None
    return fold(name) if name else None


def _moment(post: Node, latest: datetime) -> datetime:
    seconds = post.count("taken_at")
    if not _OPENED.timestamp() <= seconds <= latest.timestamp() + 86_400:
        raise Drift(f"{post.path}.taken_at is not a moment at which Threads was there")
    return datetime.fromtimestamp(seconds, UTC)


def _target(url: str | None) -> str | None:
    """Where a link leads, past the site's own forwarder."""
    link = resolve("", url or "")
    if link is None:
        return None
    parts = urlsplit(link)
    inside = parse_qs(parts.query).get("u") if parts.hostname in _FORWARDERS else None
    return resolve("", inside[0]) if inside else link


def _media(post: Node) -> tuple[Kind, int]:
    several = post.items_or_empty("carousel_media")
    if several:
        pictures = not any(item.items_or_empty("video_versions") for item in several)
        return ("gallery" if pictures else "video"), len(several)
    if post.items_or_empty("video_versions"):
        return "video", 1
    pictures_of_one = at(post, "image_versions2")
    if pictures_of_one and pictures_of_one.items_or_empty("candidates"):
        return "image", 1
    return ("audio", 1) if at(post, "audio", "audio_src") else ("text", 0)


def _unique(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _answered(info: Node | None, owner: str) -> tuple[bool | None, str | None]:
    """Whether somebody else is answered, and who. An answer to oneself continues a thread."""
    answers = info.flag_or_none("is_reply") if info else None
    if not answers:
        return answers, None
    name = name_of(at(info, "reply_to_author"))
    if name is None:
        return None, None
    return (False, None) if name == owner else (True, name)


def _words(post: Node, owner: str, latest: datetime) -> Post:
    """The post by itself, whoever wrote it."""
    code, info = post.text("code"), post.node_or_none("text_post_app_info")
    kind, media = _media(post)
    parts = at(info, "text_fragments")
    fragments = parts.items_or_empty("fragments") if parts else []
    card = _target((at(info, "link_preview_attachment") or post).text_or_none("url"))
    links = [_target((at(f, "link_fragment") or f).text_or_none("uri")) for f in fragments]
    quoted = name_of(at(info, "share_info", "quoted_post", "user"))
    is_reply, reply_to = _answered(info, owner)
    hidden = post.flag_or_none("like_and_view_counts_disabled")
    pinned = at(info, "pinned_post_info")
    caption = at(post, "caption")
    return Post(
        id=post.text_or_none("pk") or code,
        url=f"https://www.threads.com/@{name_of(post.node('user')) or owner}/post/{code}",
        published_at=_moment(post, latest),
        kind="link" if kind == "text" and card else kind,
        text=((caption.text_or_none("text") or "") if caption else "")[:TEXT_LIMIT],
        is_reply=is_reply,
        is_repost=False,
        is_pinned=pinned.flag_or_none("is_pinned_to_profile") if pinned else None,
        media=media,
        links=_unique([*links, card]),
        hashtags=_unique((at(f, "tag_fragment") or f).text_or_none("tag_name") for f in fragments),
        mentions=_unique(name_of(at(f, "mention_fragment", "mentioned_user")) for f in fragments),
        engagement=Engagement(
            likes=None if hidden else post.count_or_none("like_count"),
            comments=info.count_or_none("direct_reply_count") if info else None,
            shares=info.count_or_none("repost_count") if info else None,
        ),
        reply_to=reply_to,
        quote_of=None if quoted == owner else quoted,
    )


def post_of(post: Node, owner: str, latest: datetime) -> Post | None:
    """A post or a repost by `owner` (folded); None for what somebody else wrote, which stands there as context.

    `latest` is when the page was made. `Drift` where a post has no code or no time.
    """
    if name_of(post.node("user")) != owner:
        return None
    passed_on = at(post, "text_post_app_info", "share_info", "reposted_post")
    if passed_on is None:
        return _words(post, owner, latest)
    words = _words(passed_on, owner, latest)
    return replace(
        words,
        id=post.text_or_none("pk") or post.text_or_none("code") or f"{words.id}#repost",
        published_at=_moment(post, latest),
        author=name_of(passed_on.node("user")),
        is_reply=False,
        is_repost=True,
        is_pinned=None,
        engagement=Engagement(),
        reply_to=None,
        quote_of=None,
    )
