"""Instagram.

Signed-out visitors get a sign-in page most of the time, and robots.txt forbids all robots.
"""

from __future__ import annotations

import re
from functools import partial

from presence_audit.platforms._closed import knock
from presence_audit.platforms._contract import Platform
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, refuse, words

_RESERVED = words(
    share="share",
    legal="legal about privacy",
    post="p reel tv stories",
    other="reels explore accounts direct developer directory web challenge popular",
)
_POSTS = {"p", "reel", "tv"}
_NAME = re.compile(r"(?!\.+$)[A-Za-z0-9._]{1,30}")


def _account(name: str) -> Account | Refusal:
    handle = fold(name.removeprefix("@"))
    if not _NAME.fullmatch(handle):
        return refuse("bad")
    return Account("instagram", "account", handle, f"https://www.instagram.com/{handle}/")


def _recognise(url: ParsedUrl) -> Account | Refusal:
    parts = url.segments[1:] if url.first in {"_u", "_n"} else url.segments
    if not parts:
        return refuse("bad")
    first = parts[0].casefold()
    if first in _RESERVED:
        return refuse(_RESERVED[first])
    answer = _account(parts[0])
    if len(parts) > 2 and parts[1].casefold() in _POSTS and isinstance(answer, Account):
        return refuse("post", answer.url)
    return answer


PLATFORM = Platform(
    id="instagram",
    name="Instagram",
    hosts=("instagram.com", "instagr.am"),
    recognise=_recognise,
    read=partial(knock, name="Instagram"),
    category="instagram",
    shows=(),
    wall="Signed-out visitors mostly get a sign-in page, sent with status 200.",
    robots="Forbids all robots.",
    since="0.1.0",
    proven="recognised only",
    examples={
        "https://www.instagram.com/nordlys/?hl=nb": "account nordlys",
        "https://instagr.am/_u/Nordlys.Energi": "account nordlys.energi",
        "https://www.instagram.com/p/CabcdEfGhIj/": "post",
        "https://www.instagram.com/nordlys/reel/CabcdEfGhIj/": "post",
        "https://www.instagram.com/direct/inbox": "other",
    },
)
