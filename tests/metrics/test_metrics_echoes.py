from __future__ import annotations

import re
import time
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from metrics.observed import letters, post

from presence_audit.metrics._calendar import published
from presence_audit.metrics._echoes import Copies, Text, Vocabulary, originals, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presence_audit.model.observation import Post

DAY = 86_400.0


def _first(*texts: tuple[float, str], reach: float = 30 * DAY) -> list[int | None]:
    """The texts, each so many days before the audit, in order of time."""
    return list(originals(_texts([post(days, text) for days, text in texts])[0], lambda *_: reach))


def _texts(posts: Sequence[Post]) -> tuple[list[Text], Vocabulary]:
    vocabulary = Vocabulary(posts)
    return [vocabulary.text(one, words_of(one.text)) for one in posts], vocabulary


def _copied(posts: Sequence[Post], sources: Sequence[Post]) -> set[int]:
    """The places of the posts that repeat a source within the week after it."""
    texts, vocabulary = _texts(posts)
    copies = Copies(texts, lambda place: texts[place].words, 7 * DAY)
    for source in sources:
        copies.tell(vocabulary.text(source, words_of(source.text)))
    return copies.hits


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
    links = [f"https://nordlys.example/{name}" for name in "aba"]
    texts, _ = _texts([post(3 - n, link, links=(link,)) for n, link in enumerate(links)])

    assert list(originals(texts, lambda *_: 30 * DAY)) == [None, None, 0]


def test_a_copy_counts_only_after_the_source_and_within_its_days() -> None:
    text = "Vi åpner et nytt kontor i Tromsø til høsten og gleder oss stort"
    said = [post(days, text) for days in (20, 10, 5)]

    assert _copied(said, [post(10.5, text), post(1, text)]) == {1, 2}


@given(st.lists(st.tuples(st.floats(0, 200), st.text("ab #@:/", max_size=60)), max_size=30))
def test_normalising_and_comparing_hold_for_any_text(texts: list[tuple[float, str]]) -> None:
    texts.sort(reverse=True)
    found = _first(*texts)

    assert all(first is None or (found[first] is None and first < i) for i, first in enumerate(found))


# Few words, and texts that grow out of each other, so that many are nearly alike.
WORD = st.sampled_from(["en", "to", "tre", "fire", "fem", "seks", "sju", "ord#", "@tre", "\N{GRINNING FACE}"])


@st.composite
def _corpora(draw: st.DrawFn) -> list[str]:
    texts = [draw(st.lists(WORD, max_size=24))]
    for _ in range(draw(st.integers(0, 13))):
        words = list(draw(st.sampled_from(texts)))
        for _ in range(draw(st.integers(0, 3))):
            place = draw(st.integers(0, len(words)))
            words[place : place + draw(st.integers(0, 1))] = draw(st.lists(WORD, max_size=2))
        texts.append(words)
    return [" ".join(words) for words in texts]


def _alike(one: str, two: str) -> bool:
    first, second = _plain_words(one), _plain_words(two)
    if len(first) < 6 or len(second) < 6:
        return first == second and bool(first)
    a, b = ({tuple(words[i : i + 3]) for i in range(len(words) - 2)} for words in (first, second))
    return len(a & b) * 10 >= len(a | b) * 8


def _plain_words(text: str) -> list[str]:
    """The words one letter at a time."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    folded = re.sub(r"https?://\S+|www\.\S+|[@#]\w+(?:[@.-]\w+)*", " ", folded)
    letters_only = "".join(c if c.isalnum() and not c.isdecimal() else " " for c in folded)
    return letters_only.split()


ANY_TEXT = st.text(
    st.sampled_from("aAzåÅßéµ²½9_ .,#@-:/w\u00a0\u00ad\u2013\u3000\ufb01\u65e5\u0661\u2167\U0001f600"), max_size=40
)


@given(st.one_of(ANY_TEXT, st.text(max_size=40)))
@example("WWW.NORDLYS.EXAMPLE og ord")
def test_the_words_of_any_text_are_those_that_looking_at_each_letter_finds(text: str) -> None:
    assert words_of(text) == _plain_words(text)


@given(_corpora(), st.floats(0.5, 40), st.lists(st.integers(0, 1), min_size=14, max_size=14))
def test_the_marks_find_what_comparing_each_with_each_finds(texts: list[str], step: float, owners: list[int]) -> None:
    """Of two owners, as of two leaders: one's own words count for 30 days, those of others for seven."""
    days = [step * (len(texts) - n) for n in range(len(texts))]
    posts = [post(day, text) for day, text in zip(days, texts, strict=True)]

    def reach(one: int, two: int) -> float:
        return (30 if one == two else 7) * DAY

    expected: list[int | None] = []
    for place, text in enumerate(texts):
        kept = [other for other in range(place) if expected[other] is None]
        near = [
            other
            for other in kept
            if (published(posts[place]) - published(posts[other])).total_seconds()
            <= reach(owners[other], owners[place])
            and _alike(texts[other], text)
        ]
        same = [other for other in near if _plain_words(texts[other]) == _plain_words(text)]
        expected.append(next(iter([*same, *near]), None))
    vocabulary = Vocabulary(posts)
    told = (vocabulary.text(p, words_of(p.text), owner) for p, owner in zip(posts, owners, strict=False))

    assert list(originals(told, lambda one, two: reach(one.owner, two.owner))) == expected


@given(_corpora(), st.lists(st.floats(0, 20), min_size=14, max_size=14), st.data())
def test_copies_are_those_that_comparing_each_with_each_source_finds(
    texts: list[str], days: list[float], data: st.DataObject
) -> None:
    posts = [post(day, text) for day, text in zip(days, texts, strict=False)]
    sources = [one for one in posts if data.draw(st.booleans())]
    told = sorted((one for one in posts if one not in sources), key=published)
    expected = {
        place
        for place, one in enumerate(told)
        for source in sources
        if 0 <= (published(one) - published(source)).total_seconds() <= 7 * DAY and _alike(source.text, one.text)
    }

    assert _copied(told, sources) == expected


def test_words_that_no_text_has_are_told_apart() -> None:
    """Of two hundred words a leader quotes thirty: that is no copy, however few of the others he or she ever used."""
    quoted = [f"ord{letters(n)}" for n in range(30)]
    article = [*quoted, *(f"annet{letters(n)}" for n in range(170))]

    assert _copied([post(1, " ".join(quoted))], [post(2, " ".join(article))]) == set()


def test_ten_thousand_posts_with_the_same_footer_are_compared_in_seconds() -> None:
    footer = "les mer om oss og alle våre ledige stillinger på nettsiden vår i dag"
    said = [" ".join(letters(n * 7919 + k * 104_729) for k in range(12)) for n in range(10_000)]
    posts = [post(180 - n / 60, f"{words} {footer}") for n, words in enumerate(said)]
    start = time.process_time()
    found = list(originals(_texts(posts)[0], lambda *_: 30 * DAY))

    assert found.count(None) == 10_000
    assert time.process_time() - start < 10
