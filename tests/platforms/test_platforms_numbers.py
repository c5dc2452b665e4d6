"""Counts as sites print them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presence_audit.model.observation import Count
from presence_audit.platforms._numbers import count_of


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("84 subscribers", 84, "exact"),
        ("1 video", 1, "exact"),
        ("0", 0, "exact"),
        ("No views", 0, "exact"),
        ("1,545,374 views", 1_545_374, "exact"),
        ("5,750", 5_750, "exact"),
        ("5.750", 5_750, "exact"),
        ("5 012 subscribers", 5_012, "exact"),
        ("5\u00a0750", 5_750, "exact"),
        ("5\u202f750 følgere", 5_750, "exact"),
        ("8.84k subscribers", 8_840, "rounded"),
        ("1.2K", 1_200, "rounded"),
        ("25m", 25_000_000, "rounded"),
        ("25 members", 25, "exact"),
        ("109K", 109_000, "rounded"),
        ("1,2 mill.", 1_200_000, "rounded"),
        ("4,69 M de suscriptores", 4_690_000, "rounded"),
        ("6,8 K vídeos", 6_800, "rounded"),
        ("4,69 millones de suscriptores", 4_690_000, "rounded"),
        ("895 thousand views", 895_000, "rounded"),
        ("12 tusen", 12_000, "rounded"),
        ("1.5B", 1_500_000_000, "rounded"),
        ("500+ connections", 500, "bracket"),
        ("1M+", 1_000_000, "bracket"),
    ],
)
def test_a_count_is_read_with_its_precision(text: str, value: int, precision: str) -> None:
    found = count_of(text)

    assert found is not None
    assert (value, precision) == (found.value, found.precision)


@pytest.mark.parametrize(
    "text",
    ["1.234K", "12,34", "0,750", "5.75.0", "1,234.5", "12 3456", "3 5 videos", "9" * 30, "", "subscribers", "-5", "²"],
)
def test_what_has_two_readings_or_none_is_not_read(text: str) -> None:
    assert count_of(text) is None


@given(st.integers(0, 10**12), st.sampled_from([",", ".", " ", "\u00a0", "\u202f", "'", "\u2019"]))
def test_every_grouped_number_is_read_back(value: int, mark: str) -> None:
    assert count_of(f"{value:,}".replace(",", mark) + " views") == Count(value)


@given(st.integers(1, 999), st.integers(0, 99), st.sampled_from([("k", 10**3), ("M", 10**6), ("mrd", 10**9)]))
def test_a_scaled_number_is_never_further_off_than_it_was_rounded(
    whole: int, cents: int, scale: tuple[str, int]
) -> None:
    found = count_of(f"{whole}.{cents:02}{scale[0]}")

    assert found == Count((whole * 100 + cents) * scale[1] // 100, "rounded")


@given(st.text(max_size=60))
def test_any_text_is_a_count_or_none(text: str) -> None:
    found = count_of(text)

    assert found is None or found.value >= 0
