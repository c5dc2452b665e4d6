"""A logo: what kind of picture it is, whether it is whole, and how large.

PNG as the W3C's Portable Network Graphics (third edition) has it, JPEG as ITU-T T.81; SVG is read beside this file.
"""

from __future__ import annotations

import struct
import zlib

from presence_audit.model.brand import Picture
from presence_audit.profiles._beside import UnusableError
from presence_audit.profiles._svg import drawing

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_MOST = 4096  # pixels along a side
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}  # the markers that begin a frame
_ALONE = {0x01, *range(0xD0, 0xD8)}  # markers with nothing behind them
_SCAN = 0xDA
_DAMAGED = "is damaged; export it anew"


def _png_size(body: bytes) -> tuple[int, int]:
    """The size from the first chunk, once every chunk up to the last has its checksum."""
    at, size, ended = len(_PNG), None, False
    while not ended and at + 12 <= len(body):
        (length,) = struct.unpack_from(">I", body, at)
        kind, content = body[at + 4 : at + 8], body[at + 8 : at + 8 + length]
        check = body[at + 8 + length : at + 12 + length]
        if len(check) != 4 or struct.unpack(">I", check)[0] != zlib.crc32(kind + content):
            raise UnusableError(_DAMAGED)
        if size is None:
            if kind != b"IHDR" or length != 13:
                raise UnusableError(_DAMAGED)
            size = struct.unpack_from(">II", content)
        ended = kind == b"IEND"
        at += 12 + length
    if size is None or not ended:
        raise UnusableError(_DAMAGED)
    return int(size[0]), int(size[1])


def _jpeg_size(body: bytes) -> tuple[int, int]:
    """The size from the marker that begins the frame."""
    at = 2
    while at + 4 <= len(body) and body[at] == 0xFF:
        marker = body[at + 1]
        if marker in _ALONE or marker == 0xFF:
            at += 1 if marker == 0xFF else 2
            continue
        (length,) = struct.unpack_from(">H", body, at + 2)
        if marker in _FRAMES and length >= 8 and at + 9 <= len(body):
            height, width = struct.unpack_from(">HH", body, at + 5)
            return int(width), int(height)
        if marker == _SCAN or length < 2:
            break
        at += 2 + length
    raise UnusableError(_DAMAGED)


def picture_of(body: bytes) -> Picture:
    """The logo in a file, by what is in it and not by its name.

    Raises:
        UnusableError: it is no PNG, JPEG or SVG, is damaged or too large, or would do more than be looked at.
    """
    if body.startswith(_PNG):
        kind, (width, height) = "png", _png_size(body)
    elif body.startswith(_JPEG):
        kind, (width, height) = "jpeg", _jpeg_size(body)
    elif b"<" in body[:4096]:
        return drawing(body)
    else:
        raise UnusableError("is no SVG, PNG or JPEG picture; export the logo as one of them")
    if not 0 < width <= _MOST or not 0 < height <= _MOST:
        raise UnusableError(f"has {width} x {height} pixels; make it 1 to {_MOST} along each side")
    return Picture("png" if kind == "png" else "jpeg", width, height, body)
