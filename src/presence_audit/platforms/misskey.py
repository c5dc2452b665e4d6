"""Accounts on Misskey and its kin (Sharkey, Firefish, Iceshrimp, CherryPick), read at their home server.

A stranger is shown the profile with its followers, unless the account hides their number, and the whole history
in pages of 100: exact times, full text, answers, renotes, quotes, alt texts and which notes are pinned.

What the reader keeps to:
- A server may hide all its accounts from strangers, and then says "no such user" of each. Only together with
  WebFinger, which answers for other servers, does that mean that there is none.
- A renote without words of one's own passes on what another wrote; with words it is a quote.
- Notes that the server shows without their content (the author wants visitors to sign in) are counted by their
  date alone.
- An account that has moved is followed once, and the observation says so. Where the new one cannot be read in the
  same way, the outcome is `moved`.

Sources: misskey-hub.net/docs/for-developers/api, the endpoints users/show and users/notes; ActivityPub for the
address of an account that has moved.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from presence_audit.model.observation import Count, Observation, Profile
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import JSON, Miss, Page, Request
from presence_audit.platforms._contract import Ask, Conversation, Drift, Platform, blocked, observation_of, refused
from presence_audit.platforms._listing import Listing
from presence_audit.platforms._misskey_notes import note_of
from presence_audit.platforms._servers import base_of, is_known, server_account
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, parse_url, refuse, unclaimed
from presence_audit.platforms._walls import wall
from presence_audit.platforms._wire import Node, node_of

if TYPE_CHECKING:
    from collections.abc import Generator

_PAGE_SIZE: Final = 100
_NAME: Final = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]{0,126}[a-z0-9_])?")
_LINK = re.compile(r"https?://[^\s<>\"'()\[\]]+")
_NOBODY: Final = "NO_SUCH_USER"
_ACTIVITY: Final = "application/activity+json"


def _named(url: ParsedUrl) -> Account | Refusal | None:
    """`/@name`, with any tab; a note is at `/notes/id`."""
    if url.first == "notes" and len(url.segments) > 1:
        return refuse("post")
    if not url.first.startswith("@"):
        return None
    return server_account("misskey", "account", url.segments[0], url, rule=_NAME, path="/@{}")


def _asked(url: str, **question: object) -> Request:
    return Request(url, JSON, body=json.dumps(question, separators=(",", ":")))


def _failure(ask: Ask, page: Page) -> tuple[Observation | None, str]:
    """Why the answer is none, and the code that the server gave; an unknown code is drift."""
    if page.status in {400, 404} and page.content_type.endswith("json"):
        code = node_of(page).node("error").text("code")
        if code == _NOBODY:
            return None, code
        known = code if re.fullmatch(r"[A-Z_]{1,60}", code) else "no known code"
        raise Drift(f"the server refused the question ({known})")
    stopped = wall(page)
    if stopped:
        return blocked(ask, *stopped), ""
    if page.status != 200:
        raise Drift(f"{page.url} does not speak Misskey's API (HTTP {page.status})")
    return None, ""


def _nobody(ask: Ask, base: str) -> Conversation:
    known = yield from is_known(base, ask.channel.handle)
    if known is False:
        return blocked(ask, Outcome.NOT_FOUND, "The server knows no account of this name.")
    said = "The server shows this account to other servers, and not to strangers."
    if known is None:
        said = "The server shows no account of this name to strangers, and does not say whether there is one."
    return blocked(ask, Outcome.LOGIN_WALL, said)


def _profile(user: Node) -> Profile:
    bio, fields = user.text_or_none("description"), user.items_or_empty("fields")
    values = " ".join(field.text_or_none("value") or "" for field in fields)
    # Where the number is hidden the server says 0, or leaves it out.
    shown = user.text_or_none("followersVisibility") in {None, "public"}
    followers = user.count_or_none("followersCount") if shown else None
    checked = user.node_or_none("verifiedLinks")
    links = _LINK.findall(f"{user.text_or_none('url') or ''} {values} {bio or ''}")
    return Profile(
        name=user.text_or_none("name") or user.text_or_none("username"),
        bio=bio,
        followers=None if followers is None else Count(followers),
        verified=bool(user.items_or_empty("verifiedLinks")) if checked else None,
        links=tuple(dict.fromkeys(link.rstrip(".,;:!?*") for link in links)),
    )


def _pages(ask: Ask, base: str, user: Node) -> Generator[Request, Page | Miss, Listing]:
    """Read the notes page by page until none come, they pass the asked day, or cannot be read any further."""
    listing, user_id, until = Listing(), user.text("id"), ""
    told = user.node_or_none("pinnedNoteIds") is not None
    pins = {id_.value for id_ in user.items_or_empty("pinnedNoteIds") if isinstance(id_.value, str)}
    for _ in range(max(1, ask.max_pages - 1)):
        question: dict[str, object] = {"userId": user_id, "limit": _PAGE_SIZE, "withReplies": True}
        question |= {"withRenotes": True} | ({"untilId": until} if until else {})
        page = yield _asked(f"{base}/api/users/notes", **question)
        if isinstance(page, Miss):
            return listing.stop("Older notes could not be read.", refused(ask, page))
        try:
            failed, code = _failure(ask, page)
            if failed or code:
                failed = failed or blocked(ask, Outcome.LOGIN_WALL, "The server keeps the notes from strangers.")
                return listing.stop("Older notes could not be read.", failed)
            notes = node_of(page).elements()
            for note in notes:
                post = note_of(note, user_id, base)
                if post:
                    listing.add(replace(post, is_pinned=post.id in pins if told else None), reaches=True)
        except Drift as drift:
            if not listing.posts:
                raise
            return listing.stop(f"Older notes could not be read: {drift}.")
        if not notes or listing.has_passed(ask.since):
            return listing.finish()
        last = notes[-1].text("id")
        if last == until:
            return listing.stop("The listing goes round in circles, so its older part was not read.")
        until = last
    return listing.stop(f"Reading stopped after {ask.max_pages} answers; older notes were not read.")


def _empty(ask: Ask, user: Node, listing: Listing) -> Observation:
    counted = user.count_or_none("notesCount")
    if counted == 0 and listing.complete:
        none = blocked(ask, Outcome.ZERO_POSTS, "The account has no notes.")
        return replace(none, window=listing.window(ask.since))
    if counted and listing.complete:
        return blocked(ask, Outcome.LOGIN_WALL, f"The account counts {counted} notes and shows none to strangers.")
    return blocked(ask, Outcome.PARSE_DRIFT, "The listing came empty.")


def _target(actor: Page) -> Account | None:
    """The account that an actor of ActivityPub is, at its own server."""
    told = node_of(actor)
    url = parse_url(f"https://{urlsplit(actor.url).netloc}/@{told.text('preferredUsername')}")
    named = _named(url) if url is not None else None
    return named if isinstance(named, Account) else None


def _followed(ask: Ask, uri: str) -> Conversation:
    """The account at its new address, under the name it was asked for by."""
    said = f"The account has moved to {uri[:200]}."
    actor = yield Request(uri, _ACTIVITY)
    try:
        target = _target(actor) if isinstance(actor, Page) and actor.status == 200 else None
        if target is None or target.handle == ask.channel.handle:
            return blocked(ask, Outcome.MOVED, f"{said} That address could not be read.")
        there = replace(ask, endpoint=None, channel=replace(ask.channel, handle=target.handle, url=target.url))
        found = yield from _account_at(there, followed=True)
    except Drift as drift:
        return blocked(ask, Outcome.MOVED, f"{said} It could not be read there: {drift}.")
    if not isinstance(found, Observation) or not found.outcome.is_readable:
        why = found.reason if isinstance(found, Observation) else ""
        return blocked(ask, Outcome.MOVED, f"{said} It could not be read there: {why}")
    reason = f"{said} {found.reason}".strip()
    return replace(found, channel=observation_of(ask), reason=reason, next_step=Outcome.MOVED.next_step)


def read(ask: Ask) -> Conversation:
    """The account, then its notes."""
    return (yield from _account_at(ask, followed=False))


def _account_at(ask: Ask, *, followed: bool) -> Conversation:
    base, name = base_of(ask.channel.url), ask.channel.handle.partition("@")[0]
    answer = yield _asked(f"{base}/api/users/show", username=name)
    if isinstance(answer, Miss):
        return refused(ask, answer)
    failed, code = _failure(ask, answer)
    if code:
        return (yield from _nobody(ask, base))
    if failed:
        return failed
    user = node_of(answer)
    found = user.text("username")
    if fold(found) != fold(name) or user.text_or_none("host"):
        return blocked(ask, Outcome.PARSE_DRIFT, f"The server answered with another account ({found}).")
    if user.flag_or_none("isSuspended"):
        return blocked(ask, Outcome.SUSPENDED, "The account is suspended by its server.")
    moved = user.text_or_none("movedTo")
    if moved and followed:
        return blocked(ask, Outcome.MOVED, "the account has moved on from there as well.")
    if moved:
        return (yield from _followed(ask, moved))
    listing = yield from _pages(ask, base, user)
    return listing.observed(ask, _profile(user)) or replace(_empty(ask, user, listing), profile=_profile(user))


PLATFORM = Platform(
    id="misskey",
    name="Misskey",
    hosts=("*",),
    recognise=unclaimed,
    named=_named,
    read=read,
    category="microblog",
    shows=("followers", "posts", "dates", "text", "replies", "reposts", "pins", "alt text", "engagement", "authors"),
    wall="a server may show its accounts to signed-in visitors only",
    robots="Misskey as shipped forbids its lists of tags and servers only; each server is asked",
    since="0.1.0",
    proven="2026-11-26 by its documentation and source; not seen live",
    examples={
        "https://notes.example/@nordlys": "account nordlys@notes.example",
        "https://notes.example/@Nordlys/notes": "account nordlys@notes.example",
        "https://notes.example/@nordlys@elsewhere.example": "account nordlys@elsewhere.example",
        "https://notes.example/notes/9xyz1abc": "post",
        "https://notes.example/explore": "unknown",
    },
    software=("misskey", "sharkey", "firefish", "iceshrimp", "iceshrimp.net", "cherrypick", "calckey", "foundkey"),
)
