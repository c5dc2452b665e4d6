"""What was measured is kept without scores, and any method can score it again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from history.told import CHANNEL, day, noticed, post, seen, tell
from hypothesis import given, settings
from hypothesis import strategies as st
from metrics.observed import Audit, channel, every, leader
from metrics.observed import seen as observed
from reports.report_samples import all_unknown, empty, full, hostile, many
from reports.shipped import shipped

from presence_audit.history import History
from presence_audit.history._lines import lines_of
from presence_audit.metrics import Choices, rescored
from presence_audit.model.channel import Target
from presence_audit.model.observation import Count
from presence_audit.model.outcome import Outcome
from presence_audit.model.report import Report


def _worse(report: Report) -> Report:
    """The same measures with every score, grade, gain and visibility changed."""
    pillars = tuple(
        pillar.model_copy(
            update={
                "score": 1.0,
                "coverage": 0.5,
                "leaves": tuple(leaf.model_copy(update={"score": leaf.score and 1.0}) for leaf in pillar.leaves),
            }
        )
        for pillar in report.pillars
    )
    score = report.score.model_copy(
        update={"value": 1.0, "grade": "F", "likely": (0.0, 2.0), "bounds": (0.0, 3.0), "coverage": 0.1}
    )
    leaders = tuple(line.model_copy(update={"visibility": 1.0, "name": "Nils Ukjent"}) for line in report.leaders)
    findings = tuple(found.model_copy(update={"gain": 9.0, "message": "x", "advice": "y"}) for found in report.findings)
    update = {"pillars": pillars, "score": score, "leaders": leaders, "findings": findings}
    return report.model_copy(update=update)


def _at(report: Report, at: float) -> Report:
    return report.model_copy(update={"as_of": day(at)})


def _is_scored_alike(report: Report, *, as_printed: bool) -> None:
    """It is worth the same when it comes out of a history; `as_printed` says that this method has made it."""
    with History.in_memory() as history:
        history.measured(report)
        with History.of_lines(history.excerpt(1 << 26) or b"") as told:
            (kept,), (read,) = history.reports(), told.reports()
    assert read == kept
    anew, original = rescored(kept), rescored(report)
    assert (anew.score, anew.widest) == (original.score, original.widest)
    assert [(p.id, p.score, p.coverage, p.weight) for p in anew.pillars] == [
        (p.id, p.score, p.coverage, p.weight) for p in original.pillars
    ]
    if as_printed:
        assert anew.score.value == pytest.approx(report.score.value, abs=1e-9)
        assert anew.score.likely == pytest.approx(report.score.likely, abs=1e-9)
        assert (anew.score.grade, anew.score.cap) == (report.score.grade, report.score.cap)


@pytest.mark.parametrize("sample", [shipped, full, many, hostile, empty, all_unknown])
def test_a_report_that_was_kept_is_scored_as_the_report_itself(sample: Callable[[], Report]) -> None:
    _is_scored_alike(sample(), as_printed=sample is shipped)


_OUTCOMES = [Outcome.OK, Outcome.OK, Outcome.OK, Outcome.ZERO_POSTS, Outcome.LOGIN_WALL, Outcome.NOT_FOUND]


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_so_is_any_report_that_is_kept(data: st.DataObject) -> None:
    audit = Audit(data.draw(st.sampled_from(["b2b", "b2c", "public"])))
    audit.choices = Choices(intervals=data.draw(st.booleans()), holidays=data.draw(st.booleans()))
    for platform in data.draw(st.lists(st.sampled_from(["bluesky", "facebook", "linkedin", "youtube"]), unique=True)):
        outcome, step = data.draw(st.sampled_from(_OUTCOMES)), data.draw(st.floats(1, 60))
        target = data.draw(st.sampled_from([None, Target(3.0, "3/week")]))
        back_to = data.draw(st.sampled_from([None, 31.0, 100.0])) if outcome is Outcome.OK else None
        followers = data.draw(st.sampled_from([None, Count(12), Count(30_000, "rounded")]))
        listed = every(step, until=back_to or 182) if outcome is Outcome.OK else ()
        audit.on(
            channel(platform, target=target), listed, outcome=outcome, back_to=back_to, complete=outcome.is_readable,
            followers=followers,
        )  # fmt: skip
    for n, role in enumerate(data.draw(st.lists(st.sampled_from(["CEO", "CFO", "daglig leder"]), max_size=4))):
        page = channel("bluesky", f"l{n}", f"leader:l{n}")
        outcome = data.draw(st.sampled_from(_OUTCOMES))
        listed = every(data.draw(st.floats(1, 90))) if outcome is Outcome.OK else ()
        audit.led_by(leader(f"l{n}", role, f"Leder {n}", [page]), observed(page, listed, outcome=outcome))
    _is_scored_alike(audit.report, as_printed=True)


def test_everything_but_scores_names_and_sentences_of_findings_is_there_again() -> None:
    report = shipped()
    with History.in_memory() as history:
        history.measured(report)
        kept = history.last(day(10_000))
    assert kept is not None
    assert kept.channels == report.channels
    assert (kept.company, kept.as_of, kept.window_days) == (report.company, report.as_of, report.window_days)
    assert (kept.method, kept.tool, kept.score.cap) == (report.method, report.tool, report.score.cap)
    assert [(f.id, f.subject) for f in kept.findings] == [(f.id, f.subject) for f in report.findings]
    for one, other in zip(kept.leaders, report.leaders, strict=True):
        assert one.name == one.id == other.id
        assert (one.role, one.posts_per_week, one.last_post_at) == (
            other.role,
            other.posts_per_week,
            other.last_post_at,
        )
    assert kept.shown is not None
    assert report.shown is not None
    assert (kept.shown.benchmarks, kept.shown.partial, kept.shown.intervals) == (
        report.shown.benchmarks,
        report.shown.partial,
        report.shown.intervals,
    )
    for pillar, before in zip(kept.pillars, report.pillars, strict=True):
        known = {"score": None, "evidence": ()}
        assert [leaf.model_copy(update=known) for leaf in pillar.leaves] == [
            leaf.model_copy(update=known) for leaf in before.leaves
        ]


def test_no_column_is_called_after_a_score_and_other_scores_are_the_same_bytes() -> None:
    report = shipped()
    with History.in_memory() as history:
        schema = " ".join(sql for (sql,) in history._db.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"))
        history.measured(report)
        before = list(lines_of(history._db))
        history.measured(_worse(report))
        assert list(lines_of(history._db)) == before
    columns = {
        word.strip("(),") for line in schema.splitlines() if not line.lstrip().startswith("--") for word in line.split()
    }
    assert not columns & {"score", "points", "grade", "gain", "visibility", "likely", "bounds", "coverage"}
    assert not any(line.name in text for line in report.leaders for text in before)


def test_audits_come_back_oldest_first_and_only_those_before_a_moment() -> None:
    report = shipped()
    with History.in_memory() as history:
        for at in (30, 10, 20):
            history.measured(_at(report, at))
        tell(history, 25, seen(25, [post(1)], 0))  # begun, and not finished
        tell(history, 27, seen(27, [post(1, provenance="export")], 0, routes=("export",)), kind="import")
        assert [kept.as_of for kept in history.reports()] == [day(10), day(20), day(30)]
        assert [kept.as_of for kept in history.reports(day(30))] == [day(10), day(20)]
        assert (last := history.last(day(30))) is not None
        assert last.as_of == day(20)
        assert history.last(day(10)) is None


def test_a_run_measured_anew_is_one_audit() -> None:
    report = shipped()
    with History.in_memory() as history:
        tell(history, 10, seen(10, [post(1)], 0))
        history.measured(_at(report, 10))
        history.measured(_at(report.model_copy(update={"findings": ()}), 10))
        (kept,) = history.reports()
        assert kept.findings == ()
        assert noticed(history, 10).added == 1
        tell(history, 10, seen(10, [post(1), post(2)], 0))
        assert len(list(history.reports())) == 1
        assert history.noticed(day(10))[CHANNEL].added == 2


@pytest.mark.parametrize("kind", ["value", "absent", "not-applicable", "unknown"])
def test_only_what_is_absent_is_worth_nothing_before_it_is_scored(kind: str) -> None:
    with History.in_memory() as history:
        history.measured(shipped())
        (kept,) = history.reports()
    points = {leaf.score for pillar in kept.pillars for leaf in pillar.leaves if leaf.state == kind}
    assert points <= ({0.0} if kind == "absent" else {None})
