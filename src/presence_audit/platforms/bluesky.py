"""Bluesky accounts, read through the network's public AppView.

A stranger sees everything: the profile with exact followers, and the whole history in pages of 100 with
exact times, full text, alt texts, replies, reposts and the pinned post.

What the reader keeps to:
- An account that labels itself `!no-unauthenticated` asks not to be shown to signed-out visitors. The API
  answers all the same; honouring the wish is the client's duty, so nothing of it is read or kept. The
  words of such a person are left out of a repost too.
- A post's own time is written by its author and may lie in the future or be back-dated: the earlier of
  that and of the moment when the network saw it counts, as it does for the order of the feed.
- A repost carries the other person's dates. Its own is when it was passed on; it never decides how far
  back the feed was read.
- A deactivated account is `not_found`, one that was taken down is `suspended`.
- An empty feed is zero posts only if the profile counts zero too. A feed that ends long before the
  profile's count of posts has lost its cursor, which happens, and is not complete.
- What people say under the account's own posts is read thread by thread where it is asked for: the newest 40 posts
  that have any, six levels deep.
- A page of bsky.app that was saved from a browser tells who the account is, and of its posts only their number.

Source: the lexicons app.bsky.actor.getProfile, app.bsky.feed.getAuthorFeed and app.bsky.feed.getPostThread.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from presence_audit.model.observation import Count, Profile
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import JSON, Miss, Request
from presence_audit.platforms._bluesky_comments import with_comments
from presence_audit.platforms._bluesky_page import saved
from presence_audit.platforms._bluesky_posts import hides_from_strangers, post_of
from presence_audit.platforms._contract import Ask, Conversation, Drift, Platform, Way, blocked, refused
from presence_audit.platforms._listing import Listing
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, refuse, words
from presence_audit.platforms._walls import wall
from presence_audit.platforms._wire import Node, node_of

if TYPE_CHECKING:
    from collections.abc import Generator

    from presence_audit.model.observation import Observation
    from presence_audit.model.page import Page

APPVIEW: Final = "https://public.api.bsky.app"
# Empty pages are handed out in between; this many in a row are not followed any further.
_PATIENCE = 3

_RESERVED = words(
    share="intent",
    legal="about support tos privacy",
    other="search hashtag notifications settings feeds lists messages starter-pack moderation",
)
_HANDLE = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}")
_DID = re.compile(r"did:(?:plc:[a-z2-7]{24}|web:[A-Za-z0-9._:%-]{1,250})")
_LINK = re.compile(r"https?://[^\s<>\"']+")

# What the AppView answers with status 400, by the name of the error; the rest is told apart by its message.
_ERRORS = {
    "AccountDeactivated": (Outcome.NOT_FOUND, "The owner has deactivated the account."),
    "AccountTakedown": (Outcome.SUSPENDED, "The account has been taken down by its service."),
}
_UNKNOWN_ACTOR = re.compile(
    r"profile not found|unable to resolve|invalid at identifier|must be a valid did or a handle",
    re.IGNORECASE,
)


def _account(handle: str) -> Account | Refusal:
    name = handle.removeprefix("@")
    if not _DID.fullmatch(name):
        name = fold(name)
        if not _HANDLE.fullmatch(name):
            return refuse("bad")
    return Account("bluesky", "account", name, f"https://bsky.app/profile/{name}")


def recognise(url: ParsedUrl) -> Account | Refusal | None:
    """Profiles on bsky.app by handle or DID, and `name.bsky.social`, which leads to one."""
    if url.site == "bsky.social":  # name.bsky.social leads to the profile of that handle
        return _account(f"{url.label}.bsky.social") if url.label and not url.segments else refuse("other")
    if url.sub or url.first != "profile":
        return refuse(_RESERVED.get(url.first, "bad" if not url.segments else "other"))
    if len(url.segments) == 1:
        return refuse("bad")
    account = _account(url.segments[1])
    if len(url.segments) > 3 and isinstance(account, Account):
        return refuse("post" if fold(url.segments[2]) == "post" else "other", account.url)
    return account


def _failure(ask: Ask, page: Page) -> Observation | None:
    """Why this answer is no answer, or None when it is one."""
    if page.status == 400:
        answer = node_of(page)
        error, message = answer.text("error"), answer.text_or_none("message") or ""
        if error in _ERRORS:
            return blocked(ask, *_ERRORS[error])
        if error == "InvalidRequest" and _UNKNOWN_ACTOR.search(message):
            return blocked(ask, Outcome.NOT_FOUND, "Bluesky knows no account of this name.")
        # The message is whatever a server likes to say, and a report is no place for it.
        code = error if re.fullmatch(r"[A-Za-z]{1,60}", error) else "no known code"
        raise Drift(f"Bluesky refused the question ({code})")
    stopped = wall(page)
    if stopped:
        return blocked(ask, *stopped)
    if page.status != 200:
        raise Drift(f"Bluesky answered with HTTP {page.status}")
    return None


def _profile(answer: Node) -> Profile:
    bio = answer.text_or_none("description")
    links = [answer.text_or_none("website") or "", *_LINK.findall(bio or "")]
    followers = answer.count_or_none("followersCount")
    checked = answer.node_or_none("verification")
    stands = (
        None
        if checked is None
        else "valid" in {checked.text_or_none("verifiedStatus"), checked.text_or_none("trustedVerifierStatus")}
    )
    return Profile(
        name=answer.text_or_none("displayName"),
        bio=bio,
        followers=None if followers is None else Count(followers),
        verified=stands,
        links=tuple(dict.fromkeys(link.rstrip(".,;:!?)") for link in links if link.startswith("http"))),
    )


def _ended_early(listing: Listing, counted: int | None) -> bool:
    """The feed ended although the profile counts many more posts than it has listed."""
    own = sum(not post.is_repost for post in listing.posts.values())
    return counted is not None and own * 10 < counted * 9


def _pages(ask: Ask, api: str, did: str, counted: int | None) -> Generator[Request, Page | Miss, Listing]:
    """Read the feed page by page until it ends, passes the asked day, or cannot be read any further."""
    listing, cursor, cursors, empty = Listing(), "", set[str](), 0
    question = f"{api}/app.bsky.feed.getAuthorFeed?actor={quote(did, safe=':')}&limit=100"
    question += "&filter=posts_with_replies&includePins=true"
    for _ in range(max(1, ask.max_pages - 1)):
        page = yield Request(question + (f"&cursor={quote(cursor, safe='')}" if cursor else ""), JSON)
        if isinstance(page, Miss):
            return listing.stop("Older posts could not be read.", refused(ask, page))
        failure = _failure(ask, page)
        if failure:
            return listing.stop("Older posts could not be read.", failure)
        try:
            feed = node_of(page)
            items = feed.items("feed")
            for item in items:
                post = post_of(item, did)
                listing.add(post, reaches=not post.is_repost and not post.is_pinned)
        except Drift as drift:
            if not listing.posts:
                raise
            return listing.stop(f"Older posts could not be read: {drift}.")
        following = feed.text_or_none("cursor")
        if following is None and _ended_early(listing, counted):
            return listing.stop(f"The feed ended early: the profile counts {counted} posts.")
        if following is None or listing.has_passed(ask.since):
            return listing.finish()
        empty = 0 if items else empty + 1
        if following in cursors or empty >= _PATIENCE:
            return listing.stop("The feed goes round in circles, so its older part was not read.")
        cursors.add(following)
        cursor = following
    return listing.stop(f"Reading stopped after {ask.max_pages} answers; older posts were not read.")


def read(ask: Ask) -> Conversation:
    """The profile first, because only it tells why an account is gone; then the feed; then what is said under it."""
    actor = ask.channel.handle
    api = f"{(ask.endpoint or APPVIEW).rstrip('/')}/xrpc"
    page = yield Request(f"{api}/app.bsky.actor.getProfile?actor={quote(actor, safe=':')}", JSON)
    if isinstance(page, Miss):
        return refused(ask, page)
    failure = _failure(ask, page)
    if failure:
        return failure
    answer = node_of(page)
    did, handle = answer.text("did"), answer.text("handle")
    if actor != did and fold(actor) != fold(handle):
        return blocked(ask, Outcome.PARSE_DRIFT, f"Bluesky answered with another account ({handle}).")
    if hides_from_strangers(answer, did):
        return blocked(ask, Outcome.OPTED_OUT, "The account asks not to be shown to signed-out visitors.")

    profile, counted = _profile(answer), answer.count_or_none("postsCount")
    listing = yield from _pages(ask, api, did, counted)
    observed = listing.observed(ask, profile)
    if observed:
        return (yield from with_comments(ask, observed, api, did))
    if listing.complete and counted == 0:
        none = blocked(ask, Outcome.ZERO_POSTS, "The account has no posts.")
        return replace(none, profile=profile, window=listing.window(ask.since))
    said = "does not say how many posts there are" if counted is None else f"counts {counted} posts"
    lost = blocked(ask, Outcome.PARSE_DRIFT, f"The feed came empty, and the profile {said}.")
    return replace(lost, profile=profile)


PLATFORM = Platform(
    id="bluesky",
    name="Bluesky",
    hosts=("bsky.app", "bsky.social"),
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
    wall="none; an account may ask not to be shown to signed-out visitors",
    robots="public.api.bsky.app allows everybody and asks to slow down at HTTP 429",
    since="0.1.0",
    proven="2026-11-23 on the AppView's own software",
    saved=saved,
    ways=(
        Way(
            "export",
            "minutes",
            "In Bluesky, open Settings, Account, Export my data, Download CAR file, and write `export: FILE`.",
        ),
    ),
    examples={
        "https://bsky.app/profile/kari.nordlys.example": "account kari.nordlys.example",
        "https://bsky.app/profile/Nordlys.bsky.social": "account nordlys.bsky.social",
        "bsky.app/profile/did:plc:z72i7hdynmk6r22z27h6tvur": "account did:plc:z72i7hdynmk6r22z27h6tvur",
        "https://nordlys.bsky.social": "account nordlys.bsky.social",
        "https://bsky.app/profile/nordlys.example/post/3kabc": "post",
        "https://bsky.app/profile/nordlys.example/feed/nyheter": "other",
        "https://bsky.app/intent/compose?text=hi": "share",
        "https://bsky.app/search?q=nordlys": "other",
        "https://bsky.app/about/support/tos": "legal",
        "https://bsky.app": "bad",
        "https://bsky.app/profile/nordlys": "bad",
    },
)
