"""Lemmy communities, on any server: `/c/name`, known by the shape of the URL only."""

from __future__ import annotations

import re
from functools import partial

from presence_audit.platforms._closed import knock
from presence_audit.platforms._contract import Platform
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold

_NAME = re.compile(r"[a-z0-9_]{3,100}")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?")


def _recognise(url: ParsedUrl) -> Account | Refusal | None:
    if url.first != "c" or len(url.segments) != 2:
        return None
    name, _, home = fold(url.segments[1]).partition("@")
    home = home or url.netloc  # /c/name@home is another server's view of it
    if not _NAME.fullmatch(name) or not _HOST.fullmatch(home):
        return None
    scheme = url.scheme if ":" in home else "https"  # a port is written by who tries a server out
    return Account("lemmy", "community", f"{name}@{home}", f"{scheme}://{home}/c/{name}", candidate=True)


PLATFORM = Platform(
    id="lemmy",
    name="Lemmy",
    hosts=("*",),
    recognise=_recognise,
    read=partial(knock, name="Lemmy"),
    category=None,
    shows=(),
    wall="None for public communities.",
    robots="Differs by server; asked for at run time.",
    since="0.1.0",
    proven="recognised only",
    examples={
        "https://lemmy.example/c/havvind": "community havvind@lemmy.example",
        "https://lemmy.example/c/havvind@feddit.example": "community havvind@feddit.example",
        "https://lemmy.example/c/havvind/extra": "unknown",
        "https://lemmy.example/communities": "unknown",
    },
)
