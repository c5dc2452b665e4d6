"""What the feed formats have in common, before it is made into posts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

# Looked for at the start of a word only: a name of 100 kB without an @ would else take a minute.
_ADDRESS = re.compile(r"(?<![^\s@<>()])[^\s@<>()]++@[^\s@<>()]+")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with an entry. `type` is a media type, or only its first word (image, audio, video)."""

    url: str
    type: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed as it stands there.

    `html` is the body, and `full` says that it is the whole of it, not a summary. Dates are raw text:
    `published` is when it came out, `changed` is only when it was last touched. `aside` is what a podcast calls an
    item that is no episode of the series: trailer or bonus.
    """

    id: str = ""
    link: str = ""
    title: str = ""
    html: str = ""
    full: bool = False
    published: str = ""
    changed: str = ""
    authors: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    comments: int | None = None
    language: str | None = None
    elsewhere: bool = False
    answers: bool = False
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed of any format. `format` is rss, rdf, atom or json.

    `proven_empty`: the document is sound, says what it is, and has no trace of an item. `cut_off`: it breaks
    off before its end, so that items are missing.
    `publishers` are names that stand for the whole feed rather than for a person.
    """

    format: str
    title: str = ""
    subtitle: str = ""
    home: str = ""
    next_url: str | None = None
    language: str | None = None
    generator: str = ""
    authors: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = field(default=(), repr=False)
    proven_empty: bool = False
    cut_off: bool = False


def person(text: str) -> str:
    """The name in `kari@nordlys.example (Kari Nordmann)` or `Kari <kari@…>`; an address alone is no name."""
    # A half that a parser left over: `le (Kari Nordmann`.
    text = unescape(text)  # WordPress writes names in CDATA, and escapes them all the same
    text = text.rpartition("(")[2] if text.count("(") > text.count(")") else text
    return " ".join(_ADDRESS.sub(" ", text).strip().strip("()<>\"',; ").split())


def aside(said: str) -> str:
    """What an itunes:episodeType calls an item that is no episode; empty for an episode, and where nothing is said."""
    word = said.strip().casefold()
    return word if word in {"trailer", "bonus"} else ""


def media_type(said: str, medium: str, url: str) -> str:
    """What an attachment is: by its media type, else by the medium named, else by its suffix."""
    if "shockwave" in said:
        return "video"
    if said.strip() or medium.strip():
        return (said.strip() or medium.strip()).casefold()
    suffix = re.search(r"\.(\w{2,4})(?:[?#]|$)", url)
    return _SUFFIXES.get(suffix[1].casefold(), "") if suffix else ""


_SUFFIXES = {
    "jpg": "image", "jpeg": "image", "png": "image", "gif": "image", "webp": "image", "avif": "image",
    "mp3": "audio", "m4a": "audio", "ogg": "audio", "wav": "audio",
    "mp4": "video", "m4v": "video", "mov": "video", "webm": "video",
    "pdf": "application/pdf",
}  # fmt: skip
