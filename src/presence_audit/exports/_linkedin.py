"""What LinkedIn's exports have in common: links that name a post, ids that hold its time, and workbooks."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from presence_audit.exports._tables import book_of
from presence_audit.platforms._ids import linkedin_time
from presence_audit.platforms._linkedin_urls import post_url, urn_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.exports._files import Files

Rows = list[list[Any]]

_LINK: Final = re.compile(r"\s*https?://(?:[\w-]+\.)*linkedin\.com/", re.IGNORECASE)
_HASHTAG: Final = re.compile(r"(?<![\w&/#])#(\w*[^\W\d_]\w*)")
_URL: Final = re.compile(r"https?://[^\s<>\"']+")
_ANY_DAY: Final = datetime(2200, 1, 1, tzinfo=UTC)
_LARGEST: Final = 64 * 1024 * 1024
_BOOK: Final = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04")

# None of LinkedIn's exports names its account by an address.
ON_TRUST: Final = (
    "The export does not name its account by an address; that it is this one is taken from the profiles file."
)


def is_link(text: str) -> bool:
    """Whether a cell is an address at LinkedIn."""
    return bool(_LINK.match(text))


def post_at(link: str) -> tuple[str, str, datetime | None]:
    """The id, the address and the moment of the post that a link leads to; no moment where it names none."""
    urn = urn_in(link)
    if urn is None:
        return link, link, None
    return f"urn:li:{urn[0]}:{urn[1]}", post_url(*urn), linkedin_time(urn[1], _ANY_DAY)


def hashtags_in(text: str) -> tuple[str, ...]:
    """The hashtags of a text, each once."""
    return tuple(dict.fromkeys(_HASHTAG.findall(text)))


def links_in(text: str) -> tuple[str, ...]:
    """The addresses in a text, each once."""
    return tuple(dict.fromkeys(url.rstrip(".,;:!?)") for url in _URL.findall(text)))


def csv_names(files: Files, name: str) -> tuple[str, ...]:
    """The files of a member's archive that are called so, with or without the member's number (Shares_1234.csv)."""
    return files.find(rf"{name}(?:_\d+)?\.csv")


def has_shares(files: Files) -> bool:
    """Whether the posts of a member's archive are among the files."""
    return any(b"ShareLink" in files.head(name, 4096) for name in csv_names(files, "Shares"))


def workbooks(files: Files) -> Iterator[tuple[str, dict[str, Rows]]]:
    """The workbooks among the files, to be recognised; what cannot be opened as one is none. Nothing counts as read."""
    names = files.names if len(files.names) == 1 else files.find(r"[^/]*\.xlsx?")
    for name in names:
        if files.head(name, 8).startswith(_BOOK):
            sheets = book_of(files.head(name, _LARGEST))
            if not isinstance(sheets, str):
                yield name, sheets
