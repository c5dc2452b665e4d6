"""Counts as sites print them."""

from __future__ import annotations

import re
from typing import Final, Literal

import pytest
from babel import Locale, localedata
from babel.numbers import format_compact_decimal, format_decimal
from hypothesis import example, given
from hypothesis import strategies as st

from presence_audit.model.observation import Count
from presence_audit.platforms._numbers import count_in, count_of


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
        ("5\u2009750", 5_750, "exact"),
        ("5\u2007750 Follower", 5_750, "exact"),
        ("5\u2019750 Abonnenten", 5_750, "exact"),
        ("12,34,567 followers", 1_234_567, "exact"),
        ("12\u00a0tn följare", 12_000, "rounded"),
        ("12 t. seuraajaa", 12_000, "rounded"),
        ("1,2 milj.", 1_200_000, "rounded"),
        ("2,3\u00a0Mio. Abonnenten", 2_300_000, "rounded"),
        ("1,2 Tsd.", 1_200, "rounded"),
        ("1,2\u202fMd", 1_200_000_000, "rounded"),
        ("1,2 mia.", 1_200_000_000, "rounded"),
        ("3 mil seguidores", 3_000, "rounded"),
        ("12 mil millones de vistas", 12_000_000_000, "rounded"),
        ("2 tusen", 2_000, "rounded"),
        ("mille abonnés", 1_000, "rounded"),
        ("3 lakh", 300_000, "rounded"),
        ("1.2K+", 1_200, "bracket"),
        ("1,2 mill.+", 1_200_000, "bracket"),
        ("500+ connections", 500, "bracket"),
        ("1M+", 1_000_000, "bracket"),
    ],
)
def test_a_count_is_read_with_its_precision(text: str, value: int, precision: str) -> None:
    found = count_of(text)

    assert found is not None
    assert (value, precision) == (found.value, found.precision)


@pytest.mark.parametrize("text", ["9999999 biljoner", "9008 bln", "999999999999999 milliarder"])
def test_more_than_there_can_be_of_anything_is_no_count(text: str) -> None:
    assert count_of(text) is None
    assert count_of("9007 bln") == Count(9007 * 10**12, "rounded")


@pytest.mark.parametrize(
    "text",
    ["1.234K", "12,34", "0,750", "5.75.0", "1,234.5", "12 3456", "3 5 videos", "9" * 30, "", "Mille Miglia",
     "subscribers", "-5", "²",
     "12:30", "3/4", "2026-11-01", "12 %", "12%", "1.234 mill.", "12videos", "12 mlrd", "2 jt", "3 mil. sledujících",
     "\u0661\u0662\u0663", "12\u0663", "1,2\u4e07", "5 \u4e07", "3 \u0623\u0644\u0641",
     "5 \u043f\u043e\u0434\u043f\u0438\u0441\u0447\u0438\u043a\u043e\u0432"],
)  # fmt: skip
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


@pytest.mark.parametrize(
    ("text", "meanings"),
    [
        ("2 billion", {"en": 2 * 10**9, "nb": 2 * 10**12, "de": 2 * 10**12, "fr": 2 * 10**12}),
        ("2 bn", {"en": 2 * 10**9, "sv": 2 * 10**12, "fr": 2 * 10**12}),
        ("2 B", {"en": 2 * 10**9, "es": 2 * 10**12, "tr": None}),
        ("2T", {"en": 2 * 10**12, "nb": None}),
        ("2tn", {"en": 2 * 10**12, "sv": 2_000}),
        ("2 mil.", {"es": 2_000, "pt-BR": 2_000, "cs": None}),
        ("2 mi", {"pt": 2_000_000, "en": None}),
        ("2 G", {"fr": 2 * 10**9, "en": None}),
    ],
)
def test_a_word_that_is_two_numbers_takes_the_language_of_the_page(text: str, meanings: dict[str, int | None]) -> None:
    assert count_of(text) is None
    for language, value in meanings.items():
        assert count_of(text, language) == (None if value is None else Count(value, "rounded")), language


@pytest.mark.parametrize(
    ("text", "words", "count"),
    [
        ("Followers 1,234", ["followers"], Count(1_234)),
        ("London, London · 5,750 followers", ["followers"], Count(5_750)),
        ("61M followers", ["followers"], Count(61_000_000, "rounded")),
        ("Nordlys. 61,828,042 likes · 1,649,246 talking about this", ["likes"], Count(61_828_042)),
        ("Nordlys. 61,828,042 likes · 1,649,246 talking about this", ["talking about this"], Count(1_649_246)),
        ("2,362 Followers, 136 Following, 224 Posts - See", ["following"], Count(136)),
        ("2,362 Followers, 136 Following, 224 Posts - See", ["followers", "follower"], Count(2_362)),
        ("1,2 mill. følgere · 12 følger", ["følgere"], Count(1_200_000, "rounded")),
        ("abonnés : 12 k", ["abonnés"], Count(12_000, "rounded")),
        ("4,69 M de suscriptores", ["suscriptores"], Count(4_690_000, "rounded")),
        ("12 mil millones de vistas", ["vistas"], Count(12 * 10**9, "rounded")),
        ("1,2 k d\u2019abonnés", ["abonnés"], Count(1_200, "rounded")),
        ("500+ connections", ["connections"], Count(500, "bracket")),
        ("1,234 Followers 56 Following", ["followers"], Count(1_234)),
        ("1,234 Followers 56 Following", ["following"], Count(56)),
        ("Followers 1,234 Following 56", ["followers"], Count(1_234)),
        ("Followers 1,234 Following 56", ["following"], None),
        ("12 followers and 13 followers", ["followers"], None),
        ("12 followers, of 12 followers", ["followers"], Count(12)),
        ("since 2019 5,750 followers", ["followers"], None),
        ("$12 followers", ["followers"], None),
        ("1.234K followers", ["followers"], None),
        ("12 unfollowers", ["followers"], None),
        ("followers", ["followers"], None),
        ("12 followers", [], None),
    ],
)
def test_a_sentence_gives_the_count_that_stands_beside_its_word(
    text: str, words: list[str], count: Count | None
) -> None:
    assert count_in(text, words) == count


