"""Threads.

A profile page may show up to 25 posts, but robots.txt forbids all robots.
"""

from __future__ import annotations

import re
from functools import partial

from presence_audit.platforms._closed import knock
from presence_audit.platforms._contract import Platform
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, refuse, words

_RESERVED = words(share="intent", legal="legal privacy terms", post="t")
_NAME = re.compile(r"(?!\.+$)[A-Za-z0-9._]{1,30}")


def _recognise(url: ParsedUrl) -> Account | Refusal:
    if url.first in _RESERVED:
        return refuse(_RESERVED[url.first])
    if not url.first.startswith("@"):
        return refuse("other" if url.segments else "bad")
    handle = fold(url.first[1:])
    if not _NAME.fullmatch(handle):
        return refuse("bad")
    answer = Account("threads", "account", handle, f"https://www.threads.com/@{handle}")
    is_post = len(url.segments) > 2 and url.segments[1].casefold() == "post"
    return refuse("post", answer.url) if is_post else answer


PLATFORM = Platform(
    id="threads",
    name="Threads",
    hosts=("threads.com", "threads.net"),
    recognise=_recognise,
    read=partial(knock, name="Threads"),
    category="microblog",
    shows=(),
    wall="Many profiles send signed-out visitors to the sign-in page.",
    robots="Forbids all robots but a few that are named.",
    since="0.1.0",
    proven="recognised only",
    examples={
        "https://www.threads.com/@nordlys": "account nordlys",
        "https://threads.net/@Nordlys.Energi?hl=nb": "account nordlys.energi",
        "https://www.threads.com/@nordlys/post/CabcdEfGhIj": "post",
        "https://www.threads.net/intent/post?text=hei": "share",
    },
)
