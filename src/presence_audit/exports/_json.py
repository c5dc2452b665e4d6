"""JSON in exports as a stream: one element of a list at a time, so that an archive may be larger than the memory."""

from __future__ import annotations

import re
from contextlib import contextmanager
from itertools import accumulate
from typing import IO, TYPE_CHECKING, Any, Final

from presence_audit.platforms._wire import Node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.exports._files import Files

_BUFFER: Final = 1 << 18
# ijson keeps a path for each level, which for a file of nothing but brackets is more than any memory.
_DEEPEST: Final = 2_000
# A post is a few kB, and one with a thousand pictures less than a MB: what is longer is no element of an export.
_LONGEST: Final = 4 << 20
_AGAIN: Final = "Download the export again, and do not save its files anew from an editor."
_ESCAPED: Final = re.compile(rb"\\.", re.DOTALL)
_STEPS: Final = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}
_NO_BRACKETS: Final = bytes(set(range(256)) - set(_STEPS))


class _Guarded:
    """A file from the first of the `marks` on: what stands before it (`window.YTD.tweets.part0 = `) is no JSON.

    Reading it fails where it is nested without end, or where one text of it has no end. `begun` counts the bytes since
    the last element, for the caller to set to 0 at each; reading fails where it grows too large, unless it is None.
    """

    def __init__(self, file: IO[bytes], marks: bytes, *, begun: int | None) -> None:
        self._file = file
        head = file.read(_BUFFER)
        found = [place for place in (head.find(mark) for mark in marks) if place >= 0]
        self._head = head[min(found) :] if found else b""
        self._depth = self._plain = 0
        self._in_text = self._is_escaped = False
        self.begun = begun

    def read(self, size: int = -1) -> bytes:
        if not size:  # ijson asks for nothing once, to learn whether bytes or text come
            return b""
        head, self._head = self._head, b""
        chunk = head or self._file.read(size)
        self._plain = 0 if b'"' in chunk else self._plain + len(chunk)
        self.begun = None if self.begun is None else self.begun + len(chunk)
        if max(self._plain, self.begun or 0) > _LONGEST:
            raise ValueError("a part of it has no end")
        brackets = self._outside_of_texts(chunk).translate(None, _NO_BRACKETS)
        depths = list(accumulate((_STEPS[bracket] for bracket in brackets), initial=self._depth))
        self._depth = depths[-1]
        if max(depths) > _DEEPEST:
            raise ValueError("it is nested without end")
        return chunk

    def _outside_of_texts(self, chunk: bytes) -> bytes:
        """What of a chunk stands in no text, where a text may go on from one chunk into the next."""
        bare = _ESCAPED.sub(b"", chunk[self._is_escaped :])
        self._is_escaped = bare.endswith(b"\\")
        parts = bare.split(b'"')
        outside = parts[self._in_text :: 2]
        self._in_text ^= not len(parts) % 2
        return b"".join(outside)


@contextmanager
def _sound(files: Files, name: str, marks: bytes, *, begun: int | None = None) -> Iterator[_Guarded]:
    """A file of JSON to be streamed. Raises EvidenceError where it is not sound as far as it is read."""
    import ijson

    with files.open(name) as file:
        try:
            yield _Guarded(file, marks, begun=begun)
        except (ijson.JSONError, UnicodeDecodeError, RecursionError, OverflowError, ValueError) as error:
            said = " ".join(str(error).split("\n", 1)[0].split())[:80]
            raise files.unusable(f"it is not sound JSON ({said})", _AGAIN, name) from error


def elements_of(
    files: Files, name: str, prefix: str = "item", marks: bytes = b"[", *, bounded: bool = True
) -> Iterator[Node]:
    """The elements of a list in a file of JSON, in its order; the first lies at `$[0]`.

    `prefix` is where the list stands, as ijson writes it ("item" for a list that is the whole file, "" for that file as
    one element). The JSON begins with the first of the `marks`. `bounded` says that nothing large stands beside the
    list. Raises EvidenceError where it is not sound JSON to its end.
    """
    import ijson

    begun = 0 if bounded else None
    with _sound(files, name, marks, begun=begun) as guarded:
        for place, value in enumerate(ijson.items(guarded, prefix, use_float=True, buf_size=_BUFFER)):
            guarded.begun = begun
            yield Node(value, f"$[{place}]")


def tells_of(files: Files, name: str, prefix: str) -> bool:
    """Whether a file of JSON says anything at all at a place, be it that there is nothing. Raises EvidenceError."""
    import ijson

    with _sound(files, name, b"{[") as guarded:
        return any(place == prefix for place, _, _ in ijson.parse(guarded, use_float=True, buf_size=_BUFFER))


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
