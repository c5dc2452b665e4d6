"""Telegram channels.

The web preview of a channel shows posts, dates and views and no robots.txt forbids it, but Telegram's terms
on content licensing prohibit scraping. So nothing is asked for.
"""

from __future__ import annotations

import re
from functools import partial

from presence_audit.model.outcome import Outcome
from presence_audit.platforms._closed import stay_away
from presence_audit.platforms._contract import Platform
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, refuse, words

_RESERVED = words(
    share="share",
    other="joinchat c addstickers addemoji addtheme addlist proxy socks iv setlanguage login confirmphone bg invoice "
    "boost giftcode contact m k a",
)
_NAME = re.compile(r"[a-z][a-z0-9_]{3,31}")


def _recognise(url: ParsedUrl) -> Account | Refusal:
    if url.label:  # name.t.me
        parts: tuple[str, ...] = (url.label, *url.segments)
    else:
        parts = url.segments[1:] if url.first == "s" else url.segments
    if not parts:
        return refuse("bad")
    first = parts[0].casefold()
    if first in _RESERVED or first.startswith("+"):
        return refuse(_RESERVED.get(first, "other"))
    handle = fold(parts[0].removeprefix("@"))
    if not _NAME.fullmatch(handle):
        return refuse("bad")
    answer = Account("telegram", "account", handle, f"https://t.me/{handle}")
    is_post = len(parts) > 1 and parts[1].isdecimal()
    return refuse("post", answer.url) if is_post else answer


PLATFORM = Platform(
    id="telegram",
    name="Telegram",
    hosts=("t.me", "telegram.me", "telegram.dog"),
    recognise=_recognise,
    read=partial(
        stay_away,
        outcome=Outcome.NOT_ATTEMPTED,
        reason="Telegram's terms prohibit scraping, so presence-audit does not ask for its pages",
        next_step="It is left out, not counted as zero. Look at the channel by hand.",
    ),
    category=None,
    shows=(),
    wall="None for public channels; groups and private channels are open to members only.",
    robots="Has no robots.txt; the terms on content licensing prohibit scraping.",
    since="0.1.0",
    proven="recognised only",
    examples={
        "https://t.me/nordlys": "account nordlys",
        "https://t.me/s/Nordlys": "account nordlys",
        "https://nordlys.t.me/": "account nordlys",
        "tg://resolve?domain=nordlys": "account nordlys",
        "https://t.me/nordlys/123": "post",
        "https://t.me/share/url?url=https://nordlys.example": "share",
        "https://t.me/+AbCd123": "other",
    },
)
