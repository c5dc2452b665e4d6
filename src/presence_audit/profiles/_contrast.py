"""What is said of colours that cannot be read as they are: the ratio, and the shade that text is in instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.model.colour import DARK, LIGHT, TEXT, Rgb, hex_of, least_contrast, readable

if TYPE_CHECKING:
    from presence_audit.model.brand import Brand


def _ratio(number: float) -> str:
    """Rounded down, so that what does not reach 4.5 is not printed as 4.5."""
    return f"{int(number * 10) / 10:.1f}:1"


def _remark(key: str, where: str, colour: Rgb, grounds: tuple[Rgb, ...]) -> str:
    ratio = least_contrast(colour, grounds)
    if ratio >= TEXT:
        return ""
    shade = readable(colour, grounds)
    kind = "darker" if sum(shade) < sum(colour) else "lighter"
    return (
        f"`{key}: {hex_of(colour)}` has a contrast of {_ratio(ratio)} on {where}, and text needs 4.5:1; there it is "
        f"written in the nearest {kind} shade that has it, {hex_of(shade)} ({_ratio(least_contrast(shade, grounds))})"
    )


def contrast_remarks(brand: Brand | None) -> tuple[str, ...]:
    """One sentence for each colour that reports write in another shade, and for each ground."""
    if brand is None:
        return ()
    told = []
    if brand.accent is not None:
        told.append(_remark("accent", "the light theme", brand.accent, LIGHT))
        told.append(_remark("accent", "the dark theme", brand.accent, DARK))
    if brand.ink is not None:
        told.append(_remark("ink", "the light theme", brand.ink, LIGHT))
    return tuple(filter(None, told))
