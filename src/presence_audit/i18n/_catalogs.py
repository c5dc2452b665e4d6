"""The translations, read from the .po files themselves: there is nothing to compile, and nothing that can be stale."""

from __future__ import annotations

import gettext as library
from functools import cache
from importlib import resources
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from presence_audit.model.profiles import Lang


def po_text(lang: Lang, domain: str) -> str:
    """The .po file of a language: "reports" holds the texts of the reports, "reasons" what results hold in English."""
    place = resources.files("presence_audit.i18n") / "locale" / lang / "LC_MESSAGES" / f"{domain}.po"
    return place.read_text("utf-8")


@cache
def translations(lang: Lang, domain: str = "reports") -> library.NullTranslations:
    """The translations of a language; English is what the code says."""
    if lang == "en":
        return library.NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    catalog = read_po(BytesIO(po_text(lang, domain).encode()))
    for message in list(catalog):
        if message.pluralizable and not all(
            message.string or ()
        ):  # Babel would have nothing said where it is not translated
            catalog.delete(message.id, message.context)
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return library.GNUTranslations(compiled)
