"""A logo in SVG. Whoever drew it is a stranger: only what stands still and loads nothing is taken over.

The drawing is parsed without entities and without the network, every element and attribute of it is looked at, and
what goes into a report is written anew from what was looked at: no two readers can differ on it. Comments, processing
instructions, the notes of drawing programs and metadata are left behind. Elements are those of SVG 2 (W3C, 2018).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lxml import etree  # type: ignore[import-untyped]

from presence_audit.model.brand import Picture
from presence_audit.profiles._beside import UnusableError
from presence_audit.profiles._shown import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

_SVG = "http://www.w3.org/2000/svg"
_XLINK, _XML = "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace"
_NAMES = (
    "svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan textPath style "
    "switch marker pattern mask clipPath linearGradient radialGradient stop filter feBlend feColorMatrix "
    "feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow "
    "feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight "
    "feSpecularLighting feSpotLight feTile feTurbulence"
)
_TAKEN = frozenset(_NAMES.split())
_LEFT_BEHIND = frozenset({"metadata"})
_WITHIN = re.compile(r"\s*#[^\s\"'()<>]+\s*")
_URL = re.compile(r"url\s*\(([^)]*)\)?", re.IGNORECASE)
_CSS = re.compile(r"@|\\|expression\s*\(|javascript:|image-set|image\s*\(|src\s*\(", re.IGNORECASE)
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?)\s*(px|pt|mm|cm|in|pc)?\s*")
_PIXELS = {"px": 1, "pt": 96 / 72, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4}  # CSS Values 4, 6.2
_NUMBERS = re.compile(r"[\s,]+")
_MOST_ELEMENTS, _MOST_COPIES = 20_000, 20_000
_PLAIN = "export it as plain SVG without scripts, links and outside files"


def _refused(what: str) -> UnusableError:
    return UnusableError(f"{what}; {_PLAIN}")


def _parsed(body: bytes) -> Any:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _refused(f"is no SVG that can be read ({shorten(str(error))})") from error
    kinds = root.getroottree().docinfo.internalDTD
    if kinds is not None and (list(kinds.iterentities()) or list(kinds.iterelements())):
        raise _refused("declares entities of its own")
    if root.tag != f"{{{_SVG}}}svg":
        raise _refused("is no SVG drawing")
    return root


def _remove(element: Any) -> None:
    """Take an element out, but leave the words behind it."""
    parent, before, tail = element.getparent(), element.getprevious(), element.tail or ""
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _without_notes(root: Any) -> None:
    """Drop what other programs than a viewer have left in it, with their attributes."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            raise _refused("holds an entity")
        name = etree.QName(element)
        if name.namespace != _SVG or name.localname in _LEFT_BEHIND:
            if name.namespace == "http://www.w3.org/1999/xhtml":
                raise _refused(f"holds <{shorten(name.localname, 20)}> of HTML")
            _remove(element)
            continue
        for key in list(element.attrib):
            if etree.QName(key).namespace not in {None, _XLINK, _XML}:
                del element.attrib[key]
    etree.cleanup_namespaces(root, top_nsmap={None: _SVG}, keep_ns_prefixes=[])


def _check_css(text: str) -> None:
    if _CSS.search(text):
        raise _refused("has a style that could load something")
    for address in _URL.findall(text):
        if not _WITHIN.fullmatch(address.strip().strip("\"'")):
            raise _refused(f"loads `{shorten(address.strip(), 40)}`")


def _check_attribute(key: str, value: str) -> None:
    name = etree.QName(key)
    local = name.localname.casefold()
    if local.startswith("on"):
        raise _refused(f"holds the script `{shorten(local, 20)}`")
    if local == "base" or local.startswith("src"):
        raise _refused(f"holds `{shorten(local, 20)}`")
    if local == "href":
        if not _WITHIN.fullmatch(value):
            raise _refused(f"links to `{shorten(value, 40)}`")
        return
    _check_css(value)


def _check(root: Any) -> None:
    for number, element in enumerate(root.iter()):
        if number >= _MOST_ELEMENTS:
            raise UnusableError("has more parts than a logo needs; simplify it")
        local = etree.QName(element).localname
        if local not in _TAKEN:
            raise _refused(f"holds <{shorten(local, 20)}>, which a logo does not need")
        for key, value in element.attrib.items():
            _check_attribute(key, value)
        if local == "style":
            _check_css("".join(element.itertext()))


def _names(element: Any) -> Iterator[str]:
    for key, value in element.attrib.items():
        if etree.QName(key).localname == "href":
            yield value.strip().removeprefix("#")
        for address in _URL.findall(value):
            yield address.strip().strip("\"'").removeprefix("#")


def _check_copies(root: Any) -> None:
    """A drawing that shows itself within itself again and again would keep a viewer busy for ever."""
    by_id: dict[str, Any] = {}
    for element in root.iter():
        by_id.setdefault(element.get("id", ""), element)
    known: dict[Any, int] = {}
    open_: set[Any] = set()

    def size(element: Any, depth: int) -> int:
        if element in known:
            return known[element]
        if element in open_ or depth > 200:
            raise UnusableError("shows itself within itself; export it anew")
        open_.add(element)
        total = 1 + sum(size(child, depth + 1) for child in element)
        total += sum(size(by_id[name], depth + 1) for name in _names(element) if name in by_id)
        open_.discard(element)
        known[element] = min(total, _MOST_COPIES + 1)
        return known[element]

    if size(root, 0) > _MOST_COPIES:
        raise UnusableError("repeats its parts too often; export it anew")


def _length(text: str | None) -> float | None:
    """A length in CSS pixels."""
    found = _LENGTH.fullmatch(text or "")
    return float(found[1]) * _PIXELS[found[2] or "px"] if found else None


def _size(root: Any) -> tuple[float, float]:
    """The ratio of a drawing by its `viewBox`, else by its width and height."""
    width, height = _length(root.get("width")), _length(root.get("height"))
    try:
        box = [float(part) for part in _NUMBERS.split(root.get("viewBox", "").strip())]
    except ValueError:
        box = []
    if len(box) == 4:
        width, height = box[2], box[3]
    if not width or not height or not 1e-3 < width / height < 1e3 or not 1e-3 < width < 1e6:
        raise UnusableError("does not say how large it is; give its <svg> a viewBox")
    return width, height


def drawing(body: bytes) -> Picture:
    """The drawing, written anew without anything that could run or load.

    Raises:
        UnusableError: it is no SVG, or holds what a logo does not need; the message says what.
    """
    root = _parsed(body)
    _without_notes(root)
    _check(root)
    try:
        _check_copies(root)
    except RecursionError as error:
        raise UnusableError("is nested too deeply; export it anew") from error
    width, height = _size(root)
    root.set("width", f"{width:g}")
    root.set("height", f"{height:g}")
    if root.get("viewBox") is None:
        root.set("viewBox", f"0 0 {width:g} {height:g}")
    root.tail = None
    return Picture("svg", width, height, etree.tostring(root, encoding="UTF-8", xml_declaration=True))
