"""The quickest ways to know more: what a company of closed channels is told first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from metrics.observed import AS_OF, HOME, channel, every, seen

from presence_audit.metrics import _know, report_of
from presence_audit.model.outcome import Outcome
from presence_audit.model.profiles import Company, Leader, Profiles
from presence_audit.model.report import KNOW
from presence_audit.platforms import Way, platforms

if TYPE_CHECKING:
    from presence_audit.model.channel import Channel
    from presence_audit.model.report import Finding

SAVE = Way("saved", "minutes", "Save the page and write `saved: FILE`.")
EXPORT = Way("export", "days", "Ask for the export and write `export: FILE`.")
FOLLOWERS = Way("saved", "minutes", "Save the page for its followers.", posts=False)


@pytest.fixture(autouse=True)
def ways(monkeypatch: pytest.MonkeyPatch) -> None:
    known = dict(platforms())
    for name, told in {
        "linkedin": (EXPORT,),
        "facebook": (SAVE, EXPORT),
        "x": (FOLLOWERS,),
        "instagram": (SAVE,),
    }.items():
        known[name] = replace(known[name], ways=told)
    monkeypatch.setattr(_know, "platforms", lambda: known)


def _found(
    *channels: Channel, leader: tuple[Channel, ...] = (), outcome: Outcome = Outcome.LOGIN_WALL
) -> tuple[Finding, ...]:
    leaders = (Leader("ceo", "Kari Nordmann", "CEO", channels=leader),) if leader else ()
    profiles = Profiles("p", Company("Nordlys", HOME), channels, leaders)
    observations = {c.id: seen(c, outcome=outcome, complete=False) for c in (*channels, *leader)}
    return report_of(profiles, observations, None, AS_OF, tool_version="0").findings


def _ways(*channels: Channel, leader: tuple[Channel, ...] = (), outcome: Outcome = Outcome.LOGIN_WALL) -> list[Finding]:
    return [finding for finding in _found(*channels, leader=leader, outcome=outcome) if finding.id == KNOW]


def test_the_quick_ways_go_before_the_slow_and_posts_before_followers() -> None:
    found = _ways(channel("x"), channel("linkedin"), channel("instagram"), channel("facebook"))
    assert [finding.subject for finding in found] == [
        "channel:facebook:nordlys",
        "channel:instagram:nordlys",
        "channel:linkedin:nordlys",
    ]
    assert found[-1].message == "LinkedIn (nordlys) becomes known within days from the owner's export."
    assert found[-1].advice == EXPORT.how
    assert all(finding.gain is None for finding in found)


def test_there_are_three_at_most_and_a_second_way_only_where_channels_run_out() -> None:
    assert [finding.advice for finding in _ways(channel("facebook"))] == [SAVE.how, EXPORT.how]
    assert len(_ways(*(channel("facebook", name) for name in "abcd"))) == 3


def test_a_leaders_channel_is_told_of_too() -> None:
    (found,) = _ways(leader=(channel("linkedin", "kari", "leader:ceo"),))
    assert found.subject == "channel:linkedin:kari"


def test_what_brings_the_followers_only_says_so() -> None:
    (found,) = _ways(channel("x"))
    assert "the followers only" in found.message


def test_nothing_is_told_of_channels_that_are_known_or_gone() -> None:
    assert _ways(channel("facebook"), outcome=Outcome.NOT_FOUND) == []
    known = channel("facebook")
    profiles = Profiles("p", Company("Nordlys", HOME), (known,))
    report = report_of(profiles, {known.id: seen(known, every(3))}, None, AS_OF, tool_version="0")
    assert [finding for finding in report.findings if finding.id == KNOW] == []


def test_what_is_not_measured_takes_as_long_as_the_quickest_way_to_its_posts() -> None:
    found = _found(channel("linkedin"), channel("facebook"), channel("x"))
    efforts = {finding.subject: finding.effort for finding in found if finding.id == "unknown"}

    assert efforts["channel:linkedin:nordlys"] == "days"
    assert {efforts[f"channel:{name}:nordlys"] for name in ("facebook", "x")} == {"minutes"}
