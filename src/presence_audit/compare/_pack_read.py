"""A peer pack that somebody handed on: read, doubted, and refused where a company cannot stand beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from pydantic_core import from_json

from presence_audit.errors import EvidenceError, UsageError
from presence_audit.model.peers import PACK_SCHEMA, Pack
from presence_audit.reports._text import shown
from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.model.peers import PackLine

_AGAIN = "make one with `presence-audit benchmark FILE… --pack FILE.json`"


def _doubts_of(line: PackLine, pack: Pack) -> Iterator[str]:
    if line.known > pack.n:
        yield f"it is known of {line.known} of {pack.n} companies"
    if line.known < pack.minimum_n and not (line.median is None and line.half is None):
        yield f"a number rests on {line.known} companies, and {pack.minimum_n} are the fewest"
    if line.half is not None and (line.median is None or not line.half[0] <= line.median <= line.half[1]):
        yield "the median lies outside the middle half"


def _doubts(pack: Pack) -> Iterator[str]:
    """What a program never writes, and a hand may."""
    if pack.n < pack.minimum_n:
        yield f"n: of {pack.n} companies no pack is made; {pack.minimum_n} are the fewest"
    for moment in (pack.first_as_of, pack.last_as_of):
        if moment.tzinfo is None:
            yield "first_as_of, last_as_of: a moment has no time zone"
            return
    if pack.first_as_of > pack.last_as_of:
        yield "first_as_of: it lies after last_as_of"
    for line in (pack.score, *pack.pillars, *pack.metrics):
        yield from (f"{shown(line.id, 40)}: {doubt}" for doubt in _doubts_of(line, pack))


def _first_problem(error: ValidationError) -> str:
    problem = error.errors(include_url=False, include_input=False, include_context=False)[0]
    place = ".".join(str(step) for step in problem["loc"])
    return f"{shown(place, 120) or 'the whole file'}: {shown(problem['msg'], 160)}"


def parse_pack(raw: bytes) -> Pack:
    """Read a peer pack.

    Raises:
        EvidenceError: it is no JSON, no peer pack, or one that says what cannot be; the message says where.
    """
    text = raw.removeprefix(b"\xef\xbb\xbf")  # some editors and shells put a byte order mark in front
    try:
        content: Any = from_json(text, allow_inf_nan=False)
    except ValueError as error:
        raise EvidenceError(f"the peer pack is not JSON in UTF-8: {error}; {_AGAIN}") from error
    schema = content.get("schema") if isinstance(content, dict) else None
    if schema != PACK_SCHEMA:
        found = f'it says "{shown(schema)}"' if isinstance(schema, str) else "it names no schema"
        raise EvidenceError(f'the peer pack is not of the schema "{PACK_SCHEMA}": {found}; {_AGAIN}')
    try:
        pack = Pack.model_validate_json(text)
    except ValidationError as error:
        raise EvidenceError(f"the peer pack does not fit its schema: {_first_problem(error)}; {_AGAIN}") from error
    wrong = next(_doubts(pack), None)
    if wrong:
        raise EvidenceError(f"the peer pack says what cannot be: {wrong}; {_AGAIN}")
    return pack


def refuse_unlike_pack(pack: Pack, company: str, window_days: int, method: str) -> None:
    """Refuse a pack beside which a company cannot stand, by its window in days and the method it is scored by.

    Raises:
        UsageError: the pack, or the company, is scored by another method than that of this version, or the pack is
            over windows of another length.
    """
    ours = anchors().method
    if pack.method != ours:
        raise UsageError(
            f"--peer-pack: the pack was scored by method {shown(pack.method, 40)} and this version scores by {ours}; "
            "its numbers cannot be scored anew, so ask for a pack of this method."
        )
    if method != ours:
        raise UsageError(
            f"--peer-pack: the result was scored by method {shown(method, 40)} and the pack by {ours}; make the result "
            "again with `presence-audit scan`."
        )
    if pack.window_days != window_days:
        raise UsageError(
            f"--peer-pack: its companies were audited over {pack.window_days} days and {shown(company, 80)} over "
            f"{window_days}; audit over a window of that length (`window_days:` under `settings:`), or ask for another "
            "pack."
        )
