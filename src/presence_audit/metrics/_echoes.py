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
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict, deque
from itertools import accumulate, chain, repeat
from operator import add, mul
from typing import TYPE_CHECKING, Final, NamedTuple

from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from presence_audit.model.observation import Post, Trace

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

# From so many texts on, those that cannot be alike are told by sketches of so many bits first.
_SEVERAL: Final = 8
_BITS: Final = 256
# A place takes so many bits beside its mark, and the marks a table of so many bytes for each.
_PLACE: Final = 24
_ROOM: Final = 8
# So many words are frequent enough for their numbers to lie apart.
_SPREAD: Final = 1_024
# What no word begins with.
_WORDLESS: Final = "\0"
# Instead of a print, which is neither.
NOTHING: Final = 0
BRIEF: Final = 1

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
    return _number(" ".join(words))


def print_of_links(links: Iterable[str]) -> int:
    """A number that stands for the links of a post without words, in whatever order; as `print_of`."""
    return _number(f"{_WORDLESS}links\0" + "\0".join(sorted(links)))


def _number(said: str) -> int:
    digest = hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") | 2


def _kept(trace: Trace) -> int | None:
    """The print of a trace as `print_of` makes it: a store may keep it as a signed number."""
    return None if trace.print is None else trace.print % (1 << 64)


class Text(NamedTuple):
    """One text: when it was published (seconds), whose it is, its words as numbers, and by what its copies are found.

    Short texts have one mark, themselves, or none where there is nothing to compare.
    """

    when: float
    owner: int
    words: array[int]
    marks: Sequence[Mark]


