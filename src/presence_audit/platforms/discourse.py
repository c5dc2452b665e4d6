"""Accounts on forums made with Discourse, read through the forum's own JSON.

A stranger sees the profile and everything that the account wrote in public, in pages of 30, topics and answers
alike: exact times, titles and the first 300 characters. Followers do not exist there, and likes stand with each
post, not in the list.

What the reader keeps to:
- The software's robots.txt forbids the profiles. A forum may allow them; whose own forum it is may state a permission.
- Some forums show themselves to members only (`not_logged_in`), and an account may hide its profile.
- A post in a topic answers somebody else, unless the topic is seen to be one's own and the post names no other that
  it answers. Whose an older topic was is not told.
- An empty list is zero posts only where the account's summary counts no topics and no posts as well.
- What moderators did (moved, closed, split) is no post, and neither is what was deleted or hidden.

Source: docs.discourse.org (getUser, user_actions), and the software's own serializers.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from presence_audit.model.observation import Observation, Post, Profile
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import JSON, Miss, Page, Request
from presence_audit.platforms._contract import Ask, Conversation, Drift, Platform, Way, blocked, refused
from presence_audit.platforms._html import links_of, prose_of, text_of
from presence_audit.platforms._listing import Listing
from presence_audit.platforms._urls import Account, ParsedUrl, Refusal, fold, refuse, unclaimed
from presence_audit.platforms._walls import wall
from presence_audit.platforms._wire import Node, node_of

if TYPE_CHECKING:
    from collections.abc import Generator

# UserAction::NEW_TOPIC and UserAction::REPLY
_TOPIC: Final = 4
_REPLY: Final = 5
_PAGE_SIZE: Final = 30
# UserController's own pages under /u/, which no account can be called.
_RESERVED: Final = frozenset({"account-created", "confirm-old-email", "confirm-new-email", "password-reset", "search"})
_NAME: Final = re.compile(r"\w(?:[\w.-]{0,58}\w)?")
_HIDDEN: Final = "The account has hidden its profile."
_KEPT: Final = "The forum keeps from strangers what the account wrote."


def _named(url: ParsedUrl) -> Account | Refusal | None:
    """`/u/name` and the older `/users/name`, with any tab, also below a folder that the forum lies in."""
    folded = [segment.casefold() for segment in url.segments]
    if "t" in folded[:2] and len(folded) > folded.index("t") + 1:
        return refuse("post")
    at = next((place for place, segment in enumerate(folded[:2]) if segment in {"u", "users"}), None)
    if at is None or at + 1 >= len(folded):
        return None
    name = folded[at + 1].removesuffix(".json")
    if not _NAME.fullmatch(name) or name in _RESERVED:
        return None
    forum = "/".join([url.netloc.removeprefix("www."), *url.segments[:at]])
    scheme = url.scheme if ":" in url.netloc else "https"
    return Account("discourse", "account", f"{name}@{forum}", f"{scheme}://{forum}/u/{name}", candidate=True)


def _failure(ask: Ask, page: Page) -> Observation | None:
    """Why the answer is none; `Drift` for what Discourse would not say."""
    if page.status in {403, 404} and page.content_type.endswith("json"):
        kind = node_of(page).text_or_none("error_type") or ""
        if kind in {"not_logged_in", "invalid_access"}:
            return blocked(ask, Outcome.LOGIN_WALL, "The forum shows this to its members only.")
        if page.status == 404 and kind == "not_found":
            return blocked(ask, Outcome.NOT_FOUND, "The forum shows no account of this name.")
    stopped = wall(page)
    if stopped:
        return blocked(ask, *stopped)
    if page.status != 200:
        raise Drift(f"{page.url} does not speak as Discourse does (HTTP {page.status})")
    return None


def _profile(user: Node) -> Profile:
    cooked = user.text_or_none("bio_cooked") or user.text_or_none("bio_excerpt") or ""
    links = [user.text_or_none("website") or "", *links_of(cooked, "")]
    return Profile(
        name=user.text_or_none("name") or user.text("username"),
        bio=text_of(cooked) or None,
        links=tuple(dict.fromkeys(link for link in links if link.startswith("http"))),
    )


def _post(action: Node, forum: str, name: str) -> Post | None:
    """One thing that the account wrote; None where it is no longer shown, or was a moderator's act."""
    if fold(action.text("acting_username")) != name:
        raise Drift(f"{action.path} is by somebody else")
    if any(action.flag_or_none(flag) for flag in ("deleted", "hidden")) or action.text_or_none("action_code"):
        return None
    topic, number = action.count("topic_id"), action.count("post_number")
    prose = prose_of(action.text_or_none("excerpt") or "", forum)
    title = action.text_or_none("title") or ""
    is_topic = action.count("action_type") == _TOPIC
    return Post(
        id=f"{topic}/{number}",
        url=f"{forum}/t/{topic}/{number}",
        published_at=action.time("created_at"),
        kind="text",
        text=f"{title}\n{prose.text}".strip() if is_topic else prose.text,
        is_reply=not is_topic,
        is_repost=False,
        links=prose.links,
    )


