"""A font from a file: which format it is by its first bytes, and whether it is whole.

The headers are those of the OpenType specification 1.9 and of WOFF File Format 2.0 (W3C, 2024).
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from presence_audit.model.brand import FontFile
from presence_audit.profiles._beside import UnusableError

if TYPE_CHECKING:
    from presence_audit.model.brand import FontKind

_MAGIC: dict[bytes, FontKind] = {b"\0\1\0\0": "ttf", b"true": "ttf", b"OTTO": "otf", b"wOF2": "woff2"}
_RECORD = 16  # bytes for each table
_DAMAGED = "is damaged; take the font from its source anew"


def font_of(body: bytes) -> FontFile:
    """The font in a file, by what is in it and not by its name.

    Raises:
        UnusableError: it is no TTF, OTF or WOFF2 font, or is cut short.
    """
    kind = _MAGIC.get(body[:4])
    if kind is None:
        raise UnusableError("is no font that can be used; save it as WOFF2, OTF or TTF")
    try:
        if kind == "woff2":
            _, length, tables = struct.unpack_from(">4sIH", body, 4)
            is_whole = tables > 0 and length == len(body)
        else:
            (tables,) = struct.unpack_from(">H", body, 4)
            records = [struct.unpack_from(">4sIII", body, 12 + _RECORD * at) for at in range(tables)]
            is_whole = tables > 0 and all(offset + length <= len(body) for _, _, offset, length in records)
    except struct.error as error:
        raise UnusableError(_DAMAGED) from error
    if not is_whole:
        raise UnusableError(_DAMAGED)
    return FontFile(kind, body)
