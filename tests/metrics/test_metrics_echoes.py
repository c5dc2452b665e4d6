from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from metrics.observed import letters, post

from presence_audit.metrics._echoes import Batch, copied, originals, words_of

DAY = 86_400.0


def _first(*texts: tuple[float, str], reach: float = 30 * DAY) -> list[int | None]:
    """The texts, each so many days before the audit, in order of time."""
    batch = Batch()
    for days, text in texts:
        batch.add(post(days, text))
    return originals(batch, lambda *_: reach)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Vi ANSETTER 3 nye i Bergen! https://nordlys.example/jobb #jobb @kari", "vi ansetter nye i bergen"),
        ("Hei @kari@fosstodon.org og @ola.bsky.social 🎉🎉", "hei og"),
        ("\N{MATHEMATICAL SANS-SERIF BOLD SMALL F}et skrift og \N{LATIN SMALL LIGATURE FI}n", "fet skrift og fin"),
        ("www.nordlys.example 2026 📸", ""),
        ("Blåbærsyltetøy, ærlig talt", "blåbærsyltetøy ærlig talt"),
    ],
)
def test_a_text_is_its_words_without_links_handles_hashtags_emoji_and_digits(text: str, words: str) -> None:
    assert words_of(text) == words.split()


def test_the_vector_of_the_method_is_no_duplicate() -> None:
    one = "vi ansetter ny salgssjef i bergen soek innen fredag"

    assert _first((2, one), (1, one.replace("bergen", "oslo"))) == [None, None]


def test_a_long_text_with_one_word_changed_is_a_near_duplicate() -> None:
    words = [f"ord{letters(n)}" for n in range(40)]
    changed = [*words[:-1], "annerledes"]

    assert _first((2, " ".join(words)), (1, " ".join(changed))) == [None, 0]


def test_short_texts_are_duplicates_only_if_equal() -> None:
    assert _first((3, "God jul til alle!"), (2, "god JUL til alle 🎄"), (1, "God sommer til alle")) == [None, 0, None]


def test_the_same_post_every_day_counts_once_in_thirty_days() -> None:
    texts = [(float(90 - n), "Følg oss for flere nyheter om havvind og strøm i nord") for n in range(91)]

    assert [i for i, first in enumerate(_first(*texts)) if first is None] == [0, 31, 62]


def test_pictures_without_words_are_never_duplicates_of_each_other() -> None:
    assert _first((3, ""), (2, "📸"), (1, "2026")) == [None, None, None]


def test_the_same_bare_link_again_is_a_duplicate() -> None:
    batch = Batch()
    for days, link in (
        (3, "https://nordlys.example/a"),
        (2, "https://nordlys.example/b"),
        (1, "https://nordlys.example/a"),
    ):
        batch.add(post(days, link, links=(link,)))

    assert originals(batch, lambda *_: 30 * DAY) == [None, None, 0]


def test_a_copy_counts_only_after_the_source_and_within_its_days() -> None:
    text = "Vi åpner et nytt kontor i Tromsø til høsten og gleder oss stort"
    batch = Batch()
    for days in (20, 10, 5):
        batch.add(post(days, text))

    assert copied(batch, [post(10.5, text), post(1, text)], 7 * DAY) == {1, 2}


@given(st.lists(st.tuples(st.floats(0, 200), st.text("ab #@:/", max_size=60)), max_size=30))
def test_normalising_and_comparing_hold_for_any_text(texts: list[tuple[float, str]]) -> None:
    texts.sort(reverse=True)
    found = _first(*texts)

    assert all(first is None or (found[first] is None and first < i) for i, first in enumerate(found))


WORDS = st.lists(st.sampled_from(["en", "to", "tre", "fire", "fem", "seks", "sju"]), min_size=0, max_size=14)


@given(st.lists(WORDS, max_size=14))
def test_the_index_finds_what_comparing_each_with_each_finds(texts: list[list[str]]) -> None:
    kept: list[list[str]] = []
    expected = []
    for words in texts:
        hit = any(_alike(words, other) for other in kept)
        expected.append(not hit)
        if not hit:
            kept.append(words)

    found = _first(*((10 - n / 10, " ".join(words)) for n, words in enumerate(texts)))
    assert [first is None for first in found] == expected


def _alike(one: list[str], two: list[str]) -> bool:
    if len(one) < 6 or len(two) < 6:
        return one == two and bool(one)
    a, b = ({tuple(words[i : i + 3]) for i in range(len(words) - 2)} for words in (one, two))
    return one == two or len(a & b) / len(a | b) >= 0.8


def test_ten_thousand_posts_with_the_same_footer_are_compared_in_seconds() -> None:
    footer = "les mer om oss og alle våre ledige stillinger på nettsiden vår i dag"
    batch = Batch()
    for n in range(10_000):
        said = " ".join(letters(n * 7919 + k * 104_729) for k in range(12))
        batch.add(post(180 - n / 60, f"{said} {footer}"))
    start = time.process_time()
    found = originals(batch, lambda *_: 30 * DAY)

    assert found.count(None) == 10_000
    assert time.process_time() - start < 10
