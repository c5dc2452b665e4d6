"""The page made ready for paper: what only a screen needs is taken out, and what paper needs is put in.

WeasyPrint lays out a grid or a flexible box by trying each of its pieces several times, so `pdf.css` has none of them,
and what it tags as a list or a figure has to be one. Hence some elements get another name here; no word changes.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SVG: Final = "{http://www.w3.org/2000/svg}"
_PLAINER: Final = {  # without a tag of their own in a PDF, or with one that fits less
    "dl": "div", "dt": "p", "dd": "div", "summary": "p", "details": "div", "figcaption": "p", "figure": "div",
    "nav": "div", "header": "div", "footer": "div",
}  # fmt: skip
_LOGS: Final = {"posts-table-caption": "posts", "answers-table-caption": "answers"}  # tables with widths of their own
_VALUES: Final = re.compile(r"--([\w-]+):\s*([^;]+);")
_USED: Final = re.compile(r"var\(--([\w-]+)\)")


def _read(name: str) -> str:
    return resources.files("presence_audit.reports").joinpath(name).read_text("utf-8").replace("\r\n", "\n")


@cache
def style() -> str:
    """The style sheet of the PDF."""
    return _read("pdf.css")


@cache
def _style_of_charts() -> str:
    """How the page draws its charts, in the colours of paper: a chart is a document of its own, and knows no variable."""
    drawn = _read("html.css").partition("/* Charts")[2].partition("*/")[2].partition("\n\n")[0]
    values = dict(_VALUES.findall(style()))
    return "text { font-family: %s; } " % values["letters"] + _USED.sub(lambda used: values[used[1]], drawn)


def _classes(element: Element) -> list[str]:
    return element.get("class", "").split()


def _plain(element: Element) -> None:
    """Give it a name that has the right tag; the style sheet still knows it by a class of its old one."""
    element.set("class", " ".join([*_classes(element), element.tag]))
    element.tag = _PLAINER[element.tag]


def _chart(svg: Element) -> None:
    """A chart brings its style along, and says its description to those who do not see it."""
    title, told = svg.find(f"{_SVG}title"), svg.find(f"{_SVG}desc")
    if title is not None and told is not None:
        title.text = f"{title.text} {told.text}" if f"{title.text}".endswith((".", "?", "!")) else f"{title.text}. {told.text}"
        svg.remove(told)
    style_ = svg.makeelement(f"{_SVG}style", {})
    style_.text = _style_of_charts()
    svg.insert(1, style_)


def _bar(svg: Element, parent: Element) -> None:
    """A bar beside a number says nothing that the number does not: it becomes a ground, which is no content."""
    filled = svg.findall(f"{_SVG}rect")[-1].get("width", "0%")
    track = svg.makeelement("div", {"class": svg.get("class", "")})
    track.append(svg.makeelement("div", {"class": "filled", "style": f"width: {filled}"}))
    track.tail = svg.tail
    parent[list(parent).index(svg)] = track


def _is_left_out(element: Element, parent: Element) -> bool:
    """What leads about on a screen, and the tables behind charts, whose numbers stand in the charts."""
    kinds = _classes(element)
    if element.tag == "style" or "skip" in kinds:
        return True
    return element.tag == "details" and (parent.tag == "figure" or bool(element.findall(".//caption[@id='ranges-caption']")))


def prepared(root: Element) -> None:
    """Change the page for paper, in place."""
    for parent in list(root.iter()):
        for child in list(parent):
            if not isinstance(child.tag, str):
                continue
            if _is_left_out(child, parent):
                parent.remove(child)
            elif child.tag == f"{_SVG}svg":
                _chart(child) if "chart" in _classes(child) else _bar(child, parent)
    for element in list(root.iter()):
        if element.tag in _PLAINER:
            _plain(element)
        elif element.tag == "table" and element[0].get("id") in _LOGS:
            element.set("class", f"{element.get('class', '')} {_LOGS[element[0].get('id', '')]}")
