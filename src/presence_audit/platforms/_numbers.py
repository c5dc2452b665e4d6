"""Counts as sites print them: "5,750", "5 012", "8.84k subscribers", "1,2 mill.", "4,69 M de suscriptores".

A comma or a point is a decimal sign before a scale word ("1,2 mill.") and a thousands sign without one
("5.750"). What can be read in two ways ("1.234K") is not read at all: an unknown count is better than one
that is wrong by a factor of a thousand. The words are those of the Unicode CLDR (compact decimal formats) in the
languages that are read, and what the networks write besides.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from presence_audit.model.observation import Count
from presence_audit.platforms._count_words import ELSEWHERE

if TYPE_CHECKING:
    from collections.abc import Iterable

_THOUSAND: Final = 10**3
_MILLION: Final = 10**6
_LARGEST: Final = 2**53  # as in answers of APIs: what is more counts nothing that there is
_SCALES: Final = {
    _THOUSAND: "k thousand tusen tusind tusinde tausend tsd tuhat tuhatta mille milliers millier mil mila duizend "
    "tys tis тыс",
    10**5: "lakh lakhs",
    _MILLION: "m million millions millioner millionar mill mn mio millionen miljon miljoner milj miljoona miljoonaa "
    "millón millones milhão milhões milione milioni mln miljoen мільйон млн",
    10**7: "crore crores",
    10**9: "mrd mia md mld mm milliard milliards milliarder milliardar milliarde milliarden miljard miljarder "
    "miljardi miljardia miliardo miliardi bilhão bilhões млрд",
    10**12: "bio bill billioner billionar billionen biljon biljoner bilj biljoona biljoonaa billón billones "
    "bilião biliões biljoen bln",
}
_FACTORS: Final = {word: factor for factor, words in _SCALES.items() for word in words.split()}

# Words that are another number in another language: read only where the language is known. A capital counts here.
_BY_LANGUAGE: Final[dict[str, dict[str, int]]] = {
    "b": {"en": 10**9, "es": 10**12},
    "bn": {"en": 10**9, "sv": 10**12, "fr": 10**12},
    "billion": {"en": 10**9, "nb": 10**12, "nn": 10**12, "da": 10**12, "de": 10**12, "fr": 10**12},
    "billions": {"en": 10**9, "fr": 10**12},
    "trillion": {"en": 10**12},
    "t": {"da": _THOUSAND, "fi": _THOUSAND},
    "T": {"en": 10**12, "fr": 10**12},
    "tn": {"sv": _THOUSAND, "en": 10**12},
    "mil.": {"es": _THOUSAND, "pt": _THOUSAND},
    "g": {"fr": 10**9},
    "mi": {"pt": _MILLION},
}
# What such a word means without a language, by whether it is written apart from its number: "1.5B" is English, as
# the others set a space; "12 tn" is Swedish, as English sets none.
_JOINED: Final = {"b": 10**9}
_APART: Final = {"t": _THOUSAND, "tn": _THOUSAND}

# A word in another script can be a number or a noun, and so can one of two letters.
_LATIN: Final = re.compile(r"[a-z\u00df-\u024f\u1e00-\u1eff]+")
_SHORTEST_NOUN: Final = 3

# Every space there is (Zs), and the marks between thousands.
_SPACE: Final = r"[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
_MARK: Final = r"[.,'\u2019 \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
# A number that goes on after what could be read of it ("12 3456", "1,234.5", "12:30", "12 %") is no count.
_NUMBER: Final = re.compile(
    rf"""
    (?P<number>[0-9]{{1,3}}(?P<mark>{_MARK})[0-9]{{3}}(?:(?P=mark)[0-9]{{3}}){{0,3}}
             | [0-9]{{1,2}}(?:,[0-9]{{2}}){{1,4}},[0-9]{{3}}
             | [0-9]{{1,15}}(?:[.,][0-9]{{1,2}})?)
    (?!{_MARK}*\d | [^\w\s]\d | {_SPACE}?%)
    (?P<more>\+)?
    (?P<gap>{_SPACE}*)
    (?:(?P<word>[^\W\d_]+)(?P<dot>\.?)(?P<even_more>\+)?(?:{_SPACE}+(?P<second>[^\W\d_]+))?)?""",
    re.VERBOSE,
)
# Where a number may begin: not inside a word, a date, an amount of money or another number.
_BEGIN: Final = re.compile(r"(?<![\w.,'\u2019#@$\u20ac\u00a3+\u2212-])(?<![0-9]\s)(?=[0-9])")
_TO_THE_NOUN: Final = re.compile(r"\s*(?:(?:de|di|von|of|av|af)\s+|d['\u2019])?", re.IGNORECASE)
_FROM_THE_NOUN: Final = re.compile(r"\s*[:\u2013-]?\s*(?=[0-9])")
_NO_VIEWS: Final = re.compile(r"\s*no views\b", re.IGNORECASE)
_A_THOUSAND: Final = re.compile(
    r"\s*mille(?:\s+(?:abonnés|followers?|vues|iscritti|visualizzazioni))?\s*", re.IGNORECASE
)


def _plain(number: str) -> int | None:
    """A number without a scale word: digits, or digits in groups of three (in India of two, but for the last)."""
    groups = re.split(r"[^0-9]", number)
    if len(groups) == 1:
        return int(number)
    inner = {len(group) for group in groups[1:-1]}
    grouped = groups[0][0] != "0" and len(groups[-1]) == 3 and (inner <= {3} or inner == {2})
    return int("".join(groups)) if grouped else None


def _scaled(number: str, factor: int) -> int | None:
    """A number before a scale word: at most one mark, and that is the decimal sign."""
    whole, *rest = re.split(r"[.,]", number)
    ambiguous = len(rest) > 1 or any(len(part) > 2 for part in rest)
    if ambiguous or not whole.isdigit():
        return None
    return int(Decimal(".".join([whole, *rest])) * factor)


def _factor(found: re.Match[str], language: str | None) -> int | None:
    """What the number is multiplied with: 1 before a noun, None where the word has two readings or none known here."""
    word, joined = found["word"], not found["gap"]
    if word is None:
        return 1
    name = "T" if word == "T" else word.casefold()
    if name == "mil" and found["dot"]:
        name = "mil."  # thousand in Spanish, million in Czech and Romanian
    if name in _BY_LANGUAGE:
        usual = _JOINED.get(name) if joined else _APART.get(word) if language is None else None
        return _BY_LANGUAGE[name].get(language or "", usual)
    factor = _FACTORS.get(name)
    second = _FACTORS.get((found["second"] or "").casefold())
    if factor is not None and (second is not None or (found["second"] or "").casefold() in ELSEWHERE):
        return factor * second if second and factor == _THOUSAND < second else None  # "12 mil millones"
    if factor is None and (joined or len(name) < _SHORTEST_NOUN or name in ELSEWHERE or not _LATIN.fullmatch(name)):
        return None
    return factor or 1


def _read(found: re.Match[str], language: str | None) -> Count | None:
    tag = re.split(r"[-_]", language.casefold())[0] if language else None
    factor = _factor(found, "nb" if tag == "no" else tag)
    if factor is None:
        return None
    value = _plain(found["number"]) if factor == 1 else _scaled(found["number"], factor)
    if value is None or value > _LARGEST:
        return None
    if found["more"] or found["even_more"]:
        return Count(value, "bracket")
    return Count(value, "exact" if factor == 1 else "rounded")


def _end(found: re.Match[str], count: Count) -> int:
    """Where the number ends, with its scale words and without the noun."""
    if found["word"] is None or count.value == _plain(found["number"]):
        return found.end("more") if found["more"] else found.end("number")
    if (found["second"] or "").casefold() in _FACTORS:
        return found.end("second")
    return max(found.end("dot"), found.end("even_more"))


def count_of(text: str, language: str | None = None) -> Count | None:
    """The count that `text` begins with; None where it begins with none, or with one of two readings.

    A scale word makes it "rounded", a plus sign ("500+ connections") a "bracket"; else it is "exact".
    "No views" is the one zero that is said in words. `language` (a tag such as "sv" or "en-GB") is that of the page;
    it is needed for the few words that are another number in another language, such as "billion".
    """
    if _NO_VIEWS.match(text):
        return Count(0)
    if _A_THOUSAND.fullmatch(text):
        return Count(_THOUSAND, "rounded")
    found = _NUMBER.match(text.lstrip())
    return None if found is None else _read(found, language)


def count_in(text: str, words: Iterable[str], language: str | None = None) -> Count | None:
    """The count that a sentence gives of one of `words`: "61,828,042 likes, 12 talking about this", "abonnés : 12 k".

    The number stands right before the word, or right after it. None where there is none, where numbers stand on both
    sides and nothing says which is meant, and where the sentence says two different things.
    """
    noun = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    nouns = list(re.finditer(rf"(?<![^\W_])(?:{noun})(?![^\W_])", text, re.IGNORECASE)) if noun else []
    numbers = [found for begin in _BEGIN.finditer(text) if (found := _NUMBER.match(text, begin.end()))]
    counted = [(found, count) for found in numbers if (count := _read(found, language))]
    said = set()
    for name in nouns:
        before = next((pair for pair in counted if _TO_THE_NOUN.fullmatch(text, _end(*pair), name.start())), None)
        gap = _FROM_THE_NOUN.match(text, name.end())
        after = next((pair for pair in counted if gap and pair[0].start() == gap.end()), None)
        if before and after and re.search(r"[^\W\d_]", text[: before[0].start()]):
            return None
        beside = before or after
        if beside is not None:
            said.add(beside[1])
    return said.pop() if len(said) == 1 else None
