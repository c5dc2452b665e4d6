"""Slides in their order: each has its title, its places filled, its foot, and the sentence to say beside it."""

from __future__ import annotations

import copy
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.util import Pt

from presence_audit.reports._pptx_fit import LINE, SMALLEST, Box, fitted, size_for, wrapped
from presence_audit.reports._pptx_look import FEET, Frame, Look, box_of, named
from presence_audit.reports._pptx_text import Run, write
from presence_audit.reports._text import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pptx.presentation import Presentation as Slides
    from pptx.slide import Slide, SlideLayout

_NOTES = 4_000  # characters of what is to be said beside a slide
_SHRUNK = (1.0, 0.85, 0.7, 0.6, 0.5)
_STYLES = {PP_PLACEHOLDER.TITLE: "p:titleStyle", PP_PLACEHOLDER.CENTER_TITLE: "p:titleStyle"}
_MARKED = "Confidentiality"
_ROUNDING = 1.0  # points
_INSETS = 14.4  # points that PowerPoint leaves left and right of the text of a placeholder


@dataclass(frozen=True, slots=True)
class Page:
    """A slide while it is filled."""

    slide: Slide
    frame: Frame
    look: Look

    @property
    def tree(self) -> Any:
        """The shapes of the slide, in the order in which they are read aloud."""
        return self.slide.shapes


def _own_size(holder: Any, layout: SlideLayout) -> float:
    """The size of text that a placeholder inherits, in points."""
    kind, index = holder.placeholder_format.type, holder.placeholder_format.idx
    on_layout = [h for h in layout.placeholders if h.placeholder_format.idx == index]
    on_master = [h for h in layout.slide_master.placeholders if h.placeholder_format.type == kind]
    styles = layout.slide_master.element.findall(f".//{qn(_STYLES.get(kind, 'p:bodyStyle'))}")
    for source in (*(h.element for h in (*on_layout, *on_master)), *styles):
        level = source.find(f".//{qn('a:lvl1pPr')}/{qn('a:defRPr')}")
        if level is not None and level.get("sz"):
            return int(level.get("sz")) / 100
    return 18.0


def fill(holder: Any, look: Look, layout: SlideLayout, paragraphs: Sequence[str], *, bold: bool = False) -> None:
    """Write into a placeholder in its own size, or a smaller one where that does not fit; at last less text."""
    body = holder.element.get_or_add_txBody()  # one for a picture has none
    box, own = box_of(holder), _own_size(holder, layout)
    texts = [shown(text, _NOTES) for text in paragraphs if text]
    size: float | None = None
    if box is not None and box.width > _INSETS:
        sizes = [max(SMALLEST, own * share) for share in _SHRUNK]
        has_insets = body.find(qn("a:bodyPr")).get("lIns") is None
        room = Box(0, 0, look.room(box.width - (_INSETS if has_insets else 0)), box.height + _ROUNDING)
        size = size_for(texts, room, sizes, bold=bold)
        lines = max(int(room.height / (LINE * size)), len(texts))
        for at, text in enumerate(texts):
            texts[at] = fitted(text, room.width, size, max(lines - len(texts) + 1, 1), bold=bold)
        size = None if size == own else size
    write(body, [(Run(text, size),) for text in texts])


