"""A person as text may show them: by name, by alias, by handle, by address. What `forget` looks for.

Spelling is folded before it is compared: case, accents, the letters that web addresses replace, and the escapes of
HTML, JSON and URLs. So "Runa Skårvlid", "runa-skaarvlid", "SKÅRVLID, Runa" and "Runa%20Sk%C3%A5rvlid" are one. It errs
on the side of finding too much: a page that is taken for the person's is fetched again, one that is missed stays.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# A name of one word, and a handle of few plain letters, stand in many texts that are about somebody else.
_TELLING = 7
_LONGEST_NAME = 1_000
_ACCENTS = re.compile("[\u0300-\u036f]+")
_HIGH_BYTE = re.compile("%[89a-fA-F][0-9a-fA-F]")
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "ß": "ss", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "œ": "oe"})
_WORD = re.compile(r"[^\W_]+")
_TWO_WAYS = re.compile("a[ae]+|[ou]e+")
_PLAIN = re.compile("[^aou]+")
_JSON_ESCAPE = re.compile(r"\\+(?:u([0-9a-fA-F]{4})|([nrtbf])|([/\"]))")
_SOFT = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
# Between the parts of a name: a space, a hyphen, a dot, "%20", "&nbsp;", a tag or two.
_BETWEEN = r"(?:[\W_]|<[^<>]{0,80}>){0,12}"
_BEFORE, _AFTER = r"(?<![^\W\d_])", r"(?:e?s)?(?![^\W\d_])"  # a genitive is still the name
_OF_A_HANDLE = r"[\w.-]"
_NO_MORE = r"(?!\.?[\w-])"


def folded(text: str) -> str:
    """The text without case, accents and invisible characters; Nordic letters as web addresses write them."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKC", text).translate(_SOFT).casefold().translate(_LETTERS)
    if plain.isascii():
        return plain
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", plain))


def _of_json(found: re.Match[str]) -> str:
    code, space, sign = found.groups()
    return chr(int(code, 16)) if code else " " if space else str(sign)


def _unescaped(text: str) -> str:
    """The text without the escapes of JSON, URLs and HTML, twice, as one is found within another."""
    for _ in range(2):
        before = text
        if "\\" in text:
            text = _JSON_ESCAPE.sub(_of_json, text)
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        if "%" in text:
            text = unquote(text, errors="replace")
        if "&" in text:
            text = html.unescape(text)
        if text == before:
            break
    return text


def name_words(name: str) -> list[str]:
    """The words of a name, folded."""
    return _WORD.findall(folded(name))


def one_way(word: str) -> str:
    """A folded word in one spelling: addresses write å as a or aa, ø as o or oe, ä as a or ae, and ü as u or ue."""
    return _TWO_WAYS.sub(lambda found: found[0][0], word)


def _each_way(word: str) -> str:
    """A pattern for a folded word in each of these spellings."""
    return one_way(word).replace("u", "ue*").replace("o", "oe*").replace("a", "a[ae]*")


def spellings(name: str) -> list[list[str]]:
    """How a name is written out, each as its words: first name first, the whole first, none of one word alone.

    Middle names are left out, and so are halves of double names: "Anne-Marie Lie Skår-Holm" is also "Anne-Marie
    Skår-Holm", "Anne-Marie Skår", "Anne Holm".
    """
    parts = [[half for half in map(name_words, part.split("-")) if half] for part in folded(name).split()]
    parts = [part for part in parts if part]
    if not parts:
        return []
    flat = [[word for half in part for word in half] for part in parts]
    found = [[word for part in flat for word in part]]
    if len(parts) > 1:
        firsts, lasts = (flat[0], parts[0][0]), (flat[-1], *parts[-1])
        found += [[*first, *last] for first in firsts for last in lasts if len("".join(last)) > 1]
    return [words for n, words in enumerate(found) if len(words) > 1 and words not in found[:n]]


class _Needle(NamedTuple):
    """A pattern, and a piece of plain text that stands in whatever it matches: that is looked for first, and fast."""

    key: str
    pattern: re.Pattern[str]


def _key(words: Iterable[str]) -> str:
    # No letter that is written in two ways.
    return max((run for word in words for run in _PLAIN.findall(one_way(word))), key=len, default="")


