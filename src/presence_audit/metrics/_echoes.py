"""Which texts nearly repeat another: 3-word shingles, Jaccard 0.8 or more; short texts by equality.

After normalising (lower case, without URLs, handles, hashtags, emoji and digits) a text is its words. A
post that then has no words left (a picture, a bare link) repeats another one only if both carry the same
links; without links it is never taken for a copy.

Near-linear in the number of texts: a text can only be a near copy of one with which it shares one of its
rarest shingles (prefix filtering, Bayardo et al. 2007), so only those are indexed, and only for as long as
a repeat would count. Rarity is judged by the words' frequency in the batch, which makes boilerplate cheap.
"""

from __future__ import annotations

import hashlib
import math
import re
import unicodedata
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, count, repeat
from operator import and_, mul
from typing import TYPE_CHECKING

from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from presence_audit.model.observation import Post

_NOT_WORDS = re.compile(r"https?://\S+|www\.\S+|[@#]\w+(?:[@.-]\w+)*")
_WORD = re.compile(r"[^\W\d_]+")
_DAY = 86_400.0
_BUCKETS = 2**20 - 1
# A similarity of exactly 0.8 counts, whatever its last bit says.
_ROUNDING = 1e-9

Shingle = tuple[int, int, int]


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, without URLs, handles, hashtags, emoji and digits."""
    folded = text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
    if "@" in folded or "#" in folded or "://" in folded or "www." in folded:
        folded = _NOT_WORDS.sub(" ", folded)
    return _WORD.findall(folded)


def print_of(words: Sequence[str]) -> int:
    """A number that stands for the words in their order, the same in every batch (64 bits, never 0 or 1)."""
    said = " ".join(words).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(said, digest_size=8).digest(), "big") | 2


@dataclass(frozen=True, slots=True)
class Text:
    """One text of a batch: when it was published (seconds), whose it is, and its words as numbers.

    `key` is what short texts are compared by; empty where there is nothing to compare.
    """

    when: float
    owner: int
    words: array[int]
    key: bytes


class Batch:
    """Texts whose words are numbered together; all are added before any is compared."""

    def __init__(self) -> None:
        self.numbers: defaultdict[str, int] = defaultdict(count().__next__)
        self._shingles: Counter[int] = Counter()
        self.texts: list[Text] = []

    def add(self, post: Post, owner: int = 0, *, wordless: bool = False) -> list[str]:
        """Append a dated post and give its words. With `wordless`, texts of emoji alone are compared as written."""
        assert post.published_at is not None
        said = words_of(post.text)
        words = array("I", map(self.numbers.__getitem__, said))
        self._shingles.update(_buckets(words))
        key = words.tobytes()
        if not words and post.links:
            key = b"\0links\0" + "\0".join(sorted(post.links)).encode("utf-8", "surrogatepass")
        elif not words and wordless and post.text.strip():
            key = b"\0text\0" + post.text.strip().encode("utf-8", "surrogatepass")
        self.texts.append(Text(post.published_at.timestamp(), owner, words, key))
        return said

    def is_alone(self, text: Text, similarity: float) -> bool:
        """So many shingles occur in no other text of the batch that none can be a near copy."""
        counts = list(map(self._shingles.__getitem__, _buckets(text.words)))
        return counts.count(1) > (1 - similarity) * len(counts) + _ROUNDING

    @cached_property
    def _occurrences(self) -> Counter[int]:
        """How often each word occurs; counted when the batch is whole, and only if it is asked for."""
        return Counter(chain.from_iterable(text.words for text in self.texts))

    def rarest(self, words: array[int], similarity: float) -> list[Shingle]:
        """The shingles by which a near copy is found: those of the rarest words, one order for the whole batch."""
        seen = list(map(self._occurrences.__getitem__, words))
        rarity = map(mul, map(mul, seen, seen[1:]), seen[2:])
        ranked = sorted(set(zip(rarity, zip(words, words[1:], words[2:], strict=False), strict=False)))
        needed = len(ranked) - math.ceil(similarity * len(ranked) - _ROUNDING) + 1
        return [shingle for _, shingle in ranked[:needed]]


def _buckets(words: array[int]) -> Iterable[int]:
    """The shingles as numbers below a bound, so that counting them takes bounded memory."""
    return map(and_, map(hash, zip(words, words[1:], words[2:], strict=False)), repeat(_BUCKETS))


def _shingles(words: array[int]) -> set[Shingle]:
    return set(zip(words, words[1:], words[2:], strict=False))


def _alike(one: set[Shingle], two: set[Shingle], least: float) -> bool:
    smaller, larger = sorted((len(one), len(two)))
    if smaller < least * larger - _ROUNDING:
        return False
    common = len(one & two)
    return common >= least * (smaller + larger - common) - _ROUNDING


class _Shelf:
    """The texts kept so far, forgotten once `span` seconds have gone twice."""

    def __init__(self, span: float) -> None:
        self._span = span
        self._generation = -math.inf
        self._new: dict[object, list[int]] = {}
        self._old: dict[object, list[int]] = {}

    def turn(self, when: float) -> None:
        generation = when // self._span
        if generation > self._generation:
            self._old = self._new if generation == self._generation + 1 else {}
            self._new = {}
            self._generation = generation

    def put(self, keys: Iterable[object], index: int) -> None:
        for key in keys:
            self._new.setdefault(key, []).append(index)

    def get(self, keys: Iterable[object]) -> Iterable[int]:
        met: set[int] = set()
        for key in keys:
            for shelf in (self._old, self._new):
                for index in shelf.get(key, ()):
                    if index not in met:
                        met.add(index)
                        yield index


def originals(batch: Batch, reach: Callable[[Text, Text], float]) -> list[int | None]:
    """For each text the index of the earlier text it nearly repeats, or None where it is the first.

    The texts must be in order of time. A text is compared with those that were kept, not with repeats, so
    that the same post every day collapses to one per `reach`.

    Args:
        batch: the texts.
        reach: how many seconds after the first text the second one still counts as its repeat.
    """
    rules = anchors().effective
    texts = batch.texts
    shelf = _Shelf(max(rules.repeat_days, rules.copy_days) * _DAY)
    found: list[int | None] = []
    for index, text in enumerate(texts):
        shelf.turn(text.when)
        short = len(text.words) < rules.equality_below
        keys: list[object] = [text.key] if text.key else []
        mine: set[Shingle] = set()
        if not short:
            if batch.is_alone(text, rules.similarity):
                found.append(None)
                continue
            mine = _shingles(text.words)
            keys += batch.rarest(text.words, rules.similarity)
        first: int | None = None
        for other in shelf.get(keys):
            candidate = texts[other]
            if text.when - candidate.when > reach(candidate, text):
                continue
            if candidate.key == text.key or (
                not short
                and len(candidate.words) >= rules.equality_below
                and _alike(mine, _shingles(candidate.words), rules.similarity)
            ):
                first = other
                break
        found.append(first)
        if first is None:
            shelf.put(keys, index)
    return found


def _watched(batch: Batch, similarity: float, least: int) -> dict[Shingle, list[int]]:
    """By which shingles a near copy of each text is noticed: a few of it, one order for all (prefix filtering)."""
    found: dict[Shingle, list[int]] = {}
    for index, text in enumerate(batch.texts):
        if len(text.words) < least:
            continue
        ranked = sorted(_shingles(text.words))
        for shingle in ranked[: len(ranked) - math.ceil(similarity * len(ranked) - _ROUNDING) + 1]:
            found.setdefault(shingle, []).append(index)
    return found


def copied(batch: Batch, sources: Iterable[Post], seconds: float) -> set[int]:
    """Which texts of the batch nearly repeat a source that came at most `seconds` before them.

    The texts must be in order of time. The sources are streamed, because there may be far more of them than texts.
    """
    rules = anchors().effective
    numbers, texts = dict(batch.numbers), batch.texts
    by_key: dict[bytes, list[int]] = {}
    for index, text in enumerate(texts):
        by_key.setdefault(text.key, []).append(index)
    watched = _watched(batch, rules.similarity, rules.equality_below)
    whens = [text.when for text in texts]
    hits: set[int] = set()
    for post in sources:
        if post.published_at is None:
            continue
        when = post.published_at.timestamp()
        first = bisect_left(whens, when)
        if first == len(whens) or whens[first] - when > seconds:
            continue  # nobody said anything soon enough after it
        words = [numbers.get(word, -1) for word in words_of(post.text)]
        if len(words) < rules.equality_below:
            matches = by_key.get(array("I", words).tobytes(), []) if words and -1 not in words else []
            hits.update(i for i in matches if 0 <= whens[i] - when <= seconds)
            continue
        if watched.keys().isdisjoint(zip(words, words[1:], words[2:], strict=False)):
            continue
        mine = set(zip(words, words[1:], words[2:], strict=False))
        near = {i for shingle in mine for i in watched.get(shingle, ()) if 0 <= whens[i] - when <= seconds}
        hits.update(i for i in near - hits if _alike(mine, _shingles(texts[i].words), rules.similarity))
    return hits
