"""A web page as the home of an organisation: who it says it is, what it links to, what it is made with."""

from __future__ import annotations

import json
import re
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from presence_audit.model.observation import Profile
from presence_audit.platforms._contract import Drift
from presence_audit.platforms._html import base_of, clean, decoded, head_links, header_links, resolve, tree_of
from presence_audit.platforms._posts import language_of
from presence_audit.platforms._urls import owner_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.model.page import Page
    from presence_audit.platforms._html import HeadLink

_LINK_LIMIT = 500
_NAME_LIMIT, _BIO_LIMIT = 200, 1_000
_API = "https://api.w.org/"
_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"})
_NOT_THE_POSTS = re.compile(r"/comments/|comments?[ _-]?feed|kommentar|oembed|/wp-json/", re.IGNORECASE)
PART = re.compile(r"/(?:category|kategori|tag|tags|stikkord|emne|topic|author|forfatter|search)/", re.IGNORECASE)
_USER = re.compile(r"/wp/v2/users/(\d{1,10})(?:[/?&]|$)")
_FRAME = ("header", "footer", "nav")
_X_NAME = re.compile(r"@?(\w{1,15})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Site:
    """What a page says of the site it belongs to. `feeds` are those of its posts, the likeliest first.

    `api` is the root of a WordPress REST API on the same owner's domain, `author_id` the WordPress author
    whose archive the page is; `author` says that it is one's.
    """

    url: str
    language: str | None = None
    profile: Profile = field(default_factory=Profile)
    feeds: tuple[HeadLink, ...] = ()
    api: str | None = None
    author_id: int | None = None
    generator: str = ""
    wordpress: bool = False
    author: bool = False

    @property
    def ghost(self) -> bool:
        """Made with Ghost, by its own mark in the head."""
        return self.generator.casefold().startswith("ghost")


def _metas(root: Any) -> dict[str, str]:
    """The `<meta>` values by name, the first of each."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("name") or element.get("property")
        content = " ".join(clean(element.get("content") or "").split())
        if name and content:
            found.setdefault(name.strip().casefold(), content)
    return found


def _title(root: Any) -> str:
    for element in root.iter("title"):
        # The symbols of an SVG in the page have titles of their own.
        if element.getparent() is not None and element.getparent().tag in {"head", "body", "html"}:
            return " ".join(clean("".join(element.itertext())).split())
    return ""


def _same_as(root: Any) -> Iterator[str]:
    """The `sameAs` addresses of all JSON-LD blocks, at any depth."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            waiting: deque[object] = deque([json.loads(script.text or "", strict=False)])
        except (ValueError, RecursionError):
            continue  # two in thirty-four blocks of the wild are broken; the page's other links remain
        while waiting:
            value = waiting.popleft()
            if isinstance(value, list):
                waiting.extend(value)
            elif isinstance(value, dict):
                said = value.get("sameAs")
                yield from (url for url in (said if isinstance(said, list) else [said]) if isinstance(url, str))
                waiting.extend(child for child in value.values() if isinstance(child, dict | list))


def _anchors(root: Any) -> Iterator[str]:
    """The page's link targets: those that vouch for an identity first, then header and footer, then the rest."""
    for element in root.iter("a", "link"):
        if "me" in (element.get("rel") or "").casefold().split():
            yield element.get("href") or ""
    for part in root.iter(*_FRAME):
        # What lies in another part was seen with that one; seen once more for each, it would never end.
        if next(part.iterancestors(*_FRAME), None) is None:
            for element in part.iter("a"):
                yield element.get("href") or ""
    for element in root.iter("a"):
        yield element.get("href") or ""


def _social_metas(metas: dict[str, str]) -> Iterator[str]:
    for name in ("article:publisher", "og:see_also"):
        if name in metas:
            yield metas[name]
    for name in ("twitter:site", "twitter:creator"):
        handle = _X_NAME.fullmatch(metas.get(name, ""))
        if handle:
            yield f"https://x.com/{handle[1]}"


def _outbound(root: Any, metas: dict[str, str], url: str) -> tuple[str, ...]:
    base, owner = base_of(root, url), owner_of(url)
    found: dict[str, None] = {}
    for href in (*_same_as(root), *_social_metas(metas), *_anchors(root)):
        link = resolve(base, href)
        if link and link not in found and owner_of(link) != owner:
            found[link] = None
            if len(found) >= _LINK_LIMIT:
                break
    return tuple(found)


def _feeds(links: tuple[HeadLink, ...], url: str, language: str | None) -> tuple[HeadLink, ...]:
    """The feeds of posts that a page names: its own host and language first, the whole before a part."""
    tongue = (language or "").partition("-")[0]

    def rank(link: HeadLink) -> tuple[bool, bool, bool]:
        other = bool(link.hreflang and tongue) and link.hreflang.partition("-")[0] != tongue
        return owner_of(link.href) != owner_of(url), other, bool(PART.search(link.href))

    feeds = [
        link
        for link in links
        if "alternate" in link.rel
        and link.type.partition(";")[0].strip() in _FEED_TYPES
        and not _NOT_THE_POSTS.search(link.href)
        and not _NOT_THE_POSTS.search(link.title)
    ]
    return tuple({link.href: link for link in sorted(feeds, key=rank)}.values())


def _author_id(links: tuple[HeadLink, ...]) -> int | None:
    for link in links:
        found = _USER.search(unquote(link.href)) if "alternate" in link.rel else None
        if found:
            return int(found[1])
    return None


def _is_author_archive(root: Any, links: tuple[HeadLink, ...], url: str) -> bool:
    """By its address, else by what WordPress and its themes say in the page; the word before the name is the site's."""
    body = root.find("body").get("class") or ""
    by_path = "author" in urlsplit(url).path.casefold().split("/")
    return by_path or _author_id(links) is not None or {"archive", "author"} <= set(body.split())


def _made_with_wordpress(html: str, generator: str, url: str) -> bool:
    """By its own mark, else by files of its own host where WordPress keeps them; a link to another's is no sign."""
    if generator:
        return re.search(r"wordpress|\bwp\b", generator, re.IGNORECASE) is not None
    return (
        re.search(rf"(?:[\"'(]|//(?:[\w-]+\.)*{re.escape(owner_of(url))})/wp-(?:content|includes)/", html) is not None
    )


def site_of(page: Page) -> Site:
    """Read a page; `Drift` when it is no web page."""
    if page.content_type and "html" not in page.content_type:
        raise Drift(f"{page.url} is not a web page ({page.content_type})")
    html = decoded(page)
    root = tree_of(html) if "<" in html else None
    if root is None or root.find("body") is None:
        raise Drift(f"{page.url} is not a web page")
    metas = _metas(root)
    links = (*header_links(page), *head_links(root, page.url))
    language = language_of(root.get("lang") or root.get("xml:lang"))
    api = next((link.href for link in links if _API in link.rel and owner_of(link.href) == owner_of(page.url)), None)
    feeds = _feeds(links, page.url, language)
    # WordPress names its feed "Site » Feed"; the title of a page adds a slogan or the page's own name.
    stated = next((link.title.split(" » ")[0].strip() for link in feeds if " » " in link.title), "")
    name = metas.get("og:site_name") or stated or _title(root)
    bio = metas.get("description") or metas.get("og:description")
    return Site(
        url=page.url,
        language=language,
        profile=Profile(
            name[:_NAME_LIMIT] or None, bio[:_BIO_LIMIT] if bio else None, links=_outbound(root, metas, page.url)
        ),
        feeds=feeds,
        api=api,
        author_id=_author_id(links),
        author=_is_author_archive(root, links, page.url),
        generator=metas.get("generator", "")[:200],
        wordpress=api is not None or _made_with_wordpress(html, metas.get("generator", ""), page.url),
    )
