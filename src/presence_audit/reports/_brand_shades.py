"""The shades that a brand's colours become: for text, for bars, for maps, on light and on dark grounds.

Where text stands on a shade, or in one, its contrast is 4.5 at least (WCAG 2.2, 1.4.3); so is that of a bar with
what is behind it, which would need 3 (1.4.11). The house's own colours keep what a brand does not name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from presence_audit.model.colour import BLACK, DARK, LIGHT, TEXT, WHITE, Rgb, contrast, mixed, readable

if TYPE_CHECKING:
    from presence_audit.model.brand import Brand

_ON_LIGHT: Final = (16, 34, 47)  # what is written on the light shades of a map
_ON_DARK: Final = ((242, 247, 251), (12, 26, 36))  # and in the dark theme, on its dark and its light shades
_PALE, _MIDDLE, _TINT, _STRONG = 0.2, 0.5, 0.14, 0.35  # how much of a colour is in its shades
_STEP = 0.02


@dataclass(frozen=True, slots=True)
class Shades:
    """What the accent becomes on one ground: for text, softly behind text, and four from faint to strong for maps."""

    accent: Rgb
    soft: Rgb
    on_soft: Rgb
    steps: tuple[Rgb, Rgb, Rgb, Rgb]


def _behind(colour: Rgb, ground: Rgb, share: float, text: Rgb) -> Rgb:
    """So much of the colour over the ground that the text can still be read on it."""
    while share > 0 and contrast(mixed(colour, ground, share), text) < TEXT:
        share -= _STEP
    return mixed(colour, ground, max(share, 0))


def light_shades(accent: Rgb) -> Shades:
    """On white and on light grey."""
    ground, shown = LIGHT[0], readable(accent, LIGHT)
    soft = mixed(accent, ground, _TINT)
    faint, middle = (_behind(shown, ground, share, _ON_LIGHT) for share in (_PALE, _MIDDLE))
    return Shades(shown, soft, readable(accent, (soft,)), (faint, middle, shown, mixed(BLACK, shown, _STRONG)))


def dark_shades(accent: Rgb) -> Shades:
    """On the paper and the sheets of the dark theme."""
    ground, shown = DARK[0], readable(accent, DARK)
    on_dark, on_light = _ON_DARK
    soft = _behind(shown, ground, _PALE, on_dark)
    faint, middle = (_behind(shown, ground, share, on_dark) for share in (_PALE, _MIDDLE))
    strong = readable(shown, (on_light,))
    return Shades(shown, soft, readable(shown, (soft,)), (faint, middle, strong, mixed(WHITE, strong, _MIDDLE)))


def on_cover(brand: Brand) -> Rgb | None:
    """The colour of what is written on the cover: white, or else the brand's ink, or else black; None without one."""
    if brand.cover is None or not brand.has_cover:
        return None
    wanted = (WHITE, *([brand.ink] if brand.ink is not None else []), BLACK)
    return next((ink for ink in wanted if contrast(ink, brand.cover) >= TEXT), BLACK)
