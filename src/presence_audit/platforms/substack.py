"""Substack newsletters and the people who write them.

A stranger is shown a publication's whole archive in pages, with exact times, titles, writers, and the numbers of
reactions, comments and restacks; of paid posts the beginning. Where the archive does not come, the feed is read: its
newest posts, without numbers. Subscribers are shown of a person only, and as a bracket ("10K+ subscribers").

What the reader keeps to:
- A person is read by what he or she wrote in the main publication. What a person wrote elsewhere is not read; then
  nobody knows how far back the list is complete. Notes, the short posts, are not read at all.
- An empty archive is zero posts only if the feed of the publication is sound and empty too.
- Requests from data centres are at times answered with status 403, which says nothing of the account.
- A publication under a domain of its own is found by its substack.com name, or read as a website.

Shapes: /api/v1/archive and /api/v1/user/NAME/public_profile, which the site itself asks; documented nowhere.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from presence_audit.model.observation import Observation, Profile, Window
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import JSON
from presence_audit.platforms._account_feeds import follow
from presence_audit.platforms._contract import Ask, Conversation, Drift, Platform, blocked
from presence_audit.platforms._identity import another
from presence_audit.platforms._listing import Listing
from presence_audit.platforms._numbers import count_of
from presence_audit.platforms._reach import reach
from presence_audit.platforms._substack_archive import archive
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, refuse, words
from presence_audit.platforms._wire import node_of

if TYPE_CHECKING:
    from presence_audit.platforms._feeds import Listening
    from presence_audit.platforms._wire import Node

_BY_HAND: Final = "It is left out, not counted as zero. Look at the account by hand."
_NOTES: Final = "The notes of a person are not read."
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


def _publication_of(ask: Ask, name: str, profile: Profile, by: str | None = None) -> Listening:
    """The posts of a publication, by its archive, or by its feed where that does not come or is empty."""
    host = f"{name}.substack.com"
    try:
        listing = yield from archive(ask, host, by)
    except Drift as drift:
        listing = Listing().stop("", blocked(ask, Outcome.PARSE_DRIFT, f"{str(drift)[:1].upper()}{str(drift)[1:]}."))
    seen = listing.observed(ask, profile)
    if listing.posts and seen is not None:
        return seen
    if by is not None:
        reason = "The archive shows nothing by this person." if seen is None else seen.reason
        return replace(seen or blocked(ask, Outcome.NOT_ATTEMPTED, reason, _BY_HAND), profile=profile)
    found = yield from follow(ask, f"https://{host}/feed", f"https://{host}/", length=None, recognise=_recognise)
    note = "" if seen is None else f"The archive could not be read, so the feed was: {seen.reason}"
    reason = f"{note} {found.reason}".strip() if found.posts else found.reason
    if seen is not None and found.outcome is Outcome.ZERO_POSTS:
        # What did not come cannot confirm that there is nothing.
        return seen
    return replace(found, reason=reason)


def _person(answer: Node) -> Profile:
    count = count_of(answer.text_or_none("subscriberCountString") or "")
    followers = replace(count, precision="bracket") if count is not None and count.value else None
    return Profile(answer.text_or_none("name"), answer.text_or_none("bio"), followers)


def _theirs(ask: Ask) -> Conversation:
    """What a person wrote in the main publication."""
    handle = ask.channel.handle
    page = yield from reach(ask, f"https://substack.com/api/v1/user/{handle}/public_profile", JSON)
    if isinstance(page, Observation):
        return page
    answer = node_of(page)
    other = another(ask, answer.text("handle"))
    if other is not None:
        return other
    profile = _person(answer)
    members = [
        found for user in answer.items_or_empty("publicationUsers") if (found := user.node_or_none("publication"))
    ]
    main = answer.node_or_none("primaryPublication") or next(iter(members), None)
    name = fold((main.text_or_none("subdomain") if main else None) or "")
    if not _NAME.fullmatch(name):
        reason = f"The person has no publication of their own. {_NOTES}"
        return replace(blocked(ask, Outcome.NOT_ATTEMPTED, reason, _BY_HAND), profile=profile)
    read_there = yield from _publication_of(ask, name, profile, handle)
    elsewhere = {m.text_or_none("subdomain") for m in members} - {name, None}
    reason = f"Only posts in {name}.substack.com are read. {_NOTES} {read_there.reason}".strip()
    if not read_there.posts:
        return read_there
    seen = read_there.window
    window = Window(seen.oldest, seen.newest) if elsewhere else seen
    return replace(read_there, reason=reason, window=window)


def read(ask: Ask) -> Conversation:
    """The archive of a publication, or what a person wrote in it."""
    if ask.channel.kind == "account":
        return (yield from _theirs(ask))
    return (yield from _publication_of(ask, ask.channel.handle, Profile()))


PLATFORM = Platform(
    id="substack",
    name="Substack",
    hosts=("substack.com",),
    recognise=_recognise,
    read=read,
    category="blog",
    shows=("followers", "posts", "dates", "text", "engagement", "authors"),
    wall="Requests from data centres at times get status 403; paid posts show a beginning only.",
    robots="Allows posts and feeds.",
    since="0.1.0",
    proven="2026-11-26 against the shapes that public readers of 2026 know, and a feed recorded in 2021",
    examples={
        "https://substack.com/@nordlys": "account nordlys",
        "https://nordlys.substack.com/archive": "publication nordlys",
        "https://open.substack.com/pub/nordlys": "publication nordlys",
        "https://nordlys.substack.com/p/havvind": "post",
        "https://substack.com/tos": "legal",
    },
)
