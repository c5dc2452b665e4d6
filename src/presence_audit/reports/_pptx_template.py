"""Opens a client's own presentation as a template: its masters, layouts and theme, without its slides.

What is refused is told in one sentence with what to do about it.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from lxml import etree  # type: ignore[import-untyped]
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PythonPptxError
from pptx.oxml.ns import qn

from presence_audit.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pptx.presentation import Presentation as Slides
    from pptx.slide import SlideLayout

_BROKEN = "--template {path}: this is no presentation that can be read ({why}); save it anew in PowerPoint as .pptx."
_MACROS = "--template {path}: it holds macros; save it in PowerPoint as .pptx, which leaves them out."
_MISSING = "--template {path}: {why}; name a .pptx that is there."
_LARGE = "--template {path}: unpacked it is larger than {most} MB; take pictures out of its layouts."
_NO_TITLE = "--template {path}: none of its layouts has a title; add one in View, Slide Master."
_LOCKED = "it is old or has a password"
_NO_ZIP = "it is no zip file"

_MOST = 500_000_000  # bytes, unpacked
_TYPES = "[Content_Types].xml"
_MAIN = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
# A .potx or .ppsx differs from a .pptx in this one word.
_KINDS = (
    b"application/vnd.openxmlformats-officedocument.presentationml.template.main+xml",
    b"application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml",
)
_OLD = b"\xd0\xcf\x11\xe0"  # an OLE file: PowerPoint before 2007, or encrypted
# What of the old file speaks of slides that are gone.
_FORGOTTEN = ("p:custShowLst", "p:extLst")
_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
# What reading or using a broken package raises.
CAUSES = (
    PythonPptxError, zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, ValueError, AttributeError, IndexError,
    TypeError, NotImplementedError, RuntimeError, EOFError, OSError,
)  # fmt: skip


def _refused(path: Path, pattern: str, **why: object) -> UsageError:
    return UsageError(pattern.format(path=path, **why))


def _read(path: Path) -> bytes:
    try:
        body = path.read_bytes()
    except OSError as error:
        raise _refused(path, _MISSING, why=error.strerror) from error
    if not zipfile.is_zipfile(io.BytesIO(body)):
        raise _refused(path, _BROKEN, why=_LOCKED if body.startswith(_OLD) else _NO_ZIP)
    return body


def _parts(path: Path, body: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        if sum(entry.file_size for entry in package.infolist()) > _MOST:
            raise _refused(path, _LARGE, most=_MOST // 1_000_000)
        for entry in package.infolist():
            if entry.filename.lower().endswith("vbaproject.bin"):
                raise _refused(path, _MACROS)
            yield entry.filename, package.read(entry)


def _as_presentation(path: Path, body: bytes) -> io.BytesIO:
    """The file with the word that makes a template a presentation."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, content in _parts(path, body):
            if name == _TYPES:
                if b"macroEnabled" in content:
                    raise _refused(path, _MACROS)
                for kind in _KINDS:
                    content = content.replace(kind, _MAIN)  # noqa: PLW2901
            package.writestr(name, content)
    made.seek(0)
    return made


def _emptied(slides: Slides) -> Slides:
    """Without the slides that are in it, and without what speaks of them."""
    listed = slides.element.find(qn("p:sldIdLst"))
    for slide in list(listed) if listed is not None else []:
        slides.part.drop_rel(slide.get(qn("r:id")))
        listed.remove(slide)
    for name in _FORGOTTEN:
        for element in slides.element.findall(qn(name)):
            slides.element.remove(element)
    return slides


def layouts_of(slides: Slides) -> list[SlideLayout]:
    """The layouts of all masters, in the order in which PowerPoint lists them."""
    return [layout for master in slides.slide_masters for layout in master.slide_layouts]


def title_of(layout: SlideLayout) -> Any:
    """The placeholder of the title; None where the layout has none."""
    return next((h for h in layout.placeholders if h.placeholder_format.type in _TITLES), None)


def broken(path: Path, error: Exception) -> UsageError:
    """What to say of a template that cannot be read or used."""
    return _refused(path, _BROKEN, why=type(error).__name__)


def opened(path: Path) -> Slides:
    """The client's presentation without its slides.

    Raises:
        UsageError: there is no such file, it is no presentation, it holds macros, or no layout of it has a title.
    """
    body = _read(path)
    try:
        slides = _emptied(Presentation(_as_presentation(path, body)))
        has_title = any(title_of(layout) is not None for layout in layouts_of(slides))
    except CAUSES as error:
        raise broken(path, error) from error
    if not has_title:
        raise _refused(path, _NO_TITLE)
    return slides
