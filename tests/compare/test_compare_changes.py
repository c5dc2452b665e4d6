"""What a report keeps of the audits before it: changes with names, and a line that a wall breaks and does not bend."""

from __future__ import annotations

from datetime import timedelta
from math import isclose

import pytest
from metrics.observed import Audit, channel, every, leader, posts, seen
from reports.history_samples import POSTS, earlier, with_history
from reports.report_samples import full, leaf, without

from presence_audit.compare import MOST_AUDITS, article_of, audit_of, changes_of, compared, dressed
from presence_audit.compare._alike import alike
from presence_audit.i18n import is_reason, reason, speaking
from presence_audit.metrics import rescored
from presence_audit.model.observation import Count, Window
from presence_audit.model.outcome import Outcome
from presence_audit.model.profiles import Lang
from presence_audit.model.report import Leaf, Report
from presence_audit.reports import _numbers as numbers
from presence_audit.scoring import Scored, score

BLUESKY, LINKEDIN = "channel:bluesky:nordlys", "channel:linkedin:nordlys"


def _report(
    *, step: float = 3, linkedin: float = 6, outcome: Outcome = Outcome.OK, kari: tuple[float, ...] = (2.0, 20.0)
) -> Report:
    audit = Audit().on(channel("bluesky"), every(step), followers=Count(100))
    audit.on(channel("linkedin"), every(linkedin) if outcome is Outcome.OK else (), outcome=outcome)
    page = channel("bluesky", "kari", "leader:kari")
    return audit.led_by(leader(channels=[page]), seen(page, posts(*kari))).report


def _ago(report: Report, weeks: int) -> Report:
    return report.model_copy(update={"as_of": report.as_of - timedelta(weeks=weeks)})


def test_a_wall_moves_the_score_but_not_the_score_over_what_is_known_in_both() -> None:
    open_, walled = _report(), _report(outcome=Outcome.LOGIN_WALL)
    comparison = compared(open_, walled)

    assert comparison.alike is not None
    then, now = comparison.alike
    assert isclose(then, now)
    assert numbers.score(comparison.before.score.value) != numbers.score(comparison.after.score.value)
    assert all(isclose(*pillar.alike) for pillar in comparison.pillars if pillar.alike)
    assert any(pillar.alike and pillar.after is None for pillar in comparison.pillars)
    assert "only because other measures are known now than then" in article_of(comparison).lead
    assert "fallen" not in article_of(comparison).lead


def test_a_wall_that_comes_with_a_real_fall_tells_the_fall_alone() -> None:
    comparison = compared(_report(), _report(step=20, outcome=Outcome.LOGIN_WALL))

    assert comparison.alike is not None
    assert comparison.alike[1] < comparison.alike[0] - 1
    assert "over those that are known in both it has fallen from" in article_of(comparison).lead


def test_two_audits_that_know_the_same_need_no_second_total() -> None:
    comparison = compared(_report(), _report(step=9))

    assert comparison.alike is None
    for pillar in comparison.pillars:
        if pillar.before is not None and pillar.after is not None:
            assert pillar.alike is not None
            assert isclose(pillar.alike[0], pillar.before)
            assert isclose(pillar.alike[1], pillar.after)


def test_two_audits_that_know_nothing_in_common_have_no_total_in_common() -> None:
    nothing = _report(outcome=Outcome.LOGIN_WALL).model_copy(update={"pillars": ()})

    assert compared(nothing, _report()).alike is None


