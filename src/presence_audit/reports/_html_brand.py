"""A page in the dress of a client: a second style sheet, the logo as data, and the lines on the cover and at the foot.

No text of the profiles file goes into the style as it is: colours are written from their three numbers, the family name
is of letters, digits, spaces and hyphens, and the line on each printed page is written in escapes alone. The logo is an
image, in which nothing runs and which loads nothing.
"""

from __future__ import annotations

import base64
import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from presence_audit.model.colour import LIGHT, hex_of, readable
from presence_audit.reports._brand_lines import confidentiality, prepared_by
from presence_audit.reports._brand_shades import dark_shades, light_shades, on_cover
from presence_audit.reports._html_element import Markup, el
from presence_audit.reports._text import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.model.brand import Brand, Font, FontFile, Picture
    from presence_audit.model.colour import Rgb
    from presence_audit.reports._brand_shades import Shades

_TYPES = {"svg": "image/svg+xml", "png": "image/png", "jpeg": "image/jpeg"}
_FORMATS = {"ttf": "truetype", "otf": "opentype", "woff2": "woff2"}
_FAMILY = re.compile(r"[A-Za-z0-9][A-Za-z0-9 -]{0,47}")
_OTHERWISE = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif'
_HIGH, _WIDE = 64.0, 280.0  # the most that the logo takes, in CSS pixels
_FULL = """\
.cover { background: var(--cover); color: var(--on-cover); padding-bottom: 2.5rem; }
.cover .eyebrow, .cover .soft, .cover h1 { color: var(--on-cover); }
@media screen {
  .cover { box-shadow: 0 0 0 100vmax var(--cover); clip-path: inset(0 -100vmax); }
}
"""
_PLATE = ".cover .logo { background: #ffffff; padding: 0.75rem 1rem; border-radius: 0.4rem; }\n"
_PLATE_IN_THE_DARK = (
    "@media screen and (prefers-color-scheme: dark) {\n"
    "  .cover .logo { background: #ffffff; padding: 0.75rem 1rem; border-radius: 0.4rem; }\n}\n"
)
_LOGO = ".cover .logo { display: block; box-sizing: content-box; max-width: calc(100% - 2rem); margin: 0 0 2rem; }\n"
_LINES = ".cover .by { margin: 0.4rem 0 0; }\n.cover .confidential, footer .confidential { font-weight: 600; }\n"
_COVER_PAGE = """\
@media print {
  .cover { min-height: 250mm; break-after: page; padding-top: 85mm; }
}
"""
_COLOURED_PAGE = """\
@media print {
  .cover { min-height: 296mm; min-height: 100vh; padding: 100mm 24mm 20mm; padding-inline: 24mm; }
}
"""


@dataclass(frozen=True, slots=True)
class Dress:
    """What a brand adds to a page; without a brand, nothing.

    `style` is the second style sheet, `allows` what the policy must allow for it, `top` and `bottom` stand on the cover
    before and after its words, `foot` at the end of the page.
    """

    style: str = ""
    allows: str = ""
    top: Markup | None = None
    bottom: Markup | None = None
    foot: Markup | None = None


PLAIN: Final = Dress()


def _data(kind: str, body: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(body).decode()}"


def variables(shades: Shades) -> dict[str, str]:
    """The shades by the names that the style sheets have for them."""
    names = {"accent": shades.accent, "accent-soft": shades.soft, "accent-ink": shades.on_soft}
    names |= {f"h{number}": shade for number, shade in enumerate(shades.steps, 1)}
    return {name: hex_of(colour) for name, colour in names.items()}


def _declared(shades: Shades) -> str:
    return " ".join(f"--{name}: {colour};" for name, colour in variables(shades).items())


def _colours(brand: Brand, on: Rgb | None) -> Iterator[str]:
    # What must hold on paper stands in rules that a maker of PDF understands, too: it knows media, not their features.
    if brand.accent is not None:
        dark = _declared(dark_shades(brand.accent))
        yield f":root {{ {_declared(light_shades(brand.accent))} }}\n"
        yield f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"
    if brand.ink is not None:
        # The dark theme keeps its own ink: a dark one, lightened until it can be read, is worse than white.
        ink = f":root {{ --ink: {hex_of(readable(brand.ink, LIGHT))}; }}"
        yield f"@media screen and (prefers-color-scheme: light) {{ {ink} }}\n@media print {{ {ink} }}\n"
    if on is not None and brand.cover is not None:
        yield f":root {{ --cover: {hex_of(brand.cover)}; --on-cover: {hex_of(on)}; }}\n{_FULL}"


