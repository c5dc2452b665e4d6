"""A PDF in the dress of a client: the page's own dress (`_html_brand`) as paper has it.

The colours are values that the style sheet and the charts take; the logo and the faces of the font are data in the
page, and what may be fetched is exactly these. Everything is made anew for each PDF, so that nothing of a client is
kept for the next one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from presence_audit.model.colour import LIGHT, hex_of, readable
from presence_audit.reports._brand_lines import confidentiality
from presence_audit.reports._brand_shades import light_shades, on_cover
from presence_audit.reports._html_brand import PLAIN, Dress, addresses_of, dress_of, faces, variables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from presence_audit.model.brand import Brand

_LETTERS: Final = '"Noto Sans", Carlito, "Open Sans", "DejaVu Sans", "Segoe UI", "Helvetica Neue", Arial, sans-serif'


@dataclass(frozen=True, slots=True)
class PaperDress:
    """What a brand adds to a PDF; without a brand, nothing.

    `page` is what stands on the page, `values` are those of the style sheet by their names without the hyphens, `style`
    what the style sheet has no value for, `own` the addresses that may be fetched: those of its own data.
    """

    page: Dress = PLAIN
    values: Mapping[str, str] = field(default_factory=dict)
    style: str = ""
    own: frozenset[str] = frozenset()
    line: str = ""
    has_cover: bool = True

    @property
    def sheet(self) -> str:
        """The second style sheet."""
        told = " ".join(f"--{name}: {value};" for name, value in self.values.items())
        return f"{self.style}:root {{ {told} }}\n" if told else self.style


def _colours(brand: Brand) -> dict[str, str]:
    values: dict[str, str] = {}
    if brand.accent is not None:
        shades = light_shades(brand.accent)
        values |= variables(shades) | {"cover": hex_of(shades.accent), "on-cover": "#ffffff"}
    if brand.ink is not None:
        values["ink"] = hex_of(readable(brand.ink, LIGHT))
    on = on_cover(brand)
    if on is not None and brand.cover is not None:
        values |= {"cover": hex_of(brand.cover), "on-cover": hex_of(on)}
    return values


def paper_dress(brand: Brand | None) -> PaperDress:
    """What the brand adds to a PDF.

    Raises:
        ValueError: the family of the font is none that the reader of profiles files lets through.
    """
    if brand is None:
        return PaperDress()
    values, style = _colours(brand), ""
    if brand.font is not None:
        style = "".join(faces(brand.font))
        letters = values["letters"] = f'"{brand.font.family}", {_LETTERS}'
        style += f"@page {{ font-family: {letters}; }}\n"
    return PaperDress(
        page=dress_of(brand),
        values=values,
        style=style,
        own=frozenset(addresses_of(brand)),
        line=confidentiality(brand),
        has_cover=brand.has_cover,
    )
