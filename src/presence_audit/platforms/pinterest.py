"""Pinterest, under any country's domain.

A profile has a feed of 25 pins, but robots.txt ends with a ban on all robots that it does not name.
"""

from __future__ import annotations

import re
from functools import partial

from presence_audit.platforms._closed import knock
from presence_audit.platforms._contract import Platform
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, refuse, words

_RESERVED = words(
    share="create",
    legal="policy about privacy terms",
    post="pin",
    other="search ideas categories business today login settings explore topics videos news_hub resource _",
)
_NAME = re.compile(r"[a-z0-9_-]{1,30}")


def _recognise(url: ParsedUrl) -> Account | Refusal:
    parts = url.segments
    if not parts:
        return refuse("bad")
    if url.first == "pin" and parts[1:2] == ("create",):
        return refuse("share")
    if url.sub or url.first in _RESERVED:
        return refuse(_RESERVED.get(url.first, "other"))
    handle = fold(parts[0].removeprefix("@"))
    if not _NAME.fullmatch(handle):
        return refuse("bad")
    return Account("pinterest", "account", handle, f"https://www.pinterest.com/{handle}/")


PLATFORM = Platform(
    id="pinterest",
    name="Pinterest",
    hosts=("pinterest.*",),
    recognise=_recognise,
    read=partial(knock, name="Pinterest"),
    category=None,
    shows=(),
    wall="Unknown names get an empty shell with status 200.",
    robots="Forbids all robots but some that are named.",
    since="0.1.0",
    proven="recognised only",
    examples={
        "https://www.pinterest.com/nordlys/": "account nordlys",
        "https://no.pinterest.com/Nordlys/havvind/": "account nordlys",
        "https://www.pinterest.co.uk/nordlys/": "account nordlys",
        "https://www.pinterest.com/pin/create/button/?url=https://nordlys.example": "share",
        "https://www.pinterest.com/pin/1000000000000/": "post",
    },
)
