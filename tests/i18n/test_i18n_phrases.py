"""Stored sentences are read by their templates and said again, or stay as they are."""

from __future__ import annotations

import pytest
from extraction import messages
from hypothesis import given
from hypothesis import strategies as st

from presence_audit.i18n import _phrases, speaking
from presence_audit.i18n._phrases import Phrases
from presence_audit.i18n._template import Text, TooHardError

NORWEGIAN = {
    "The account has no posts.": "Kontoen har ingen innlegg.",
    "The last own post came {when}.": "Siste eget innlegg kom {when}.",
    "on {day}": "{day}",
    "Read on {until}.": "Lest {until}.",
    "{number} post": "{number} innlegg",
    "{number} posts": "{number} innlegg",
    "{number} effective posts": "{number} tellende innlegg",
    "{effective_posts} in {days} days": "på {days} dager kom det {effective_posts}",
    "the listing is cut off, so the rate is an estimate": "lista er avkortet, så frekvensen er et anslag",
    "LIX {lix}, {band}": "liks {lix}, {band}",
    "hard": "tungt",
    "blog or newsroom": "blogg eller presserom",
    "public": "offentlig",
    "{platform} ({handle}) represents the category {category}": "{category} måles på {platform} ({handle})",
    "{host} answered {status}": "{host} svarte {status}",
    "{reason} twice": "{reason} to ganger",
    "The answer is not what the platform used to send: {drift}.": "Svaret er ikke som før: {drift}.",
    "{path} is missing": "{path} mangler",
    "It is left out. Look at it by hand.": "Den er holdt utenfor. Se på den selv.",
    "yes: {yes}": "ja: {yes}",
    "a public profile": "en offentlig profil",
    "the full name": "fullt navn",
    "image {count}": "bilde {count}",
    "text {count}": "tekst {count}",
    "The file is {name}.": "Fila er {name}.",
    "Save the page and write `saved: FILE`.": "Lagre siden, og skriv `saved: FILE`.",
}


@pytest.fixture
def told() -> Phrases:
    return Phrases(NORWEGIAN)


@pytest.mark.parametrize(
    ("english", "norwegian"),
    [
        ("The account has no posts.", "Kontoen har ingen innlegg."),
        ("The last own post came on 2026-11-20.", "Siste eget innlegg kom 20.11.2026."),
        (
            "The last own post came on 2026-11-20. Read on 2026-11-21.",
            "Siste eget innlegg kom 20.11.2026. Lest 21.11.2026.",
        ),
        ("12 effective posts in 91 days.", "På 91 dager kom det 12 tellende innlegg."),
        ("12,345 effective posts in 91 days.", "På 91 dager kom det 12\N{NO-BREAK SPACE}345 tellende innlegg."),
        ("LIX 43.2, hard.", "Liks 43,2, tungt."),
        (
            "X (public) represents the category blog or newsroom.",
            "Blogg eller presserom måles på X (public).",
        ),
        ("a.example answered 503 twice", "a.example svarte 503 to ganger"),
        (
            "The answer is not what the platform used to send: $.feed[0].uri is missing.",
            "Svaret er ikke som før: $.feed[0].uri mangler.",
        ),
        ("It is left out. Look at it by hand.", "Den er holdt utenfor. Se på den selv."),
        ("Yes: a public profile, the full name.", "Ja: en offentlig profil, fullt navn."),
        ("Bluesky: The account has no posts.", "Bluesky: Kontoen har ingen innlegg."),
        ("12 posts: image 3, text 9.", "12 innlegg: bilde 3, tekst 9."),
        ("The file is 2026-11-20.", "Fila er 2026-11-20."),
        ("Save the page and write `saved: FILE`.", "Lagre siden, og skriv `saved: FILE`."),
    ],
)
def test_a_stored_sentence_is_said_in_the_language(told: Phrases, english: str, norwegian: str) -> None:
    with speaking("nb"):
        assert told.retold(english) == norwegian
        assert told.unknown(english) == 0


def test_a_sentence_that_nothing_tells_stays_english_whole_and_is_counted(told: Phrases) -> None:
    text = "Something else was seen in 1.5 days. The account has no posts."
    with speaking("nb"):
        assert told.retold(text) == "Something else was seen in 1.5 days. Kontoen har ingen innlegg."
    assert told.unknown(text) == 1


def test_nothing_is_said_of_nothing(told: Phrases) -> None:
    assert told.retold("") == ""
    assert told.unknown("") == 0


_ODD = st.text(max_size=60) | st.sampled_from(["posts", "on 1 day", "The account has no posts.", "{when}", "(x)", ". "])


@given(st.lists(_ODD, max_size=12).map(" ".join))
def test_any_text_is_read_without_failing(text: str) -> None:
    told = Phrases(NORWEGIAN)
    with speaking("nb"):
        assert isinstance(told.retold(text), str)


def _taken(monkeypatch: pytest.MonkeyPatch, text: str) -> int:
    """How many steps the text took, of whatever it is given."""
    took = [0]
    take = Text.take

    def counted(self: Text) -> None:
        took[0] += 1
        take(self)

    monkeypatch.setattr(Text, "take", counted)
    Phrases({template: template for template in messages()}).unknown(text)
    return took[0]


@pytest.mark.parametrize(
    "text",
    [
        "a. " * 3_500,
        "The account has no posts. " * 400,
        "{name} " * 1_500,
        "of posts on , have at least each " * 300,
        ": " * 5_000,
        "The site sent the visitor to (" * 340,
        "The robots.txt of the robots.txt of could not be read, so the site is left alone for now (" * 110,
        "1 of 2 of 3 posts. " * 500,
        "x" * 10_000,
    ],
)
def test_a_text_of_ten_thousand_characters_takes_a_bounded_number_of_steps(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    assert _taken(monkeypatch, text) <= _phrases._STEPS + 1


def test_a_text_that_is_too_hard_stays_as_it_is(monkeypatch: pytest.MonkeyPatch, told: Phrases) -> None:
    monkeypatch.setattr(_phrases, "_STEPS", 3)
    text = "12 effective posts in 91 days. The account has no posts."
    assert told.retold(text) == text
    assert told.unknown(text) == 1


def test_steps_that_are_spent_are_told() -> None:
    with pytest.raises(TooHardError):
        Text("x", [0]).take()
