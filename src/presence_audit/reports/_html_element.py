"""Elements of a page: text is always text, and nothing that runs or loads can be written.

What goes in as `str` comes out as words: escaped, and without characters that cannot be seen or that turn a line
around. Only what was made here is markup. Attributes come from our own code alone; those that would style, run or load
something are refused, and an address outside of the page has to be http or https.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from presence_audit.reports._text import NO_BREAK, joins

if TYPE_CHECKING:
    from collections.abc import Iterable

_TAG = re.compile(r"[a-zA-Z][a-zA-Z0-9]*")
_ATTRIBUTE = re.compile(r"[a-zA-Z][a-zA-Z0-9-]*")
_REFUSED = re.compile(r"on.*|style|src.*|action|formaction|data|srcdoc", re.IGNORECASE)
_ADDRESS = re.compile(r"#[\w-]+|https?://[!-~]+")
_NEVER_CLOSED = frozenset({"br", "hr", "meta", "wbr"})
_CLOSED_AT_ONCE = frozenset({"circle", "line", "path", "rect", "use"})  # of SVG, where it saves a tag


@dataclass(frozen=True, slots=True)
class Markup:
    """A piece of a page, ready to be put into another one."""

    text: str


Node = Markup | str | None


def _seen(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        c if c.isprintable() or c in NO_BREAK or joins(text, at) else " " if c in "\n\t" else ""
        for at, c in enumerate(text)
    )


def _inner(children: Iterable[Node]) -> str:
    return "".join(
        child.text if isinstance(child, Markup) else html.escape(_seen(child), quote=False)
        for child in children
        if child is not None
    )


def _attribute(name: str, value: str | int | bool) -> str:  # noqa: FBT001  an attribute that is there or not
    name = name.rstrip("_").replace("_", "-")
    if not _ATTRIBUTE.fullmatch(name) or _REFUSED.fullmatch(name):
        raise ValueError(f"no attribute {name} is written here")
    if value is True:
        return f" {name}"
    if name == "href" and not _ADDRESS.fullmatch(str(value)):
        raise ValueError("a link leads into the page or to http and https")
    return f' {name}="{html.escape(_seen(str(value)), quote=True)}"'


def el(tag: str, /, *children: Node, **attributes: str | int | bool | None) -> Markup:
    """An element with its children and attributes.

    Args:
        tag: the name of the element, of HTML or SVG.
        children: text, or what `el` has made; None is passed over.
        attributes: `class_` is written class, `aria_label` aria-label; None and False leave the attribute out.

    Raises:
        ValueError: an attribute that would style, run or load something, or an address that is none of the web's.
    """
    if not _TAG.fullmatch(tag) or tag.lower() in {"script", "iframe", "object", "embed", "img", "link", "base"}:
        raise ValueError(f"no element {tag} is written here")
    written = "".join(
        _attribute(name, value) for name, value in attributes.items() if value is not None and value is not False
    )
    if tag in _NEVER_CLOSED:
        return Markup(f"<{tag}{written}>")
    inner = _inner(children)
    if tag in _CLOSED_AT_ONCE and not inner:
        return Markup(f"<{tag}{written}/>")
    return Markup(f"<{tag}{written}>{inner}</{tag}>")


def joined(parts: Iterable[Node], between: Node = None) -> Markup:
    """The parts one after another, with something between them."""
    return Markup(_inner([between]).join(_inner([part]) for part in parts))
