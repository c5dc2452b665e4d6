"""Which texts nearly repeat another: 3-word shingles, Jaccard 0.8 or more; short texts by equality.

After normalising (lower case, without URLs, handles, hashtags, emoji and digits) a text is its words. A
post that then has no words left (a picture, a bare link) repeats another one only if both carry the same
links; without links it is never taken for a copy.

Near-linear in the number of texts. Of two near copies one lacks at most a fifth of the other's shingles. So if all
texts rank their shingles in the same order, the first fifth of one and that of the other, and one more of each, have
one in common (prefix filtering, Bayardo et al. 2007). Only these are looked up: the marks of a text. The rarest rank
first, which makes boilerplate cheap; any other order would find the same copies. Texts are streamed, and forgotten
when a repeat would not count any more.
"""

from __future__ import annotations

import hashlib
import math
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict, deque
from itertools import chain, count
from operator import mul
from typing import TYPE_CHECKING, Final, NamedTuple

from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from presence_audit.model.observation import Post

_NOT_WORDS = re.compile(r"https?://\S+|www\.\S+|[@#]\w+(?:[@.-]\w+)*")
_WORD = re.compile(r"[^\W\d_]+")
# Latin-1 with a space for whatever is no letter: to translate and split takes a fifth of the time of the expression.
_SPACED: Final = bytes(code if _WORD.fullmatch(chr(code)) else ord(" ") for code in range(256))
_DAY = 86_400.0
# A similarity of exactly 0.8 counts, whatever its last bit says.
_ROUNDING = 1e-9
# One text in so many is counted, and of very many texts about so many: enough to tell frequent words from rare ones.
_ONE_IN: Final = 4
_COUNTED: Final = 2_048

# What no word begins with.
_WORDLESS: Final = "\0"

