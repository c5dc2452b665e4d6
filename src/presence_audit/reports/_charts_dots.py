"""A dot plot: the company among comparable ones, one line for each score, with their median and their middle half."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presence_audit.i18n import gettext as _
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._charts import box, chart, key, label, level, percent, pixels, rule
from presence_audit.reports._html_element import el
from presence_audit.reports._text import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from presence_audit.reports._html_element import Markup
    from presence_audit.reports._peer_rows import PeerRow

# Heights in pixels. The name of a score stands above its line, so that it has room on a phone.
_LINE: Final = 62
_NAME, _AXIS, _TOP = 14, 46, 6
_DOT, _OWN, _HALF, _MIDDLE = 5, 7, 9, 12
_FOOT, _KEY_LINE = 22, 22
_INSET: Final = 2.5  # per cent left and right, so that no dot is cut
_EMPTY, _FULL = 6, 94  # points from which on a label is set to the other side


def _at(points: float) -> float:
    return _INSET + points * (100 - 2 * _INSET) / 100


def _side(points: float) -> str:
    return "start" if points < _EMPTY else "end" if points > _FULL else "middle"


def _line(row: PeerRow, top: float) -> Iterator[Markup]:
    axis = top + _AXIS
    yield label(0, top + _NAME, row.name, anchor="start", kind="label strong")
    yield level(axis, 0, "grid")
    if row.half:
        low, high = map(_at, row.half)
        yield box(low, axis - _HALF, high - low, 2 * _HALF, kind="half")
    if row.middle is not None:
        yield rule(_at(row.middle), axis - _MIDDLE, axis + _MIDDLE, "middle")
    for whose, points in row.others:
        named = el("title", f"{shown(whose, 60)}: {numbers.score(points)}")
        yield el("circle", named, cx=percent(_at(points)), cy=pixels(axis), r=_DOT, class_="peer")
    if row.own is None:
        yield label(100, top + _NAME, _("unknown"), anchor="end", kind="label soft")
        return
    yield el("circle", cx=percent(_at(row.own)), cy=pixels(axis), r=_OWN, class_="own")
    yield label(_at(row.own), axis - _MIDDLE - 3, row.own_cell, anchor=_side(row.own), kind="label strong")


def _sign(kind: str, top: float) -> Markup:
    """What stands beside a word of the key: a dot, or the line of the median."""
    if kind == "middle":
        return el("line", x1=10, x2=10, y1=pixels(top), y2=pixels(top + 14), class_=kind)
    return el("circle", cx=10, cy=pixels(top + 7), r=_OWN if kind == "own" else _DOT, class_=kind)


def dot_chart(place: str, title: str, described: str, company: str, rows: Sequence[PeerRow]) -> Markup:
    """The dots on a scale of 0 to 100; what is unknown has no dot and says so. The table behind it has the numbers."""
    foot = _TOP + len(rows) * _LINE
    drawn = [part for at, row in enumerate(rows) for part in _line(row, _TOP + at * _LINE)]
    drawn += [
        label(_at(points), foot + 12, f"{points}", anchor=_side(points), kind="label soft")
        for points in (0, 25, 50, 75, 100)
    ]
    at = foot + _FOOT + 6
    signs = [("own", shown(company, 60))]
    signs += [("peer", _("each of the others"))] if any(row.others for row in rows) else []
    signs += [("middle", _("their median"))]
    for place_, (kind, text) in enumerate(signs):
        top = at + place_ * _KEY_LINE
        drawn += [_sign(kind, top), el("text", text, x=27, y=pixels(top + 11), class_="label")]
    lines = len(signs)
    if any(row.half for row in rows):
        drawn += key(at + lines * _KEY_LINE, "half", _("their middle half (interquartile range)"))
        lines += 1
    return chart(place, title, described, at + lines * _KEY_LINE + 4, *drawn)
