"""Users of Stack Overflow and the other sites of Stack Exchange, read through its public API.

A stranger sees everything that an account has asked and answered on one site, in pages of 100: exact times and full
texts. There are no followers: reputation is earned, not followed, and is left out. A score is ups minus downs and
therefore no number of likes.

What the reader keeps to:
- An account is known by its number on one site. The network's own profile (stackexchange.com/users) counts otherwise.
- Without a key an address may ask 300 times a day. Where that is used up, or the API asks to wait (`backoff`),
  reading stops there and says so.
- An answer answers somebody else. Who answers a question of one's own, which is rare, is not told apart.
- An empty list is zero posts only where the API counts zero as well. A number that nobody has is `not_found`.

Source: api.stackexchange.com/docs (users-by-ids, posts-on-users, throttle, wrapper).
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from presence_audit.model.observation import Observation, Post, Profile
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import JSON, Miss, Page, Request
from presence_audit.platforms._contract import Ask, Conversation, Drift, Platform, blocked, refused
from presence_audit.platforms._html import prose_of, text_of
from presence_audit.platforms._listing import Listing
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, refuse
from presence_audit.platforms._walls import wall
from presence_audit.platforms._wire import Node, node_of

if TYPE_CHECKING:
    from collections.abc import Generator

_API: Final = "https://api.stackexchange.com/2.3"
_NUMBER: Final = re.compile(r"[0-9]{1,10}", re.ASCII)
_POSTS: Final = frozenset({"questions", "q", "a", "posts"})
# Kinds of post, and whether they answer somebody.
_KINDS: Final = {"question": False, "answer": True}
_THROTTLED: Final = 502
_USED_UP: Final = "Stack Exchange's limit of questions a day is used up."


def _recognise(url: ParsedUrl) -> Account | Refusal:
    if url.first in _POSTS and len(url.segments) > 1:
        return refuse("post")
    segments = [segment for segment in url.segments if segment != "story"]
    if url.first != "users":
        return refuse("other" if segments else "bad")
    site = url.netloc.removeprefix("www.")
    if site == "stackexchange.com":
        return Refusal("other", "this profile is of the whole network; write that of the account on one of its sites")
    if len(segments) < 2 or not _NUMBER.fullmatch(segments[1]):
        return refuse("other")
    number = str(int(segments[1]))
    return Account("stackexchange", "account", f"{number}@{site}", f"https://{site}/users/{number}")


def _failure(ask: Ask, page: Page) -> Observation | None:
    """Why the answer is none. Errors of the API come with HTTP 400 and say what they are."""
    if page.status == 400:
        error = node_of(page)
        if error.count("error_id") != _THROTTLED:
            raise Drift(f"Stack Exchange refused the question (error {error.count('error_id')})")
        waits = re.search(r"available in ([0-9]{1,6}) seconds", error.text_or_none("error_message") or "")
        when = f" It begins anew in {int(waits[1]) // 3600 + 1} hours at most." if waits else ""
        return blocked(ask, Outcome.RATE_LIMITED, f"{_USED_UP}{when}", "Run the audit again after that.")
    stopped = wall(page)
    if stopped:
        return blocked(ask, *stopped)
    if page.status != 200:
        raise Drift(f"Stack Exchange answered with HTTP {page.status}")
    return None


def _asked(path: str, site: str, **more: str | int) -> Request:
    said = "".join(f"&{name}={value}" for name, value in more.items())
    return Request(f"{_API}/{path}?site={quote(site, safe='')}{said}", JSON)


def _profile(user: Node) -> Profile:
    site = user.text_or_none("website_url") or ""
    # A display name is escaped as if it stood in a page.
    name, about = text_of(user.text("display_name")), user.text_or_none("about_me")
    return Profile(name, text_of(about) if about else None, links=(site,) if site.startswith("http") else ())


def _post(post: Node, number: int, site: str) -> Post:
    """One question or answer; `Drift` where it is another's."""
    if post.node("owner").count("user_id") != number:
        raise Drift(f"{post.path} is by somebody else")
    kind, seconds = post.text("post_type"), post.count("creation_date")
    prose = prose_of(post.text_or_none("body") or "", f"https://{site}/")
    letter = "a" if kind == "answer" else "q"
    title = text_of(post.text_or_none("title") or "") if kind == "question" else ""
    if not 1_000_000_000 < seconds < 7_000_000_000:
        raise Drift(f"{post.path}.creation_date is not a time")
    return Post(
        id=str(post.count("post_id")),
        url=post.text_or_none("link") or f"https://{site}/{letter}/{post.count('post_id')}",
        published_at=datetime.fromtimestamp(seconds, UTC),
        kind="text",
        text=f"{title}\n{prose.text}".strip(),
        is_reply=_KINDS.get(kind),
        is_repost=False,
        media=len(prose.images),
        media_with_alt=sum(alt is not None for alt in prose.alts) if prose.images else None,
        links=prose.links,
    )


