"""Twelve weeks of served feeds, audited week by week with one history: the reports tell exactly what was done."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from cli.installed import serving
from cli.weekly import InProcess, Lived, ServedWeeks, lived, posts_done, scanned, turns_done
from twelve_weeks import CHANNELS, WEEKS, as_of, everything, expected, post_of

from presence_audit.history import History

OPEN = [one for one in everything() if expected(*one).state == "open"]
SHUT = [one for one in everything() if expected(*one).state != "open"]
LATER = range(2, WEEKS[-1] + 1)


@pytest.fixture(scope="module", params=["history.sqlite", "history.jsonl"])
def weeks(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    folder, home = tmp_path_factory.mktemp("work"), tmp_path_factory.mktemp("home")
    env = {name: value for name, value in os.environ.items() if name in {"PATH", "LANG", "LC_ALL"}}
    program = InProcess(folder, env | {"HOME": str(home), "TMPDIR": str(home)})
    with serving() as main, serving("localhost") as other:
        yield lived(program, ServedWeeks(main, other), folder / str(request.param))


@pytest.mark.parametrize("week", LATER)
def test_a_report_counts_the_posts_that_were_added_edited_deleted_and_put_back(weeks: Lived, week: int) -> None:
    assert weeks.posts_told(week) == posts_done(week)


@pytest.mark.parametrize("week", LATER)
def test_a_report_tells_who_is_gone_who_cannot_be_read_and_who_is_back(weeks: Lived, week: int) -> None:
    assert weeks.turns_told(week) == turns_done(week)


def test_the_first_audit_has_nothing_to_be_held_against(weeks: Lived) -> None:
    assert weeks.reports[1]["changes"] is None


@pytest.mark.parametrize(("channel", "week"), OPEN)
def test_a_rate_counts_what_was_published_in_the_time_that_is_known(weeks: Lived, channel: str, week: int) -> None:
    assert weeks.line(channel, week)["posts_per_week"] == pytest.approx(expected(channel, week).rate, rel=1e-9)


@pytest.mark.parametrize(("channel", "week"), OPEN)
def test_a_channel_is_known_for_as_long_as_its_listings_meet(weeks: Lived, channel: str, week: int) -> None:
    line, known = weeks.line(channel, week), expected(channel, week)
    start = as_of(week) - timedelta(days=182)
    reach = datetime.fromisoformat(line["window"]["reaches_back_to"])
    assert reach == (start if known.since is None else known.since)
    assert line["window"]["complete"] is (known.since is None)
    assert line["posts_seen"] == len(known.posts)


@pytest.mark.parametrize(("channel", "week"), SHUT)
def test_a_channel_that_cannot_be_read_has_no_numbers_whatever_is_known_of_before(
    weeks: Lived, channel: str, week: int
) -> None:
    line = weeks.line(channel, week)
    assert line["outcome"] != "ok"
    assert (line["posts_per_week"], line["posts_seen"], line["last_post_at"]) == (None, None, None)


@pytest.mark.parametrize("week", [week for channel, week in SHUT if channel == "notes"])
def test_what_is_unknown_is_neither_a_zero_nor_a_fall(weeks: Lived, week: int) -> None:
    assert {leaf["state"] for leaf in weeks.leaves("notes", week)} <= {"unknown", "not-applicable"}
    changes = weeks.reports[week]["changes"]
    turns = {
        line["turn"] for line in (*changes["channels"], *changes["measures"]) if line["subject"] == weeks.name("notes")
    }
    assert turns == {"unknown"}


def test_the_line_of_a_channel_is_broken_where_it_could_not_be_read_and_nowhere_else(weeks: Lived) -> None:
    audits = weeks.reports[WEEKS[-1]]["shown"]["audits"]
    assert [datetime.fromisoformat(audit["as_of"]) for audit in audits] == [as_of(week) for week in WEEKS]
    for channel in CHANNELS:
        place = {line["subject"]: n for n, line in enumerate(audits[0]["channels"])}[weeks.name(channel)]
        drawn = [audit["channels"][place]["posts_per_week"] for audit in audits]
        assert drawn == [weeks.line(channel, week)["posts_per_week"] for week in WEEKS]
        assert [week for week in WEEKS if drawn[week - 1] is None] == [week for one, week in SHUT if one == channel]


def test_the_trend_is_the_very_line_of_the_last_report(weeks: Lived) -> None:
    done = weeks.program("trend", "-f", "json", "--store", weeks.store)
    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout)["audits"] == weeks.reports[WEEKS[-1]]["shown"]["audits"]


@pytest.mark.parametrize("channel", CHANNELS)
def test_the_history_holds_every_post_that_was_seen_and_still_stands(weeks: Lived, channel: str) -> None:
    with History.open(weeks.store) as history:
        past = history.past(as_of(WEEKS[-1]) + timedelta(seconds=1), datetime(1990, 1, 1, tzinfo=UTC))
    kept = [post for stretch in past[weeks.name(channel)] for post in stretch.posts]
    assert sorted(weeks.world.key_of(post.url) for post in kept) == sorted(expected(channel, WEEKS[-1]).posts)
    assert {post.text for post in kept} == {""}
    times = {weeks.world.key_of(post.url): post.published_at for post in kept}
    assert all(at == post_of(key).at for key, at in times.items())


def test_the_last_week_audited_again_is_the_same_report(weeks: Lived) -> None:
    again = scanned(weeks.program, WEEKS[-1], "--store", weeks.store)
    assert again == weeks.reports[WEEKS[-1]]
