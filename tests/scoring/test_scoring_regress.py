"""No regress: like with like, beyond chance, and never by a wall."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scoring.gated import channel, even, leaf, report

from presence_audit.model.outcome import Outcome
from presence_audit.model.report import Report
from presence_audit.scoring import Gates, judge


def told(now: Report, then: Report | None, *, point: bool = False, curve: bool = False) -> tuple[str, str]:
    points = (lambda _, value: value) if curve else None
    (judged,) = judge(now, Gates(point=point, no_regress=True), then, points=points)
    return judged.verdict, judged.told


GOOD = even({"posts-per-week": 60, "dialogue-share": 60, "alt-text": 60})


def test_without_an_earlier_audit_nothing_has_fallen_and_that_is_said() -> None:
    assert told(GOOD, None) == ("passed", "no earlier audit to compare the score with")


def test_an_earlier_audit_without_a_score_is_nothing_to_compare_with() -> None:
    assert told(GOOD, report()) == ("passed", "the audit of 2026-11-20 has no score to compare with")


def test_no_score_today_is_undecided() -> None:
    assert told(report(), GOOD)[0] == "undecided"


@pytest.mark.parametrize("point", [True, False])
def test_what_rose_or_stayed_passes(point: bool) -> None:
    assert told(GOOD, GOOD, point=point)[0] == "passed"
    assert told(even({"posts-per-week": 80, "dialogue-share": 60, "alt-text": 60}), GOOD, point=point)[0] == "passed"


def test_a_real_fall_fails_with_both_numbers_although_the_ranges_overlap() -> None:
    known = {"posts-per-week": 60.0, "dialogue-share": 60.0, "longest-silence": None}
    now, then = even({**known, "posts-per-week": 50}), even(known)

    assert now.score.likely[1] > then.score.likely[0]
    assert told(now, then)[0] == "failed"
    assert told(now, then)[1].startswith("score 53.1 against 60.0 on 2026-11-20 (53.1 against 60.0 in what both know)")


def test_a_fall_of_less_than_a_point_passes_and_is_told() -> None:
    now = even({"posts-per-week": 58.5, "dialogue-share": 60, "alt-text": 60})
    verdict, said = told(now, GOOD)

    assert verdict == "passed"
    assert said.endswith("no fall beyond chance")
    assert told(now, GOOD, point=True)[0] == "failed"


@pytest.mark.parametrize(("high", "verdict"), [(65, "passed"), (55, "failed")])
def test_a_fall_within_the_interval_of_a_value_is_chance(high: float, verdict: str) -> None:
    now = report(leaf("posts-per-week", 50, interval=(40, high)), leaf("dialogue-share", 60), leaf("alt-text", 60))

    assert told(now, GOOD, curve=True)[0] == verdict


def test_a_poor_channel_that_can_be_read_at_last_is_no_fall() -> None:
    then = report(
        leaf("posts-per-week", 60, "channel:bluesky:nordlys", weight=0.6),
        leaf("posts-per-week", None, "channel:linkedin:nordlys", weight=0.4),
        channels=(channel(), channel(Outcome.LOGIN_WALL, "channel:linkedin:nordlys")),
    )
    now = report(
        leaf("posts-per-week", 60, "channel:bluesky:nordlys", weight=0.6),
        leaf("posts-per-week", 0, "channel:linkedin:nordlys", weight=0.4),
        channels=(channel(), channel(id_="channel:linkedin:nordlys")),
    )

    assert told(now, then) == ("passed", "score 36.0 against 60.0 on 2026-11-20 (60.0 against 60.0 in what both know)")


@pytest.mark.parametrize("point", [True, False])
@pytest.mark.parametrize("points", [0, 60, 100])
def test_a_wall_that_appeared_is_undecided_whatever_the_rest_says(points: float, point: bool) -> None:
    then = report(
        leaf("posts-per-week", 60, "channel:mastodon:nordlys", weight=0.6),
        leaf("posts-per-week", 20, weight=0.4, subject="channel:bluesky:nordlys"),
        channels=(channel(), channel(id_="channel:mastodon:nordlys")),
    )
    now = report(
        leaf("posts-per-week", points, "channel:mastodon:nordlys", weight=0.6),
        leaf("posts-per-week", None, weight=0.4, subject="channel:bluesky:nordlys"),
        channels=(channel(Outcome.LOGIN_WALL), channel(id_="channel:mastodon:nordlys")),
    )
    verdict, said = told(now, then, point=point)

    assert verdict == "undecided"
    assert said.endswith("what was read then cannot be read now (channel:bluesky:nordlys)")


def test_a_wall_that_was_there_before_is_no_news() -> None:
    walled = (channel(Outcome.LOGIN_WALL),)
    leaves = [leaf("posts-per-week", 60, "channel:mastodon:nordlys"), leaf("dialogue-share", 60)]

    assert told(report(*leaves, channels=walled), report(*leaves, channels=walled))[0] == "passed"


def test_an_absence_that_was_declared_is_no_wall() -> None:
    then = report(leaf("posts-per-week", 60), channels=(channel(),))
    now = report(leaf("posts-per-week", 60), channels=(channel(Outcome.NOT_ATTEMPTED, provenance="declared"),))

    assert told(now, then)[0] == "passed"


def test_much_that_was_known_and_is_unknown_now_is_undecided() -> None:
    now = even({"posts-per-week": 60, "dialogue-share": 60, "alt-text": None})
    verdict, said = told(now, GOOD)

    assert verdict == "undecided"
    assert said.endswith("10% of the method was measured then and is unknown now")


def test_two_audits_of_different_things_are_undecided() -> None:
    assert told(even({"posts-per-week": 60}), even({"alt-text": 60}))[0] == "undecided"


_points = st.floats(min_value=0, max_value=100)


@given(st.tuples(_points, _points, _points), st.tuples(_points, _points, _points))
def test_only_a_score_that_fell_fails(first: tuple[float, ...], second: tuple[float, ...]) -> None:
    names = ("posts-per-week", "dialogue-share", "alt-text")
    then, now = (even(dict(zip(names, points, strict=True))) for points in (first, second))
    verdict = told(now, then)[0]
    assert now.score.value is not None
    assert then.score.value is not None

    if verdict == "failed":
        assert now.score.value < then.score.value
    if now.score.value < then.score.value - 1.2:
        assert verdict == "failed"
