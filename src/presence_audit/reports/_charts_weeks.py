"""Posts per week as bars: what is not known is hatched, and the weeks of general holiday are marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.i18n import pgettext
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._charts import box, chart, hatch, label, level
from presence_audit.reports._html_element import el

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presence_audit.reports._beside_rows import WeekRow
    from presence_audit.reports._html_element import Markup

_LEFT, _TOP, _PLOT, _BELOW = 5.0, 20.0, 110.0, 40.0
_EVERY = 4  # weeks between two dates
_LABELLED = 60  # weeks; of more, the bars are too narrow for their numbers
_LAST = 88.0  # from here on, a date that begins here does not fit


def holiday() -> str:
    """The letter that stands under a week of general holiday."""
    # Translators: one letter, the first one of the word for holiday.
    return pgettext("sign of a week", "H")


def _size(weeks: int) -> str:
    return f"least-{next((size for size in (480, 640, 960, 1280) if weeks * 22 <= size), 1920)}"


def _steps(most: int) -> list[int]:
    """The numbers on the scale: nothing, all, and the half where it is a whole number."""
    return sorted({0, most // 2, most} if most > 1 and most % 2 == 0 else {0, most})


def weeks_chart(
    place: str, title: str, description: str, weeks: Sequence[tuple[WeekRow, int | None, str]], most: int
) -> Markup:
    """The bars of one voice. Each week comes with its number, None where it is not known, and that as a cell."""
    sign = holiday()
    room, floor = (100 - _LEFT) / max(len(weeks), 1), _TOP + _PLOT
    drawn: list[Markup] = [el("defs", hatch(f"{place}-hatch"))]
    for step in _steps(most):
        y = floor - _PLOT * step / max(most, 1)
        drawn += [
            level(y, _LEFT, "grid"),
            label(_LEFT - 0.8, y + 4, numbers.whole(step), anchor="end", kind="label soft"),
        ]
    for at, (week, count, cell) in enumerate(weeks):
        x = _LEFT + room * at
        middle = x + room / 2
        if week.is_holiday:
            drawn.append(box(x, _TOP, room, _PLOT, kind="holiday"))
            drawn.append(label(middle, floor + 15, sign, kind="label strong"))
        if count is None:
            drawn.append(box(x + room * 0.12, _TOP, room * 0.76, _PLOT, kind="open", fill=f"{place}-hatch"))
            drawn.append(label(middle, _TOP - 5, cell, kind="label"))
        elif count:
            height = max(_PLOT * count / max(most, 1), 2.0)
            drawn.append(box(x + room * 0.12, floor - height, room * 0.76, height, kind="week"))
        if count is not None and len(weeks) <= _LABELLED:
            height = _PLOT * count / max(most, 1)
            drawn.append(label(middle, floor - height - 5, cell, kind="label"))
        if at % _EVERY == 0 and (x <= _LAST or not at):
            drawn.append(label(x, floor + 33, week.first, anchor="start", kind="label soft"))
    return chart(place, title, description, floor + _BELOW, *drawn, kind=_size(len(weeks)))
