"""A sentence with named places, and where it stands in a text.

Places hold anything, so that a text can be read in several ways. All of a few are tried, and whoever asks chooses; no
regular expression is used, since it might be tried in very many.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLACE: Final = re.compile(r"\{(\w+)\}")
WORD: Final = re.compile(r"[^\W_]+")
_GAP: Final = re.compile(r"(?<=[.!?]) ")
_STOPS: Final = (".", "!", "?")
# So many places of one piece of literal text are tried, and so many ends of a sentence.
_TRIED: Final = 5


class TooHardError(Exception):
    """The text asks for more steps than it is given."""


@dataclass(slots=True)
class Text:
    """A text that is read, and how many steps may still be spent on it: those of strangers cost no more than that."""

    said: str
    steps: list[int]
    ends: list[int] = field(init=False)

    def __post_init__(self) -> None:
        """Find every place at which a sentence may end, in order."""
        self.ends = [*(space.start() for space in _GAP.finditer(self.said)), len(self.said)]

    def take(self) -> None:
        """Spend a step. Raises TooHardError where none is left."""
        self.steps[0] -= 1
        if self.steps[0] < 0:
            raise TooHardError

    def is_end(self, at: int) -> bool:
        """A sentence may end here: at the end of the text, or between a stop and a space."""
        return at == len(self.said) or (self.said[at] == " " and self.said.endswith(_STOPS, 0, at))


class Found(NamedTuple):
    """Where a sentence ends in the text, the values of its places in order, and how it ends beside its own words.

    `tail` is the full stop that the text adds (".") or leaves out ("-"), else empty.
    """

    end: int
    values: tuple[str, ...]
    tail: str


@dataclass(frozen=True)
class Template:
    """One sentence or part of one, as the translators know it."""

    text: str
    literals: tuple[str, ...] = field(init=False)
    names: tuple[str, ...] = field(init=False)
    weight: int = field(init=False)
    words: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Take the text apart: `weight` is the length of its literal text, `words` those that are whole there."""
        pieces = _PLACE.split(self.text)
        bare = _PLACE.sub("\0", self.text)
        whole = (word for word in WORD.finditer(bare) if "\0" not in bare[max(0, word.start() - 1) : word.end() + 1])
        object.__setattr__(self, "literals", tuple(pieces[::2]))
        object.__setattr__(self, "names", tuple(pieces[1::2]))
        object.__setattr__(self, "weight", sum(map(len, self.literals)))
        object.__setattr__(self, "words", frozenset(word[0].casefold() for word in whole))

    def at(self, text: Text, start: int) -> Iterator[Found]:
        """The ways in which it stands in the text from `start` on; its first letter may be a capital there."""
        text.take()
        first = self.literals[0]
        if not _begins(text.said, first, start):
            # What was put into another sentence may have lost its full stop.
            if not self.names and first.endswith(_STOPS) and _is_all(text.said, start, first[:-1]):
                yield Found(len(text.said), (), "-")
            return
        after = start + len(first)
        if self.names:
            yield from self._placed(text, after, 1, ())
        elif text.is_end(after):
            yield Found(after, (), "")
        elif text.said.startswith(".", after) and text.is_end(after + 1) and not first.endswith(_STOPS):
            yield Found(after + 1, (), ".")

    def _placed(self, text: Text, at: int, number: int, values: tuple[str, ...]) -> Iterator[Found]:
        """The ways to go on where a place begins at `at`, which the literal text of that number closes."""
        if number == len(self.names):
            yield from self._closed(text, at, values)
            return
        literal, there = self.literals[number], at - 1
        for _ in range(_TRIED):
            text.take()
            there = text.said.find(literal, there + 1)
            if there < 0:
                return
            yield from self._placed(text, there + len(literal), number + 1, (*values, text.said[at:there]))

    def _closed(self, text: Text, at: int, values: tuple[str, ...]) -> Iterator[Found]:
        """The ways in which the last literal text closes the sentence, and the last place, which begins at `at`."""
        literal, tried = self.literals[-1], 0
        for end in text.ends[bisect_right(text.ends, at) :]:
            text.take()
            for closing, tail in _closings(literal, is_last=end == len(text.said)):
                if end - len(closing) >= at and text.said.endswith(closing, at, end):
                    yield Found(end, (*values, text.said[at : end - len(closing)]), tail)
                    tried += 1
                    break
            if tried == _TRIED:
                return


def _begins(text: str, literal: str, at: int) -> bool:
    if text.startswith(literal, at):
        return True
    return text[at : at + 1] == literal[:1].upper() and text.startswith(literal[1:], at + 1)


def _is_all(text: str, start: int, literal: str) -> bool:
    return len(text) - start == len(literal) and _begins(text, literal, start)


def _closings(literal: str, *, is_last: bool) -> Iterator[tuple[str, str]]:
    """How the end of a sentence may be written: with a stop that was added, as it is, or without its stop."""
    if not literal.endswith(_STOPS):
        yield f"{literal}.", "."
        yield literal, ""
        return
    yield literal, ""
    if is_last:
        yield literal[:-1], "-"
