"""One page of Facebook: who it is about, and the posts whose data came with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from presence_audit.model.observation import Post, Profile
from presence_audit.platforms._facebook_posts import story_post
from presence_audit.platforms._html import decoded, resolve, tree_of
from presence_audit.platforms._meta import at, followers_in, objects_of, scripts_of
from presence_audit.platforms._wire import Node, clean

if TYPE_CHECKING:
    from presence_audit.model.observation import Count
    from presence_audit.model.page import Page

_TIMELINE: Final = "timeline_list_feed_units"
_HEADER: Final = "profile_social_context"
_BADGE: Final = "show_verified_badge_on_profile"
_MARKS: Final = (_TIMELINE, _HEADER, _BADGE, "delegate_page")


@dataclass(frozen=True, slots=True)
class Sight:
    """What one page shows: the addresses and ids that it says are its own, the profile, and posts."""

    addresses: tuple[str, ...]
    ids: tuple[str, ...]
    profile: Profile
    posts: tuple[Post, ...]


@dataclass(frozen=True, slots=True)
class _Head:
    """The header in the data: of the page itself, never of the visitor."""

    addresses: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    name: str | None = None
    bio: str | None = None
    followers: Count | None = None
    verified: bool | None = None


def _social(user: Node) -> Count | None:
    """The followers among the lines below the name, "61M followers" and the like."""
    lines = user.node(_HEADER).items_or_empty("content") if user.node_or_none(_HEADER) else []
    texts = (text.text_or_none("text") for line in lines if (text := at(line, "text")))
    return next((count for text in texts if text and (count := followers_in(text))), None)


def _head_of(objects: list[Node]) -> _Head:
    named = [here for here in objects if here.text_or_none("name")]
    # Writers of posts and comments have a badge too; the header is the page's own.
    users = [here for here in named if here.node_or_none(_HEADER) is not None]
    users = users or [here for here in named if here.flag_or_none(_BADGE) is not None]
    if not users:
        return _Head()
    own = users[0].text_or_none("id")
    ours = [user for user in users if user.text_or_none("id") == own]
    pages = [page for user in ours if (page := user.node_or_none("delegate_page"))]
    pages += [
        page for here in objects if here.text_or_none("id") == own and (page := here.node_or_none("delegate_page"))
    ]
    ids = [own, *(page.text_or_none("id") for page in pages)]
    words = (at(page, "best_description") for page in pages)
    bios = (text.text_or_none("text") for text in words if text)
    return _Head(
        tuple(dict.fromkeys(url for user in ours if (url := user.text_or_none("url")))),
        tuple(dict.fromkeys(id_ for id_ in ids if id_)),
        users[0].text_or_none("name"),
        next((bio for bio in bios if bio), None),
        next((count for user in ours if (count := _social(user))), None),
        next((flag for user in ours if (flag := user.flag_or_none(_BADGE)) is not None), None),
    )


def _stories(objects: list[Node]) -> list[Node]:
    """The stories of the page's own timeline, in its order: those in the first answer, and those that came after it."""
    found = []
    for here in objects:
        timeline = here.node_or_none(_TIMELINE)
        for edge in timeline.items_or_empty("edges") if timeline else ():
            node = edge.node_or_none("node")
            found += [node] if node else []
        if _TIMELINE in (here.text_or_none("label") or ""):
            node = at(here, "data", "node")
            found += [node] if node and node.node_or_none("comet_sections") else []
    return found


def _is_own(story: Node, ids: tuple[str, ...]) -> bool:
    """Whether the page itself wrote it: others may write on a page's wall. What names no writer is the page's."""
    content = at(story, "comet_sections", "content", "story")
    actors = (content.items_or_empty("actors") if content else []) or story.items_or_empty("actors")
    writers = {id_ for actor in actors if (id_ := actor.text_or_none("id"))}
    return not writers or not ids or not writers.isdisjoint(ids)


def _pinned(objects: list[Node]) -> str | None:
    posts = (at(here, "profile_pinned_post", "pinned_post_story") for here in objects)
    return next((id_ for post in posts if post and (id_ := post.text_or_none("post_id"))), None)


def _tag(tree: Any, name: str) -> str:
    for element in tree.iter("meta"):
        if element.get("property") == name:
            return clean(element.get("content") or "").strip()
    return ""


def _drawn_followers(tree: Any) -> Count | None:
    """The followers as a browser had drawn them: the link to the list of them."""
    for element in tree.iter("a"):
        href = element.get("href") or ""
        if "/followers" in href or "sk=followers" in href:
            count = followers_in("".join(element.itertext()))
            if count:
                return count
    return None


def sight_of(page: Page) -> Sight:
    """What a page shows; who it is about is for the caller to judge."""
    html = decoded(page)
    objects = [here for root in scripts_of(html, _MARKS) for here in objects_of(root)]
    head = _head_of(objects)
    tree = tree_of(html)
    name, drawn, canonical = None, None, []
    if tree is not None:
        name = _tag(tree, "og:title") or None
        drawn = _drawn_followers(tree)
        canonical = [_tag(tree, "og:url"), _tag(tree, "al:android:url")]
        canonical += [element.get("href") or "" for element in tree.iter("link") if element.get("rel") == "canonical"]
    pinned = _pinned(objects)
    read = (story_post(node, pinned, page.fetched_at) for node in _stories(objects) if _is_own(node, head.ids))
    posts = {post.id: post for post in reversed([post for post in read if post])}
    apps = tuple(url.rpartition("/")[2] for url in canonical if url.startswith("fb://"))
    return Sight(
        (*head.addresses, *(address for url in canonical if (address := resolve(page.url, url)))),
        (*head.ids, *(id_ for id_ in apps if id_.isdecimal())),
        Profile(head.name or name, head.bio, head.followers or drawn, head.verified),
        tuple(reversed(posts.values())),
    )
