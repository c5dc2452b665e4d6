"""HTML as text and links: hostile, broken or mislabelled, it is read all the same.

Nothing in here raises, whatever the bytes. Text comes out cleaned (see `_wire.clean`); links are absolute
http(s) addresses, in the order of the page, each once.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from presence_audit.platforms._wire import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bs4 import BeautifulSoup

    from presence_audit.model.page import Page

__all__ = [
    "HeadLink",
    "Prose",
    "clean",
    "decoded",
    "head_links",
    "header_links",
    "links_of",
    "prose_of",
    "resolve",
    "soup",
    "text_of",
    "tree_of",
]

TEXT_LIMIT = 20_000
_LINK_LIMIT = 1_000

# The encodings of the web (WHATWG Encoding) by their shapes; others (utf-7, idna) are traps, not texts.
_WEB_CHARSETS = re.compile(
    r"utf-?8|utf-?16(?:[lb]e)?|us-ascii|iso-?8859-?\d\d?|latin-?\d|l\d|windows-?\d{3,4}|cp125\d|koi8-[ru]|"
    r"mac(?:intosh|roman)?|gbk|gb2312|gb18030|big5(?:hkscs)?|euc-?(?:jp|kr)|shift[_-]?jis|iso-2022-jp"
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# Encodings whose bytes are valid ASCII, and so UTF-8, while they mean something else.
_NOT_ASCII = frozenset({"utf-16", "utf-16-le", "utf-16-be", "iso2022_jp"})
_NOTHING_BUT_MISFITS = re.compile(r"[\x00-\x7f\ufffd]*")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>", re.IGNORECASE)

_SILENT = frozenset({"script", "style", "template", "noscript", "head", "title", "svg", "iframe", "object", "select"})
_BLOCK_TAGS = (
    "address article aside blockquote br dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table td th tr ul"
)
_BLOCKS = frozenset(_BLOCK_TAGS.split())
# An address that needs neither cleaning nor resolving, which most are.
_ABSOLUTE = re.compile(r"https?://[a-z0-9.-]+(?::\d{1,5})?(?:/[!-~]*)?")
_LINK_HEADER = re.compile(r"<([^<>]*)>((?:\s*;\s*[^;,=\s]+\s*=\s*(?:\"[^\"]*\"|[^;,\"]*))*)")
_LINK_PARAMETER = re.compile(r";\s*([^;,=\s]+)\s*=\s*(?:\"([^\"]*)\"|([^;,\"]*))")


@dataclass(frozen=True, slots=True)
class HeadLink:
    """A `<link>` of a page's head, or an entry of its HTTP Link header; `href` is absolute."""

    rel: tuple[str, ...]
    href: str
    type: str = ""
    title: str = ""
    hreflang: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """A fragment of HTML as its reader meets it. `alts` has an entry for each image, None without a text."""

    text: str = ""
    links: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    alts: tuple[str | None, ...] = ()
    videos: int = 0
    audios: int = 0


def _known(charset: str) -> str | None:
    name = charset.strip(" \t'\"").casefold()
    if not _WEB_CHARSETS.fullmatch(name):
        return None
    # WHATWG: what calls itself Latin-1 or ASCII is Windows-1252.
    if name in {"us-ascii", "latin1", "latin-1", "l1"} or re.fullmatch(r"iso-?8859-?1", name):
        return "cp1252"
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def _declared(page: Page) -> str | None:
    said = re.search(r"charset\s*=\s*([^;,]+)", page.headers.get("content-type", ""), re.IGNORECASE)
    stated = _known(said[1]) if said else None
    inside = _DECLARED.search(page.body[:4096]) if stated is None else None
    if inside is None:
        return stated
    stated = _known(inside[1].decode("ascii", "ignore"))
    # Bytes in which ASCII can be read are not UTF-16, whatever they declare.
    return "utf-8" if stated is not None and stated.startswith("utf-16") else stated


def _decode(page: Page) -> str:
    for mark, name in _BOMS:
        if page.body.startswith(mark):
            return page.body.decode(name, "replace").removeprefix("\ufeff")
    declared = _declared(page)
    if declared not in _NOT_ASCII:
        try:
            # Servers mislabel more than chance can imitate: what is valid UTF-8 is UTF-8.
            return page.body.decode("utf-8")
        except UnicodeDecodeError:
            pass
    text = page.body.decode(declared or "cp1252", "replace")
    # Says UTF-8, but has none of its letters, only misfits: it is the Western encoding of old.
    if declared == "utf-8" and _NOTHING_BUT_MISFITS.fullmatch(text):
        return page.body.decode("cp1252", "replace")
    return text


def decoded(page: Page) -> str:
    """The text of an answer by its byte order mark, else as UTF-8 if it is, else as declared, else cp1252.

    It has no byte order mark and no NUL; what cannot be decoded becomes U+FFFD.
    """
    return _decode(page).replace("\x00", "")


