"""The report as JSON, schema `presence-audit/report/1`, and back: nothing is lost on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from pydantic_core import from_json

from presence_audit.errors import EvidenceError
from presence_audit.model.report import SCHEMA, Report
from presence_audit.reports._json_doubts import doubts
from presence_audit.reports._json_text import WrittenInFull, escaped, identified
from presence_audit.reports._text import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

_AGAIN = "make it again with `presence-audit scan --format json`"
_PROBLEMS_NAMED = 3
# Members that this schema has gained; results that were saved before have none of them.
_GAINED_BY_REPORT, _GAINED_BY_FINDING, _GAINED_BY_SHOWN = "shown", "effort", "audits"


def _place(where: tuple[int | str, ...]) -> str:
    path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in where)
    return shown(path.lstrip("."), 120) or "the whole file"


def _named(problems: Sequence[tuple[str, str]]) -> str:
    named = [f"{place}: {said}" for place, said in problems[:_PROBLEMS_NAMED]]
    more = len(problems) - len(named)
    return "; ".join(named) + (f"; and {more} more" if more else "")


def _problems(error: ValidationError) -> str:
    problems = error.errors(include_url=False, include_input=False, include_context=False)
    return _named([(_place(problem["loc"]), shown(problem["msg"], 160)) for problem in problems])


def parse(raw: bytes) -> Report:
    """Read a saved result.

    Raises:
        EvidenceError: it is no JSON, no report, a report of another schema, or one that says what cannot be; the
            message says where.
    """
    text = raw.removeprefix(b"\xef\xbb\xbf")  # some editors and shells put a byte order mark in front
    try:
        content: Any = from_json(text, allow_inf_nan=False)
    except ValueError as error:
        raise EvidenceError(f"the saved result is not JSON in UTF-8: {error}; {_AGAIN}") from error
    schema = content.get("schema") if isinstance(content, dict) else None
    if schema != SCHEMA:
        found = f'it says "{shown(schema)}"' if isinstance(schema, str) else "it names no schema"
        raise EvidenceError(f'the saved result is not of the schema "{SCHEMA}": {found}; {_AGAIN}')
    try:
        report = Report.model_validate_json(text)
    except ValidationError as error:
        raise EvidenceError(f"the saved result does not fit its schema: {_problems(error)}; {_AGAIN}") from error
    wrong = list(doubts(report))
    if wrong:
        raise EvidenceError(f"the saved result says what cannot be: {_named(wrong)}; {_AGAIN}")
    return report


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a report, made from the model; every result of it fits, whenever it was saved."""
    made = Report.model_json_schema(by_alias=True, mode="serialization", schema_generator=WrittenInFull)
    made["required"].remove(_GAINED_BY_REPORT)
    made["$defs"]["Finding"]["required"].remove(_GAINED_BY_FINDING)
    made["$defs"]["Shown"]["required"].remove(_GAINED_BY_SHOWN)
    return identified(made, SCHEMA, "A report of presence-audit")


def render(report: Report) -> bytes:
    """The report as UTF-8, indented by two, in the order of the schema, ending with a line break."""
    return escaped(report.model_dump_json(by_alias=True, indent=2))
