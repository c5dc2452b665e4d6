"""The text of a post as its reader sees it, and what in it is the author's own words.

Invisible characters are nobody's words: they are taken out, so that they can neither fill a text nor cut its words.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Zero-width characters, marks of direction, soft hyphens, and letters that are blank.
_UNSEEN: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
_ADDRESS: Final = r"https?://\S+|www\.\S+|[@#\uff03]\w+(?:[@.-]\w+)*"
# As people type them: nordlys.example/jobb. Bounded, because a text may be nothing but points.
_BARE_ADDRESS: Final = r"|\b(?:[\w-]{1,63}\.){1,4}[a-z]{2,24}/\S*"
_NOT_OWN: Final = re.compile(_ADDRESS + _BARE_ADDRESS)
_NOT_OWN_WITHOUT_PATHS: Final = re.compile(_ADDRESS)
_HASHTAG: Final = re.compile(r"(?<![\w&/#])#\w*[^\W\d_]\w*")


def is_latin(text: str) -> bool:
    """Only letters and marks of western languages, as most texts; what follows costs half as much then."""
    return text.isascii() or len(text.encode("latin-1", "ignore")) == len(text)


def plain(text: str) -> str:
    """The text as it is seen, composed (NFC), every end of a line a newline."""
    if not is_latin(text):
        text = _UNSEEN.sub("", unicodedata.normalize("NFC", text))
    elif "\u00ad" in text:
        text = text.replace("\u00ad", "")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def own(text: str) -> str:
    """A plain text without web addresses, handles and hashtags."""
    if "/" in text:
        return _NOT_OWN.sub(" ", text)
    if "@" in text or "#" in text or "\uff03" in text or "www." in text:
        return _NOT_OWN_WITHOUT_PATHS.sub(" ", text)
    return text


def length(text: str) -> int:
    """How many characters a reader sees in a plain text: a run of spaces is one, accents upon letters are none."""
    squeezed = " ".join(text.split())
    if is_latin(squeezed):
        return len(squeezed)
    return len(squeezed) - sum(map(bool, map(unicodedata.combining, squeezed)))


def hashtags_in(text: str) -> int:
    """How many hashtags a text carries; `#1` is none."""
    return len(_HASHTAG.findall(text))
