"""Mynewsdesk newsrooms."""

from __future__ import annotations

import re
from functools import partial

from presence_audit.platforms._closed import knock
from presence_audit.platforms._contract import Platform
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, refuse, words

_RESERVED = words(
    legal="about terms privacy legal",
    other="rss search login pricing blog solutions customers signup focus follow",
)
_ITEMS = {
    "pressreleases", "news", "blog_posts", "images", "videos", "documents", "events", "contact_people",
}  # fmt: skip
_NUMBERED = re.compile(r".*\d{4,}")
_NAME = re.compile(r"[a-z0-9_-]{2,100}")
_COUNTRY = re.compile(r"[a-z]{2}")


def _recognise(url: ParsedUrl) -> Account | Refusal:
    parts = url.segments
    has_country = _COUNTRY.fullmatch(url.first) is not None
    names = parts[1:] if has_country else parts
    if url.sub and not names:  # name.mynewsdesk.com
        names = (url.sub,)
    if not names:
        return refuse("bad")
    handle = fold(names[0])
    if handle in _RESERVED:
        return refuse(_RESERVED[handle])
    if not _NAME.fullmatch(handle):
        return refuse("bad")
    country = f"{url.first}/" if has_country else ""
    answer = Account("mynewsdesk", "newsroom", handle, f"https://www.mynewsdesk.com/{country}{handle}")
    is_post = len(names) > 2 and names[1].casefold() in _ITEMS and _NUMBERED.fullmatch(names[2]) is not None
    return refuse("post", answer.url) if is_post else answer


PLATFORM = Platform(
    id="mynewsdesk",
    name="Mynewsdesk",
    hosts=("mynewsdesk.com",),
    recognise=_recognise,
    read=partial(knock, name="Mynewsdesk"),
    category="blog",
    shows=(),
    wall="None.",
    robots="Not seen; asked for at run time.",
    since="0.1.0",
    proven="recognised only",
    examples={
        "https://www.mynewsdesk.com/no/nordlys": "newsroom nordlys",
        "https://www.mynewsdesk.com/Nordlys-Energi/pressreleases": "newsroom nordlys-energi",
        "https://www.mynewsdesk.com/no/nordlys/pressreleases/havvind-3000001": "post",
        "https://www.mynewsdesk.com/rss/current_news/12345": "other",
    },
)
