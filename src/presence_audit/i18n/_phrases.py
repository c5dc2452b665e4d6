"""What results hold in English, said again in another language.

A result stores sentences, not where they came from. So the templates of the translators (the domain "reasons") are
looked for in a stored text: it is read as whole sentences, each by the template that has most of it as literal text;
what was put into their places is looked for in turn. A sentence that no template tells stays English, whole, which is
better than a mixture.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from presence_audit.i18n._places import NOUNS, is_name, is_of_a_list, may_hold, written
from presence_audit.i18n._template import WORD, Found, Template, Text, TooHardError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_NEXT: Final = re.compile(r"[.!?] ")
_PLACE: Final = re.compile(r"\{(\w+)\}")
# What a text may cost, in tries of a template or of a piece of it; a long reason takes a few hundred.
_STEPS: Final = 20_000
# A value is a sentence in a sentence in a sentence; deeper than that nothing of ours goes.
_DEEPEST: Final = 3
_LONGEST_VALUE: Final = 1_000
# A value that runs on into the next sentence is a sign of a wrong reading: so many letters less.
_RUNS_ON: Final = 60
# "LinkedIn: The listing ..." of one channel among several.
_OF_ONE: Final = Template("{whose}: {outcome}")
# "Bluesky 1, Facebook 2." is the same in every language.
_NAME: Final = r"[A-Z][\w.+]{0,40}(?: [A-Z][\w.+]{0,40}){0,2} \d{1,9}"
_NAMES: Final = re.compile(rf"{_NAME}(?:, {_NAME}){{0,100}}\.")
_COUNTED: Final = "{number} "
# What is put into a sentence speaks for a reading a little less than the sentence itself.
_INSIDE: Final = 0.9


class Unit(NamedTuple):
    """One sentence of a text as it is said again. `is_known` says that a template tells it."""

    said: str
    score: float
    is_known: bool


class Phrases:
    """The templates of a language with their translations, and texts said again by them."""

    def __init__(self, translations: Mapping[str, str]) -> None:
        """Take the translations by their English templates; what is not among them stays English."""
        self._translations = translations
        templates = [Template(text) for text in translations]
        known = Counter(word for template in templates for word in template.words)
        # What is counted is told by a template of its own, so that nothing else may stand in its place.
        nouns = (text.removeprefix(_COUNTED) for text in translations if text.startswith(_COUNTED))
        self._nouns = frozenset(re.sub(r"\W+", "_", noun) for noun in nouns)
        self._by_word: dict[str, list[Template]] = defaultdict(list)
        for template in templates:
            rarest = min(template.words, key=lambda word: (known[word], word), default=None)
            if rarest is not None:
                self._by_word[rarest].append(template)
        self._cache: dict[str, tuple[str, int]] = {}
        self._sentences: dict[str, Unit | None] = {}
        self._inside: dict[tuple[str, int], Unit | None] = {}

    def retold(self, text: str) -> str:
        """The text in the language, or as far as it is known."""
        return self._told(text)[0]

    def unknown(self, text: str) -> int:
        """How many sentences of the text no template tells."""
        return self._told(text)[1]

    def _told(self, text: str) -> tuple[str, int]:
        if text not in self._cache:
            try:
                units = self._read(Text(text, [_STEPS]))
            except TooHardError:
                units = [Unit(text, 0, is_known=False)]
            self._cache[text] = " ".join(unit.said for unit in units), sum(not unit.is_known for unit in units)
        return self._cache[text]

    def _read(self, text: Text) -> list[Unit]:
        """Sentence by sentence, as nearly all texts can be read; else as a whole, where some belong together."""
        units: list[Unit] = []
        start = 0
        for end in text.ends:
            said, start = text.said[start:end], end + 1
            if not said:
                continue
            if said not in self._sentences:
                found = (
                    [Unit(said, 0, is_known=True)] if _NAMES.fullmatch(said) else self._units(Text(said, text.steps), 0)
                )
                self._sentences[said] = found[0] if len(found) == 1 and found[0].is_known else None
            unit = self._sentences[said]
            if unit is None:
                return self._units(text, 0)
            units.append(unit)
        return units

    def _candidates(self, text: str) -> list[Template]:
        words = {word.casefold(): None for word in WORD.findall(text)}
        return [
            template
            for word in words
            for template in self._by_word.get(word, ())
            if template.words <= words.keys() and all(literal in text for literal in template.literals[1:-1])
        ]

    def _units(self, text: Text, depth: int) -> list[Unit]:
        """The text as sentences: of all readings the one that has most of it as literal text."""
        candidates, size = self._candidates(text.said), len(text.said)
        best: dict[int, tuple[float, Unit | None, int]] = {size: (0.0, None, size)}
        for start in reversed([0, *(end + 1 for end in text.ends if end + 1 < size)] if size else []):
            following = text.ends[bisect_left(text.ends, start + 1)]
            readings = [(following, Unit(text.said[start:following], -1, is_known=False))]
            readings += self._readings(text, start, candidates, depth)
            options = [(unit.score + best[min(end + 1, size)][0], unit, min(end + 1, size)) for end, unit in readings]
            best[start] = max(options, key=itemgetter(0))
        units, at = [], 0
        while (unit := best[at][1]) is not None:
            units.append(unit)
            at = best[at][2]
        return units

    def _readings(
        self, text: Text, start: int, candidates: Iterable[Template], depth: int
    ) -> Iterator[tuple[int, Unit]]:
        for template in candidates:
            for place in template.at(text, start):
                unit = self._unit(text, start, template, place, depth)
                if unit is not None:
                    yield place.end, unit
        for place in _OF_ONE.at(text, start) if depth < _DEEPEST else ():
            said = self._value(text, "outcome", place.values[1] + place.tail, depth)
            if said is not None and not _NEXT.search(place.values[0]):
                whose = self._value(text, "whose", place.values[0], depth)
                told = f"{whose.said if whose else place.values[0]}: {said.said}"
                yield place.end, Unit(told, said.score * _INSIDE, is_known=True)

    def _unit(self, text: Text, start: int, template: Template, place: Found, depth: int) -> Unit | None:
        """The sentence as it is said again, and how much speaks for this reading; None where it cannot be meant."""
        score = template.weight - 0.5
        values = {}
        for name, value in zip(template.names, place.values, strict=True):
            if not may_hold(name, value):
                return None
            told = self._value(text, name, value, depth)
            if told is None and name in self._nouns:
                return None
            score += told.score * _INSIDE if told else -_RUNS_ON * len(_NEXT.findall(value))
            values[name] = told.said if told else value
        said = _PLACE.sub(lambda found: values.get(found[1], found[0]), self._translations[template.text])
        if place.tail == "-":
            said = said.removesuffix(".")
        elif place.tail and not said.endswith((".", "!", "?")):
            said += place.tail
        begins = text.said[start]
        # It was begun with a capital when it was made a sentence; a name or an address is left as it is.
        is_begun = (begins.isupper() and not template.text.startswith(begins)) or (place.tail == "." and not depth)
        if is_begun and said.split(maxsplit=1)[0].rstrip(".,:;").isalpha():
            said = said[0].upper() + said[1:]
        return Unit(said, score, is_known=True)

    def _value(self, text: Text, name: str, value: str, depth: int) -> Unit | None:
        """What stands in a place, said again: a number, a date, a sentence or a list of them; None where it is none."""
        bare = value.strip()
        if is_name(name) or not bare:
            return self._nouns_in(value)
        number = written(bare)
        if number is not None:
            return Unit(value.replace(bare, number), 1, is_known=True)
        if depth >= _DEEPEST or len(value) > _LONGEST_VALUE:
            return None
        whole = self._whole(text, name, bare, depth)
        if whole is None and ", " in bare:
            parts = [self._whole(text, name, part, depth) for part in bare.split(", ")]
            known = [part for part in parts if part is not None]
            if len(known) == len(parts):
                whole = Unit(", ".join(u.said for u in known), sum(u.score for u in known), is_known=True)
        return whole and whole._replace(said=value.replace(bare, whole.said))

    def _nouns_in(self, value: str) -> Unit | None:
        """A list of names with the common nouns among them said again; None where there are none."""
        parts = value.split(", ")
        if NOUNS.isdisjoint(parts):
            return None
        said = ", ".join(self._translations.get(part, part) if part in NOUNS else part for part in parts)
        return Unit(said, 0, is_known=True)

    def _whole(self, text: Text, name: str, value: str, depth: int) -> Unit | None:
        """A value of whose sentences every one is known; a single word only where a list of words belongs."""
        if " " not in value and "/" not in value and not is_of_a_list(name):
            return None
        if (value, depth) not in self._inside:
            units = self._units(Text(value, text.steps), depth + 1)
            said = Unit(" ".join(unit.said for unit in units), sum(unit.score for unit in units), is_known=True)
            self._inside[value, depth] = said if units and all(unit.is_known for unit in units) else None
        return self._inside[value, depth]
