"""Damaged answers: what a broken line, a careless proxy or a hostile server makes of a recording."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import strategies as st
from recording import FETCHED_AT, load, start

from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Miss, Page
from presence_audit.platforms._contract import Drift, Handover

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Damage = tuple[str, float, bytes]

DAMAGES: st.SearchStrategy[Damage] = st.tuples(
    st.sampled_from(["cut", "flip", "drop", "insert", "replace"]),
    st.floats(0, 1),
    st.binary(min_size=1, max_size=8),
)


def damaged(body: bytes, damage: Damage) -> bytes:
    """The body after one damage; an empty body stays as it is."""
    how, where, what = damage
    at = int(where * max(len(body) - 1, 0))
    if how == "cut":
        return body[:at]
    if how == "flip" and body:
        return body[:at] + bytes([body[at] ^ (1 << (what[0] % 8))]) + body[at + 1 :]
    if how == "drop":
        return body[:at] + body[at + what[0] + 1 :]
    return body[:at] + what + body[at + (len(what) if how == "replace" else 0) :]


def outcome_after(folder: Path, change: Callable[[bytes], bytes]) -> Outcome:
    """How a recording is read when each of its bodies is changed. Anything but an outcome is an error of ours."""
    recording = load(folder)

    def answers(url: str) -> Page | Miss:
        answer = recording.answers.get(url) or Page(url, url, 404, {}, b"", FETCHED_AT)
        return replace(answer, body=change(answer.body)) if isinstance(answer, Page) else answer

    try:
        result = start(recording)(answers)
    except Drift:
        return Outcome.PARSE_DRIFT
    return Outcome.NOT_ATTEMPTED if isinstance(result, Handover) else result.outcome