class Deck:
    """The slides that are made, on the layouts of a look; `feet` are lines for their foot, the longest first.

    `line` says for whose eyes they are: on each slide in the placeholder `Confidentiality`, else in the foot.
    """

    def __init__(self, slides: Slides, *feet: str, line: str = "") -> None:
        self.look = Look(slides)
        self._slides = slides
        has_place = _MARKED in named(self.look.content.placeholders)
        self._feet = (*(f"{foot} · {line}" for foot in feet), line) if line and not has_place else feet
        self._line = line

    def _added(self, layout: SlideLayout) -> tuple[Slide, dict[str, Any]]:
        """A new slide, and its placeholders by name."""
        slide = self._slides.slides.add_slide(layout)
        by_index = {h.placeholder_format.idx: h for h in slide.placeholders}
        places = {}
        for name, holder in named(layout.placeholders).items():
            mine = by_index.get(holder.placeholder_format.idx)
            if mine is not None:
                mine.name = name
                places[name] = mine
        return slide, places

    def _set_foot(self, slide: Slide) -> None:
        """The foot of the layout: our line where it has one, and the number of the slide. A date would be today's."""
        for holder in slide.slide_layout.placeholders:
            kind = holder.placeholder_format.type
            if kind not in FEET or kind == PP_PLACEHOLDER.DATE:
                continue
            element = copy.deepcopy(holder.element)
            properties = element.find(qn("p:spPr"))
            for child in list(properties):
                properties.remove(child)
            for child in list(element.txBody.find(qn("a:lstStyle"))):
                element.txBody.find(qn("a:lstStyle")).remove(child)
            number = max((int(e.get("id")) for e in slide.shapes.element.iter(qn("p:cNvPr"))), default=1) + 1
            element.find(f".//{qn('p:cNvPr')}").set("id", f"{number}")
            slide.shapes.element.append(element)
            if kind == PP_PLACEHOLDER.FOOTER:
                write(element.txBody, [(Run(self._foot_in(holder)),)])

    def _foot_in(self, holder: Any) -> str:
        """The longest of our lines that fits the foot of the layout."""
        box = box_of(holder)
        if box is None:
            return self._feet[0]
        room, size = self.look.room(max(box.width - _INSETS, 1)), _own_size(holder, holder.part.slide_layout)
        fits = [foot for foot in self._feet if len(wrapped(foot, room, size)) == 1]
        return fits[0] if fits else fitted(self._feet[-1], room, size, 1)

    def _say(self, slide: Slide, notes: Sequence[str]) -> None:
        frame = slide.notes_slide.notes_text_frame
        if frame is not None:
            write(frame._txBody, [(Run(shown(text, _NOTES)),) for text in notes if text])  # noqa: SLF001

    def _swept(self, slide: Slide, filled: Sequence[Any]) -> None:
        """Nothing is left that asks to be filled in."""
        kept = {shape.shape_id for shape in filled}
        for holder in list(slide.placeholders):
            if holder.shape_id not in kept:
                holder.element.getparent().remove(holder.element)

    def label(self, page: Page, box: Box, paragraphs: Sequence[Sequence[Run]], **how: Any) -> Any:
        """A text of its own."""
        shape = page.tree.add_textbox(*(Pt(side) for side in (box.left, box.top, box.width, box.height)))
        self.relabel(shape, paragraphs, **how)
        return shape

    def relabel(self, shape: Any, paragraphs: Sequence[Sequence[Run]], **how: Any) -> None:
        """Write a text into a text box."""
        frame = shape.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        write(shape.element.txBody, paragraphs, **how)

    @contextmanager
    def page(self, title: str, lead: str = "", note: str = "", notes: Sequence[str] = ()) -> Iterator[Page]:
        """A slide with its title, the sentence below, and a note at its foot; the caller fills the place between."""
        lead, note = shown(lead, _NOTES), shown(note, _NOTES)
        slide, places = self._added(self.look.content)
        page = Page(slide, self.look.frame(lead, note), self.look)
        heading = slide.shapes.title
        fill(heading, self.look, self.look.content, [title], bold=True)
        filled = [heading]
        below = None
        for name, text in (("Lead", lead), ("Note", note)):
            if not text:
                continue
            shape = places.get(name)
            if shape is not None:
                fill(shape, self.look, self.look.content, [text])
            else:
                box, size = (page.frame.lead, 16) if name == "Lead" else (page.frame.note, 12)
                points = self.look.size(size)
                lines = max(round(box.height / (LINE * points)), 1)
                run = Run(fitted(text, self.look.room(box.width), points, lines), points, colour=self.look.palette.soft)
                shape = self.label(page, box, [(run,)])
                shape.name = name
            filled.append(shape)
            below = shape if name == "Note" else below
        marked = places.get(_MARKED)
        if marked is not None and self._line:
            fill(marked, self.look, self.look.content, [self._line])
            filled.append(marked)
        self._swept(slide, filled)
        yield page
        if below is not None:
            slide.shapes.element.append(below.element)
        self._set_foot(slide)
        self._say(slide, [title, lead, *notes, note])

    def cover(self, title: str, parts: Mapping[str, Sequence[str]], rest: Sequence[str], notes: Sequence[str]) -> Page:
        """The first slide: `parts` go to the placeholders of their names, else `rest` goes to the subtitle."""
        layout = self.look.cover
        slide, places = self._added(layout)
        page = Page(slide, self.look.frame("", ""), self.look)
        heading = slide.shapes.title
        fill(heading, self.look, layout, [title], bold=True)
        filled = [heading]
        for name, texts in parts.items():
            if name in places and any(texts):
                fill(places[name], self.look, layout, texts, bold=True)
                filled.append(places[name])
        if "Score" not in places:
            subtitle = next(
                (h for h in slide.placeholders if h.placeholder_format.type == PP_PLACEHOLDER.SUBTITLE), None
            )
            if subtitle is None:
                box = page.frame.content
                size, colour = self.look.size(20), self.look.cover_palette.ink
                filled.append(self.label(page, box, [(Run(text, size, colour=colour),) for text in rest], after=6))
            else:
                fill(subtitle, self.look, layout, rest)
                filled.append(subtitle)
        self._swept(slide, filled)
        self._say(slide, [title, *notes])
        return page
