"""The week as a map: seven days by twenty-four hours, each cell with its number of posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.i18n import weekday
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._charts import box, chart, label

if TYPE_CHECKING:
    from presence_audit.model.shown import Week7
    from presence_audit.reports._html_element import Markup

_LEFT, _TOP, _ROW = 7.0, 20.0, 28.0
_SHADES = 4
_EVERY = 3  # hours between two labels


def shade(count: int, most: int) -> int:
    """Which of the four shades a number has; the least is for one post, so that nothing looks like none."""
    return min(_SHADES, -(-count * _SHADES // most)) if most else 0


def _size(most: int) -> str:
    """How wide the map has to be so that its numbers have room."""
    return "least-640" if most < 100 else "least-960" if most < 10_000 else "least-1280"


def map_chart(place: str, title: str, description: str, hours: Week7) -> Markup:
    """The map of one week. An hour without a post stays empty."""
    most = max(max(day) for day in hours)
    width = (100 - _LEFT) / 24
    drawn: list[Markup] = [
        label(_LEFT + width * hour, _TOP - 7, f"{hour:02}", anchor="start", kind="label soft")
        for hour in range(0, 24, _EVERY)
    ]
    for row, day in enumerate(hours):
        y = _TOP + row * _ROW
        drawn.append(label(_LEFT - 1, y + 18, weekday(row), anchor="end", kind="label soft"))
        for hour, count in enumerate(day):
            x, tone = _LEFT + width * hour, shade(count, most)
            drawn.append(box(x, y, width, _ROW, kind=f"cell s{tone}"))
            if count:
                drawn.append(label(x + width / 2, y + 18, numbers.whole(count), kind=f"label t{tone}"))
    return chart(place, title, description, _TOP + 7 * _ROW + 4, *drawn, kind=_size(most))
