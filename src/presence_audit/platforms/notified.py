"""Notified: the newsroom feed that a company's own site links to.

A stranger sees the newest items of one newsroom and type (press, news, blog) as RSS, with exact times. The feed has no
paging, and how many items it lists is the customer's setting: it reaches back to its last item and no further.

What the reader keeps to:
- The address is a number that only the company's own site gives away; two types of one newsroom are two channels.
- The company is the publisher; a name that the feed gives for every item is the company's, and not a person's.
- An empty feed is no proof of silence: a type that the newsroom does not use is empty too.

Source: the feed's address as many sites link to it; the feed itself is RSS 2.0.
"""

from __future__ import annotations

import re
from typing import Final

from presence_audit.platforms._contract import Ask, Conversation, Platform
from presence_audit.platforms._feeds import listen_at
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, refuse

_FEED: Final = "https://api.client.notified.com/api/rss/publish/view"
_ID: Final = re.compile(r"[0-9]{1,12}", re.ASCII)
_TYPE: Final = re.compile(r"[a-z]{1,20}")


def recognise(url: ParsedUrl) -> Account | Refusal:
    """`/api/rss/publish/view/<id>?type=press`; the type belongs to the name, because each is a list of its own."""
    parts = [part.casefold() for part in url.segments]
    if parts[:4] != ["api", "rss", "publish", "view"] or len(parts) != 5 or not _ID.fullmatch(parts[4]):
        return refuse("other" if parts else "bad")
    kind = url.query.get("type", "press").casefold()
    if not _TYPE.fullmatch(kind):
        return refuse("bad")
    return Account("notified", "newsroom", f"{parts[4]}?type={kind}", f"{_FEED}/{parts[4]}?type={kind}")


def read(ask: Ask) -> Conversation:
    """The feed itself; there is nothing else to ask."""
    return (yield from listen_at(ask, ask.channel.url))


PLATFORM = Platform(
    id="notified",
    name="Notified",
    hosts=("notified.com",),
    recognise=recognise,
    read=read,
    category="blog",
    shows=("posts", "dates", "text"),
    wall="none seen",
    robots="not seen; asked for at run time",
    since="0.1.0",
    proven="2026-11-26 by RSS 2.0, whose reader is proven; its own feed not seen live",
    examples={
        "https://api.client.notified.com/api/rss/publish/view/41885?type=press": "newsroom 41885?type=press",
        "https://api.client.notified.com/api/rss/publish/view/41885?type=News": "newsroom 41885?type=news",
        "https://api.client.notified.com/api/rss/publish/view/41885": "newsroom 41885?type=press",
        "https://www.notified.com/products": "other",
        "https://api.client.notified.com/": "bad",
    },
)
