"""The six measures of content: the worked values of the method, what is gamed, and what is not known."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from metrics.observed import AS_OF, Audit, channel, every, letters, post, posts, prose

from presence_audit.metrics._echoes import print_of, words_of
from presence_audit.model.observation import Post
from presence_audit.model.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presence_audit.model.report import Leaf

METRICS = ("originality", "not-link-only", "media-mix", "alt-text", "hashtags", "readability")
BLUESKY, MASTODON, LINKEDIN, FACEBOOK, BLOG, INSTAGRAM, X, THREADS = (
    channel(p) for p in ("bluesky", "mastodon", "linkedin", "facebook", "feed", "instagram", "x", "threads")
)
SAID = "Vi åpner et nytt kontor i Tromsø til høsten og gleder oss stort"
LINK = ("https://nordlys.example/sak",)


def _on(days: Sequence[float], **more: Any) -> list[Post]:
    return [post(day, **more) for day in days]


def _spread(count: int, step: float = 0.75) -> list[float]:
    """So many moments within the window, the newest half a day ago, never more than two on one day."""
    return [0.5 + step * n for n in range(count)]


# --- originality ---


def test_repeats_cost_one_and_cross_posts_half_of_all_posts_with_words() -> None:
    said = [f"nyhet nummer {letters(n)} fra oss" for n in range(2)]
    here = [*_on(_spread(42, 2)), *(post(20 - n, SAID) for n in range(4)), *(post(9, text) for text in said)]
    there = [post(8, text) for text in said]
    audit = Audit().on(BLUESKY, here).on(FACEBOOK, there)
    leaf = audit.leaf("originality")

    assert leaf.value == pytest.approx(0.92)
    assert leaf.score == pytest.approx(92)
    assert leaf.reason == "3 near repeats and 2 cross-posts among 50 posts with words or links."


def test_the_same_post_every_day_is_original_three_times_in_ninety_days() -> None:
    leaf = Audit().on(BLUESKY, _on([0.5 + n for n in range(91)], text=SAID)).leaf("originality")

    assert leaf.value == pytest.approx(3 / 91)
    assert leaf.score == pytest.approx(2.747, abs=5e-4)
    assert "88 near repeats" in leaf.reason


def test_everything_at_once_on_every_channel_is_original_for_one_of_them() -> None:
    texts = [f"nyhet nummer {letters(n)} fra oss" for n in range(10)]
    audit = Audit()
    for place, where in enumerate((LINKEDIN, FACEBOOK, BLUESKY)):
        audit.on(where, [post(3 * n + 1 - place / 1000, text) for n, text in enumerate(texts)])
    leaf = audit.leaf("originality")

    assert leaf.value == pytest.approx(1 - 0.5 * 20 / 30)
    assert "20 cross-posts among 30 posts" in leaf.reason


@pytest.mark.parametrize(("days", "value"), [(0, 0.75), (7, 0.75), (7.01, 1)])
def test_a_cross_post_counts_for_seven_days(days: float, value: float) -> None:
    audit = Audit().on(BLUESKY, [post(20, SAID)]).on(FACEBOOK, [post(20 - days, SAID)])

    assert audit.leaf("originality").value == value


def test_a_cross_post_may_follow_another_cross_post() -> None:
    audit = Audit().on(BLUESKY, [post(30, SAID)]).on(FACEBOOK, [post(24, SAID)]).on(BLOG, [post(18, SAID)])

    assert audit.leaf("originality").value == pytest.approx(1 - 1 / 3)


def test_a_post_may_copy_one_from_before_the_window_which_itself_is_not_counted() -> None:
    audit = Audit().on(BLUESKY, [post(92, SAID)]).on(FACEBOOK, [post(90, SAID)])

    assert audit.leaf("originality").value == 0.5


def test_a_repeat_that_is_also_a_cross_post_costs_no_more_than_one() -> None:
    audit = Audit().on(BLUESKY, [post(10, SAID), post(8, SAID)]).on(FACEBOOK, [post(9, SAID)])
    leaf = audit.leaf("originality")

    assert leaf.reason.startswith("1 near repeat and 1 cross-post")
    assert leaf.value == 0.5


def test_an_account_that_comes_back_to_its_own_words_has_copied_nobody() -> None:
    audit = Audit().on(BLUESKY, [post(40, SAID), post(5, SAID)]).on(FACEBOOK, [post(80, SAID)])

    assert audit.leaf("originality").value == 1


@pytest.mark.parametrize(("text", "copies"), [("God jul!", 0), ("God jul alle sammen!", 1), ("", 0)])
def test_a_greeting_of_two_words_and_a_bare_link_are_no_cross_posts(text: str, copies: int) -> None:
    audit = Audit().on(BLUESKY, [post(3, text, links=LINK)]).on(FACEBOOK, [post(2, text, links=LINK)])

    assert audit.leaf("originality").value == 1 - copies / 4


def test_the_same_page_read_in_two_ways_is_no_cross_post() -> None:
    wordpress = channel("wordpress")
    there = replace(post(3, SAID), url="https://nordlys.example/sak")
    audit = Audit().on(BLOG, [there]).on(wordpress, [replace(there, id="7")])

    assert audit.leaf("originality").value == 1


def test_which_channel_is_listed_first_decides_nothing() -> None:
    one = Audit().on(BLUESKY, [post(9, SAID), *posts(3)]).on(FACEBOOK, [post(9, SAID)])
    two = Audit().on(FACEBOOK, [post(9, SAID)]).on(BLUESKY, [post(9, SAID), *posts(3)])

    assert one.leaf("originality").value == two.leaf("originality").value == pytest.approx(1 - 0.5 / 3)


def test_pictures_without_words_are_not_judged_for_what_they_say() -> None:
    listed = [post(3, "", kind="image"), post(2, "📸", kind="image"), post(1, SAID)]

    assert "among 1 post with" in Audit().on(BLUESKY, listed).leaf("originality").reason
    assert Audit().on(BLUESKY, listed[:2]).leaf("originality").state == "not-applicable"


def test_the_number_of_a_text_is_that_of_its_words() -> None:
    one, two = (print_of(words_of(text)) for text in (SAID, f"{SAID.upper()}! 🎉 #tromsø https://a.example 2026"))

    assert one == two > 1
    assert print_of(["ab", "c"]) != print_of(["a", "bc"])


# --- not just a link ---


def test_three_bare_links_of_ten_posts_are_worth_70() -> None:
    days = _spread(10)
    listed = [post(day, f"{letters(n)} her:", links=LINK) for n, day in enumerate(days[:3])] + _on(days[3:])
    leaf = Audit().on(LINKEDIN, listed).leaf("not-link-only")

    assert leaf.value == pytest.approx(0.70)
    assert leaf.score == pytest.approx(70)
    assert leaf.reason == "3 of 10 posts with text or links are just a link."


@pytest.mark.parametrize(
    ("text", "is_bare"),
    [
        ("", True),
        ("Les mer:", True),
        ("x" * 39, True),
        ("x" * 40, False),
        ("x" * 39 + " https://nordlys.example/en-svaert-lang-adresse-til-saken", True),
        ("x" * 30 + " #havvind #strøm #energi @nordlys", True),
        ("Les mer på nordlys.example/en-svaert-lang-adresse-til-hele-saken", True),
        ("x" + "\u200b" * 60, True),
        ("x" + "\u0301" * 60, True),
        ("Vi søker deg som vil bygge havvind i nord. #jobb", False),
        ("אנחנו בונים תחנת כוח חדשה בצפון ומחפשים עובדים", False),
    ],
)
def test_a_link_needs_forty_characters_of_own_text(text: str, is_bare: bool) -> None:
    leaf = Audit().on(LINKEDIN, [post(1, text, links=LINK)]).leaf("not-link-only")

    assert leaf.value == (0 if is_bare else 1)


def test_an_address_in_the_text_is_a_link_and_so_is_the_kind() -> None:
    listed = [post(1, "Se https://nordlys.example/sak"), post(2, "Les mer", kind="link"), post(3, "Les dette")]

    assert Audit().on(LINKEDIN, listed).leaf("not-link-only").value == pytest.approx(1 / 3)


def test_an_article_and_what_stands_on_a_blog_is_never_just_a_link() -> None:
    article = [post(1, "Nytt kraftverk", kind="article", links=LINK)]
    short = [post(1, "Nytt kraftverk", kind="text", links=LINK)]

    assert Audit().on(LINKEDIN, article).leaf("not-link-only").value == 1
    assert Audit().on(BLOG, short).leaf("not-link-only").value == 1
    assert Audit().on(LINKEDIN, short).leaf("not-link-only").value == 0
    assert Audit().on(BLOG, [replace(short[0], kind="link")]).leaf("not-link-only").value == 0


@pytest.mark.parametrize("text", ["", " \n ", "\u200b\u2060"])
def test_posts_with_neither_text_nor_links_are_not_judged(text: str) -> None:
    listed = [post(1, text, kind="image"), post(2, SAID)]

    assert Audit().on(LINKEDIN, listed).leaf("not-link-only").reason.startswith("0 of 1 post")
    assert Audit().on(LINKEDIN, listed[:1]).leaf("not-link-only").state == "not-applicable"


# --- the mix of kinds ---


def test_kinds_in_shares_of_a_half_three_tenths_and_two_are_2_8_kinds() -> None:
    kinds = ["image"] * 5 + ["video"] * 3 + ["text"] * 2
    leaf = Audit().on(BLUESKY, [post(n + 1, kind=kind) for n, kind in enumerate(kinds)]).leaf("media-mix")

    assert leaf.value == pytest.approx(2.80011, abs=2e-5)  # the method rounds H to five places
    assert leaf.score == pytest.approx(94.132, abs=5e-4)
    assert leaf.reason == "10 posts: image 5, video 3, text 2."


def test_one_kind_alone_is_one_kind() -> None:
    leaf = Audit().on(BLUESKY, [post(n + 1, kind="video") for n in range(9)]).leaf("media-mix")

    assert leaf.value == 1


def test_an_unknown_kind_is_left_out_and_fewer_than_five_others_are_too_few() -> None:
    listed = [*(post(n + 1, kind="video") for n in range(4)), *(post(n + 10, kind="other") for n in range(9))]
    few = Audit().on(BLUESKY, listed).leaf("media-mix")
    enough = Audit().on(BLUESKY, [*listed, post(30, kind="image")]).leaf("media-mix")

    assert (few.state, few.score) == ("unknown", None)
    assert "9 posts of unknown kind left out" in few.reason
    assert (enough.state, enough.reason.split(";", 1)[0][:7]) == ("value", "5 posts")


# --- alternative texts ---


def test_twenty_six_of_forty_pictures_described_are_worth_63() -> None:
    listed = [post(n + 1, media=4, media_with_alt=3 if n < 6 else 2) for n in range(10)]
    leaf = Audit().on(MASTODON, listed).leaf("alt-text")

    assert leaf.value == pytest.approx(26 / 40)
    assert leaf.score == pytest.approx(63.333, abs=5e-4)
    assert leaf.interval is None
    assert leaf.reason == "14 of 40 pictures have no alternative text."


def test_a_picture_of_which_nothing_is_known_is_neither_described_nor_not() -> None:
    listed = [post(1, media=1, media_with_alt=1), post(2, media=3), post(3, media=None), post(4, media=0)]
    leaf = Audit().on(MASTODON, listed).leaf("alt-text")

    assert leaf.value == 1
    assert "2 posts could not be judged" in leaf.reason
    assert Audit().on(MASTODON, listed[1:2]).leaf("alt-text").state == "unknown"
    assert Audit().on(MASTODON, listed[2:3]).leaf("alt-text").state == "unknown"


def test_without_a_picture_the_question_does_not_arise_unless_posts_may_be_missing() -> None:
    listed = [post(1, media=0), post(2, media=0)]

    assert Audit().on(MASTODON, listed).leaf("alt-text").state == "not-applicable"
    assert Audit().on(MASTODON, listed, back_to=10).leaf("alt-text").state == "unknown"


def test_only_channels_that_show_alternative_texts_are_asked_for_them() -> None:
    facebook = [post(1, media=1)]

    assert Audit().on(FACEBOOK, facebook).leaf("alt-text").state == "unknown"
    both = Audit().on(FACEBOOK, facebook).on(MASTODON, [post(1, media=1, media_with_alt=1)])
    assert both.leaf("alt-text").value == 1
    assert both.leaf("alt-text").weight == pytest.approx(0.20)
    exported = Audit().on(FACEBOOK, [replace(facebook[0], media_with_alt=0)])
    assert exported.leaf("alt-text").value == 0


def test_more_descriptions_than_pictures_are_no_more_than_all() -> None:
    listed = [post(1, media=1, media_with_alt=9), post(2, media=1, media_with_alt=-9)]

    assert Audit().on(MASTODON, listed).leaf("alt-text").value == 0.5


# --- hashtags ---


def test_three_clouds_of_hashtags_in_a_hundred_posts_are_worth_94() -> None:
    many = tuple(letters(n) for n in range(6))
    listed = [post(day, hashtags=many if n < 3 else ()) for n, day in enumerate(_spread(100, 0.9))]
    leaf = Audit().on(BLUESKY, listed).leaf("hashtags")

    assert leaf.value == pytest.approx(0.97)
    assert leaf.score == pytest.approx(94)
    assert leaf.reason == "3 of 100 posts carry too many hashtags. Bluesky 3."


@pytest.mark.parametrize(
    ("where", "limit"),
    [
        (INSTAGRAM, 5),
        (LINKEDIN, 5),
        (FACEBOOK, 3),
        (X, 2),
        (THREADS, 1),
        (MASTODON, 5),
        (BLUESKY, 5),
        (channel("tiktok"), 5),
        (channel("telegram"), 5),
    ],
)
def test_every_platform_has_its_own_limit(where: Any, limit: int) -> None:
    at, above = (tuple(letters(n) for n in range(count)) for count in (limit, limit + 1))
    audit = Audit().on(where, [post(1, hashtags=at), post(2, hashtags=above)])

    assert audit.leaf("hashtags").value == 0.5


def test_hashtags_that_the_reader_did_not_list_are_counted_in_the_text() -> None:
    cloud = " ".join(["#havvind"] * 6)

    assert Audit().on(BLUESKY, [post(1, cloud)]).leaf("hashtags").value == 0
    assert Audit().on(BLOG, [post(1, cloud, kind="article")]).leaf("hashtags").value == 1
    assert Audit().on(BLUESKY, [post(1, "1# 2# 3# #4 #5 #6 #7 C# F#")]).leaf("hashtags").value == 1


def test_posts_that_show_nothing_to_look_at_are_not_judged() -> None:
    listed = [post(1, "", kind="video"), post(2, "", mentions=("kari",)), post(3, "", hashtags=("a",))]

    assert "0 of 2 posts" in Audit().on(BLUESKY, listed).leaf("hashtags").reason


# --- readability ---


def test_a_lix_of_47_is_worth_90() -> None:
    listed = [post(n + 1, prose(100, 10, 37), language="nb") for n in range(5)]
    leaf = Audit().on(BLUESKY, listed).leaf("readability")

    assert leaf.value == pytest.approx(47)
    assert leaf.score == pytest.approx(90)
    assert leaf.reason == (
        "LIX 47.0, medium: 500 words in 50 sentences, 185 of the words long, in 5 posts of 30 words or more."
    )


def test_all_texts_are_read_as_one_and_not_one_by_one() -> None:
    listed = [*(post(n + 1, prose(30, 3, 6)) for n in range(4)), post(9, prose(120, 6, 60))]
    leaf = Audit().on(BLUESKY, listed).leaf("readability")

    assert leaf.value == pytest.approx(240 / 18 + 100 * 84 / 240)


def test_it_takes_five_posts_of_thirty_words() -> None:
    listed = [*(post(n + 1, prose(30)) for n in range(4)), post(9, prose(29))]
    few = Audit().on(BLUESKY, listed).leaf("readability")

    assert (few.state, few.score) == ("unknown", None)
    assert few.reason.startswith("4 posts of 30 words or more; 5 are needed")
    assert Audit().on(BLUESKY, [*listed, post(12, prose(30))]).leaf("readability").state == "value"


def test_where_no_post_has_text_the_question_does_not_arise() -> None:
    listed = [post(n + 1, "", kind="image") for n in range(9)]

    assert Audit().on(BLUESKY, listed).leaf("readability").state == "not-applicable"
    assert Audit().on(BLUESKY, listed, back_to=10).leaf("readability").state == "unknown"


@pytest.mark.parametrize(
    ("told", "languages", "is_english"),
    [
        ("en", (), True),
        ("en-GB", ("nb",), True),
        (None, ("en",), True),
        (None, ("nb", "en"), False),
        ("nb", ("en",), False),
        (None, (), False),
    ],
)
def test_flesch_is_told_for_posts_that_are_known_to_be_english(
    told: str | None,
    languages: tuple[str, ...],
    is_english: bool,
) -> None:
    # Four short words in front, which every English text is full of: 44 words in 3 sentences.
    listed = [post(n + 1, f"of the and with {prose(40)}", language=told) for n in range(5)]
    leaf = Audit(languages=languages).on(BLUESKY, listed).leaf("readability")

    assert ("Flesch's reading ease is" in leaf.reason) == is_english
    assert leaf.value == pytest.approx(44 / 3 + 100 * 6 / 44)


def test_flesch_is_not_told_for_posts_that_a_site_calls_english_and_that_do_not_read_like_it() -> None:
    listed = [post(n + 1, prose(40), language="en-US") for n in range(5)]

    assert "Flesch" not in Audit().on(BLUESKY, listed).leaf("readability").reason


def test_texts_without_spaces_are_left_out_and_alone_are_no_question() -> None:
    japanese = [post(n + 1, f"新しい{letters(n)}発電所が完成しました。" * 20) for n in range(6)]
    norwegian = [post(n + 10, prose(30)) for n in range(5)]

    assert Audit().on(BLUESKY, japanese).leaf("readability").state == "not-applicable"
    both = Audit().on(BLUESKY, [*japanese, *norwegian]).leaf("readability")
    assert both.value == pytest.approx(30)
    assert "6 posts in languages without spaces left out" in both.reason


# --- what is common to all six ---


def _whole(n: int) -> Post:
    """A post of which every measure has something to say."""
    kind = ("image", "video", "text")[n % 3]
    return post(n + 1, prose(30), kind=kind, media=2, media_with_alt=1, links=LINK, hashtags=("a",))


@pytest.mark.parametrize("metric", METRICS)
def test_posts_before_the_newer_half_do_not_count(metric: str) -> None:
    old = [replace(_whole(n), published_at=AS_OF - timedelta(days=92 + n)) for n in range(40)]
    here = [_whole(n) for n in range(6)]

    assert Audit().on(BLUESKY, here).leaf(metric).value == Audit().on(BLUESKY, [*here, *old]).leaf(metric).value
    assert Audit().on(BLUESKY, old).leaf(metric).state in {"not-applicable", "unknown"}


@pytest.mark.parametrize("metric", METRICS)
def test_a_hidden_channel_costs_coverage_and_changes_no_value(metric: str) -> None:
    here = [_whole(n) for n in range(6)]
    whole = Audit().on(MASTODON, here).leaf(metric)
    audit = Audit().on(MASTODON, here).on(LINKEDIN, outcome=Outcome.LOGIN_WALL, reason="A wall.")
    known, hidden = audit.leaf(metric), audit.leaf(metric, LINKEDIN.id)

    assert (known.value, known.score) == (whole.value, whole.score)
    assert (hidden.state, hidden.score, hidden.reason) == ("unknown", None, "A wall.")
    assert known.weight + hidden.weight == pytest.approx(whole.weight)
    assert hidden.weight > known.weight
    assert audit.pillar("content").coverage < Audit().on(MASTODON, here).pillar("content").coverage


@pytest.mark.parametrize("metric", METRICS)
@pytest.mark.parametrize("outcome", [o for o in Outcome if o.is_unknown])
def test_what_nobody_could_read_is_unknown_and_never_zero(metric: str, outcome: Outcome) -> None:
    audit = Audit().on(MASTODON, outcome=outcome, reason="A wall.")

    leaves = [leaf for leaf in audit.pillar("content").leaves if leaf.metric == metric]
    assert {(leaf.state, leaf.score) for leaf in leaves} == {("unknown", None)}
    assert sum(leaf.weight for leaf in leaves) > 0
    assert audit.pillar("content").score is None


@pytest.mark.parametrize("metric", METRICS)
def test_silence_is_no_bad_content(metric: str) -> None:
    for audit in (Audit().on(BLUESKY, ()), Audit().on(BLUESKY, (), complete=False), Audit().on(BLUESKY, posts(120))):
        leaf = audit.leaf(metric)
        assert (leaf.score, leaf.value) == (None, None)
        assert leaf.state in {"not-applicable", "unknown"}
        assert leaf.reason


@pytest.mark.parametrize("metric", METRICS)
def test_every_number_names_the_posts_it_was_counted_from(metric: str) -> None:
    report = Audit().on(BLUESKY, [_whole(n) for n in range(6)]).report
    assert report.shown is not None
    basis = next(b for b in report.shown.rests_on if (b.metric, b.subject) == (metric, "company"))
    leaf = next(found for p in report.pillars for found in p.leaves if found.metric == metric)

    assert (basis.total, len(basis.posts)) == (6, 6)
    assert leaf.evidence


@pytest.mark.parametrize("metric", METRICS)
def test_a_text_read_from_an_owners_export_counts_where_strangers_see_none(metric: str) -> None:
    leaf = Audit().on(X, [_whole(n) for n in range(6)]).leaf(metric)

    assert leaf.state == "value"


HOSTILE = [
    "a" * 10_000,
    "a " * 5_000,
    "\u202e" + "מבחן " * 2_000,
    "\u200b" * 10_000,
    "🎉" * 10_000,
    "#a" * 5_000,
    "https://" * 1_000,
    "." * 10_000,
    "\ud800",
    "\x1b[31m" * 2_000,
    "a.a/" * 2_500,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_posts_made_to_hurt_are_measured_at_once_and_within_bounds(text: str) -> None:
    listed = [post(n + 1, f"{text}{letters(n)}", links=LINK) for n in range(20)]
    start = time.process_time()
    audit = Audit().on(BLUESKY, listed)
    leaves = [leaf for leaf in audit.pillar("content").leaves if leaf.score is not None]

    assert time.process_time() - start < 5
    assert leaves
    assert all(0 <= leaf.score <= 100 for leaf in leaves if leaf.score is not None)


TEXTS = st.one_of(
    st.sampled_from(["", "📸", "God jul", SAID, "Les mer: https://nordlys.example/sak", "#a #b #c #d #e #f"]),
    st.integers(0, 10**6).map(lambda n: f"nyhet {letters(n)} " + "om havvind og strøm i nord. " * 6),
)
POSTS = st.builds(
    post,
    st.integers(1, 28),
    TEXTS,
    kind=st.sampled_from(["text", "image", "video", "link", "article", "other"]),
    media=st.sampled_from([None, 0, 1, 3]),
    media_with_alt=st.sampled_from([None, 0, 1]),
    links=st.sampled_from([(), LINK]),
    hashtags=st.sampled_from([(), ("a",), tuple("abcdefg")]),
    language=st.sampled_from([None, "nb", "en", "ja"]),
)
LISTS = st.lists(POSTS, max_size=14)


def _leaves(here: Sequence[Post], there: Sequence[Post]) -> dict[str, Leaf]:
    audit = Audit().on(BLUESKY, here).on(FACEBOOK, there)
    return {leaf.metric: leaf for leaf in audit.pillar("content").leaves if leaf.subject == "company"}


@settings(max_examples=60)
@given(LISTS, LISTS, st.randoms(use_true_random=False))
def test_measures_are_bounded_and_do_not_depend_on_the_order_of_posts(
    here: list[Post], there: list[Post], chance: Any
) -> None:
    found = _leaves(here, there)
    chance.shuffle(here)
    chance.shuffle(there)

    assert _leaves(here, there) == found
    for metric, leaf in found.items():
        assert (leaf.state == "value") == (leaf.value is not None) == (leaf.score is not None)
        if leaf.value is not None and leaf.score is not None:
            assert 0 <= leaf.score <= 100
            assert leaf.value >= 0
            assert leaf.value <= 1 or metric in {"media-mix", "readability"}
    if found["media-mix"].value is not None:
        assert 1 <= found["media-mix"].value <= 5


@settings(max_examples=60)
@given(LISTS.filter(bool), LISTS, st.data())
def test_saying_it_again_never_raises_anything(here: list[Post], there: list[Post], data: st.DataObject) -> None:
    here = [p for p in here if words_of(p.text) or p.links]
    found = _leaves(here, there)
    again = data.draw(st.lists(st.sampled_from(here), max_size=5)) if here else []
    copies = [
        replace(p, id=f"{p.id}-{n}", published_at=p.published_at + timedelta(minutes=n + 1))
        for n, p in enumerate(again)
        if p.published_at is not None
    ]
    after = _leaves([*here, *copies], there)

    for metric, leaf in after.items():
        assert leaf.state == found[metric].state
        if leaf.score is not None:
            before = found[metric].score
            assert before is not None
            assert leaf.score <= before + 1e-9


def test_weekly_posts_on_one_channel_are_all_their_own() -> None:
    assert Audit().on(BLOG, every(7)).leaf("originality").score == 100
