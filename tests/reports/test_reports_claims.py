"""What the report says to the five claims, with numbers where they are known and a reason where not."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from reports.report_samples import (
    AS_OF,
    WEIGHTS,
    all_unknown,
    assembled,
    channel,
    days_ago,
    empty,
    full,
    leader,
    leaf,
    measured,
    pillar,
    without,
)

from presence_audit import metrics
from presence_audit.i18n import speaking
from presence_audit.model.observation import Evidence, Window
from presence_audit.model.outcome import Outcome
from presence_audit.model.report import Report
from presence_audit.reports import render, terminal
from presence_audit.reports._claims import _OPENINGS, claims
from presence_audit.reports._rows import basis

DIALOGUE = ("response-rate", "response-time")


def _said(report: Report) -> list[str]:
    return [claim.sentence for claim in claims(report)]


def test_each_claim_has_its_number_where_everything_is_measured() -> None:
    leaders, alive, content, ambassadors, many = _said(measured())

    assert leaders.startswith("2 of 2 leaders publicly there; own participation")
    assert "10% to 40%, measured for 2" in leaders
    assert alive == "1 of 1 channel posted in the last 30 days; longest silence: 9 days."
    assert "75% of public questions were answered within a week; the median answer took 3.20 hours" in content
    assert ambassadors == "The community around the company scores 90.0 of 100 from 2 measures."
    assert many == "2 of 2 leaders posted in the last 90 days."


def test_each_claim_says_why_there_is_no_number() -> None:
    for sentence in _said(all_unknown()):
        assert "unknown" in sentence.lower()
        assert not any(char.isdigit() for char in sentence.replace("30 days", ""))


def test_nothing_looked_at_is_not_measured_yet() -> None:
    assert all("not measured yet" in sentence.lower() for sentence in _said(empty()))


def test_an_unknown_leader_is_counted_apart_and_not_as_silent() -> None:
    report = full()
    unknown = leader("Ola Moe", "CTO")
    sentences = _said(report.model_copy(update={"leaders": (*report.leaders, unknown)}))

    assert sentences[0].startswith("2 of 4 leaders publicly there, 1 absent, 1 unknown")
    assert sentences[4] == "1 of 4 leaders posted in the last 90 days, 1 unknown."


def test_a_channel_that_was_read_without_dates_is_unknown() -> None:
    report = empty().model_copy(
        update={"channels": (channel("feed", "a", Outcome.OK), channel("feed", "b", Outcome.OK, last_post_at=AS_OF))}
    )

    assert _said(report)[1].startswith("1 of 2 channels posted in the last 30 days, 1 unknown;")


@pytest.mark.parametrize(("days", "expected"), [(30, "1 of 1 channel posted"), (31, "0 of 1 channel posted")])
def test_the_thirtieth_day_still_counts(days: int, expected: str) -> None:
    whole = Window(reaches_back_to=days_ago(182), complete=True)
    line = channel("feed", "a", Outcome.OK, last_post_at=days_ago(days), window=whole)

    assert _said(empty().model_copy(update={"channels": (line,)}))[1].startswith(expected)


@pytest.mark.parametrize("reach", [None, days_ago(20)])
def test_a_listing_that_may_leave_out_newer_posts_proves_no_silence(reach: datetime | None) -> None:
    line = channel("feed", "a", Outcome.OK, last_post_at=days_ago(40), window=Window(reaches_back_to=reach))

    said = _said(empty().model_copy(update={"channels": (line, channel("feed", "b", Outcome.ZERO_POSTS))}))[1]
    assert said.startswith("0 of 2 channels posted in the last 30 days, 1 did not, 1 unknown")


def test_an_export_that_ended_long_before_the_audit_proves_no_silence() -> None:
    whole = Window(reaches_back_to=days_ago(182), complete=True)
    line = channel("x", "a", Outcome.OK, last_post_at=days_ago(40), window=whole)
    old = Evidence("export:x.zip", None, "0" * 64, days_ago(39))
    read = pillar("coverage", [leaf("channel-recency", line.id, 1, evidence=(old,), state="value", value=1.0)])
    report = empty().model_copy(update={"channels": (line,), "pillars": (read,)})

    assert _said(report)[1].startswith("How many channels posted in the last 30 days is unknown")


def test_a_leader_whose_last_post_is_not_known_is_unknown_and_not_silent() -> None:
    report = full()
    stale = leader("Ola Moe", "CTO", last_post_at=days_ago(100), visibility=60.0)
    unknown = without("leader-last-post", f"leader:{stale.id}", 1, "unknown", "It was last read too long ago.")
    pillars = (*report.pillars, pillar("leaders", [unknown]))
    said = _said(report.model_copy(update={"leaders": (*report.leaders, stale), "pillars": pillars}))

    assert said[4] == "1 of 4 leaders posted in the last 90 days, 1 unknown."


def test_a_post_after_the_audit_counts_as_recent() -> None:
    late = channel("feed", "a", Outcome.OK, last_post_at=AS_OF + timedelta(hours=1))

    assert _said(empty().model_copy(update={"channels": (late,)}))[1].startswith("1 of 1 channel posted")


@pytest.mark.parametrize(
    ("state", "reason", "expected"),
    [
        ("absent", "nobody speaks", "absent: nobody speaks"),
        ("absent", "", "is absent."),
        ("not-applicable", "nobody asked.", "not applicable: nobody asked;"),
        ("not-applicable", "", "is not applicable;"),
        ("unknown", "", "is unknown;"),
        ("unknown", "a wall.", "is unknown because a wall;"),
    ],
)
def test_the_state_of_a_measure_is_told_in_words(state: str, reason: str, expected: str) -> None:
    one = leaf("response-rate", "company", 1.0, state=state, reason=reason, score=0 if state == "absent" else None)
    pillars = [pillar(name, [one] if name == "dialogue" else []) for name in WEIGHTS]
    answers = _said(assembled(pillars))[2]

    assert expected.rstrip(".;") in answers


def test_a_pillar_below_its_coverage_gives_the_reason_of_what_is_unknown() -> None:
    leaves = [
        leaf("h-index", "company", 0.1, value=3.0, score=50),
        without("employee-voices", "company", 0.9, "unknown", "the network asks for a login"),
    ]
    pillars = [pillar(name, leaves if name == "ambassadors" else []) for name in WEIGHTS]

    assert _said(assembled(pillars))[3].endswith("is unknown because the network asks for a login.")


def _unanswered(reason: str) -> Report:
    hidden = pillar("dialogue", [without(metric, "company", 1, "unknown", reason) for metric in DIALOGUE])
    return full().model_copy(update={"pillars": (hidden,)})


@pytest.mark.parametrize("reason", ["What people say was not read.", "Fewer than three sign.", "Nobody can tell."])
def test_a_reason_goes_on_in_lower_case_within_a_sentence(reason: str) -> None:
    said = _said(_unanswered(reason))[2]

    assert f"unknown because {reason[0].lower()}{reason[1:-1]}." in said


def test_every_opening_of_a_reason_of_the_metrics_is_known() -> None:
    """A reason that goes on with a capital letter in the middle of a sentence is a reason that was not thought of."""
    room = Path(metrics.__file__).parent
    source = "\n".join(path.read_text(encoding="utf-8") for path in sorted(room.glob("*.py")))
    in_place = re.findall(r'(?:unknown|not_applicable|absent)\(\s*f?"([A-Z][a-z]+)', source)
    by_name = re.findall(r'^_?[A-Z_]+(?:: Final)? = f?"([A-Z][a-z]+) [^"]*\."$', source, re.MULTILINE)

    assert len(in_place) > 20
    assert {"What", "Fewer"} <= set(by_name)
    assert {*in_place, *by_name} <= _OPENINGS


def test_one_reason_for_rate_and_time_of_the_answers_is_told_once() -> None:
    assert _said(_unanswered("Nothing was asked."))[2].count("because nothing was asked") == 1


def test_the_longest_silence_says_of_how_many_channels_it_is_known() -> None:
    known = leaf("longest-silence", "channel:x:a", 1, state="value", value=9.0)
    hidden = without("longest-silence", "channel:x:b", 1, "unknown", "Some posts are dated to the week.")
    report = full().model_copy(update={"pillars": (pillar("consistency", [known, hidden]),)})

    assert "; longest silence: 9 days, known for 1 of 2 channels" in _said(report)[1]


def test_a_report_without_a_score_counts_all_that_is_known() -> None:
    absent = without("channel-recency", "channel:facebook:", 0.2, "absent", "Declared absent.")
    hidden = without("channel-recency", "channel:x:", 0.8, "unknown", "Nothing was asked.")
    report = assembled([pillar(name, [absent, hidden] if name == "coverage" else []) for name in WEIGHTS])

    assert report.score.value is None
    assert "too little is known: 1 of 2 measures" in basis(report)


STALE = "It was last read on 2026-11-26; what has come since is not known."
MISSED = "This address is not in the recording."
BARRED = "The robots.txt of www.linkedin.example forbids /company/nordlys to robots."


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (f"{MISSED} {BARRED}", "this address is not in the recording (and 1 more cause)"),
        (f"{BARRED} {STALE} {MISSED}", "the robots.txt of www.linkedin.example forbids /company/nordlys to robots (and 2 more causes)"),  # noqa: E501
        ("Some were not read. robots.txt forbids the rest.", "some were not read (and 1 more cause)"),
        ("It was last read on 20. november 2026.", "it was last read on 20. november 2026"),
        (STALE, "it was last read on 2026-11-26"),
        (f"{STALE} {MISSED}", "it was last read on 2026-11-26 (and 1 more cause)"),
        (f"Anne{'a' * 200}. {MISSED}", "this address is not in the recording (and 1 more cause)"),
        ("Dr. No of St. Olav Inc. was not read.", "Dr. No of St. Olav Inc. was not read"),
        ("Nordlys Ltd. Energi was not read. A. Moe was.", "Nordlys Ltd. Energi was not read (and 1 more cause)"),
    ],
)  # fmt: skip
def test_only_one_short_statement_of_a_long_reason_stands_within_a_sentence(reason: str, said: str) -> None:
    assert _said(_unanswered(reason))[2].endswith(f"; how the public is answered is unknown because {said}.")


def test_a_reason_that_is_too_long_to_stand_within_a_sentence_is_left_to_its_measure() -> None:
    assert _said(_unanswered(f"Nordlys{'y' * 200} was not read."))[2].endswith("how the public is answered is unknown.")


def test_a_claim_is_never_cut_off() -> None:
    report = _unanswered(" ".join(f"{MISSED} {BARRED}" for _ in range(20)))

    for name in ("markdown", "html"):
        assert b"\xe2\x80\xa6" not in render(report, name).partition(b"Employees become")[0]
    assert "…" not in terminal.render(report, width=100, color=False).partition("Employees become")[0]


def test_norwegian_puts_the_one_statement_behind_a_colon() -> None:
    with speaking("nb"):
        said = _said(_unanswered(f"{MISSED} {BARRED}"))[2]

    assert f"ukjent: {MISSED.rstrip('.')} (" in said
    assert "1 årsak til)" in said
