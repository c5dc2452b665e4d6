"""The findings that a profiles file asks to leave out: whether they exist, and whether the time is not too long."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from pydantic_core import PydanticCustomError

from presence_audit.errors import Problem
from presence_audit.model.profiles import Ignore
from presence_audit.profiles._keys import day_of
from presence_audit.profiles._problems import did_you_mean
from presence_audit.profiles._shown import shorten
from presence_audit.scoring import anchors
from presence_audit.scoring.catalogue import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from presence_audit.profiles._document import Node
    from presence_audit.profiles._keys import IgnoreKeys

# Long enough for any plan; after that somebody should look again.
_LONGEST = timedelta(days=731)


def _texts(root: Node) -> Iterator[tuple[int, dict[str, str]]]:
    """For each entry the keys that hold text; what is wrong with the others was said when the whole was read."""
    node = root.get("ignore")
    for place, entry in enumerate(node.value if node is not None and isinstance(node.value, list) else ()):
        pairs = entry.value if isinstance(entry.value, dict) else {}
        yield place, {key: value.value.strip() for key, value in pairs.items() if isinstance(value.value, str)}


def _is_too_far(until: str, today: date | None) -> bool:
    try:
        return today is not None and day_of(until) - today > _LONGEST
    except PydanticCustomError:
        return False  # no date, which was said


def _of_nobody(subject: str, subjects: Sequence[str]) -> str:
    categories = {category for importance in anchors().importance.values() for category in importance.weights}
    known = {*subjects, *(f"channel:{category}:" for category in categories)}
    if subject in known:
        return ""
    hint = did_you_mean(subject, subjects, otherwise=False) or "write it as the report prints it, or delete the key"
    return f"`subject: {shorten(subject)}` is no channel and no leader of this file; {hint}"


def ignored_wrongly(root: Node, subjects: Sequence[str] | None, today: date | None) -> list[Problem]:
    """What is wrong with the entries that only the rest of the program can tell.

    Args:
        root: the file.
        subjects: of whom findings may speak; None where the file is too wrong to tell.
        today: the day from which two years are counted; None where that does not matter.
    """
    problems = []
    for place, texts in _texts(root):
        finding, subject, until = (texts.get(key, "") for key in ("finding", "subject", "until"))
        told = {}
        if finding and finding not in catalogue().findings:
            hint = did_you_mean(finding, catalogue().findings)
            told["finding"] = f"the finding `{shorten(finding)}` is not known; {hint}"
        if subject and subjects is not None:
            told["subject"] = _of_nobody(subject, subjects)
        if _is_too_far(until, today):
            told["until"] = f"`until: {until}` is more than two years ahead; write a nearer day, and look again then"
        problems += [Problem(*root.position(("ignore", place, key)), said) for key, said in told.items() if said]
    return problems


def ignores_of(entries: Sequence[IgnoreKeys]) -> tuple[Ignore, ...]:
    """The entries of a file without problems, in its order."""
    return tuple(
        Ignore(
            finding=entry.finding,
            reason=entry.reason,
            until=day_of(entry.until),
            subject=entry.subject,
            note=entry.note,
        )
        for entry in entries
    )