def tree_of(html: str) -> Any | None:
    """The lxml tree of a text: its root element, or None where nothing is in it."""
    from lxml import etree  # type: ignore[import-untyped]

    source = _XML_DECLARATION.sub("", html).encode("utf-8", "replace")
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        return etree.fromstring(source, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def soup(page: Page) -> BeautifulSoup:
    """The page for BeautifulSoup's searches, decoded as it declares. Ten times the price of `tree_of`."""
    from bs4 import BeautifulSoup

    text = _XML_DECLARATION.sub("", decoded(page))
    # Text without a tag looks like a file name to BeautifulSoup, which warns.
    return BeautifulSoup(text if "<" in text else f"<html>{text}</html>", "lxml")


def resolve(base: str, href: str) -> str | None:
    """The absolute http(s) address that a link on the page `base` means, or None when it means none."""
    if _ABSOLUTE.fullmatch(href):
        return href
    trimmed = re.sub(r"[\t\r\n]", "", clean(href)).strip()
    if not trimmed or trimmed.startswith("#"):
        return None
    try:
        url = urljoin(base, trimmed)
        parts = urlsplit(url)
        web = parts.scheme in {"http", "https"} and parts.hostname
    except ValueError:
        return None
    return url if web else None


def _pieces(root: Any, base: str, found: dict[str, list[Any]]) -> Iterator[str]:
    """Walk the fragment once: yield its text, and note its links and media in `found`."""
    from lxml import etree

    silent = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "end":
            silent -= tag in _SILENT
            if tag in _BLOCKS:
                yield "\n"
            if not silent and element is not root and element.tail:
                yield element.tail
            continue
        silent += tag in _SILENT
        if tag == "a" and (link := resolve(base, element.get("href") or "")):
            found["links"].append(link)
        elif tag == "img":
            found["images"].append(resolve(base, element.get("src") or "") or "")
            found["alts"].append(clean(element.get("alt") or "").strip() or None)
        elif tag in {"video", "audio"}:
            found[tag].append(element)
        elif tag in _BLOCKS:
            yield "\n"
        if not silent and element.text:
            yield element.text


def prose_of(html: str, base: str = "", limit: int = TEXT_LIMIT) -> Prose:
    """Read a fragment of HTML. `text` has one line per paragraph and at most `limit` characters."""
    if "<" not in html and "&" not in html:
        return Prose(_tidied(html, limit))
    root = tree_of(f"<html><body><div>{html}")
    if root is None:
        return Prose(_tidied(html, limit))
    found: dict[str, list[Any]] = {"links": [], "images": [], "alts": [], "video": [], "audio": []}
    text = _tidied("".join(_pieces(root, base, found)), limit)
    links = tuple(dict.fromkeys(found["links"]))[:_LINK_LIMIT]
    return Prose(text, links, tuple(found["images"]), tuple(found["alts"]), len(found["video"]), len(found["audio"]))


def _tidied(text: str, limit: int) -> str:
    lines = (" ".join(line.split()) for line in clean(text).split("\n"))
    return "\n".join(line for line in lines if line)[:limit].rstrip()


def text_of(html: str, limit: int = TEXT_LIMIT) -> str:
    """The plain text of a fragment of HTML: a newline between paragraphs, no control characters."""
    return prose_of(html, limit=limit).text


def links_of(html: str, base: str) -> tuple[str, ...]:
    """The http(s) links of the anchors in `html`, resolved against `base`, each once."""
    return prose_of(html, base, limit=0).links


def head_links(root: Any, base: str) -> tuple[HeadLink, ...]:
    """The `<link>` elements of a tree whose page is at `base` (its `<base href>` counts)."""
    origin = base_of(root, base)
    found = []
    for element in root.iter("link"):
        href = resolve(origin, element.get("href") or "")
        rel = tuple(clean(element.get("rel") or "").casefold().split())
        if href and rel:
            said = (clean(element.get(name) or "").strip() for name in ("type", "title", "hreflang"))
            kind, title, lang = said
            found.append(HeadLink(rel, href, kind.casefold(), title, lang.casefold()))
    return tuple(found)


def base_of(root: Any, url: str) -> str:
    """The address that a page's relative links start from: its `<base href>`, else its own."""
    for element in root.iter("base"):
        return resolve(url, element.get("href") or "") or url
    return url


def header_links(page: Page) -> tuple[HeadLink, ...]:
    """The entries of the HTTP Link header (RFC 8288)."""
    found = []
    for href, tail in _LINK_HEADER.findall(page.headers.get("link", "")[:8192]):
        said = {name.casefold(): quoted or bare for name, quoted, bare in _LINK_PARAMETER.findall(tail)}
        url = resolve(page.url, href)
        rel = tuple(clean(said.get("rel", "")).casefold().split())
        if url and rel:
            found.append(HeadLink(rel, url, clean(said.get("type", "")).strip().casefold()))
    return tuple(found)
