"""A badge: the score on one line, as the JSON of a shields.io endpoint or as an SVG of our own.

The JSON follows https://shields.io/badges/endpoint-badge (schema version 1). The SVG loads nothing; its widths are laid
out for Verdana at 11 px and held by `textLength`, whichever font draws it. The words say all that the colour says, and
white on each of the colours has a contrast of 4.5 to 1 or more (WCAG 2.2, 1.4.3).
"""

from __future__ import annotations

import json
from html import escape
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from presence_audit.errors import UsageError
from presence_audit.i18n import gettext as _
from presence_audit.i18n import language
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._edition import PLAIN, Edition
from presence_audit.reports._text import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presence_audit.model.report import Report
    from presence_audit.scoring import Judged

SUFFIXES: Final = (".json", ".svg")
GREY: Final = "#57606a"
RED: Final = "#b42318"
LABEL: Final = "#3b424a"
BY_GRADE: Final = {"A": "#1a7f37", "B": "#1a7f37", "C": "#8a5a00", "D": "#a8450a", "E": RED, "F": RED}
"""The colour of each grade; what is not known is grey."""

_HEIGHT, _SIDE = 20, 6
_BASELINE = 14
# Advance widths of Verdana in thousandths of its size; a letter that is not listed is as wide as "n".
_EM = {
    **dict.fromkeys("ijl.,:'|!", 300),
    **dict.fromkeys("frt ()-/·", 410),
    **dict.fromkeys("ckszvxyeaå", 590),
    **dict.fromkeys("mwMWæÆ%", 960),
    **dict.fromkeys("ABCDEFGHKLNOPQRSTUVXYZØÅ", 710),
}
_WIDE, _SIZE = 636, 11


def _width(text: str) -> int:
    return -(-sum(_EM.get(char, _WIDE) for char in text) * _SIZE // 1000)


def _label() -> str:
    # Translators: what a badge says before the score: "presence | 64.6 · C". As short as can be.
    return _("presence")


def _verdicts(judged: Sequence[Judged]) -> set[str]:
    """Those of the gates that count; a gate that only warns changes no badge."""
    return {one.verdict for one in judged if one.level == "error"}


def _message(report: Report, judged: Sequence[Judged]) -> str:
    score, verdicts = report.score, _verdicts(judged)
    parts = [_("unknown") if score.value is None else numbers.score(score.value)]
    if score.value is not None and score.grade in BY_GRADE:
        parts.append(score.grade)
    if score.value is not None and score.provisional:
        parts.append(_("provisional"))
    if "failed" in verdicts:
        parts.append(_("gate failed"))
    elif "undecided" in verdicts:
        parts.append(_("gate undecided"))
    return shown(" · ".join(parts))


def _colour(report: Report, judged: Sequence[Judged]) -> str:
    verdicts = _verdicts(judged)
    if report.score.value is not None and "failed" in verdicts:
        return RED
    if report.score.value is None or "undecided" in verdicts:
        return GREY
    return BY_GRADE.get(report.score.grade or "", GREY)


def _as_json(label: str, message: str, colour: str) -> str:
    badge = {"schemaVersion": 1, "label": label, "message": message, "color": colour}
    return json.dumps(badge, ensure_ascii=False, indent=2)


def _as_svg(label: str, message: str, colour: str) -> str:
    widths = [_width(text) for text in (label, message)]
    left, right = (width + 2 * _SIDE for width in widths)
    told = escape(f"{label}: {message}")
    drawn = (
        f'<text x="{x}" y="{_BASELINE}" textLength="{width}" lengthAdjust="spacingAndGlyphs">{escape(text)}</text>'
        for x, width, text in zip((_SIDE, left + _SIDE), widths, (label, message), strict=True)
    )
    size = f'width="{left + right}" height="{_HEIGHT}"'
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{told}" xml:lang="{language()}">',
            f"<title>{told}</title>",
            f'<clipPath id="r"><rect {size} rx="3"/></clipPath>',
            '<g clip-path="url(#r)">',
            f'<rect width="{left}" height="{_HEIGHT}" fill="{LABEL}"/>',
            f'<rect x="{left}" width="{right}" height="{_HEIGHT}" fill="{colour}"/>',
            "</g>",
            f'<g fill="#ffffff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="{_SIZE}" aria-hidden="true">',
            *drawn,
            "</g>",
            "</svg>",
        )
    )


def demand(path: str) -> None:
    """Make sure that there is a badge with the suffix of this file. Raises UsageError."""
    if PurePath(path).suffix.lower() not in SUFFIXES:
        raise UsageError(f"--badge {path}: a badge is a .json (for shields.io) or an .svg file.")


def render(report: Report, path: str, edition: Edition = PLAIN, judged: Sequence[Judged] = ()) -> bytes:
    """The badge for a file of that name, `.json` or `.svg`. A score that is not known is said to be so, and is grey.

    Args:
        report: what it is of.
        path: the file, by whose suffix the kind is told.
        edition: its language.
        judged: gates; one that failed or is undecided is said.

    Raises:
        UsageError: there is no badge with this suffix.
    """
    demand(path)
    with edition.of(report) as told:
        write = _as_json if PurePath(path).suffix.lower() == ".json" else _as_svg
        return f"{write(_label(), _message(told, judged), _colour(told, judged))}\n".encode()
