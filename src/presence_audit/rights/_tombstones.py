"""Who was forgotten stays out: by digests of the names and of the channels, before anybody is asked.

A digest is made with a key of the store, so that nobody reads a name out of it; whoever has the store and a name can
still try whether it is the one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from presence_audit.model.person import folded, name_words, one_way, spellings, unescaped_readings
from presence_audit.rights._who import person_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from presence_audit.model.channel import Channel
    from presence_audit.model.notes import Note
    from presence_audit.model.observation import Observation, Post
    from presence_audit.model.person import Person
    from presence_audit.model.profiles import Leader, Profiles

    IsForgotten = Callable[[Iterable[str]], bool]

_LONGEST = 6  # words of a name
_DEEPEST = 8  # parts of an address of somebody's page
_SHORT = 7  # a handle of fewer plain letters is a word, too, in what others say
_WORD = re.compile(r"[^\W_]+")
_HANDLE = re.compile(r"(?P<mark>[@/:])?(?P<name>[^\W_](?:[\w.-]*\w)?)")
_ADDRESS = re.compile(r"(?<![\w.-])(?:https?://(?:www\.)?)?(?P<bare>[\w-]+(?:\.[\w-]+)*(?::\d+)?/[^\s<>\"'()]{0,500})")
_END = re.compile(r"(?<=[^/])(?=[/?#]|$)")


def _joined(words: Iterable[str]) -> str:
    return one_way("".join(words))


def _name_sign(plain: str) -> str:
    return f"name {plain}"


def _word_sign(plain: str) -> str:
    return f"word {plain.removesuffix('s')}"


def _channel_sign(platform: str, handle: str) -> str:
    return f"channel:{platform}:{folded(handle).strip(' @/')}"


def _handle_sign(handle: str) -> str:
    """A short one is looked for only where a sign before it says that it is a handle."""
    return f"handle {handle}" if len(handle) >= _SHORT or not handle.isalnum() else f"handle @{handle}"


def _address_sign(bare: str) -> str:
    return f"address {bare}"


def _bare(address: str) -> str:
    found = _ADDRESS.fullmatch(folded(unquote(address)).strip())
    return found["bare"].rstrip("/") if found else ""


def _whole_sign(name: str) -> str:
    """A name of one word alone is anybody's in a text, and one person's where it is all that is said."""
    return f"whole {one_way(folded(name).strip(' @/'))}"


def _orders(name: str) -> list[list[str]]:
    return [spelt[at:] + spelt[:at] for spelt in spellings(name) for at in range(len(spelt))]


def _marks_of(person: Person) -> tuple[str, ...]:
    """What tells that it is this person: each name, however it is written out, and each channel."""
    signs = [_name_sign(_joined(words)) for name in person.names for words in _orders(name)]
    if person.names and len(name_words(person.names[0])) == 1:
        signs.append(_whole_sign(person.names[0]))
    signs += [_channel_sign(*channel.split(":", 2)[1:]) for channel in person.channels]
    return tuple(dict.fromkeys(signs))


def _words_of(name: str) -> list[str]:
    """By what a text is looked through quickly: each writing of the name has one of these words."""
    found = [_joined(words) for words in _orders(name)]
    found += [max(map(one_way, spelt), key=len) for spelt in spellings(name)]
    # "O'Brien" is "obrien" in an address.
    return found + [_joined(name_words(half)) for part in folded(name).split() for half in (part, *part.split("-"))]


def signs_of(person: Person) -> tuple[str, ...]:
    """What a tombstone is made for: each name, each channel, handle and address, and the longest words of the names.

    By the words alone nobody is left out: they tell in which texts a name is to be looked for.
    """
    signs = [_word_sign(word) for name in person.names if spellings(name) for word in _words_of(name) if len(word) > 1]
    signs += [_handle_sign(plain) for channel in person.channels if (plain := _handle_in(channel.split(":", 2)[2]))]
    signs += [_address_sign(bare) for address in person.addresses if (bare := _bare(address))]
    return tuple(dict.fromkeys((*_marks_of(person), *signs)))


def _handle_in(handle: str) -> str:
    """A handle as it stands in a text; nothing where it is an address, or a number that a server gave."""
    plain = folded(handle).strip(" @/")
    return plain if _HANDLE.fullmatch(plain) else ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A profiles file without those who were forgotten, and who and what was left out of it."""

    profiles: Profiles
    leaders: tuple[Leader, ...]
    channels: tuple[Channel, ...]


def left_out(profiles: Profiles, is_forgotten: IsForgotten) -> LeftOut:
    """Leave out the leaders who were forgotten, with their channels, wherever in the file these stand.

    `is_forgotten` tells whether there is a tombstone for one of the signs.
    """
    veil = Veil(is_forgotten, str)

    def is_out(channel: Channel) -> bool:
        if channel.handle and is_forgotten([_channel_sign(channel.platform, channel.handle)]):
            return True
        return veil.is_named(channel.handle) or veil.is_named(channel.url)

    leaders = tuple(leader for leader in profiles.leaders if is_forgotten(_marks_of(person_of(leader))))
    channels = tuple(channel for channel in profiles.channels if is_out(channel))
    kept = replace(
        profiles,
        leaders=tuple(leader for leader in profiles.leaders if leader not in leaders),
        channels=tuple(channel for channel in profiles.channels if channel not in channels),
    )
    return LeftOut(kept, leaders, channels)


