"""Substack newsletters and the people who write them."""

from __future__ import annotations

import re
from functools import partial

from presence_audit.platforms._closed import knock
from presence_audit.platforms._contract import Platform
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, refuse, words

_RESERVED = words(
    share="share",
    legal="tos privacy ccpa content about pa",
    post="p note chat",
    other="home discover browse search profile sign-in signin inbox app publish going-paid switch subscribe",
)
_OTHER_LABELS = {"support", "on", "cdn", "api", "reader", "email"}
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}")


def _publication(name: str, rest: tuple[str, ...]) -> Account | Refusal:
    handle = fold(name)
    if not _NAME.fullmatch(handle):
        return refuse("bad")
    answer = Account("substack", "publication", handle, f"https://{handle}.substack.com/")
    is_post = len(rest) > 1 and rest[0].casefold() in {"p", "cp"}
    return refuse("post", answer.url) if is_post else answer


def _recognise(url: ParsedUrl) -> Account | Refusal:
    parts = url.segments
    if url.label == "open":  # open.substack.com/pub/name/p/slug
        return _publication(parts[1], parts[2:]) if url.first == "pub" and len(parts) > 1 else refuse("other")
    if url.label in _OTHER_LABELS:
        return refuse("other")
    if url.label:
        return _publication(url.label, parts)
    if not url.first.startswith("@"):
        return refuse(_RESERVED.get(url.first, "other") if parts else "bad")
    handle = fold(url.first[1:])
    if not _NAME.fullmatch(handle):
        return refuse("bad")
    answer = Account("substack", "account", handle, f"https://substack.com/@{handle}")
    is_post = len(parts) > 2 and parts[1].casefold() in {"note", "p"}
    return refuse("post", answer.url) if is_post else answer


PLATFORM = Platform(
    id="substack",
    name="Substack",
    hosts=("substack.com",),
    recognise=_recognise,
    read=partial(knock, name="Substack"),
    category="blog",
    shows=(),
    wall="Requests from data centres at times get status 403; paid posts show a beginning only.",
    robots="Allows posts and feeds.",
    since="0.1.0",
    proven="recognised only",
    examples={
        "https://substack.com/@nordlys": "account nordlys",
        "https://nordlys.substack.com/archive": "publication nordlys",
        "https://open.substack.com/pub/nordlys": "publication nordlys",
        "https://nordlys.substack.com/p/havvind": "post",
        "https://substack.com/tos": "legal",
    },
)
