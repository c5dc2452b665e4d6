"""The dress of a client's reports. It holds the bytes of its files, read once, so that no path leads to another's."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from presence_audit.model.colour import Rgb

PictureKind = Literal["svg", "png", "jpeg"]
FontKind = Literal["ttf", "otf", "woff2"]


@dataclass(frozen=True, slots=True)
class Picture:
    """A logo that was found harmless; `width` and `height` are in pixels, for their ratio alone."""

    kind: PictureKind
    width: float
    height: float
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class FontFile:
    """One face of a font."""

    kind: FontKind
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Font:
    """A font by its family name, of ASCII letters, digits, spaces and hyphens; its files go into pages alone."""

    family: str
    regular: FontFile | None = None
    bold: FontFile | None = None


@dataclass(frozen=True, slots=True)
class Brand:
    """What a client's reports wear. What is None or empty stays as the reports have it.

    Attributes:
        logo: the picture on the cover, made to stand on white.
        logo_on_slides: the same as PNG or JPEG, where the logo is an SVG that not every program shows on slides;
            without it slides show none.
        logo_alt: what it says, for those who do not see it.
        accent: the colour of headings, bars and links, as it was asked for: text is in a shade that can be read.
        ink: the colour of text on a light ground.
        cover: what lies behind the words of the cover.
        font: the font of all text.
        prepared_by: who made the report.
        confidentiality: the line that stands on every page.
        has_cover: whether the cover is a page of its own.
    """

    logo: Picture | None = None
    logo_on_slides: Picture | None = None
    logo_alt: str = ""
    accent: Rgb | None = None
    ink: Rgb | None = None
    cover: Rgb | None = None
    font: Font | None = None
    prepared_by: str = ""
    confidentiality: str = ""
    has_cover: bool = True

    @property
    def shows_logo_on_slides(self) -> bool:
        """Whether there is a logo that every program shows on slides: programs that know no SVG show an empty box."""
        return self.logo is not None and (self.logo.kind != "svg" or self.logo_on_slides is not None)
