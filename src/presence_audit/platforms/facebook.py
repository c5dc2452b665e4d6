"""Facebook pages.

A plain client gets status 400 or a sign-in page, and robots.txt forbids all robots.
"""

from __future__ import annotations

import re
from functools import partial
from urllib.parse import quote

from presence_audit.platforms._closed import knock
from presence_audit.platforms._contract import Platform
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, refuse, words

_RESERVED = words(
    share="sharer sharer.php share.php share dialog",
    legal="privacy policies policy legal terms help",
    post="photo photo.php photos story.php permalink.php video.php videos posts reel media notes watch",
    other="tr groups events hashtag login login.php home.php me marketplace gaming business ads plugins l.php search "
    "pages_create stories settings messages recover",
)
_POSTS = {"posts", "photos", "videos", "reel", "reels", "notes", "events"}
_NAME = re.compile(r"[\w.-]{1,100}")
_ENDS_WITH_ID = re.compile(r"(?:.*-)?(\d{9,})")


def _page(name: str) -> Account | Refusal:
    by_id = _ENDS_WITH_ID.fullmatch(name)
    if by_id:
        handle = by_id.group(1)
        return Account("facebook", "page", handle, f"https://www.facebook.com/profile.php?id={handle}")
    handle = fold(name)
    if not _NAME.fullmatch(handle):
        return refuse("bad")
    return Account("facebook", "page", handle, f"https://www.facebook.com/{quote(handle)}")


def _numbered(text: str) -> Account | Refusal:
    return _page(text) if _ENDS_WITH_ID.fullmatch(text) else refuse("bad")


def _recognise(url: ParsedUrl) -> Account | Refusal:
    parts = url.segments
    if url.first in {"", "pg"} and len(parts) < 2:
        return refuse("bad")
    if url.first == "profile.php":
        return _numbered(url.query.get("id", ""))
    if url.first in {"pages", "people", "p"}:
        return _numbered(parts[-1])
    if url.first == "pg":  # an older address of the same page
        return _page(parts[1])
    if url.first in _RESERVED:
        return refuse(_RESERVED[url.first])
    answer = _page(parts[0])
    if len(parts) > 2 and parts[1].casefold() in _POSTS and isinstance(answer, Account):
        return refuse("post", answer.url)
    return answer


PLATFORM = Platform(
    id="facebook",
    name="Facebook",
    hosts=("facebook.com", "fb.com", "fb.me"),
    recognise=_recognise,
    read=partial(knock, name="Facebook"),
    category="facebook",
    shows=(),
    wall="Signed-out visitors get a sign-in page or status 400.",
    robots="Forbids all robots but a few that are named.",
    since="0.1.0",
    proven="recognised only",
    examples={
        "https://www.facebook.com/nordlys": "page nordlys",
        "https://nb-no.facebook.com/Nordlys.Energi?ref=page": "page nordlys.energi",
        "https://www.facebook.com/profile.php?id=100000000000001": "page 100000000000001",
        "https://www.facebook.com/pages/category/Energy/Nordlys-100000000002/": "page 100000000002",
        "https://www.facebook.com/people/Nordlys/100000000000001/": "page 100000000000001",
        "https://fb.com/nordlys": "page nordlys",
        "https://www.facebook.com/sharer/sharer.php?u=https://nordlys.example": "share",
        "https://www.facebook.com/nordlys/posts/123": "post",
        "https://www.facebook.com/groups/nordlys": "other",
    },
)
