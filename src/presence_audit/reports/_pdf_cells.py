"""The cells of tables as lines of text: each paragraph, frame or badge in them would be laid out as a box by itself.

A report of fifty channels has five thousand cells, and its PDF takes as long as it has boxes. No word changes: where a
paragraph ended a line ends (`white-space: pre-line` keeps it), and links stay what they are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    Piece = Element | str

_LINES: Final = frozenset({"p", "div", "details"})  # end a line, as do spans of these classes
_OWN_LINE: Final = frozenset({"whose", "why", "noted"})
_RUN_ON: Final = frozenset({"sources", "refs", "soft"})  # paragraphs that go on where another one ended
_BREAK: Final = "\n"
_MEASURES: Final = re.compile(r"measures-[\w-]+-table-caption")


def _classes(element: Element) -> set[str]:
    return set(element.get("class", "").split())


def _details(element: Element) -> Iterator[Piece]:
    """What a measure rests on: a summary, the links to what it sums up, and what is left out of them."""
    summary, *rest = element
    yield from _pieces(summary)
    for at, child in enumerate(rest):
        # How many are left out of the list stands in the summary; on paper a sign says that there are.
        yield " …" if at else ": "
        yield from () if at else _pieces(child)


def _pieces(element: Element) -> Iterator[Piece]:
    """The text and the elements that stay, with line breaks between what stood on lines of its own."""
    yield element.text or ""
    for child in element:
        tail, child.tail = child.tail or "", None
        classes = _classes(child)
        if child.tag == "details":
            yield _BREAK
            yield from _details(child)
        elif child.tag in _LINES:
            yield " " if classes & _RUN_ON else _BREAK
            yield from _pieces(child)
        elif child.tag == "span" and classes & _OWN_LINE:
            yield _BREAK
            yield child
            tail = tail and _BREAK + tail
        else:
            yield child
        yield tail


def _write(cell: Element, pieces: list[Piece]) -> None:
    kept: list[Element] = []
    texts = [""]
    for piece in pieces:
        if not isinstance(piece, str):
            kept.append(piece)
            texts.append("")
        elif piece in {_BREAK, " "}:
            if not kept and not texts[0].strip():
                continue
            texts[-1] = texts[-1].rstrip() + piece
        else:
            texts[-1] += piece
    cell[:] = kept
    cell.text = texts[0]
    for child, text in zip(kept, texts[1:], strict=True):
        child.tail = text


def _one_column(table: Element) -> None:
    """The state of a measure in the column of its value, which is empty where there is a state to tell."""
    for row in table.iter("tr"):
        state, value = row[1], row[2]
        if value.tag == "td" and not "".join(value.itertext()).strip():
            value.text, value[:] = None, list(state)
        row.remove(state)


def _line(facts: Element) -> None:
    """Names and values in one line of text."""
    pieces: list[Piece] = []
    for pair in facts:
        title, value = pair
        value.tag, value.attrib["class"] = "span", "dd"
        pieces += ["  ", *_pieces(title), " ", value]
    facts.tag = "p"
    _write(facts, pieces[1:])


def compact(root: Element) -> None:
    """Change the cells that hold nothing but text, and the facts of each finding, in place."""
    for table in root.iter("table"):
        if _MEASURES.fullmatch(table[0].get("id", "")):
            _one_column(table)
    for tag in ("td", "th"):
        for cell in root.iter(tag):
            if len(cell) and not any(_classes(part) & {"bar", "thin"} for part in cell.iter("div")):
                _write(cell, list(_pieces(cell)))
    for found in root.iter("ol"):
        if "found" in _classes(found):
            for facts in list(found.iter("dl")):
                _line(facts)
