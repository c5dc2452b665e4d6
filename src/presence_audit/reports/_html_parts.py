"""The parts that every section of the page is put together from: sections, tables, figures and folded pieces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.i18n import mark
from presence_audit.reports import _nouns as nouns
from presence_audit.reports._html_element import Markup, Node, el

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SAY = {
    "left out": mark(
        "{more} left out here to keep the page small. All of them stand in the result as JSON (--format json)."
    ),
    "table": mark("The numbers behind this chart"),
}


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the page with the name that the contents give it."""

    id: str
    title: str
    body: Markup


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column; numbers stand to the right, wide columns take what room is left, people keep some.

    The title is marked, and translated when it is written; one that `is_said` is in the language already.
    """

    title: str
    is_number: bool = False
    is_wide: bool = False
    is_person: bool = False
    is_said: bool = False

    @property
    def kind(self) -> str | None:
        """What the style sheet calls it."""
        return "num" if self.is_number else "wide" if self.is_wide else "person" if self.is_person else None


def section(place: str, title: str, *body: Node) -> Section:
    """A section under a heading of the second level."""
    heading = el("h2", title, id=f"{place}-title")
    return Section(place, title, el("section", heading, *body, id=place, aria_labelledby=f"{place}-title"))


def paragraph(text: Node, kind: str | None = None) -> Markup:
    """A paragraph, of a kind that the style sheet knows."""
    return el("p", text, class_=kind)


def within(items: Iterable[Markup], budget: int) -> tuple[list[Markup], int]:
    """The items that fit into so many bytes, and how many did not."""
    kept: list[Markup] = []
    left_out = 0
    for item in items:
        budget -= len(item.text.encode())
        if budget < 0:
            left_out += 1
        else:
            kept.append(item)
    return kept, left_out


def notice(left_out: int, noun: nouns.Noun) -> Markup | None:
    """Says how many more there are than are shown; nothing where all are."""
    if not left_out:
        return None
    return paragraph(_(_SAY["left out"]).format(more=nouns.more(left_out, noun)), "notice")


def row(lead: Node, cells: Sequence[Node], heads: Sequence[Head], place: str | None = None) -> Markup:
    """A row whose first cell names it."""
    written = [
        el("td", content, class_="num" if head.is_number else None)
        for content, head in zip(cells, heads[1:], strict=True)
    ]
    return el("tr", el("th", lead, scope="row"), *written, id=place)


def table(place: str, caption: Node, heads: Sequence[Head], rows: Sequence[Markup], kind: str | None = None) -> Markup:
    """A table with its caption, in a frame of its own that scrolls where the screen is narrow."""
    top = el(
        "thead",
        el(
            "tr",
            *(el("th", head.title if head.is_said else _(head.title), scope="col", class_=head.kind) for head in heads),
        ),
    )
    bodies = rows if rows and rows[0].text.startswith("<tbody") else [el("tbody", *rows)]
    made = el("table", el("caption", caption, id=f"{place}-caption"), top, *bodies, class_=kind)
    return el("div", made, class_="scroll", role="group", tabindex=0, aria_labelledby=f"{place}-caption")


def folded(summary: Node, *body: Node, place: str | None = None, kind: str | None = None) -> Markup:
    """A piece that is shown when asked for, and on paper."""
    return el("details", el("summary", summary), *body, id=place, class_=kind)


def figure(place: str, chart: Markup, caption: Node, behind: Markup) -> Markup:
    """A chart with its caption, in a frame that scrolls, and with the table behind it."""
    named = f"{place}-figure"
    frame = el("div", chart, class_="scroll", role="group", tabindex=0, aria_labelledby=named)
    return el("figure", el("figcaption", caption, id=named), frame, folded(_(_SAY["table"]), behind))


def facts(pairs: Iterable[tuple[Node, Node]], kind: str | None = None) -> Markup:
    """Names with their values."""
    return el("dl", *(el("div", el("dt", name), el("dd", value)) for name, value in pairs), class_=kind)
