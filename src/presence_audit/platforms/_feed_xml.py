"""RSS 0.9x, 1.0 and 2.0 and Atom 0.3 and 1.0, when they are well-formed: read from the tree, as specified.

Faster than a feed library by an order, and it keeps apart what libraries merge: dc:date from atom:updated,
dc:creator from itunes:author. What is not well-formed, or brings a DTD, is left to _feed_loose.py.

Formats: rssboard.org/rss-specification, web.resource.org/rss/1.0, RFC 4287 (Atom), RFC 5005 (paging),
RFC 4685 (thr), purl.org/rss/1.0/modules/content, rssboard.org/media-rss, Apple's podcast tags.
"""

from __future__ import annotations

import re
from typing import Any

from presence_audit.platforms._feed import Attachment, Entry, Feed, aside, media_type, person
from presence_audit.platforms._html import clean, resolve, text_of

_NAMESPACES = {
    "": "",
    "purl.org/rss/1.0": "",
    "my.netscape.com/rdf/simple/0.9": "",
    "channel.netscape.com/rdf/simple/0.9": "",
    "backend.userland.com/rss2": "",
    "blogs.law.harvard.edu/tech/rss": "",
    "www.w3.org/1999/02/22-rdf-syntax-ns": "rdf",
    "www.w3.org/2005/atom": "atom",
    "purl.org/atom/ns": "atom",
    "purl.org/dc/elements/1.1": "dc",
    "purl.org/dc/terms": "dcterms",
    "purl.org/rss/1.0/modules/content": "content",
    "purl.org/rss/1.0/modules/slash": "slash",
    "purl.org/syndication/thread/1.0": "thr",
    "www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "search.yahoo.com/mrss": "media",
    "webns.net/mvcb": "admin",
}
_SUMMARIES = ("description", "atom:summary", "dc:description", "itunes:summary", "media:description")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_PREFIX = re.compile(r"(</?)[\w.-]+:(?=\w)")


def _name(element: Any) -> str:
    """`dc:creator` for an element of a namespace that is known by any of its spellings, else ``?:tag``."""
    if not isinstance(element.tag, str):
        return "?"
    uri, _, local = element.tag.rpartition("}")
    folded = re.sub(r"^https?://", "", uri.lstrip("{").casefold()).rstrip("/#")
    alias = _NAMESPACES.get(folded, "?")
    return f"{alias}:{local}" if alias else local


class _Parts:
    """The children of an element by name."""

    def __init__(self, element: Any) -> None:
        self._found: dict[str, list[Any]] = {}
        for child in element:
            self._found.setdefault(_name(child), []).append(child)

    def all(self, *names: str) -> list[Any]:
        return [element for name in names for element in self._found.get(name, ())]

    def text(self, *names: str) -> str:
        """The first of the names that has any text."""
        return next((text for e in self.all(*names) if (text := _plain(e))), "")

    def html(self, *names: str) -> str:
        return next((text for e in self.all(*names) if (text := _markup(e))), "")


def _plain(element: Any) -> str:
    return clean("".join(element.itertext())).strip()


def _markup(element: Any) -> str:
    """The HTML that an element holds: escaped in RSS and type="html", spelled out in type="xhtml"."""
    from lxml import etree  # type: ignore[import-untyped]

    if len(element):
        inner = "".join(etree.tostring(child, encoding="unicode") for child in element)
        return _PREFIX.sub(r"\1", (element.text or "") + inner)
    text = element.text or ""
    if element.get("type") in {"text", "text/plain"}:
        return str(text).replace("&", "&amp;").replace("<", "&lt;")
    return str(text).strip()


def _title(parts: _Parts) -> str:
    return " ".join(text_of(parts.html("title", "atom:title", "media:title", "dc:title")).split())


def _link(parts: _Parts, base: str, rel: str = "alternate") -> str | None:
    for element in parts.all("atom:link"):
        if (element.get("rel") or "alternate") == rel and (url := resolve(base, element.get("href") or "")):
            return url
    return (resolve(base, parts.text("link")) if rel == "alternate" else None) or None


