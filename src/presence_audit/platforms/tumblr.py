"""Tumblr blogs."""

from __future__ import annotations

import re
from functools import partial

from presence_audit.platforms._closed import knock
from presence_audit.platforms._contract import Platform
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, refuse, words

_RESERVED = words(
    share="share widgets",
    legal="policy privacy about help terms",
    other="dashboard explore tagged search login register settings docs apps communities likes following inbox new",
)
_OTHER_LABELS = {"assets", "api", "embed", "media", "help", "safe", "static"}
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?")


def _blog(name: str, rest: tuple[str, ...]) -> Account | Refusal:
    handle = fold(name.removeprefix("@"))
    if not _NAME.fullmatch(handle):
        return refuse("bad")
    answer = Account("tumblr", "account", handle, f"https://www.tumblr.com/{handle}")
    is_post = bool(rest) and (rest[0].isdecimal() or (rest[0].casefold() == "post" and len(rest) > 1))
    return refuse("post", answer.url) if is_post else answer


def _recognise(url: ParsedUrl) -> Account | Refusal:
    parts = url.segments
    if url.label in _OTHER_LABELS:
        return refuse("other")
    if url.label and url.label not in {"m", "mobile"}:
        return _blog(url.label, parts)
    if url.first == "blog":
        parts = parts[2:] if parts[1:2] == ("view",) else parts[1:]
    if not parts:
        return refuse("bad")
    first = parts[0].casefold()
    return refuse(_RESERVED[first]) if first in _RESERVED else _blog(parts[0], parts[1:])


PLATFORM = Platform(
    id="tumblr",
    name="Tumblr",
    hosts=("tumblr.com",),
    recognise=_recognise,
    read=partial(knock, name="Tumblr"),
    category=None,
    shows=(),
    wall="Blogs can be set to signed-in visitors only.",
    robots="Not seen; asked for at run time.",
    since="0.1.0",
    proven="recognised only",
    examples={
        "https://www.tumblr.com/nordlys": "account nordlys",
        "https://nordlys.tumblr.com/rss": "account nordlys",
        "https://nordlys.tumblr.com/post/100000000001/havvind": "post",
        "https://www.tumblr.com/share/link?url=https://nordlys.example": "share",
    },
)
