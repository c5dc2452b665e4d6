"""Reports of which every text that is not one of a closed list is the same hostile words."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel

if TYPE_CHECKING:
    from presence_audit.model.report import Report

# What a file of somebody else may hold, by what it tries; {port} is where a server listens for whoever obeys.
SCRIPT = (
    "<script>canary=1</script><img src='http://127.0.0.1:{port}/i' onerror=canary=1><svg onload=canary=1>"
    "\"><script>canary=1</script>' onmouseover=canary=1 </title></style><!--<iframe src=//127.0.0.1:{port}>"
    "<link rel=stylesheet href=//127.0.0.1:{port}/s><base href=//127.0.0.1:{port}>{{{{7*7}}}}{{0}}%s"
)
FORMULAS = (
    "=cmd|'/C touch {marker}'!A0",
    '=HYPERLINK("http://127.0.0.1:{port}/h";"x")',
    '=WEBSERVICE("http://127.0.0.1:{port}/w")',
    "+1+1",
    "-1+1",
    "@SUM(1+1)*1",
    "\t=1+1",
    "\r=1+1",
    "x;=1+1",
    'x";"=1+1',
    "\uff1d1+1",
    "='file://{marker}'#$Sheet1.A1",
    "{{=1+1}}",
    '=DDE("soffice";"{marker}";"A1")',
)
WORDS = {
    "script": SCRIPT,
    "address": "javascript:canary=1//http://127.0.0.1:{port}/j",
    "markup": "[bold red]x[/] [link=http://127.0.0.1:{port}]y[/link] [/red] **b** `c` | d | <b>e</b> @torvalds #1 ![i](http://127.0.0.1:{port}/m)",
    "escapes": "\x1b[31mred\x1b]8;;http://127.0.0.1:{port}\x07click\x1b]8;;\x07\x9b2J\x07\x00\x7f\x1b]0;title\x07",
    "turned": "\u202eesrever\u202c \u2066iso\u2069 \u200fmark \u061cletter שלום",
    "long": "n" * 10_000,
    "emoji": "👩🏽\u200d🚀🇳🇴" * 300,
    "unseen": "zero\u200bwidth\ufeff \u00ad\u2060\u3164x\U000e0041",
}  # fmt: skip

T = TypeVar("T")


def poisoned(report: Report, words: str) -> Report:
    """The report with these words for every text; what is a code of a closed list stays, or it would be no report."""
    made: Report = _swapped(report, words)
    return made


def _swapped(value: Any, words: str) -> Any:
    if isinstance(value, BaseModel):
        fields = {name: (field.annotation, getattr(value, name)) for name, field in type(value).model_fields.items()}
        changes = {name: _text(kind, held, words) for name, (kind, held) in fields.items()}
        return value.model_copy(update=changes)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        kinds = {field.name: field.type for field in dataclasses.fields(value)}
        return dataclasses.replace(
            value, **{name: _text(kind, getattr(value, name), words) for name, kind in kinds.items()}
        )
    return tuple(_swapped(one, words) for one in value) if isinstance(value, tuple) else value


def _text(kind: Any, held: Any, words: str) -> Any:
    if type(held) is str:
        return words if kind in {str, str | None, "str", "str | None"} else held
    return _swapped(held, words)
