"""Presentations as clients have them: other sizes, colours, layouts and names; and some that are none."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

from lxml import etree  # type: ignore[import-untyped]
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Inches

from presence_audit.reports._pptx_base import base

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

SECRET = "What another client must not see"


def saved(slides: Any, path: Path) -> Path:
    slides.save(path)
    return path


def recoloured(slides: Any, colours: Mapping[str, str], font: str = "") -> None:
    part = slides.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    for slot in theme.iterfind(f".//{qn('a:clrScheme')}/*"):
        name = etree.QName(slot).localname
        if name in colours:
            slot.clear()
            etree.SubElement(slot, qn("a:srgbClr"), val=colours[name])
    for latin in theme.iterfind(f".//{qn('a:fontScheme')}/*/{qn('a:latin')}") if font else ():
        latin.set("typeface", font)
    part.blob = etree.tostring(theme)


def with_old_slides(path: Path) -> Path:
    """4:3, with slides of somebody else, their notes, and a list of sections that names them."""
    slides = Presentation()
    for _ in range(2):
        slide = slides.slides.add_slide(slides.slide_layouts[0])
        slide.shapes.title.text = SECRET
        slide.notes_slide.notes_text_frame.text = SECRET
    slides.core_properties.author = SECRET
    listed = slides.element.find(qn("p:sldIdLst"))
    ids = "".join(f'<p14:sldId id="{slide.get("id")}"/>' for slide in listed)
    namespace = "http://schemas.microsoft.com/office/powerpoint/2010/main"
    ext = (
        f'<p:extLst xmlns:p="{slides.element.nsmap["p"]}"><p:ext uri="{{521415D9-36F7-43E2-AB2F-B90AF26B5E84}}">'
        f'<p14:sectionLst xmlns:p14="{namespace}"><p14:section name="{SECRET}" id="{{0}}"><p14:sldIdLst>{ids}'
        "</p14:sldIdLst></p14:section></p14:sectionLst></p:ext></p:extLst>"
    )
    slides.element.append(etree.fromstring(ext))
    return saved(slides, path)


def small_and_dark(path: Path) -> Path:
    """10 x 5.625 inches, as Google Slides has them, white on dark, in a wide font."""
    slides = Presentation()
    slides.slide_width, slides.slide_height = Inches(10), Inches(5.625)
    for holder in (slides.slide_master, *slides.slide_layouts):
        for shape in holder.placeholders:
            if shape.element.spPr.find(qn("a:xfrm")) is not None:
                shape.top, shape.height = int(shape.top * 0.75), int(shape.height * 0.75)
    dark = {"dk1": "FFFFFF", "lt1": "1A1A2E", "dk2": "C9C9E0", "lt2": "2B2B45", "accent1": "FF5A5F"}
    recoloured(slides, dark, "Verdana")
    return saved(slides, path)


def named(path: Path) -> Path:
    """Layouts with named placeholders, in the colours of a client of which the first cannot be read on white."""
    slides = base()
    recoloured(slides, {"accent1": "E8E337", "accent2": "00843D"}, "Georgia")
    for layout in slides.slide_layouts:
        layout.name = f"Client {layout.name}"
    return saved(slides, path)


def title_only(path: Path) -> Path:
    """One layout with nothing but a title that says of no type what it is."""
    slides = Presentation()
    for layout in list(slides.slide_layouts):
        if layout.name != "Title Only":
            slides.slide_layouts.remove(layout)
    del slides.slide_layouts[0].element.attrib["type"]
    return saved(slides, path)


def large(path: Path) -> Path:
    """40 x 22.5 inches, for a wall."""
    slides = Presentation()
    slides.slide_width, slides.slide_height = Inches(40), Inches(22.5)
    for holder in (slides.slide_master, *slides.slide_layouts):
        for shape in holder.placeholders:
            if shape.element.spPr.find(qn("a:xfrm")) is not None:
                left, top, width, height = shape.left, shape.top, shape.width, shape.height
                shape.left, shape.top, shape.width, shape.height = left * 4, top * 3, width * 4, height * 3
    return saved(slides, path)


TEMPLATES: dict[str, Callable[[Path], Path]] = {
    "with_old_slides": with_old_slides,
    "small_and_dark": small_and_dark,
    "named": named,
    "title_only": title_only,
    "large": large,
}


def rewritten(source: Path, target: Path, change: Callable[[str, bytes], bytes], **more: bytes) -> Path:
    """The package with every part changed, and with more parts."""
    made = BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, body in more.items():
            new.writestr(name.replace("__", "/"), body)
    target.write_bytes(made.getvalue())
    return target
