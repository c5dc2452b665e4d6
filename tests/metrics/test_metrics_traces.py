"""Posts that earlier audits saw, without their words: counted like others, and left out where words are asked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from metrics.observed import AS_OF, Audit, channel, commented, every, leader, post, prose, said, seen

from presence_audit.metrics import trace_of
from presence_audit.model.observation import Engagement, Post, Trace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from presence_audit.model.report import Leaf

MASTODON = channel("mastodon", "nordlys@invented.example")
BLUESKY = channel("bluesky", "nordlys.test")
HERS = channel("bluesky", "ylva.test", "leader:ylva")
LONG = "Vi har kjøpt et skip som skal seile mellom Bodø og Tromsø hver dag hele året"
NEAR = f"{LONG} igjen"
UNSEEN = "Near repeats of {n} of earlier audits, whose words are not kept, are not seen."
LEFT_OUT = "{n} of earlier audits left out, whose words are not kept."


def kept(one: Post, **more: Any) -> Post:
    """The post as a history keeps it: without its words, its links and its hashtags."""
    return replace(one, text="", links=(), hashtags=(), trace=trace_of(one), **more)


def _leaf(listed: Iterable[Post], metric: str, of: Any = MASTODON, subject: str | None = None) -> Leaf:
    return Audit().on(of, listed).leaf(metric, subject or of.id)


def _partial(audit: Audit, metric: str) -> tuple[bool, bool]:
    shown = audit.report.shown
    assert shown is not None
    return next(((one.lower, one.higher) for one in shown.partial if one.metric == metric), (False, False))


# --- the trace itself ---


@given(st.text(max_size=60), st.lists(st.text(max_size=8), max_size=3).map(tuple))
def test_a_print_is_a_number_of_64_bits_without_a_sign_and_is_kept_as_it_is(text: str, links: tuple[str, ...]) -> None:
    one = post(1, text, links=links)
    trace = trace_of(one)
    assert trace.print is None or 0 < trace.print < 2**64
    assert (trace.print is None) == (not trace.words and not links)
    assert trace_of(kept(one)) is trace or trace_of(kept(one)) == trace


def test_the_same_words_have_the_same_print_whatever_stands_around_them() -> None:
    one, other = post(1, "Vi har kjøpt et SKIP! https://a.example"), post(9, "vi har kjøpt et skip @ola #skip 2026")
    assert trace_of(one) == trace_of(other)
    assert trace_of(one).words == 5
    assert trace_of(post(1, "Vi har kjøpt et båt")) != trace_of(one)


def test_links_stand_for_a_post_without_words_in_whatever_order() -> None:
    one, other = post(1, "", links=("https://a.example", "https://b.example")), post(2, "https://b.example 2026")
    other = replace(other, links=("https://b.example", "https://a.example"))
    assert trace_of(one) == trace_of(other)
    assert trace_of(one).words == 0
    assert trace_of(post(1, "🎉")) == Trace(0, None)
    assert trace_of(post(1, "links https a example")).print != trace_of(one).print


# --- repeats and copies ---


@pytest.mark.parametrize("text", [LONG, "God morgen", ""])
@pytest.mark.parametrize("which", ["both", "first", "second"])
def test_the_same_words_within_thirty_days_are_one_post_though_they_are_not_kept(text: str, which: str) -> None:
    first, second = (post(days, text, links=("https://a.example",)) for days in (20, 2))
    listed = [kept(first) if which != "second" else first, kept(second) if which != "first" else second]
    assert _leaf(listed, "posts-per-week").value == pytest.approx(1 / 13)
    assert _leaf([replace(listed[0], published_at=post(40).published_at), listed[1]], "posts-per-week").value == (
        pytest.approx(2 / 13)
    )


def test_posts_without_words_and_links_repeat_nothing() -> None:
    assert _leaf([kept(post(20, "")), kept(post(2, "🎉"))], "posts-per-week").value == pytest.approx(2 / 13)


def test_near_repeats_of_what_is_not_kept_are_not_seen_and_the_number_says_so() -> None:
    audit = Audit().on(MASTODON, [kept(post(20, LONG)), post(2, NEAR)])
    leaf = audit.leaf("posts-per-week", MASTODON.id)
    assert leaf.value == pytest.approx(2 / 13)
    assert UNSEEN.format(n="1 post") in leaf.reason
    assert _partial(audit, "posts-per-week") == (True, False)
    assert _leaf([post(20, LONG), post(2, NEAR)], "posts-per-week").value == pytest.approx(1 / 13)


def test_words_that_another_post_says_are_known_and_compared_as_ever() -> None:
    listed = [post(25, NEAR), kept(post(20, LONG)), post(2, LONG)]
    assert _leaf(listed, "posts-per-week").value == pytest.approx(1 / 13)


@pytest.mark.parametrize("text", ["God morgen", "", "🎉"])
def test_short_texts_are_compared_for_equality_anyway_so_that_nothing_is_in_doubt(text: str) -> None:
    audit = Audit().on(MASTODON, [kept(post(20, text)), post(2)])
    assert "Near repeats" not in audit.leaf("posts-per-week", MASTODON.id).reason
    assert _partial(audit, "posts-per-week") == (False, False)


def test_what_came_too_long_before_the_window_puts_nothing_in_doubt() -> None:
    assert "Near" not in _leaf([kept(post(125, LONG)), post(2)], "posts-per-week").reason
    assert "Near" in _leaf([kept(post(115, LONG)), post(2)], "posts-per-week").reason


@pytest.mark.parametrize(
    ("metric", "flags"),
    [
        ("active-weeks", (True, False)),
        ("longest-silence", (True, False)),
        ("burstiness", (True, True)),
        ("channel-recency", (True, False)),
    ],
)
def test_every_measure_of_time_says_where_near_repeats_are_not_seen(metric: str, flags: tuple[bool, bool]) -> None:
    old = [kept(post(days, f"{LONG} {'abcdefghij'[n]}")) for n, days in enumerate(range(15, 115, 10))]
    audit = Audit().on(MASTODON, [post(1), post(5), *old])
    assert "Near repeats of" in audit.leaf(metric, MASTODON.id).reason
    assert _partial(audit, metric) == flags


@pytest.mark.parametrize("sealed", [(True, False), (False, True), (True, True), (False, False)])
@pytest.mark.parametrize("text", [LONG, "God morgen alle"])
def test_a_leaders_copy_of_the_company_is_told_by_its_print(sealed: tuple[bool, bool], text: str) -> None:
    theirs, hers = post(10, text), post(8, text)
    theirs, hers = kept(theirs) if sealed[0] else theirs, kept(hers) if sealed[1] else hers
    who = leader("ylva", channels=(HERS,))
    audit = Audit().on(MASTODON, [theirs]).led_by(who, seen(HERS, [hers, post(3)]))
    assert audit.leaf("leader-own-voice", "leader:ylva").value == pytest.approx(1 / 2)
    assert audit.leaf("leader-posts-per-week", "leader:ylva").value == pytest.approx(1 / 26)


def test_measures_of_leaders_say_where_copies_of_what_is_not_kept_are_not_seen() -> None:
    who = leader("ylva", channels=(HERS,))
    audit = Audit().on(MASTODON, [kept(post(10, LONG))]).led_by(who, seen(HERS, [post(8, NEAR), post(3)]))
    for metric in ("leader-posts-per-week", "leader-last-post", "leader-own-voice", "leader-participation"):
        assert UNSEEN.format(n="1 post") in audit.leaf(metric, "leader:ylva").reason
        assert _partial(audit, metric)[0]
    assert _partial(audit, "leader-breadth") == (True, False)


@pytest.mark.parametrize("which", [0, 1])
def test_a_cross_post_is_told_by_its_print(which: int) -> None:
    first, second = post(10, "Vi har skip"), post(8, "Vi har skip")
    first, second = (kept(first), second) if which else (first, kept(second))
    audit = Audit().on(MASTODON, [first]).on(BLUESKY, [second])
    leaf = audit.leaf("originality")
    assert leaf.value == pytest.approx(1 - 0.5 / 2)
    assert "Near" not in leaf.reason
    assert (
        audit.on(channel("threads"), [kept(post(3, LONG))])
        .leaf("originality")
        .reason.endswith(UNSEEN.format(n="1 post"))
    )


def test_a_quote_is_judged_by_how_many_own_words_it_had() -> None:
    quotes = [
        post(days, text, quote_of="ola.test") for days, text in ((9, "Les denne"), (5, "En god sak å lese i dag"))
    ]
    for listed in (quotes, list(map(kept, quotes))):
        assert _leaf(listed, "posts-per-week").value == pytest.approx(1 / 13)


def test_answers_that_say_the_same_are_one_answer_though_their_words_are_not_kept() -> None:
    answers = [post(days, "Takk for det", is_reply=True, reply_to=f"p{days}") for days in (20, 10, 2)]
    audit = Audit().on(MASTODON, [*map(kept, answers[:2]), answers[2], post(1)])
    leaf = audit.leaf("dialogue-share")
    assert leaf.value == pytest.approx(1 / 2)
    assert UNSEEN.format(n="1 post") in leaf.reason
    assert _partial(audit, "dialogue-share") == (True, True)


TEXTS = (LONG, "En to tre fire fem seks sju åtte ni", "God morgen", "Ja", "", "Hva skjer i morgen kveld på kaia i byen")
ACTS = st.tuples(
    st.integers(0, 900).map(lambda n: n / 5 + 0.01),
    st.sampled_from(TEXTS),
    st.sampled_from([(), ("https://a.example",), ("https://b.example",)]),
    st.sampled_from([None, "ola.test"]),
    st.booleans(),
)
COUNTING = {"posts-per-week", "active-weeks", "longest-silence", "burstiness", "channel-recency", "originality"}


def _sealed(acts: Iterable[tuple[Any, ...]], *, is_kept: bool) -> list[Post]:
    made = []
    for number, (days, text, links, quoted, sealed) in enumerate(acts):
        one = replace(post(days, text, links=links, quote_of=quoted), id=f"{number:04}")
        made.append(kept(one) if sealed and is_kept else one)
    return made


def _values(company: list[Post], hers: list[Post]) -> dict[tuple[str, str], object]:
    who = leader("ylva", channels=(HERS,))
    audit = Audit().on(MASTODON, company[::2]).on(BLUESKY, company[1::2]).led_by(who, seen(HERS, hers))
    return {
        (leaf.metric, leaf.subject): (leaf.state, leaf.value, leaf.interval, leaf.score, leaf.weight)
        for pillar in audit.report.pillars
        for leaf in pillar.leaves
        if leaf.metric in COUNTING or leaf.metric.startswith("leader-")
    }


@settings(deadline=None, max_examples=60)
@given(st.lists(ACTS, max_size=30), st.lists(ACTS, max_size=12))
def test_where_no_two_texts_are_nearly_alike_nothing_that_is_counted_depends_on_the_words(
    company: list[tuple[Any, ...]], hers: list[tuple[Any, ...]]
) -> None:
    told = _values(_sealed(company, is_kept=True), _sealed(hers, is_kept=True))
    assert told == _values(_sealed(company, is_kept=False), _sealed(hers, is_kept=False))


# --- measures of words ---

WORDED = ("not-link-only", "hashtags", "readability", "invitation", "credits-people")


def _worded(count: int) -> list[Post]:
    return [post(3 + n, f"{prose()} @ola", mentions=("ola.test",)) for n in range(count)]


@pytest.mark.parametrize("metric", WORDED)
def test_posts_whose_words_are_not_kept_take_no_part_in_measures_of_words(metric: str) -> None:
    known, old = _worded(6), [kept(post(40, LONG)), kept(post(50, "", links=("https://a.example",)))]
    audit, alone = Audit().on(MASTODON, [*known, *old]), Audit().on(MASTODON, known)
    leaf = audit.leaf(metric)
    assert leaf.state == "value"
    assert leaf.value == alone.leaf(metric).value
    assert leaf.reason == f"{alone.leaf(metric).reason} {LEFT_OUT.format(n='2 posts')}"
    assert _partial(audit, metric) == (True, True)


@pytest.mark.parametrize("metric", WORDED)
def test_where_only_posts_without_words_are_known_a_measure_of_words_is_unknown(metric: str) -> None:
    leaf = Audit().on(MASTODON, [kept(one) for one in _worded(3)]).leaf(metric)
    assert (leaf.state, leaf.value) == ("unknown", None)
    assert LEFT_OUT.format(n="3 posts") in leaf.reason
    assert Audit().on(MASTODON, []).leaf(metric).state == "not-applicable"


@pytest.mark.parametrize("metric", WORDED)
def test_a_platform_of_which_only_the_owners_export_told_the_words_is_unknown_and_not_left_out(metric: str) -> None:
    # Strangers see no texts there.
    linkedin = channel("linkedin")
    leaf = Audit().on(linkedin, [kept(post(3, LONG)), kept(post(9, ""))]).leaf(metric)
    assert leaf.state == "unknown"


def test_too_few_known_texts_say_how_many_are_left_out() -> None:
    leaf = Audit().on(MASTODON, [*_worded(2), kept(post(40, LONG))]).leaf("readability")
    assert leaf.state == "unknown"
    assert leaf.reason.endswith(LEFT_OUT.format(n="1 post"))


def test_kinds_and_pictures_are_kept_and_count_as_ever() -> None:
    listed = [post(n + 1, kind=kind, media=2, media_with_alt=1) for n, kind in enumerate(["image", "text"] * 3)]
    for metric in ("media-mix", "alt-text"):
        assert _leaf(map(kept, listed), metric, subject="company") == _leaf(listed, metric, subject="company")


# --- names and interactions ---

NAMES = ("Tora Havn", "Odd Fjell", "Siv Strand")


def _news(*old: str) -> Audit:
    """Posts of a newsroom, signed by people who are seen today and by people of earlier audits."""
    site = channel("feed", "nordlys.example/nytt")
    today = [post(3 + n, author=name) for n, name in enumerate(NAMES)]
    return Audit(size=100).on(site, [*today, *(kept(post(40 + n, prose()), author=name) for n, name in enumerate(old))])


def test_a_digest_of_a_name_is_nobody_that_can_be_counted() -> None:
    audit = _news("~0a1b2c3d4e5f", "~99")
    leaf = audit.leaf("employee-voices")
    assert leaf.value == _news().leaf("employee-voices").value == 3
    assert leaf.reason.endswith("2 posts of earlier audits left out, whose authors are not kept.")
    assert _partial(audit, "employee-voices") == (False, True)
    shown = audit.report.shown
    assert shown is not None
    assert shown.voices is not None
    assert [(one.subject, one.posts) for one in shown.voices.people] == [("employees", 3)]


def test_too_few_known_names_are_not_called_too_few_where_others_are_digests() -> None:
    site = channel("feed", "nordlys.example/nytt")
    leaf = Audit(size=100).on(site, [kept(post(4), author="~ab12")]).leaf("employee-voices")
    assert leaf.state == "unknown"
    assert leaf.reason == (
        "Fewer than three employees are known to sign posts; so few are not counted, to protect them."
        " 1 post of earlier audits left out, whose authors are not kept."
    )


def test_posts_of_earlier_audits_are_not_asked_for_comments_today() -> None:
    today = post(3)
    audit = Audit().on(MASTODON, [today, kept(post(40))])
    observation = audit.observations[MASTODON.id]
    audit.observations[MASTODON.id] = commented(observation, said(5, today))
    leaf = audit.leaf("outside-voices")
    assert leaf.value == 1
    assert "1 more post left out, whose comments were not read, or in part" in leaf.reason


def test_interactions_of_earlier_audits_are_told_as_of_then() -> None:
    listed = [replace(one, engagement=Engagement(9, 9, 9)) for one in every(10, 90)]
    audit = Audit().on(MASTODON, [*listed[:5], *map(kept, listed[5:])])
    assert f"{len(listed) - 5} posts of earlier audits with as many interactions as they had then" in (
        audit.leaf("h-index").reason
    )
    assert _partial(audit, "h-index") == (False, True)


def test_nothing_is_said_where_every_word_is_known() -> None:
    report = Audit().on(MASTODON, [post(2, LONG), post(1, NEAR), *_worded(6)]).report
    assert not [leaf for pillar in report.pillars for leaf in pillar.leaves if "earlier audits" in leaf.reason]
    assert report.as_of == AS_OF
