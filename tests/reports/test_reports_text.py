from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports.hostile_words import hidden_in, words

from presence_audit.reports._text import ascii_only, sentence, shown


@given(words, st.integers(1, 100))
def test_shown_text_is_one_short_line_without_anything_hidden(text: str, limit: int) -> None:
    line = shown(text, limit)

    assert not hidden_in(line)
    assert "\n" not in line
    assert len(line) <= limit
    assert line == line.strip()


@given(
    st.text(st.sampled_from("👩👧🏽🚀❤⬛aé1 \u200d\ufe0f\u200b\u202e\u2066\ufeff\u00ad\u0301\U000e0041"), max_size=40),
    st.integers(1, 20),
)
def test_nothing_that_is_not_seen_is_shown_but_joiners_between_two_emoji(text: str, limit: int) -> None:
    line = shown(text, limit)

    assert not hidden_in(line)
    assert not set(line) & set("\ufe0f\u200b\u202e\u2066\ufeff\u00ad\U000e0041")
    assert "\u200d\u200d" not in line
    assert shown(line, limit) == line


@given(words)
def test_showing_twice_changes_nothing(text: str) -> None:
    assert shown(shown(text)) == shown(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kari Nordmann-Ås", "Kari Nordmann-Ås"),
        ("  Kari \r\n\t Nordmann ", "Kari Nordmann"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("\u202eevil\u202c", "evil"),
        ("ze\u200bro", "zero"),
        ("日本語", "日本語"),
        ("👩\u200d👩\u200d👧 ja", "👩\u200d👩\u200d👧 ja"),
        ("❤\ufe0f\u200d🔥", "❤\u200d🔥"),
        ("\u200d👩\u200da\u200d👧\u200d 🚀\u200d", "👩a👧 🚀"),
        ("\u0301\u0301Kari", "Kari"),
        ("e" + "\u0301" * 50, "e" + "\u0301" * 3),
        ("\u3164\u2800", ""),
        ("half \ud800 a pair", "half a pair"),
    ],
)
def test_foreign_text_loses_what_could_harm_and_nothing_else(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_a_long_text_ends_with_an_ellipsis() -> None:
    assert shown("a" * 10_000, 5) == "aaaa…"


@given(words)
def test_ascii_text_is_ascii(text: str) -> None:
    assert ascii_only(text).isascii()


def test_ascii_text_keeps_letters_readable() -> None:
    assert ascii_only("Bjørn Åse Ægir – 3 × 4 … 日") == r"Bjoern Aase Aegir - 3 x 4 ... \u65e5"  # noqa: RUF001


@pytest.mark.parametrize("text", ["Målt på Øya", "Ma\u030alt pa\u030a Øya"])
def test_norwegian_letters_are_spelled_as_where_a_keyboard_lacks_them(text: str) -> None:
    assert ascii_only(text) == "Maalt paa Oeya"


@pytest.mark.parametrize(
    ("text", "expected"), [("", ""), ("gone", "Gone."), ("gone.", "Gone."), ("a.example is gone", "a.example is gone.")]
)
def test_a_sentence_has_a_capital_and_one_full_stop(text: str, expected: str) -> None:
    assert sentence(text) == expected


@pytest.mark.parametrize("number", ["1\u00a0234", "45\u00a0%", "~12\u202f345\u202f678 posts"])
def test_a_space_that_holds_a_number_together_stays(number: str) -> None:
    assert shown(number) == number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1\u00a0\u00a0234", "1 234"),
        ("1 \u00a0234", "1 234"),
        ("\u00a0" * 50 + "%", "%"),
        ("5\u00a0posts", "5 posts"),
        ("a\u00a0%", "a %"),
        ("\u0661\u00a0\u0662", "\u0661 \u0662"),
        ("1\u2003234", "1 234"),
    ],
)
def test_any_other_space_is_a_plain_one(text: str, expected: str) -> None:
    assert shown(text) == expected
