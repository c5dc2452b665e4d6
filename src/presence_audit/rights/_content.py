"""Whether a file shows a person, also within what is packed in it: gzip members, and parts of a zip (XLSX, PPTX)."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from presence_audit.model.person import Person

_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_MOST = 512 * 1024 * 1024  # unpacked; a report of ours is never so large


def _unpacked(body: bytes) -> Iterator[bytes]:
    """What is packed in a file; nothing where it is not packed, damaged, or larger than any file of ours."""
    if body.startswith(_GZIP):
        try:
            with gzip.open(BytesIO(body)) as packed:
                yield packed.read(_MOST)
        except (OSError, EOFError, zlib.error):
            return
    elif body.startswith(_ZIP):
        try:
            with zipfile.ZipFile(BytesIO(body)) as packed:
                for part in packed.infolist():
                    if part.file_size <= _MOST:
                        yield part.filename.encode()
                        yield from _with_parts(packed.read(part))
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, zlib.error):
            return


def _with_parts(body: bytes) -> Iterator[bytes]:
    yield body
    yield from _unpacked(body)


def shows(path: Path, person: Person) -> bool:
    """Whether the person stands in the file or in its name. What a PDF draws cannot be read. Raises OSError."""
    return person.is_in(path.name) or any(map(person.is_in_bytes, _with_parts(path.read_bytes())))
