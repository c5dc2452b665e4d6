"""The community posts of a YouTube channel (its tab /posts): texts, pictures, polls, and what it passes on.

A post is a `backstagePostRenderer`, or a `sharedPostRenderer` that holds another one. Like videos, posts are dated by
their age. The tab shows about ten; what comes behind them is fetched from /youtubei/, which is barred to robots.

Shapes: as public readers of the tab describe them (RSSHub, YTJsonParser, freetube-community-scraper; 2024-2026).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs, quote, urlsplit

from presence_audit.model.observation import Engagement, Post
from presence_audit.platforms._ages import age_of
from presence_audit.platforms._contract import Drift
from presence_audit.platforms._html import TEXT_LIMIT, resolve
from presence_audit.platforms._numbers import count_of
from presence_audit.platforms._youtube_items import Tab, in_order, watch_url
from presence_audit.platforms._youtube_page import at, message_of, words_of

if TYPE_CHECKING:
    from datetime import datetime

    from presence_audit.model.observation import Kind
    from presence_audit.platforms._ages import Age
    from presence_audit.platforms._wire import Node

_SITE: Final = "https://www.youtube.com"
# "This channel hasn't posted yet", in the words of the last years.
_NOTHING: Final = re.compile(r"\bposted (?:anything )?yet\b|\bno (?:community )?posts\b", re.IGNORECASE)


def _outward(url: str) -> str | None:
    """Where a link in a text leads: YouTube wraps what leads away into its own redirect."""
    try:
        parts = urlsplit(url)
        wrapped = parse_qs(parts.query).get("q", [""])[0] if parts.path == "/redirect" else ""
    except ValueError:
        return None
    return resolve(_SITE, wrapped or url)


def _words(content: Node | None) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The text, its links and its hashtags. A link is cut short in the text, and whole in the run behind it."""
    links, tags = [], []
    for run in content.items_or_empty("runs") if content else []:
        target = at(run, "navigationEndpoint", "urlEndpoint")
        url = target.text_or_none("url") if target else None
        if url and (link := _outward(url)):
            links.append(link)
        said = (run.text_or_none("text") or "").strip()
        if run.node_or_none("navigationEndpoint") and re.fullmatch(r"#\w+", said):
            tags.append(said[1:])
    return (words_of(content) or "")[:TEXT_LIMIT], tuple(dict.fromkeys(links)), tuple(dict.fromkeys(tags))


def _attached(post: Node) -> tuple[Kind, int, tuple[str, ...]]:
    """What kind of post the attachment makes it, how many pictures there are, and where it leads."""
    attachment = post.node_or_none("backstageAttachment")
    if attachment is None:
        return "text", 0, ()
    many = attachment.node_or_none("postMultiImageRenderer")
    if many:
        return "gallery", len(many.items_or_empty("images")), ()
    if attachment.node_or_none("backstageImageRenderer"):
        return "image", 1, ()
    if attachment.node_or_none("pollRenderer") or attachment.node_or_none("quizRenderer"):
        return "poll", 0, ()
    video = attachment.node_or_none("videoRenderer")
    video_id = video.text_or_none("videoId") if video else None
    if video_id:
        return "link", 0, (watch_url(video_id),)
    return "other", 0, ()


def _author(post: Node) -> tuple[str | None, str]:
    """The name of who wrote a post, and the handle or else the id."""
    place = at(post, "authorEndpoint", "browseEndpoint")
    path = place.text_or_none("canonicalBaseUrl") if place else None
    id_ = place.text_or_none("browseId") if place else None
    return words_of(post.node_or_none("authorText")), (path or id_ or "").removeprefix("/")


def _is_by_another(post: Node, channel_id: str) -> bool:
    """Where subscribers may write too, what they write is not the channel's."""
    place = at(post, "authorEndpoint", "browseEndpoint")
    id_ = place.text_or_none("browseId") if place else None
    return id_ is not None and id_ != channel_id


