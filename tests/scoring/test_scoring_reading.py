"""Whatever a finding says in one language is said in any other as if it had been told there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presence_audit.scoring.catalogue import CHANNELS, LANGS, catalogue, channel_in, outcome_words, phrase, tell
from presence_audit.scoring.reading import said_in, stale_since
from presence_audit.scoring.wording import places

if TYPE_CHECKING:
    from presence_audit.model.profiles import Lang
    from presence_audit.scoring.wording import Value

TEXTS = [(entry.id, name) for entry in catalogue().findings.values() for name in entry.texts]
# Names that hold the words of the texts themselves, in other languages too.
NAMES = st.sampled_from(
    [
        "Kari Nordmann",
        "Mastodon (nordlys@fosstodon.org)",
        "X: 3 posts a week; typical is 2.",
        "Ola, har publisert på",
        "has been silent for",
        "Nordlys's activity is reshares",
        "aktiviteten til Nordlys",
        "{name} {long} 12 %",
        "av 3 ledere",
        "12,5",
        "no leaders are named. It is left out",
        "Ærlig & Sønn (50%)",
    ]
) | st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=20)
NUMBERS = st.integers(0, 50_000).map(float) | st.floats(0, 99_999).map(lambda value: round(value, 2))
PHRASES = {
    "held": ("held-typical", "held-leading", "held-goal"),
    "partly": ("partly", "partly-share", ""),
    "long": ("days", "about-weeks", "about-months", "about-years", "at-least"),
    "category": ("microblog", "blog"),
}


def _drawn(data: st.DataObject, template: str) -> dict[str, Value]:
    drawn: dict[str, Value] = {}
    for name, kind in places(template):
        if kind == "date":
            drawn[name] = data.draw(st.dates(date(2000, 1, 1), date(2030, 12, 31)))
        elif kind == "percent":
            drawn[name] = data.draw(st.floats(0, 1))
        elif kind:
            drawn[name] = data.draw(NUMBERS)
        elif name not in PHRASES:
            drawn[name] = data.draw(NAMES)
    return drawn


@pytest.mark.parametrize(("id_", "name"), TEXTS)
@settings(max_examples=40)
@given(data=st.data())
def test_a_text_is_said_in_another_language_as_it_would_be_told_there(id_: str, name: str, data: st.DataObject) -> None:
    text = catalogue().findings[id_].texts[name]
    values = _drawn(data, text["en"])
    chosen = {place: data.draw(st.sampled_from(PHRASES[place])) for place, _ in places(text["en"]) if place in PHRASES}
    parts = {one: _drawn(data, catalogue().phrases[one]["en"]) for one in chosen.values() if one}

    def told(lang: Lang) -> str:
        said = {place: phrase(one, lang, **parts[one]) if one else "" for place, one in chosen.items()}
        named = {place: channel_in(str(value), lang) for place, value in values.items() if place in CHANNELS}
        return tell(id_, name, lang, **(values | named), **said)

    for source in LANGS:
        for target in LANGS:
            assert said_in(id_, told(source), target) == told(target)


def test_a_website_is_called_so_in_every_language_and_a_name_stays() -> None:
    for label, bokmaal, nynorsk in (
        ("Website (nordlys.example)", "Nettsted (nordlys.example)", "Nettstad (nordlys.example)"),
        ("Website", "Nettsted", "Nettstad"),
        ("Websites of Oslo (x)", "Websites of Oslo (x)", "Websites of Oslo (x)"),
    ):
        english = tell("dormant", "message-empty", "en", channel=label)
        assert said_in("dormant", english, "nb") == tell("dormant", "message-empty", "nb", channel=bokmaal)
        assert said_in("dormant", english, "nn") == tell("dormant", "message-empty", "nn", channel=nynorsk)
        assert said_in("dormant", tell("dormant", "message-empty", "nb", channel=bokmaal), "en") == english


def test_a_category_that_is_called_by_its_name_keeps_it() -> None:
    english = tell("unknown", "message-category", "en", category="LinkedIn")
    assert said_in("unknown", english, "nb") == tell("unknown", "message-category", "nb", category="LinkedIn")


def test_what_no_text_of_the_catalogue_is_is_not_said() -> None:
    assert said_in("dormant", "Somebody wrote this.", "nb") is None
    assert said_in("no-such-finding", "x", "nb") is None
    assert said_in("dormant", "x" * 10_000 + " has no posts.", "nb") is None


@pytest.mark.parametrize("lang", ["nb", "nn"])
def test_the_day_of_a_page_that_was_read_long_ago_is_read_back(lang: Lang) -> None:
    assert stale_since(outcome_words("stale", lang, until=date(2026, 5, 3))[0]) == date(2026, 5, 3)
    assert stale_since(outcome_words("login_wall", lang)[0]) is None
