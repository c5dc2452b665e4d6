"""Where in a profiles file a leader stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.profiles._document import NotADocumentError, read_document

if TYPE_CHECKING:
    from pathlib import Path

    from presence_audit.profiles._document import Node


def _last_line(node: Node) -> int:
    last, waiting = node.line, [node]
    while waiting:
        one = waiting.pop()
        last = max(last, one.line, *(line for line, _ in one.keys.values()), 0)
        if isinstance(one.value, dict):
            waiting.extend(one.value.values())
        elif isinstance(one.value, list):
            waiting.extend(one.value)
    return last


def leader_lines(path: Path, place: int) -> range:
    """The lines (1-based) of the leader at a place of the list, counted from 0; empty where the file has none there.

    Raises OSError where the file cannot be read.
    """
    try:
        root, _ = read_document(path.read_bytes())
    except NotADocumentError:
        return range(0)
    node = root.get("leaders", place)
    return range(node.line, _last_line(node) + 1) if node is not None else range(0)
