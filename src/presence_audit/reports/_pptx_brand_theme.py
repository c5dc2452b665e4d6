"""What a brand makes of the theme of our own slides: its colours and its font.

On the client's own template the template's theme wins: of the brand only the logo and the lines are set, where the
template has a place for them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from presence_audit.model.colour import LIGHT, Rgb, hex_of, mixed, readable
from presence_audit.reports._brand_shades import on_cover

if TYPE_CHECKING:
    from presence_audit.model.brand import Brand

_SECONDS = ((179, 90, 0), (11, 90, 143), (46, 125, 91), (106, 76, 147))  # for what stands beside the accent


@dataclass(frozen=True, slots=True)
class Theme:
    """The theme of our own slides.

    `colours` are by their slot in the theme as RRGGBB; `ground` lies behind the cover and `on_ground` is written on it,
    both None where the cover stays white. `has_logo` and the two lines say which places the layouts need.
    """

    colours: dict[str, str] = field(default_factory=dict)
    font: str | None = None
    ground: str | None = None
    on_ground: str | None = None
    has_logo: bool = False
    has_lines: bool = False


PLAIN: Final = Theme()


def _six(colour: Rgb) -> str:
    return hex_of(colour)[1:].upper()


def _apart(accent: Rgb) -> Rgb:
    """The colour for a second series: of a few, the one farthest from the accent."""
    return max(_SECONDS, key=lambda other: sum((a - b) ** 2 for a, b in zip(accent, other, strict=True)))


def theme_of(brand: Brand | None) -> Theme:
    """The theme that the brand asks for, in shades that can be read on white."""
    if brand is None:
        return PLAIN
    colours: dict[str, str] = {}
    if brand.accent is not None:
        accent = readable(brand.accent, LIGHT)
        colours |= {"accent1": _six(accent), "hlink": _six(accent), "accent2": _six(_apart(accent))}
        colours["accent5"] = _six(mixed(accent, LIGHT[0], 0.7))
    if brand.ink is not None:
        colours["dk1"] = _six(readable(brand.ink, LIGHT))
    on = on_cover(brand)
    return Theme(
        colours=colours,
        font=brand.font.family if brand.font is not None else None,
        ground=_six(brand.cover) if on is not None and brand.cover is not None else None,
        on_ground=_six(on) if on is not None else None,
        has_logo=brand.shows_logo_on_slides,
        has_lines=bool(brand.prepared_by or brand.confidentiality),
    )
