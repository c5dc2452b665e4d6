"""Who was forgotten stays out: by digests of the names and of the channels, before anybody is asked.

A digest is made with a key of the store, so that nobody reads a name out of it; whoever has the store and a name can
still try whether it is the one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from presence_audit.model.person import folded, name_words
from presence_audit.rights._who import person_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from presence_audit.model.channel import Channel
    from presence_audit.model.observation import Observation, Post
    from presence_audit.model.person import Person
    from presence_audit.model.profiles import Leader, Profiles

    IsForgotten = Callable[[Iterable[str]], bool]

_LONGEST = 5  # words of a name
_WORD = re.compile(r"[^\W_]+")


def _name_sign(words: list[str]) -> str:
    # The letter å is written "a" in some addresses and "aa" in others.
    return "name " + " ".join(words).replace("aa", "a")


def _word_sign(word: str) -> str:
    return "word " + word.replace("aa", "a").removesuffix("s")


def _channel_sign(platform: str, handle: str) -> str:
    return f"channel:{platform}:{folded(handle).strip(' @/')}"


def _names_of(person: Person) -> list[list[str]]:
    """The names of two words or more: one word alone is anybody's name."""
    return [words for name in person.names if len(words := name_words(name)) > 1]


def _marks_of(person: Person) -> tuple[str, ...]:
    """What tells that it is this person: each name, and each channel."""
    names = _names_of(person)
    signs = [_name_sign(words) for words in names]
    signs += [_name_sign([words[0], words[-1]]) for words in names if len(words[-1]) > 1]
    signs += [_channel_sign(*channel.split(":", 2)[1:]) for channel in person.channels]
    return tuple(dict.fromkeys(signs))


def signs_of(person: Person) -> tuple[str, ...]:
    """What a tombstone is made for: each name, each channel, and the longest word of each name.

    By the words alone nobody is left out: they tell in which texts a name is to be looked for.
    """
    words = (_word_sign(max(words, key=len)) for words in _names_of(person))
    return tuple(dict.fromkeys((*_marks_of(person), *words)))


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

    def is_out(channel: Channel) -> bool:
        return bool(channel.handle) and is_forgotten([_channel_sign(channel.platform, channel.handle)])

    leaders = tuple(leader for leader in profiles.leaders if is_forgotten(_marks_of(person_of(leader))))
    channels = tuple(channel for channel in profiles.channels if is_out(channel))
    kept = replace(
        profiles,
        leaders=tuple(leader for leader in profiles.leaders if leader not in leaders),
        channels=tuple(channel for channel in profiles.channels if channel not in channels),
    )
    return LeftOut(kept, leaders, channels)


class Veil:
    """Takes the names of those who were forgotten out of what other channels say of them.

    `is_forgotten` tells whether there is a tombstone for one of the signs, `digest` makes a keyed digest of an id.
    """

    def __init__(self, is_forgotten: IsForgotten, digest: Callable[[str], str]) -> None:
        self._is_forgotten = is_forgotten
        self._digest = digest
        self._words: dict[str, bool] = {}

    def _is_of_a_name(self, word: str) -> bool:
        if word not in self._words:
            self._words[word] = self._is_forgotten([_word_sign(word)])
        return self._words[word]

    def _spans(self, text: str) -> list[tuple[int, int]]:
        """Where in the text a forgotten name stands, from its first letter to its last."""
        found = list(_WORD.finditer(text))
        words = [folded(word[0]) for word in found]
        if not any(map(self._is_of_a_name, words)):
            return []
        spans: list[tuple[int, int]] = []
        for first in range(len(words)):
            for last in range(first + 2, min(first + _LONGEST, len(words)) + 1):
                plain = words[first:last]
                spellings = [plain, [*plain[:-1], plain[-1].removesuffix("s")]]
                spellings += [[*plain[1:], plain[0]]]  # "Skarvlid, Runa"
                if self._is_forgotten(map(_name_sign, spellings)):
                    spans.append((found[first].start(), found[last - 1].end()))
        return spans

    def _is_named(self, text: str | None) -> bool:
        return bool(text) and bool(self._spans(str(text)))

    def _said(self, text: str) -> str:
        for start, end in reversed(self._spans(text)):
            text = text[:start] + "\N{HORIZONTAL ELLIPSIS}" + text[end:]
        return text

    def _is_out(self, platform: str, handle: str | None) -> bool:
        return bool(handle) and (self._is_forgotten([_channel_sign(platform, str(handle))]) or self._is_named(handle))

    def _post(self, platform: str, post: Post) -> Post:
        is_addressed = self._is_named(post.url)
        return replace(
            post,
            id=self._digest(post.id) if self._is_named(post.id) else post.id,
            url="" if is_addressed else post.url,
            text=self._said(post.text),
            author=None if self._is_out(platform, post.author) else post.author,
            reply_to=None if self._is_out(platform, post.reply_to) else post.reply_to,
            quote_of=None if self._is_out(platform, post.quote_of) else post.quote_of,
            mentions=tuple(who for who in post.mentions if not self._is_out(platform, who)),
            links=tuple(link for link in post.links if not self._is_named(link)),
        )

    def over(self, seen: Observation) -> Observation:
        """The same observation, in which nobody who was forgotten is named. Posts stay posts, and are counted."""
        return replace(seen, posts=tuple(self._post(seen.channel.platform, post) for post in seen.posts))
