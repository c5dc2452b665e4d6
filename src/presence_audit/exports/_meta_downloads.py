"""What the copies of one's information from Instagram and from Facebook have in common ("Download your information").

Their JSON has each UTF-8 byte of a text written as a letter of its own ("Ã¥" for "å"), in keys as in values. Lists come
bare or as the one member of an object, and in parts (`posts_1.json`, `posts_2.json`). None of the files says which
period was asked for, or when the copy was made; the name of the zip has the day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from presence_audit.exports._json import JsonBytes
from presence_audit.platforms._html import TEXT_LIMIT
from presence_audit.platforms._wire import Node, clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from presence_audit.exports._files import Files
    from presence_audit.model.observation import Kind

_FILMS: Final = re.compile(r"\.(?:mp4|mov|m4v|webm|srt)$", re.IGNORECASE)
_FIRST_LIST: Final = re.compile(r'^\s*\{\s*"((?:[^"\\]|\\.){1,200})"\s*:\s*\[')
_PACKED: Final = re.compile(r"(?P<site>instagram|facebook)-(?P<name>.+?)-(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})\b")
_EARLIEST: Final = datetime(2004, 2, 4, tzinfo=UTC)
_LATEST: Final = datetime(2200, 1, 1, tzinfo=UTC)


def mended(text: str) -> str:
    """The text that was meant; one whose letters are no bytes of UTF-8 is as it was meant already."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def caption(text: str | None) -> str:
    """A text of the copy, mended and cleaned. The order matters: the letters to mend look like control characters."""
    return clean(mended(text)).strip()[:TEXT_LIMIT] if isinstance(text, str) else ""


def bare(node: Node | None, name: str) -> str:
    """The text at a name, mended; empty where there is none."""
    value = node.value.get(name) if node is not None and isinstance(node.value, dict) else None
    return caption(value)


def _mended_keys(value: Any, levels: int = 12) -> Any:
    """The same with its keys mended, as many levels of it as the files of a profile have."""
    if not levels:
        return None
    if isinstance(value, dict):
        return {mended(str(key)): _mended_keys(inner, levels - 1) for key, inner in value.items()}
    return [_mended_keys(inner, levels - 1) for inner in value] if isinstance(value, list) else value


def items_of(files: Files, name: str) -> Iterator[Node]:
    """The entries of a list, one at a time: a bare one, or the first that an object begins with; else the object."""
    import ijson

    head = files.head(name).lstrip(b"\xef\xbb\xbf \t\r\n").decode("utf-8", "replace")
    listed = _FIRST_LIST.match(head)
    prefix = "item" if head.startswith("[") else f"{listed[1]}.item" if listed else ""
    try:
        with files.open(name) as file:
            for value in ijson.items(JsonBytes(file, b"[{"), prefix, use_float=True):
                yield Node(value)
    except (ijson.JSONError, ValueError, OverflowError, RecursionError) as error:
        why = f"it is no sound JSON ({' '.join(str(error).split())[:80]})"
        raise files.unusable(why, "Download the copy again.", name) from error


def time_of(node: Node | None, *names: str) -> datetime | None:
    """A moment in Unix seconds, at the first of the names that has one."""
    for name in names if node is not None else ():
        seconds = node.count_or_none(name) if node else None
        if seconds and _EARLIEST.timestamp() <= seconds < _LATEST.timestamp():
            return datetime.fromtimestamp(seconds, UTC)
    return None


def kind_of(uris: Sequence[str]) -> Kind:
    """What a post is by its files; "text" where it has none."""
    if any(_FILMS.search(uri) for uri in uris):
        return "gallery" if len(uris) > 1 and not all(_FILMS.search(uri) for uri in uris) else "video"
    if not uris:
        return "text"
    return "gallery" if len(uris) > 1 else "image"


@dataclass(frozen=True, slots=True)
class Label:
    """A line of a profile: what it is called, in the account's language, and what it says."""

    name: str
    value: str


def labels_of(files: Files, name: str) -> list[Label]:
    """The lines of a profile's file, in either of the two ways in which they are written."""
    found: list[Label] = []
    for item in items_of(files, name):
        stack: list[Any] = [_mended_keys(item.value)]
        while stack:
            value = stack.pop()
            if isinstance(value, list):
                stack += reversed(value)
            elif isinstance(value, dict):
                written, told = value.get("string_map_data"), value.get("label_values")
                if isinstance(written, dict):
                    found += [Label(key, bare(Node(line), "value")) for key, line in written.items()]
                if isinstance(told, list):
                    found += [Label(bare(Node(line), "label"), bare(Node(line), "value")) for line in told]
                stack += [inner for inner in value.values() if isinstance(inner, dict | list)]
    return [label for label in found if label.value]


@dataclass(frozen=True, slots=True)
class Packed:
    """What the name of a zip tells: of which site and account it is, and on which day it was made."""

    name: str
    made_at: datetime


def packed_as(files: Files, site: str) -> Packed | None:
    """The name under which the site sent the copy, of the zip itself or of the folder; None where it was renamed."""
    for text in (files.path.name, *(name.split("/")[0] for name in files.names[:1])):
        found = _PACKED.match(text)
        if found and found["site"] == site:
            try:
                day = datetime(int(found["y"]), int(found["m"]), int(found["d"]), tzinfo=UTC)
            except ValueError:
                continue
            return Packed(found["name"], day)
    return None


def refuse_html(files: Files, pages: Sequence[str], whole: str) -> None:
    """Raise the error that asks for JSON, where the copy was made to be read by people. `whole` is what to ask for."""
    if pages:
        why = "it was made to be read by people (HTML)"
        raise files.unusable(why, f"Ask for {whole} again with the format JSON.", pages[0])
