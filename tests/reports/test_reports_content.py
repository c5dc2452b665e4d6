"""The content that formats share beside the rows: the leaders' cards, next steps, weeks, coverage and the method."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from metrics.nordlys import nordlys
from metrics.observed import AS_OF, Audit, channel, every, leader, posts, seen
from reports.report_samples import all_unknown, empty, full, measured

from presence_audit.metrics import metrics
from presence_audit.model.observation import Comment, Comments
from presence_audit.model.outcome import Outcome
from presence_audit.model.report import Report
from presence_audit.reports import _method_words as method
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._beside_rows import groups, week_rows, weeks_in_words
from presence_audit.reports._claims import claims
from presence_audit.reports._coverage_rows import coverage_rows
from presence_audit.reports._headline import headline
from presence_audit.reports._leader_cards import leader_cards
from presence_audit.reports._leaf_rows import counted_from, leaf_rows
from presence_audit.reports._measure_words import MEASURES, measure_words, subject_words, subjects_of
from presence_audit.reports._next_steps import next_steps
from presence_audit.scoring import anchors

DASH = numbers.NOT_APPLICABLE


def _led(*said: float, outcome: Outcome = Outcome.OK) -> Report:
    of = channel("linkedin", "kari", "leader:kari")
    return Audit().led_by(leader(channels=[of]), seen(of, posts(*said), outcome=outcome)).report


def test_every_measure_has_a_name_in_plain_words() -> None:
    assert set(MEASURES) == set(metrics())
    assert measure_words("of-another-version") == "of-another-version"


def test_a_claim_names_the_measures_it_was_made_from() -> None:
    assert all(set(claim.metrics) <= set(metrics()) and claim.metrics for claim in claims(full()))


def test_whose_measure_it_is_is_told_by_name() -> None:
    names = subjects_of(full())

    assert subject_words(names, "company") == "Nordlys Energi"
    assert subject_words(names, "leader:kari") == "Kari Nordmann"
    assert subject_words(names, "channel:youtube:@nordlys") == "YouTube @nordlys"
    assert subject_words(names, "channel:tiktok:") == "TikTok"
    assert subject_words(names, "channel:linkedin:gone") == "LinkedIn gone"
    assert subject_words(names, "channel:a:b:c") == "a b c"
    assert subject_words(names, "leader:nobody") == "leader:nobody"


def test_what_could_not_be_seen_of_a_leader_is_told_with_why() -> None:
    card = leader_cards(_led(outcome=Outcome.LOGIN_WALL))[0]

    assert card.standing == "unknown"
    assert (card.row.posts, card.participation.cell, card.own_voice.cell) == ("?", "?", "?")
    assert "login wall" in card.unknown
    assert "login wall" in card.participation.why
    assert card.step is not None
    assert card.step.gain is None


def test_a_leader_who_is_there_has_the_step_that_would_gain_most() -> None:
    report = nordlys().report
    cards = {card.row.name: card for card in leader_cards(report)}
    kari, runa = cards["Kari Nordmann"], cards["Runa Nordmann"]

    assert (kari.standing, kari.own_voice.cell, kari.own_voice.why) == ("there", "90%", "")
    assert kari.step is not None
    assert kari.step.gain == max(f.gain or 0 for f in report.findings if f.subject == "leader:kari")
    assert (runa.standing, runa.participation.cell, runa.participation.why) == ("absent", "absent", "")


def test_a_leader_of_whom_nothing_is_found_has_no_step() -> None:
    assert [card.step for card in leader_cards(measured())] == [None, None]
    assert leader_cards(measured())[0].participation.cell == "?"


def test_the_next_steps_are_the_three_that_gain_most_with_what_they_bring() -> None:
    steps = next_steps(nordlys().report)

    assert [(step.gain, step.becomes, step.effort) for step in steps] == [
        ("+2.3 points", "69.8", "weeks"), ("+2.2 points", "69.7", "weeks"), ("+1.7 points", "69.2", "weeks"),
    ]  # fmt: skip


def test_where_nothing_is_known_to_gain_the_next_steps_make_more_known() -> None:
    report = Audit().on(channel("linkedin"), outcome=Outcome.LOGIN_WALL).report
    steps = next_steps(report)

    assert steps
    assert all(not step.gain for step in steps)
    assert next_steps(empty()) == ()


def test_the_company_its_leaders_and_its_employees_make_up_what_is_said() -> None:
    report = nordlys().report
    told = groups(report)

    assert [(one.id, one.posts, one.percent) for one in told] == [("company", "102", "94%"), ("leaders", "7", "6%")]
    assert sum(one.share for one in told) == pytest.approx(1)
    assert groups(full()) == ()


def test_a_week_that_is_not_known_is_a_question_mark_and_never_a_zero() -> None:
    report = nordlys().report
    rows = week_rows(report)

    assert len(rows) == 26
    assert [row.first for row in rows] == sorted(row.first for row in rows)
    assert {row.company_cell for row in rows if row.company is None} == {"?"}
    assert {row.company_cell for row in rows if row.company == 0} <= {"0"}
    assert weeks_in_words(report).startswith("Of 26 weeks ")
    assert (week_rows(full()), weeks_in_words(full())) == ((), "")


def test_weeks_of_which_nothing_is_known_are_told_as_such() -> None:
    report = Audit().on(channel("linkedin"), posts(1, 2, 3), back_to=3).report

    assert weeks_in_words(report) == "In none of 26 weeks are all posts of the company known."


def test_how_much_of_each_channel_was_seen_is_told() -> None:
    of, cut, wall, gone = (channel(p) for p in ("bluesky", "linkedin", "facebook", "instagram"))
    audit = Audit().on(of, every(7)).on(cut, every(2, 20), back_to=20).on(wall, outcome=Outcome.LOGIN_WALL)
    audit.on(replace(gone, absent=True))
    rows = coverage_rows(audit.report)

    assert [(row.platform, row.posts, row.seen) for row in rows] == [
        ("Bluesky", "26", "the whole period"),
        ("LinkedIn", "10", "a part of it"),
        ("Facebook", "?", "nothing of it"),
        ("Instagram", DASH, DASH),
    ]
    assert rows[1].since == "2026-06-15"


def test_the_head_says_the_score_and_how_far_it_may_be_relied_on() -> None:
    head = headline(nordlys().report)

    assert (head.company, head.total, head.grade, head.provisional) == ("Nordlys AS", "67.5", "B", False)
    assert (head.likely, head.coverage, head.confidence) == ("59.4–70.4, C–B", "87%", "medium")  # noqa: RUF001
    assert head.period == "182 days up to 2026-07-05 14:00 Europe/Oslo"
    assert headline(all_unknown()).total == "?"


def test_the_formula_is_worked_with_the_numbers_of_the_report() -> None:
    report = nordlys().report
    told = method.worked(report)
    terms = [f"{p.weight:g} × √{numbers.score(p.score)}" for p in report.pillars]  # noqa: RUF001

    assert told == f"(({' + '.join(terms)}) ÷ 100)² = 67.5"
    assert method.worked(all_unknown()) == ""


def test_the_words_of_the_method_have_its_numbers() -> None:
    told = dict(method.meanings())
    low, high = anchors().likely

    assert f"{low:g}" in told["Likely range"]
    assert f"{high:g}" in told["Likely range"]
    assert all(f"{grade} from {least:g}" in told["Grade"] for grade, least in anchors().grades.items())
    assert not [text for text in (*told.values(), *method.steps()) if "{" in text]


def test_what_was_chosen_for_the_report_is_told() -> None:
    audit = Audit(size=120)
    audit.on(channel("bluesky"), every(5))
    told = dict(method.choices(audit.report))

    assert (told["Period"], told["Employees"], told["Time zone"]) == ("182 days", "120", "Europe/Oslo")
    assert told["Sensitivity"] == "not asked for"
    assert "Left out" not in told


def test_comments_are_not_called_posts() -> None:
    of = channel("bluesky", "nordlys.example")
    said = every(5)
    asked = Comment("c1", "", said[0].id, said[0].id, "ola", False, AS_OF - timedelta(hours=9), "Når kommer dere?")
    audit = Audit().on(of, said)
    audit.observations[of.id] = replace(audit.observations[of.id], comments=Comments(AS_OF - timedelta(91), (asked,)))
    report = audit.report
    lines = report.shown.posts if report.shown else ()

    assert counted_from([line for line in lines if line.act == "comment"], 1) == "1 comment"
    assert counted_from([line for line in lines if line.act == "post"], 40) == "40 posts"
    assert counted_from(lines, 37) == "37 posts and comments"


def test_a_measure_tells_the_places_of_its_posts_and_how_many_there_are() -> None:
    report = nordlys().report
    lines = [line for _, rows in leaf_rows(report) for line in rows if line.total]
    posts_ = report.shown.posts if report.shown else ()

    assert lines
    assert all(0 <= at < len(posts_) for line in lines for at in line.posts)
    assert all(line.total is not None and len(line.posts) <= line.total for line in lines)