def _must_wait(answer: Node) -> str | None:
    """Why nothing more may be asked just now."""
    if answer.count_or_none("backoff"):
        return f"Stack Exchange asks to wait {answer.count('backoff')} seconds, so older posts were not read."
    if answer.count_or_none("quota_remaining") == 0:
        return f"{_USED_UP} Older posts were not read."
    return None


def _pages(ask: Ask, number: int, site: str) -> Generator[Request, Page | Miss, Listing]:
    """Read the posts page by page until they end, pass the asked day, or nothing more may be asked."""
    listing = Listing()
    for at in range(1, max(1, ask.max_pages - 2) + 1):
        question: dict[str, str | int] = {"pagesize": 100, "order": "desc", "sort": "creation", "filter": "withbody"}
        page = yield _asked(f"users/{number}/posts", site, **question, page=at)
        if isinstance(page, Miss):
            return listing.stop("Older posts could not be read.", refused(ask, page))
        try:
            failed = _failure(ask, page)
            if failed:
                return listing.stop("Older posts could not be read.", failed)
            answer = node_of(page)
            for item in answer.items("items"):
                listing.add(_post(item, number, site), reaches=True)
            has_more = answer.flag_or_none("has_more")
        except Drift as drift:
            if not listing.posts:
                raise
            return listing.stop(f"Older posts could not be read: {drift}.")
        if has_more is False or listing.has_passed(ask.since):
            return listing.finish()
        if has_more is None:
            return listing.stop("The API does not say whether there are older posts.")
        wait = _must_wait(answer)
        if wait:
            return listing.stop(wait)
    return listing.stop(f"Reading stopped after {ask.max_pages} answers; older posts were not read.")


def _empty(ask: Ask, number: int, site: str, listing: Listing) -> Generator[Request, Page | Miss, Observation]:
    """What a list without a post means: the API counts them when asked."""
    page = yield _asked(f"users/{number}/posts", site, filter="total")
    if isinstance(page, Miss):
        return refused(ask, page)
    failed = _failure(ask, page)
    if failed:
        return failed
    total = node_of(page).count("total")
    if total or not listing.complete:
        return blocked(ask, Outcome.PARSE_DRIFT, f"The list came empty, and the API counts {total} posts.")
    none = blocked(ask, Outcome.ZERO_POSTS, "The account has asked and answered nothing.")
    return replace(none, window=listing.window(ask.since))


def read(ask: Ask) -> Conversation:
    """The account, then what it has asked and answered."""
    told, _, site = ask.channel.handle.partition("@")
    number = int(told)
    answer = yield _asked(f"users/{number}", site)
    if isinstance(answer, Miss):
        return refused(ask, answer)
    failed = _failure(ask, answer)
    if failed:
        return failed
    wire = node_of(answer)
    users = wire.items("items")
    if not users:
        return blocked(ask, Outcome.NOT_FOUND, "The site has no account with this number.")
    user = users[0]
    if user.count("user_id") != number:
        return blocked(ask, Outcome.PARSE_DRIFT, "Stack Exchange answered with another account.")
    profile = _profile(user)
    wait = _must_wait(wire)
    if wait:
        return replace(blocked(ask, Outcome.RATE_LIMITED, wait), profile=profile)
    listing = yield from _pages(ask, number, site)
    observed = listing.observed(ask, profile)
    if observed:
        return observed
    return replace((yield from _empty(ask, number, site, listing)), profile=profile)


PLATFORM = Platform(
    id="stackexchange",
    name="Stack Exchange",
    hosts=(
        "stackoverflow.com",
        "stackexchange.com",
        "serverfault.com",
        "superuser.com",
        "askubuntu.com",
        "mathoverflow.net",
        "stackapps.com",
    ),
    recognise=_recognise,
    read=read,
    category=None,
    shows=("posts", "dates", "text", "replies"),
    wall="none; 300 questions a day without a key",
    robots="asked at run time; the API is made for programs",
    since="0.1.0",
    proven="2026-11-26 by its documentation; not seen live",
    examples={
        "https://stackoverflow.com/users/10000001/kari-nordmann": "account 10000001@stackoverflow.com",
        "https://dba.stackexchange.com/users/20002?tab=profile": "account 20002@dba.stackexchange.com",
        "https://pt.stackoverflow.com/users/3003/kari": "account 3003@pt.stackoverflow.com",
        "https://serverfault.com/users/story/4004": "account 4004@serverfault.com",
        "https://stackoverflow.com/questions/28509965/havvind": "post",
        "https://stackexchange.com/users/123/kari": "other",
        "https://stackoverflow.com/tags": "other",
        "https://superuser.com": "bad",
    },
)
