"""A person's LinkedIn profile as strangers see it -> its observation, from the page's JSON-LD.

The graph holds the person (with exact followers), long-form articles, and on some answers a selection of ordinary
posts (`DiscussionForumPosting`). Which posts are shown is LinkedIn's choice, and some answers leave out all of them:
they are evidence of what was published, never of how often.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from presence_audit.model.observation import Count, Engagement, Observation, Post, Profile, Window
from presence_audit.model.outcome import Outcome
from presence_audit.platforms._contract import Ask, Drift, blocked, observation_of
from presence_audit.platforms._ids import linkedin_time
from presence_audit.platforms._json_ld import is_a
from presence_audit.platforms._linkedin_head import shown
from presence_audit.platforms._linkedin_urls import account_at, outward, post_url, urn_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from presence_audit.platforms._wire import Node

_ARTICLES: Final = ("Article", "PublicationIssue", "NewsArticle", "BlogPosting")
_POSTS: Final = ("DiscussionForumPosting", "SocialMediaPosting")
_CHOSEN: Final = (
    "LinkedIn shows strangers articles and a few posts of its choice; how often this person posts is not known."
)
_HIDDEN: Final = "LinkedIn shows the posts of people to members only."
OWN_DATA: Final = (
    "LinkedIn gives people their own posts: Settings & Privacy -> Data privacy -> Get a copy of your data -> "
    "the larger archive. Write `export: FILE` beside the channel."
)


def _several(item: Node, name: str) -> list[Node]:
    """What stands there, be it one object or a list of them."""
    found = item.node_or_none(name)
    if found is None:
        return []
    return found.elements() if isinstance(found.value, list) else [found]


def _counted(item: Node, action: str) -> int | None:
    for counter in _several(item, "interactionStatistic"):
        if (counter.text_or_none("interactionType") or "").endswith(action):
            return counter.count_or_none("userInteractionCount")
    return None


def _is_by(item: Node, handle: str) -> bool:
    """Whether the author of an item is the person; an item on the profile that names no author is theirs."""
    authors = [account_at(author.text_or_none("url") or "") for author in _several(item, "author")]
    known = [account.handle for account in authors if account]
    return handle in known if known else not authors


def _article(item: Node) -> Post | None:
    url = item.text_or_none("url") or item.text_or_none("mainEntityOfPage")
    if not url or not url.startswith("http"):
        return None
    title, body = (shown(item.text_or_none(name)) or "" for name in ("headline", "articleBody"))
    name = shown(item.text_or_none("name")) or ""
    return Post(
        id=url,
        url=url,
        published_at=item.time_or_none("datePublished"),
        kind="article",
        text="\n".join(dict.fromkeys(part for part in (name, title, body) if part)),
        is_reply=False,
        is_repost=False,
        engagement=Engagement(likes=_counted(item, "LikeAction"), comments=_counted(item, "CommentAction")),
    )


def _post(item: Node, latest: datetime) -> Post | None:
    said = [item.text_or_none("mainEntityOfPage"), item.text_or_none("url"), item.text_or_none("@id")]
    urn = next((urn for url in said if url and (urn := urn_in(url))), None)
    if urn is None:
        return None
    text = shown(item.text_or_none("text")) or shown(item.text_or_none("articleBody")) or ""
    link = outward(item.text_or_none("sharedContent") or "")
    return Post(
        id=f"urn:li:{urn[0]}:{urn[1]}",
        url=post_url(*urn),
        published_at=linkedin_time(urn[1], latest) or item.time_or_none("datePublished"),
        kind="other",
        text=text,
        is_reply=False,
        is_repost=None,
        links=(link,) if link else (),
        engagement=Engagement(likes=_counted(item, "LikeAction"), comments=_counted(item, "CommentAction")),
    )


def _posts(items: Iterable[Node], handle: str, latest: datetime) -> tuple[Post, ...]:
    found: dict[str, Post] = {}
    for item in items:
        post = None
        if is_a(item, *_ARTICLES) and _is_by(item, handle):
            post = _article(item)
        elif is_a(item, *_POSTS) and _is_by(item, handle):
            post = _post(item, latest)
        if post is not None:
            found.setdefault(post.id, post)
    return tuple(found.values())


def _titles(person: Node) -> str:
    said = [person.text_or_none("jobTitle")]
    said += [title.value if isinstance(title.value, str) else None for title in person.items_or_empty("jobTitle")]
    return ", ".join(dict.fromkeys(title for text in said if (title := shown(text))))


def person_observed(ask: Ask, items: list[Node], handle: str, fetched_at: datetime) -> Observation:
    """The observation of the profile of the person who goes by `handle`."""
    person = next((item for item in items if is_a(item, "Person")), None)
    name = shown(person.text_or_none("name")) if person is not None else None
    if person is None or name is None:
        raise Drift("the page has no structured data of a person")
    followers = _counted(person, "FollowAction")
    bio = "\n".join(part for part in (_titles(person), shown(person.text_or_none("description"))) if part)
    sites = [url.value for url in _several(person, "sameAs") if isinstance(url.value, str)]
    links = tuple(dict.fromkeys(out for url in sites if (out := outward(url))))
    profile = Profile(name, bio or None, None if followers is None else Count(followers), None, links)
    posts = _posts(items, handle, fetched_at)
    if not posts:
        return replace(blocked(ask, Outcome.LOGIN_WALL, _HIDDEN, OWN_DATA), profile=profile)
    dates = [post.published_at for post in posts if post.published_at]
    window = Window(min(dates, default=None), max(dates, default=None))
    return Observation(observation_of(ask), Outcome.OK, _CHOSEN, OWN_DATA, None, profile, posts, window)
