"""What the charts are drawn with: inline SVG without a scale of its own, so that its letters keep their size.

Places along the width are per cent of the frame, heights are pixels. Colours come from the style sheet by class, and
whatever a colour says is also said by a pattern or a label.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.reports._html_element import el

if TYPE_CHECKING:
    from presence_audit.reports._html_element import Markup, Node

_HATCH = 6


def percent(value: float) -> str:
    """A place along the width."""
    return f"{value:.2f}%"


def pixels(value: float) -> str:
    """A place along the height."""
    return f"{value:.1f}"


def hatch(place: str, kind: str = "hatch") -> Markup:
    """A pattern of slanting lines, to be filled with as `url(#place)`."""
    line = el("line", x1=0, y1=0, x2=0, y2=_HATCH, class_=f"{kind}-line")
    ground = el("rect", width=_HATCH, height=_HATCH, class_=f"{kind}-ground")
    return el(
        "pattern",
        ground,
        line,
        id=place,
        width=_HATCH,
        height=_HATCH,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )


def dots(place: str) -> Markup:
    """A pattern of dots."""
    ground = el("rect", width=_HATCH, height=_HATCH, class_="dots-ground")
    dot = el("circle", cx=3, cy=3, r="1.3", class_="dots-dot")
    return el("pattern", ground, dot, id=place, width=_HATCH, height=_HATCH, patternUnits="userSpaceOnUse")


def box(x: float, y: float, width: float, height: float, *, kind: str, fill: str | None = None) -> Markup:
    """A rectangle; `fill` is a pattern."""
    return el(
        "rect",
        x=percent(x),
        y=pixels(y),
        width=percent(width),
        height=pixels(height),
        class_=kind,
        fill=f"url(#{fill})" if fill else None,
    )


def label(x: float, y: float, text: str, *, anchor: str = "middle", kind: str = "label") -> Markup:
    """Words at a place; `anchor` is start, middle or end."""
    return el("text", text, x=percent(x), y=pixels(y), text_anchor=anchor, class_=kind)


def key(y: float, kind: str, text: str, fill: str | None = None) -> tuple[Markup, Markup]:
    """A line of the key: a swatch, and what it stands for."""
    pattern = f"url(#{fill})" if fill else None
    swatch = el("rect", x=1, y=pixels(y), width=18, height=14, class_=kind, fill=pattern)
    return swatch, el("text", text, x=27, y=pixels(y + 11), class_="label")


def rule(x: float, top: float, bottom: float, kind: str) -> Markup:
    """An upright line."""
    return el("line", x1=percent(x), x2=percent(x), y1=pixels(top), y2=pixels(bottom), class_=kind)


def level(y: float, left: float, kind: str) -> Markup:
    """A line from `left` to the right edge."""
    return el("line", x1=percent(left), x2="100%", y1=pixels(y), y2=pixels(y), class_=kind)


def chart(place: str, title: str, description: str, height: float, *drawn: Node, kind: str = "") -> Markup:
    """The chart with its title and description, which is what those hear who do not see it."""
    return el(
        "svg",
        el("title", title, id=f"{place}-t"),
        el("desc", description, id=f"{place}-d"),
        *drawn,
        class_=f"chart {kind}".strip(),
        role="img",
        width="100%",
        height=pixels(height),
        aria_labelledby=f"{place}-t",
        aria_describedby=f"{place}-d",
    )


def bar(share: float, kind: str = "bar") -> Markup:
    """A bar beside a number, for a share of 0 to 1. It says nothing that the number does not, so it is not read out."""
    share = min(max(share, 0.0), 1.0)
    ground = el("rect", width="100%", height="100%", rx=2, class_="ground")
    filled = el("rect", width=percent(100 * share), height="100%", rx=2, class_="fill")
    return el("svg", ground, filled, class_=kind, width="100%", height=8, aria_hidden="true", focusable="false")
