"""Tables in exports: CSV in any of its dialects as a stream, and the sheets of .xls and .xlsx."""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from typing import IO, TYPE_CHECKING, Any, Final

from presence_audit.platforms._wire import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from presence_audit.exports._files import Files

# One cell of a table may hold a whole post, but no book.
_LONGEST_CELL: Final = 1 << 20
_LONGEST_LINE: Final = 16 << 20
_DELIMITERS: Final = ",;\t"
_BOMS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# The beginning of every compound document (MS-CFB), which .xls files are.
_OLD_BOOK: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_SEPARATOR_LINE: Final = re.compile(r"sep=(.)\s*$")


def _encoding(head: bytes) -> str:
    """By the byte order mark; UTF-16 without one by its NULs; else UTF-8, or cp1252 where that is not valid."""
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name
    if head[1:2] == b"\0":
        return "utf-16-le"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _delimiter(first: str) -> str:
    """Which of comma, semicolon and tab parts the first line, outside of quotes."""
    bare = re.sub(r'"[^"]*"', "", first)
    return max(_DELIMITERS, key=bare.count)


def text_of_file(file: IO[bytes], head: bytes) -> io.TextIOWrapper:
    """The text of a file by its encoding; what cannot be decoded becomes U+FFFD."""
    return io.TextIOWrapper(file, encoding=_encoding(head), errors="replace", newline="")


def csv_rows(files: Files, name: str, *, backslashes: bool = False) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV with the number of the line that each ends on, empty ones left out; cells are cleaned.

    A first line `sep=;` names the delimiter and is no row. `backslashes` says that quotes inside a cell may be written
    with a backslash. Raises EvidenceError where the file is no CSV.
    """
    head = files.head(name)
    with files.open(name) as file:
        text = text_of_file(file, head)
        first = text.readline(_LONGEST_LINE)
        said = _SEPARATOR_LINE.match(first.lstrip("\ufeff"))
        delimiter = said[1] if said else _delimiter(first)
        lines = _lines(text) if said else _again(first, _lines(text))
        csv.field_size_limit(_LONGEST_CELL)
        rows = csv.reader(
            (line.replace("\0", "") for line in lines), delimiter=delimiter, escapechar="\\" if backslashes else None
        )
        try:
            for row in rows:
                if any(cell.strip() for cell in row):
                    yield rows.line_num + bool(said), [clean(cell) for cell in row]
        except (csv.Error, _TooLongError) as error:
            step = "Download the export again, and do not save it anew from a spreadsheet."
            raise files.unusable(f"line {rows.line_num} is no CSV ({error})", step, name) from error


class _TooLongError(Exception):
    """A line has no end within what fits into the memory."""


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    while line := text.readline(_LONGEST_LINE):
        if len(line) == _LONGEST_LINE:
            raise _TooLongError("it has no end")
        yield line


def _again(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first.removeprefix("\ufeff")
    yield from rest


def _old_book(content: bytes) -> dict[str, list[list[Any]]]:
    """The sheets of a workbook of before 2007 (BIFF)."""
    import xlrd

    with xlrd.open_workbook(file_contents=content, logfile=io.StringIO(), on_demand=True, ragged_rows=True) as book:
        named = ((name, book.sheet_by_name(name)) for name in book.sheet_names())
        return {name: [[_old_cell(c, book.datemode) for c in row] for row in sheet] for name, sheet in named}


def _old_cell(found: Any, datemode: int) -> Any:
    import xlrd

    if found.ctype == xlrd.XL_CELL_DATE:
        return xlrd.xldate_as_datetime(found.value, datemode)
    return "" if found.ctype in {xlrd.XL_CELL_ERROR, xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK} else found.value


def _new_book(content: bytes) -> dict[str, list[list[Any]]]:
    """The sheets of a workbook of since 2007 (Office Open XML)."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    try:
        return {
            sheet.title: [
                ["" if value is None else value for value in row] for row in sheet.iter_rows(values_only=True)
            ]
            for sheet in book.worksheets
        }
    finally:
        book.close()


def book_of(content: bytes) -> dict[str, list[list[Any]]] | str:
    """The sheets of a workbook (.xls or .xlsx) by name, or in a few words why the bytes are none."""
    is_old = content.startswith(_OLD_BOOK)
    if not is_old and not content.startswith(b"PK"):
        return "it is neither .xls nor .xlsx"
    try:
        return _old_book(content) if is_old else _new_book(content)
    except Exception as error:  # noqa: BLE001
        # Both libraries meet damage with whatever exception the broken place brings: assertions, indexes, encodings.
        return f"it is damaged: {type(error).__name__}"


def sheets_of(files: Files, name: str) -> dict[str, list[list[Any]]]:
    """The sheets of a workbook (.xls or .xlsx) by name: rows of text, numbers and dates; an empty cell is "".

    Raises EvidenceError where it is no workbook.
    """
    book = book_of(files.whole(name))
    if isinstance(book, str):
        raise files.unusable(f"it is no workbook that can be read ({book})", "Export it again.", name)
    return book


def heading(text: object) -> str:
    """A column's heading as it is compared: without case, accents of spacing, and byte order marks."""
    plain = unicodedata.normalize("NFKC", str(text)).replace("\ufeff", "").casefold()
    return " ".join(plain.split()).strip(' "')


def columns(header: Sequence[object], aliases: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Where each column stands; what is missing is not in it. `aliases` has the headings that each of ours goes by."""
    places: dict[str, int] = {}
    for place, text in enumerate(header):
        places.setdefault(heading(text), place)
    found: dict[str, int] = {}
    for ours, theirs in aliases.items():
        known = [places[heading(alias)] for alias in theirs if heading(alias) in places]
        if known:
            found[ours] = known[0]
    return found


def cell(row: Sequence[Any], place: int | None) -> str:
    """The text of a cell; empty where the row is shorter or the column is missing. A whole number has no ".0"."""
    if place is None or place >= len(row):
        return ""
    value = row[place]
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return clean(str(value)).strip()
