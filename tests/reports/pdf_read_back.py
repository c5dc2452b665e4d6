"""A PDF as it is read: its words, its tree of tags, and what leads where."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, IndirectObject
from servers.processes import program

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS = re.compile(rb"/(\w+)\s*(<<[^>]*>>)?\s*(BDC|BMC)|\bEMC\b|\b(?:TJ|Tj|Do)\b")
_MCID = re.compile(rb"/MCID (\d+)")
_STRINGS = re.compile(rb"<[0-9a-fA-F\s]*>|\((?:\\.|[^\\)])*\)", re.DOTALL)


@dataclass(frozen=True)
class Tag:
    """An element of the tree of tags."""

    kind: str
    made: Any  # the library's types do not say what a key holds
    kids: tuple[Tag, ...]
    numbers: tuple[int, ...]

    def all(self) -> Iterator[Tag]:
        yield self
        for kid in self.kids:
            yield from kid.all()

    def of(self, *kinds: str) -> list[Tag]:
        return [tag for tag in self.all() if tag.kind in kinds]


def read(pdf: bytes) -> Any:
    return PdfReader(BytesIO(pdf), strict=True)


def pages_of(pdf: bytes, order: str = "-raw") -> list[str]:
    """The words of each page, in the order in which they were written, or with `-layout` as they are seen."""
    command = [program("pdftotext"), order, "-", "-"]
    done = subprocess.run(command, input=pdf, capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


def placed(pdf: bytes) -> list[list[tuple[str, float, float, float, float]]]:
    """Of each page the words with their left, upper, right and lower edges, in points from the upper left corner."""
    command = [program("pdftotext"), "-bbox", "-", "-"]
    told = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    found = r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>'
    return [
        [(word, *map(float, edges)) for *edges, word in re.findall(found, page)] for page in told.split("<page ")[1:]
    ]


def words_of(pdf: bytes) -> str:
    """All words without the spaces between them, which a narrow column breaks as it has to."""
    return bare("".join(pages_of(pdf)))


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def root_of(pdf: Any) -> Any:
    return pdf.trailer["/Root"]


def tree_of(pdf: Any) -> Tag:
    """The tree, from its one document down."""
    kids = root_of(pdf)["/StructTreeRoot"]["/K"]
    assert len(kids) == 1
    return _tag(kids[0].get_object())


def _tag(made: Any) -> Tag:
    kids, numbers = [], []
    held: Any = made.get("/K", [])
    for kid in held if isinstance(held, ArrayObject) else [held]:
        found: Any = kid.get_object() if isinstance(kid, IndirectObject) else kid
        if isinstance(found, int):
            numbers.append(int(found))
        elif "/S" in found:
            kids.append(_tag(found))
    return Tag(str(made["/S"])[1:], made, tuple(kids), tuple(numbers))


def untagged(pdf: Any) -> list[tuple[int, bytes]]:
    """What is drawn as words or pictures on a page, and is neither in the tree nor marked as an artifact."""
    hung = {
        (tag.made.raw_get("/Pg").idnum, number) for tag in tree_of(pdf).all() for number in tag.numbers
    }  # fmt: skip
    wrong = []
    for at, page in enumerate(pdf.pages):
        reference = page.indirect_reference
        content = page.get_contents()
        assert reference is not None
        assert content is not None
        open_: list[bytes] = []
        for found in _MARKS.finditer(_STRINGS.sub(b"()", content.get_data())):
            if found[3]:
                number = _MCID.search(found[2] or b"")
                is_hung = number is not None and (reference.idnum, int(number[1])) in hung
                open_.append(b"artifact" if found[1] == b"Artifact" else b"hung" if is_hung else b"lost")
            elif found[0] == b"EMC":
                open_.pop()
            elif not open_ or b"lost" in open_:
                wrong.append((at, found[0]))
    return wrong


def links(pdf: Any) -> list[Any]:
    found = [one.get_object() for page in pdf.pages for one in page.get("/Annots", [])]
    return [one for one in found if one["/Subtype"] == "/Link"]
