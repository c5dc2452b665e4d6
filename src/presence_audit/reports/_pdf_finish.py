"""What PDF/UA-1 (ISO 14289-1) asks for, and WeasyPrint leaves out: it is put in before the file is written.

- The heads of a table say whether they are of a column or of a row (7.5).
- What stands at the foot of each page is no part of the text (7.1, 7.8): WeasyPrint numbers it like text, and hangs it
  nowhere.
- A link says what it leads to in the words of the page (7.18.5), not by the name of a place within it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pydyf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_REFERENCE = re.compile(rb"(\d+) 0 R")
_SPACES = re.compile(r"\s+")


def _elements(pdf: Any) -> Iterator[Any]:
    for made in pdf.objects:
        if isinstance(made, pydyf.Dictionary) and made.get("Type") == "/StructElem":
            yield made


def _number(reference: object) -> int | None:
    found = _REFERENCE.fullmatch(reference) if isinstance(reference, bytes) else None
    return int(found[1]) if found else None


def _scopes(elements: Iterable[Any]) -> None:
    """The first row holds the heads of the columns; a head in a later row is of that row."""
    for element in elements:
        if element["S"] == "/TH":
            row = element["ID"].string.split("-")[1]
            element["A"]["Scope"] = "/Column" if row == "0" else "/Row"


def _hung(pdf: Any, root: Any) -> set[tuple[bytes, int]]:
    """The pieces of text that hang in the tree, each by its page and its number there."""
    found: set[tuple[bytes, int]] = set()
    waiting = [root]
    while waiting:
        element = waiting.pop()
        for kid in element["K"]:
            if isinstance(kid, int):
                found.add((element["Pg"], kid))
            elif (number := _number(kid)) is not None and "S" in pdf.objects[number]:
                waiting.append(pdf.objects[number])
    return found


def _feet(pdf: Any, root: Any) -> None:
    """What hangs nowhere in the tree becomes an artifact."""
    hung, parents = _hung(pdf, root), pdf.objects[_number(root["ParentTree"]) or 0]["Nums"]
    for place, reference in enumerate(pdf.page_references):
        page = pdf.objects[_number(reference) or 0]
        stream = pdf.objects[_number(page["Contents"]) or 0].stream
        for at, piece in enumerate(stream):  # a tag, its properties, and BDC
            number = piece.get("MCID") if isinstance(piece, pydyf.Dictionary) else None
            if number is not None and (reference, number) not in hung:
                stream[at - 1], stream[at], stream[at + 1] = b"/Artifact", b"", b"BMC"
                parents[2 * place + 1][number] = "null"


def _links(document: Any) -> None:
    for page in document.pages:
        for _kind, target, _where, box in page.links:
            words = _SPACES.sub(" ", "".join(box.element.itertext())).strip() if box.element is not None else ""
            annotation = getattr(box, "link_annotation", None)
            if annotation is not None:
                annotation["Contents"] = pydyf.String(words or target)


def finish(document: Any, pdf: Any) -> None:
    """Put in what is missing; for `finisher` of `weasyprint.Document.write_pdf`."""
    elements = list(_elements(pdf))
    _scopes(elements)
    _feet(pdf, pdf.objects[_number(pdf.catalog["StructTreeRoot"]) or 0])
    _links(document)