@given(st.text(max_size=60), st.sampled_from(["followers", "(", "a", ""]), st.none() | st.sampled_from(["nb", "?", ""]))
def test_any_sentence_has_a_count_or_none(text: str, word: str, language: str | None) -> None:
    found = count_in(text, [word] if word else [], language)

    assert found is None or found.value >= 0


# The nine languages that are read, with those countries that write numbers in another way.
READ: Final = [
    "en",
    "en_GB",
    "nb",
    "nn",
    "sv",
    "da",
    "fi",
    "de",
    "de_CH",
    "de_AT",
    "fr",
    "fr_CH",
    "fr_CA",
    "es",
    "es_MX",
]
# Where the phrase alone has two readings, it is None without the language, and right with it.
TWO_READINGS: Final = {
    "T": "10^12 in English and in the French of Canada, a thousand in other places",
    "trillion": "10^12 in English, 10^18 elsewhere",
    "billion": "10^9 in English, 10^12 in the other languages",
    "billions": "the same in English and French",
    "bn": "10^9 in English, 10^12 in Swedish",
    "Bn": "the same in French",
    "B": "10^9 in English, 10^12 in Spanish, 10^3 in Turkish",
    "G": "10^9 in the French of Canada, and a noun elsewhere",
}
# Their letters are those of a language that is read, for another number; nobody has so many followers.
OTHER_LETTERS: Final = {"id", "jv", "bew", "la", "lij", "lld", "sw", "to", "vec", "yrl"}

numbers = st.integers(0, 10**13) | st.integers(1, 9).flatmap(lambda e: st.integers(1, 10**e))


def _is_within_its_rounding(phrase: str, locale: str, value: int, n: int) -> bool:
    """Whether `n` becomes `phrase` when it is rounded to as many digits as that shows."""
    digits = "".join(c for c in phrase if c.isdigit() or c in ".,")
    decimal = Locale.parse(locale).number_symbols["latn"]["decimal"]
    whole, _, part = digits.rstrip(".").partition(decimal) if any(c.isdigit() for c in digits) else ("1", "", "")
    shown = float(f"{whole}.{part or 0}")
    unit = value / shown if shown else 1.0
    off: float = abs(value - n)
    return off <= unit * 10.0 ** -len(part) / 2 + 1


def _compact(n: int, locale: str, width: str, decimals: int) -> str:
    formats = Locale.parse(locale).compact_decimal_formats
    kind: Literal["short", "long"] = "long" if width == "long" and "long" in formats else "short"
    return format_compact_decimal(n, format_type=kind, locale=locale, fraction_digits=decimals)


@given(numbers, st.sampled_from(READ), st.sampled_from(["short", "long"]), st.integers(0, 2))
@example(1_000, "fr", "long", 0)
@example(12_345_678_901, "es", "long", 1)
def test_every_count_that_unicode_rounds_is_read_within_its_rounding(
    n: int, locale: str, width: str, decimals: int
) -> None:
    phrase = _compact(n, locale, width, decimals)
    found, alone = count_of(phrase, locale), count_of(phrase)

    assert found is not None, phrase
    assert _is_within_its_rounding(phrase, locale, found.value, n), phrase
    has_word = any(c.isalpha() for c in phrase)
    assert found.precision == ("rounded" if has_word else "exact")
    assert alone == found or (alone is None and TWO_READINGS.keys() & set(re.findall(r"[^\W\d_]+", phrase)))


@given(numbers, st.sampled_from(READ))
def test_every_whole_number_that_unicode_prints_is_read_exactly(n: int, locale: str) -> None:
    assert count_of(format_decimal(n, locale=locale)) == Count(n)


@given(numbers, st.sampled_from(sorted(localedata.locale_identifiers())), st.sampled_from(["short", "long"]))
def test_a_count_in_any_language_of_the_world_is_read_right_or_not_at_all(n: int, locale: str, width: str) -> None:
    if locale.partition("_")[0] in OTHER_LETTERS:
        return
    phrase = _compact(n, locale, width, 1)
    for language in (None, locale):
        found = count_of(phrase, language)
        assert found is None or abs(found.value - n) <= max(n // 2, 1), phrase
    whole = count_of(format_decimal(n, locale=locale))
    assert whole in {None, Count(n)}