def _names(name: str) -> Iterator[_Needle]:
    words = name_words(name)
    if len(words) < 2:
        if words and len(words[0]) >= _TELLING:
            yield _Needle(_key(words), re.compile(f"{_BEFORE}{_each_way(words[0])}{_AFTER}"))
        return
    for spelt in spellings(name):
        loose = [*map(_each_way, spelt)]
        # Turned around, a last name may be of several words.
        for order in (loose[at:] + loose[:at] for at in range(len(loose))):
            yield _Needle(_key(spelt), re.compile(_BEFORE + _BETWEEN.join(order) + _AFTER))


def _handle(handle: str) -> Iterator[_Needle]:
    name = folded(handle).strip(" @/")
    if name:
        is_telling = len(name) >= _TELLING or not name.isalnum()
        before = rf"(?<!{_OF_A_HANDLE})" if is_telling else r"[@/:]"
        yield _Needle(name, re.compile(rf"{before}{re.escape(name)}{_NO_MORE}"))


def _address(address: str) -> Iterator[_Needle]:
    bare = re.sub(r"^[a-z][a-z0-9+.-]*://(?:www\.)?", "", folded(_unescaped(address)).strip()).rstrip("/")
    if "/" in bare:  # a host alone is the whole site, which is not one person's
        yield _Needle(bare, re.compile(rf"(?<!{_OF_A_HANDLE})(?:www\.)?{re.escape(bare)}(?![\w-])"))


def _exact(text: str) -> Iterator[_Needle]:
    plain = folded(text)
    yield _Needle(plain, re.compile(rf"(?<![\w-]){re.escape(plain)}{_NO_MORE}"))


@dataclass(frozen=True)
class Person:
    """Somebody who is looked for.

    `id` is that of the leader in reports (`leader:<id>`), None of somebody who is no leader. `names` are the name and
    its other spellings, `channels` the ids of the person's channels, `handles` how platforms call the person,
    `addresses` the URLs of pages that are the person's.
    """

    id: str | None
    names: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()

    @property
    def subject(self) -> str | None:
        """How reports and the history name the person; None of somebody who is no leader."""
        return f"leader:{self.id}" if self.id else None

    @cached_property
    def _needles(self) -> tuple[_Needle, ...]:
        exact = (*self.channels, *filter(None, [self.subject]))
        return (
            *chain.from_iterable(map(_names, self.names)),
            *chain.from_iterable(map(_handle, self.handles)),
            *chain.from_iterable(map(_address, self.addresses)),
            *chain.from_iterable(map(_exact, exact)),
        )

    @cached_property
    def _whole(self) -> frozenset[str]:
        return frozenset(folded(text).strip(" @/") for text in (*self.names, *self.handles)) - {""}

    def is_in(self, text: str) -> bool:
        """Whether the text shows the person: names, handles and addresses within it, or nothing but one of them."""
        plain = folded(_unescaped(text))
        if len(plain) < _LONGEST_NAME and plain.strip(" @/") in self._whole:
            return True
        # Where bytes of Latin-1 were percent-encoded, UTF-8 finds no letters.
        readings = [plain]
        if "%" in text and _HIGH_BYTE.search(text):
            readings.append(folded(unquote(text, encoding="latin-1")))
        for one in readings:
            for key, pattern in self._needles:
                if key in one and pattern.search(one):
                    return True
        return False

    def is_in_bytes(self, body: bytes) -> bool:
        """Whether a file or an answer shows the person, in UTF-8, Latin-1 or UTF-16."""
        return any(self.is_in(text) for text in _readings(body))


def _readings(body: bytes) -> Iterable[str]:
    yield body.decode("utf-8", "replace")
    if not body.isascii():
        yield body.decode("latin-1")
    if b"\0" in body:
        for start in (0, 1):
            yield body[start:].decode("utf-16-le", "replace")
            yield body[start:].decode("utf-16-be", "replace")


def unescaped_readings(body: bytes) -> Iterable[str]:
    """What a file or an answer says in each encoding that it may have, without the escapes of JSON, URLs and HTML."""
    return map(_unescaped, _readings(body))
