"""Brands of invented clients: the files of each, made here, and the profiles file that names them."""

from __future__ import annotations

import struct
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from pypdf import PdfReader
from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, StreamObject, TextStringObject

from presence_audit.profiles import load_profiles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.model.brand import Brand

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 80">{}</svg>'


def png(width: int = 3, height: int = 2, grey: int = 0) -> bytes:
    """A picture of one shade of grey."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    rows = zlib.compress(bytes([0, *[grey] * width]) * height)
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def jpeg(width: int = 3, height: int = 2) -> bytes:
    """The markers of a picture up to its scan."""
    app = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0\1\1\0\0\1\0\1\0\0"
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\1\x11\0"
    return b"\xff\xd8" + app + frame + b"\xff\xda\0\2" + b"\xff\xd9"


def ttf(content: bytes = b"face") -> bytes:
    """One table, which says nothing of letters."""
    record = b"name" + struct.pack(">III", 0, 28, len(content))
    return b"\0\1\0\0" + struct.pack(">HHHH", 1, 0, 0, 0) + record + content


def woff2(content: bytes = b"face") -> bytes:
    """The head of a font and something behind it."""
    length = 48 + len(content)
    return struct.pack(">4s4sIH", b"wOF2", b"\0\1\0\0", length, 1) + bytes(34) + content


def _held(thing: object) -> Iterator[bytes]:
    """The words, the names and the unpacked streams of an object of a PDF."""
    if isinstance(thing, DictionaryObject):
        for name, value in thing.items():
            yield name.encode()
            yield from _held(value)
        if isinstance(thing, StreamObject):
            yield thing.get_data()
    elif isinstance(thing, ArrayObject):
        for one in thing:
            yield from _held(one)
    elif isinstance(thing, ByteStringObject):
        yield bytes(thing)
    elif isinstance(thing, (str, TextStringObject)):
        yield thing.encode()


def _of_pdf(made: bytes) -> Iterator[bytes]:
    """Every object of the PDF, and the words of its pages, whose letters are numbers in a font."""
    pdf = PdfReader(BytesIO(made))
    for number in range(1, len(pdf.xref[0]) + len(pdf.xref_objStm) + 1):
        yield from _held(pdf.get_object(number))
    for page in pdf.pages:
        yield page.extract_text().encode()


def unpacked(made: bytes) -> bytes:
    """A report with what is packed in it, the names of its parts included, one behind another."""
    if made.startswith(b"%PDF"):
        return b"\n".join([made, *_of_pdf(made)])
    if not made.startswith(b"PK"):
        return made
    with zipfile.ZipFile(BytesIO(made)) as package:
        return b"\n".join([made, *(name.encode() + package.read(name) for name in package.namelist())])


@dataclass(frozen=True, slots=True)
class Client:
    """A client of a consultant, all of whose brand is told from the other's at a glance."""

    name: str
    accent: str
    ink: str
    cover: str
    family: str
    made: str
    line: str
    alt: str
    mark: str

    def write(self, folder: Path, more: str = "") -> Path:
        """The folder of the client with its profiles file, which is returned."""
        (folder / "brand").mkdir(parents=True)
        drawing = SVG.format(f'<title>{self.mark}</title><rect width="80" height="80" fill="#{self.accent}"/>')
        (folder / "brand" / "logo.svg").write_text(drawing, "utf-8")
        (folder / "brand" / "logo.png").write_bytes(png(30, 8, int(self.accent[:2], 16)))
        (folder / "brand" / "regular.woff2").write_bytes(woff2(f"{self.mark} regular".encode() * 20))
        (folder / "brand" / "bold.ttf").write_bytes(ttf(f"{self.mark} bold".encode() * 20))
        path = folder / "profiles.yaml"
        path.write_text(
            f"""\
company: {{name: {self.name}}}
channels:
  - {{platform: instagram, absent: true}}
brand:
  logo: brand/logo.svg
  logo_on_slides: brand/logo.png
  logo_alt: {self.alt}
  colours: {{accent: "#{self.accent}", ink: "#{self.ink}", cover: "#{self.cover}"}}
  font: {{family: {self.family}, regular: brand/regular.woff2, bold: brand/bold.ttf}}
  prepared_by: {self.made}
  confidentiality: {self.line}
{more}""",
            "utf-8",
        )
        return path

    def brand(self, folder: Path) -> Brand:
        """The brand, as the reader of profiles files makes it."""
        made = load_profiles(self.write(folder)).brand
        assert made is not None
        return made


NORDLYS = Client(
    "Nordlys Energi",
    "0b5d4e",
    "10231f",
    "0c4a3f",
    "Nordlys Sans",
    "Kari Konsulent of Fjord Analyse AS",
    "Strictly for Nordlys and nobody else",
    "The northern light of Nordlys",
    "aurora-7f3a",
)
HAVBRUS = Client(
    "Havbrus Sjømat",
    "8a1c5c",
    "2a0f1e",
    "6d1548",
    "Havbrus Serif",
    "Ola Rådgiver of Bølge Partnere",
    "Only for the board of Havbrus",
    "The wave of Havbrus",
    "breaker-91cc",
)
