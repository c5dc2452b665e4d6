from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from metrics.observed import prose

from presence_audit.metrics._reading import Reading, is_spaceless, reading_of, reads_like_english
from presence_audit.metrics._texts import hashtags_in, length, own, plain

LONG = 7


def _read(text: str) -> Reading:
    found = reading_of(text, LONG)
    assert found is not None
    return found


def test_the_vector_of_the_method() -> None:
    found = _read(prose(100, 8, 30))

    assert found == Reading(100, 8, 30)
    assert found.lix == 42.5


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Vi åpner kl. 10.30 i dag. Kom innom, f.eks. i lunsjen! Det blir bl.a. kake", 3),
        ("Se f.eks. Oslo, bl.a. Grünerløkka og ca. 10 andre steder", 1),
        ("Møt H. Ibsen og adm. dir. Kari Nordmann 17. Mai.", 1),
        ("Vi vokste med 3.5 prosent i 2025. Det er bra", 2),
        ("Strøm, gass osv. Vi leverer alt", 2),
        ("Les mer på nordlys.example i dag. Vi sees", 2),
        ("Les https://nordlys.example/a.b?c=d. Vi sees", 1),
        ("Hva nå?! Vi venter ... og venter... Ferdig.", 3),
        ("Tre ting: Vi vokser.", 2),
        ("Tre ting: vi vokser.", 1),
        ("«Vi gleder oss.» Det sier sjefen.", 2),
        ("ingen punktum her", 1),
        ("hei. vi er her. kom innom", 3),
        ("VI ER HER. KOM INNOM", 2),
        ("En overskrift\nBrødtekst uten punktum", 2),
        ("En\n\n\nTo\r\nTre", 3),
        ("• Strøm\n• Vann\n• Luft", 3),
        ("- strøm\n- vann", 2),
        ("1. Strøm til alle\n2. Vann til alle", 2),
        ("Vi har • Strøm • Vann", 3),
        ("🎉 Vi feirer 🎉 Kom og bli med 🎊", 2),
        ("Vi ❤ kaffe", 1),
        ("Gratulerer! 🎉🎉 Vi er stolte", 2),
        ("ما هذا؟ هذا بيت. نعم", 3),
        ("Это дом. Это сад.", 2),
    ],
)
def test_sentences_are_told_as_a_reader_tells_them(text: str, sentences: int) -> None:
    assert _read(text).sentences == sentences


def test_a_text_wrapped_by_hand_goes_on_after_the_end_of_a_line() -> None:
    wrapped = "Vi bygger et nytt kraftverk i nord, som skal stå ferdig om to år og\ngi strøm til hele fylket."

    assert _read(wrapped).sentences == 1
    assert _read(wrapped.replace("og\n", "og.\n")).sentences == 2


@pytest.mark.parametrize(
    ("text", "words", "long_words"),
    [
        ("Kraftproduksjon er bra", 3, 1),
        ("fabrikk kontor", 2, 1),
        ("Kl. 10.30 \u2013 f.eks. 1 000 000 kroner & e-post", 8, 0),
        ("(kraftverk), «havvind»!", 2, 2),
        ("2026000000 12345678", 2, 0),
        ("sjø-og-land", 1, 1),
        ("Se https://nordlys.example/kraftproduksjon @nordlysenergi #havvindkraft nå", 2, 0),
        ("🎉 🎊 ❤️ \u2013 • ...", 0, 0),
        ("hav\u200bvind\u00adkraft", 1, 1),
        ("pa\u030a sjo\u0308n", 2, 0),
        ("شركة الطاقة الجديدة", 3, 1),
    ],
)
def test_words_are_what_stands_between_spaces(text: str, words: int, long_words: int) -> None:
    found = reading_of(text, LONG, least_words=0)
    assert found is not None
    assert (found.words, found.long_words) == (words, long_words)


def test_a_text_of_too_few_words_is_not_read() -> None:
    assert reading_of(prose(29), LONG, least_words=30) is None
    assert reading_of(prose(30), LONG, least_words=30) is not None


def test_flesch_of_the_cat_on_the_mat() -> None:
    found = reading_of("The cat sat on the mat.", LONG, syllables=True)

    assert found is not None
    assert found.flesch == pytest.approx(116.145)


@pytest.mark.parametrize(
    ("word", "syllables"),
    [("the", 1), ("made", 1), ("table", 2), ("energy", 3), ("coffee", 2), ("rhythm", 1), ("nth", 1), ("«People,»", 2)],
)
def test_syllables_are_groups_of_vowels_without_the_silent_e(word: str, syllables: int) -> None:
    found = reading_of(word, LONG, syllables=True)

    assert found is not None
    assert found.syllables == syllables


