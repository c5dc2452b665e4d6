"""Looks for words in every byte of files, however they are encoded, escaped or packed. Knows nothing of the program."""

from __future__ import annotations

import base64
import contextlib
import gzip
import html
import json
import sqlite3
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


def spellings(word: str) -> set[bytes]:
    """The word as bytes: in four encodings, and escaped as JSON, URLs and HTML do it; ASCII letters small."""
    texts = {word, word.casefold(), word.upper(), json.dumps(word)[1:-1], quote(word), quote(word, encoding="latin-1")}
    texts |= {quote(quote(word)), word.replace(" ", "+"), word.replace(" ", "-"), html.escape(word)}
    texts |= {word.encode("ascii", "xmlcharrefreplace").decode()}
    bodies = {text.encode(encoding) for text in texts for encoding in ("utf-8", "utf-16-le", "utf-16-be")}
    bodies |= {text.encode("latin-1", "ignore") for text in texts}
    bodies |= {base64.b64encode(word.encode()).rstrip(b"=")[:-1]}
    return {body.lower() for body in bodies if len(body) > 2}


def _packed(body: bytes) -> Iterator[bytes]:
    yield body
    at = body.find(b"\x1f\x8b\x08")
    while at >= 0:  # every gzip member, wherever in the file it begins
        inflate = zlib.decompressobj(16 + zlib.MAX_WBITS)
        with contextlib.suppress(zlib.error):  # three bytes that look like one
            yield from _packed(inflate.decompress(body[at:]))
        at = body.find(b"\x1f\x8b\x08", at + 3)
    if body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(BytesIO(body)) as packed:
            for part in packed.infolist():
                yield part.filename.encode()
                yield from _packed(packed.read(part))


def found_in(folders: Iterable[Path], words: Iterable[str], *, but: Iterable[Path] = ()) -> list[str]:
    """Where in the files of the folders one of the words stands, in the content or in a name of a file."""
    needles = {word: spellings(word) for word in words}
    left_out = {path.resolve() for path in but}
    found = []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.resolve() in left_out:
                continue
            bodies = [path.name.encode(), *(_packed(path.read_bytes()) if path.is_file() else ())]
            for body in bodies:
                small = body.lower()
                found += [f"{path}: {word}" for word, ways in needles.items() if any(way in small for way in ways)]
    return sorted(set(found))


def check_the_search(folder: Path) -> None:
    """Prove that the search finds what is hidden in every way that it promises to look for."""
    word = "Håvard Skår"
    hidden = {
        "plain": word.encode(),
        "utf16": word.encode("utf-16"),
        "latin1": word.upper().encode("latin-1"),
        "json": json.dumps(word).encode(),
        "percent": quote(word).encode(),
        "html": word.encode("ascii", "xmlcharrefreplace"),
        "gzip": gzip.compress(b"x") + gzip.compress(word.encode()),
    }
    for name, body in hidden.items():
        (folder / name).write_bytes(body)
    with zipfile.ZipFile(folder / "zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.xml", word)
    database = sqlite3.connect(folder / "sqlite")
    database.execute("CREATE TABLE t (a TEXT)")
    database.execute("INSERT INTO t VALUES (?)", (word,))
    database.commit()
    database.close()
    found = {line.partition(": ")[0].rpartition("/")[2] for line in found_in([folder], [word])}
    assert found == {*hidden, "zip", "sqlite"}
