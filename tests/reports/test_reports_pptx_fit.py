from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports.hostile_words import words

from presence_audit.reports._pptx_fit import Box, fitted, height_of, size_for, width_of, wrapped

rooms = st.floats(40, 900)
sizes = st.sampled_from([12.0, 16.0, 28.0])


@given(words, rooms, sizes, st.booleans())
def test_no_line_is_wider_than_its_room_unless_it_is_one_letter(
    text: str, room: float, size: float, bold: bool
) -> None:
    for line in wrapped(text, room, size, bold=bold):
        assert width_of(line, size, bold=bold) <= room + 1e-6 or len(line) == 1


@given(words, rooms, sizes)
def test_wrapping_loses_no_letter(text: str, room: float, size: float) -> None:
    assert "".join("".join(wrapped(text, room, size)).split()) == "".join(text.split())


@given(words, rooms, sizes, st.integers(1, 6))
def test_what_is_fitted_takes_no_more_lines_than_there_are(text: str, room: float, size: float, most: int) -> None:
    kept = fitted(text, room, size, most)

    assert len(wrapped(kept, room, size)) <= most or kept == "…"
    assert text.startswith(kept.removesuffix("…").rstrip()) or " ".join(text.split()).startswith(kept.removesuffix("…"))


def test_whole_sentences_are_kept_before_half_ones() -> None:
    text = "A first sentence. A second one that is much longer than what is left of the room."

    assert fitted(text, 200, 12, 2) == "A first sentence."
    assert fitted(text, 2_000, 12, 1) == text


def test_a_long_first_sentence_is_cut_at_its_end() -> None:
    kept = fitted("word " * 100, 200, 12, 2)

    assert kept.endswith("…")
    assert len(wrapped(kept, 200, 12)) == 2


def test_a_word_is_broken_after_a_hyphen_before_it_is_broken_anywhere() -> None:
    assert wrapped("nordlys-energi", 60, 12) == ["nordlys-", "energi"]


@pytest.mark.parametrize(("wide", "narrow"), [("W", "i"), ("日本", "ab"), ("m", "l"), ("Ø", "í")])
def test_wide_letters_are_wider(wide: str, narrow: str) -> None:
    assert width_of(wide, 12) > width_of(narrow, 12)


def test_a_mark_on_a_letter_takes_no_room() -> None:
    assert width_of("e\u0301", 12) == width_of("e", 12)


def test_the_largest_size_that_fits_is_chosen_and_the_last_one_where_none_does() -> None:
    texts = ["A sentence that is somewhat long, for a box that is not."]

    assert size_for(texts, Box(0, 0, 900, 40), (30, 20, 12)) == 30
    assert size_for(texts, Box(0, 0, 200, 45), (30, 20, 12)) == 12
    assert size_for(texts, Box(0, 0, 10, 5), (30, 20, 12)) == 12
    assert height_of(["", ""], 100, 10) == 24


@pytest.mark.parametrize("number", ["1\u00a0234", "45\u00a0%", "~12\u202f345\u202f678"])
def test_no_line_ends_within_a_number_where_the_language_writes_it_in_parts(number: str) -> None:
    assert any(number in line for line in wrapped(f"innlegg {number} innlegg", 70, 12))


def test_the_number_of_a_day_ends_no_sentence() -> None:
    text = "Siste innlegg kom 20. november 2026 og var langt. Mer er ikke kjent."

    assert fitted(text, 1_000, 12, 1) == text
    assert fitted(text, 290, 12, 1) == "Siste innlegg kom 20. november 2026 og var langt."
    assert fitted(text, 150, 12, 1).endswith("…")
