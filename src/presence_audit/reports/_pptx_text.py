"""Text on slides: paragraphs of runs, in colours of the theme, each with its language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from lxml import etree  # type: ignore[import-untyped]
from pptx.oxml.ns import qn

from presence_audit.i18n import language
from presence_audit.reports._text import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from presence_audit.model.colour import Rgb

Align = Literal["l", "ctr", "r"]

NAME, SENTENCE = 80, 600  # the most characters of a name and of a sentence; what is longer ends with "…"
_MOST = 4_000
_TAGS: Final = {"en": "en-GB", "nb": "nb-NO", "nn": "nn-NO"}


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one shape. What is None or False is inherited: `size` in points, `colour` a name of the theme."""

    text: str
    size: float | None = None
    bold: bool = False
    colour: str | None = None


def tag() -> str:
    """The language that is spoken, as office programs name it: they check the spelling by it."""
    return _TAGS[language()]


def fill_of(colour: str | Rgb) -> Any:
    """A solid fill in a colour of the theme, or in one that was mixed."""
    fill = etree.Element(qn("a:solidFill"))
    if isinstance(colour, str):
        etree.SubElement(fill, qn("a:schemeClr"), val=colour)
    else:
        etree.SubElement(fill, qn("a:srgbClr"), val="{:02X}{:02X}{:02X}".format(*colour))
    return fill


def _run(paragraph: Any, run: Run) -> None:
    element = etree.SubElement(paragraph, qn("a:r"))
    properties = etree.SubElement(element, qn("a:rPr"), lang=tag())
    if run.size is not None:
        properties.set("sz", f"{round(run.size * 100)}")
    if run.bold:
        properties.set("b", "1")
    if run.colour is not None:
        properties.append(fill_of(run.colour))
    # The last gate: whatever a format forgot, no control and no direction override gets into the file.
    etree.SubElement(element, qn("a:t")).text = shown(run.text, _MOST)


def write(body: Any, paragraphs: Iterable[Sequence[Run]], *, align: Align | None = None, after: float = 0) -> None:
    """Replace the paragraphs of a text body (`txBody`); `after` is the space below each but the last, in points."""
    for old in body.findall(qn("a:p")):
        body.remove(old)
    listed = list(paragraphs) or [()]
    for place, runs in enumerate(listed):
        paragraph = etree.SubElement(body, qn("a:p"))
        properties = etree.SubElement(paragraph, qn("a:pPr"))
        if align is not None:
            properties.set("algn", align)
        if after and place < len(listed) - 1:
            space = etree.SubElement(properties, qn("a:spcAft"))
            etree.SubElement(space, qn("a:spcPts"), val=f"{round(after * 100)}")
        for run in runs:
            _run(paragraph, run)
        if not runs:
            etree.SubElement(paragraph, qn("a:endParaRPr"), lang=tag())
