"""Which language is spoken, and a text in it."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from presence_audit.i18n._catalogs import translations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.model.profiles import Lang

_spoken: ContextVar[Lang] = ContextVar("language of the report", default="en")


def language() -> Lang:
    """The language that is spoken."""
    return _spoken.get()


@contextmanager
def speaking(lang: Lang) -> Iterator[None]:
    """Everything within is said in this language."""
    token = _spoken.set(lang)
    try:
        yield
    finally:
        _spoken.reset(token)


def mark(text: str) -> str:
    """Mark a text to be translated where it is used: `_(TITLES[key])`."""
    return text


def gettext(text: str) -> str:
    """The text in the language that is spoken; one that has no translation stays English."""
    return translations(language()).gettext(text) if text else ""


def pgettext(context: str, text: str) -> str:
    """The text in the language that is spoken, where one English word needs two translations."""
    return translations(language()).pgettext(context, text) if text else ""


def ngettext(one: str, many: str, number: int) -> str:
    """The text for so many, in the language that is spoken."""
    return translations(language()).ngettext(one, many, number)
