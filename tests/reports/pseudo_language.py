"""A language that says every text as «text», so that what was not made translatable is seen as what stands bare."""

from __future__ import annotations

import gettext
import re
from typing import TYPE_CHECKING

from babel.dates import get_day_names, get_month_names

from presence_audit.i18n import _speech
from presence_audit.platforms import platforms
from presence_audit.reports._numbers import zone_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pytest

    from presence_audit.model.report import Report

_CALENDAR = {
    name.rstrip(".")
    for width in ("wide", "abbreviated")
    for names in (get_month_names, get_day_names)
    for context in ("format", "stand-alone")
    for name in names(width, context, "nb").values()
}
NAMES = frozenset(platform.name for platform in platforms().values())  # proper ones, which no language changes
_NEVER_TOLD = {"and", "the", "of"}


class Pseudo(gettext.NullTranslations):
    """Every text in quotes of its own."""

    def gettext(self, message: str) -> str:
        return f"«{message}»"

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002  the signature of the library
        return f"«{message}»"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"«{msgid1 if n == 1 else msgid2}»"


def speak(monkeypatch: pytest.MonkeyPatch, catalog: gettext.NullTranslations) -> None:
    """Let every language but English say what the catalog says."""
    english = gettext.NullTranslations()
    monkeypatch.setattr(_speech, "translations", lambda lang, _domain="reports": english if lang == "en" else catalog)


def bare(text: str) -> str:
    """What stands outside the quotes, each piece apart."""
    depth, kept = 0, []
    for char in text:
        depth += char == "«"
        if not depth:
            kept.append(char)
        elif char == "»":
            depth -= 1
            kept.append("\n")
    assert depth == 0, text
    return "".join(kept)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, held in value.items():
            yield from (*_strings(key), *_strings(held))
    elif isinstance(value, (list, tuple)):
        for held in value:
            yield from _strings(held)


def data_of(report: Report) -> tuple[str, ...]:
    """Everything that a report holds as words of others or as names, the longest first."""
    held = {text.strip() for text in _strings(report.model_dump(mode="json")) if text.strip()}
    told = {text.rstrip(".") for text in held} | held | {zone_of(report)[1]} | _CALENDAR | set(platforms()) | NAMES
    return tuple(sorted(told - _NEVER_TOLD, key=len, reverse=True))


def untranslated(texts: Iterable[str], data: tuple[str, ...]) -> list[str]:
    """The texts in which a word stands bare that is neither of the report's data nor a number, date or grade."""
    found = []
    for text in texts:
        rest = bare(text)
        for known in data:
            if known in rest:
                rest = re.sub(rf"(?<!\w){re.escape(known)}(?!\w)", " ", rest)
        rest = re.sub(r"(?<!\w)[A-E](?!\w)|\d+e[+-]?\d+", " ", rest)
        if any(char.isalpha() for char in rest):
            found.append(f"{text!r}: {rest.strip()!r}")
    return found
