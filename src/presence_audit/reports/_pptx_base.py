"""The look of the slides where the client brings none: two layouts of named placeholders, 16:9, on a plain theme.

It is a template like any other: everything that fills it would fill a client's own layout with the same names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lxml import etree  # type: ignore[import-untyped]
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from presence_audit.reports._pptx_brand_theme import PLAIN, Theme
from presence_audit.reports._pptx_fit import Box

if TYPE_CHECKING:
    from pptx.presentation import Presentation as Slides
    from pptx.slide import SlideLayout

LANGUAGE = "en-GB"  # of the names of placeholders, which are the same in every language
_WIDTH, _HEIGHT = 960.0, 540.0  # points: 13.333 x 7.5 inches
_LEFT, _ROOM = 44.0, 872.0
_FONT = "Calibri"
_COLOURS = {
    "dk1": "17212B", "lt1": "FFFFFF", "dk2": "4B5A69", "lt2": "EEF2F6", "accent1": "0B5A8F", "accent2": "B35A00",
    "accent3": "2E7D5B", "accent4": "6A4C93", "accent5": "3F86B5", "accent6": "8A2B2B", "hlink": "0B5A8F",
    "folHlink": "6A4C93",
}  # fmt: skip
_KEPT = {"Title Slide": "Cover", "Title Only": "Content"}


@dataclass(frozen=True, slots=True)
class _Holder:
    """A placeholder of a layout. `kind` is its type, `size` of its text in points, `level` where it stands upright."""

    name: str
    kind: str
    idx: int
    box: Box
    size: float
    colour: str = "tx1"
    bold: bool = False
    level: str = "t"
    align: str = "l"
    prompt: str = ""


_COVER = (
    _Holder("Title", "ctrTitle", 0, Box(_LEFT, 124, 430, 150), 40, bold=True),
    _Holder("Eyebrow", "body", 10, Box(_LEFT, 86, 430, 28), 18, "accent1", bold=True),
    _Holder("Period", "subTitle", 1, Box(_LEFT, 320, 430, 30), 20, level="b"),
    _Holder("Prepared for", "body", 11, Box(_LEFT, 356, 430, 46), 16, "tx2"),
    _Holder("Score", "body", 12, Box(532, 96, 200, 112), 88, "accent1", bold=True, level="b"),
    _Holder("Grade", "body", 13, Box(732, 112, 172, 88), 22, bold=True, level="b"),
    _Holder("Range", "body", 14, Box(532, 226, 372, 62), 12),
    _Holder("Likely range", "body", 15, Box(532, 298, 372, 30), 18, bold=True),
    _Holder("Coverage", "body", 16, Box(532, 330, 372, 48), 16, "tx2"),
    _Holder("Basis", "body", 17, Box(_LEFT, 424, 860, 64), 16, "tx2"),
)
_CONTENT = (
    _Holder("Title", "title", 0, Box(_LEFT, 34, _ROOM, 42), 28, bold=True, level="b"),
    _Holder("Lead", "body", 10, Box(_LEFT, 80, _ROOM, 46), 16, "tx2"),
    _Holder("Content", "body", 11, Box(_LEFT, 138, _ROOM, 326), 16),
    _Holder("Note", "body", 12, Box(_LEFT, 470, _ROOM, 34), 12, "tx2", level="b"),
    _Holder("Footer", "ftr", 13, Box(_LEFT, 510, 700, 20), 12, "tx2", level="ctr"),
    _Holder("Slide number", "sldNum", 14, Box(_LEFT + 772, 510, 100, 20), 12, "tx2", level="ctr", align="r"),
)
_BRAND_COVER = (
    _Holder("Logo", "body", 18, Box(_LEFT, 24, 220, 42), 12),
    _Holder("Prepared by", "body", 19, Box(_LEFT, 490, 420, 38), 14),
    _Holder("Confidentiality", "body", 20, Box(_LEFT + 440, 490, 420, 38), 14, bold=True, align="r"),
)
# What of the cover stands on its panel, and keeps its colours whatever lies behind the rest.
_ON_THE_PANEL = frozenset({"Score", "Grade", "Range", "Likely range", "Coverage"})
_PANEL, _BAND, _RULE = Box(508, 72, 420, 330), Box(0, 0, 14, _HEIGHT), Box(_LEFT, 26, 44, 4)


def _frame(box: Box) -> str:
    left, top, width, height = (Pt(points) for points in (box.left, box.top, box.width, box.height))
    return f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def _placeholder(number: int, one: _Holder, colour: str | None = None) -> Any:
    """The placeholder; its words say in PowerPoint what comes there. `colour` is RRGGBB, else that of the holder."""
    fill = f'<a:schemeClr val="{one.colour}"/>' if colour is None else f'<a:srgbClr val="{colour}"/>'
    run = f'<a:rPr lang="{LANGUAGE}"/><a:t>{"#" if one.kind == "sldNum" else one.name}</a:t>'
    field = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
    text = f'<a:fld id="{field}" type="slidenum">{run}</a:fld>' if one.kind == "sldNum" else f"<a:r>{run}</a:r>"
    index = "" if one.idx == 0 else f' idx="{one.idx}"'
    return parse_xml(
        f"<p:sp {nsdecls('p', 'a')}>"
        f'<p:nvSpPr><p:cNvPr id="{number}" name="{one.name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{one.kind}"{index}/></p:nvPr></p:nvSpPr>'
        f'<p:spPr>{_frame(one.box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{one.level}"><a:noAutofit/></a:bodyPr>'
        f'<a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="{one.align}"><a:spcBef><a:spcPts val="0"/></a:spcBef>'
        f'<a:buNone/><a:defRPr sz="{one.size * 100:.0f}" b="{int(one.bold)}"><a:solidFill>'
        f"{fill}</a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>"
        f"<a:p>{text}</a:p></p:txBody></p:sp>"
    )


def _block(number: int, name: str, box: Box, colour: str, rgb: str | None = None) -> Any:
    """A plain rectangle that belongs to the look and says nothing. `rgb` is RRGGBB, else a colour of the theme."""
    fill = f'<a:schemeClr val="{colour}"/>' if rgb is None else f'<a:srgbClr val="{rgb}"/>'
    return parse_xml(
        f"<p:sp {nsdecls('p', 'a')}>"
        f'<p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr>{_frame(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f"<a:solidFill>{fill}</a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def _on_cover(theme: Theme) -> tuple[_Holder, ...]:
    """The places of the cover, with those that a brand needs."""
    needed = {"Logo"} if theme.has_logo else set()
    needed |= {"Prepared by", "Confidentiality"} if theme.has_lines else set()
    return (*_COVER, *(one for one in _BRAND_COVER if one.name in needed))


def _lay_out(layout: SlideLayout, theme: Theme) -> None:
    layout.name = _KEPT[layout.name]
    is_cover = layout.name == "Cover"
    tree = layout.shapes.element
    for shape in tree.findall(qn("p:sp")):
        tree.remove(shape)
    if is_cover and theme.ground is not None:
        tree.append(_block(100, "Ground", Box(0, 0, _WIDTH, _HEIGHT), "", theme.ground))
    blocks = (("Panel", _PANEL, "bg2"), ("Band", _BAND, "accent1")) if is_cover else (("Rule", _RULE, "accent1"),)
    number = 2
    for name, box, colour in blocks:
        tree.append(_block(number, name, box, colour))
        number += 1
    for one in _on_cover(theme) if is_cover else _CONTENT:
        tree.append(_placeholder(number, one, theme.on_ground if is_cover and one.name not in _ON_THE_PANEL else None))
        number += 1


def _rewrite_theme(slides: Slides, brand: Theme) -> None:
    part = slides.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    theme.set("name", "Presence audit")
    for slot in theme.iterfind(f".//{qn('a:clrScheme')}/*"):
        for colour in list(slot):
            slot.remove(colour)
        etree.SubElement(slot, qn("a:srgbClr"), val=(_COLOURS | brand.colours)[etree.QName(slot).localname])
    for fonts in theme.iterfind(f".//{qn('a:fontScheme')}/*"):
        fonts.find(qn("a:latin")).set("typeface", brand.font or _FONT)
    part.blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _rewrite_master(slides: Slides) -> None:
    """What a slide that somebody adds later takes from the master."""
    places = {
        "title": _CONTENT[0].box, "body": _CONTENT[2].box, "dt": Box(_LEFT + 600, 510, 100, 20),
        "ftr": _CONTENT[4].box, "sldNum": _CONTENT[5].box,
    }  # fmt: skip
    for shape in slides.slide_master.shapes.element.findall(qn("p:sp")):
        box = places[shape.find(f".//{qn('p:ph')}").get("type")]
        for run in shape.iterfind(f".//{qn('a:lvl1pPr')}/{qn('a:defRPr')}"):
            for old in run.findall(qn("a:solidFill")):
                run.replace(old, parse_xml(f'<a:solidFill {nsdecls("a")}><a:schemeClr val="tx2"/></a:solidFill>'))
        shape.spPr.replace(shape.spPr.find(qn("a:xfrm")), parse_xml(_frame(box).replace(">", f" {nsdecls('a')}>", 1)))
    for style, size in (("p:titleStyle", "2800"), ("p:bodyStyle", "1800")):
        level = slides.slide_master.element.find(f".//{qn(style)}/{qn('a:lvl1pPr')}")
        level.set("algn", "l")
        level.find(qn("a:defRPr")).set("sz", size)


def base(theme: Theme = PLAIN) -> Slides:
    """An empty presentation of 13.333 x 7.5 inches with the layouts "Cover" and "Content", in the dress of a brand."""
    slides = Presentation()
    slides.slide_width, slides.slide_height = Pt(_WIDTH), Pt(_HEIGHT)
    slides.element.find(qn("p:sldSz")).attrib.pop("type", None)
    for layout in list(slides.slide_layouts):
        if layout.name in _KEPT:
            _lay_out(layout, theme)
        else:
            slides.slide_layouts.remove(layout)
    _rewrite_theme(slides, theme)
    _rewrite_master(slides)
    return slides
