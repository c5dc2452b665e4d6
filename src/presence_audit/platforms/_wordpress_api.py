"""Posts from the REST API of WordPress: developer.wordpress.org/rest-api/reference/posts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from presence_audit.model.observation import Post
from presence_audit.model.page import JSON, Miss, Page, Request
from presence_audit.platforms._contract import Ask, Drift
from presence_audit.platforms._html import prose_of, resolve, text_of
from presence_audit.platforms._walls import wall
from presence_audit.platforms._wire import Node, clean, json_of

if TYPE_CHECKING:
    from collections.abc import Generator

    from presence_audit.model.observation import DatePrecision, Kind
    from presence_audit.platforms._site import Site

_PER_PAGE = 100
_LATEST = 10
_FIELDS = "id,date,date_gmt,link,title,content,format,sticky,author,featured_media,_links,_embedded"
# What sites call the types of content in which they keep their news.
_NEWS = re.compile(
    r"news|nyhe[td]|press|articles?|artik|aktuel|blogg?|insight|innsikt|stor(?:y|ies)|magasin|release|melding",
    re.IGNORECASE,
)
# The post formats of WordPress; all that is not in the list is an article.
_KINDS: dict[str, Kind] = {
    "gallery": "gallery",
    "image": "image",
    "video": "video",
    "audio": "audio",
    "link": "link",
    "aside": "text",
    "status": "text",
    "quote": "text",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """Posts as they were listed. `total` is how many the site says there are; `ended` that no older ones exist.

    `writers` are the numbers of the users who wrote them, 0 where one is not shown.
    """

    posts: tuple[Post, ...]
    total: int | None
    ended: bool
    notes: tuple[str, ...] = ()
    writers: frozenset[int] = frozenset()


def url_of(api: str, route: str, query: str = "") -> str:
    """The address of a list of the API: by its path, or where a site has no permalinks, by a parameter."""
    mark = "&" if "rest_route=" in api else "?"
    return f"{api.rstrip('/')}/wp/v2/{route}" + (f"{mark}{query}" if query else "")


def _query(page: int, per_page: int, since: datetime | None, author: int | None) -> str:
    """What is asked of a list of posts: newest first, with the names of the authors and the lead images."""
    wanted = {"per_page": str(per_page), "page": str(page), "orderby": "date", "order": "desc"}
    if since is not None:
        # Older versions compare with local time: a day more costs nothing and cuts nothing off.
        wanted["after"] = (since - timedelta(days=1)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if author is not None:
        wanted["author"] = str(author)
    return urlencode({**wanted, "_embed": "author,wp:featuredmedia", "_fields": _FIELDS}, safe=":,")


def _date(wire: Node) -> tuple[datetime | None, DatePrecision]:
    """`date_gmt` is UTC without saying so; `date` is the site's local time, of which only the day is certain."""
    exact = wire.time_or_none("date_gmt", UTC)
    if exact is not None:
        return exact, "second"
    local = wire.time_or_none("date", UTC)
    return (None, "second") if local is None else (local.replace(hour=0, minute=0, second=0), "day")


def _author(wire: Node) -> str | None:
    """The name in the embedded author; a site that hides its users puts an error there."""
    embedded = wire.node_or_none("_embedded")
    for node in embedded.items_or_empty("author") if embedded else []:
        if node.node_or_none("code") is None:
            # WordPress keeps "Dahl & Co" as "Dahl &amp; Co".
            return " ".join(text_of(node.text_or_none("name") or "").split()) or None
    return None


def _lead_image(wire: Node, base: str) -> tuple[str, str | None] | None:
    """The address and the alternative text of the featured image, where it is shown."""
    embedded = wire.node_or_none("_embedded")
    for node in embedded.items_or_empty("wp:featuredmedia") if embedded else []:
        url = resolve(base, node.text_or_none("source_url") or "")
        if url:
            return url, (node.text_or_none("alt_text") or "").strip() or None
    return None


def _plain_size(url: str) -> str:
    """The same image has one address per size: photo-1024x683.jpg is photo.jpg."""
    return re.sub(r"-\d+x\d+(?=\.\w+$)", "", url.partition("?")[0])


