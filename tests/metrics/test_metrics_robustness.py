"""The options of robustness, from the choice to the report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from metrics.observed import Audit, channel, every, leader, seen

from presence_audit.metrics import Choices, report_of
from presence_audit.model.observation import Count
from presence_audit.model.outcome import Outcome
from presence_audit.model.profiles import Profiles
from presence_audit.scoring import anchors, curves, sensitivity_of

if TYPE_CHECKING:
    from presence_audit.model.report import Report

LINKEDIN, BLOG, KARI = channel("linkedin"), channel("feed"), channel("bluesky", "kari", "leader:kari")


def _report(**chosen: Any) -> Report:
    audit = Audit().on(LINKEDIN, every(4, until=30), back_to=32).on(BLOG, every(9))
    audit.on(channel("facebook"), outcome=Outcome.LOGIN_WALL, reason="It asks for a login.")
    audit.led_by(leader(channels=[KARI]), seen(KARI, every(20)))
    profiles = Profiles("profiles.yaml", audit.company, tuple(audit.channels), tuple(audit.leaders))
    return report_of(profiles, audit.observations, None, audit.as_of, tool_version="0", choices=Choices(**chosen))


def test_a_plain_report_says_nothing_of_robustness() -> None:
    shown = _report().shown

    assert shown is not None
    assert (shown.intervals, shown.sensitivity) == (False, None)


def test_intervals_widen_the_likely_range_and_the_report_says_so() -> None:
    plain, wide = _report(), _report(intervals=True)

    assert wide.shown is not None
    assert wide.shown.intervals
    assert wide.score.likely[0] < plain.score.likely[0]
    assert wide.score.likely[1] > plain.score.likely[1]
    assert wide.score.value == plain.score.value
    assert wide.pillars == plain.pillars


def test_each_interval_is_worth_what_its_own_benchmark_makes_of_it() -> None:
    """The low end of cadence, from the printed leaves alone: each rate by the benchmark that the report shows."""
    large = channel("instagram")
    audit = Audit().on(large, every(3), followers=Count(900_000)).on(BLOG, every(9))
    profiles = Profiles("profiles.yaml", audit.company, tuple(audit.channels))
    report = report_of(
        profiles, audit.observations, None, audit.as_of, tool_version="0", choices=Choices(intervals=True)
    )
    assert report.shown is not None
    held = {benchmark.subject: benchmark for benchmark in report.shown.benchmarks}
    low, _ = anchors().likely
    roots = weights = 0.0
    for pillar in report.pillars:
        points = whole = 0.0
        for leaf in pillar.leaves:
            own = low if leaf.score is None else leaf.score
            if leaf.interval is not None and leaf.state == "value":
                if leaf.metric == "posts-per-week":
                    by = held[leaf.subject]
                    ends = [curves.up(end, by.typical, by.leading) for end in leaf.interval]
                else:
                    ends = [anchors().metrics[leaf.metric].points(end) for end in leaf.interval]
                own = min(own, *ends)
            points += leaf.weight * own
            whole += leaf.weight
        if whole:
            roots += pillar.weight * (points / whole) ** 0.5
            weights += pillar.weight

    assert report.score.likely[0] == pytest.approx((roots / weights) ** 2, abs=1e-9)


def test_the_sensitivity_is_that_of_the_printed_pillars() -> None:
    report = _report(sensitivity=True)

    assert report.shown is not None
    assert report.shown.sensitivity is not None
    assert report.shown.sensitivity == sensitivity_of(report.pillars)
    assert report.score == _report().score
