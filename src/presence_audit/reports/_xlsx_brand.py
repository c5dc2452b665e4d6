"""A workbook in the dress of a client: the colour of its titles, and the lines on the first sheet and on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from presence_audit.model.colour import LIGHT, hex_of, readable
from presence_audit.reports._brand_lines import brand_lines, confidentiality, prepared_by
from presence_audit.reports._xlsx_styles import INK

if TYPE_CHECKING:
    from presence_audit.model.brand import Brand

_ROOM = 110  # of the 255 characters of a footer in Excel, what company, sheet and page leave at the least
_HEAD = 240


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a brand adds to a workbook; `head` and `foot` are in the language of Excel's headers, `ink` is #rrggbb."""

    ink: str = INK
    lines: tuple[str, ...] = ()
    head: str = ""
    foot: str = ""


PLAIN: Final = Stamp()


def _units(text: str) -> int:
    """The length of a text as Excel counts it: a character beyond the first plane counts twice."""
    return len(text.encode("utf-16-le")) // 2


def printed(line: str, room: int) -> str:
    """The line for a header or footer, in which & begins a command and is written twice to be seen."""
    written = line.replace("&", "&&")
    while _units(written) > room:
        line = f"{line.rstrip('…')[:-1].rstrip()}…"
        written = line.replace("&", "&&")
    return written


def stamp_of(brand: Brand | None) -> Stamp:
    """What the brand adds to a workbook."""
    if brand is None:
        return PLAIN
    line, made = confidentiality(brand), prepared_by(brand)
    return Stamp(
        ink=INK if brand.accent is None else hex_of(readable(brand.accent, LIGHT)),
        lines=tuple(brand_lines(brand)),
        head=printed(made, _HEAD),
        foot=f"\n{printed(line, _ROOM)}" if line else "",
    )