def post_of(wire: Node, language: str | None) -> Post:
    """One post; `Drift` when it has not the shape of one. A protected post has no text and unknown media."""
    link = wire.text("link")
    content = wire.node("content")
    title = " ".join(text_of(wire.node("title").text("rendered")).split())
    protected = content.flag_or_none("protected") is True
    prose = prose_of("" if protected else content.text("rendered"), link)
    moment, precision = _date(wire)
    images = dict(zip((_plain_size(url) for url in prose.images), prose.alts, strict=True))
    lead = _lead_image(wire, link)
    hidden = lead is None and bool(wire.count_or_none("featured_media"))
    if lead:
        images.setdefault(_plain_size(lead[0]), lead[1])
    media = len(images) + hidden + prose.videos + prose.audios
    return Post(
        id=str(wire.count("id")),
        url=link,
        published_at=moment,
        date_precision=precision,
        kind=_KINDS.get(wire.text_or_none("format") or "", "article"),
        text="" if protected else f"{title}\n{prose.text}".strip(),
        author=_author(wire),
        is_reply=False,
        is_repost=False,
        is_pinned=wire.flag_or_none("sticky"),
        language=language,
        media=None if protected else media,
        media_with_alt=None if protected or hidden or not images else sum(alt is not None for alt in images.values()),
        links=tuple(url for url in prose.links if url != link),
    )


def count_in(answer: Page | Miss, header: str) -> int | None:
    """The number that a header of the answer holds, such as that of all pages; None where it holds none."""
    said = "" if isinstance(answer, Miss) else answer.headers.get(header, "").strip()
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else None


def elements_in(answer: Page | Miss) -> list[Node] | None:
    """The items of the list in an answer; None when the API is closed: an error object, a wall, a web page."""
    if isinstance(answer, Miss) or wall(answer) is not None or answer.status != 200:
        return None
    try:
        found = json_of(answer)
    except Drift:
        return None
    return Node(found).elements() if isinstance(found, list) else None


def listed_by_api(
    ask: Ask, site: Site, api: str, since: datetime | None, route: str = "posts"
) -> Generator[Request, Page | Miss, Listed | None]:
    """The posts since a moment, or the latest few of all; None when the API is closed.

    `route` is the list to read: that of the blog, or of another type of content. Of an author's page only the
    author's are asked for; `Drift` when others come all the same.
    """
    pages, per_page = (ask.max_pages, _PER_PAGE) if since else (1, _LATEST)
    found: dict[str, Post] = {}
    writers: set[int] = set()
    total: int | None = None
    for number in range(1, pages + 1):
        answer = yield Request(url_of(api, route, _query(number, per_page, since, site.author_id)), JSON)
        nodes = elements_in(answer)
        if nodes is None:
            if not found:
                return None
            # The page after the last is answered with 400: the end, not an error.
            ended = isinstance(answer, Page) and answer.status == 400
            notes = () if ended else ("An older page of the API could not be read.",)
            ended = ended and len(found) >= (total or 0)
            return Listed(tuple(found.values()), total, ended, notes, frozenset(writers))
        total, known = count_in(answer, "x-wp-total"), len(found)
        for node in nodes:
            if site.author_id is not None and node.count("author") != site.author_id:
                raise Drift(f"{node.path} is by another author than was asked for")
            post = post_of(node, site.language)
            found.setdefault(post.id, post)
            writers.add(node.count_or_none("author") or 0)
        last = count_in(answer, "x-wp-totalpages")
        # A site may hand out fewer than were asked for: only its own count of pages, or an empty page, is the end.
        if number >= last if last is not None else len(found) == known:
            ended = len(found) >= (total or 0) and (last is not None or not nodes)
            return Listed(tuple(found.values()), total, ended, writers=frozenset(writers))
    return Listed(tuple(found.values()), total, ended=False, writers=frozenset(writers))


def news_types(api: str) -> Generator[Request, Page | Miss, dict[str, str] | None]:
    """The types of content, other than posts, in which a site may keep its news, each with its list's route.

    None when the site does not say which types it has.
    """
    answer = yield Request(url_of(api, "types"), JSON)
    if isinstance(answer, Miss) or wall(answer) is not None or answer.status != 200:
        return None
    try:
        types = json_of(answer)
    except Drift:
        return None
    if not isinstance(types, dict) or "post" not in types:
        return None
    found: dict[str, str] = {}
    for name, value in types.items():
        said = [clean(name), *(Node(value).text_or_none(key) or "" for key in ("name", "rest_base"))]
        if name != "post" and any(_NEWS.search(text) for text in said):
            found[said[0]] = said[2] if re.fullmatch(r"[\w-]+", said[2]) else ""
    return found