@pytest.mark.parametrize(
    ("then", "now", "turn", "expected"),
    [
        ((0.5,), (45.0,), "down", "Has fallen silent: no post within 30 days."),
        ((0.5,), (120.0,), "down", "Has fallen silent: no post within 90 days."),
        ((45.0,), (120.0,), "down", "Has fallen silent: no post within 90 days."),
        ((45.0,), (0.5,), "up", "Posts again; before, there was no post within 30 days."),
        ((120.0,), (45.0,), "up", "Posts again; before, there was no post within 90 days."),
        ((0.5,), (20.0,), None, None),
        ((120.0,), (150.0,), None, None),
    ],
)
def test_a_channel_that_fell_silent_or_woke_up_is_told(
    then: tuple[float, ...], now: tuple[float, ...], turn: str | None, expected: str | None
) -> None:
    old, new = (Audit().on(channel("bluesky"), posts(*days)).report for days in (then, now))
    told = [(line.turn, line.sentence) for line in compared(old, new).channels if not line.metric]

    assert told == ([(turn, expected)] if expected else [])


def test_a_channel_behind_a_wall_has_not_fallen_silent() -> None:
    told = [line for line in compared(_report(), _report(outcome=Outcome.LOGIN_WALL)).channels if not line.metric]

    assert [line.turn for line in told] == ["unknown"]


def test_the_changes_of_a_report_have_names_and_leave_out_channels_of_which_nothing_was_noticed() -> None:
    changes = changes_of(compared(_report(step=9), _report()), {BLUESKY: (3, 1, 0, 2), LINKEDIN: (0, 0, 0, 0)})

    assert [(one.subject, one.added, one.edited, one.gone, one.returned) for one in changes.posts] == [
        (BLUESKY, 3, 1, 0, 2)
    ]
    measured = {(one.subject, one.metric): one.name for one in changes.measures}
    assert measured[BLUESKY, "posts-per-week"] == "bluesky nordlys"
    assert {one.metric for one in changes.channels if one.subject == BLUESKY} == {"posts-per-week"}


def test_an_audit_is_scored_by_todays_method_and_keeps_the_unknown_null() -> None:
    report = _report(outcome=Outcome.LOGIN_WALL)
    placeholder = report.score.model_copy(update={"value": 1.0, "likely": (0.0, 2.0), "coverage": 0.0})
    audit = audit_of(report.model_copy(update={"score": placeholder}))
    scored = rescored(report)

    assert (audit.value, audit.likely, audit.coverage) == (
        scored.score.value, scored.score.likely, scored.score.coverage,
    )  # fmt: skip
    lines = {line.subject: line for line in audit.channels}
    assert (lines[LINKEDIN].outcome, lines[LINKEDIN].posts_per_week) == (Outcome.LOGIN_WALL, None)
    assert lines[BLUESKY].followers == Count(100)
    assert isclose(audit.leaders[0].visibility or 0, report.leaders[0].visibility or 1)


def test_a_report_without_earlier_audits_is_what_it_was() -> None:
    report = _report()

    assert dressed(report, None, ()) == report


def test_a_report_has_the_audits_before_it_oldest_first_and_itself_as_the_last() -> None:
    report, old = _report(), [_ago(_report(step=9), weeks) for weeks in (2, 1)]
    made = dressed(report, old[-1], iter(old))

    assert made.shown is not None
    assert [audit.as_of for audit in made.shown.audits] == [one.as_of for one in (*old, report)]
    assert made.changes is not None
    assert made.changes.before.as_of == old[-1].as_of
    assert made.changes.after.value == report.score.value


def test_the_newest_audits_are_kept_where_there_are_too_many() -> None:
    report = full()
    made = dressed(report, None, (earlier(weeks) for weeks in range(MOST_AUDITS + 5, 0, -1)))

    assert made.shown is not None
    assert len(made.shown.audits) == MOST_AUDITS
    assert made.shown.audits[0].as_of == earlier(MOST_AUDITS - 1).as_of


def test_an_earlier_report_without_names_is_told_with_those_of_today() -> None:
    report = _report(kari=(120.0,))
    before = _ago(_report(), 1)
    nameless = before.leaders[0].model_copy(update={"name": before.leaders[0].id, "role": ""})
    renamed = before.company.model_copy(update={"name": "Gamle Nordlys", "website": "https://gammel.example"})
    made = dressed(report, before.model_copy(update={"leaders": (nameless,), "company": renamed}), [before])

    assert made.changes is not None
    assert [(line.name, line.turn) for line in made.changes.leaders] == [(report.leaders[0].name, "down")]
    assert made.changes.notes == ()


