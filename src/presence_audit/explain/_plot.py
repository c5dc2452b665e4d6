"""The curve of a metric as a small SVG: two axes, one line, two anchors. The same anchors give the same bytes."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from presence_audit.explain._metrics import picture_of
from presence_audit.explain._yardstick import told, unit_of, yardstick_of
from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from presence_audit.explain._yardstick import Yardstick

_WIDTH, _HEIGHT = 480, 260
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 16, 16, 44
_STEPS = 96
_APART = 48  # two labels that are nearer to each other would overlap
_GRID = (0, 50, 90, 100)
_STYLE = (
    "text{font:12px sans-serif;fill:#333}.axis{stroke:#333;fill:none}.grid{stroke:#ccc}"
    ".curve{stroke:#0b5cad;stroke-width:2;fill:none}.anchor{fill:#b3261e}"
)


class _Frame:
    """Where a value and its points lie on the paper."""

    def __init__(self, low: float, high: float) -> None:
        self.low, self.high = low, high

    def x(self, value: float) -> str:
        share = (value - self.low) / (self.high - self.low)
        return f"{_LEFT + share * (_WIDTH - _LEFT - _RIGHT):.1f}"

    def y(self, points: float) -> str:
        return f"{_HEIGHT - _BOTTOM - points / 100 * (_HEIGHT - _TOP - _BOTTOM):.1f}"


def _line(yardstick: Yardstick, frame: _Frame) -> str:
    values = [frame.low + (frame.high - frame.low) * step / _STEPS for step in range(_STEPS + 1)]
    corners = [value for value in yardstick.values if frame.low <= value <= frame.high]
    drawn = ((value, yardstick.points(value)) for value in sorted({*values, *corners}))
    return " ".join(f"{frame.x(value)},{frame.y(points)}" for value, points in drawn if points is not None)


def _text(x: str, y: str, words: str, anchor: str) -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}">{escape(words)}</text>'


def _svg(metric: str, yardstick: Yardstick) -> str:
    values = yardstick.values
    frame = _Frame(min(0.0, values[0]), values[-1])
    bottom, right = frame.y(0), f"{_WIDTH - _RIGHT}"
    marks = [(v, p) for v, p in ((yardstick.typical, 50), (yardstick.leading, 90)) if v is not None]
    told_marks = "".join(f"{told(metric, value)} is worth {points}. " for value, points in marks)
    ends = " and ".join(f"{told(metric, v)} worth {yardstick.points(v) or 0:.0f}" for v in (values[0], values[-1]))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-labelledby="t d">',
        f'<title id="t">{escape(f"Points by value: {metric}")}</title>',
        f'<desc id="d">{escape(f"{told_marks}At the ends: {ends}.")}</desc>',
        f"<style>{_STYLE}</style>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',  # a dark page would hide the words
    ]
    for points in _GRID:
        height = frame.y(points)
        parts.append(f'<line class="grid" x1="{_LEFT}" y1="{height}" x2="{right}" y2="{height}"/>')
        parts.append(_text(f"{_LEFT - 6}", f"{float(height) + 4:.1f}", str(points), "end"))
    parts.append(f'<polyline class="axis" points="{_LEFT},{_TOP} {_LEFT},{bottom} {right},{bottom}"/>')
    parts.append(f'<polyline class="curve" points="{_line(yardstick, frame)}"/>')
    below = f"{float(bottom) + 16:.1f}"
    for value, anchor in ((frame.low, "start"), (frame.high, "end")):
        near = min((abs(float(frame.x(mark)) - float(frame.x(value))) for mark, _ in marks), default=_APART)
        parts += [_text(frame.x(value), below, told(metric, value), anchor)] if near >= _APART else []
    for value, points in marks:
        parts.append(f'<circle class="anchor" cx="{frame.x(value)}" cy="{frame.y(points)}" r="4"/>')
        parts.append(_text(frame.x(value), below, told(metric, value), "middle"))
    parts.append(_text(f"{(_LEFT + _WIDTH - _RIGHT) / 2:.1f}", f"{_HEIGHT - 8}", unit_of(metric), "middle"))
    return "\n".join([*parts, "</svg>"]) + "\n"


def pictures() -> dict[str, str]:
    """The plot of every metric whose curve needs nothing but the value, by the name of its file."""
    found = {metric: yardstick_of(metric) for metric in anchors().metrics}
    return {
        picture_of(metric): _svg(metric, yardstick)
        for metric, yardstick in found.items()
        if yardstick.points(yardstick.values[0]) is not None
    }
