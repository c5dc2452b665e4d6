"""A whole and its parts on one bar: each part has a pattern of its own beside its colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.reports._charts import box, chart, dots, hatch, key
from presence_audit.reports._html_element import el

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presence_audit.reports._beside_rows import Group
    from presence_audit.reports._html_element import Markup

_TOP, _BAR, _LINE = 4.0, 34.0, 22.0


def share_chart(place: str, title: str, description: str, groups: Sequence[Group]) -> Markup:
    """The parts side by side, and below each its name and share."""
    fills = {"leaders": f"{place}-hatch", "employees": f"{place}-dots"}
    drawn: list[Markup] = [el("defs", hatch(f"{place}-hatch", "leaders"), dots(f"{place}-dots"))]
    x = 0.0
    for row, group in enumerate(groups):
        y = _TOP + _BAR + 12 + row * _LINE
        drawn.append(box(x, _TOP, 100 * group.share, _BAR, kind=f"part {group.id}", fill=fills.get(group.id)))
        drawn += key(y, f"part {group.id}", f"{group.name}: {group.percent}", fill=fills.get(group.id))
        x += 100 * group.share
    return chart(place, title, description, _TOP + _BAR + 12 + len(groups) * _LINE, *drawn)