class Veil:
    """Takes those who were forgotten out of what other channels say of them: names, handles and addresses.

    `is_forgotten` tells whether there is a tombstone for one of the signs, `digest` makes a keyed digest of an id.
    """

    def __init__(self, is_forgotten: IsForgotten, digest: Callable[[str], str]) -> None:
        self._is_forgotten = is_forgotten
        self._digest = digest
        self._known: dict[str, bool] = {}
        self._plain: dict[str, tuple[str, bool]] = {}
        self._handles: dict[str, bool] = {}

    def _is(self, sign: str) -> bool:
        if sign not in self._known:
            self._known[sign] = self._is_forgotten([sign])
        return self._known[sign]

    def _word(self, word: str) -> tuple[str, bool]:
        """A word in one spelling, and whether a name may have it: a text has the same ones again and again."""
        if word not in self._plain:
            plain = one_way(folded(word))
            self._plain[word] = plain, self._is(_word_sign(plain))
        return self._plain[word]

    def _names_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Where a name stands, from its first letter to its last."""
        found = list(_WORD.finditer(text))
        read = [self._word(word[0]) for word in found]
        words = [plain for plain, _ in read]
        seen: set[tuple[int, int]] = set()
        for at, (_, is_of_a_name) in enumerate(read):
            if not is_of_a_name:
                continue
            for first in range(max(0, at + 1 - _LONGEST), at + 1):
                for last in range(at + 1, min(first + _LONGEST, len(words)) + 1):
                    plain = one_way("".join(words[first:last]))
                    signs = [_name_sign(plain), _name_sign(plain.removesuffix("s"))]
                    if (first, last) not in seen and any(map(self._is, signs)):
                        yield found[first].start(), found[last - 1].end()
                    seen.add((first, last))

    def _handles_in(self, text: str) -> Iterator[tuple[int, int]]:
        for found in _HANDLE.finditer(text):
            told = found[0]
            if told not in self._handles:
                plain = folded(found["name"])
                is_marked = bool(found["mark"]) and self._is(f"handle @{plain}")
                self._handles[told] = is_marked or self._is(f"handle {plain}")
            if self._handles[told]:
                yield found.span("name")

    def _addresses_in(self, text: str) -> Iterator[tuple[int, int]]:
        for found in _ADDRESS.finditer(text):
            bare, start = found["bare"], found.start("bare")
            for end in islice(_END.finditer(bare), _DEEPEST):
                if "/" in bare[: end.start()] and self._is(_address_sign(_bare(bare[: end.start()]))):
                    yield start, start + len(bare)
                    break

    def _spans(self, text: str) -> list[tuple[int, int]]:
        """Where somebody is named who was forgotten, in order, and none within another."""
        spans: list[tuple[int, int]] = []
        for start, end in sorted({*self._names_in(text), *self._handles_in(text), *self._addresses_in(text)}):
            if spans and start < spans[-1][1]:
                spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
            else:
                spans.append((start, end))
        return spans

    def is_named(self, text: str | None) -> bool:
        """Whether somebody is named in the text who was forgotten; addresses may be escaped."""
        return bool(text) and bool(self._spans(str(text)) or ("%" in str(text) and self._spans(unquote(str(text)))))

    def is_called(self, name: str) -> bool:
        """Whether a name that stands alone is of somebody who was forgotten."""
        return self._is(_whole_sign(name)) or self.is_named(name)

    def said(self, text: str) -> str:
        """The text with an ellipsis in the place of everybody who was forgotten."""
        spans = self._spans(text)
        for start, end in reversed(spans):
            text = text[:start] + "\N{HORIZONTAL ELLIPSIS}" + text[end:]
        is_left = bool(spans or "%" in text) and self.is_named(text)
        return "\N{HORIZONTAL ELLIPSIS}" if is_left else text

    def is_shown_by(self, body: bytes) -> bool:
        """Whether a page, as it was answered, shows somebody who was forgotten."""
        return any(map(self.is_named, unescaped_readings(body)))

    def over_note(self, note: Note) -> Note:
        """A note of the user's, in which nobody who was forgotten is named."""
        return replace(
            note,
            text=self.said(note.text),
            author=self.said(note.author),
            override=note.override and self.said(note.override),
            reason=note.reason and self.said(note.reason),
        )

    def _is_out(self, platform: str, handle: str | None) -> bool:
        """Whether a name that stands alone is of somebody who was forgotten."""
        if not handle:
            return False
        return self._is(_channel_sign(platform, handle)) or self.is_called(handle)

    def _post(self, platform: str, post: Post) -> Post:
        return replace(
            post,
            id=self._digest(post.id) if self.is_named(post.id) else post.id,
            url="" if self.is_named(post.url) else post.url,
            text=self.said(post.text),
            author=None if self._is_out(platform, post.author) else post.author,
            reply_to=None if self._is_out(platform, post.reply_to) else post.reply_to,
            quote_of=None if self._is_out(platform, post.quote_of) else post.quote_of,
            hashtags=tuple(map(self.said, post.hashtags)),
            mentions=tuple(who for who in post.mentions if not self._is_out(platform, who)),
            links=tuple(link for link in post.links if not self.is_named(link)),
        )

    def over(self, seen: Observation) -> Observation:
        """The same observation, in which nobody who was forgotten is named. Posts stay posts, and are counted."""
        return replace(
            seen,
            reason=self.said(seen.reason),
            next_step=self.said(seen.next_step),
            posts=tuple(self._post(seen.channel.platform, post) for post in seen.posts),
            evidence=tuple(replace(one, url=self._asked(one.url)) for one in seen.evidence),
        )

    def _asked(self, url: str) -> str:
        """Of an address that names somebody the site: what was asked of it stays evidence, by its digest."""
        if not self.is_named(url):
            return url
        parts = urlsplit(url)
        return f"{parts.scheme}://{'' if self.is_named(parts.netloc) else parts.netloc}/"
