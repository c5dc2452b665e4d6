"""Cision newsrooms."""

from __future__ import annotations

import re
from functools import partial

from presence_audit.platforms._closed import knock
from presence_audit.platforms._contract import Platform
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, refuse, words

_RESERVED = words(legal="legal privacy about", other="search login listitems releases news ir latest")
_NAME = re.compile(r"[a-z0-9_.-]{2,100}")
_COUNTRY = re.compile(r"[a-z]{2}")


def _recognise(url: ParsedUrl) -> Account | Refusal:
    if url.sub != "news":
        return refuse("other")
    has_country = _COUNTRY.fullmatch(url.first) is not None and len(url.segments) > 1
    names = url.segments[1:] if has_country else url.segments
    if not names:
        return refuse("bad")
    handle = fold(names[0])
    if handle in _RESERVED:
        return refuse(_RESERVED[handle])
    if not _NAME.fullmatch(handle) or not handle.strip("."):
        return refuse("bad")
    answer = Account("cision", "newsroom", handle, f"https://news.cision.com/{handle}")
    is_post = len(names) > 2 and names[1].casefold() in {"r", "i"}
    return refuse("post", answer.url) if is_post else answer


PLATFORM = Platform(
    id="cision",
    name="Cision",
    hosts=("cision.com",),
    recognise=_recognise,
    read=partial(knock, name="Cision"),
    category="blog",
    shows=(),
    wall="None.",
    robots="Not seen; asked for at run time.",
    since="0.1.0",
    proven="recognised only",
    examples={
        "https://news.cision.com/nordlys": "newsroom nordlys",
        "https://news.cision.com/se/Nordlys-Energi": "newsroom nordlys-energi",
        "https://news.cision.com/nordlys/r/havvind,c3000001": "post",
        "https://www.cision.com/us/": "other",
    },
)
