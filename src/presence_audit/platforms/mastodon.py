"""Mastodon accounts, and those of other software that speaks its client API, read at their home server.

A stranger sees the profile with exact followers and the whole history in pages of 40: exact times, full
text, alt texts, answers, boosts, quotes and the pinned posts. Only the home server knows all of it, so a
remote view (`/@name@elsewhere`) is read where it comes from; WebFinger says where that is when a domain
leaves it to another host.

What the reader keeps to:
- Some servers close the API to strangers (401, 422) or do not have it (404). Their RSS feed is read
  instead: about 20 posts without boosts, without answers to others and without followers. It proves no
  absence of posts.
- An account that has moved is followed once, and the observation says so. Where the new one cannot be
  read, the outcome is `moved`.
- An account whose posts are counted, but none shown, writes for its followers: a `login_wall`, not zero.
- A link on the profile that the server has checked (rel=me) makes it `verified`.
- What people say under the account's own posts is read where it is asked for, under the newest 40 posts that have any.
  A server shows strangers sixty answers to a post at most: a thread that is cut so is left out, and said to be.
- A server that does not answer as Mastodon does is asked what it runs (NodeInfo). Where another reader knows
  that software, the account is read by it; where none does, nothing is concluded.

Source: docs.joinmastodon.org/methods/accounts and /methods/statuses, RFC 7033 (WebFinger).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

from presence_audit.model.observation import Count, Observation, Profile
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import JSON, Miss, Page, Request
from presence_audit.platforms._contract import (
    Ask,
    Conversation,
    Drift,
    Platform,
    Way,
    blocked,
    observation_of,
    refused,
)
from presence_audit.platforms._html import header_links, links_of, text_of
from presence_audit.platforms._listing import Listing
from presence_audit.platforms._mastodon_address import recognise
from presence_audit.platforms._mastodon_comments import with_comments
from presence_audit.platforms._mastodon_feed import without_api
from presence_audit.platforms._mastodon_home import Place, home_of
from presence_audit.platforms._mastodon_posts import status_of
from presence_audit.platforms._servers import handed_over, software_of
from presence_audit.platforms._urls import Account, fold, parse_url
from presence_audit.platforms._walls import wall
from presence_audit.platforms._wire import Node, node_of

if TYPE_CHECKING:
    from collections.abc import Generator

    from presence_audit.platforms._contract import Handover

_PAGE_SIZE: Final = 40
# The API is closed to strangers, or is not there: the feed may still be open.
_CLOSED: Final = frozenset({401, 404, 422})

_PERHAPS_GOTOSOCIAL: Final = "If the server runs GoToSocial, say so: `platform: gotosocial`; its feed may be open."
# Software with Mastodon's client API, by the names in its NodeInfo.
_SPEAKS_IT: Final = ("mastodon", "hometown", "pleroma", "akkoma", "friendica", "takahe", "mitra", "snac", "fedibird")


def _profile(account: Node) -> Profile:
    note, followers = account.text_or_none("note") or "", account.count_or_none("followers_count")
    fields = account.items_or_empty("fields")
    values = [link for field in fields for link in links_of(field.text_or_none("value") or "", "")]
    return Profile(
        name=account.text_or_none("display_name") or account.text_or_none("username"),
        bio=text_of(note),
        followers=None if followers is None else Count(followers),
        verified=any(field.text_or_none("verified_at") for field in fields),
        links=tuple(dict.fromkeys([*values, *links_of(note, "")])),
    )


def _next_page(page: Page, statuses: list[Node], question: str) -> str | None:
    """The address of older statuses: as the Link header says, and never on another host.

    Without that header (a server in between may drop it) older statuses are asked for by id until none come.
    """
    older = [link.href for link in header_links(page) if "next" in link.rel]
    here = urlsplit(question)[:3]
    same = [url for url in older if urlsplit(url)[:3] == here]
    if same:
        return same[0]
    if not statuses or ("link" in page.headers and not older):
        return None
    return f"{question}&max_id={quote(statuses[-1].text('id'), safe='')}"


def _pages(ask: Ask, place: Place, account_id: str) -> Generator[Request, Page | Miss, Listing]:
    """Read the statuses page by page until they end, pass the asked day, or cannot be read any further."""
    listing = Listing()
    question = f"{place.base}/api/v1/accounts/{quote(account_id, safe='')}/statuses?limit={_PAGE_SIZE}"
    url, asked = question, set[str]()
    for _ in range(max(1, ask.max_pages - 3)):
        asked.add(url)
        page = yield Request(url, JSON)
        if isinstance(page, Miss):
            return listing.stop("Older posts could not be read.", refused(ask, page))
        if page.status in _CLOSED:
            said = f"The server keeps its posts from strangers (HTTP {page.status})."
            return listing.stop("Older posts could not be read.", blocked(ask, Outcome.LOGIN_WALL, said))
        stopped = wall(page)
        if stopped:
            return listing.stop("Older posts could not be read.", blocked(ask, *stopped))
        try:
            statuses = node_of(page).elements()
            for status in statuses:
                post = status_of(status, account_id, place.domain)
                if post:
                    listing.add(post, reaches=True)
        except Drift as drift:
            if not listing.posts:
                raise
            return listing.stop(f"Older posts could not be read: {drift}.")
        following = _next_page(page, statuses, question)
        if following is None or not statuses or listing.has_passed(ask.since):
            return listing.finish()
        if following in asked:
            return listing.stop("The listing goes round in circles, so its older part was not read.")
        url = following
    return listing.stop(f"Reading stopped after {ask.max_pages} answers; older posts were not read.")


def _mark_pinned(listing: Listing, place: Place, account_id: str) -> Generator[Request, Page | Miss, None]:
    """One more question tells which posts are pinned; where it is not answered, nobody knows."""
    url = f"{place.base}/api/v1/accounts/{quote(account_id, safe='')}/statuses?pinned=true"
    page = yield Request(url, JSON)
    if isinstance(page, Miss) or page.status != 200 or wall(page):
        return
    try:
        pinned = {status.text("id") for status in node_of(page).elements()}
    except Drift:
        return  # the posts were read; only which are pinned stays unknown
    listing.posts = {id_: replace(post, is_pinned=id_ in pinned) for id_, post in listing.posts.items()}


def _empty(ask: Ask, account: Node, profile: Profile, listing: Listing) -> Observation:
    """What a listing without a post means."""
    counted = account.count_or_none("statuses_count")
    if counted == 0 and listing.complete:
        none = blocked(ask, Outcome.ZERO_POSTS, "The account has no posts.")
        return replace(none, profile=profile, window=listing.window(ask.since))
    if counted and listing.complete:
        hidden = blocked(ask, Outcome.LOGIN_WALL, f"The account counts {counted} posts and shows none to strangers.")
        return replace(hidden, profile=profile)
    return replace(blocked(ask, Outcome.PARSE_DRIFT, "The listing came empty."), profile=profile)


def _followed(ask: Ask, moved: Node) -> Conversation:
    """The account at its new address, under the name it was asked for by."""
    url = parse_url(moved.text("url"))
    target = recognise(url) if url else None
    if not isinstance(target, Account) or target.handle == ask.channel.handle:
        return blocked(ask, Outcome.MOVED, "The account has moved to an address that cannot be read.")
    said = f"The account has moved to {target.handle}."
    there = replace(ask, endpoint=None, channel=replace(ask.channel, handle=target.handle, url=target.url))
    found = yield from _account_at(there, followed=True)
    if isinstance(found, Observation) and found.outcome.is_readable:
        reason = f"{said} {found.reason}".strip()
        return replace(found, channel=observation_of(ask), reason=reason, next_step=Outcome.MOVED.next_step)
    why = found.reason if isinstance(found, Observation) else "it is something else there"
    return blocked(ask, Outcome.MOVED, f"{said} It could not be read there: {why}")


def _is_account(answer: Page) -> bool:
    try:
        node_of(answer).text("acct")
    except Drift:
        return False
    return True


def _other_software(ask: Ask, place: Place) -> Generator[Request, Page | Miss, Observation | Handover | None]:
    """Who reads the account, where its server is made with other software; None where it is not, or does not say."""
    software = yield from software_of(place.base)
    if software is None or software in _SPEAKS_IT:
        return None
    other = handed_over(PLATFORM.id, software, f"{place.base}/@{place.name}")
    if other:
        return other
    name = software if re.fullmatch(r"[a-z0-9_.-]{1,40}", software) else "other software"
    said = f"The server runs {name}, which presence-audit cannot read; nothing is concluded from this account."
    return blocked(ask, Outcome.NOT_ATTEMPTED, said, "It is left out, not counted as zero. Look at it by hand.")


def _unasked(ask: Ask, miss: Miss) -> Observation:
    """The observation of a server that could not be asked. GoToSocial forbids robots all but pages and feeds."""
    found = refused(ask, miss)
    if miss.outcome is not Outcome.ROBOTS_DISALLOWED:
        return found
    return replace(found, next_step=f"{found.next_step} {_PERHAPS_GOTOSOCIAL}")


def _account_at(ask: Ask, *, followed: bool) -> Conversation:
    place = yield from home_of(ask)
    if isinstance(place, Miss):
        return _unasked(ask, place)
    answer = yield Request(f"{place.base}/api/v1/accounts/lookup?acct={quote(place.name)}", JSON)
    if isinstance(answer, Miss):
        return _unasked(ask, answer)
    if answer.status == 410:
        return blocked(ask, Outcome.NOT_FOUND, "The account has been deleted from its server.")
    is_closed, stopped = answer.status in _CLOSED, wall(answer)
    # Pixelfed sends strangers to its sign-in page; a firewall is no matter of software.
    if is_closed or (stopped[0] is Outcome.LOGIN_WALL if stopped else not _is_account(answer)):
        other = yield from _other_software(ask, place)
        if other:
            return other
    if is_closed:
        return (yield from without_api(ask, place, answer, None))
    if stopped:
        return blocked(ask, *stopped)

    account = node_of(answer)
    account_id, acct = account.text("id"), account.text("acct")
    if fold(acct).partition("@")[0] != fold(place.name):
        return blocked(ask, Outcome.PARSE_DRIFT, f"The server answered with another account ({acct}).")
    if account.flag_or_none("suspended"):
        return blocked(ask, Outcome.SUSPENDED, "The account is suspended by its server.")
    moved = account.node_or_none("moved")
    if moved and followed:
        return blocked(ask, Outcome.MOVED, "the account has moved on from there as well.")
    if moved:
        return (yield from _followed(ask, moved))

    profile = _profile(account)
    listing = yield from _pages(ask, place, account_id)
    if not listing.posts and listing.failure and listing.failure.outcome is Outcome.LOGIN_WALL:
        return (yield from without_api(ask, place, None, profile))
    if listing.posts:
        yield from _mark_pinned(listing, place, account_id)
    note = "The server limits who sees this account." if account.flag_or_none("limited") else ""
    observed = listing.observed(ask, profile, note)
    if observed is None:
        return _empty(ask, account, profile, listing)
    return (yield from with_comments(ask, observed, place, account_id))


def read(ask: Ask) -> Conversation:
    """WebFinger, the account, its statuses, once more the pinned ones, and what is said under them."""
    return (yield from _account_at(ask, followed=False))


PLATFORM = Platform(
    id="mastodon",
    name="Mastodon",
    hosts=("*",),
    recognise=recognise,
    read=read,
    category="microblog",
    shows=(
        "followers",
        "posts",
        "dates",
        "text",
        "replies",
        "reposts",
        "pins",
        "alt text",
        "engagement",
        "authors",
        "comments",
    ),
    wall="some servers close their API to strangers; their RSS feed is read then",
    robots="Mastodon as shipped allows everything but /media_proxy/ and /interact/",
    since="0.1.0",
    proven="2026-10-15 by recorded answers of mastodon.social",
    ways=(
        Way(
            "export",
            "days",
            "On your server, open Preferences, Import and export, Request your archive, and write `export: FILE`.",
        ),
    ),
    examples={
        "https://fosstodon.example/@nordlys": "account nordlys@fosstodon.example",
        "https://fosstodon.example/@Nordlys/with_replies": "account nordlys@fosstodon.example",
        "https://fosstodon.example/users/nordlys": "account nordlys@fosstodon.example",
        "https://fosstodon.example/@nordlys@snabelen.example": "account nordlys@snabelen.example",
        "https://fosstodon.example/deck/@nordlys@snabelen.example": "account nordlys@snabelen.example",
        "https://elk.example/fosstodon.example/@nordlys": "account nordlys@fosstodon.example",
        "https://fosstodon.example/@nordlys/112233445566": "post",
        "https://fosstodon.example/users/nordlys/statuses/112233445566": "post",
    },
    software=_SPEAKS_IT,
)
