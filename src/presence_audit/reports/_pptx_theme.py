"""The colours of a presentation, and which of them can be read on its background.

Everything is drawn in colours of the theme, so that the client's own template colours it and a new theme recolours it.
Contrast is that of WCAG 2.2: 4.5 for text, 3 for bars and lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lxml import etree  # type: ignore[import-untyped]
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn

from presence_audit.model.colour import BLACK, SHAPE, TEXT, WHITE, Rgb, contrast, mixed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pptx.slide import SlideLayout, SlideMaster

_ACCENTS = tuple(f"accent{number}" for number in range(1, 7))
_STEPS = (0.85, 0.7, 0.55, 0.4, 0.3)  # how strong the strongest shade may be, where text must be read on it
_SHADES, _FAINT = 4, 0.25
# The width of a font's letters against Helvetica's; a font that is not known is taken to be a wide one.
_LETTERS = {
    "Calibri": 0.92, "Carlito": 0.92, "Aptos": 1.0, "Arial": 1.0, "Helvetica": 1.0, "Liberation Sans": 1.0,
    "Segoe UI": 1.02, "Times New Roman": 0.95, "Garamond": 0.9,
}  # fmt: skip
_WIDE = 1.25  # of a font that is not known: DejaVu Sans in bold, which often stands in for one that is not installed


@dataclass(frozen=True, slots=True)
class Palette:
    """Names of theme colours that can be read: `ink` and `soft` for text, `first` and `second` for bars.

    `shades` are backgrounds from light to strong on which `ink` can be read, `faint` is for rules and grids.
    """

    ink: str
    soft: str
    first: str
    second: str
    shades: tuple[Rgb, ...]
    faint: Rgb


def letters_of(master: SlideMaster) -> float:
    """How wide the letters of the theme's text font are at most, against those that `_pptx_fit` measures."""
    font = _theme(master).find(f".//{qn('a:minorFont')}/{qn('a:latin')}")
    return _LETTERS.get(font.get("typeface", "") if font is not None else "", _WIDE)


def _hex(text: str | None) -> Rgb | None:
    if text is None or len(text) != 6:  # RRGGBB
        return None
    try:
        red, green, blue = bytes.fromhex(text)
    except ValueError:
        return None
    return red, green, blue


def _theme(master: SlideMaster) -> Any:
    """The theme of a master; an empty one where it has none that can be read."""
    try:
        body = master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob
        return etree.fromstring(body, etree.XMLParser(resolve_entities=False))
    except (KeyError, etree.XMLSyntaxError):
        return etree.Element(qn("a:theme"))


def _scheme(master: SlideMaster) -> dict[str, Rgb]:
    """The colours of the theme under the names that slides use for them."""
    colours: dict[str, Rgb] = {}
    for slot in _theme(master).iterfind(f".//{qn('a:clrScheme')}/*"):
        for colour in slot:
            known = _hex(colour.get("lastClr") or colour.get("val"))
            if known is not None:
                colours[etree.QName(slot).localname] = known
    mapping = master.element.find(qn("p:clrMap"))
    names = dict(mapping.attrib) if mapping is not None else {}
    return colours | {str(name): colours[str(slot)] for name, slot in names.items() if slot in colours}


def _background(layout: SlideLayout, colours: dict[str, Rgb]) -> Rgb:
    """What lies behind a slide of the layout, as far as that is one colour."""
    for holder in (layout.element, layout.slide_master.element):
        found = holder.find(f"{qn('p:cSld')}/{qn('p:bg')}")
        if found is None:
            continue
        for colour in found.iter(qn("a:schemeClr"), qn("a:srgbClr")):
            named = colour.get("val")
            known = colours.get(named) or _hex(named)
            if known is not None:
                return known
    return colours.get("bg1", WHITE)


def _readable(names: Iterable[str], colours: dict[str, Rgb], behind: Rgb, least: float) -> list[str]:
    return [name for name in names if name in colours and contrast(colours[name], behind) >= least]


def _shades(accent: Rgb, ink: Rgb, behind: Rgb) -> tuple[Rgb, ...]:
    strongest = next((step for step in _STEPS if contrast(mixed(accent, behind, step), ink) >= TEXT), 0.2)
    return tuple(mixed(accent, behind, strongest * (number + 1) / _SHADES) for number in range(_SHADES))


def palette_of(layout: SlideLayout) -> Palette:
    """The palette for slides of a layout."""
    colours = _scheme(layout.slide_master)
    behind = _background(layout, colours)
    inks = _readable(("tx1", "tx2", "bg1", "bg2"), colours, behind, TEXT)
    ink = inks[0] if inks else "tx1"
    soft = _readable(("tx2",), colours, behind, TEXT)
    bars = [*_readable(_ACCENTS, colours, behind, SHAPE), *soft, ink]
    second = next((name for name in bars if name != bars[0]), ink)
    strong, dark = colours.get(bars[0], BLACK), colours.get(ink, BLACK)
    return Palette(
        ink, soft[0] if soft else ink, bars[0], second, _shades(strong, dark, behind), mixed(dark, behind, _FAINT)
    )
