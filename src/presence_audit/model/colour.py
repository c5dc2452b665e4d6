"""Colours as three numbers, how well two can be told apart, and the nearest shade that can be read.

Contrast is that of the Web Content Accessibility Guidelines 2.2 (W3C, 2023): text needs 4.5 to 1 (success criterion
1.4.3), bars and lines need 3 to 1 (1.4.11).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

Rgb = tuple[int, int, int]
"""Red, green and blue, each 0 to 255."""

TEXT, SHAPE = 4.5, 3.0
BLACK, WHITE = (0, 0, 0), (255, 255, 255)
LIGHT: Final = ((255, 255, 255), (244, 246, 248))
"""What lies behind text in the light theme: the paper and the sheets on it."""
DARK: Final = ((16, 22, 28), (24, 32, 41))
"""What lies behind text in the dark theme: the paper and the sheets on it."""

_HEX = re.compile(r"#?([0-9A-Fa-f]{6})")
_STEPS = 256


def colour_of(text: str) -> Rgb | None:
    """The colour from `#0b5d4e` or `0b5d4e`, None from anything else."""
    found = _HEX.fullmatch(text)
    if found is None:
        return None
    red, green, blue = bytes.fromhex(found[1])
    return red, green, blue


def hex_of(colour: Rgb) -> str:
    """The colour as `#0b5d4e`."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def luminance(colour: Rgb) -> float:
    """The relative luminance of an sRGB colour, 0 for black to 1 for white (WCAG 2.2, "relative luminance")."""

    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = map(linear, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Rgb, other: Rgb) -> float:
    """How well two colours can be told apart: (L1 + 0.05) / (L2 + 0.05), 1 to 21 (WCAG 2.2, "contrast ratio")."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mixed(over: Rgb, under: Rgb, share: float) -> Rgb:
    """So much of the one colour over the other: a share of 1 is the one, of 0 the other."""
    red, green, blue = (round(a * share + b * (1 - share)) for a, b in zip(over, under, strict=True))
    return red, green, blue


def least_contrast(colour: Rgb, grounds: Iterable[Rgb]) -> float:
    """The contrast with the ground from which the colour can least be told."""
    return min(contrast(colour, ground) for ground in grounds)


def readable(colour: Rgb, grounds: tuple[Rgb, ...], least: float = TEXT) -> Rgb:
    """The colour, or its nearest shade towards black or white that has this contrast with every ground.

    Args:
        colour: what is wanted.
        grounds: all light, or all dark; towards which end the shade is sought goes by the first.
        least: the contrast that is needed, at most 4.5 so that black or white always has it.
    """
    end = BLACK if contrast(BLACK, grounds[0]) >= contrast(WHITE, grounds[0]) else WHITE
    shades = (mixed(end, colour, step / _STEPS) for step in range(_STEPS + 1))
    return next((shade for shade in shades if least_contrast(shade, grounds) >= least), end)
