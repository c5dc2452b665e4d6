"""Reads a body piece by piece and decodes it under a cap, so that a bomb never unfolds in memory."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from presence_audit.fetch._exchange import network_error

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

# Only what can be decoded under a cap with the standard library of every supported Python.
ACCEPT_ENCODING = "gzip, deflate"

_PIECE = 16 * 1024
_GZIP = 16 + zlib.MAX_WBITS


class _Plain:
    def feed(self, piece: bytes, _room: int) -> bytes:
        return piece

    def finish(self) -> None:
        """There is no end mark: HTTP itself counts the bytes."""


class _Inflate:
    """gzip (of any number of members) or deflate (in a zlib wrapper, as the standard says, or bare)."""

    def __init__(self, encoding: str) -> None:
        self._gzip = encoding == "gzip"
        self._inflate: zlib._Decompress | None = zlib.decompressobj(_GZIP) if self._gzip else None
        self._fed = False
        self._start = b""

    def feed(self, piece: bytes, room: int) -> bytes:
        self._fed = self._fed or bool(piece)
        if self._inflate is None:
            # A zlib header is 0x?8 followed by a byte that makes the pair a multiple of 31.
            self._start = piece = self._start + piece
            if len(piece) < 2:
                return b""
            wrapped = piece[0] & 15 == 8 and int.from_bytes(piece[:2], "big") % 31 == 0
            self._inflate = zlib.decompressobj(zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS)
        out = bytearray()
        while len(out) <= room:
            limit = room - len(out) + 1
            part = self._inflate.decompress(piece, limit)
            out += part
            if self._inflate.eof:
                piece = self._inflate.unused_data
                # Another member begins with this byte; anything else is padding, which browsers ignore too.
                if not (self._gzip and piece.startswith(b"\x1f")):
                    break
                self._inflate = zlib.decompressobj(_GZIP)
                continue
            piece = self._inflate.unconsumed_tail
            # zlib may have taken all input and still hold back output: then the limit was met exactly.
            if not piece and len(part) < limit:
                break
        return bytes(out)

    def finish(self) -> None:
        if self._fed and not (self._inflate and self._inflate.eof):
            raise zlib.error("incomplete or truncated stream")


def _decoder(encodings: str, host: str) -> _Plain | _Inflate:
    names = [name for name in (part.strip().lower() for part in encodings.split(",")) if name]
    names = ["gzip" if name == "x-gzip" else name for name in names if name != "identity"]
    if not names:
        return _Plain()
    if names in (["gzip"], ["deflate"]):
        return _Inflate(names[0])
    raise network_error(f"{host} answered in an encoding that was not asked for ({', '.join(names)[:60]!r})")


def size(count: int) -> str:
    """A number of bytes for a sentence: 10 MiB, 500 KiB, 12 bytes."""
    for power, unit in ((3, "GiB"), (2, "MiB"), (1, "KiB")):
        if count >= 1024**power:
            return f"{count / 1024**power:.4g} {unit}"
    return f"{count} bytes"


def decode(body: bytes, encodings: str, cap: int, host: str) -> bytes:
    """Decode a whole body, as `read_body` does. Raises NoAnswer."""
    decoder = _decoder(encodings, host)
    try:
        decoded = bytearray()
        # In pieces, as from the network: zlib copies the rest of its input at the end of each gzip member.
        for start in range(0, len(body), _PIECE):
            decoded += decoder.feed(body[start : start + _PIECE], cap - len(decoded))
            if len(decoded) > cap:
                break
        else:
            decoder.finish()
    except zlib.error as error:
        raise network_error(f"the answer of {host} is damaged: its compression is broken") from error
    if len(decoded) > cap:
        raise network_error(f"the answer of {host} is larger than {size(cap)}, the most that is read")
    return bytes(decoded)


async def read_body(
    pieces: AsyncIterator[bytes], encodings: str, cap: int, host: str, *, cut: bool = False
) -> tuple[bytes, bool]:
    """Read and decode a body of at most `cap` bytes; also tell whether it was cut there.

    A longer body is cut when `cut` is true, else refused. Raises NoAnswer for that, for an encoding that
    was not asked for, and for one that is broken or ends early.
    """
    decoder = _decoder(encodings, host)
    body = bytearray()
    try:
        async for piece in pieces:
            body += decoder.feed(piece, cap - len(body))
            if len(body) > cap:
                break
        else:
            decoder.finish()
    except zlib.error as error:
        raise network_error(f"the answer of {host} is damaged: its compression is broken") from error
    if len(body) <= cap:
        return bytes(body), False
    if cut:
        return bytes(body[:cap]), True
    raise network_error(f"the answer of {host} is larger than {size(cap)}, the most that is read")
