"""The archive of a Substack publication: its posts in pages, the newest first.

Shape: `/api/v1/archive`, which the site's own archive page asks; as public readers of 2026 know it, documented nowhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from presence_audit.model.observation import Engagement, Kind, Post
from presence_audit.model.page import JSON, Miss, Request
from presence_audit.platforms._contract import Ask, Drift, refused
from presence_audit.platforms._listing import Listing
from presence_audit.platforms._posts import language_of
from presence_audit.platforms._reach import failure
from presence_audit.platforms._urls import fold
from presence_audit.platforms._wire import Node, node_of

if TYPE_CHECKING:
    from collections.abc import Generator

    from presence_audit.model.page import Page

_PAGE: Final = 50
_KINDS: Final[dict[str, Kind]] = {"newsletter": "article", "podcast": "audio", "video": "video", "thread": "text"}


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _post(item: Node, page: Page) -> Post:
    url = item.text_or_none("canonical_url") or ""
    said = [item.text("title"), item.text_or_none("subtitle") or item.text_or_none("description") or ""]
    names = [byline.text_or_none("name") for byline in item.items_or_empty("publishedBylines")]
    counted = [item.count_or_none(name) for name in ("reaction_count", "comment_count", "restacks")]
    return Post(
        id=str(item.count("id")),
        url=url,
        published_at=item.time("post_date"),
        kind=_KINDS.get(item.text_or_none("type") or "", "other"),
        text="\n".join(part for part in said if part),
        author=", ".join(dict.fromkeys(name for name in names if name)) or None,
        is_reply=False,
        # A post that was taken over from another publication keeps its address there.
        is_repost=False if url and _host(url) == _host(page.url) else None,
        is_pinned=item.flag_or_none("is_pinned"),
        language=language_of(item.text_or_none("language")),
        engagement=Engagement(*counted),
    )


def _is_by(item: Node, handle: str) -> bool:
    handles = [byline.text_or_none("handle") for byline in item.items_or_empty("publishedBylines")]
    return any(fold(name) == fold(handle) for name in handles if name)


def archive(ask: Ask, host: str, by: str | None = None) -> Generator[Request, Page | Miss, Listing]:
    """Read page by page until one is empty, passes the asked day, or cannot be read; `by` keeps one writer's posts.

    The site decides how many posts a page has, so the next one starts behind what came.
    """
    listing, seen = Listing(), set[int]()
    for _ in range(max(1, ask.max_pages - 1)):
        asked = f"https://{host}/api/v1/archive?sort=new&search=&offset={len(seen)}&limit={_PAGE}"
        page = yield Request(asked, JSON)
        failed = refused(ask, page) if isinstance(page, Miss) else failure(ask, page)
        if failed is not None or isinstance(page, Miss):
            return listing.stop("Older posts could not be read.", failed)
        try:
            items = node_of(page).elements()
            for item in items:
                post = _post(item, page)
                if by is None or _is_by(item, by):
                    listing.add(post, reaches=not post.is_pinned)
                elif not post.is_pinned:
                    listing.reached = post.published_at
        except Drift as drift:
            if not listing.posts:
                raise
            return listing.stop(f"Older posts could not be read: {drift}.")
        ids = {item.count("id") for item in items}
        if ids and ids <= seen:
            return listing.stop("The archive goes round in circles, so its older part was not read.")
        seen |= ids
        if not items or listing.has_passed(ask.since):
            return listing.finish()
    return listing.stop(f"Reading stopped after {ask.max_pages} answers; older posts were not read.")
