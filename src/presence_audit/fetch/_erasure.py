"""Erases a person from what was kept of answers: entries of the page cache, and records of recordings.

Answers go whole or stay as they are. One that was edited would still pass for evidence, and be none.
"""

from __future__ import annotations

import json
import os
import tempfile
import uuid
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import unquote

from warcio.warcwriter import WARCWriter

from presence_audit.errors import EvidenceError, OutputError
from presence_audit.fetch._cache import PageCache
from presence_audit.fetch._warc import BrokenRecordError, Record, records
from presence_audit.model.page import FEED, HTML, JSON

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from presence_audit.model.person import Person


def pages_of(folder: Path, person: Person, addresses: Collection[str]) -> list[Path]:
    """The files of the page cache that were asked of one of the addresses, or whose content shows the person.

    Temporary files that a killed run left behind are looked at as well. Raises OutputError.
    """
    cache = PageCache(folder)
    asked = {cache.place(url, accept) for url in addresses for accept in (HTML, JSON, FEED)}
    try:
        there = sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []
        return [path for path in there if path in asked or person.is_in_bytes(path.read_bytes())]
    except OSError as error:
        raise OutputError(f"the page cache {folder} cannot be read: {error.strerror or error}") from error


@dataclass(slots=True)
class _Gone:
    """The records that go: by their place in the file, and the answers among them by their id."""

    offsets: set[int] = field(default_factory=set)
    answers: set[str] = field(default_factory=set)


def _shows(record: Record, person: Person, addresses: Collection[str]) -> bool:
    heads = [f"{name}: {value}" for head in (record.headers, record.http) if head for name, value in head.headers]
    url = record.header("WARC-Target-URI").strip("<>")
    if url in addresses or unquote(url) in addresses:
        return True
    return person.is_in("\n".join(heads)) or person.is_in_bytes(record.content)


def _answered_by(record: Record) -> set[str]:
    """The responses that a metadata record names. Raises BrokenRecordError where it cannot be read."""
    try:
        return {str(one).strip("<>") for one in json.loads(record.content).get("responses", ())}
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise BrokenRecordError(0, "a metadata record cannot be read") from error


def _gone(file: BinaryIO, person: Person, addresses: Collection[str]) -> _Gone:
    gone = _Gone()
    for offset, record in records(file):
        if record.kind != "warcinfo" and _shows(record, person, addresses):
            gone.offsets.add(offset)
            gone.answers.add(record.header("WARC-Record-ID").strip("<>"))
    # What belongs to an answer goes with it: a request alone, or a note of an answer that is missing, proves nothing.
    for offset, record in records(file):
        with_it = {record.header("WARC-Concurrent-To").strip("<>")}
        if record.kind == "metadata" and record.header("Content-Type") == "application/json":
            with_it |= _answered_by(record)
        if with_it & gone.answers:
            gone.offsets.add(offset)
    return gone


def _note(number: int, at: datetime) -> bytes:
    """A record that says how many were erased, so that whoever replays the rest is told."""
    told = BytesIO()
    when = at.isoformat(timespec="seconds").replace("+00:00", "Z")
    block = f"erased: {number}\r\n".encode()
    headers = {"WARC-Record-ID": f"<{uuid.uuid5(uuid.NAMESPACE_URL, f'{when} {number}').urn}>", "WARC-Date": when}
    writer = WARCWriter(told, gzip=True, warc_version="WARC/1.1")
    record = writer.create_warc_record(
        "", "warcinfo", payload=BytesIO(block), length=len(block),
        warc_content_type="application/warc-fields", warc_headers_dict=headers,
    )  # fmt: skip
    writer.write_record(record)
    return told.getvalue()


def _rewritten(path: Path, file: BinaryIO, offsets: Collection[int], at: datetime) -> None:
    """Put a copy without the records at these offsets in the place of the file, in one step."""
    starts = [offset for offset, _ in records(file)]
    ends = [*starts[1:], file.seek(0, os.SEEK_END)]
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as copy:
            for start, end in zip(starts, ends, strict=True):
                if start not in offsets:
                    file.seek(start)
                    copy.write(file.read(end - start))
            copy.write(_note(len(offsets), at))
            copy.flush()
            os.fsync(copy.fileno())
        Path(temporary).chmod(path.stat().st_mode & 0o777)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def erase_from_recording(
    path: Path, person: Person, addresses: Collection[str], at: datetime, *, pretend: bool = False
) -> int:
    """Take every record out of a recording that shows the person, or was asked of one of the addresses.

    With a record goes what belongs to it: the request, and the note of which answer it was. What stays keeps its bytes.
    With `pretend` nothing is written. `at` is the present moment, which the recording is to tell. Returns how many
    records went.

    Raises:
        EvidenceError: it is no recording, or damaged; nothing was changed.
        OutputError: it cannot be written; nothing was changed.
    """
    try:
        with path.open("rb") as file:
            offsets = _gone(file, person, addresses).offsets
            if offsets and not pretend:
                _rewritten(path.resolve(), file, offsets, at)
            return len(offsets)
    except BrokenRecordError as broken:
        raise EvidenceError(f"the recording {path} cannot be read: {broken.what} (at byte {broken.offset})") from broken
    except OSError as error:
        raise OutputError(f"the recording {path} cannot be changed: {error.strerror or error}") from error
