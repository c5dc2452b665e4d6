"""Foreign text on a page: names, sentences and addresses that strangers wrote."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from presence_audit.reports._html_element import Markup, el, joined
from presence_audit.reports._text import shown

_NAME, _SENTENCE, _ADDRESS = 120, 600, 300
_SPAN = re.compile(r"`([^`]+)`")
# Where an address may end a line: behind a slash, and in a long name behind a dot. Not in 0.5, 20.11.2026, "f.eks.".
_SLASHES = re.compile(r"(?<=[^\W\d_][^\W\d_]/)(?=@|\w\w)")
_DOTS = re.compile(r"(?<=[^\W\d_][^\W\d_]\.)(?=\w\w)")
_LONG = re.compile(r"[\w.-]{25,}")
_PLAIN = re.compile(r"[!-~]+")  # an address as it is sent; a foreign letter could be another one than it looks like


def name(text: str, limit: int = _NAME) -> Markup:
    """A name, which cannot turn the words around it, whatever the direction in which it is written."""
    return el("bdi", shown(text, limit))


def prose(text: str, limit: int = _SENTENCE) -> Markup:
    """A sentence; what stands in `…` is shown as something to be typed."""
    line = shown(text, limit)
    pieces: list[Markup | str] = []
    at = 0
    for span in _SPAN.finditer(line):
        pieces += [line[at : span.start()], el("code", span[1])]
        at = span.end()
    return joined([*pieces, line[at:]])


def heading(text: str, limit: int = _SENTENCE) -> Markup:
    """A sentence in the large letters of a heading: an address in it breaks behind its parts, and nowhere else."""
    whole = _LONG.sub(lambda long: _DOTS.sub("<wbr>", long[0]), prose(text, limit).text)
    return Markup(_SLASHES.sub("<wbr>", whole))


def _leads_out(url: str) -> bool:
    if not _PLAIN.fullmatch(url):
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.username is None
    except ValueError:
        return False


def outside(url: str, text: str = "", limit: int = _ADDRESS) -> Markup:
    """An address, or the `text` for it; a link only where it is plainly one of http or https."""
    label = el("bdi", shown(text or url, limit))
    if not _leads_out(url):
        return label
    return el("a", label, href=url, rel="noopener noreferrer nofollow")
