"""X (once Twitter).

A stranger gets an empty shell, or a small choice of old posts, from which no frequency can be told, and
robots.txt forbids all robots. Post ids hold the time: `(id >> 22) + 1288834974657` is Unix milliseconds.
"""

from __future__ import annotations

import re
from functools import partial

from presence_audit.platforms._closed import knock
from presence_audit.platforms._contract import Platform
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, refuse, words

_RESERVED = words(
    share="intent share compose",
    legal="privacy tos rules about",
    other="home search hashtag i login logout signup settings explore notifications messages jobs download account "
    "oauth",
)
_NAME = re.compile(r"[A-Za-z0-9_]{1,15}")


def _account(name: str) -> Account | Refusal:
    handle = fold(name.removeprefix("@"))
    if not _NAME.fullmatch(handle):
        return refuse("bad")
    return Account("x", "account", handle, f"https://x.com/{handle}")


def _recognise(url: ParsedUrl) -> Account | Refusal:
    if not url.segments:
        return refuse("bad")
    action = url.segments[1].casefold() if len(url.segments) > 1 else ""
    if url.first == "intent" and action in {"user", "follow"} and "screen_name" in url.query:
        return _account(url.query["screen_name"])
    if url.first in _RESERVED:
        return refuse(_RESERVED[url.first])
    answer = _account(url.segments[0])
    if action in {"status", "statuses"} and len(url.segments) > 2 and isinstance(answer, Account):
        return refuse("post", answer.url)
    return answer


PLATFORM = Platform(
    id="x",
    name="X",
    hosts=("x.com", "twitter.com"),
    recognise=_recognise,
    read=partial(knock, name="X"),
    category="microblog",
    shows=(),
    wall="Signed-out visitors get an empty shell, or a few posts that are not the newest.",
    robots="Forbids all robots.",
    since="0.1.0",
    proven="recognised only",
    examples={
        "https://x.com/NordlysEnergi?s=20": "account nordlysenergi",
        "https://mobile.twitter.com/@nordlys": "account nordlys",
        "https://twitter.com/#!/nordlys": "account nordlys",
        "https://twitter.com/intent/user?screen_name=nordlys": "account nordlys",
        "https://twitter.com/intent/tweet?text=hei": "share",
        "https://x.com/nordlys/status/1000000000000000000": "post",
        "https://twitter.com/hashtag/havvind": "other",
    },
)
