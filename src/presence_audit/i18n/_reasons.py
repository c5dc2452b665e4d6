"""The stored sentences of a result in the language that is spoken."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from presence_audit.i18n._catalogs import po_text
from presence_audit.i18n._phrases import Phrases
from presence_audit.i18n._speech import language

if TYPE_CHECKING:
    from presence_audit.model.profiles import Lang


@cache
def phrases(lang: Lang) -> Phrases:
    """The templates that are translated into a language."""
    from babel.messages.pofile import read_po

    catalog = read_po(BytesIO(po_text(lang, "reasons").encode()))
    return Phrases({str(m.id): str(m.string) for m in catalog if m.id and m.string and not m.fuzzy})


def reason(text: str) -> str:
    """A reason or next step of a result, which is English, in the language that is spoken."""
    return text if language() == "en" or not text else phrases(language()).retold(text)


def is_reason(text: str) -> bool:
    """Every sentence of the text can be said in the language that is spoken."""
    return language() == "en" or not phrases(language()).unknown(text)
