"""JSON in exports as a stream: one element of a list at a time, so that an archive may be larger than the memory."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any, Final

from presence_audit.platforms._wire import Node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.exports._files import Files

_BUFFER: Final = 1 << 18
# ijson keeps a path for each level, which for a file of nothing but brackets is more than any memory.
_DEEPEST: Final = 4_000
# No post is a book; and ijson begins a text anew with every buffer that does not end it.
_LONGEST: Final = 16 << 20
_AGAIN: Final = "Download the export again, and do not save its files anew from an editor."


class JsonBytes:
    """The JSON in a file, from the first of the `marks` on: what stands before (`window.YTD.tweets.part0 = `) is none.

    Raises ValueError in reading where ijson would fill the memory, or read the same text again and again.
    """

    def __init__(self, file: IO[bytes], marks: bytes) -> None:
        self._file = file
        self._run = 0
        head = file.read(_BUFFER)
        found = [place for place in (head.find(mark) for mark in marks) if place >= 0]
        self._head = head[min(found) :] if found else b""

    def read(self, size: int = -1) -> bytes:
        if not size:  # ijson asks for nothing once, to learn whether bytes or text come
            return b""
        head, self._head = self._head, b""
        chunk = head or self._file.read(size)
        opened = chunk.count(b"[") + chunk.count(b"{") - chunk.count(b"]") - chunk.count(b"}")
        if opened > _DEEPEST:
            raise ValueError("it is nested without end")
        quote = chunk.replace(b'\\"', b"  ").rfind(b'"')
        self._run = self._run + len(chunk) if quote < 0 else len(chunk) - quote
        if self._run > _LONGEST:
            raise ValueError(f"something in it goes on for more than {_LONGEST >> 20} MiB")
        return chunk


def elements_of(files: Files, name: str, prefix: str = "item", marks: bytes = b"[") -> Iterator[Node]:
    """The elements of a list in a file of JSON, in its order; the first lies at `$[0]`.

    `prefix` is where the list stands, as ijson writes it ("item" for a list that is the whole file). The JSON begins
    with the first of the `marks`. Raises EvidenceError where it is not sound JSON to its end.
    """
    import ijson

    with files.open(name) as file:
        try:
            for place, value in enumerate(
                ijson.items(JsonBytes(file, marks), prefix, use_float=True, buf_size=_BUFFER)
            ):
                yield Node(value, f"$[{place}]")
        except (ijson.JSONError, UnicodeDecodeError, RecursionError, OverflowError, ValueError) as error:
            said = str(error).split("\n", 1)[0].strip()[:80]
            raise files.unusable(f"it is not sound JSON ({said})", _AGAIN, name) from error


def object_of(files: Files, name: str, marks: bytes = b"{") -> Node:
    """The one JSON value of a small file, from the first of the `marks` on. Raises EvidenceError where it is none."""
    import json

    content = files.whole(name, 16 << 20).decode("utf-8", "replace")
    places = [place for place in (content.find(mark) for mark in marks.decode()) if place >= 0]
    try:
        value: Any = json.loads(content[min(places, default=0) :].rstrip().rstrip(";"), parse_constant=lambda _: None)
    except (ValueError, RecursionError) as error:
        raise files.unusable("it is not sound JSON", _AGAIN, name) from error
    return Node(value)