def _threads(listing: Listing, unaddressed: set[str]) -> None:
    """Mark what continues a topic of one's own: it answers nobody else."""
    own = {post.id.partition("/")[0] for post in listing.posts.values() if not post.is_reply}
    for id_ in unaddressed & listing.posts.keys():
        if id_.partition("/")[0] in own:
            listing.posts[id_] = replace(listing.posts[id_], is_reply=False)


def _pages(ask: Ask, forum: str, name: str) -> Generator[Request, Page | Miss, Listing]:
    """Read what was written page by page until it ends, passes the asked day, or cannot be read any further."""
    listing, offset, unaddressed = Listing(), 0, set[str]()
    question = f"{forum}/user_actions.json?username={quote(name)}&filter={_TOPIC},{_REPLY}&offset="
    for _ in range(max(1, ask.max_pages - 2)):
        page = yield Request(f"{question}{offset}", JSON)
        if isinstance(page, Miss):
            return listing.stop("Older posts could not be read.", refused(ask, page))
        try:
            failed = _failure(ask, page)
            if failed:
                # Of an account that was just shown, only its list is kept from strangers.
                failed = blocked(ask, Outcome.LOGIN_WALL, _KEPT) if failed.outcome.is_absent else failed
                return listing.stop("Older posts could not be read.", failed)
            actions = node_of(page).items("user_actions")
            for action in actions:
                post = _post(action, forum, name)
                if post:
                    listing.add(post, reaches=True)
                    if action.count_or_none("reply_to_post_number") is None:
                        unaddressed.add(post.id)
            _threads(listing, unaddressed)
        except Drift as drift:
            if not listing.posts:
                raise
            return listing.stop(f"Older posts could not be read: {drift}.")
        if not actions or listing.has_passed(ask.since):
            return listing.finish()
        offset += len(actions)
    return listing.stop(f"Reading stopped after {ask.max_pages} answers; older posts were not read.")


def _empty(ask: Ask, forum: str, name: str, listing: Listing) -> Generator[Request, Page | Miss, Observation]:
    """What a list without a post means: the account's summary counts what there is."""
    page = yield Request(f"{forum}/u/{quote(name)}/summary.json", JSON)
    if isinstance(page, Miss):
        return refused(ask, page)
    failed = _failure(ask, page)
    if failed:
        return failed
    summary = node_of(page).node("user_summary")
    counted = summary.count("topic_count") + summary.count("post_count")
    if counted or not listing.complete:
        said = f"The account counts {counted} topics and posts and shows none to strangers."
        return blocked(ask, Outcome.LOGIN_WALL, said)
    none = blocked(ask, Outcome.ZERO_POSTS, "The account has written nothing.")
    return replace(none, window=listing.window(ask.since))


def read(ask: Ask) -> Conversation:
    """The profile, then what the account wrote."""
    forum, _, name = ask.channel.url.rpartition("/u/")
    answer = yield Request(f"{forum}/u/{quote(name)}.json", JSON)
    if isinstance(answer, Miss):
        return refused(ask, answer)
    failed = _failure(ask, answer)
    if failed:
        return failed
    user = node_of(answer).node("user")
    found = user.text("username")
    if fold(found) != fold(name):
        return blocked(ask, Outcome.PARSE_DRIFT, f"The forum answered with another account ({found}).")
    if user.flag_or_none("profile_hidden"):
        return blocked(ask, Outcome.PRIVATE, _HIDDEN)
    profile = _profile(user)
    listing = yield from _pages(ask, forum, fold(name))
    observed = listing.observed(ask, profile)
    if observed:
        return observed
    return replace((yield from _empty(ask, forum, name, listing)), profile=profile)


PLATFORM = Platform(
    id="discourse",
    name="Discourse",
    hosts=("*",),
    recognise=unclaimed,
    named=_named,
    read=read,
    live="with permission",
    ways=(Way("permission", "minutes", 'If the forum is yours, state it: `permission: "our own forum"`.'),),
    category=None,
    shows=("posts", "dates", "text", "replies"),
    wall="some forums show themselves to members only, and an account may hide its profile",
    robots="Discourse as shipped forbids /u/ to robots; a forum may say otherwise and is asked",
    since="0.1.0",
    proven="2026-11-26 by its documentation and source; not seen live",
    examples={
        "https://forum.example/u/kari": "account kari@forum.example",
        "https://forum.example/u/Kari.Nordmann/summary": "account kari.nordmann@forum.example",
        "https://forum.example/users/kari": "account kari@forum.example",
        "https://forum.example/t/havvind-i-nord/4711": "post",
        "https://forum.example/about": "unknown",
    },
)
