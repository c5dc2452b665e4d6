from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from metrics.nordlys import nordlys, words
from metrics.observed import AS_OF, Audit, channel, every, leader, letters, post, seen

from presence_audit.metrics import _shown
from presence_audit.model.channel import Target
from presence_audit.model.observation import Comment, Comments, Count
from presence_audit.reports import json

if TYPE_CHECKING:
    from presence_audit.model.shown import PostLine, Shown

BLUESKY = channel("bluesky", "nordlys.example")


def _of(audit: Audit) -> Shown:
    shown = audit.report.shown

    assert shown is not None
    return shown


def _basis(shown: Shown, metric: str, subject: str) -> list[PostLine]:
    found = next(one for one in shown.rests_on if (one.metric, one.subject) == (metric, subject))
    return [shown.posts[place] for place in found.posts]


def test_every_post_is_told_with_its_time_its_address_and_the_answer_in_which_it_stands() -> None:
    one = replace(post(3, "Et nytt kraftverk"), url="https://bsky.example/p/1", seen_in="a" * 64)
    line = _of(Audit().on(BLUESKY, [one])).posts[0]

    assert (line.url, line.published_at, line.sha256) == (one.url, one.published_at, "a" * 64)
    assert (line.channel, line.act, line.counts) == (BLUESKY.id, "post", "yes")


def test_how_exactly_a_post_is_dated_is_told_so_that_its_day_can_be_known() -> None:
    day = AS_OF.replace(hour=0) - timedelta(days=3)
    listed = [replace(post(3), published_at=day, date_precision="day"), post(9)]
    shown = _of(Audit(zone="America/New_York").on(channel("linkedin"), listed))

    assert [line.date_precision for line in shown.posts] == ["day", "second"]


def test_a_post_that_does_not_count_says_why() -> None:
    said = [post(9 - n / 100, words(letters(n))) for n in range(4)]  # three a day count on Bluesky
    again = post(5, said[0].text)
    answer = post(4, "Takk for det!", is_reply=True, reply_to="kunde.example")
    passed_on = post(3, "En annens ord", is_repost=True, author="andre.example")
    lines = _of(Audit().on(BLUESKY, [*said, again, answer, passed_on])).posts

    assert [(line.act, line.counts) for line in lines] == [
        ("reshare", "no"),
        ("reply", "no"),
        ("post", "repeat"),
        ("post", "cap"),
        ("post", "yes"),
        ("post", "yes"),
        ("post", "yes"),
    ]


def test_what_a_leader_copies_is_told_as_a_copy() -> None:
    kari = channel("mastodon", "kari@nordlys.example", "leader:kari")
    audit = Audit().on(BLUESKY, [post(5, words("a"))])
    audit.led_by(leader(channels=[kari]), seen(kari, [post(4, words("a"))]))
    lines = {line.channel: line.counts for line in _of(audit).posts}

    assert lines == {BLUESKY.id: "yes", kari.id: "copy"}


@pytest.mark.parametrize(
    "pillar", ["cadence", "leaders", "consistency", "dialogue", "content", "coverage", "ambassadors"]
)
def test_every_number_that_was_counted_names_its_posts(pillar: str) -> None:
    audit = nordlys()
    shown = _of(audit)
    told = {(one.metric, one.subject) for one in shown.rests_on}
    without = {"leader-identified", "linked-accounts"}  # these are answered by profiles and links
    values = [leaf for leaf in audit.pillar(pillar).leaves if leaf.state == "value" and leaf.metric not in without]

    assert values
    assert all((leaf.metric, leaf.subject) in told for leaf in values)


def test_the_posts_of_a_rate_are_as_many_as_it_counts() -> None:
    shown = _of(nordlys())

    assert len(_basis(shown, "posts-per-week", "channel:facebook:nordlys")) == 38
    assert len(_basis(shown, "leader-posts-per-week", "leader:kari")) == 13
    assert {line.counts for line in _basis(shown, "leader-posts-per-week", "leader:kari")} == {"yes"}


def test_of_very_many_posts_the_newest_are_listed_and_all_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_shown, "LISTED", 10)
    shown = _of(Audit().on(BLUESKY, every(2)))
    basis = next(one for one in shown.rests_on if one.metric == "posts-per-week")

    assert len(shown.posts) == 10
    assert len(basis.posts) == 10
    assert basis.total == 46


def test_who_comments_stands_nowhere_in_the_report_not_even_in_an_address() -> None:
    one = replace(post(20, "Hva tenker dere om kraftverket?"), url="https://bsky.example/p/1")
    said = tuple(
        Comment(
            f"c{n}",
            f"https://bsky.example/profile/astrid{letters(n)}.example/post/{n}",
            one.id,
            one.id,
            f"astrid{letters(n)}.example",
            is_own=False,
            published_at=AS_OF - timedelta(days=19 - n),
            text="Når er det ferdig?",
        )
        for n in range(6)
    )
    audit = Audit().on(BLUESKY, [one])
    audit.observations[BLUESKY.id] = replace(
        audit.observations[BLUESKY.id], comments=Comments(AS_OF - timedelta(days=91), said)
    )
    shown = _of(audit)

    assert b"astrid" not in json.render(audit.report)
    assert {line.url for line in shown.posts if line.act == "comment"} == {"https://bsky.example/p/1"}
    assert audit.leaf("response-rate").value == 0


def test_the_benchmark_of_each_channel_says_why_it_is_that() -> None:
    target = replace(channel("linkedin"), target=Target(3, "3/week"))
    audit = Audit().on(target, every(3)).on(channel("facebook"), every(3), followers=Count(60_000))
    audit.on(BLUESKY, every(3))
    told = {one.subject: (one.typical, one.leading, one.basis) for one in _of(audit).benchmarks}

    assert told == {
        "channel:linkedin:nordlys": (pytest.approx(0.6), 3, "your own goal of 3/week"),
        "channel:facebook:nordlys": (3.7, 10, "a brand of 25,000 followers or more"),
        BLUESKY.id: (2, 10, "the default"),
    }


def test_a_report_with_all_that_is_shown_is_read_back_as_it_was() -> None:
    report = nordlys().report

    assert json.parse(json.render(report)) == report
