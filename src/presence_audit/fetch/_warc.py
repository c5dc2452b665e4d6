"""Reads a recording record by record, under caps. Recordings are hostile until proven otherwise."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser

if TYPE_CHECKING:
    from collections.abc import Iterator

_MEMBER_CAP = 64 * 1024 * 1024
_HEAD_CAP = 256 * 1024
_PIECE = 64 * 1024
_GZIP_MAGIC = b"\x1f\x8b"
_BLANK = b"\r\n\r\n"


class BrokenRecordError(Exception):
    """What is wrong with a recording, and at which byte of the file."""

    def __init__(self, offset: int, what: str) -> None:
        super().__init__(what)
        self.offset = offset
        self.what = what


@dataclass(frozen=True, slots=True)
class Record:
    """One WARC record: its type, its own headers, the HTTP head where it has one, and the content."""

    kind: str
    headers: StatusAndHeaders
    http: StatusAndHeaders | None
    content: bytes

    def header(self, name: str) -> str:
        """A WARC header, empty where it is missing."""
        return str(self.headers.get_header(name, ""))


def _unfold(file: BinaryIO, offset: int) -> tuple[bytes, int]:
    """Decompress the gzip member at `offset`; also tell where the next one begins."""
    file.seek(offset)
    inflate = zlib.decompressobj(16 + zlib.MAX_WBITS)
    content = bytearray()
    read = 0
    while not inflate.eof:
        piece = inflate.unconsumed_tail
        if not piece:
            piece = file.read(_PIECE)
            read += len(piece)
        if not piece:
            raise BrokenRecordError(offset, "it ends in the middle of a record")
        try:
            content += inflate.decompress(piece, _MEMBER_CAP - len(content) + 1)
        except zlib.error as error:
            raise BrokenRecordError(offset, "its compression is damaged") from error
        if len(content) > _MEMBER_CAP:
            raise BrokenRecordError(offset, f"a record is larger than {_MEMBER_CAP // 1024 // 1024} MiB")
    return bytes(content), offset + read - len(inflate.unused_data)


def _http_head(block: BytesIO, offset: int) -> StatusAndHeaders:
    if block.getvalue().find(_BLANK, 0, _HEAD_CAP) < 0:
        raise BrokenRecordError(offset, "an answer in it has no HTTP head")
    return StatusAndHeadersParser([], verify=False).parse(block)


def _parse(member: bytes, offset: int) -> Record:
    end = member.find(_BLANK, 0, _HEAD_CAP)
    if not member.startswith(b"WARC/1.") or end < 0:
        raise BrokenRecordError(offset, "it is not a WARC file")
    try:
        record = ArcWarcRecordLoader(arc2warc=False).parse_record_stream(BytesIO(member), no_record_parse=True)
    except ArchiveLoadFailed as error:
        raise BrokenRecordError(offset, "it is not a WARC file") from error
    headers = record.rec_headers
    length = str(headers.get_header("Content-Length", ""))
    start = end + len(_BLANK)
    if not (length.isascii() and length.isdigit() and len(length) < 12):
        raise BrokenRecordError(offset, "a record has no length")
    block = member[start : start + int(length)]
    if len(block) != int(length) or member[start + len(block) :].strip():
        raise BrokenRecordError(offset, "a record has another length than it says, or shares its gzip member")
    kind = str(record.rec_type)
    if "application/http" not in str(headers.get_header("Content-Type", "")):
        return Record(kind, headers, None, block)
    stream = BytesIO(block)
    http = _http_head(stream, offset)
    return Record(kind, headers, http, stream.read())


def record_at(file: BinaryIO, offset: int) -> Record:
    """The record that begins at a byte of the file. Raises BrokenRecordError."""
    return _parse(_unfold(file, offset)[0], offset)


def records(file: BinaryIO) -> Iterator[tuple[int, Record]]:
    """All records with the byte each begins at. Raises BrokenRecordError at the first that is damaged."""
    file.seek(0)
    magic = file.read(2)
    if not magic:
        raise BrokenRecordError(0, "it is empty")
    if magic != _GZIP_MAGIC:
        raise BrokenRecordError(0, "it is not a WARC file that is compressed record by record (.warc.gz)")
    offset = 0
    end = file.seek(0, 2)
    while offset < end:
        member, following = _unfold(file, offset)
        yield offset, _parse(member, offset)
        offset = following
