"""How much text fits where: the same answer on every machine, whatever fonts it has.

Widths are those of Helvetica (Adobe's font metrics, thousandths of the size), which most office fonts do not exceed.
What does not fit is left out and never written smaller than `SMALLEST`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SMALLEST = 12.0  # points: what is smaller is not read in a room
LINE = 1.2  # the height of a line, in sizes
_WIDTHS = dict(zip(map(chr, range(32, 127)), (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
), strict=True))  # fmt: skip
_WIDE, _OTHER, _LETTER = 1000, 900, 600
_WIDTHS["\u00a0"] = _WIDTHS["\u202f"] = _WIDTHS[" "]
_BOLD = 1.05
_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?![a-zæøå])")  # not after "20." in "20. november"
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")  # where a line may end: not within 1 234 or 45 %
_BREAKS = re.compile(r"(?<=[-?])(?=[^-?])")  # where an office program breaks a word
_CUT, _TRAILING = "…", " ,;:\u200d"  # the joiner of two emoji, of which one is cut off


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a slide, in points."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height


def _char(char: str) -> int:
    known = _WIDTHS.get(char)
    if known is not None:
        return known
    if unicodedata.combining(char) or char == "\u200d":
        return 0
    if unicodedata.east_asian_width(char) in {"W", "F"}:
        return _WIDE
    base = unicodedata.normalize("NFD", char)[0]
    return _WIDTHS.get(base, _LETTER if char.isalpha() and char < "\u2000" else _OTHER)


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a line of text in points."""
    return sum(map(_char, text)) * size / 1000 * (_BOLD if bold else 1)


def _broken(word: str, room: float, size: float, *, bold: bool) -> list[str]:
    """A word that is longer than a line, in pieces."""
    pieces, start, used = [], 0, 0.0
    for at, char in enumerate(word):
        wide = width_of(char, size, bold=bold)
        if used + wide > room and at > start:
            pieces.append(word[start:at])
            start, used = at, 0.0
        used += wide
    return [*pieces, word[start:]]


def wrapped(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """The lines that a text takes in `room` points of width; one empty line for no text."""
    lines: list[str] = []
    line, used, space = "", 0.0, width_of(" ", size, bold=bold)
    for word in filter(None, _SPACES.split(text)):
        for place, piece in enumerate(_BREAKS.split(word)):
            gap, wide = (" " if line and not place else ""), width_of(piece, size, bold=bold)
            if line and used + (space if gap else 0) + wide <= room:
                line, used = f"{line}{gap}{piece}", used + (space if gap else 0) + wide
                continue
            if line:
                lines.append(line)
            *full, line = _broken(piece, room, size, bold=bold) if wide > room else [piece]
            lines += full
            used = width_of(line, size, bold=bold)
    return [*lines, line] if line or not lines else lines


def fitted(text: str, room: float, size: float, most: int, *, bold: bool = False) -> str:
    """As much of the text as `most` lines hold: whole sentences where that leaves at least one, else up to a word."""
    lines = wrapped(text, room, size, bold=bold)
    if len(lines) <= most:
        return text
    sentences = _SENTENCE.split(text)
    while len(sentences) > 1:
        sentences.pop()
        kept = " ".join(sentences)
        if len(wrapped(kept, room, size, bold=bold)) <= most:
            return kept
    # The last line gives way to the sign that something is left out.
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        fits = len(wrapped(text[:middle].rstrip(_TRAILING) + _CUT, room, size, bold=bold)) <= most
        low, high = (middle, high) if fits else (low, middle - 1)
    return text[:low].rstrip(_TRAILING) + _CUT


def height_of(texts: Sequence[str], room: float, size: float, *, bold: bool = False) -> float:
    """The height of paragraphs in points."""
    return LINE * size * sum(len(wrapped(text, room, size, bold=bold)) for text in texts)


def size_for(texts: Sequence[str], box: Box, sizes: Sequence[float], *, bold: bool = False) -> float:
    """The largest of the sizes (given from large to small) at which the paragraphs fit the box; else the last one."""
    return next((size for size in sizes if height_of(texts, box.width, size, bold=bold) <= box.height), sizes[-1])