def test_what_is_stored_is_english_whatever_is_spoken() -> None:
    with speaking("nb"):
        norwegian = dressed(full(), earlier(1, scale=0.9), [earlier(1)], POSTS)

    assert norwegian == dressed(full(), earlier(1, scale=0.9), [earlier(1)], POSTS)


def test_a_report_with_changes_and_audits_is_the_same_after_json() -> None:
    assert Report.model_validate_json(with_history().model_dump_json(by_alias=True)) == with_history()


@pytest.mark.parametrize("lang", ["nb", "nn"])
def test_everything_that_is_told_of_changes_is_told_in_norwegian_too(lang: Lang) -> None:
    rows = [
        dressed(old, new, [new])
        for old in (_report(), _report(outcome=Outcome.LOGIN_WALL, step=9), _report(outcome=Outcome.NOT_FOUND))
        for new in (_report(kari=(120.0,), linkedin=70), _report(outcome=Outcome.ZERO_POSTS, kari=()), _report())
    ]
    rows.append(dressed(_report(), _report().model_copy(update={"method": "0", "window_days": 30}), ()))
    told = [line.sentence for report in rows if report.changes for line in (
        *report.changes.leaders, *report.changes.channels, *report.changes.measures
    )]  # fmt: skip
    told += [note for report in rows if report.changes for note in report.changes.notes]

    with speaking(lang):
        assert len(set(told)) > 20
        assert [text for text in told if not is_reason(text)] == []
        assert [text for text in told if reason(text) == text] == []


def test_followers_are_written_as_the_language_writes_numbers() -> None:
    with speaking("nb"):
        assert reason("Followers: 12,345 before, 12,500+ now; the site rounds them.").startswith(
            "Følgere: 12\u00a0345 før, 12\u00a0500+ nå"
        )


def test_a_measure_of_which_a_part_is_no_longer_known_is_not_known_alike() -> None:
    def of(*parts: Leaf) -> Scored:
        return score({"content": parts}, leaders=0)

    whole = of(leaf("originality", "company", 0.2, value=0.9, score=90))
    hidden = without("originality", "company", 0.1, "unknown", "Not read.")
    part = of(leaf("originality", "company", 0.1, value=0.9, score=90), hidden)

    assert alike(whole, whole).is_whole
    assert not alike(whole, part).is_whole
    assert alike(whole, part).total == pytest.approx((90.0, 90.0))


def _known_for(report: Report, days: float) -> Report:
    """The same report of a Bluesky account whose listing reaches back no further."""
    window = Window(reaches_back_to=report.as_of - timedelta(days=days))
    lines = tuple(
        line.model_copy(update={"window": window}) if line.id == BLUESKY else line for line in report.channels
    )
    return report.model_copy(update={"channels": lines})


@pytest.mark.parametrize(("then", "now"), [(60, 5), (5, 60), (60, 40)])
def test_a_rate_over_another_stretch_of_time_neither_rose_nor_fell(then: float, now: float) -> None:
    comparison = compared(_known_for(_report(), then), _known_for(_report(step=9), now))

    [rate] = [line for line in comparison.channels if line.metric == "posts-per-week"]
    assert rate.turn == "other"
    assert "the time that is known is not the same" in rate.sentence
    moved = [line for line in comparison.metrics if line.subject == BLUESKY and line.metric == "posts-per-week"]
    assert [line.turn for line in moved] == ["other"]


@pytest.mark.parametrize(("then", "now"), [(40, 47), (91, 91), (120, 95)])
def test_a_rate_over_a_stretch_that_grew_or_covers_the_half_of_the_window_is_compared(then: float, now: float) -> None:
    comparison = compared(_known_for(_report(), then), _known_for(_report(step=9), now))

    assert [line.turn for line in comparison.channels if line.metric == "posts-per-week"] == ["down"]
