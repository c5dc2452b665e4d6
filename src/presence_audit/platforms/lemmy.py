"""Lemmy communities, and the accounts of persons there, read at their home server through its public API.

A stranger sees a community with its subscribers and every post in it, in pages of 50: exact times, titles, texts,
who wrote each, votes and the number of comments. Of a person everything is shown: posts and comments.

What the reader keeps to:
- A community is a place, not a voice: its posts are by everybody who takes part in it, and each says by whom. A
  moderator's post that stands on top for good is pinned.
- `/c/name` is also how PeerTube writes a channel. A server that does not answer as Lemmy does is asked what it
  runs (NodeInfo).
- A comment answers somebody else, unless it stands directly under a post of one's own; under a comment nobody is
  told whose that was.
- Posts that a moderator took away, or their author, are listed without a word and left out.
- A community that is there and empty counts no posts; an empty page alone proves nothing.

Source: join-lemmy.org/api, version 3 (GetCommunity, GetPosts, GetPersonDetails).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from presence_audit.model.observation import Count, Observation, Profile
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import JSON, Miss, Page, Request
from presence_audit.platforms._contract import Ask, Conversation, Drift, Handover, Platform, blocked, refused
from presence_audit.platforms._lemmy_posts import comment_of, post_of
from presence_audit.platforms._listing import Listing
from presence_audit.platforms._servers import base_of, handed_over, software_of
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, refuse
from presence_audit.platforms._walls import wall
from presence_audit.platforms._wire import Node, node_of

if TYPE_CHECKING:
    from collections.abc import Generator

_PAGE_SIZE: Final = 50
_NAME = re.compile(r"[a-z0-9_]{3,100}")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?")
_LINK = re.compile(r"https?://[^\s<>\"'()\[\]]+")
_KINDS: Final = {"c": "community", "u": "person"}
# LemmyErrorType: what the API says of a name that it does not know.
_UNKNOWN: Final = re.compile(r"(?:couldnt_find_(?:community|that_username_or_email|person|user|object)|not_found)")


def _account(url: ParsedUrl, letters: str) -> Account | None:
    if url.first not in letters or len(url.segments) != 2:
        return None
    name, _, home = fold(url.segments[1]).partition("@")
    home = home or url.netloc  # /c/name@home is another server's view of it
    if not _NAME.fullmatch(name) or not _HOST.fullmatch(home):
        return None
    scheme = url.scheme if ":" in home else "https"  # a port is written by who tries a server out
    place = f"{scheme}://{home}/{url.first}/{name}"
    return Account("lemmy", _KINDS[url.first], f"{name}@{home}", place, candidate=True)


def _recognise(url: ParsedUrl) -> Account | Refusal | None:
    return _account(url, "c")


def _named(url: ParsedUrl) -> Account | Refusal | None:
    if url.first in {"post", "comment"} and len(url.segments) > 1:
        return refuse("post")
    return _account(url, "cu")


@dataclass(frozen=True, slots=True)
class _Head:
    """What is asked for, as its server describes it. A community is no person."""

    profile: Profile
    counted: int | None
    person_id: int | None = None


def _gone(ask: Ask, it: Node) -> Observation | None:
    if it.flag_or_none("removed") or it.flag_or_none("banned"):
        return blocked(ask, Outcome.SUSPENDED, "The server has taken it down.")
    if it.flag_or_none("deleted"):
        return blocked(ask, Outcome.NOT_FOUND, "Its owner has deleted it.")
    return None


def _is_person(ask: Ask) -> bool:
    return ask.channel.url.removeprefix(base_of(ask.channel.url)).startswith("/u/")


def _head(ask: Ask, answer: Node, name: str) -> _Head | Observation:
    is_person = _is_person(ask)
    view = answer.node("person_view" if is_person else "community_view")
    it, counts = view.node("person" if is_person else "community"), view.node("counts")
    if fold(it.text("name")) != fold(name):
        return blocked(ask, Outcome.PARSE_DRIFT, f"The server answered with another account ({it.text('name')}).")
    gone = _gone(ask, it)
    if gone:
        return gone
    bio = it.text_or_none("bio" if is_person else "description")
    followers = None if is_person else counts.count_or_none("subscribers")
    links = tuple(dict.fromkeys(link.rstrip(".,;:!?*") for link in _LINK.findall(bio or "")))
    shown = it.text_or_none("display_name" if is_person else "title") or it.text("name")
    profile = Profile(shown, bio, None if followers is None else Count(followers), links=links)
    if not is_person:
        return _Head(profile, counts.count_or_none("posts"))
    posts, comments = counts.count_or_none("post_count"), counts.count_or_none("comment_count")
    counted = None if posts is None or comments is None else posts + comments
    return _Head(profile, counted, it.count("id"))


def _ask_for(ask: Ask, base: str, name: str) -> Generator[Request, Page | Miss, Page | Observation | Handover]:
    """The answer that describes the community or the person; else why there is none."""
    place = "user?limit=1&sort=New&username" if _is_person(ask) else "community?name"
    answer = yield Request(f"{base}/api/v3/{place}={quote(name)}", JSON)
    if isinstance(answer, Miss):
        return refused(ask, answer)
    stopped = wall(answer)
    if stopped:
        return blocked(ask, *stopped)
    if answer.status == 200:
        return answer
    software = yield from software_of(base)
    other = handed_over(PLATFORM.id, software, ask.channel.url)
    if other:
        return other
    if software in PLATFORM.software and answer.status in {400, 404}:
        code = node_of(answer).text("error")
        if _UNKNOWN.fullmatch(code):
            return blocked(ask, Outcome.NOT_FOUND, "The server knows no community or account of this name.")
    raise Drift(f"{base} does not speak Lemmy's API of version 3 (HTTP {answer.status})")


def _pages(ask: Ask, base: str, name: str, head: _Head) -> Generator[Request, Page | Miss, Listing]:
    """Read page by page until nothing comes, the asked day is passed, or nothing more can be read.

    A person's posts and comments come in two lists: what is known reaches back to the later of their ends.
    """
    listing, cursor = Listing(), ""
    where = f"user?username={quote(name)}" if head.person_id is not None else f"post/list?community_name={quote(name)}"
    for number in range(1, max(1, ask.max_pages - 1) + 1):
        paging = f"page_cursor={quote(cursor, safe='')}" if cursor else f"page={number}"
        page = yield Request(f"{base}/api/v3/{where}&sort=New&limit={_PAGE_SIZE}&{paging}", JSON)
        if isinstance(page, Miss):
            return listing.stop("Older posts could not be read.", refused(ask, page))
        stopped = wall(page)
        if stopped:
            return listing.stop("Older posts could not be read.", blocked(ask, *stopped))
        try:
            answer = node_of(page)
            ends = []
            for name_of_list in ("posts", "comments") if head.person_id is not None else ("posts",):
                items = answer.items(name_of_list)
                make = post_of if name_of_list == "posts" else comment_of
                posts = [make(item, head.person_id) for item in items]
                for post in posts:
                    if post:
                        listing.add(post, reaches=False)
                dates = [post.published_at for post in posts if post and not post.is_pinned and post.published_at]
                if items:
                    ends.append(min(dates, default=None))
            following = answer.text_or_none("next_page") or ""
        except Drift as drift:
            if not listing.posts:
                raise
            return listing.stop(f"Older posts could not be read: {drift}.")
        known = [end for end in ends if end is not None]
        listing.reached = max(known) if known else listing.reached
        if not ends or listing.has_passed(ask.since):
            return listing.finish()
        if following and following == cursor:
            return listing.stop("The listing goes round in circles, so its older part was not read.")
        cursor = following
    return listing.stop(f"Reading stopped after {ask.max_pages} answers; older posts were not read.")


def read(ask: Ask) -> Conversation:
    """The community or the person, then what was posted."""
    base, name = base_of(ask.channel.url), ask.channel.handle.partition("@")[0]
    answer = yield from _ask_for(ask, base, name)
    if not isinstance(answer, Page):
        return answer
    head = _head(ask, node_of(answer), name)
    if isinstance(head, Observation):
        return head
    listing = yield from _pages(ask, base, name, head)
    note = "" if head.person_id is not None else "A community's posts are by everybody who takes part in it."
    observed = listing.observed(ask, head.profile, note)
    if observed:
        return observed
    if listing.complete and head.counted == 0:
        none = blocked(ask, Outcome.ZERO_POSTS, "There are no posts.")
        return replace(none, profile=head.profile, window=listing.window(ask.since))
    lost = blocked(ask, Outcome.PARSE_DRIFT, f"The listing came empty, and {head.counted} posts are counted.")
    return replace(lost, profile=head.profile)


PLATFORM = Platform(
    id="lemmy",
    name="Lemmy",
    hosts=("*",),
    recognise=_recognise,
    named=_named,
    read=read,
    category=None,
    shows=("followers", "posts", "dates", "text", "replies", "pins", "engagement", "authors"),
    wall="none for public communities; a private server shows itself to its members only",
    robots="differs by server; asked at run time",
    since="0.1.0",
    proven="2026-11-26 by its documentation; not seen live",
    examples={
        "https://lemmy.example/c/havvind": "community havvind@lemmy.example",
        "https://lemmy.example/c/havvind@feddit.example": "community havvind@feddit.example",
        "https://lemmy.example/u/kari": "person kari@lemmy.example",
        "https://lemmy.example/c/havvind/extra": "unknown",
        "https://lemmy.example/post/4711": "post",
        "https://lemmy.example/communities": "unknown",
    },
    software=("lemmy",),
)
