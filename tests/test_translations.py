"""The tool for the translators: what it finds in the sources, and what it refuses in a translation."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from io import BytesIO
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from presence_audit.i18n import _catalogs

ROOT = Path(__file__).resolve().parent.parent
SOURCE = b"""
# Translators: a number of days.
QUIET = mark("nothing in {days}")
SAID = _("Leaders") + pgettext("a column", "Of") + ngettext("{n} week", "{n} weeks", 2)
PAIR = _plural("{n} day", "{n} days")
KEYED = _(TITLES["a key"])
LONG = _(
    "One half, "
    "and the other."
)
"""
HEAD = 'msgid ""\nmsgstr ""\n"Language: nb\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
SAID = 'msgid "{n} of {leaders} posted"\nmsgstr "%s"\n'
COUNTED = 'msgid "{n} week"\nmsgid_plural "{n} weeks"\nmsgstr[0] "%s"\nmsgstr[1] "%s"\n'


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = spec_from_file_location("translations_tool", ROOT / "docs" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _po(text: str) -> Catalog:
    return read_po(BytesIO((HEAD + text).encode()))


def _ids(catalog: Catalog) -> set[object]:
    return {message.id for message in catalog if message.id}


def test_every_way_to_mark_a_text_is_found(tool: ModuleType) -> None:
    found = Catalog()
    tool.messages_of(SOURCE, "reports/a.py", found)

    assert _ids(found) == {
        "nothing in {days}", "Leaders", "Of", ("{n} week", "{n} weeks"), ("{n} day", "{n} days"),
        "One half, and the other.",
    }  # fmt: skip
    told = found.get("nothing in {days}")
    assert told is not None
    assert told.auto_comments == ["a number of days."]
    assert found.get("Of", "a column") is not None


def test_the_file_of_the_messages_is_the_same_every_time_and_names_no_line_and_no_date(tool: ModuleType) -> None:
    first, second = Catalog(), Catalog()
    tool.messages_of(SOURCE, "reports/a.py", first)
    tool.messages_of(b"\n\n" + SOURCE, "reports/a.py", second)
    text = tool.written(first, "Title")

    assert text == tool.written(second, "Title")
    assert "Date" not in text
    assert "#: reports/a.py\n" in text
    assert text.index('"Leaders"') < text.index('"Of"') < text.index('"nothing')


def test_a_text_that_the_extraction_cannot_see_is_named(tool: ModuleType) -> None:
    assert tool.hidden_in('a = _("b")\nc = f"{_(\'d\')} e"\n') == [2]
    assert tool.hidden_in('a = _("b" if c else "d")\ne = _(TITLES["f"])\n') == [1]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "is missing"),
        (SAID % "", "is not translated"),
        ("#, fuzzy\n" + SAID % "{n} av {leaders}", "is fuzzy"),
        (SAID % "{n} av {leader}", "has other {places} than the English"),
        (SAID % "{n} av", "has other {places} than the English"),
        (SAID % "{n} av {leaders", "has other {places} than the English"),
        (SAID % "{leaders}: {n}", ""),
    ],
)
def test_a_translation_that_would_say_something_else_is_refused(tool: ModuleType, text: str, wrong: str) -> None:
    found = tool.problems(_po(SAID % ""), _po(text))

    assert found == ([f'"{{n}} of {{leaders}} posted" {wrong}'] if wrong else [])


@pytest.mark.parametrize(
    ("forms", "wrong"),
    [
        (("{n} uke", "{n} uker"), ""),
        (("{n} uke", ""), "is not translated"),
        (("en uke", "{n} uker"), "has other {places} than the English"),
        (("{n} uke", "mange uker"), "has other {places} than the English"),
    ],
)
def test_every_form_of_a_plural_is_held_to_its_places(tool: ModuleType, forms: tuple[str, str], wrong: str) -> None:
    found = tool.problems(_po(COUNTED % ("", "")), _po(COUNTED % forms))

    assert found == ([f'"{{n}} week" {wrong}'] if wrong else [])


def test_a_translation_of_what_is_said_no_longer_is_obsolete(tool: ModuleType) -> None:
    gone = 'msgid "Old"\nmsgstr "Gammel"\n\n#~ msgid "Older"\n#~ msgstr "Eldre"\n'

    assert tool.problems(_po(""), _po(gone)) == ['"Old" is obsolete', '"Older" is obsolete']


def test_an_update_keeps_what_is_translated_drops_what_is_gone_and_guesses_nothing(tool: ModuleType) -> None:
    had = _po(SAID % "{n} av {leaders} la ut noe" + '\nmsgid "Old leader"\nmsgstr "Gammel leder"\n')
    new = _po(SAID % "" + '\nmsgid "Old leaders"\nmsgstr ""\n\n' + COUNTED % ("", ""))
    text = tool.written(tool.updated(new, had), "Title", "nb")
    made = read_po(BytesIO(text.encode()))

    assert _ids(made) == {"{n} of {leaders} posted", "Old leaders", ("{n} week", "{n} weeks")}
    kept = made.get("{n} of {leaders} posted")
    assert kept is not None
    assert kept.string == "{n} av {leaders} la ut noe"
    assert not any(any(message.string or ()) for message in made if message.id and message is not kept)
    assert "fuzzy" not in text
    assert made.num_plurals == 2
    assert tool.written(tool.updated(new, made), "Title", "nb") == text


def test_what_is_not_translated_stays_english(monkeypatch: pytest.MonkeyPatch) -> None:
    text = HEAD + COUNTED % ("", "") + "\n" + SAID % ""
    monkeypatch.setattr(_catalogs, "po_text", lambda *_: text)
    said = _catalogs.translations.__wrapped__("nb", "reports")

    assert said.ngettext("{n} week", "{n} weeks", 2) == "{n} weeks"
    assert said.gettext("{n} of {leaders} posted") == "{n} of {leaders} posted"


def test_the_translations_that_are_shipped_say_everything_that_the_reports_say(tool: ModuleType) -> None:
    assert tool.check() == []