class Vocabulary:
    """The words of texts that are compared with each other, numbered from the most frequent to the rarest.

    Of a post whose words are not kept the words are known where another one says the very same. Else its print stands
    for them, as one word that no text holds: it is equal to that of posts with the same print, and near to nothing.

    Args:
        posts: those that will be compared. Only some are counted; a word that is met later ranks as rare.
    """

    def __init__(self, posts: Sequence[Post]) -> None:
        counted = posts[:: max(_ONE_IN, len(posts) // _COUNTED)]
        found = Counter(chain.from_iterable([words_of(post.text) for post in counted]))
        # The gaps keep sums and products of the frequent ones apart, on which short vocabularies depend.
        ranked = accumulate(chain((1 + n * n % 13 for n in range(_SPREAD)), repeat(1)))
        self._numbers: defaultdict[str, int] = defaultdict(ranked.__next__)
        self._numbers.update(zip((word for word, _ in found.most_common()), ranked, strict=False))
        rules = anchors().effective
        self._similarity, self._least = rules.similarity, rules.equality_below
        wanted = {_kept(post.trace) for post in posts if post.trace is not None and post.trace.words}
        self._kept: dict[int | None, list[str]] = {}
        for post in posts if wanted else ():
            if post.trace is None and (made := print_of(said := words_of(post.text))) in wanted:
                self._kept.setdefault(made, said)

    def said(self, post: Post) -> Sequence[str]:
        """The words of a post, or what stands for them where they are not kept."""
        trace = post.trace
        if trace is None:
            return words_of(post.text)
        if not trace.words or trace.print is None:
            return ()
        made = _kept(trace)
        return self._kept.get(made) or (f"{_WORDLESS}{made}",)

    def print(self, post: Post, said: Sequence[str], least: int) -> int:
        """The number by which the same words are found on other accounts (`print_of`).

        BRIEF where there are fewer words than `least`, NOTHING where there are neither words nor links.
        """
        trace = post.trace
        if trace is None:
            return print_of(said) if len(said) >= least else BRIEF if said or post.links else NOTHING
        made = _kept(trace)
        return NOTHING if made is None else made if trace.words >= least else BRIEF

    def text(self, post: Post, said: Sequence[str], owner: int = 0, *, wordless: bool = False) -> Text:
        """A dated post that says so (`said`). With `wordless`, texts of emoji alone are compared as written."""
        assert post.published_at is not None
        when, words = post.published_at.timestamp(), self.words(said)
        if len(words) >= self._least:
            return Text(when, owner, array("I", words), self._marks(words))
        key = " ".join(said)
        if not key and post.links:
            key = f"{_WORDLESS}{print_of_links(post.links)}"
        elif not key and post.trace is not None:
            key = "" if post.trace.print is None else f"{_WORDLESS}{_kept(post.trace)}"
        elif not key and wordless and post.text.strip():
            key = f"{_WORDLESS}text\0" + post.text.strip()
        return Text(when, owner, array("I", words), (key,) if key else ())

    def words(self, said: Iterable[str]) -> list[int]:
        """Words as numbers, the more frequent ones the smaller."""
        return list(map(self._numbers.__getitem__, said))

    def _marks(self, words: list[int]) -> list[int]:
        """The rarest shingles of a text, each as one number: b * (a + c) of a shingle (a, b, c).

        It grows with each of the three words, is nearly the shingle's own, and is made without a call for each. That
        two shingles share a number makes more texts be compared, and hides none.
        """
        shingles = len(words) - 2
        needed = shingles - math.ceil(self._similarity * shingles - _ROUNDING) + 1
        pairs = list(map(mul, words, words[1:]))
        return sorted(set(map(add, pairs, pairs[1:])), reverse=True)[:needed]


def _entry(mark: Mark) -> int:
    """A mark as the upper forty bits of a number, with room for a place below.

    Two marks may share them, and those of short texts differ from run to run; words decide what is a copy.
    """
    return hash(mark) % (1 << 64 - _PLACE) << _PLACE


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


def _sketch(shingles: Iterable[Shingle]) -> int:
    """A bit for each shingle. Where two sketches differ by many bits, the texts do by as many shingles."""
    sketch = 0
    for shingle in shingles:
        sketch |= 1 << hash(shingle) % _BITS
    return sketch


class _Comparison:
    """Finds those of many texts that one is like, by place.

    Texts made after one pattern share most of what they say without being copies. To compare a sketch takes a
    twentieth of the time that it takes to compare the shingles.
    """

    def __init__(self, words: Callable[[int], array[int]]) -> None:
        self._words = words
        rules = anchors().effective
        self._similarity, self._least = rules.similarity, rules.equality_below
        self._sketches: dict[int, int] = {}

    def alike(self, words: array[int], places: Sequence[int]) -> Iterator[int]:
        """Those of the places whose texts are nearly alike, the equal ones first; short texts only if equal."""
        yield from (place for place in places if self._words(place) == words)
        if len(words) < self._least:
            return
        mine = _shingles(words)
        if len(places) >= _SEVERAL:
            places = self._likely(mine, places)
        for place in places:
            if self._words(place) != words and _alike(mine, _shingles(self._words(place)), self._similarity):
                yield place

    def forget(self, place: int) -> None:
        """The text at the place will not be compared any more."""
        self._sketches.pop(place, None)

    def _likely(self, mine: set[Shingle], places: Sequence[int]) -> list[int]:
        lacking = len(mine) - math.ceil(self._similarity * len(mine) - _ROUNDING)
        sketch, sketches = _sketch(mine), self._sketches
        for place in places:
            if place not in sketches:
                sketches[place] = _sketch(_shingles(self._words(place)))
        return [place for place in places if (sketch & ~sketches[place]).bit_count() <= lacking]


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
    comparison = _Comparison(lambda place: kept[place].words)
    for place, text in enumerate(texts):
        while order and text.when - kept[order[0]].when > span:
            comparison.forget(order[0])
            places.drop(kept.pop(order.popleft()).marks)
        first = None
        if others := places.get(text.marks):
            within = [other for other in others if text.when - kept[other].when <= reach(kept[other], text)]
            first = next(comparison.alike(text.words, within), None)
        yield first
        if first is None and text.marks:
            kept[place] = text
            order.append(place)
            places.put(text.marks, place)


class Copies:
    """Which of some texts nearly repeat a source that came at most `seconds` before them.

    The sources are told one by one, because there may be far more of them than texts. `hits` are the places of the
    texts that repeat one of those told so far. Of the texts only their times and marks are kept; few are ever compared.

    Args:
        texts: in order of time.
        words: the words of the text at a place, as numbers.
        seconds: how long a copy of a source is one.
    """

    def __init__(self, texts: Iterable[Text], words: Callable[[int], array[int]], seconds: float) -> None:
        self.hits: set[int] = set()
        self._whens = array("d")
        self._seconds = seconds
        self._comparison = _Comparison(words)
        # Places by mark, as one sorted array: forty bits of the mark and then the place. Lists in a dictionary, made
        # only of marks that are asked for, would take ten times the memory.
        entries = array("Q")
        for place, text in enumerate(texts):
            self._whens.append(text.when)
            entries.extend(_entry(mark) | place for mark in (text.marks if text.words else ()))
        self._entries = array("Q", sorted(entries))
        self._met = bytearray(1 << (_ROOM * len(entries)).bit_length())
        for entry in entries:
            self._met[(entry >> _PLACE) % len(self._met)] = 1
        self._waiting: dict[Mark, list[int]] = {}

    def tell(self, source: Text) -> None:
        """Take in one source, of the same vocabulary as the texts."""
        met, lower, whens, when = self._met, len(self._met) - 1, self._whens, source.when
        for mark in source.marks:
            # Nearly always not, and told without a call; the table has as many bytes as a number of bits can tell.
            if not met[hash(mark) & lower] or not (places := self._places(mark)):
                continue
            first = bisect_left(places, when, key=whens.__getitem__)
            last = bisect_right(places, self._seconds, first, key=lambda place: whens[place] - when)
            if first < last:
                self.hits.update(self._comparison.alike(source.words, places[first:last]))
                # What is known to be a copy need not be compared again, however often it was copied.
                places[first:last] = [place for place in places[first:last] if place not in self.hits]

    def _places(self, mark: Mark) -> list[int]:
        """The places of the texts with a mark, ascending, as far as they are no hits yet."""
        if mark not in self._waiting:
            entry = _entry(mark)
            first, last = (bisect_left(self._entries, end) for end in (entry, entry + (1 << _PLACE)))
            if first == last:
                return []
            self._waiting[mark] = [entry % (1 << _PLACE) for entry in self._entries[first:last]]
        return self._waiting[mark]