def _comments(post: Node) -> int | None:
    button = at(post, "actionButtons", "commentActionButtonsRenderer", "replyButton", "buttonRenderer", "text")
    counted = count_of(words_of(button) or "")
    return counted.value if counted else None


def _written(post: Node, seen_at: datetime) -> tuple[Post, Age | None]:
    text, links, tags = _words(post.node_or_none("contentText"))
    kind, pictures, leads = _attached(post)
    age = age_of(words_of(post.node_or_none("publishedTimeText")) or "", seen_at)
    votes = count_of(words_of(post.node_or_none("voteCount")) or "")
    id_ = post.text("postId")
    written = Post(
        id=id_,
        url=f"{_SITE}/post/{quote(id_, safe='')}",
        published_at=age.middle if age else None,
        date_precision=age.precision if age else "second",
        kind="link" if kind == "text" and links else kind,
        text=text,
        is_reply=False,
        is_repost=False,
        is_pinned=False,
        media=pictures,
        links=tuple(dict.fromkeys((*links, *leads))),
        hashtags=tags,
        engagement=Engagement(likes=votes.value if votes else None, comments=_comments(post)),
    )
    return written, age


def _shared(share: Node, seen_at: datetime) -> tuple[Post, Age | None]:
    """What the channel passed on: a bare reshare, or a quote where it added words of its own."""
    original = share.node("originalPost").node("backstagePostRenderer")
    theirs, _ = _written(original, seen_at)
    name, handle = _author(original)
    text, links, tags = _words(share.node_or_none("content"))
    age = age_of(words_of(share.node_or_none("publishedTimeText")) or "", seen_at)
    id_ = share.text("postId")
    quoted = bool(text.strip())
    passed_on = Post(
        id=id_,
        url=f"{_SITE}/post/{quote(id_, safe='')}",
        published_at=age.middle if age else None,
        date_precision=age.precision if age else "second",
        kind="text" if quoted else theirs.kind,
        text=text if quoted else theirs.text,
        author=None if quoted else name or handle or None,
        is_reply=False,
        is_repost=not quoted,
        is_pinned=False,
        media=0 if quoted else theirs.media,
        links=links if quoted else theirs.links,
        hashtags=tags if quoted else theirs.hashtags,
        quote_of=(handle or name or None) if quoted else None,
    )
    return passed_on, age


def _threads(tab: Node) -> list[Node]:
    listing = tab.node("content").node("sectionListRenderer").items("contents")
    sections = [section.node_or_none("itemSectionRenderer") for section in listing]
    inside = [item for section in sections if section for item in section.items("contents")]
    return [*inside, *(item for item in listing if item.node_or_none("continuationItemRenderer"))]


def read_posts(tab: Node, seen_at: datetime, channel_id: str) -> Tab:
    """What the tab lists of the channel's own posts; `Drift` where it lists none and does not say so."""
    found = Tab()
    ages: list[Age] = []
    threads = _threads(tab)
    for item in threads:
        if item.node_or_none("continuationItemRenderer"):
            found.ended = False
        post = at(item, "backstagePostThreadRenderer", "post")
        if post is None:
            continue
        plain, share = post.node_or_none("backstagePostRenderer"), post.node_or_none("sharedPostRenderer")
        if plain and _is_by_another(plain, channel_id):
            continue
        if plain is None and share is None:
            raise Drift(f"{post.path} is of an unknown kind")
        read, age = _written(plain, seen_at) if plain else _shared(post.node("sharedPostRenderer"), seen_at)
        found.posts.append(read)
        if age is None:
            found.undated += 1
        else:
            ages.append(age)
    if not found.posts:
        said = message_of(tab)
        strangers = any(item.node_or_none("backstagePostThreadRenderer") for item in threads)
        if strangers or said is None or not _NOTHING.search(said):
            raise Drift(f"{tab.path} lists no post of the channel, and does not say that there are none")
    if ages and not found.undated and in_order(ages):
        found.reached = ages[-1].latest
    return found
