"""The score from audit to audit: a line over its likely range, broken where it is not known.

The range of each audit reaches half-way to its neighbours, since nothing is known in between. Where channels could no
longer be read an upright line stands with their number: what the score does there may be no more than that.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from presence_audit.i18n import gettext as _
from presence_audit.i18n import mark
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._charts import box, chart, hatch, key, label, level, percent, pixels, rule
from presence_audit.reports._html_element import el

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from presence_audit.reports._audit_rows import AuditRow
    from presence_audit.reports._html_element import Markup

_LEFT, _RIGHT = 7.0, 97.0  # per cent of the width between which the audits lie
_TOP, _PLOT, _BELOW, _KEY = 22.0, 190.0, 26.0, 22.0  # pixels
_APART = 17.0  # per cent between two dates below the chart
_DOTS = 60  # audits; of more the line alone is drawn
_SAY: Final = {
    "likely": mark("the likely range"),
    "line": mark("the score; where it is unknown the line is broken"),
    "open": mark("the likely range where the score is unknown"),
    "lost": mark("so many channels could no longer be read from here on"),
}


def _places(rows: Sequence[AuditRow]) -> list[float]:
    """Where each audit stands along the width, by its moment."""
    first, last = rows[0].as_of, rows[-1].as_of
    whole = (last - first).total_seconds()
    if whole <= 0:
        return [_LEFT + (_RIGHT - _LEFT) * at / max(len(rows) - 1, 1) for at in range(len(rows))]
    return [_LEFT + (_RIGHT - _LEFT) * (row.as_of - first).total_seconds() / whole for row in rows]


def _height(points: float) -> float:
    return _TOP + _PLOT * (1 - points / 100)


def _band(place: str, rows: Sequence[AuditRow], places: Sequence[float]) -> Iterator[Markup]:
    edges = [places[0], *((one + other) / 2 for one, other in pairwise(places)), places[-1]]
    for at, row in enumerate(rows):
        low, high = row.ends
        left, right = edges[at], edges[at + 1]
        fill = None if row.total is not None else f"{place}-hatch"
        height = max(_height(low) - _height(high), 1.0)
        yield box(
            left, _height(high), max(right - left, 0.3), height, kind="band" if fill is None else "open", fill=fill
        )


def _segments(rows: Sequence[AuditRow], places: Sequence[float]) -> Iterator[Markup]:
    for (one, x1), (other, x2) in pairwise(zip(rows, places, strict=True)):
        if one.total is not None and other.total is not None:
            yield el(
                "line",
                x1=percent(x1),
                x2=percent(x2),
                y1=pixels(_height(one.total)),
                y2=pixels(_height(other.total)),
                class_="course",
            )


def _dots(rows: Sequence[AuditRow], places: Sequence[float]) -> Iterator[Markup]:
    """A dot for each audit, and for one between two gaps in any case, where no line would show it."""
    known = [False, *(row.total is not None for row in rows), False]
    for at, (row, x) in enumerate(zip(rows, places, strict=True), 1):
        if row.total is None or (len(rows) > _DOTS and (known[at - 1] or known[at + 1])):
            continue
        named = el("title", f"{row.day}: {row.score} ({row.likely})")
        yield el("circle", named, cx=percent(x), cy=pixels(_height(row.total)), r="3.5", class_="own")


def _lost(rows: Sequence[AuditRow], places: Sequence[float]) -> Iterator[Markup]:
    for row, x in zip(rows, places, strict=True):
        if row.lost:
            yield rule(x, _TOP - 4, _TOP + _PLOT, "lost")
            yield label(x, _TOP - 9, numbers.whole(len(row.lost)), kind="label lost-n")


def _dates(rows: Sequence[AuditRow], places: Sequence[float]) -> Iterator[Markup]:
    """The dates that have room, the first and the last in any case."""
    last = len(rows) - 1
    yield label(places[0], _TOP + _PLOT + 17, rows[0].day, anchor="start", kind="label soft")
    yield label(places[last], _TOP + _PLOT + 17, rows[last].day, anchor="end", kind="label soft")
    taken = places[0] + _APART / 2
    for row, x in list(zip(rows, places, strict=True))[1:last]:
        if x - taken >= _APART and places[last] - x >= 1.5 * _APART:
            yield label(x, _TOP + _PLOT + 17, row.day, kind="label soft")
            taken = x


def course_chart(place: str, title: str, description: str, rows: Sequence[AuditRow]) -> Markup:
    """The chart of two audits or more, oldest first, on the whole scale of 0 to 100."""
    places = _places(rows)
    drawn: list[Markup] = [el("defs", hatch(f"{place}-hatch"))]
    drawn += _band(place, rows, places)
    for points in (0, 25, 50, 75, 100):
        drawn += [
            level(_height(points), _LEFT, "grid"),
            label(_LEFT - 1, _height(points) + 4, f"{points}", anchor="end", kind="label soft"),
        ]
    drawn += [*_lost(rows, places), *_segments(rows, places), *_dots(rows, places), *_dates(rows, places)]
    foot = _TOP + _PLOT + _BELOW + 6
    drawn += [
        el("line", x1=1, x2=19, y1=pixels(foot + 7), y2=pixels(foot + 7), class_="course"),
        el("text", _(_SAY["line"]), x=27, y=pixels(foot + 11), class_="label"),
        *key(foot + _KEY, "band", _(_SAY["likely"])),
    ]
    if any(row.total is None for row in rows):
        foot += _KEY
        drawn += key(foot + _KEY, "open", _(_SAY["open"]), fill=f"{place}-hatch")
    if any(row.lost for row in rows):
        foot += _KEY
        drawn += [
            el("line", x1=10, x2=10, y1=pixels(foot + _KEY), y2=pixels(foot + _KEY + 14), class_="lost"),
            el("text", _(_SAY["lost"]), x=27, y=pixels(foot + _KEY + 11), class_="label"),
        ]
    return chart(place, title, description, foot + 2 * _KEY + 2, *drawn, kind="least-480")


def small_line(title: str, values: Sequence[float | None], span: tuple[float, float]) -> Markup:
    """A line without a scale beside its numbers, which say all that it says; so a page does not read it out.

    The title is what it is called where it is a picture among others, as in a PDF.
    """
    low, high = span
    step = 100 / max(len(values) - 1, 1)

    def y(value: float) -> str:
        return pixels(20 - 16 * (value - low) / (high - low) if high > low else 12)

    drawn = []
    for at, (one, other) in enumerate(pairwise(values)):
        if one is not None and other is not None:
            x1, x2 = percent(at * step), percent((at + 1) * step)
            drawn.append(el("line", x1=x1, x2=x2, y1=y(one), y2=y(other), class_="course"))
    known = [False, *(value is not None for value in values), False]
    for at, value in enumerate(values, 1):
        if value is not None and not known[at - 1] and not known[at + 1]:
            drawn.append(el("circle", cx=percent((at - 1) * step), cy=y(value), r=2, class_="own"))
    named = el("title", title)
    return el("svg", named, *drawn, class_="spark", width="100%", height=24, aria_hidden="true", focusable="false")
