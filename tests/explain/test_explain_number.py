"""One number of one report: what is told agrees with the report, and strangers' words do no harm."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from metrics.observed import AS_OF, Audit, channel, every, leader, post, posts, seen
from reports.hostile_words import hidden_in, without_colour, words
from rich.cells import cell_len

from presence_audit.errors import UsageError
from presence_audit.explain import explained_number
from presence_audit.explain._yardstick import yardstick_of
from presence_audit.model.channel import Target
from presence_audit.model.outcome import Outcome
from presence_audit.model.report import Report
from presence_audit.model.shown import Basis, Benchmark, PostLine, Shown
from presence_audit.reports.article import Article, Entries, Listing, as_json, markdown, terminal
from presence_audit.reports.json import parse, render
from presence_audit.scoring import gain_of, pillar_of, total_of

SKY = "channel:bluesky:nordlys"
KARI = "leader:kari"
CODE = re.compile(r"(`+).*?\1")


def _audit() -> Audit:
    audit = Audit().on(channel("bluesky", target=Target(3.0, "3/week")), every(4), followers=None)
    audit.on(channel("linkedin"), outcome=Outcome.LOGIN_WALL, reason="LinkedIn shows this to members only")
    audit.on(channel("facebook", "", absent=True))
    page = channel("bluesky", "kari", "leader:kari")
    talk = (*posts(2, 9, 30), post(5, is_reply=True, reply_to="ola"), post(6, is_reply=True, reply_to="per"))
    audit.led_by(leader(channels=[page]), seen(page, talk))
    return audit


@cache
def _saved() -> Report:
    return parse(render(_audit().report))


@pytest.fixture
def report() -> Report:
    return _saved()


def _text(article: Article) -> str:
    return " ".join(terminal([article], width=100, color=False).split())


def _with_posts(report: Report, count: int, *, url: str = "https://bsky.example/p/") -> Report:
    """The report with so many posts behind the cadence of its first channel."""
    lines = tuple(
        PostLine(
            channel=SKY,
            url=f"{url}{n}",
            published_at=AS_OF - timedelta(days=n),
            sha256=f"{n:064x}",
            act="post",
            counts="yes" if n % 2 == 0 else "repeat",
        )
        for n in range(count)
    )
    basis = Basis(metric="posts-per-week", subject=SKY, posts=tuple(range(count)), total=count + 7)
    benchmarks = report.shown.benchmarks if report.shown else ()
    return report.model_copy(update={"shown": Shown(benchmarks=benchmarks, posts=lines, rests_on=(basis,))})


def test_every_number_of_a_report_can_be_asked_for_and_tells_what_the_report_says(report: Report) -> None:
    for pillar in report.pillars:
        for leaf in pillar.leaves:
            facts = explained_number(report, f"{leaf.subject}#{leaf.metric}").facts
            assert (facts["state"], facts["value"], facts["points"]) == (leaf.state, leaf.value, leaf.score)
            assert facts["gain"] == gain_of(report.pillars, leaf.metric, leaf.subject)
            assert facts["total"] == total_of(report.pillars) == report.score.value


def test_a_number_is_told_with_formula_curve_effect_and_evidence(report: Report) -> None:
    article = explained_number(report, f"{KARI}#leader-participation")
    text = _text(article)

    assert article.lead == "leader-participation of Kari Nordmann: 40% (share of activity), worth 76.7 of 100 points."
    assert "2 replies and quotes, 3 other posts" in text
    assert "participation = (replies + quotes with own words)" in text
    assert "this number" in text
    assert "With this one number at 90" in text
    assert "sha256 000000000000" in text


def test_the_effect_of_a_number_can_be_checked_by_hand(report: Report) -> None:
    pillar = next(p for p in report.pillars if p.id == "leaders")
    leaf = next(one for one in pillar.leaves if one.metric == "leader-participation")
    known = sum(one.weight for one in pillar.leaves if one.score is not None)
    text = _text(explained_number(report, f"{KARI}#leader-participation"))

    assert leaf.score is not None
    brought = f"{leaf.weight * leaf.score / known:.1f}"
    assert f"It brings {brought} of the {pillar.score:.1f} points" in text
    assert f"{leaf.weight:.4f} * {leaf.score:.1f} / {known:.4f} = {brought}" in text


def test_a_number_without_points_is_not_told_what_it_brings_or_could_lose(report: Report) -> None:
    pillars = [
        pillar_of(p.id, [leaf.model_copy(update={"value": 0.0, "score": 0.0}) for leaf in p.leaves])
        if p.id == "leaders"
        else p
        for p in report.pillars
    ]
    silent = report.model_copy(update={"pillars": tuple(pillars)})
    text = _text(explained_number(silent, f"{KARI}#leader-participation"))

    assert "It brings" not in text
    assert "with this one number at 0 it would be" not in text
    assert ", with this one number at 0." in text


def test_a_channel_with_a_goal_is_held_against_the_goal(report: Report) -> None:
    article = explained_number(report, f"{SKY}#posts-per-week")

    assert (article.facts["typical"], article.facts["leading"]) == (0.6, 3.0)
    text = _text(article)
    assert "judged by your own goal of 3/week" in text
    assert "your goal" in text
    assert "clearly leading" not in text
    assert "As X, nothing measured" in _text(article)


@pytest.mark.parametrize(
    ("basis", "told"),
    [
        ("the default", "judged by what is usual on its platform."),
        ("a brand of 25,000 followers or more", "judged as a brand of 25,000 followers or more."),
    ],
)
def test_a_channel_says_whose_rates_it_is_held_against(report: Report, basis: str, told: str) -> None:
    benchmark = Benchmark(subject=SKY, typical=2.0, leading=10.0, basis=basis)
    text = _text(
        explained_number(report.model_copy(update={"shown": Shown(benchmarks=(benchmark,))}), f"{SKY}#posts-per-week")
    )

    assert f"This channel is {told}" in text
    assert "90 mean clearly leading" in text


def test_a_value_that_is_an_anchor_itself_is_marked_as_both() -> None:
    table = yardstick_of("h-index").table(here=4.0)

    assert table is not None
    assert [row[3] for row in table.rows if row[0] == "4"] == ["this number, typical"]


def test_an_unknown_number_says_what_would_make_it_known_and_promises_nothing(report: Report) -> None:
    article = explained_number(report, "channel:linkedin:nordlys#posts-per-week")
    text = _text(article)

    assert article.facts["gain"] is None
    assert "never counted as zero" in text
    assert "What would make it known" in text
    assert "signed-in" in text
    assert "it neither adds to the score nor takes from it" in text


def test_a_number_that_does_not_apply_weighs_nothing(report: Report) -> None:
    text = _text(explained_number(report, "channel:facebook:#posts-per-week"))

    assert "the question does not arise" in text
    assert "It weighs nothing here" in text


def test_the_posts_come_with_address_time_act_and_digest(report: Report) -> None:
    text = _text(explained_number(_with_posts(report, 3), f"{SKY}#posts-per-week"))

    assert "counted from 10 posts; 3 of them are listed" in text
    assert "2026-07-05 14:00 Europe/Oslo · post · counts · sha256 000000000000 https://bsky.example/p/0" in text
    assert "a repeat, so it does not count" in text


def test_comments_of_others_are_called_comments_and_not_posts(report: Report) -> None:
    posts = _with_posts(report, 4)
    assert posts.shown is not None
    lines = tuple(replace(line, act="comment", counts="no") for line in posts.shown.posts)

    def told(acts: tuple[PostLine, ...], total: int) -> str:
        basis = Basis(metric="posts-per-week", subject=SKY, posts=(0, 1, 2, 3), total=total)
        shown = posts.model_copy(update={"shown": Shown(posts=acts, rests_on=(basis,))})
        return _text(explained_number(shown, f"{SKY}#posts-per-week"))

    assert "counted from 4 comments." in told(lines, 4)
    assert "· comment · sha256" in told(lines, 4)
    assert "counted from 9 posts and comments; 4 of them" in told(lines, 9)
    assert "counted from 4 posts and comments." in told((*posts.shown.posts[:2], *lines[2:]), 4)
    assert "a fingerprint of the recorded answer" in told(lines, 4)


def test_fifty_posts_are_listed_and_the_rest_on_demand(report: Report) -> None:
    many = _with_posts(report, 60)
    shown, whole = (explained_number(many, f"{SKY}#posts-per-week", is_whole=w) for w in (False, True))

    def listed(article: Article) -> int:
        section = next(s for s in article.sections if s.title == "The posts it rests on")
        return sum(len(block.items) for block in section.blocks if isinstance(block, Entries))

    assert (listed(shown), listed(whole)) == (50, 60)
    assert "Add `--all`" in _text(shown)
    assert "Add `--all`" not in _text(whole)
    assert len(shown.facts["posts"]) == 60


def test_a_result_that_noted_no_posts_says_so(report: Report) -> None:
    older = report.model_copy(update={"shown": None})

    assert "did not note the posts" in _text(explained_number(older, f"{SKY}#posts-per-week"))


def test_places_that_the_file_does_not_have_are_passed_over(report: Report) -> None:
    assert report.shown is not None
    basis = Basis(metric="posts-per-week", subject=SKY, posts=(5, 10**9, -1), total=3)
    torn = report.model_copy(update={"shown": Shown(rests_on=(basis,))})

    assert explained_number(torn, f"{SKY}#posts-per-week").facts["posts"] == []


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("leader-participation", "leader:kari#leader-participation"),
        ("leader:kari", "leader:kari#leader-last-post"),
        ("posts-per-week", "channel:linkedin:nordlys#posts-per-week"),
        ("company", "company#leader-breadth"),
        ("leaders", "Leader visibility"),
        ("score", "The score of Nordlys AS"),
        (None, "Kari Nordmann"),
    ],
)
def test_a_metric_a_subject_a_pillar_and_the_score_can_be_asked_for(
    report: Report, asked: str | None, expected: str
) -> None:
    assert expected in _text(explained_number(report, asked))


def test_the_sum_of_a_pillar_is_worked_out(report: Report) -> None:
    pillar = next(p for p in report.pillars if p.id == "leaders")

    assert pillar.score is not None
    assert f"= {pillar.score:.1f}" in _text(explained_number(report, "leaders"))


@pytest.mark.parametrize(
    "asked", ["leader:kary#leader-participation", "leader-particpation", "leader:kari#nothing", "scor"]
)
def test_an_unknown_number_is_refused_with_a_suggestion(report: Report, asked: str) -> None:
    with pytest.raises(UsageError, match="Did you mean") as caught:
        explained_number(report, asked)

    assert caught.value.exit_code == 2


def test_a_result_of_a_version_with_other_metrics_is_explained_as_far_as_it_is_known(report: Report) -> None:
    pillar = report.pillars[0]
    strange = pillar.leaves[0].model_copy(update={"metric": "of-the-future"})
    later = report.model_copy(
        update={"pillars": (pillar.model_copy(update={"leaves": (*pillar.leaves, strange)}), *report.pillars[1:])}
    )

    assert "of-the-future" in _text(explained_number(later, "cadence"))
    with pytest.raises(UsageError):
        explained_number(later, f"{SKY}#of-the-future")


@settings(max_examples=20, deadline=None)
@given(words, words, words)
def test_strangers_words_do_no_harm(handle: str, reason: str, url: str) -> None:
    report = _with_posts(_saved(), 2, url=url)
    pillars = []
    for pillar in report.pillars:
        leaves = (leaf.model_copy(update={"reason": reason}) for leaf in pillar.leaves)
        pillars.append(pillar.model_copy(update={"leaves": tuple(leaves)}))
    lines = tuple(line.model_copy(update={"handle": handle, "next_step": reason}) for line in report.channels)
    named = tuple(line.model_copy(update={"name": handle}) for line in report.leaders)
    company = report.company.model_copy(update={"name": handle})
    hostile = report.model_copy(
        update={"pillars": tuple(pillars), "channels": lines, "leaders": named, "company": company}
    )

    for asked in (
        None,
        "score",
        "cadence",
        SKY,
        f"{SKY}#posts-per-week",
        "channel:linkedin:nordlys#posts-per-week",
        KARI,
    ):
        article = explained_number(hostile, asked)
        text = without_colour(terminal([article], width=72, color=True))
        assert not hidden_in(text)
        assert max(map(cell_len, text.split("\n"))) <= 72
        document = markdown(article)
        assert not hidden_in(document)
        assert "<script" not in CODE.sub("", document)
        raw = as_json([article]).decode()
        assert not {"\x1b", "\x9b", "\u202e"} & set(raw)
        assert json.loads(raw)


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("Leader:Kari#Leader-Participation", "leader:kari#leader-participation"),
        ("LEADER-PARTICIPATION", "leader:kari#leader-participation"),
        ("SCORE", "The score"),
        ("Leaders", "Leader visibility (leaders)"),
    ],
)
def test_capital_letters_do_not_matter(report: Report, asked: str, title: str) -> None:
    assert explained_number(report, asked).title == title


def test_a_leader_can_be_asked_for_by_name(report: Report) -> None:
    by_name, by_subject = (explained_number(report, asked) for asked in ("kari nordmann", KARI))

    assert by_name.facts == by_subject.facts


def test_a_part_of_a_name_is_enough_for_a_suggestion(report: Report) -> None:
    with pytest.raises(UsageError, match=r"Did you mean .*channel:linkedin:nordlys"):
        explained_number(report, "linkedin")


def test_each_step_towards_knowing_is_told_once() -> None:
    audit = Audit().on(channel("linkedin"), outcome=Outcome.ROBOTS_DISALLOWED)
    article = explained_number(audit.report, "channel:linkedin:nordlys#posts-per-week")
    section = next(s for s in article.sections if s.title == "What would make it known")
    steps = [item for block in section.blocks if isinstance(block, Listing) for item in block.items]

    assert steps
    assert not [one for one in steps for other in steps if one != other and one in other]


def test_one_post_of_several_is_told_in_the_singular(report: Report) -> None:
    assert "counted from 8 posts; 1 of them is listed here." in _text(
        explained_number(_with_posts(report, 1), f"{SKY}#posts-per-week")
    )
