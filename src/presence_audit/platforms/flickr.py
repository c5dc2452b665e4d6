"""Flickr photo streams. An account has a name of its own choice or an id as 12345678@N00, whose case counts."""

from __future__ import annotations

import re
from functools import partial

from presence_audit.platforms._closed import knock
from presence_audit.platforms._contract import Platform
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, refuse, words

_RESERVED = words(legal="help about", other="groups explore search signin map prints account")
_ID = re.compile(r"\d+@[Nn]\d+")
_NAME = re.compile(r"[a-z0-9_-]{1,60}")
_OTHER_STREAMS = {"tags", "upload", "organize", "friends"}


def _recognise(url: ParsedUrl) -> Account | Refusal:
    parts = url.segments
    if url.first not in {"photos", "people"} or len(parts) == 1:
        return refuse(_RESERVED.get(url.first, "bad" if not parts or len(parts) == 1 else "other"))
    name = parts[1]
    handle = name.upper() if _ID.fullmatch(name) else fold(name)
    if handle in _OTHER_STREAMS:
        return refuse("other")
    if not _ID.fullmatch(handle) and not _NAME.fullmatch(handle):
        return refuse("bad")
    answer = Account("flickr", "account", handle, f"https://www.flickr.com/photos/{handle}/")
    is_post = url.first == "photos" and len(parts) > 2 and parts[2].isdecimal()
    return refuse("post", answer.url) if is_post else answer


PLATFORM = Platform(
    id="flickr",
    name="Flickr",
    hosts=("flickr.com",),
    recognise=_recognise,
    read=partial(knock, name="Flickr"),
    category=None,
    shows=(),
    wall="None for public photo streams.",
    robots="Not seen; asked for at run time.",
    since="0.1.0",
    proven="recognised only",
    examples={
        "https://www.flickr.com/photos/nordlys/": "account nordlys",
        "https://www.flickr.com/people/12345678@N00": "account 12345678@N00",
        "https://www.flickr.com/photos/nordlys/50000000001/": "post",
        "https://www.flickr.com/explore": "other",
    },
)
