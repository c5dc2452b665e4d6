"""The texts of findings read back: which text of the catalogue a sentence is, in which language, with which values.

A finding is stored as it was told. Numbers, counted things and dates are read by the rules of the language they were
written in; a value without a kind is text of any kind, but for those that are filled with a phrase of the catalogue.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from string import Formatter
from typing import TYPE_CHECKING, Final, NamedTuple

from presence_audit.scoring.catalogue import CHANNELS, LANGS, catalogue, channel_in, phrase, tell
from presence_audit.scoring.wording import NO_BREAK, filled, month_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from presence_audit.model.profiles import Lang
    from presence_audit.scoring.wording import Value

# Values that are phrases, by the beginnings of their names in the catalogue; of the last, whatever else is a name.
_PHRASES: Final = {
    "held": ("held-",),
    "partly": ("partly",),
    "long": ("days", "about-", "at-least"),
    "category": ("microblog", "blog"),
}
_OPTIONAL: Final = "partly"
# A text of strangers may be of any length; ours are not.
_LONGEST: Final = 5_000


class Read(NamedTuple):
    """A text of the catalogue with its values; `free` is how much of it is text of any kind, in characters."""

    name: str
    lang: Lang
    values: dict[str, Value]
    free: int


def _number(lang: Lang) -> str:
    return r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?" if lang == "en" else rf"-?[\d{NO_BREAK}]+(?:,\d+)?"


def _kind(kind: str, lang: Lang) -> str:
    """What a value of a kind looks like in the language."""
    if kind == "date":
        return r"\d{1,2}\.? [^\W\d]+ \d{4}"
    if kind == "percent":
        return f"(?:{_number(lang)}){NO_BREAK if lang != 'en' else ''}%"
    if kind in {"number", "whole"}:
        return _number(lang)
    one, many = catalogue().words[kind][lang]
    return f"(?:{_number(lang)}) (?:{re.escape(one)}|{re.escape(many)})"


def _phrases_of(name: str) -> list[str]:
    return [one for one in catalogue().phrases if one.startswith(_PHRASES[name])]


def _place(name: str, kind: str, lang: Lang) -> str:
    if kind:
        return _kind(kind, lang)
    if name not in _PHRASES:
        return ".+"
    told = "|".join(_pattern(catalogue().phrases[one][lang], lang, is_named=False) for one in _phrases_of(name))
    return f"{told}|.+" if name == "category" else told


def _pattern(template: str, lang: Lang, *, is_named: bool = True, is_partly: bool = True) -> str:
    pattern, known = "", set[str]()
    for literal, name, kind, _ in Formatter().parse(template):
        pattern += re.escape(literal)
        if name is not None:
            place = "" if name == _OPTIONAL and not is_partly else _place(name, kind or "", lang)
            pattern += f"(?P<{name}>{place})" if is_named and name not in known else f"(?:{place})"
            known.add(name)
    return pattern


@cache
def _compiled(template: str, lang: Lang) -> tuple[re.Pattern[str], ...]:
    """The pattern of a text; where a part of it may be missing, first that with the part: a name would swallow it."""
    forms = (True, False) if f"{{{_OPTIONAL}}}" in template else (True,)
    return tuple(re.compile(_pattern(template, lang, is_partly=form), re.DOTALL) for form in forms)


def _value(text: str, kind: str, lang: Lang) -> Value:
    """The value that was written so. Raises ValueError where nothing was."""
    if kind == "date":
        day, month, year = text.split()
        return date(int(year), month_number(month), int(day.rstrip(".")))
    found = re.match(_number(lang), text)
    bare = found[0] if found else ""
    plain = bare.replace(",", "") if lang == "en" else bare.replace(NO_BREAK, "").replace(",", ".")
    return float(plain) / 100 if kind == "percent" else float(plain)


def _values(template: str, lang: Lang, text: str) -> dict[str, Value] | None:
    """The values of a text, if it is this template filled; None where it is not."""
    found = next((match for one in _compiled(template, lang) if (match := one.fullmatch(text))), None)
    if found is None:
        return None
    values: dict[str, Value] = {}
    for _, name, kind, _ in Formatter().parse(template):
        if name is not None:
            try:
                values[name] = _value(found[name], kind, lang) if kind else found[name]
            except ValueError:
                return None
    # What is not written as we write it was not written by us.
    return values if filled(template, lang, catalogue().words, values) == text else None


def _readings(texts: Iterable[tuple[str, Mapping[Lang, str]]], text: str) -> Iterator[Read]:
    for name, told in texts:
        for lang in LANGS:
            values = _values(told[lang], lang, text)
            if values is not None:
                free = sum(len(v) for k, v in values.items() if isinstance(v, str) and k not in _PHRASES)
                yield Read(name, lang, values, free)


def _phrase(name: str, text: str, lang: Lang, to: Lang) -> str:
    """A value that may be a phrase, in another language; any other text stays as it is."""
    for one in _phrases_of(name):
        values = _values(catalogue().phrases[one][lang], lang, text)
        if values is not None:
            return phrase(one, to, **values)
    return text


def _retold(name: str, value: Value, lang: Lang, to: Lang) -> Value:
    if not isinstance(value, str):
        return value
    if name in CHANNELS:
        return channel_in(value, to)
    return _phrase(name, value, lang, to) if name in _PHRASES else value


def said_in(id_: str, text: str, to: Lang) -> str | None:
    """A text of a finding in another language; None where no text of the catalogue is it.

    Where several are, as a name may hold anything, that one with the least text of any kind.

    Args:
        id_: the finding.
        text: its message or advice, in whatever language.
        to: the language that is wanted.
    """
    entry = catalogue().findings.get(id_)
    if entry is None or len(text) > _LONGEST:
        return None
    read = min(_readings(entry.texts.items(), text), key=lambda one: one.free, default=None)
    if read is None:
        return None
    if read.lang == to:
        return text
    values = {name: _retold(name, value, read.lang, to) for name, value in read.values.items()}
    return tell(id_, read.name, to, **values)


def stale_since(text: str) -> date | None:
    """The day in the Norwegian sentence of an account that was gone when it was last seen; None in any other."""
    for lang, told in catalogue().outcomes["stale"]["why"].items():
        values = _values(told, lang, text)
        if values is not None and isinstance(values["until"], date):
            return values["until"]
    return None
