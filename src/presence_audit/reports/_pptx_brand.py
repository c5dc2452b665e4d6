"""The logo on the cover of the slides.

The picture goes into the file as it was found harmless. Office 2016 and later show a drawing as it is, and a program
that cannot shows the logo that the brand has for slides. Where it has none, slides have no logo: there would be a box
with nothing in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

from pptx.enum.shapes import MSO_SHAPE
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from presence_audit.model.colour import WHITE
from presence_audit.reports._pptx_fit import Box
from presence_audit.reports._pptx_text import fill_of
from presence_audit.reports._text import shown

if TYPE_CHECKING:
    from presence_audit.model.brand import Brand, Picture
    from presence_audit.reports._pptx_deck import Page

_TYPES = {"svg": "image/svg+xml", "png": "image/png", "jpeg": "image/jpeg"}
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"  # Office 2016 and later show the drawing itself
_SVG_SPACE = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_PLATE = 8.0  # points of white around a logo on a coloured cover


def _related(page: Page, name: str, kind: str, body: bytes) -> str:
    """Put a picture into the file as it is; returns the id by which the slide knows it."""
    slide = page.slide.part
    part = Part(PackURI(f"/ppt/media/{name}"), kind, slide.package, body)
    return str(slide.relate_to(part, RELATIONSHIP_TYPE.IMAGE))


def _blip(page: Page, drawing: Picture, pixels: Picture | None) -> str:
    """The picture in pixels, with the drawing for those who can show it."""
    whole = _related(page, f"logo.{drawing.kind}", _TYPES[drawing.kind], drawing.body)
    if drawing.kind != "svg" or pixels is None:
        return f'<a:blip r:embed="{whole}"/>'
    flat = _related(page, f"logo.{pixels.kind}", _TYPES[pixels.kind], pixels.body)
    return (
        f'<a:blip r:embed="{flat}"><a:extLst><a:ext uri="{_SVG_EXTENSION}">'
        f'<asvg:svgBlip xmlns:asvg="{_SVG_SPACE}" r:embed="{whole}"/></a:ext></a:extLst></a:blip>'
    )


def _plate(page: Page, box: Box) -> None:
    sides = (box.left - _PLATE, box.top - _PLATE, box.width + 2 * _PLATE, box.height + 2 * _PLATE)
    plate = page.tree.add_shape(MSO_SHAPE.RECTANGLE, *(Pt(side) for side in sides))
    plate.name = "Behind the logo"
    plate.line.fill.background()
    properties = plate.element.spPr
    properties.insert(properties.index(properties.find(qn("a:ln"))), fill_of(WHITE))
    plate.element.remove(plate.element.find(qn("p:style")))


def place_logo(page: Page, brand: Brand | None, box: Box | None, *, has_plate: bool) -> None:
    """Set the logo, if every program shows it, into its place, whole and to the left; on a coloured cover on white."""
    if brand is None or brand.logo is None or box is None or not brand.shows_logo_on_slides:
        return
    share = min(box.width / brand.logo.width, box.height / brand.logo.height)
    width, height = brand.logo.width * share, brand.logo.height * share
    left = box.left + (_PLATE if has_plate else 0)
    fitted = Box(left, box.top + (box.height - height) / 2, width, height)
    if has_plate:
        _plate(page, fitted)
    tree: Any = page.slide.shapes.element
    number = max(int(one.get("id")) for one in tree.iter(qn("p:cNvPr"))) + 1
    at, top, wide, high = (Pt(side) for side in (fitted.left, fitted.top, fitted.width, fitted.height))
    blip = _blip(page, brand.logo, brand.logo_on_slides)
    words = quoteattr(shown(brand.logo_alt, 120))
    tree.append(
        parse_xml(
            f"<p:pic {nsdecls('p', 'a', 'r')}>"
            f'<p:nvPicPr><p:cNvPr id="{number}" name="Logo" descr={words}/>'
            '<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>'
            f"<p:blipFill>{blip}<a:stretch><a:fillRect/></a:stretch></p:blipFill>"
            f'<p:spPr><a:xfrm><a:off x="{at}" y="{top}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
        )
    )