def _people(parts: _Parts, show: str = "") -> tuple[str, ...]:
    """The authors, by the first of the elements that names any.

    An itunes:author who is that of the whole show may be a person or a broadcaster: nobody is named.
    """
    for name in ("dc:creator", "author", "atom:author", "itunes:author", "dcterms:creator", "media:credit"):
        said = [_Parts(e).text("atom:name") if name == "atom:author" else _plain(e) for e in parts.all(name)]
        people = tuple(dict.fromkeys(found for text in said if (found := person(text))))
        if people:
            return () if name == "itunes:author" and people == (show,) else people
    return ()


def _attachments(parts: _Parts, base: str) -> tuple[Attachment, ...]:
    media = parts.all("enclosure", "media:content")
    for group in parts.all("media:group"):
        media += _Parts(group).all("media:content")
    media += [e for e in parts.all("atom:link") if e.get("rel") == "enclosure"]
    found: dict[str, Attachment] = {}
    for element in media:
        player = next(iter(_Parts(element).all("media:player")), element)
        url = resolve(base, element.get("url") or element.get("href") or player.get("url") or "")
        if url:
            kind = media_type(element.get("type") or "", element.get("medium") or "", url)
            found.setdefault(url, Attachment(url, kind))
    return tuple(found.values())


def _comments(parts: _Parts) -> int | None:
    said = parts.text("slash:comments", "thr:total")
    return int(said) if re.fullmatch(r"\d{1,9}", said, re.ASCII) else None


def _entry(element: Any, base: str, show: str) -> Entry:
    parts = _Parts(element)
    group = _Parts(next(iter(parts.all("media:group")), ()))
    link = _link(parts, base) or ""
    guid = next(iter(parts.all("guid")), None)
    if not link and guid is not None and guid.get("isPermaLink", "true") != "false":
        link = resolve(base, _plain(guid)) or ""
    body = parts.html("content:encoded", "atom:content")
    return Entry(
        id=parts.text("guid", "atom:id") or link,
        link=link,
        title=_title(parts),
        html=body or parts.html(*_SUMMARIES) or group.html(*_SUMMARIES),
        full=bool(body),
        published=parts.text("pubDate", "atom:published", "atom:issued", "dc:date", "dcterms:issued"),
        changed=parts.text("atom:updated", "atom:modified", "dcterms:modified"),
        authors=_people(parts, show),
        attachments=_attachments(parts, base),
        comments=_comments(parts),
        language=element.get(_LANG) or parts.text("dc:language") or None,
        answers=bool(parts.all("thr:in-reply-to")),
        aside=aside(parts.text("itunes:episodeType")),
    )


def _format(root: Any) -> str | None:
    return {"rss": "rss", "rdf:RDF": "rdf", "atom:feed": "atom"}.get(_name(root))


def feed_of_xml(text: str, base: str) -> Feed | None:
    """Read a well-formed feed; None when it is not well-formed, brings a DTD, or is another kind of XML."""
    from lxml import etree

    if "<!DOCTYPE" in text[:2000] or "<!doctype" in text[:2000]:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    kind = _format(root)
    channel = root if kind == "atom" else next((e for e in root if _name(e) == "channel"), None)
    if kind is None or channel is None:
        return None
    parts, around = _Parts(channel), _Parts(root)
    items = parts.all("item", "atom:entry") + (around.all("item") if kind != "atom" else [])
    names = {str(e.tag).rpartition("}")[2].casefold() for e in root.iter() if isinstance(e.tag, str)}
    title = _title(parts)
    return Feed(
        format=kind,
        title=title,
        subtitle=text_of(parts.html("description", "atom:subtitle", "atom:tagline", "itunes:summary")),
        home=_link(parts, base) or "",
        next_url=_link(parts, base, "next"),
        language=parts.text("language", "dc:language") or channel.get(_LANG) or root.get(_LANG) or None,
        generator=_generator(parts),
        authors=_people(parts),
        publishers=tuple(name for name in (person(parts.text("dc:publisher")),) if name),
        entries=tuple(_entry(item, base, person(parts.text("itunes:author"))) for item in items),
        proven_empty=bool(title) and not names & {"item", "entry", "items"},
    )


def _generator(parts: _Parts) -> str:
    for element in parts.all("generator", "atom:generator", "admin:generatorAgent"):
        said = [_plain(element), *(clean(str(value)) for value in element.attrib.values())]
        return " ".join(part for part in said if part)[:200]
    return ""
