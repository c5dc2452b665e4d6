"""Ages as sites print them: "3 weeks ago", "for 2 måneder siden", "il y a 5 j", "20h", "yesterday".

A printed age is rounded down, so "3 weeks ago" is anything from 21 to 28 days. A month has 28 to 31 days
and a year 365 or 366, and which of them the site means is not known: the interval holds every reading. "About"
and "almost" say that it was not rounded down, and such an age is not read.

An age in a sentence ("vor 3 Tagen") says itself in which language it is. A bare one ("2 u") does not: there it takes
the language of the page, or an abbreviation that means the same in every language known here. A bare "5m" is months
in some places and minutes in others, and is read only where the caller knows which.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from presence_audit.platforms._age_words import APPROXIMATELY, LANGUAGES, MOMENTS

if TYPE_CHECKING:
    from presence_audit.model.observation import DatePrecision

_EARLIEST: Final = datetime(1, 1, 2, tzinfo=UTC)
_SECONDS: Final = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 7 * 86400}
_PRECISION: Final[dict[str, DatePrecision]] = {
    "second": "second",
    "minute": "day",
    "hour": "day",
    "day": "day",
    "week": "week",
    "month": "month",
    "year": "year",
}


def _key(word: str) -> str:
    """A word without its capitals; a single letter keeps its own: German "5 m" is minutes, "2 M" months."""
    return word if len(word) == 1 else word.casefold()


# At most four digits: nobody is 10,000 years old.
_NUMBER: Final = r"(?P<n>[0-9]{1,4})\s*"
_UNIT: Final = r"(?P<unit>[^\W\d_]+)\.?"
# What may come after a bare age: "3mo • Edited", "2 d (redigert)".
_BARE: Final = re.compile(rf"\s*[-\u2013\u2212]?{_NUMBER}{_UNIT}\s*(?:[\u2022\u00b7|(].*)?", re.DOTALL)
_UNITS: Final = {
    tag: {_key(word): unit for unit, words in language.units.items() for word in words.split()}
    for tag, language in LANGUAGES.items()
}
# What a word means bare, whatever the language; words with two meanings, and "m", are left out.
_MEANINGS: Final = [
    (word.casefold(), unit) for units in _UNITS.values() for word, unit in units.items() if word.casefold() != "m"
]
_ANYWHERE: Final = {word: unit for word, unit in _MEANINGS if {u for w, u in _MEANINGS if w == word} == {unit}}


def _sentence(before: str, after: str, one: str) -> re.Pattern[str]:
    words = "|".join(one.split())
    number = rf"(?:{_NUMBER}|(?P<one>{words})\s+)"
    start = rf"(?:^|[\s(]){before}\s+" if before else r"(?:^|[\s(])"
    end = rf"\s+(?:{after})" if after else ""
    return re.compile(rf"{start}{number}{_UNIT}{end}(?![^\W_])", re.IGNORECASE)


_SENTENCES: Final = {
    tag: _sentence(language.before, language.after, language.one) for tag, language in LANGUAGES.items()
}
# "Yesterday at 14:05", "i går kl. 14.05", and nothing else: "hier" is also German for "here".
_MOMENT: Final = re.compile(
    rf"\s*(?P<word>{'|'.join(re.escape(word) for word in MOMENTS)})"
    r"\s*(?:[,\s](?:[^\W\d_]{1,3}\.?\s){0,2}\s*[0-9]{1,2}[:.h][0-9]{2}(?![0-9]).{0,12}|[\u2022\u00b7|(].*)?",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Age:
    """A printed age: the moment lies between `earliest` and `latest`; `middle` stands for it."""

    earliest: datetime
    latest: datetime
    precision: DatePrecision

    @property
    def middle(self) -> datetime:
        """The middle of the interval, in whole seconds."""
        middle = self.earliest + (self.latest - self.earliest) / 2
        return middle.replace(microsecond=0)


def _span(n: int, unit: str) -> tuple[timedelta, timedelta]:
    """The youngest and the oldest age that are printed as `n` of `unit`."""
    if unit == "month":
        return timedelta(days=max(0, 30 * n - 2)), timedelta(days=31 * (n + 1))
    if unit == "year":
        return timedelta(days=365 * n), timedelta(days=366 * (n + 1))
    return timedelta(seconds=_SECONDS[unit] * n), timedelta(seconds=_SECONDS[unit] * (n + 1))


def _before(seen_at: datetime, age: timedelta) -> datetime:
    """`seen_at` less `age`, but never before the calendar begins."""
    return seen_at - age if seen_at - _EARLIEST > age else _EARLIEST


def _in_a_sentence(text: str) -> tuple[int, str] | None:
    """The number and the unit of an age that says its language ("vor 3 Tagen")."""
    for tag, sentence in _SENTENCES.items():
        for found in sentence.finditer(text):
            unit = LANGUAGES[tag].framed.get(found["unit"], _UNITS[tag].get(_key(found["unit"])))
            word_before = text[: found.start("one" if found["n"] is None else "n")].split()[-1:]
            if unit and not APPROXIMATELY.issuperset(w.casefold().strip(".(") for w in word_before or [""]):
                return int(found["n"] or 1), unit
    return None


def _bare(text: str, language: str | None, *, m_is_minutes: bool) -> tuple[int, str] | None:
    """The number and the unit of a text that is nothing but an age ("20h", "2 uker")."""
    found = _BARE.fullmatch(text)
    if found is None:
        return None
    word = found["unit"]
    if word == "m":
        return (int(found["n"]), "minute") if m_is_minutes else None
    if language is None:
        unit = _ANYWHERE.get(word.casefold())
    else:
        tag = re.split(r"[-_]", language.casefold())[0]
        unit = _UNITS.get("nb" if tag == "no" else tag, {}).get(_key(word))
    return None if unit is None else (int(found["n"]), unit)


def age_of(text: str, seen_at: datetime, language: str | None = None, *, m_is_minutes: bool = False) -> Age | None:
    """The age named in `text`, which was read at `seen_at` (aware); None where none is found, or one of two readings.

    `language` (a tag such as "nb" or "en-GB") is that of the page; it is needed where a bare abbreviation means
    something else in another language: "2 u" is weeks in Norwegian and hours in Dutch. `m_is_minutes` is for sites
    that are known to write months in another way ("3mo" on LinkedIn).
    """
    found = _in_a_sentence(text) or _bare(text, language, m_is_minutes=m_is_minutes)
    if found is not None:
        youngest, oldest = _span(*found)
        return Age(_before(seen_at, oldest), _before(seen_at, youngest), _PRECISION[found[1]])
    moment = _MOMENT.fullmatch(text.replace("\u2019", "'"))
    if moment is None:
        return None
    youngest, oldest = MOMENTS[moment["word"].casefold()]
    return Age(_before(seen_at, oldest), _before(seen_at, youngest), "day")
