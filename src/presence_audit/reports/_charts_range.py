"""The score on its scale: where it stands, and where else it may lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.i18n import mark
from presence_audit.reports._charts import box, chart, hatch, label, rule
from presence_audit.reports._html_element import el
from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from presence_audit.model.report import Report
    from presence_audit.reports._headline import Headline
    from presence_audit.reports._html_element import Markup

_TOP, _MIDDLE, _BOTTOM, _SCALE, _HEIGHT = 26, 40, 54, 72, 82
_SAY = {
    "title": mark("The score on a scale from 0 to 100"),
    "value": mark("The score is {total}; the likely range is {likely}, the hard bounds are {bounds}."),
    "none": mark("There is no score. The likely range is {likely}, the hard bounds are {bounds}."),
}


def _ticks() -> list[Markup]:
    """The grades below the scale, each in the middle of its band, with a line where it begins."""
    drawn = []
    top = 100.0
    for grade, least in anchors().grades.items():
        drawn.append(label((least + top) / 2, _SCALE, grade, kind="label soft"))
        if least:
            drawn.append(rule(least, _TOP, _BOTTOM + 4, "tick"))
        top = least
    return drawn


def _anchor(value: float) -> str:
    return "start" if value < 6 else "end" if value > 94 else "middle"


def range_chart(place: str, report: Report, head: Headline) -> Markup:
    """The score, its likely range and its hard bounds over the bands of the grades."""
    score = report.score
    told = _(_SAY["none"]) if score.value is None else _(_SAY["value"])
    described = told.format(total=head.total, likely=head.likely, bounds=head.bounds)
    low, high = score.bounds
    widest = report.shown.widest if report.shown and report.shown.widest else score.bounds
    drawn = [
        el("defs", hatch(f"{place}-hatch", "range")),
        box(0, _TOP, 100, _BOTTOM - _TOP, kind="scale"),
        box(widest[0], _MIDDLE - 1, widest[1] - widest[0], 2, kind="widest"),
        box(low, _TOP + 8, high - low, _BOTTOM - _TOP - 16, kind="bounds"),
        box(score.likely[0], _TOP + 4, score.likely[1] - score.likely[0], _BOTTOM - _TOP - 8, kind="likely",
            fill=f"{place}-hatch"),
        *_ticks(),
    ]  # fmt: skip
    if score.value is not None:
        drawn.append(rule(score.value, _TOP - 4, _BOTTOM + 4, "mark"))
        drawn.append(label(score.value, _TOP - 9, head.total, anchor=_anchor(score.value), kind="label strong"))
    return chart(place, _(_SAY["title"]), described, _HEIGHT, *drawn)