Mark = int | str
Shingle = tuple[int, int, int]


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, without URLs, handles, hashtags, emoji and digits."""
    folded = text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
    if "@" in folded or "#" in folded or "://" in folded or "www." in folded:
        folded = _NOT_WORDS.sub(" ", folded)
    try:
        return folded.encode("latin-1").translate(_SPACED).decode("latin-1").split()
    except UnicodeEncodeError:
        return _pieces(folded)


def _pieces(text: str) -> list[str]:
    """The words of any text; most pieces between spaces are one, and need no expression."""
    words: list[str] = []
    for piece in text.split():
        if piece.isalpha():
            words.append(piece)
        else:
            words += _WORD.findall(piece)
    return words


def print_of(words: Sequence[str]) -> int:
    """A number that stands for the words in their order, the same in every batch (64 bits, never 0 or 1)."""
    said = " ".join(words).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(said, digest_size=8).digest(), "big") | 2


class Text(NamedTuple):
    """One text: when it was published (seconds), whose it is, its words as numbers, and by what its copies are found.

    Short texts have no `words` but one mark, themselves, or none where there is nothing to compare.
    """

    when: float
    owner: int
    words: Sequence[int]
    marks: Sequence[Mark]

    @property
    def has_words(self) -> bool:
        """It is not only links or emoji."""
        return bool(self.words) or any(not str(mark).startswith(_WORDLESS) for mark in self.marks)


class Vocabulary:
    """The words of texts that are compared with each other, numbered from the most frequent to the rarest.

    Args:
        posts: those that will be compared. Only some are counted; a word that is met later ranks as rare.
    """

    def __init__(self, posts: Sequence[Post]) -> None:
        counted = posts[:: max(_ONE_IN, len(posts) // _COUNTED)]
        found = Counter(chain.from_iterable([words_of(post.text) for post in counted]))
        ranked = count(1)
        self._numbers: defaultdict[str, int] = defaultdict(ranked.__next__)
        self._numbers.update(zip((word for word, _ in found.most_common()), ranked, strict=False))
        rules = anchors().effective
        self._similarity, self._least = rules.similarity, rules.equality_below

    def text(self, post: Post, said: Sequence[str], owner: int = 0, *, wordless: bool = False) -> Text:
        """A dated post that says so (`words_of`). With `wordless`, texts of emoji alone are compared as written."""
        assert post.published_at is not None
        when = post.published_at.timestamp()
        if len(said) >= self._least:
            words = list(map(self._numbers.__getitem__, said))
            return Text(when, owner, words, self._marks(words))
        key = " ".join(said)
        if not key and post.links:
            key = f"{_WORDLESS}links\0" + "\0".join(sorted(post.links))
        elif not key and wordless and post.text.strip():
            key = f"{_WORDLESS}text\0" + post.text.strip()
        return Text(when, owner, (), (key,) if key else ())

    def _marks(self, words: list[int]) -> list[int]:
        """The rarest shingles of a text, each as the product of its first two words, which is nearly its own.

        That two shingles share a product makes more texts be compared and hides none.
        """
        shingles = len(words) - 2
        needed = shingles - math.ceil(self._similarity * shingles - _ROUNDING) + 1
        return sorted(set(map(mul, words, words[1:-1])), reverse=True)[:needed]


def _shingles(words: Sequence[int]) -> set[Shingle]:
    return set(zip(words, words[1:], words[2:], strict=False))


def _alike(one: set[Shingle], two: set[Shingle], least: float) -> bool:
    smaller, larger = sorted((len(one), len(two)))
    if smaller < least * larger - _ROUNDING:
        return False
    common = len(one & two)
    return common >= least * (smaller + larger - common) - _ROUNDING


class _Places:
    """Places by mark. Nearly every mark has one place; a list for each of them would take most of the memory."""

    def __init__(self) -> None:
        self._first: dict[Mark, int] = {}
        self._more: dict[Mark, deque[int]] = {}

    def put(self, marks: Iterable[Mark], place: int) -> None:
        for mark in marks:
            if self._first.setdefault(mark, place) != place:
                self._more.setdefault(mark, deque()).append(place)

    def drop(self, marks: Iterable[Mark]) -> None:
        """Take out the oldest place of each of the marks."""
        for mark in marks:
            more = self._more.get(mark)
            if more is None:
                del self._first[mark]
                continue
            self._first[mark] = more.popleft()
            if not more:
                del self._more[mark]

    def get(self, marks: Sequence[Mark]) -> list[int]:
        """The places of any of the marks, ascending."""
        if self._first.keys().isdisjoint(marks):
            return []
        met = set(map(self._first.get, marks))
        met.update(chain.from_iterable(self._more.get(mark, ()) for mark in marks))
        return sorted(place for place in met if place is not None)


def _repeated(text: Text, others: Sequence[int], texts: Mapping[int, Text], similarity: float) -> int | None:
    """Which of the others the text repeats: the one that is equal to it, else the first that is nearly so."""
    for other in others:
        if texts[other].words == text.words:
            return other
    mine = _shingles(text.words)
    return next((other for other in others if _alike(mine, _shingles(texts[other].words), similarity)), None)


def originals(texts: Iterable[Text], reach: Callable[[Text, Text], float]) -> Iterator[int | None]:
    """For each text the place of the earlier text it nearly repeats, or None where it is the first.

    A text is compared with those that were kept, not with repeats, so that the same post every day collapses to one
    per `reach`. Where it repeats several, it repeats the one that is equal to it, else the earliest.

    Args:
        texts: in order of time.
        reach: how many seconds after the first text the second one still counts as its repeat.
    """
    rules = anchors().effective
    span = max(rules.repeat_days, rules.copy_days) * _DAY
    kept: dict[int, Text] = {}
    order: deque[int] = deque()
    places = _Places()
    for place, text in enumerate(texts):
        while order and text.when - kept[order[0]].when > span:
            places.drop(kept.pop(order.popleft()).marks)
        first = None
        if others := places.get(text.marks):
            within = [other for other in others if text.when - kept[other].when <= reach(kept[other], text)]
            first = _repeated(text, within, kept, rules.similarity)
        yield first
        if first is None and text.marks:
            kept[place] = text
            order.append(place)
            places.put(text.marks, place)


class Copies:
    """Which of some texts nearly repeat a source that came at most `seconds` before them.

    The sources are told one by one, because there may be far more of them than texts. `hits` are the places of the
    texts that repeat one of those told so far.

    Args:
        texts: in order of time.
        seconds: how long a copy of a source is one.
    """

    def __init__(self, texts: Sequence[Text], seconds: float) -> None:
        self.hits: set[int] = set()
        self._words = [text.words for text in texts]
        self._whens = [text.when for text in texts]
        self._seconds = seconds
        self._similarity = anchors().effective.similarity
        self._waiting: defaultdict[Mark, list[int]] = defaultdict(list)
        for place, text in enumerate(texts):
            for mark in text.marks if text.has_words else ():
                self._waiting[mark].append(place)

    def tell(self, source: Text) -> None:
        """Take in one source, of the same vocabulary as the texts."""
        if self._waiting.keys().isdisjoint(source.marks):
            return
        whens, when = self._whens, source.when
        mine = _shingles(source.words)
        for places in (self._waiting[mark] for mark in source.marks if mark in self._waiting):
            first = bisect_left(places, when, key=whens.__getitem__)
            last = bisect_right(places, self._seconds, first, key=lambda place: whens[place] - when)
            for place in places[first:last]:
                words = self._words[place]
                if place not in self.hits and (
                    words == source.words or _alike(mine, _shingles(words), self._similarity)
                ):
                    self.hits.add(place)
            # What is known to be a copy need not be compared again, however often it was copied.
            places[first:last] = [place for place in places[first:last] if place not in self.hits]
