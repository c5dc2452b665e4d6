"""The page made ready for paper: what only a screen needs is taken out, and what paper needs is put in.

WeasyPrint lays out a grid or a flexible box by trying each of its pieces several times, so `pdf.css` has none of them,
and what it tags as a list or a figure has to be one. Hence some elements get another name here; no word changes.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final
from unicodedata import bidirectional
from xml.etree.ElementTree import fromstring

from presence_audit.i18n import gettext as _
from presence_audit.reports._pdf_cells import compact

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

_DRAWN: Final = frozenset({"chart", "spark"})  # drawn on paper as well; other drawings are bars
_SVG: Final = "{http://www.w3.org/2000/svg}"
_PLAINER: Final = {  # without a tag of their own in a PDF, or with one that fits less
    "dl": "div", "dt": "div", "dd": "div", "summary": "p", "details": "div", "figcaption": "p", "figure": "div",
    "nav": "div", "article": "div", "header": "div", "footer": "div",
}  # fmt: skip
_LOGS: Final = {"posts-table-caption": "posts", "answers-table-caption": "answers"}  # tables with widths of their own
_FROM_RIGHT: Final = frozenset({"R", "AL", "AN"})
_VALUES: Final = re.compile(r"--([\w-]+):\s*([^;]+);")
_EMPTY: Final = re.compile(r"<(meta|img|br|wbr|hr)\b([^<>]*)>")  # in values, < and > are always written as entities
_USED: Final = re.compile(r"var\(--([\w-]+)\)")


def _read(name: str) -> str:
    return resources.files("presence_audit.reports").joinpath(name).read_text("utf-8").replace("\r\n", "\n")


@cache
def style() -> str:
    """The style sheet that every PDF has."""
    return _read("pdf.css")


@cache
def _drawn() -> str:
    """How the page draws its charts, its colours still by their names."""
    return _read("html.css").partition("/* Charts")[2].partition("*/")[2].partition("\n\n")[0]


def _style_of_charts(values: Mapping[str, str]) -> str:
    """How the page draws its charts, in the colours of paper. It is a document of its own, and knows no variable."""
    known = {**dict(_VALUES.findall(style())), **values}
    return f"text {{ font-family: {known['letters']}; }} " + _USED.sub(lambda used: known[used[1]], _drawn())


def _classes(element: Element) -> list[str]:
    return element.get("class", "").split()


def _plain(element: Element) -> None:
    """Give it a name that has the right tag; the style sheet still knows it by a class of its old one."""
    element.set("class", " ".join([*_classes(element), element.tag]))
    element.tag = _PLAINER[element.tag]


def _chart(svg: Element, style_of_charts: str) -> None:
    """A chart brings its style along, and says its description to those who do not see it."""
    title, told = svg.find(f"{_SVG}title"), svg.find(f"{_SVG}desc")
    if title is not None and told is not None:
        title.text = (
            f"{title.text} {told.text}" if f"{title.text}".endswith((".", "?", "!")) else f"{title.text}. {told.text}"
        )
        svg.remove(told)
    style_ = svg.makeelement(f"{_SVG}style", {})
    style_.text = style_of_charts
    svg.insert(1, style_)


def _bar(svg: Element, parent: Element) -> None:
    """A bar beside a number says nothing that the number does not: it becomes a ground, which is no content."""
    filled = svg.findall(f"{_SVG}rect")[-1].get("width", "0%")
    track = svg.makeelement("div", {"class": svg.get("class", "")})
    track.append(svg.makeelement("div", {"class": "filled", "style": f"width: {filled}"}))
    track.tail = svg.tail
    parent[list(parent).index(svg)] = track


def _is_bare(element: Element, parent: Element) -> bool:
    """Whether it changes nothing on paper. A name keeps its frame where it has letters that are read from the right."""
    if element.tag == "bdi":
        return not len(element) and not any(bidirectional(letter) in _FROM_RIGHT for letter in element.text or "")
    if element.tag == "span":
        return not element.attrib
    return element.tag == "div" and parent.tag == "td" and len(parent) == 1 and not element.attrib


def _unwrapped(parent: Element) -> None:
    """Take the frames of bare elements away: each would be laid out by itself."""
    kept: list[Element] = []
    text = parent.text or ""

    def write(words: str | None) -> None:
        nonlocal text
        if kept:
            kept[-1].tail = (kept[-1].tail or "") + (words or "")
        else:
            text += words or ""

    for child in parent:
        _unwrapped(child)
        if not _is_bare(child, parent):
            kept.append(child)
            continue
        tail, child.tail = child.tail, None
        write(child.text)
        kept += list(child)
        write(tail)
    parent[:] = kept
    parent.text = text


def _is_left_out(element: Element) -> bool:
    """What leads about on a screen, and the ends of the ranges, which stand beside the score already."""
    if element.tag == "style" or "skip" in _classes(element):
        return True
    return element.tag == "details" and element.find(".//caption[@id='ranges-caption']") is not None


def _behind(root: Element, folded: list[Element]) -> None:
    """The tables behind the charts come last: a chart is seen at once, and its numbers can be read by all."""
    appendix = root.find(".//section[@id='evidence']")
    if appendix is None or not folded:
        return
    heading = appendix.makeelement("h3", {})
    heading.text = _("The numbers behind the charts")
    tables: dict[str, Element] = {}
    for frame in (frame for details in folded for frame in details.findall("div")):
        tables.setdefault("".join(text for body in frame.iter("tbody") for text in body.itertext()), frame)
    appendix.extend([heading, *tables.values()])


def tree_of(page: str) -> Element:
    """The page as a tree. It is our own, in which every element is closed but those that hold nothing."""
    closed = _EMPTY.sub(r"<\1\2/>", page.replace("<wbr>", ""))
    return fromstring(closed.replace("<svg ", f'<svg xmlns="{_SVG[1:-1]}" '))  # noqa: S314  no stranger's markup


def prepared(root: Element, values: Mapping[str, str]) -> None:
    """Change the page for paper, in place; `values` stand in place of those that the style sheet has by these names."""
    folded, drawn = [], _style_of_charts(values)
    for parent in list(root.iter()):
        for child in list(parent):
            if _is_left_out(child):
                parent.remove(child)
            elif child.tag == "details" and parent.tag == "figure":
                parent.remove(child)
                folded.append(child)
            elif child.tag == f"{_SVG}svg":
                _bar(child, parent) if _DRAWN.isdisjoint(_classes(child)) else _chart(child, drawn)
    _behind(root, folded)
    _unwrapped(root)
    compact(root)
    for element in list(root.iter()):
        if element.tag in _PLAINER:
            _plain(element)
        elif element.tag == "ol" and "three" in _classes(element):  # side by side, as a table that is none
            for card in (element, *element):
                card.tag = "div"
        elif element.tag == "table" and element[0].get("id") in _LOGS:
            element.set("class", f"{element.get('class', '')} {_LOGS[element[0].get('id', '')]}")
