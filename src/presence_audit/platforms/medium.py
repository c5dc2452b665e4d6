"""Medium: people, publications and publications with a subdomain of their own.

Medium forbids automated access to its pages, and offers a feed of each account for readers of feeds: the ten newest
texts in full, with exact times and authors. Only that is asked for, and the page of the account once, where its feed
is missing or empty. Medium often answers requests from data centres with status 403, which says nothing of the account.

What the reader keeps to:
- The feed of a person holds what the person answered under other people's texts as well. Nothing in it tells such an
  answer from a text, so whether a post is a reply is unknown; the observation says so.
- A feed of fewer than ten items is all that there is. There is no second page.
- The feed has no followers and no claps.

Documentation: help.medium.com, "RSS feeds of profiles, publications, and topics".
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from presence_audit.platforms._account_feeds import follow, named
from presence_audit.platforms._contract import Ask, Conversation, Platform
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, refuse, words

_FEED_LENGTH: Final = 10
_ANSWERS: Final = "Medium lists answers to other people's texts among the posts and does not mark them."
_TITLE = re.compile(r"Stories by (.+) on Medium|(.+) - Medium")
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


def _feed_of(kind: str, handle: str) -> str:
    if kind == "subdomain":
        return f"https://{handle}.medium.com/feed"
    return f"https://medium.com/feed/{'@' if kind == 'account' else ''}{handle}"


def read(ask: Ask) -> Conversation:
    """The feed, and where it is missing or empty the page."""
    kind, handle = ask.channel.kind, ask.channel.handle
    page = _account(kind, handle)
    url = page.url if isinstance(page, Account) else None
    found = yield from follow(ask, _feed_of(kind, handle), url, length=_FEED_LENGTH, recognise=_recognise)
    title = _TITLE.fullmatch(found.profile.name or "")
    name = (title[1] or title[2]) if title else found.profile.name
    bio = (found.profile.bio or "").removesuffix(" - Medium")
    found = replace(found, profile=replace(found.profile, bio=None if _TITLE.fullmatch(bio) else bio or None))
    return named(found, name, _ANSWERS if kind != "publication" else "")


PLATFORM = Platform(
    id="medium",
    name="Medium",
    hosts=("medium.com",),
    recognise=_recognise,
    read=read,
    category="blog",
    shows=("posts", "dates", "text", "authors"),
    wall="Requests from data centres at times get status 403.",
    robots="Allows profiles and feeds; the terms forbid automated access to pages, so the feed alone is read.",
    since="0.1.0",
    proven="2026-11-26 by its documentation; not seen live",
    examples={
        "https://medium.com/@nordlys": "account nordlys",
        "https://medium.com/feed/@Nordlys": "account nordlys",
        "https://nordlys.medium.com/": "subdomain nordlys",
        "https://medium.com/nordlys-blogg": "publication nordlys-blogg",
        "https://medium.com/@nordlys/havvind-0123456789ab": "post",
        "https://medium.com/tag/energy": "other",
    },
)
