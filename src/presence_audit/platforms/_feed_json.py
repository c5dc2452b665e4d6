"""JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1). The `id` of an item is mandatory there, but often missing."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

from presence_audit.platforms._contract import Drift
from presence_audit.platforms._feed import Attachment, Entry, Feed, media_type, person
from presence_audit.platforms._html import resolve
from presence_audit.platforms._wire import Node, clean, node_of

if TYPE_CHECKING:
    from presence_audit.model.page import Page


def _plain(wire: Node, name: str) -> str:
    """A text that the format wants plain, and WordPress writes escaped."""
    return clean(unescape(wire.text_or_none(name) or ""))


def _people(wire: Node) -> tuple[str, ...]:
    single = wire.node_or_none("author")
    found = wire.items_or_empty("authors") or ([single] if single else [])
    return tuple(dict.fromkeys(name for node in found if (name := person(node.text_or_none("name") or ""))))


def _attachments(wire: Node, base: str) -> tuple[Attachment, ...]:
    found = []
    for node in wire.items_or_empty("attachments"):
        url = resolve(base, node.text_or_none("url") or "")
        if url:
            found.append(Attachment(url, media_type(node.text_or_none("mime_type") or "", "", url)))
    image = resolve(base, wire.text_or_none("image") or "")
    return (*found, Attachment(image, "image")) if image else tuple(found)


def _entry(wire: Node, base: str) -> Entry:
    link = resolve(base, wire.text_or_none("url") or "") or ""
    number = wire.count_or_none("id")
    plain = (wire.text_or_none("content_text") or "").replace("&", "&amp;").replace("<", "&lt;")
    paragraphs = plain.replace("\n", "<br>")
    body = wire.text_or_none("content_html") or paragraphs
    return Entry(
        id=wire.text_or_none("id") or (str(number) if number is not None else link),
        link=link or resolve(base, wire.text_or_none("external_url") or "") or "",
        title=_plain(wire, "title"),
        html=body or wire.text_or_none("summary") or "",
        full=bool(body),
        published=wire.text_or_none("date_published") or "",
        changed=wire.text_or_none("date_modified") or "",
        authors=_people(wire),
        attachments=_attachments(wire, base),
        language=wire.text_or_none("language"),
        elsewhere=wire.text_or_none("external_url") is not None,
    )


def feed_of_json(page: Page) -> Feed:
    """Read a JSON Feed; `Drift` when the JSON is none."""
    wire = node_of(page)
    if "jsonfeed.org/version/" not in wire.text("version"):
        raise Drift("$.version is not that of a JSON Feed")
    items = wire.items("items")
    title = _plain(wire, "title")
    return Feed(
        format="json",
        title=title,
        subtitle=_plain(wire, "description"),
        home=resolve(page.url, wire.text_or_none("home_page_url") or "") or "",
        next_url=resolve(page.url, wire.text_or_none("next_url") or ""),
        language=wire.text_or_none("language"),
        authors=_people(wire),
        entries=tuple(_entry(item, page.url) for item in items if isinstance(item.value, dict)),
        proven_empty=bool(title) and not items,
    )
