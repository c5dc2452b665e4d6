"""Vimeo accounts and channels."""

from __future__ import annotations

import re
from functools import partial

from presence_audit.platforms._closed import knock
from presence_audit.platforms._contract import Platform
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, refuse, words

_RESERVED = words(
    share="share",
    legal="privacy terms legal cookie_policy dmca about help",
    post="video event manage",
    other="showcase album groups ondemand categories watch search login log_in join upload features upgrade blog "
    "explore settings solutions enterprise stock",
)
_NAME = re.compile(r"[a-z0-9_-]{1,60}")


def _recognise(url: ParsedUrl) -> Account | Refusal:
    parts = url.segments
    kind = "channel" if url.first == "channels" else "account"
    names = parts[1:] if kind == "channel" else parts
    if not names:
        return refuse("bad")
    if kind == "account" and (url.sub or url.first in _RESERVED):
        return refuse(_RESERVED.get(url.first, "other"))
    handle = fold(names[0])
    if kind == "account" and handle.isdecimal():  # vimeo.com/123456789 is a film
        return refuse("post")
    if not _NAME.fullmatch(handle):
        return refuse("bad")
    path = f"channels/{handle}" if kind == "channel" else handle
    answer = Account("vimeo", kind, handle, f"https://vimeo.com/{path}")
    is_post = len(names) > 1 and names[1].isdecimal()
    return refuse("post", answer.url) if is_post else answer


PLATFORM = Platform(
    id="vimeo",
    name="Vimeo",
    hosts=("vimeo.com",),
    recognise=_recognise,
    read=partial(knock, name="Vimeo"),
    category=None,
    shows=(),
    wall="Requests from data centres often get status 403.",
    robots="Not seen; asked for at run time.",
    since="0.1.0",
    proven="recognised only",
    examples={
        "https://vimeo.com/nordlys": "account nordlys",
        "https://vimeo.com/user100001/videos": "account user100001",
        "https://vimeo.com/channels/havvind": "channel havvind",
        "https://vimeo.com/100000001": "post",
        "https://player.vimeo.com/video/100000001": "post",
        "https://vimeo.com/privacy": "legal",
    },
)
