"""One page of Instagram, in whichever of its shapes it came: who it is about, and which posts it shows.

- Full: scripts with `xig_user_by_username` (or, for a member, the same user elsewhere) and a timeline connection.
- Lite: tags for other sites alone (og:title, og:description, description).
- Embed: `contextJSON`, which is JSON in a JSON string.
- Drawn: what the browser had drawn when the page was saved, that is links to posts.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from presence_audit.model.observation import Count, Post, Profile
from presence_audit.platforms._contract import Drift
from presence_audit.platforms._html import decoded, tree_of
from presence_audit.platforms._instagram_posts import CODE, embedded_post, grid_post, linked_post
from presence_audit.platforms._meta import at, followers_in, objects_of, scripts_of
from presence_audit.platforms._urls import fold
from presence_audit.platforms._wire import Node, clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.model.page import Page

_USER: Final = "xig_user_by_username"
_TIMELINES: Final = ("polaris_ordered_timeline_connection", "xdt_api__v1__feed__user_timeline_graphql_connection")
_CONTEXT: Final = re.compile(r'"contextJSON"\s*:\s*("[^"\\]*(?:\\.[^"\\]*)*")', re.DOTALL)
# Before the name, the title of a tab counts what the visitor has not yet read: "(2) Nordlys Energi (@nordlys)".
_NAMED: Final = re.compile(r"^(?:\([0-9]{1,3}\+?\)\s)?(?P<name>.*?)\s*\(@(?P<handle>[\w.]{1,30})\)", re.DOTALL)
_BIO: Final = re.compile(r"\(@[\w.]{1,30}\)[^\"“„«:]{0,40}Instagram\s?:\s?[\"“„«](.*)[\"”“»]\s*$", re.DOTALL)
_LINK: Final = re.compile(r"(?:https://(?:www\.)?instagram\.com)?/(?:([\w.]{1,30})/)?(p|reel|tv)/([\w-]+)/?(?:[?#].*)?")
_PUSHED_DOWN: Final = re.compile(r"padding-top:\s*([0-9]{3,9})(?:\.[0-9]+)?px")
_LONGEST_TAG: Final = 4_000
# Taller than any margin, less than a row of the grid: rows above were taken out while the page was scrolled.
_A_ROW: Final = 200


@dataclass(frozen=True, slots=True)
class Sight:
    """What one page shows. `handles` are those that it says it is about, the surest first.

    `grid` is the unbroken listing from the top, whose order means something; `posts` are all. `private` and `counted`
    (the number of posts) are None where the page does not tell. `ended` says that nothing older than `grid` exists,
    `links_only` that the posts are known by their addresses alone.
    """

    handles: tuple[str, ...]
    profile: Profile = field(default_factory=Profile)
    private: bool | None = None
    counted: int | None = None
    grid: tuple[Post, ...] = ()
    posts: tuple[Post, ...] = ()
    ended: bool = False
    links_only: bool = False


def _embed(html: str) -> Node | None:
    found = _CONTEXT.search(html)
    try:
        value = json.loads(json.loads(found[1], strict=False), strict=False) if found else None
    except (ValueError, TypeError, RecursionError):
        return None
    return at(Node(value), "context")


def _sight_of_embed(context: Node, page: Page) -> Sight:
    handle = context.text("username")
    followers = context.count_or_none("followers_count")
    media = [at(item, "shortcode_media") for item in context.items_or_empty("graphql_media")]
    read = [embedded_post(node, handle, page.fetched_at) for node in media if node]
    posts = tuple({post.id: post for post in read if post}.values())
    return Sight(
        (handle,),
        Profile(
            name=context.text_or_none("full_name") or None,
            bio=context.text_or_none("biography") or None,
            followers=Count(followers) if followers is not None else None,
            verified=context.flag_or_none("is_verified"),
        ),
        context.flag_or_none("is_private"),
        context.count_or_none("posts_count"),
        posts if len(posts) == len(context.items_or_empty("graphql_media")) else (),
        posts,
    )


@dataclass(slots=True)
class _Told:
    """What the scripts hold: the objects about the account, its timelines, and whom else they are about."""

    users: list[Node] = field(default_factory=list)
    timelines: list[Node] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


def _told(html: str, wanted: str) -> _Told:
    told = _Told()
    found: list[tuple[str | None, Node]] = []
    for root in scripts_of(html, (_USER, "follower_count", *_TIMELINES)):
        for here in objects_of(root):
            asked = here.node_or_none(_USER)
            named = asked.text_or_none("username") if asked else None
            if asked and named and fold(named) == wanted:
                told.users.append(asked)
            elif named:
                told.others.append(named)
            elif (
                here.count_or_none("follower_count") is not None and fold(here.text_or_none("username") or "") == wanted
            ):
                told.users.append(here)
            owner = here.text_or_none("pk") or here.text_or_none("id")
            found += [(owner, there) for name in _TIMELINES if (there := here.node_or_none(name))]
    ids = {user.text_or_none(name) for user in told.users for name in ("pk", "id")} - {None}
    # Scripts stay as they were when the site was first opened: a visitor who went on has another account's there.
    if not told.others:
        told.timelines = [there for owner, there in found if owner is None or owner in ids or not ids]
    return told


def _profile_of(users: list[Node]) -> Profile:
    """The first of each fact that any of the objects tells."""

    def first(read: Any) -> Any:
        return next((found for found in map(read, users) if found is not None), None)

    followers = first(lambda user: user.count_or_none("follower_count"))
    links = [link.text_or_none("url") for user in users for link in user.items_or_empty("bio_links")]
    return Profile(
        name=first(lambda user: user.text_or_none("full_name") or None),
        bio=first(lambda user: user.text_or_none("biography") or None),
        followers=Count(followers) if followers is not None else None,
        verified=first(lambda user: user.flag_or_none("is_verified")),
        links=tuple(dict.fromkeys(link for link in links if link and link.startswith("http"))),
    )


def _tags(tree: Any) -> dict[str, str]:
    """The tags that are written for other sites, by name; the title of the page as "title"."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or ""
        found.setdefault(name, clean(element.get("content") or "").strip()[:_LONGEST_TAG])
    for element in tree.iter("title"):
        found.setdefault("title", clean("".join(element.itertext())).strip()[:_LONGEST_TAG])
    return found


