"""What is said of a brand that a report cannot wear as it was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.profiles._contrast import contrast_remarks

if TYPE_CHECKING:
    from presence_audit.model.brand import Brand

_NO_LOGO = "brand: logo is an SVG: slides show none; name a PNG or JPEG as logo_on_slides"


def brand_remarks(brand: Brand | None) -> tuple[str, ...]:
    """One sentence for each colour that is written in another shade, and one for a logo that slides leave out."""
    if brand is None:
        return ()
    left_out = brand.logo is not None and not brand.shows_logo_on_slides
    return (*contrast_remarks(brand), *((_NO_LOGO,) if left_out else ()))
