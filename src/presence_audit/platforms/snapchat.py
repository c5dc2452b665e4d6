"""Snapchat public profiles."""

from __future__ import annotations

import re
from functools import partial

from presence_audit.platforms._closed import knock
from presence_audit.platforms._contract import Platform
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, refuse, words

_RESERVED = words(
    share="scan share",
    legal="terms privacy",
    post="spotlight p",
    other="t discover unlock download lens stories explore",
)
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,29}")


def _recognise(url: ParsedUrl) -> Account | Refusal:
    parts = url.segments
    if not parts or (url.first == "add" and len(parts) == 1):
        return refuse("bad")
    if url.first in _RESERVED:
        return refuse(_RESERVED[url.first])
    if url.first != "add" and not url.first.startswith("@"):
        return refuse("other")
    handle = fold(parts[1] if url.first == "add" else parts[0]).removeprefix("@")
    if not _NAME.fullmatch(handle):
        return refuse("bad")
    answer = Account("snapchat", "account", handle, f"https://www.snapchat.com/add/{handle}")
    is_post = len(parts) > 2 and parts[1].casefold() in {"spotlight", "highlight"}
    return refuse("post", answer.url) if is_post else answer


PLATFORM = Platform(
    id="snapchat",
    name="Snapchat",
    hosts=("snapchat.com",),
    recognise=_recognise,
    read=partial(knock, name="Snapchat"),
    category=None,
    shows=(),
    wall="Accounts without a public profile show a name only.",
    robots="Not seen; asked for at run time.",
    since="0.1.0",
    proven="recognised only",
    examples={
        "https://www.snapchat.com/add/nordlys": "account nordlys",
        "https://snapchat.com/@Nordlys?share_id=x": "account nordlys",
        "https://www.snapchat.com/spotlight/AbCdEf": "post",
        "https://www.snapchat.com/discover": "other",
    },
)
