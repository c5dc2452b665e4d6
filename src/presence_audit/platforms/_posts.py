"""Feed entries as posts."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from presence_audit.model.observation import Engagement, Post
from presence_audit.platforms._contract import Drift
from presence_audit.platforms._dates import moment_of
from presence_audit.platforms._html import Prose, prose_of

if TYPE_CHECKING:
    from presence_audit.model.observation import Kind
    from presence_audit.platforms._feed import Entry, Feed

# Software for articles and broadcasts only: what it lists is neither an answer to somebody nor passed on.
_OWN_WORK_ONLY = re.compile(
    r"wordpress|ghost|hugo|jekyll|drupal|joomla|typo3|umbraco|squarespace|wix\b|hubspot|eleventy|gatsby|pelican|"
    r"nikola|hexo|mkdocs|blogger|substack|movable ?type|craft cms|episerver|optimizely|sitecore|webflow|contentful|"
    r"anchor podcasts|acast|buzzsprout|spreaker|libsyn|podbean",
    re.IGNORECASE,
)
_TRACKING = re.compile(r"^(?:utm_\w+|fbclid|gclid|mc_[ce]id|ref|source)$")
_HASHTAG = re.compile(r"(?<![\w&/#])#(\w*[^\W\d_]\w*)")


def language_of(text: str | None) -> str | None:
    """A language tag as sites write it (nb-NO, en_us), in BCP 47 spelling; None for anything else."""
    found = re.fullmatch(r"\s*([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?\s*", text or "")
    if found is None:
        return None
    parts = (found[1].lower(), (found[2] or "").title(), (found[3] or "").upper())
    return "-".join(part for part in parts if part)


def without_tracking(url: str) -> str:
    """The address without the parameters that only say where a reader came from."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    kept = [(name, value) for name, value in parse_qsl(parts.query, True) if not _TRACKING.match(name)]  # noqa: FBT003
    return urlunsplit(parts._replace(query=urlencode(kept))) if parts.query else url


def _kind(entry: Entry, prose: Prose) -> Kind:
    """A broadcast by its file; otherwise a titled text is an article, and an untitled one a short post."""
    types = {a.type.partition("/")[0] for a in entry.attachments}
    for medium in ("audio", "video"):
        if medium in types:
            return "audio" if medium == "audio" else "video"
    if "application/pdf" in {a.type for a in entry.attachments}:
        return "document"
    if entry.elsewhere:
        return "link"
    if entry.title and (prose.text or entry.full):
        return "article"
    if prose.videos:
        return "video"
    images = len(prose.images) or ("image" in types)
    if images and not entry.title:
        return "gallery" if len(prose.images) > 1 else "image"
    return "article" if entry.title else "text"


def _alt_texts(entry: Entry, prose: Prose, files: set[str]) -> int | None:
    """How many images have a text of their own; None when that is not shown.

    Ghost repeats the title as the text of its lead image: that says nothing of what the author wrote.
    """
    if files - set(prose.images) or not prose.images:
        return None
    shown = list(zip(prose.images, prose.alts, strict=True))
    if any(url in files and alt == entry.title for url, alt in shown):
        return None
    return sum(alt is not None for _, alt in shown)


def _text(title: str, body: str) -> str:
    """Title and body as one text; the title is not repeated where the body begins with it (or is all of it)."""
    opening = title.rstrip("….").strip()
    return body if not title or (opening and body.startswith(opening)) else f"{title}\n{body}".strip()


def _author(entry: Entry, feed: Feed) -> str | None:
    """The person or persons; a name that stands for the whole feed is the company's, not a person's."""
    whole = {name.casefold() for name in (feed.title, *feed.publishers) if name}
    names = entry.authors or (feed.authors if feed.format in {"atom", "json"} else ())
    return ", ".join(name for name in names if name.casefold() not in whole) or None


def _post(entry: Entry, feed: Feed, base: str) -> Post | None:
    prose = prose_of(entry.html, entry.link or base)
    if not (entry.id or entry.title or prose.text or prose.images or entry.attachments):
        return None
    moment = moment_of(entry.published) or moment_of(entry.changed)
    files = {a.url for a in entry.attachments if a.type.startswith("image")}
    moving = sum(a.type.startswith(("audio", "video")) for a in entry.attachments)
    media = len(set(prose.images) | files) + max(moving, prose.videos + prose.audios)
    kind = _kind(entry, prose)
    digest = hashlib.sha256(f"{entry.title}\n{prose.text}".encode("utf-8", "replace")).hexdigest()
    own = bool(_OWN_WORK_ONLY.search(feed.generator)) or None
    return Post(
        id=entry.id or f"sha256:{digest[:24]}",
        url=entry.link,
        published_at=moment.at if moment else None,
        date_precision=moment.precision if moment else "second",
        kind=kind,
        text=_text(entry.title, prose.text),
        author=_author(entry, feed),
        is_reply=True if entry.answers else own and False,
        is_repost=own and False,
        language=language_of(entry.language or feed.language),
        # A summary shows some of the media of a text, never all of them.
        media=media if media or entry.full else None,
        media_with_alt=_alt_texts(entry, prose, files),
        links=tuple(link for link in prose.links if link != entry.link),
        hashtags=() if kind == "article" else tuple(dict.fromkeys(_HASHTAG.findall(prose.text))),
        engagement=Engagement(comments=entry.comments),
    )


def posts_of(feed: Feed, base: str) -> tuple[Post, ...]:
    """The posts of a feed in its own order, each once; `Drift` when it has items and none can be read."""
    found: dict[str, Post] = {}
    for entry in feed.entries:
        post = _post(entry, feed, base)
        if post is not None:
            found.setdefault(without_tracking(post.id) if "://" in post.id else post.id, post)
    if feed.entries and not found:
        raise Drift(f"none of the {len(feed.entries)} items of {base} can be read")
    return tuple(replace(post, id=id_) for id_, post in found.items())