@pytest.mark.parametrize(
    ("text", "language", "answer"),
    [
        ("新しい発電所が完成しました。", None, True),
        ("我们的新电厂已经建成", None, True),
        ("我们的新电厂已经建成", "en", True),
        ("a text in Latin letters", "ja", True),
        ("a text in Latin letters", "zh-Hant", True),
        ("Vi møtte 東京電力 i Tokyo i går", None, False),
        ("우리는 새로운 발전소를 지었습니다", None, False),
        ("Vi bygger i nord", "nb", False),
        ("", None, False),
    ],
)
def test_languages_without_spaces_are_known_by_name_and_by_letters(
    text: str, language: str | None, answer: bool
) -> None:
    assert is_spaceless(text, language) is answer


HOSTILE = [
    "a" * 10_000,
    ". " * 5_000 + "a",
    "." * 10_000 + " A",
    "a. " * 3_000,
    "A.b" * 3_000,
    "@" * 10_000 + "a",
    "@a." * 3_000,
    "a.a" * 3_000 + "/",
    "-a" * 5_000 + "/",
    "#1" * 5_000,
    "🎉 " * 5_000,
    "🎉" * 10_000,
    "\n" * 10_000 + "a",
    "a\u030a" * 5_000,
    "\u200b" * 10_000,
    "\u202e" + "abc " * 2_500,
    "\u05d0\u05d1 " * 3_000,
    "漢" * 10_000,
    "\ud800" * 100 + " a",
    "\x00 " * 5_000,
    "e" * 10_000 + " " + "E" * 10_000,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_made_to_hurt_is_read_at_once(text: str) -> None:
    start = time.process_time()
    found = reading_of(text, LONG, syllables=True)
    seen = length(own(plain(text)))
    hashtags_in(text)
    is_spaceless(text, None)

    assert time.process_time() - start < 1
    assert 0 <= seen <= len(text)
    assert found is None or (found.sentences <= found.words + text.count("\n") + 1 and found.long_words <= found.words)


@given(st.text(max_size=400))
def test_any_text_has_a_sentence_for_its_words_and_no_more_long_words_than_words(text: str) -> None:
    found = reading_of(text, LONG, syllables=True)

    if found is not None:
        assert found.words >= max(1, found.long_words)
        assert found.sentences >= 1
        assert found.syllables >= found.words
        assert found.lix > 0


@given(st.lists(st.sampled_from(["strøm", "kraftverk", "Vi", "f.eks.", "kl.", "10", "slutt.", "hva?", "\n", "🎉"])))
def test_reading_the_same_text_twice_on_two_lines_counts_everything_twice(pieces: list[str]) -> None:
    text = " ".join(pieces)
    once, twice = reading_of(text, LONG), reading_of(f"{text}\n\n{text}", LONG)

    if once is None:
        assert twice is None
    else:
        assert twice is not None
        assert twice[:3] == (2 * once.words, 2 * once.sentences, 2 * once.long_words)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Les mer: https://nordlys.example/jobb", 8),
        ("Les mer: nordlys.example/jobb", 8),
        ("Les mer: www.nordlys.example", 8),
        ("og/eller", 8),
        ("@nordlys #strøm \uff03vann", 0),
        ("\u200b" * 50, 0),
        ("\u2800\u3164" * 50, 0),
        ("Zal" + "\u0301\u0302\u0303" * 20 + "go", 5),
        ("  to    ord  ", 6),
        ("hav\u00advind", 7),
        ("🎉🎉", 2),
    ],
)
def test_own_text_is_as_long_as_a_reader_sees_it(text: str, left: int) -> None:
    assert length(own(plain(text))) == left


@pytest.mark.parametrize(
    ("text", "count"),
    [("#en #to#tre", 2), ("#1 av 3", 0), ("C# og a#b", 0), ("#2026plan #æøå", 2), ("https://a.example/#del", 0)],
)
def test_hashtags_are_words_with_the_sign(text: str, count: int) -> None:
    assert hashtags_in(text) == count


@pytest.mark.parametrize(
    ("text", "is_english"),
    [
        ("We are building the new plant with our neighbours, and this is what it will look like in the spring.", True),
        ("Vi bygger det nye anlegget sammen med naboene, og slik kommer det til å se ut til våren i Nord.", False),
        ("Vi har bygd The Plant, og det er ferdig nå etter to år med god hjelp fra folk som bor langs kysten.", False),
        ("", False),
    ],
)
def test_a_post_that_a_site_calls_english_is_english_where_it_reads_like_it(text: str, is_english: bool) -> None:
    assert reads_like_english(text) is is_english
