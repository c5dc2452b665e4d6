"""The brand of a profiles file: its colours, its font, and the files that it names, each looked at before it is used.

What is kept are the bytes of these files: no path leads from one client's report to another's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from presence_audit.errors import Problem
from presence_audit.model.brand import Brand, Font
from presence_audit.model.colour import colour_of
from presence_audit.profiles._beside import UnusableError, bytes_of, place_of
from presence_audit.profiles._font import font_of
from presence_audit.profiles._picture import picture_of
from presence_audit.profiles._shown import shorten

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from presence_audit.model.brand import Picture
    from presence_audit.profiles._document import Node
    from presence_audit.profiles._keys import BrandKeys, FontKeys

_COLOURS = ("accent", "ink", "cover")
_COMMENT = "nothing stands here: put the colour in quotes, as in '#0b5d4e', because a # begins a comment"


def _as_pixels(body: bytes) -> Picture:
    picture = picture_of(body)
    if picture.kind == "svg":
        raise UnusableError("is an SVG, which `logo` may be; export it as PNG or JPEG for the slides")
    return picture


_FILES: dict[tuple[str, ...], Callable[[bytes], Any]] = {
    ("logo",): picture_of,
    ("logo_on_slides",): _as_pixels,
    ("font", "regular"): font_of,
    ("font", "bold"): font_of,
}


def _commented_out(root: Node) -> list[Problem]:
    """Colours without quotes, which YAML takes for comments."""
    problems = []
    for name in _COLOURS:
        node = root.get("brand", "colours", name)
        if node is not None and node.value is None:
            problems.append(Problem(*root.position(("brand", "colours", name)), _COMMENT))
    return problems


def files_of(root: Node, folder: Path) -> tuple[dict[tuple[str, ...], Any], list[Problem]]:
    """The pictures and fonts of the brand, read once, by the keys that name them; and what is wrong with the others.

    Args:
        root: the file.
        folder: where it lies; nothing outside of it is read.
    """
    found: dict[tuple[str, ...], Any] = {}
    problems = _commented_out(root)
    for spot, read in _FILES.items():
        node = root.get("brand", *spot)
        text = node.value.strip() if node is not None and isinstance(node.value, str) else ""
        if not text:
            continue
        try:
            found[spot] = read(bytes_of(folder, text))
        except UnusableError as error:
            message = f"`{spot[-1]}: {shorten(text)}` {error}"
            problems.append(Problem(*root.position(("brand", *spot)), message))
    bold, regular = (root.get("brand", "font", name) for name in ("bold", "regular"))
    if bold is not None and bold.value is not None and (regular is None or regular.value is None):
        message = "`bold` has no `regular` beside it, so that all text would be bold; name the file of that face, too"
        problems.append(Problem(*root.position(("brand", "font", "bold"), of_key=True), message))
    return found, problems


def paths_of(keys: BrandKeys | None, folder: Path) -> tuple[str, ...]:
    """Where the files of the brand lie."""
    if keys is None:
        return ()
    font = keys.font
    named = (keys.logo, keys.logo_on_slides, font.regular if font else None, font.bold if font else None)
    return tuple(str(place_of(folder, text)) for text in named if text)


def _font(keys: FontKeys | None, files: dict[tuple[str, ...], Any]) -> Font | None:
    if keys is None:
        return None
    return Font(keys.family, files.get(("font", "regular")), files.get(("font", "bold")))


def brand_of(keys: BrandKeys | None, files: dict[tuple[str, ...], Any], company: str) -> Brand | None:
    """The brand of a file without problems; None where it has none."""
    if keys is None:
        return None
    accent, ink, cover = (
        colour_of(text) if (text := getattr(keys.colours, name)) is not None else None for name in _COLOURS
    )
    return Brand(
        logo=files.get(("logo",)),
        logo_on_slides=files.get(("logo_on_slides",)),
        logo_alt=keys.logo_alt or company,
        accent=accent,
        ink=ink,
        cover=cover,
        font=_font(keys.font, files),
        prepared_by=keys.prepared_by or "",
        confidentiality=keys.confidentiality or "",
        has_cover=keys.cover,
    )
