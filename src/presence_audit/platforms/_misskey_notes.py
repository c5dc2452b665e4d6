"""One note of the Misskey API as a post.

Source: misskey-hub.net/docs/for-developers/api, the schemas Note and DriveFile.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from presence_audit.model.observation import Engagement, Post
from presence_audit.platforms._contract import Drift
from presence_audit.platforms._wire import clean

if TYPE_CHECKING:
    from presence_audit.model.observation import Kind
    from presence_audit.platforms._wire import Node

_LINK = re.compile(r"https?://[^\s<>\"'()\[\]]+")
_MENTION = re.compile(r"(?<![\w@/.])@([A-Za-z0-9_]+(?:@[\w.-]+\w)?)")
_MEDIA: dict[str, Kind] = {"image": "image", "video": "video", "audio": "audio"}
_HIDDEN = frozenset({"followers", "specified"})


def _name(user: Node | None, base: str) -> str | None:
    """The account as the fediverse names it. A server leaves its own domain out."""
    name = user.text_or_none("username") if user else None
    if user is None or name is None:
        return None
    return f"{name}@{user.text_or_none('host') or urlsplit(base).netloc}"


def _kind(note: Node, links: tuple[str, ...]) -> Kind:
    files = note.items_or_empty("files")
    kinds = [_MEDIA.get((f.text_or_none("type") or "").partition("/")[0], "other") for f in files]
    if kinds:
        return "gallery" if len(kinds) > 1 and set(kinds) == {"image"} else kinds[0]
    if note.node_or_none("poll"):
        return "poll"
    return "link" if links else "text"


def _answered(note: Node, owner: str, base: str) -> tuple[bool | None, str | None]:
    """Whether somebody else is answered, and who. An answer to oneself continues a thread."""
    if note.text_or_none("replyId") is None:
        return False, None
    answered = note.node_or_none("reply")
    whom = answered.text_or_none("userId") if answered else None
    if answered is None or whom is None:
        return None, None  # what is answered is gone, and nobody knows whose it was
    return (False, None) if whom == owner else (True, _name(answered.node_or_none("user"), base) or whom)


def _is_bare(note: Node) -> bool:
    own = note.text_or_none("text") or note.text_or_none("cw") or note.node_or_none("poll")
    return note.text_or_none("renoteId") is not None and not own and not note.items_or_empty("files")


def _own(note: Node, base: str) -> Post:
    """The note, whoever wrote it."""
    owner = note.text("userId")
    warning, words = note.text_or_none("cw") or "", note.text_or_none("text") or ""
    links = tuple(dict.fromkeys(link.rstrip(".,;:!?*") for link in _LINK.findall(words)))
    files, quoted = note.items_or_empty("files"), note.node_or_none("renote")
    is_reply, reply_to = _answered(note, owner, base)
    tags = [clean(tag.value) for tag in note.items_or_empty("tags") if isinstance(tag.value, str)]
    quote_of = None
    if quoted and quoted.text_or_none("userId") != owner:
        quote_of = _name(quoted.node_or_none("user"), base)
    return Post(
        id=note.text("id"),
        url=f"{base}/notes/{note.text('id')}",
        published_at=note.time("createdAt", UTC),
        kind=_kind(note, links),
        text=f"{warning}\n\n{words}".strip() if warning else words,
        is_reply=is_reply,
        is_repost=False,
        media=len(files),
        media_with_alt=sum(bool((f.text_or_none("comment") or "").strip()) for f in files) if files else None,
        links=links,
        hashtags=tuple(dict.fromkeys(tags)),
        mentions=tuple(dict.fromkeys(_MENTION.findall(words))),
        engagement=Engagement(
            likes=note.count_or_none("reactionCount"),
            comments=note.count_or_none("repliesCount"),
            shares=note.count_or_none("renoteCount"),
        ),
        reply_to=reply_to,
        quote_of=quote_of,
    )


def note_of(note: Node, owner: str, base: str) -> Post | None:
    """A note of the account; None when it is not for everybody's eyes, `Drift` when it is somebody else's.

    Of a renote the outer time is when it was passed on; words, author and links are those of the inner note. A note
    whose content the server hides is a post of which only the date is known.
    """
    if note.text("userId") != owner:
        raise Drift(f"{note.path} is a note by somebody else")
    if note.text_or_none("visibility") in _HIDDEN:
        return None
    if note.flag_or_none("isHidden"):
        return Post(note.text("id"), f"{base}/notes/{note.text('id')}", note.time("createdAt", UTC))
    if not _is_bare(note):
        return _own(note, base)
    inner = note.node_or_none("renote")
    act = Post(note.text("id"), f"{base}/notes/{note.text('id')}", note.time("createdAt", UTC))
    # What was passed on may be gone, or hidden from strangers: the act stays.
    passed = _own(inner, base) if inner and not inner.flag_or_none("isHidden") else act
    return replace(
        passed,
        id=act.id,
        url=act.url,
        published_at=act.published_at,
        is_reply=False,
        is_repost=True,
        author=_name(inner.node_or_none("user"), base) if inner else None,
        engagement=Engagement(),
        reply_to=None,
        quote_of=None,
    )
