"""The gates of a profiles file: whether their numbers exist, can be reached, and are asked of somebody who is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.errors import Problem
from presence_audit.model.profiles import Gate
from presence_audit.profiles._problems import did_you_mean
from presence_audit.profiles._shown import shorten
from presence_audit.scoring import anchors, gate_ids, measured_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from presence_audit.profiles._document import Node
    from presence_audit.profiles._keys import GateKeys

# A number of the company has a part of its own for each channel that hides it.
_SUBJECTS = {"leader": {"leader"}, "channel": {"channel"}, "company": {"company", "channel"}}
_WHOM = {
    "leader": "leaders, as in `leader:ceo`",
    "channel": "channels, as in `channel:youtube:nordlys`",
    "company": "the company as one; delete `subject`",
}


def _texts(root: Node) -> Iterator[tuple[int, dict[str, str]]]:
    """For each entry the keys that hold text; what is wrong with the others was said when the whole was read."""
    node = root.get("gates")
    for place, entry in enumerate(node.value if node is not None and isinstance(node.value, list) else ()):
        pairs = entry.value if isinstance(entry.value, dict) else {}
        yield place, {key: value.value.strip() for key, value in pairs.items() if isinstance(value.value, str)}


def _unknown_id(gate: str) -> str:
    if gate in gate_ids():
        return ""
    return f"`id: {shorten(gate)}` is no number that a gate can ask for; {did_you_mean(gate, gate_ids())}"


def _unreachable(gate: str, minimum: str) -> str:
    try:
        asked = float(minimum)
    except ValueError:
        return ""  # no number, which was said
    if gate != "coverage" or not 1 < asked <= 100:
        return ""
    return (
        f"`minimum: {shorten(minimum)}` is too high; the coverage of data goes from 0 to 1, so write {asked / 100:g} "
        f"for {asked:g} %, or `id: channel-coverage` for the pillar"
    )


def _of_nobody(gate: str, subject: str, subjects: Sequence[str] | None) -> str:
    metric = anchors().metrics.get(gate)
    if metric is None:
        return "" if _unknown_id(gate) else f"`{gate}` is of the whole company; delete `subject`"
    whom = measured_of(gate)
    if subject.partition(":")[0] not in _SUBJECTS[whom]:
        return f"`subject: {shorten(subject)}`: `{gate}` is measured of {_WHOM[whom]}"
    if subjects is None or subject in subjects:
        return ""
    hint = did_you_mean(subject, subjects, otherwise=False) or "write it as the report prints it, or delete the key"
    return f"`subject: {shorten(subject)}` is no channel and no leader of this file; {hint}"


def _meaningless(gate: str, on_unknown: str) -> str:
    if gate == "coverage" and on_unknown == "pass":
        return "`on_unknown: pass` lets every coverage pass, because coverage says how much is known; delete the gate"
    return ""


def gated_wrongly(root: Node, subjects: Sequence[str] | None) -> list[Problem]:
    """What is wrong with the entries that only the rest of the program can tell.

    Args:
        root: the file.
        subjects: of whom a metric may be asked; None where the file is too wrong to tell.
    """
    problems = []
    first: dict[tuple[str, str, str], int] = {}
    for place, texts in _texts(root):
        gate, subject = texts.get("id", ""), texts.get("subject", "")
        if not gate:
            continue
        told = {
            "id": _unknown_id(gate),
            "minimum": _unreachable(gate, texts.get("minimum", "")),
            "subject": _of_nobody(gate, subject, subjects) if subject else "",
            "on_unknown": _meaningless(gate, texts.get("on_unknown", "")),
        }
        same = first.setdefault((gate, subject, texts.get("level") or "error"), place)
        if same != place and not told["id"]:
            line, _ = root.position(("gates", same, "id"))
            told["id"] = f"`{gate}` is asked for already, on line {line}; keep one, or give one of them another `level`"
        problems += [Problem(*root.position(("gates", place, key)), said) for key, said in told.items() if said]
    return problems


def gates_of(entries: Sequence[GateKeys]) -> tuple[Gate, ...]:
    """The entries of a file without problems, in its order."""
    return tuple(Gate(entry.id, entry.minimum, entry.level, entry.on_unknown, entry.subject) for entry in entries)
