"""One activity of an ActivityStreams outbox, as Mastodon writes it into its archives, as a post.

Source: Mastodon's app/services/backup_service.rb and app/serializers/activitypub/note_serializer.rb;
www.w3.org/TR/activitystreams-vocabulary.
"""

from __future__ import annotations

import re
from datetime import UTC
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from presence_audit.model.observation import Engagement, Kind, Post
from presence_audit.platforms._html import prose_of, resolve
from presence_audit.platforms._posts import language_of
from presence_audit.platforms._wire import Node

if TYPE_CHECKING:
    from collections.abc import Iterable

_PUBLIC: Final = frozenset({"https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"})
# Mentions and hashtags are links in the text, but not the author's.
_OTHERS_LINKS: Final = re.compile(r"<a\b[^>]*\bclass=\"[^\"]*\b(?:mention|hashtag)\b[^>]*>", re.IGNORECASE)
# How the software of the network writes the address of a status, and whose it is.
_USER: Final = re.compile(r"/(?:users/|@)([A-Za-z0-9_][A-Za-z0-9_.-]*)(?:/|$)")


def words_of(node: Node | None, name: str) -> list[str]:
    """A value that may be one text, a list of texts, or objects with an id."""
    value = node.node_or_none(name) if node else None
    items = value.elements() if value is not None and isinstance(value.value, list) else [value] if value else []
    found = [item.value if isinstance(item.value, str) else item.text_or_none("id") for item in items]
    return [text for text in found if text]


def is_for_everybody(activity: Node) -> bool:
    """Public, or unlisted: everybody may read it. What is for followers or for one person is no publishing."""
    note = activity.node_or_none("object")
    addressed = [*words_of(activity, "to"), *words_of(activity, "cc"), *words_of(note, "to"), *words_of(note, "cc")]
    return not _PUBLIC.isdisjoint(addressed)


def account_at(address: str) -> str | None:
    """The account that an address of the network is of, as name@host; None where it does not say."""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return None
    found = _USER.match(parts.path)
    return f"{found[1]}@{host}" if found and host else None


def _id(address: str) -> str:
    """The last part of a status's address that tells it from others."""
    return address.removesuffix("/activity").rstrip("/").rpartition("/")[2] or address


def _kind(attachments: list[Node], note: Node) -> tuple[Kind, int]:
    types = [(item.text_or_none("mediaType") or "").partition("/")[0] for item in attachments]
    media = [kind for item, kind in zip(attachments, types, strict=True) if item.text_or_none("type") != "Link"]
    if not media:
        card = len(attachments) > len(media)
        return ("poll" if note.text_or_none("type") == "Question" else "link" if card else "text"), 0
    if all(kind == "image" for kind in media):
        return ("gallery" if len(media) > 1 else "image"), len(media)
    kinds: dict[str, Kind] = {"image": "image", "video": "video", "audio": "audio"}
    return kinds.get(media[0], "other"), len(media)


def _unique(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _full_name(mention: Node, domain: str) -> str | None:
    """The account as the network names it. A server leaves its own domain out."""
    name = (mention.text_or_none("name") or "").removeprefix("@")
    return name if "@" in name or not name else f"{name}@{domain}"


def _answered(note: Node, own: str, mentions: list[Node], domain: str) -> tuple[bool, str | None]:
    """Whether somebody else is answered, and who. An answer to oneself continues a thread."""
    parent = note.text_or_none("inReplyTo")
    if not parent:
        return False, None
    if parent.startswith(f"{own}/"):
        return False, None
    for mention in mentions:
        href = mention.text_or_none("href") or ""
        if href and parent.startswith(f"{href}/"):
            return True, _full_name(mention, domain)
    return True, account_at(parent)


def _total(note: Node, name: str) -> int | None:
    found = note.node_or_none(name)
    return found.count_or_none("totalItems") if found else None


def _own(note: Node, actor: str, domain: str) -> Post:
    own, address = note.text_or_none("attributedTo") or actor, note.text("id")
    prose = prose_of(_OTHERS_LINKS.sub("<a>", note.text_or_none("content") or ""), address)
    warning = (note.text_or_none("summary") or "").strip()
    tags, attachments = note.items_or_empty("tag"), note.items_or_empty("attachment")
    mentions = [tag for tag in tags if tag.text_or_none("type") == "Mention"]
    kind, media = _kind(attachments, note)
    files = [item for item in attachments if item.text_or_none("type") != "Link"]
    cards = [resolve("", item.text_or_none("href") or "") for item in attachments]
    is_reply, reply_to = _answered(note, own, mentions, domain)
    quoted = next(iter(words_of(note, "quote") or words_of(note, "quoteUri")), "")
    language = note.node_or_none("contentMap")
    spoken = list(language.value) if language and isinstance(language.value, dict) else []
    return Post(
        id=_id(address),
        url=note.text_or_none("url") or address,
        published_at=note.time("published", UTC),
        kind=kind,
        text=f"{warning}\n\n{prose.text}".strip() if warning else prose.text,
        is_reply=is_reply,
        is_repost=False,
        language=language_of(str(spoken[0])) if len(spoken) == 1 else None,
        media=media,
        media_with_alt=sum(bool((item.text_or_none("name") or "").strip()) for item in files) if files else None,
        links=_unique([*prose.links, *cards, resolve("", quoted)]),
        hashtags=_unique(
            (tag.text_or_none("name") or "").removeprefix("#") for tag in tags if tag.text_or_none("type") == "Hashtag"
        ),
        mentions=_unique(_full_name(mention, domain) for mention in mentions),
        engagement=Engagement(likes=_total(note, "likes"), shares=_total(note, "shares")),
        reply_to=reply_to,
        quote_of=None if not quoted or quoted.startswith(f"{own}/") else account_at(quoted),
    )


def post_of(activity: Node, actor: str, domain: str) -> Post | None:
    """A `Create` or an `Announce` of the account whose address is `actor`; None for what is no publishing.

    A boost has the address of what was passed on and no words, for the archive has none. `Drift` where an activity has
    no id or no time.
    """
    kind, note = activity.text("type"), activity.node("object")
    if kind == "Create" and isinstance(note.value, dict):
        return _own(note, actor, domain)
    if kind != "Announce":
        return None
    passed_on = note.value if isinstance(note.value, str) else note.text("id")
    shown = Node({"": passed_on}).text("")
    return Post(
        id=_id(activity.text("id")),
        url=shown if isinstance(note.value, str) else note.text_or_none("url") or shown,
        published_at=activity.time("published", UTC),
        author=account_at(shown),
        is_reply=False,
        is_repost=True,
    )