def _lite(tags: dict[str, str]) -> Sight:
    """What the tags tell. A printed "0 Posts" is no proof of silence: private accounts show it too."""
    named = [found for name in ("title", "og:title") if (found := _NAMED.match(tags.get(name, "")))]
    told = tags.get("og:description") or tags.get("description") or ""
    bio = _BIO.search(tags.get("description", ""))
    profile = Profile(
        name=named[0]["name"] or None if named else None,
        bio=(bio[1].strip() or None) if bio else None,
        followers=followers_in(told[:60]) if told[:1].isdigit() else None,
    )
    return Sight(tuple(found["handle"] for found in named), profile)


def _links(tree: Any, handle: str) -> Iterator[tuple[Any, str, str]]:
    """The links of the grid: the element, the word before the code, and the code."""
    found = []
    for element in tree.iter("a"):
        link = _LINK.fullmatch(clean(element.get("href") or ""))
        if link and CODE.fullmatch(link[3]):
            found.append((element, link[1], link[2], link[3]))
    own = [entry for entry in found if entry[1] and fold(entry[1]) == fold(handle)]
    # Links once named no account. Where some name one, those that name none, or another, are not of this grid.
    chosen = own or (found if not any(entry[1] for entry in found) else [])
    yield from ((element, shape, code) for element, _, shape, code in chosen)


def _is_pushed_down(element: Any) -> bool:
    """Whether rows above this one were taken out of the page while it was scrolled."""
    above = (_PUSHED_DOWN.search(parent.get("style") or "") for parent in element.iterancestors())
    return any(found is not None and int(found[1]) >= _A_ROW for found in above)


def _tab(page: Page) -> str:
    """Which tab of a profile an address opens: "" for the grid itself."""
    parts = [part for part in urlsplit(page.url).path.split("/") if part]
    return parts[1].casefold() if len(parts) > 1 else ""


def _drawn(tree: Any, handle: str, page: Page) -> tuple[tuple[Post, ...], bool]:
    """The posts that the browser had drawn, and whether they begin at the top of the grid."""
    tab = _tab(page)
    if tab not in {"", "reels"}:  # /tagged/ and /reposts/ show what others published
        return (), False
    links = list(_links(tree, handle))
    posts = {code: linked_post(code, shape, page.fetched_at) for _, shape, code in links}
    return tuple(posts.values()), bool(links) and not tab and not _is_pushed_down(links[0][0])


def sight_of(page: Page, handle: str) -> Sight:
    """What a page shows of the account that is asked for. Raises Drift where it is about no account at all."""
    html = decoded(page)
    context = _embed(html)
    if context is not None:
        return _sight_of_embed(context, page)
    tree = tree_of(html)
    sight = Sight(()) if tree is None else _lite(_tags(tree))
    if sight.handles and fold(handle) not in map(fold, sight.handles):
        return sight  # scripts stay as they were, so they may hold the account that the visitor came from
    told = _told(html, fold(handle))
    if told.users:
        sight = _informed(sight, told.users, handle)
    elif not sight.handles:
        sight = replace(sight, handles=tuple(told.others))
    if not sight.handles:
        raise Drift(f"{page.url} names no account")
    if fold(sight.handles[0]) != fold(handle):
        return sight
    return _with_posts(sight, told.timelines, tree, handle, page)


def _informed(sight: Sight, users: list[Node], handle: str) -> Sight:
    """What the tags tell, with the data of the page before it."""
    data = _profile_of(users)
    return replace(
        sight,
        handles=(handle, *sight.handles),
        profile=replace(
            data,
            name=data.name or sight.profile.name,
            bio=data.bio or sight.profile.bio,
            followers=data.followers or sight.profile.followers,
        ),
        private=next((flag for user in users if (flag := user.flag_or_none("is_private")) is not None), None),
        counted=next((n for user in users if (n := user.count_or_none("all_media_count")) is not None), None),
    )


def _with_posts(sight: Sight, timelines: list[Node], tree: Any, handle: str, page: Page) -> Sight:
    edges = [edge for timeline in timelines for edge in timeline.items_or_empty("edges")]
    read = [grid_post(node, handle, page.fetched_at) for edge in edges if (node := at(edge, "node"))]
    listed = {post.id: post for post in read if post}
    drawn, from_the_top = _drawn(tree, handle, page) if tree is not None else ((), False)
    posts = listed | {post.id: post for post in drawn if post.id not in listed}
    whole = len(read) == len(edges) and all(read)
    more = [at(timeline, "page_info") for timeline in timelines]
    ended = len(more) == 1 and more[0] is not None and more[0].flag_or_none("has_next_page") is False
    grid = tuple(posts.values()) if from_the_top else tuple(listed.values())
    short = sight.counted is not None and len(posts) < sight.counted
    return replace(
        sight,
        grid=grid if whole else (),
        posts=tuple(posts.values()),
        ended=ended and whole and bool(listed) and not short,
    )