def _font_data(file: FontFile) -> str:
    return _data(f"font/{file.kind}", file.body)


def _logo_data(picture: Picture) -> str:
    return _data(_TYPES[picture.kind], picture.body)


def addresses_of(brand: Brand) -> Iterator[str]:
    """What a page in this dress loads: the data in it, each as the address that stands there."""
    if brand.logo is not None:
        yield _logo_data(brand.logo)
    for file in (brand.font.regular, brand.font.bold) if brand.font is not None else ():
        if file is not None:
            yield _font_data(file)


def _face(family: str, file: FontFile, weight: int) -> str:
    source = f'url("{_font_data(file)}") format("{_FORMATS[file.kind]}")'
    return (
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-display: block; '
        f"src: {source}; }}\n"
    )  # fmt: skip


def faces(font: Font) -> Iterator[str]:
    """The rules that load the faces of a font.

    Raises:
        ValueError: the family is none that the reader of profiles files lets through.
    """
    if not _FAMILY.fullmatch(font.family):
        raise ValueError("a font family is of letters, digits, spaces and hyphens")
    for file, weight in ((font.regular, 400), (font.bold, 700)):
        if file is not None:
            yield _face(font.family, file, weight)


def _font(font: Font) -> Iterator[str]:
    yield from faces(font)
    yield f'body {{ font-family: "{font.family}", {_OTHERWISE}; }}\n'


def _on_each_page(line: str) -> str:
    """The line at the foot of every printed page (CSS Paged Media 3), each character of it as its number."""
    escaped = "".join(f"\\{ord(character):06x}" for character in line)
    return f'@page {{ @bottom-left {{ content: "{escaped}"; font: 8pt sans-serif; color: #3f4b57; }} }}\n'


def _logo(picture: Picture, words: str) -> Markup:
    share = min(_HIGH / picture.height, _WIDE / picture.width)
    width, height = (max(round(side * share), 1) for side in (picture.width, picture.height))
    alt = html.escape(shown(words, 120), quote=True)
    source = _logo_data(picture)
    return Markup(f'<img class="logo" width="{width}" height="{height}" alt="{alt}" src="{source}">')


def _style(brand: Brand) -> str:
    on, line = on_cover(brand), confidentiality(brand)
    parts = [*(_font(brand.font) if brand.font is not None else ()), *_colours(brand, on)]
    if brand.logo is not None:
        parts += [_LOGO, _PLATE_IN_THE_DARK if on is None else _PLATE]
    parts += [_LINES] if line or brand.prepared_by else []
    parts += [_COVER_PAGE] if brand.has_cover else []
    if on is not None and brand.cover is not None:
        # Coloured to its edges, where there is no margin for a line; the cover says it itself.
        page = f"margin: 0; background: {hex_of(brand.cover)}; @bottom-left {{ content: none; }}"
        parts.append(f"@page :first {{ {page} }}\n{_COLOURED_PAGE}")
    parts += [_on_each_page(line)] if line else []
    return "".join(parts)


def dress_of(brand: Brand | None) -> Dress:
    """What the brand adds to a page."""
    if brand is None:
        return PLAIN
    made, line = prepared_by(brand), confidentiality(brand)
    has_font = brand.font is not None and bool(brand.font.regular or brand.font.bold)
    said = (
        el("p", el("bdi", made), class_="by") if made else None,
        el("p", el("bdi", line), class_="confidential") if line else None,
    )
    below = [one for one in said if one is not None]
    return Dress(
        style=_style(brand),
        allows=("; img-src data:" if brand.logo is not None else "") + ("; font-src data:" if has_font else ""),
        top=_logo(brand.logo, brand.logo_alt) if brand.logo is not None else None,
        bottom=Markup("".join(one.text for one in below)) if below else None,
        foot=said[1],
    )
