"""The pillar of dialogue: whether the company answers, how soon, and whether it asks."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from metrics.observed import (
    AS_OF,
    Audit,
    answer,
    asked,
    channel,
    commented,
    every,
    leader,
    letters,
    post,
    posts,
    said,
    seen,
)

from presence_audit.metrics import Choices, measure
from presence_audit.metrics._questions import asks
from presence_audit.model.channel import Channel
from presence_audit.model.observation import Comment, Post
from presence_audit.model.outcome import Outcome
from presence_audit.model.profiles import Profiles
from presence_audit.model.report import Leaf

MASTODON = channel("mastodon", "nordlys@fritt.example")
SUPPORT = channel("mastodon", "hjelp@fritt.example")
BLUESKY = channel("bluesky", "nordlys.example")
LINKEDIN = channel("linkedin")
KARI = leader(channels=[channel("mastodon", "kari@fritt.example", "leader:kari")])
HOURS = st.floats(0.01, 2100)
# A question by the hours since it was asked, and the answer by the hours after it.
QUESTIONS = st.lists(st.tuples(HOURS, st.none() | st.floats(0.01, 400)), max_size=14)


def _replies(number: int, start: float = 1.0, step: float = 1.0, **more: Any) -> tuple[Post, ...]:
    """Replies to so many people, each in other words."""
    flags: dict[str, Any] = {"is_reply": True} | more
    return tuple(
        post(start + step * n, f"takk {letters(n)} {letters(n + 500)}", **({"reply_to": f"venn{letters(n)}"} | flags))
        for n in range(number)
    )


def _asked_on(of: Channel, *comments: Comment, since: float = 91, listed: tuple[Post, ...] = ()) -> Audit:
    audit = Audit().on(of, listed)
    audit.observations[of.id] = commented(audit.observations[of.id], *comments, since=since)
    return audit


def _discussed(*pairs: tuple[float, float | None]) -> tuple[Comment, ...]:
    """Questions under one post, each with its answer where it has one that came before the audit."""
    under, comments = post(90), []
    for hours_ago, after in pairs:
        question = asked(hours_ago, under)
        comments.append(question)
        if after is not None:
            comments.append(answer(question, after))
    return tuple(comments)


def _value(leaf: Leaf) -> float:
    assert leaf.value is not None
    return leaf.value


# --- dialogue share ---


def test_thirteen_answers_beside_39_posts_are_a_quarter() -> None:
    leaf = Audit().on(BLUESKY, [*every(2.25, 86), *_replies(13)]).leaf("dialogue-share")

    assert (leaf.value, leaf.state) == (0.25, "value")
    assert leaf.score == pytest.approx(56.667, abs=5e-4)
    assert leaf.reason == "13 replies and quotes, 39 other posts. Seen on Bluesky."


def test_thank_you_spam_in_the_same_words_is_one_reply() -> None:
    spam = [post(1 + n / 100, "Tusen takk for hyggelig tilbakemelding!", is_reply=True, reply_to=f"venn{letters(n)}")
            for n in range(200)]  # fmt: skip
    leaf = Audit().on(BLUESKY, [*every(2.25, 86), *spam]).leaf("dialogue-share")

    assert leaf.value == 1 / 40
    assert leaf.score == pytest.approx(6.25)


def test_fifty_replies_to_one_person_are_three() -> None:
    leaf = Audit().on(BLUESKY, [*every(2.25, 86), *_replies(50, reply_to="venn")]).leaf("dialogue-share")

    assert leaf.value == pytest.approx(3 / 42)
    assert leaf.score == pytest.approx(17.857, abs=5e-4)


def test_the_three_per_person_hold_on_each_account_by_itself() -> None:
    audit = Audit().on(BLUESKY, _replies(5, reply_to="venn")).on(MASTODON, [*_replies(5, reply_to="venn"), *posts(1)])

    assert audit.leaf("dialogue-share").value == pytest.approx(6 / 7)


def test_a_quote_with_own_words_answers_and_one_without_does_neither() -> None:
    words = post(3, "dette er vi helt og holdent enige i", quote_of="venn.example")
    bare = post(4, "se her", quote_of="venn.example")
    audit = Audit().on(BLUESKY, [words, bare, *posts(5, 6, 7)])

    assert audit.leaf("dialogue-share").value == 0.25


def test_to_answer_an_account_of_ones_own_is_no_talk_with_others() -> None:
    to_itself = _replies(9, reply_to="@Hjelp@fritt.example")
    quoting = post(3, "dette er vi helt og holdent enige i", quote_of="hjelp@fritt.example")
    audit = Audit().on(MASTODON, [*to_itself, quoting, *posts(5)]).on(SUPPORT, [*_replies(2), *posts(6, 7)])

    assert audit.leaf("dialogue-share").value == pytest.approx(2 / 6)


def test_an_account_of_the_same_name_on_another_platform_is_somebody_else() -> None:
    audit = Audit().on(channel("bluesky", "hjelp"), _replies(1, reply_to="nordlys")).on(channel("misskey"), posts(5))

    assert audit.leaf("dialogue-share").value == 0.5


def test_only_the_newer_half_of_the_period_counts() -> None:
    audit = Audit().on(BLUESKY, [*_replies(3), *posts(90), *_replies(20, start=92), *every(3, 180, 92)])

    assert audit.leaf("dialogue-share").value == 0.75


def test_only_passing_on_what_others_wrote_is_no_dialogue() -> None:
    leaf = Audit().on(BLUESKY, [post(n, is_repost=True) for n in range(1, 9)]).leaf("dialogue-share")

    assert (leaf.value, leaf.score) == (0, 0)


def test_without_any_activity_there_is_nothing_to_judge() -> None:
    assert Audit().on(BLUESKY, posts(120)).leaf("dialogue-share").state == "not-applicable"


@pytest.mark.parametrize(
    "audit",
    [
        Audit().on(BLUESKY, back_to=20),
        Audit().on(BLUESKY, [replace(post(0), published_at=None)]),
        Audit().on(BLUESKY, observed_at=AS_OF - timedelta(days=20)),
    ],
)
def test_nothing_seen_on_a_listing_that_may_hide_some_is_unknown(audit: Audit) -> None:
    assert audit.leaf("dialogue-share").state == "unknown"
    assert audit.leaf("invitation").state == "unknown"


def test_where_replies_are_not_shown_the_share_is_unknown_and_not_zero() -> None:
    leaf = Audit().on(LINKEDIN, [post(n, is_reply=None) for n in range(1, 30)]).leaf("dialogue-share")

    assert (leaf.state, leaf.score) == ("unknown", None)
    assert leaf.reason == "No replies are to be seen on LinkedIn."


def test_a_channel_that_hides_its_replies_keeps_its_share_of_the_weight() -> None:
    audit = Audit("b2c").on(BLUESKY, [*_replies(1), *posts(5)]).on(MASTODON, outcome=Outcome.LOGIN_WALL)

    assert audit.leaf("dialogue-share").weight == pytest.approx(0.15)
    assert audit.leaf("dialogue-share", MASTODON.id).state == "unknown"
    assert audit.leaf("dialogue-share", MASTODON.id).weight == pytest.approx(0.15)


# --- what a question is ---


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Når åpner dere?", True),
        ("いつ開きますか\uff1f", True),
        ("متى تفتحون\u061f", True),
        ("Har dere lest https://nordlys.example/nyheter?", True),
        ("Er det nordlys.example?", True),
        ("@nordlys@fritt.example hvorfor det?", True),
        ("Takk!", False),
        ("", False),
        ("https://nordlys.example/?utm_source=x&b=", False),
        ("Les www.nordlys.example/a?b=c her", False),
        ("Les nordlys.example/a?b=c her", False),
        ("Les nordlys.example?b=c her", False),
    ],
)
def test_a_question_has_a_question_mark_outside_of_addresses(text: str, expected: bool) -> None:
    assert asks(text) is expected


@pytest.mark.parametrize(
    "hostile", ["https://" + "!?" * 50_000, "a." * 50_000 + "?", "www." * 30_000 + "?", "?" * 99_999]
)
def test_a_hostile_text_is_read_in_no_time(hostile: str) -> None:
    assert asks(hostile) in {True, False}


def _asked(number: int) -> list[Comment]:
    under = post(60)
    return [asked(300 + n, under) for n in range(number)]


def _rate_of(audit: Audit) -> float | None:
    return audit.leaf("response-rate").value


def test_a_question_is_asked_by_somebody_from_outside_of_the_company() -> None:
    under = post(60)
    outside = [asked(300 + n, under) for n in range(5)]
    own = asked(400, under, is_own=True)
    other = asked(401, under, by="@Hjelp@fritt.example", is_own=None)
    kari = asked(402, under, by="kari@fritt.example")
    audit = _asked_on(MASTODON, *outside, own, other, kari).on(SUPPORT).led_by(KARI)

    assert audit.leaf("response-rate").reason == "0 of 5 public questions were answered within a week."


def test_a_question_is_asked_of_the_company() -> None:
    under, passed_on = post(60), post(61, is_repost=True)
    outside = [asked(300 + n, under) for n in range(5)]
    ours = said(500, under, is_own=True, by=None)
    chat = said(501, under)
    addressed = [asked(290, under, to=ours), asked(291, under, to=chat, mentions=("@nordlys@fritt.example",))]
    among_others = [asked(292, under, to=chat), asked(293, passed_on)]
    audit = _asked_on(MASTODON, *outside, ours, chat, *addressed, *among_others, listed=(under, passed_on))

    assert audit.leaf("response-rate").reason == "0 of 7 public questions were answered within a week."


def test_a_question_below_another_post_of_the_same_thread_is_asked_of_the_company() -> None:
    first, second = post(60), post(59.9)
    outside = [asked(300 + n, first, parent=second.id) for n in range(5)]

    assert _rate_of(_asked_on(MASTODON, *outside, listed=(first, second))) == 0


def test_the_same_question_of_the_same_person_under_one_post_counts_once() -> None:
    under, another = post(60), post(61)
    outside = [asked(300 + n, under) for n in range(4)]
    words = "Når kommer dere med en ny utgave av programmet?"
    first = said(400, under, words)
    again = [said(400 - n, under, f"{words} @nordlys@fritt.example 😀") for n in range(1, 9)]
    elsewhere = said(399, another, words)
    audit = _asked_on(MASTODON, *outside, *reversed(again), first, elsewhere, answer(again[-1], 1))

    assert _rate_of(audit) == pytest.approx(1 / 6)


def test_an_answer_to_a_repeat_answers_the_question_since_it_was_asked_first() -> None:
    under = post(60)
    first, again = said(400, under, "Når åpner dere?"), said(396, under, "Når åpner dere?")
    comments = [first, again, answer(again, 2)]
    comments += [
        each for question in (asked(300 + n, under) for n in range(4)) for each in (question, answer(question, 9))
    ]

    assert _rate_of(_asked_on(MASTODON, *comments)) == 1
    assert _asked_on(MASTODON, *comments[:-4]).leaf("response-time").state == "unknown"
    assert _value(_asked_on(MASTODON, *comments).leaf("response-time")) == pytest.approx(9)


def test_where_it_cannot_be_told_whether_the_company_answered_the_rate_is_unknown_and_not_low() -> None:
    """As on a website where a colleague answers who has written no post."""
    discussed = [(question, answer(question, 2, author="En kollega", is_own=None)) for question in _asked(8)]
    few = [comment for pair in discussed[:1] for comment in pair]
    many = [comment for pair in discussed for comment in pair]
    rest = [comment for question in _asked(8) for comment in (question, answer(question, 2))]

    assert _asked_on(MASTODON, *many).leaf("response-rate").state == "unknown"
    assert _asked_on(MASTODON, *many).leaf("response-time").state == "unknown"
    assert _rate_of(_asked_on(MASTODON, *few, *rest)) == pytest.approx(8 / 9)


def test_what_may_have_been_asked_where_a_part_is_shown_only_is_unknown_and_not_nothing() -> None:
    audit = _asked_on(MASTODON, listed=(post(5),))
    assert audit.leaf("response-rate").state == "not-applicable"
    seen_ = audit.observations[MASTODON.id]
    assert seen_.comments is not None
    audit.observations[MASTODON.id] = replace(seen_, comments=replace(seen_.comments, left_out=(seen_.posts[0].id,)))

    assert {audit.leaf(metric).state for metric in ("response-rate", "response-time")} == {"unknown"}


def test_two_who_do_not_give_their_name_are_two() -> None:
    under = post(60)

    assert _rate_of(_asked_on(MASTODON, *(said(300 + n, under, "Når?", by=None) for n in range(5)))) == 0


# --- what an answer is ---


def _answered_by(*last: Comment, question: Comment) -> float | None:
    """The rate where four questions have their answer, and the fifth has the comments given."""
    rest = _discussed((300, 1), (310, 1), (320, 1), (330, 1))
    return _rate_of(_asked_on(MASTODON, *rest, question, *last).on(SUPPORT).led_by(KARI))


def test_the_company_another_account_of_it_and_a_leader_may_answer() -> None:
    question = asked(300, post(60))

    assert _answered_by(answer(question, 2), question=question) == 1
    assert _answered_by(answer(question, 2, is_own=False, author="hjelp@fritt.example"), question=question) == 1
    assert _answered_by(answer(question, 2, is_own=None, author="@Kari@fritt.example"), question=question) == 1
    assert _answered_by(answer(question, 2, is_own=False, author="en@fritt.example"), question=question) == 0.8
    assert _answered_by(question=question) == 0.8


def test_an_answer_may_stand_anywhere_below_the_question() -> None:
    under = post(60)
    question = asked(300, under)
    other = said(299, under, to=question)
    third = said(298, under, to=other)

    assert _answered_by(third, answer(third, 3), other, question=question) == 1
    assert _answered_by(other, answer(replace(other, id=under.id), 3), question=question) == 0.8


def test_what_is_dated_before_the_question_or_not_at_all_is_no_answer() -> None:
    question = asked(300, post(60))

    assert _answered_by(answer(question, -2), question=question) == 0.8
    assert _answered_by(answer(question, 0), question=question) == 0.8
    assert _answered_by(replace(answer(question, 1), published_at=None), question=question) == 0.8
    assert _answered_by(answer(question, -2), answer(question, 5), question=question) == 1


def test_an_answer_after_more_than_a_week_or_after_the_audit_is_none() -> None:
    question = asked(300, post(60))

    assert _answered_by(answer(question, 168), question=question) == 1
    assert _answered_by(answer(question, 168.1), question=question) == 0.8
    assert _answered_by(answer(question, 301), question=question) == 0.8


def test_a_thread_that_runs_in_a_circle_ends() -> None:
    under = post(60)
    one, two = asked(300, under), asked(299, under)
    circle = [replace(one, parent=two.id), replace(two, parent=one.id), answer(two, 5)]
    loop = replace(said(298, under), id="loop", parent="loop", is_own=True)

    assert _rate_of(_asked_on(MASTODON, *_discussed(*[(300.0, 1.0)] * 5), *circle, loop)) == 1


def test_a_deep_thread_is_walked_once() -> None:
    under = post(60)
    chain = [asked(500, under)]
    for n in range(1, 30_001):
        mine = n % 2 == 1
        chain.append(
            replace(
                said(500 - n / 100, under, "Og så?", to=chain[-1], by=None if mine else f"s{letters(n)}@a.example"),
                is_own=mine,
            )
        )

    assert _rate_of(_asked_on(MASTODON, *chain)) == pytest.approx(15_000 / 15_001)


# --- response rate ---


def test_nine_of_twelve_questions_answered_are_worth_78() -> None:
    leaf = _asked_on(MASTODON, *_discussed(*[(300.0, 5.0)] * 9, *[(400.0, None)] * 3)).leaf("response-rate")

    assert leaf.value == 0.75
    assert leaf.score == pytest.approx(78)
    assert leaf.interval == pytest.approx((0.516, 0.904), abs=5e-4)
    assert leaf.reason == "9 of 12 public questions were answered within a week."


def test_questions_of_all_channels_are_pooled() -> None:
    audit = _asked_on(MASTODON, *_discussed((300, 1), (300, 1))).on(BLUESKY)
    audit.observations[BLUESKY.id] = commented(seen(BLUESKY), *_discussed((300, None), (300, 1), (300, 1)))

    assert _rate_of(audit) == 0.8


def test_a_question_has_a_week_to_be_answered_before_it_counts() -> None:
    old = _discussed(*[(169.0, 1.0)] * 5)
    audit = _asked_on(MASTODON, *old, *_discussed(*[(167.0, None)] * 9))

    assert _rate_of(audit) == 1


def test_questions_before_the_window_do_not_count() -> None:
    old = _discussed(*[(91 * 24 + 1.0, None)] * 9)

    assert _rate_of(_asked_on(MASTODON, *old, *_discussed(*[(300.0, 1.0)] * 5), since=200)) == 1
    assert _rate_of(_asked_on(MASTODON, *_discussed(*[(300.0, 1.0)] * 5, *[(900.0, None)] * 5), since=30)) == 1


def test_where_nobody_asked_the_company_is_not_judged() -> None:
    for metric in ("response-rate", "response-time"):
        leaf = _asked_on(MASTODON, said(300, post(60))).leaf(metric)

        assert (leaf.state, leaf.weight) == ("not-applicable", 0)
        assert leaf.reason == "Nobody asked a question in public."


def test_nobody_asked_is_said_of_the_whole_window_only() -> None:
    for metric in ("response-rate", "response-time"):
        assert _asked_on(MASTODON, since=20).leaf(metric).state == "unknown"


@pytest.mark.parametrize(("number", "state"), [(1, "unknown"), (4, "unknown"), (5, "value")])
def test_it_takes_five_questions(number: int, state: str) -> None:
    audit = _asked_on(MASTODON, *_discussed(*[(300.0, 1.0)] * number))

    assert audit.leaf("response-rate").state == audit.leaf("response-time").state == state


def test_how_many_there_were_is_said_where_they_are_too_few() -> None:
    leaf = _asked_on(MASTODON, *_discussed(*[(300.0, 1.0)] * 4, *[(100.0, 1.0)] * 2)).leaf("response-rate")

    assert leaf.reason == "Only 4 public questions could be judged, and it takes 5. 2 more came within the last week."


@pytest.mark.parametrize("metric", ["response-rate", "response-time"])
def test_comments_that_were_not_read_are_unknown_and_not_zero(metric: str) -> None:
    leaf = Audit().on(MASTODON, posts(1, 2)).leaf(metric)

    assert (leaf.state, leaf.value, leaf.score) == ("unknown", None, None)
    assert leaf.reason == "What people say under the posts was not read."


@pytest.mark.parametrize(
    "blind", [{"author": None, "is_own": None}, {"parent": None}, {"published_at": None}], ids=["who", "what", "when"]
)
def test_comments_that_do_not_tell_who_answers_whom_are_unknown(blind: dict[str, None]) -> None:
    comments = [replace(each, **blind) for each in _discussed(*[(300.0, 1.0)] * 9)]  # type: ignore[arg-type]

    assert _asked_on(MASTODON, *comments).leaf("response-rate").state == "unknown"
    assert _asked_on(MASTODON, comments[0], *_discussed(*[(300.0, 1.0)] * 5)).leaf("response-rate").value == 1


# --- response time ---


def test_three_hours_and_twelve_minutes_are_worth_74() -> None:
    leaf = _asked_on(MASTODON, *_discussed((300, 1), (300, 2), (300, 3.2), (300, 9), (300, None))).leaf("response-time")

    assert leaf.value == pytest.approx(3.2)
    assert leaf.score == pytest.approx(73.702, abs=5e-4)
    assert leaf.reason == "4 of 5 public questions were answered within a week, half within 3.2 hours."


def test_to_answer_only_the_easy_questions_fast_does_not_help() -> None:
    audit = _asked_on(MASTODON, *_discussed(*[(300.0, 0.1)] * 4, *[(300.0, None)] * 8))
    leaf = audit.leaf("response-time")

    assert leaf.value == 168
    assert leaf.score == pytest.approx(5.8, abs=0.05)
    assert leaf.interval == pytest.approx((0.1, 168))
    assert "after more than a week" in leaf.reason
    assert audit.leaf("response-rate").score == pytest.approx(41.667, abs=5e-4)


def test_an_answer_after_more_than_a_week_is_a_week_of_waiting() -> None:
    leaf = _asked_on(MASTODON, *_discussed(*[(900.0, 300.0)] * 5)).leaf("response-time")

    assert (leaf.value, leaf.interval) == (168, None)


def test_a_question_of_today_counts_for_as_long_as_it_was_seen() -> None:
    # At 5 hours one of two that still wait is answered; who has asked an hour ago was not seen for so long.
    pairs = [(300.0, 2.0), (300.0, 5.0), (1.0, None), (1.0, None), (300.0, None)]
    leaf = _asked_on(MASTODON, *_discussed(*pairs)).leaf("response-time")

    assert leaf.value == pytest.approx(5)


def test_questions_that_nobody_has_waited_for_a_week_on_are_unknown() -> None:
    audit = _asked_on(MASTODON, *_discussed(*[(3.0, None)] * 6))

    assert audit.leaf("response-time").state == "unknown"
    assert audit.leaf("response-rate").state == "unknown"


def test_the_interval_widens_to_a_week_where_its_end_is_not_seen() -> None:
    leaf = _asked_on(MASTODON, *_discussed((300, 1), (300, 2), (300, 3), (300, None), (300, None))).leaf(
        "response-time"
    )

    assert leaf.value == pytest.approx(3)
    assert leaf.interval == pytest.approx((2, 168))


# --- invitation ---


def _posts_asking(number: int, of: int, **more: Any) -> list[Post]:
    return [
        post(1 + n * 85 / of, f"nyhet {letters(n)} {letters(n + 300)}" + ("?" if n < number else ""), **more)
        for n in range(of)
    ]


def test_twelve_of_77_posts_with_a_question_are_worth_61() -> None:
    leaf = Audit().on(BLUESKY, _posts_asking(12, 77)).leaf("invitation")

    assert leaf.value == pytest.approx(12 / 77)
    assert leaf.score == pytest.approx(61.169, abs=5e-4)
    assert leaf.reason == "12 of 77 posts ask something, seen on Bluesky."


def test_a_poll_asks_without_a_question_mark() -> None:
    assert Audit().on(BLUESKY, [*posts(1, 2, 3), post(4, kind="poll")]).leaf("invitation").value == 0.25


@pytest.mark.parametrize(("number", "flagged"), [(60, False), (80, False), (90, True), (100, True)])
def test_bait_for_comments_earns_nothing_above_three_fifths_and_is_called_so(number: int, flagged: bool) -> None:
    leaf = Audit().on(BLUESKY, _posts_asking(number, 100)).leaf("invitation")

    assert leaf.value == number / 100
    assert leaf.score == pytest.approx(94.286, abs=5e-4)
    assert ("bait" in leaf.reason) is flagged


def test_replies_and_reshares_with_questions_are_no_posts() -> None:
    more = [*_posts_asking(9, 9, is_reply=True), *_posts_asking(9, 9, is_repost=True)]

    assert Audit().on(BLUESKY, [*posts(1, 2), *more]).leaf("invitation").value == 0


def test_posts_without_their_text_do_not_say_whether_they_ask() -> None:
    silent = [post(n, "") for n in range(1, 30)]

    assert Audit().on(BLUESKY, silent).leaf("invitation").state == "unknown"
    assert Audit().on(BLUESKY, silent).on(MASTODON, _posts_asking(1, 4)).leaf("invitation").value == 0.25


def test_without_posts_there_is_nothing_to_ask_in() -> None:
    assert Audit().on(BLUESKY, posts(120)).leaf("invitation").state == "not-applicable"


def test_a_wall_before_the_posts_costs_coverage() -> None:
    audit = Audit().on(BLUESKY, _posts_asking(1, 4)).on(LINKEDIN, outcome=Outcome.LOGIN_WALL)

    assert audit.leaf("invitation").weight == pytest.approx(0.025)
    assert audit.leaf("invitation", LINKEDIN.id).state == "unknown"


# --- evidence, and what holds whatever was seen ---


def test_every_number_names_what_it_was_counted_from() -> None:
    comments = _discussed(*[(300.0, 2.0)] * 5, (300.0, None))
    listed = (*posts(1, 2), *_replies(2))
    audit = _asked_on(MASTODON, *comments, listed=listed)
    profiles = Profiles("profiles.yaml", audit.company, tuple(audit.channels))
    found = measure(profiles, audit.observations, None, AS_OF, Choices()).posts
    ids = {metric: {id(one) for one in found[metric, "company"]} for metric, subject in found if subject == "company"}

    assert ids["response-rate"] == ids["response-time"] == set(map(id, comments))
    assert ids["dialogue-share"] == set(map(id, listed))
    assert ids["invitation"] == set(map(id, listed[:2]))


def _staged(questions: list[tuple[float, float | None]]) -> Audit:
    return _asked_on(MASTODON, *_discussed(*questions))


@settings(max_examples=60, deadline=None)
@given(QUESTIONS, st.integers(0, 20), st.integers(0, 20), st.integers(0, 10), st.randoms())
def test_the_pillar_is_bounded_and_knows_no_order(
    questions: list[tuple[float, float | None]], published: int, replied: int, asking: int, chance: Random
) -> None:
    comments = _discussed(*questions)
    listed = (*posts(*(1.0 + n for n in range(published))), *_replies(replied), *_posts_asking(asking, asking or 1))
    leaves = _asked_on(MASTODON, *comments, listed=listed).pillar("dialogue").leaves
    mixed, others = list(comments), list(listed)
    chance.shuffle(mixed)
    chance.shuffle(others)

    assert _asked_on(MASTODON, *mixed, listed=tuple(others)).pillar("dialogue").leaves == leaves
    for leaf in leaves:
        assert leaf.score is None or 0 <= leaf.score <= 100
        assert (leaf.score is None) == (leaf.state in {"unknown", "not-applicable"})
        if leaf.value is not None:
            assert 0 <= leaf.value <= (168 if leaf.metric == "response-time" else 1)
        if leaf.interval is not None:
            assert leaf.interval[0] <= _value(leaf) <= leaf.interval[1]


@settings(max_examples=60, deadline=None)
@given(QUESTIONS, HOURS)
def test_one_more_question_without_an_answer_never_helps(
    questions: list[tuple[float, float | None]], hours_ago: float
) -> None:
    before, after = _staged(questions), _staged([*questions, (hours_ago, None)])
    rate, worse = before.leaf("response-rate"), after.leaf("response-rate")
    time, longer = before.leaf("response-time"), after.leaf("response-time")

    assert rate.value is None or _value(worse) <= rate.value
    assert time.value is None or longer.value is None or longer.value >= time.value


@settings(max_examples=60, deadline=None)
@given(QUESTIONS)
def test_saying_everything_twice_never_helps(questions: list[tuple[float, float | None]]) -> None:
    comments = _discussed(*questions)
    later = timedelta(seconds=1)
    # A copy of a question stands under the same post, and so does a second answer to the same question.
    twice = [replace(c, id=f"{c.id}x", published_at=c.published_at + later) for c in comments if c.published_at]
    before, after = _asked_on(MASTODON, *comments), _asked_on(MASTODON, *comments, *twice)

    for metric in ("response-rate", "response-time"):
        assert after.leaf(metric).score == pytest.approx(before.leaf(metric).score)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 20), st.integers(0, 20), st.integers(0, 20))
def test_publishing_everything_twice_never_helps(published: int, replied: int, asking: int) -> None:
    listed = [*_posts_asking(min(asking, published), published), *_replies(replied)]
    later = timedelta(minutes=1)
    twice = [replace(p, id=f"{p.id}x", published_at=p.published_at + later) for p in listed if p.published_at]

    for metric in ("dialogue-share", "invitation"):
        before, after = Audit().on(BLUESKY, listed).leaf(metric), Audit().on(BLUESKY, [*listed, *twice]).leaf(metric)
        assert after.value == before.value


@settings(max_examples=30, deadline=None)
@given(QUESTIONS)
def test_who_does_not_let_comments_be_read_has_no_rate_and_not_a_rate_of_zero(
    questions: list[tuple[float, float | None]],
) -> None:
    audit = _staged(questions)
    audit.observations[MASTODON.id] = replace(audit.observations[MASTODON.id], comments=None)

    for metric in ("response-rate", "response-time"):
        assert (audit.leaf(metric).state, audit.leaf(metric).score) == ("unknown", None)
