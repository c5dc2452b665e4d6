"""How hard a text is to read: its words, its sentences, its long words, and for English its syllables.

Web addresses, handles and hashtags are nobody's reading and are taken out. A word is what stands between two
spaces and has a letter or a digit ("f.eks.", "10.30" and "e-post" are one each); it is long from seven letters on
(Bjornsson 1968).

A sentence ends at a full stop, a question or exclamation mark, at an ellipsis, a colon, a bullet or an emoji before
a capital letter, and at the end of a line, because headlines and lists have no full stops. No sentence ends at an
abbreviation ("kl. 10.30", "f.eks."), an initial, or a number of one or two digits with a point ("17. mai", "1." of a
list); nor at the end of a full line that goes on with a small letter, which is text wrapped by hand. In a text
without any capital letter a full stop before a small one ends a sentence too. A text has at least one sentence.

No library for telling languages is used: the platform tells the language of most posts, LIX needs none, and to be
sure of it in a text of thirty words costs more than all the rest. Syllables are counted by rule (groups of vowels
without the silent e), which is near enough for a number that is shown and not scored. Languages that are written
without spaces have no words that could be counted this way and are not judged.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import filterfalse
from typing import Final, NamedTuple

from presence_audit.metrics._texts import is_latin, own, plain

# By the first part of the language tag, and by the letters where no language is told.
_SPACELESS: Final = frozenset({"ja", "zh", "yue", "wuu", "th", "lo", "km", "my", "bo", "dz"})
_SPACELESS_LETTERS: Final = re.compile("[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")

_EDGES: Final = " .,:;!?-+*/|_=~<>()[]{}\"'`&%\u2026\u2013\u2014\u00ab\u00bb\u201c\u201d\u201e\u2018\u2019\u2022"
_ANY: Final = re.compile(r"[^\W_]")
_LINE: Final = re.compile(r"\w[^\n]*")
_WRAP: Final = re.compile(r"(?<=[^\n]{59}[^\n.!?:])\n(?=[a-z\u00df-\u00f6\u00f8-\u00ff])")
# Bounded and possessive, so that ten thousand dots cost no more than ten thousand letters.
_AFTER: Final = r"[^\w\s]{0,8}+[^\S\n]{1,16}+[^\w\n]{0,16}+(?=(\w))"
_LATIN_STOP: Final = re.compile(r"([.!?:]{1,16}+)" + _AFTER)
_STOP: Final = re.compile(
    "([.!?:\u2026\u061f\u06d4\u0964\u2022\u25aa\u25cf\u2600-\u27bf\U0001f300-\U0001faff]{1,16}+)" + _AFTER
)
_ENDS_ALWAYS: Final = re.compile("[!?\u061f\u06d4\u0964]")
_BEFORE: Final = 16  # how many characters before a mark are looked at

# After these comes a name or a number, and no new sentence. After "osv.", "etc." or "m.m." there may come one: before
# a capital letter they end a sentence, as any other word does.
_SHORT_FORMS: Final = (
    "adm avd bl.a bzw ca d.h d.v.s dir dr dvs e.g eg ekskl esim ev evt evtl f.eks feks fig fr fru ggf hr i.e i.f.t "
    "i.h.t inkl jf jfr jr kap kgl kl mht mr mrs ms nr p.g.a pga pkt prof resp s.k st t.ex t.o.m tel tlf u.a vgl vs z.b"
)
_ABBREVIATIONS: Final = frozenset(_SHORT_FORMS.split())
_VOWELS: Final = re.compile(r"[aeiouy]+")
_SYLLABLES_KEPT: Final = 1 << 16
_ENGLISH: Final = frozenset(("the", "of", "and", "with", "that", "this", "our", "you", "your", "are", "be", "we", "it"))
_LONGEST: Final = 40  # no English word is longer, and none that is need be remembered


class Reading(NamedTuple):
    """What was counted in one text, or in several together. `syllables` is 0 where they were not asked for."""

    words: int = 0
    sentences: int = 0
    long_words: int = 0
    syllables: int = 0

    def joined(self, other: Reading) -> Reading:
        """Both, as one text."""
        return Reading(
            self.words + other.words,
            self.sentences + other.sentences,
            self.long_words + other.long_words,
            self.syllables + other.syllables,
        )

    @property
    def lix(self) -> float:
        """LIX (Bjornsson 1968): words per sentence and long words in a hundred, added; about 15 to 70.

        Raises:
            ZeroDivisionError: there are no words.
        """
        return self.words / self.sentences + 100 * self.long_words / self.words

    @property
    def flesch(self) -> float:
        """Flesch's reading ease (1948), for English: 100 is very easy, 0 very hard; it may lie outside.

        Raises:
            ZeroDivisionError: there are no words.
        """
        return 206.835 - 1.015 * self.words / self.sentences - 84.6 * self.syllables / self.words


def _is_stop(text: str, found: re.Match[str], *, is_small: bool) -> bool:
    """Whether a sentence ends at the mark; `is_small` says that the text has no capital letters."""
    mark, following = found.groups()
    if not _ENDS_ALWAYS.search(mark) and following.islower() and not (is_small and "." in mark):
        return False
    start = found.start()
    before = text[max(0, start - _BEFORE) : start].rpartition("\n")[2]
    if not _ANY.search(before):
        return False
    if mark != "." or before[-1].isspace():
        return True
    word = before.split()[-1].lstrip(_EDGES).lower()
    is_short_number = word.isdecimal() and len(word) <= 2  # a day of the month, or a place in a list
    return not (is_short_number or (len(word) == 1 and word.isalpha()) or word in _ABBREVIATIONS)


def _sentences(text: str) -> int:
    is_small = text.islower()
    lines = len(_LINE.findall(text)) - len(_WRAP.findall(text)) if "\n" in text else 1
    stops = (_LATIN_STOP if is_latin(text) else _STOP).finditer(text)
    return max(1, lines + sum([_is_stop(text, found, is_small=is_small) for found in stops]))


def _letters(word: str) -> int:
    return sum(map(str.isalpha, word))


@lru_cache(_SYLLABLES_KEPT)
def _syllables(word: str) -> int:
    """The syllables of an English word, by rule: groups of vowels, without a silent e at the end."""
    word = word.strip(_EDGES).lower()
    groups = len(_VOWELS.findall(word))
    if word.endswith("e") and not word.endswith(("le", "ee", "ie", "oe", "ye")):
        groups -= 1
    return max(1, groups)


def reads_like_english(text: str) -> bool:
    """The text holds so many of the commonest English words as English does: a site may call any post English.

    One word in twenty at least is one of a dozen that other languages of the audit do not have; in English text they
    make up one in six (Brown corpus: "the" alone 7 %).
    """
    words = text.lower().split()
    return sum([word in _ENGLISH for word in words]) * 20 >= len(words) > 0


def is_spaceless(text: str, language: str | None) -> bool:
    """The text is written in a language without spaces between words, as it is told or as its letters say."""
    if language and language.partition("-")[0].lower() in _SPACELESS:
        return True
    if is_latin(text) or not _SPACELESS_LETTERS.search(text):
        return False
    return 2 * len(_SPACELESS_LETTERS.findall(text)) > sum(map(str.isalpha, text))


def reading_of(text: str, long_letters: int, *, least_words: int = 1, syllables: bool = False) -> Reading | None:
    """What a reader meets in a text; None where it has fewer than `least_words` words.

    Args:
        text: as it was published.
        long_letters: from how many letters on a word is long.
        least_words: how many words it must have, 1 or more.
        syllables: whether to count those too, by the rules of English.
    """
    text = own(plain(text))
    pieces = text.split()
    simple = list(filter(str.isalpha, pieces))
    # With a full stop, a hyphen or digits in them; or an emoji and no word at all.
    other = [piece for piece in filterfalse(str.isalpha, pieces) if _ANY.search(piece)]
    words = len(simple) + len(other)
    if words < least_words:
        return None
    long_words = sum([len(word) >= long_letters for word in simple])
    long_words += sum([len(word) >= long_letters and _letters(word) >= long_letters for word in other])
    spoken = sum([_syllables(word[:_LONGEST]) for word in (*simple, *other)]) if syllables else 0
    return Reading(words, _sentences(text), long_words, spoken)
