"""Scoring a saved report anew gives the same score where the method is the same, and today's where it is not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from metrics.nordlys import nordlys
from metrics.observed import Audit, channel, every, leader, post, posts, seen

from presence_audit.metrics import Choices, rescored
from presence_audit.model.channel import Target
from presence_audit.model.observation import Count
from presence_audit.model.outcome import Outcome
from presence_audit.model.report import Report
from presence_audit.reports.json import parse, render
from presence_audit.scoring import anchors


def _agrees(report: Report) -> None:
    saved = parse(render(report))
    anew = rescored(saved)
    old, new = saved.score, anew.score

    assert new.value == pytest.approx(old.value, abs=1e-9)
    assert new.likely == pytest.approx(old.likely, abs=1e-9)
    assert new.bounds == pytest.approx(old.bounds, abs=1e-9)
    assert (new.grade, new.provisional, new.confidence, new.cap) == (
        old.grade,
        old.provisional,
        old.confidence,
        old.cap,
    )
    assert new.coverage == pytest.approx(old.coverage, abs=1e-9)
    for before, after in zip(saved.pillars, anew.pillars, strict=True):
        assert after.score == pytest.approx(before.score, abs=1e-9)
        assert len(before.leaves) == len(after.leaves)
        for one, other in zip(before.leaves, after.leaves, strict=True):
            assert other.score == pytest.approx(one.score, abs=1e-9)
            assert other.weight == pytest.approx(one.weight, abs=1e-12)


def _whole() -> Audit:
    audit = Audit().on(channel("bluesky", target=Target(3.0, "3/week")), every(4))
    audit.on(channel("facebook"), every(3), followers=Count(30_000))
    audit.on(channel("linkedin"), every(2, until=30), back_to=31)
    audit.on(channel("instagram", "", absent=True))
    audit.on(channel("mastodon", "nordlys@a.example"), posts(1, 2))
    audit.on(channel("youtube"), outcome=Outcome.NOT_FOUND)
    for name, role, days in (("kari", "CEO", 6.0), ("ola", "CFO", 20.0), ("per", "COO", 170.0)):
        page = channel("bluesky", name, f"leader:{name}")
        said = (*every(days), post(5, is_reply=True, reply_to="x"))
        audit.led_by(leader(name, role, name, [page]), seen(page, said))
    return audit


def test_a_fresh_report_is_given_back_as_it_was() -> None:
    _agrees(_whole().report)


@pytest.mark.parametrize("choices", [Choices(), Choices(intervals=True), Choices(sensitivity=True, holidays=False)])
def test_so_is_the_worked_example_with_every_option(choices: Choices) -> None:
    audit = nordlys()
    audit.choices = choices

    _agrees(audit.report)


def test_so_is_one_without_leaders_or_channels() -> None:
    _agrees(Audit().report)


def test_so_is_one_with_leaders_of_whom_nothing_is_known() -> None:
    audit = _whole()
    for n in range(6):
        audit.led_by(leader(f"ukjent{n}", "Director", f"Ukjent {n}"))
    _agrees(audit.report)


@pytest.mark.parametrize("who", ["company", "leaders"])
def test_so_is_one_whose_grade_is_capped(who: str) -> None:
    audit = Audit()
    if who == "company":
        audit.on(channel("bluesky"), posts(100)).on(channel("linkedin", "", absent=True))
        for platform in ("facebook", "instagram", "youtube", "website"):
            audit.on(channel(platform, "", absent=True))
    else:
        audit.on(channel("bluesky"), every(2))
        page = channel("bluesky", "kari", "leader:kari")
        audit.led_by(leader(channels=[page]), seen(page, posts(190)))
    report = audit.report

    assert report.score.cap is not None
    _agrees(report)


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(["b2b", "b2c", "public"]),
    st.lists(st.sampled_from(["CEO", "CFO", "Director", "daglig leder"]), max_size=8),
    st.floats(1, 60),
    st.sampled_from([Outcome.OK, Outcome.LOGIN_WALL, Outcome.NOT_FOUND]),
)
def test_so_is_any_report(kind: str, roles: list[str], step: float, outcome: Outcome) -> None:
    audit = Audit(kind).on(channel("bluesky"), every(step)).on(channel("facebook"), every(2 * step))
    audit.on(channel("linkedin"), outcome=outcome)
    for n, role in enumerate(roles):
        page = channel("bluesky", f"l{n}", f"leader:l{n}")
        audit.led_by(leader(f"l{n}", role, f"Leder {n}", [page]), seen(page, every(step + n)))

    _agrees(audit.report)


def test_an_older_method_is_scored_by_todays_anchors() -> None:
    report = _whole().report
    metric = anchors().metrics["leader-posts-per-week"]
    pillars = []
    for pillar in report.pillars:
        leaves = (
            leaf.model_copy(update={"score": leaf.score and 1.0, "weight": leaf.weight / 2}) for leaf in pillar.leaves
        )
        pillars.append(pillar.model_copy(update={"leaves": tuple(leaves)}))
    older = report.model_copy(update={"method": "0", "pillars": tuple(pillars)})

    anew = rescored(older)

    kari = next(
        leaf
        for pillar in anew.pillars
        for leaf in pillar.leaves
        if (leaf.metric, leaf.subject) == (metric.id, "leader:kari")
    )
    assert kari.value is not None
    assert kari.score == metric.points(kari.value)
    assert anew.score.value == pytest.approx(report.score.value, abs=1e-9)


def test_a_goal_is_kept_when_the_method_changes() -> None:
    report = _whole().report
    older = report.model_copy(update={"method": "0"})

    def goal(scored: Report) -> float | None:
        leaves = (leaf for pillar in rescored(scored).pillars for leaf in pillar.leaves)
        return next(o.score for o in leaves if (o.metric, o.subject) == ("posts-per-week", "channel:bluesky:nordlys"))

    assert goal(older) == pytest.approx(goal(report))


def test_what_is_no_longer_part_of_the_method_is_no_longer_scored() -> None:
    report = _whole().report
    pillar = report.pillars[0]
    strange = pillar.leaves[0].model_copy(update={"metric": "of-the-past"})
    older = report.model_copy(
        update={"pillars": (pillar.model_copy(update={"leaves": (*pillar.leaves, strange)}), *report.pillars[1:])}
    )

    assert rescored(older).score.value == pytest.approx(report.score.value, abs=1e-9)


def test_a_file_that_claims_absurd_values_is_scored_all_the_same() -> None:
    report = _whole().report
    absurd = [
        pillar.model_copy(
            update={
                "leaves": tuple(
                    leaf.model_copy(update={"value": 1e308}) if leaf.state == "value" else leaf
                    for leaf in pillar.leaves
                )
            }
        )
        for pillar in report.pillars
    ]
    value = rescored(report.model_copy(update={"pillars": tuple(absurd)})).score.value

    assert value is not None
    assert 0 <= value <= 100
