"""Medium: people, publications and publications with a subdomain of their own."""

from __future__ import annotations

import re
from functools import partial

from presence_audit.platforms._closed import knock
from presence_audit.platforms._contract import Platform
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, refuse, words

_RESERVED = words(
    share="share",
    legal="policy about privacy terms",
    post="p",
    other="m tag tags topic topics search me membership explore-topics new-story jobs creators business media",
)
_OTHER_LABELS = {"help", "policy", "blog", "cdn-images-1", "miro", "api", "link"}
_NAME = re.compile(r"[a-z0-9_.-]{1,60}")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_POST = re.compile(r"(?:.+-)?[0-9a-f]{10,12}")


def _account(kind: str, name: str) -> Account | Refusal:
    handle = fold(name)
    address = {
        "account": f"https://medium.com/@{handle}",
        "publication": f"https://medium.com/{handle}",
        "subdomain": f"https://{handle}.medium.com/",
    }[kind]
    return Account("medium", kind, handle, address) if _NAME.fullmatch(handle) else refuse("bad")


def _recognise(url: ParsedUrl) -> Account | Refusal:
    parts = url.segments[1:] if url.first == "feed" else url.segments
    label = url.label if url.label not in {"m", "mobile"} else ""
    if label in _OTHER_LABELS or (label and not _LABEL.fullmatch(label)):
        return refuse("other")
    if label:
        answer, rest = _account("subdomain", label), parts
    elif not parts:
        return refuse("bad")
    elif parts[0].startswith("@"):
        answer, rest = _account("account", parts[0][1:]), parts[1:]
    elif parts[0].casefold() in _RESERVED:
        return refuse(_RESERVED[parts[0].casefold()])
    else:
        answer, rest = _account("publication", parts[0]), parts[1:]
    is_post = bool(rest) and _POST.fullmatch(rest[0]) is not None
    return refuse("post", answer.url) if is_post and isinstance(answer, Account) else answer


PLATFORM = Platform(
    id="medium",
    name="Medium",
    hosts=("medium.com",),
    recognise=_recognise,
    read=partial(knock, name="Medium"),
    category="blog",
    shows=(),
    wall="Requests from data centres at times get status 403.",
    robots="Allows profiles and feeds; the terms forbid automated access.",
    since="0.1.0",
    proven="recognised only",
    examples={
        "https://medium.com/@nordlys": "account nordlys",
        "https://medium.com/feed/@Nordlys": "account nordlys",
        "https://nordlys.medium.com/": "subdomain nordlys",
        "https://medium.com/nordlys-blogg": "publication nordlys-blogg",
        "https://medium.com/@nordlys/havvind-0123456789ab": "post",
        "https://medium.com/tag/energy": "other",
    },
)
