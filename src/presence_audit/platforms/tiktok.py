"""TikTok.

A profile page shows followers and the number of videos, but neither videos nor dates. Video ids hold the
time: `id >> 32` is Unix seconds.
"""

from __future__ import annotations

import re
from functools import partial

from presence_audit.platforms._closed import knock
from presence_audit.platforms._contract import Platform
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, refuse, words

_RESERVED = words(
    share="share",
    legal="legal about safety",
    other="t foryou discover tag music search live explore following login signup upload link inapp auth friends "
    "channel",
)
_NAME = re.compile(r"(?!\.+$)[a-z0-9_.]{1,24}")


def _recognise(url: ParsedUrl) -> Account | Refusal:
    parts = url.segments
    if url.label in {"vm", "vt"}:
        return refuse("other")
    if url.first == "embed" and len(parts) > 1:
        parts = parts[1:]
        if not parts[0].startswith("@"):
            return refuse("post")
    if not parts:
        return refuse("bad")
    if not parts[0].startswith("@"):
        return refuse(_RESERVED.get(url.first, "other"))
    handle = fold(parts[0][1:])
    if not _NAME.fullmatch(handle):
        return refuse("bad")
    answer = Account("tiktok", "account", handle, f"https://www.tiktok.com/@{handle}")
    is_post = len(parts) > 2 and parts[1].casefold() in {"video", "photo"}
    return refuse("post", answer.url) if is_post else answer


PLATFORM = Platform(
    id="tiktok",
    name="TikTok",
    hosts=("tiktok.com",),
    recognise=_recognise,
    read=partial(knock, name="TikTok"),
    category="tiktok",
    shows=(),
    wall="Plain clients often get a challenge page or status 403.",
    robots="Allows profile and video pages; forbids the embedded profile.",
    since="0.1.0",
    proven="recognised only",
    examples={
        "https://www.tiktok.com/@nordlys": "account nordlys",
        "https://m.tiktok.com/@Nordlys.Energi?lang=nb": "account nordlys.energi",
        "https://www.tiktok.com/@nordlys/video/7000000000000000000": "post",
        "https://vm.tiktok.com/ZMabcdefg/": "other",
    },
)
