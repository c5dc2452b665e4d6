"""Where things stand on the slides of a presentation: the layouts in use, and the places on them.

A layout is chosen by the names of its placeholders, else by its type. A place is that of the placeholder of its name,
else what the layout leaves free between the title and the foot.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn

from presence_audit.reports._pptx_fit import LINE, SMALLEST, Box, height_of
from presence_audit.reports._pptx_template import layouts_of, title_of
from presence_audit.reports._pptx_theme import Palette, letters_of, palette_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pptx.presentation import Presentation as Slides
    from pptx.slide import SlideLayout

NAMES = (
    "Eyebrow", "Company", "Period", "Prepared for", "Score", "Grade", "Range", "Likely range", "Coverage", "Basis",
    "Lead", "Content", "Note", "Logo", "Prepared by", "Confidentiality",
)  # fmt: skip
FEET = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
_EMU = 12_700.0  # in a point
_WIDTH, _HEIGHT = 960.0, 540.0  # the slide for which the sizes of text were chosen, in points
_LEAST, _MOST = 0.75, 2.0  # how much less or more a slide of another size takes
_GAP, _MARGIN = 10.0, 0.05  # points; of the slide
_NARROW = 0.45  # a title that ends below this share of the slide leaves too little below it
_FREE = 0.35  # of the slide, the least that a table or chart needs


@dataclass(frozen=True, slots=True)
class Frame:
    """The places of a slide: the sentence below the title, the table or chart, and the note below that."""

    lead: Box
    content: Box
    note: Box


def box_of(shape: Any) -> Box | None:
    """The place of a shape in points; None where neither it nor what it inherits from says."""
    sides = (shape.left, shape.top, shape.width, shape.height)
    if any(side is None for side in sides):
        return None
    left, top, width, height = (side / _EMU for side in sides)
    return Box(left, top, width, height)


def named(holders: Iterable[Any]) -> dict[str, Any]:
    """The placeholders whose names say what goes there. A number that PowerPoint adds to a name is no part of it."""
    by_name = {name.casefold(): name for name in NAMES}
    found: dict[str, Any] = {}
    for holder in holders:
        words = holder.name.strip().casefold()
        name = by_name.get(words) or by_name.get(words.rstrip("0123456789").rstrip())
        if name is not None:
            found.setdefault(name, holder)
    return found


def _kind(layout: SlideLayout) -> str:
    """The type of a layout; one that has only a title and a foot is of the type `titleOnly` whatever it says."""
    rest = [h for h in layout.placeholders if h.placeholder_format.type not in FEET and h != title_of(layout)]
    return str(layout.element.get("type") or ("titleOnly" if not rest else ""))


def _chosen(layouts: list[SlideLayout], name: str, kinds: tuple[str, ...], other: SlideLayout | None) -> SlideLayout:
    titled = [layout for layout in layouts if title_of(layout) is not None]
    by_name = [layout for layout in titled if name in named(layout.placeholders)]
    by_kind = [layout for kind in kinds for layout in titled if _kind(layout) == kind]
    rest = [layout for layout in titled if layout is not other]
    return (by_name or by_kind or rest or titled)[0]


class Look:
    """The layouts that a presentation is made on, with their places, sizes and colours."""

    def __init__(self, slides: Slides) -> None:
        self.slides = slides
        layouts = layouts_of(slides)
        self.cover = _chosen(layouts, "Score", ("title",), None)
        self.content = _chosen(layouts, "Content", ("titleOnly", "obj"), self.cover)
        self.palette: Palette = palette_of(self.content)
        self.cover_palette: Palette = palette_of(self.cover)
        self._letters = letters_of(self.content.slide_master)
        self._size = Box(0, 0, (slides.slide_width or 0) / _EMU or _WIDTH, (slides.slide_height or 0) / _EMU or _HEIGHT)
        self._named = {name: box_of(holder) for name, holder in named(self.content.placeholders).items()}

    def size(self, points: float) -> float:
        """A size of text for a slide of 13.333 x 7.5 inches, on slides of this size; never too small to read."""
        share = min(self._size.width / _WIDTH, self._size.height / _HEIGHT)
        return max(SMALLEST, float(round(points * min(max(share, _LEAST), _MOST))))

    def room(self, width: float) -> float:
        """A width, as measured with the letters of `_pptx_fit`."""
        return width / self._letters

    def width(self, room: float) -> float:
        """A width that was measured with the letters of `_pptx_fit`, with those of the presentation."""
        return room * self._letters

    def _free(self) -> Box:
        """What the layout leaves free."""
        given = self._named.get("Content")
        if given is not None:
            return given
        whole, title = self._size, title_of(self.content)
        head, body = box_of(title), self._body()
        top = head.bottom if head is not None and head.bottom < _NARROW * whole.height else 0.0
        if not top:
            top = body.top if body is not None else whole.height * 2 * _MARGIN
        left = body.left if body is not None else whole.width * _MARGIN
        right = body.right if body is not None else whole.width * (1 - _MARGIN)
        bottom = body.bottom if body is not None else whole.height * (1 - 2 * _MARGIN)
        free = Box(left, top + _GAP / 2, right - left, bottom - top - _GAP / 2)
        if free.height >= _FREE * whole.height and free.width >= _FREE * whole.width:
            return free
        margin = _MARGIN * whole.width
        return Box(margin, whole.height * 0.2, whole.width - 2 * margin, whole.height * 0.7)

    def _body(self) -> Box | None:
        """The place of the text: that of the layout where it has one, else that of the master."""
        bodies = [
            *(h for h in self.content.placeholders if h.element.find(f".//{qn('p:ph')}").get("idx") == "1"),
            *(h for h in self.content.slide_master.placeholders if h.placeholder_format.type == PP_PLACEHOLDER.BODY),
        ]
        return next((box for body in bodies if (box := box_of(body)) is not None), None)

    def frame(self, lead: str, note: str) -> Frame:
        """The places on a slide with this sentence and this note."""
        free = self._free()
        top, bottom = free.top, free.bottom
        head, foot = self._named.get("Lead"), self._named.get("Note")
        if head is None:
            tall = height_of([lead], self.room(free.width), self.size(16)) if lead else 0.0
            head = Box(free.left, top, free.width, min(tall, 3 * LINE * self.size(16)))
            top += head.height + (_GAP if lead else 0)
        elif not lead and head.bottom <= top:
            top = head.top + _GAP
        if foot is None:
            tall = (
                min(height_of([note], self.room(free.width), self.size(12)), 2 * LINE * self.size(12)) if note else 0.0
            )
            foot = Box(free.left, bottom - tall, free.width, tall)
            bottom -= tall + (_GAP if note else 0)
        elif not note and foot.top >= bottom:
            bottom = foot.bottom - _GAP
        return Frame(head, Box(free.left, top, free.width, bottom - top), foot)
