"""Feeds that are not well-formed: feedparser, which has seen them all, repairs what can be repaired."""

from __future__ import annotations

import io
import re
from typing import Any

from presence_audit.platforms._feed import Attachment, Entry, Feed, aside, media_type, person
from presence_audit.platforms._html import clean, resolve, text_of

# feedparser takes quadratic time over some garbage (a row of `<a `), so a broken feed is read thus far and no further.
_LONGEST = 500_000
# It looks for an e-mail address in every author, in quadratic time over one long word.
_LONG_WORD = re.compile(r"([\w.+-]{1000})[\w.+-]+", re.ASCII)
_ROOT = re.compile(r"<(?:[\w.-]+:)?(?:rss|rdf|feed|channel)[\s>]", re.IGNORECASE)
# Caches sign their work in a comment after the end.
_END = re.compile(r"</(?:[\w.-]+:)?(?:rss|rdf|feed|channel)\s*>\s*(?:<!--.*?-->\s*)*$", re.IGNORECASE | re.DOTALL)
_FORMATS = {"rss1": "rdf", "rss0": "rss", "rss2": "rss", "rss": "rss", "atom": "atom"}


def _said(found: Any, name: str) -> str:
    """The text at `name`, and no other name's: feedparser would answer `updated` with `published`."""
    value = dict.get(found, name)
    return clean(value).strip() if isinstance(value, str) else ""


def _people(found: Any) -> tuple[str, ...]:
    said = [person(_said(author, "name")) for author in dict.get(found, "authors") or () if author]
    return tuple(dict.fromkeys(name for name in said if name))


def _attachments(item: Any, base: str) -> tuple[Attachment, ...]:
    links = [link for link in dict.get(item, "links") or () if dict.get(link, "rel") == "enclosure"]
    found: dict[str, Attachment] = {}
    for media in [*links, *(dict.get(item, "media_content") or ())]:
        url = resolve(base, _said(media, "href") or _said(media, "url"))
        if url:
            found.setdefault(url, Attachment(url, media_type(_said(media, "type"), _said(media, "medium"), url)))
    return tuple(found.values())


def _entry(item: Any, base: str, *, dates_publish: bool) -> Entry:
    contents = [_said(content, "value") for content in dict.get(item, "content") or ()]
    body = next((text for text in contents if text), "")
    link = resolve(base, _said(item, "link")) or ""
    comments = _said(item, "slash_comments") or _said(item, "thr_total")
    published, changed = _said(item, "published"), _said(item, "updated")
    if dates_publish:  # in RSS it is dc:date, which is when the item came out
        published, changed = published or changed, ""
    return Entry(
        id=_said(item, "id") or link,
        link=link,
        title=" ".join(text_of(_said(item, "title")).split()),
        html=body or _said(item, "summary"),
        full=bool(body),
        published=published,
        changed=changed,
        authors=_people(item),
        attachments=_attachments(item, base),
        comments=int(comments) if re.fullmatch(r"\d{1,9}", comments, re.ASCII) else None,
        language=_said(item, "language") or None,
        answers="thr_in-reply-to" in item,
        aside=aside(_said(item, "itunes_episodetype")),
    )


def feed_of_soup(text: str, base: str) -> Feed | None:
    """Read a broken feed as far as it goes; None when it is no feed at all. It never proves an empty one."""
    if not _ROOT.search(text[:10_000]):
        return None
    import feedparser

    is_cut = len(text) > _LONGEST or _END.search(text[-2000:]) is None
    text = _LONG_WORD.sub(r"\1", text[:_LONGEST])
    try:
        # A stream, never a string: feedparser would fetch a URL and open a path.
        found = feedparser.parse(
            io.BytesIO(text.encode("utf-8", "replace")),
            response_headers={"content-type": "application/xml; charset=utf-8", "content-location": base},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except (ValueError, LookupError, AttributeError, TypeError, AssertionError, RecursionError):
        return None  # feedparser 6.0 stumbles over &#99999999; and &#xD800; and a stray </textInput>, for three
    version = str(dict.get(found, "version") or "")
    kind = next((name for start, name in _FORMATS.items() if version.startswith(start)), None)
    if kind is None:
        return None
    channel = found["feed"]
    onward = [link for link in dict.get(channel, "links") or () if dict.get(link, "rel") == "next"]
    return Feed(
        format=kind,
        title=" ".join(text_of(_said(channel, "title")).split()),
        subtitle=text_of(_said(channel, "subtitle")),
        home=resolve(base, _said(channel, "link")) or "",
        next_url=resolve(base, _said(onward[0], "href")) if onward else None,
        language=_said(channel, "language") or None,
        generator=_said(channel, "generator")[:200],
        authors=_people(channel),
        publishers=tuple(name for name in (person(_said(channel, "publisher")),) if name),
        entries=tuple(_entry(item, base, dates_publish=kind != "atom") for item in found["entries"]),
        cut_off=is_cut,
    )
