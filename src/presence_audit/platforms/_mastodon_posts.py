"""One status of the Mastodon API as a post.

Source: docs.joinmastodon.org/entities/Status, /MediaAttachment, /Quote, /PreviewCard.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING

from presence_audit.model.observation import Engagement, Kind, Post
from presence_audit.platforms._contract import Drift
from presence_audit.platforms._html import prose_of

if TYPE_CHECKING:
    from presence_audit.platforms._wire import Node

_MEDIA: dict[str | None, Kind] = {"image": "image", "gifv": "video", "video": "video", "audio": "audio"}
# Software that does not know quotes is shown the quoted address in a paragraph of its own.
_QUOTE_LINE = re.compile(r"<(p|span)[^>]*class=\"quote-inline\"[^>]*>.*?</\1>", re.DOTALL)
_TAG_PAGE = re.compile(r"/tags?/[^/]+/?$")


def full_name(account: Node, domain: str) -> str:
    """The account as the fediverse names it. A server leaves its own domain out."""
    name = account.text("acct")
    return name if "@" in name else f"{name}@{domain}"


def _prose(status: Node) -> tuple[str, list[str]]:
    """The words and the links of the author; mentions and hashtags are links too, but not these."""
    prose = prose_of(_QUOTE_LINE.sub("", status.text("content")))
    warning = (status.text_or_none("spoiler_text") or "").strip()
    people = {mention.text_or_none("url") for mention in status.items_or_empty("mentions")}
    links = [link for link in prose.links if link not in people and not _TAG_PAGE.search(link)]
    return f"{warning}\n\n{prose.text}".strip() if warning else prose.text, links


def _kind(status: Node) -> Kind:
    media = [_MEDIA.get(item.text_or_none("type"), "other") for item in status.items_or_empty("media_attachments")]
    if media:
        pictures = all(kind == "image" for kind in media)
        return "gallery" if pictures and len(media) > 1 else media[0]
    if status.node_or_none("poll"):
        return "poll"
    return "link" if status.node_or_none("card") else "text"


def _answered(status: Node, account_id: str, domain: str) -> tuple[bool | None, str | None]:
    """Whether somebody else is answered, and who. An answer to oneself continues a thread."""
    owner = status.text_or_none("in_reply_to_account_id")
    if owner is None:
        # The answered status is known but whose it was is not: its author is gone.
        return (None if status.text_or_none("in_reply_to_id") else False), None
    if owner == account_id:
        return False, None
    for mention in status.items_or_empty("mentions"):
        if mention.text_or_none("id") == owner:
            return True, full_name(mention, domain)
    return True, owner


def _quoted(status: Node, owner: str, domain: str) -> tuple[str | None, str | None]:
    """The account and the address that are quoted; a post of one's own is no account to take part with.

    Forks of Mastodon put the status itself here.
    """
    quote = status.node_or_none("quote")
    quoted = quote and (quote.node_or_none("quoted_status") or quote)
    account = quoted and quoted.node_or_none("account")
    if not quoted or not account:
        return None, None
    name = None if account.text_or_none("id") == owner else full_name(account, domain)
    return name, quoted.text_or_none("url")


def post_in(status: Node, account_id: str, domain: str) -> Post:
    """The status of the account `account_id`, whoever that is."""
    text, links = _prose(status)
    card, media = status.node_or_none("card"), status.items_or_empty("media_attachments")
    quote_of, quoted_url = _quoted(status, account_id, domain)
    is_reply, reply_to = _answered(status, account_id, domain)
    links += [url for url in (card.text_or_none("url") if card else None, quoted_url) if url]
    tags = [tag.text_or_none("name") for tag in status.items_or_empty("tags")]
    described = sum(bool((item.text_or_none("description") or "").strip()) for item in media)
    return Post(
        id=status.text("id"),
        url=status.text_or_none("url") or status.text("uri"),
        published_at=status.time("created_at", UTC),
        kind=_kind(status),
        text=text,
        is_reply=is_reply,
        is_repost=False,
        language=status.text_or_none("language"),
        media=len(media),
        media_with_alt=described if media else None,
        links=tuple(dict.fromkeys(links)),
        hashtags=tuple(dict.fromkeys(tag for tag in tags if tag)),
        mentions=tuple(dict.fromkeys(full_name(m, domain) for m in status.items_or_empty("mentions"))),
        engagement=Engagement(
            likes=status.count_or_none("favourites_count"),
            comments=status.count_or_none("replies_count"),
            shares=status.count_or_none("reblogs_count"),
        ),
        reply_to=reply_to,
        quote_of=quote_of,
    )


def status_of(status: Node, account_id: str, domain: str) -> Post | None:
    """A status of the account; None when it is not for everybody's eyes, `Drift` when it is somebody else's.

    `domain` completes the names of accounts on the same server. Of a boost the outer time is when it was
    passed on; words, author and links are those of the inner status, and so is the applause.
    """
    if status.node("account").text("id") != account_id:
        raise Drift(f"{status.path} is a status by somebody else")
    if status.text_or_none("visibility") in {"private", "direct"}:
        return None
    inner = status.node_or_none("reblog")
    if inner is None:
        return post_in(status, account_id, domain)
    return replace(
        post_in(inner, account_id, domain),
        id=status.text("id"),
        published_at=status.time("created_at", UTC),
        is_reply=False,
        is_repost=True,
        author=full_name(inner.node("account"), domain),
        engagement=Engagement(),
        reply_to=None,
        quote_of=None,
    )
