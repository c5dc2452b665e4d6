"""What changed between two results is told kindly, the same from both sides, and unknown is never a fall."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from metrics.observed import Audit, channel, every, leader, post, posts, seen
from reports.hostile_words import hidden_in, words
from rich.cells import cell_len

from presence_audit.compare import Comparison, article_of, compared
from presence_audit.errors import UsageError
from presence_audit.model.observation import Count
from presence_audit.model.outcome import Outcome
from presence_audit.model.report import Report
from presence_audit.reports.article import as_json, markdown, terminal

if TYPE_CHECKING:
    from presence_audit.model.observation import DatePrecision


def _report(
    step: float = 4,
    *,
    linkedin: Outcome = Outcome.OK,
    kari: tuple[float, ...] = (2.0, 20.0),
    extra: str = "",
    followers: int = 100,
    days: int = 182,
) -> Report:
    audit = Audit(window_days=days).on(channel("bluesky"), every(step), followers=Count(followers))
    audit.on(channel("linkedin"), every(7) if linkedin is Outcome.OK else (), outcome=linkedin)
    if extra:
        audit.on(channel(extra), posts(1))
    page = channel("bluesky", "kari", "leader:kari")
    audit.led_by(leader(channels=[page]), seen(page, posts(*kari)))
    return audit.report


def _text(comparison: Comparison) -> str:
    return " ".join(terminal([article_of(comparison)], width=100, color=False).split())


def _told(comparison: Comparison, subject: str) -> list[str]:
    return [line.sentence for line in (*comparison.channels, *comparison.leaders) if line.subject == subject]


def test_the_same_result_twice_has_not_changed() -> None:
    report = _report()
    comparison = compared(report, report)

    assert not comparison.is_changed
    assert (comparison.leaders, comparison.channels, comparison.metrics) == ((), (), ())
    assert (comparison.findings_new, comparison.findings_gone) == ((), ())
    assert article_of(comparison).lead.startswith("Nothing has changed.")


def test_both_directions_tell_the_same_with_the_sides_exchanged() -> None:
    old, new = _report(9), _report(2, extra="facebook")
    forth, back = compared(old, new), compared(new, old)

    assert forth.before.score == back.after.score
    assert [(p.before, p.after) for p in forth.pillars] == [(p.after, p.before) for p in back.pillars]
    assert forth.findings_new == back.findings_gone
    assert {(m.subject, m.name) for m in forth.metrics} == {(m.subject, m.name) for m in back.metrics}
    assert {m.turn for m in forth.metrics} == {{"up": "down", "down": "up"}[m.turn] for m in back.metrics}


def test_a_wall_that_came_up_is_no_fall_to_zero() -> None:
    comparison = compared(_report(), _report(linkedin=Outcome.LOGIN_WALL))

    told = _told(comparison, "channel:linkedin:nordlys")
    assert told == ["Can no longer be read (unknown (login wall)); that is unknown, and no fall."]
    assert not any("linkedin" in line.subject and line.turn == "down" for line in comparison.metrics)


def test_a_wall_that_fell_is_no_rise_from_zero() -> None:
    comparison = compared(_report(linkedin=Outcome.LOGIN_WALL), _report())

    assert _told(comparison, "channel:linkedin:nordlys")[0].startswith("Can be read now")


def test_an_account_that_is_gone_is_told_as_gone() -> None:
    comparison = compared(_report(), _report(linkedin=Outcome.NOT_FOUND))

    assert _told(comparison, "channel:linkedin:nordlys")[0].startswith("Is no longer publicly there")


def test_findings_of_what_cannot_be_read_now_are_neither_gone_nor_mended() -> None:
    old = _report()
    before = {(f.id, f.subject) for f in old.findings if f.subject == "channel:linkedin:nordlys"}
    comparison = compared(old, _report(linkedin=Outcome.LOGIN_WALL))

    unseen = {(f.id, f.subject) for f in comparison.findings_unseen}
    assert before
    assert before == unseen
    assert "nobody knows whether it is mended" in _text(comparison)


def _seldom(back_to: float | None) -> Report:
    """A channel that posts seldom; a listing of a few days does not show it."""
    return Audit().on(channel("bluesky"), posts(2, 40, 80), back_to=back_to).report


def test_a_finding_that_could_not_be_judged_before_is_not_new_and_one_that_no_longer_can_is_not_mended() -> None:
    cut, whole = _seldom(back_to=3), _seldom(back_to=None)
    forth, back = compared(cut, whole), compared(whole, cut)
    seldom = ("cadence-low", "channel:bluesky:nordlys")

    assert seldom in {(f.id, f.subject) for f in forth.findings_known}
    assert seldom not in {(f.id, f.subject) for f in forth.findings_new}
    assert seldom in {(f.id, f.subject) for f in back.findings_unseen}
    assert "nobody knows whether they are new" in _text(forth)


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [
        ((2.0,), (120.0,), "Has fallen silent: no post within 90 days."),
        ((120.0,), (2.0,), "Posts now; before, there was no post within 90 days."),
        ((), (2.0,), "Posts now; before, there was no post within 90 days."),
        ((2.0,), (5.0,), None),
    ],
)
def test_a_leader_who_fell_silent_or_posts_again_is_told(
    then: tuple[float, ...], now: tuple[float, ...], expected: str | None
) -> None:
    comparison = compared(_report(kari=then), _report(kari=now))

    assert _told(comparison, "leader:kari") == ([expected] if expected else [])


def test_a_last_post_whose_month_may_lie_on_either_side_of_the_limit_tells_nothing() -> None:
    page = channel("bluesky", "kari", "leader:kari")

    def dated(days: float, precision: DatePrecision) -> Report:
        listed = [replace(post(days), date_precision=precision)]
        return Audit().led_by(leader(channels=[page]), seen(page, listed)).report

    def told(then: Report, now: Report) -> list[str]:
        return [line.sentence for line in compared(then, now).leaders]

    assert told(dated(2, "second"), dated(100, "second")) == ["Has fallen silent: no post within 90 days."]
    assert told(dated(2, "second"), dated(130, "month")) == ["Has fallen silent: no post within 90 days."]
    assert told(dated(2, "second"), dated(100, "month")) == [
        "Whether there are posts can no longer be seen; that is not silence."
    ]


def test_a_leader_who_is_hidden_now_has_not_fallen_silent() -> None:
    page = channel("bluesky", "kari", "leader:kari")
    hidden = Audit().on(channel("bluesky"), every(4)).on(channel("linkedin"), every(7))
    hidden.led_by(leader(channels=[page]), seen(page, outcome=Outcome.LOGIN_WALL))

    comparison = compared(_report(), hidden.report)

    assert _told(comparison, "leader:kari") == ["Whether there are posts can no longer be seen; that is not silence."]


def test_who_is_new_and_who_is_no_longer_named_is_told() -> None:
    comparison = compared(_report(), _report(extra="facebook"))
    back = compared(_report(extra="facebook"), _report())

    assert _told(comparison, "channel:facebook:nordlys") == ["Is listed for the first time."]
    assert _told(back, "channel:facebook:nordlys") == ["Is no longer listed."]


def test_followers_are_told_where_both_sides_show_them() -> None:
    comparison = compared(_report(followers=100), _report(followers=250))

    assert "Followers: 100 before, 250 now." in _told(comparison, "channel:bluesky:nordlys")


def test_a_difference_within_the_likely_ranges_is_not_made_much_of() -> None:
    comparison = compared(_report(5), _report(4))
    before, after = comparison.before.score, comparison.after.score

    assert before.likely[1] >= after.likely[0]
    assert "may be no more than what could be measured" in article_of(comparison).lead


def test_another_window_and_another_order_are_noted() -> None:
    other = _report(days=91)
    later = _report().model_copy(update={"as_of": other.as_of.replace(year=2027)})

    assert "182 days" in compared(_report(), other).notes[0]
    assert "put the earlier one first" in compared(later, _report()).notes[0]


def test_another_method_is_noted_and_scored_by_todays() -> None:
    report = _report()
    old = report.model_copy(update={"method": "0", "score": report.score.model_copy(update={"value": 1.0})})
    comparison = compared(old, report)

    assert "scored by method 0" in comparison.notes[0]
    assert comparison.before.printed == 1.0
    assert comparison.before.score.value == pytest.approx(report.score.value, abs=1e-9)


def test_two_companies_are_not_compared() -> None:
    report = _report()
    stranger = report.model_copy(
        update={"company": report.company.model_copy(update={"name": "Sydlys AS", "website": "https://sydlys.example"})}
    )
    renamed = report.model_copy(update={"company": report.company.model_copy(update={"name": "Sydlys AS"})})

    with pytest.raises(UsageError, match="two companies") as caught:
        compared(report, stranger)
    assert caught.value.exit_code == 2
    assert compared(report, renamed).notes == ("The company was called Nordlys AS then and is called Sydlys AS now.",)


def test_the_numbers_of_the_json_are_those_of_the_comparison() -> None:
    old, new = _report(9), _report(2)
    facts = json.loads(as_json([article_of(compared(old, new))]))[0]["facts"]

    assert facts["changed"] is True
    assert facts["before"]["value"] == pytest.approx(old.score.value)
    assert facts["after"]["likely"] == pytest.approx(list(new.score.likely))
    assert [p["id"] for p in facts["pillars"]] == [p.id for p in new.pillars]


def test_the_change_of_a_pillar_is_the_difference_of_what_is_printed() -> None:
    text = terminal([article_of(compared(_report(9), _report(2)))], width=100, color=False)
    line = next(line for line in text.splitlines() if line.strip().startswith("Publishing cadence"))
    before, after, change = re.findall(r"[+-]?\d+\.\d", line)[:3]

    assert float(change) == pytest.approx(float(after) - float(before))


@cache
def _two() -> tuple[Report, Report]:
    return _report(9), _report(2, linkedin=Outcome.LOGIN_WALL, kari=(120.0,), followers=7)


@settings(max_examples=20, deadline=None)
@given(words, words)
def test_strangers_words_do_no_harm(handle: str, reason: str) -> None:
    old, new = _two()

    def hostile(report: Report) -> Report:
        lines = tuple(line.model_copy(update={"handle": handle, "reason": reason}) for line in report.channels)
        named = tuple(line.model_copy(update={"name": handle}) for line in report.leaders)
        found = tuple(finding.model_copy(update={"message": reason}) for finding in report.findings)
        company = report.company.model_copy(update={"name": handle})
        return report.model_copy(update={"channels": lines, "leaders": named, "findings": found, "company": company})

    article = article_of(compared(hostile(old), hostile(new)))

    text = terminal([article], width=72, color=False)
    assert not hidden_in(text)
    assert max(map(cell_len, text.split("\n"))) <= 72
    assert not hidden_in(markdown(article))
    assert not {"\x1b", "\x9b", "\u202e"} & set(as_json([article]).decode())


def test_a_reply_more_changes_a_leader_and_is_found_among_what_moved() -> None:
    page = channel("bluesky", "kari", "leader:kari")
    quiet, loud = (Audit().on(channel("bluesky"), every(4)) for _ in range(2))
    quiet.led_by(leader(channels=[page]), seen(page, posts(2, 20)))
    loud.led_by(leader(channels=[page]), seen(page, (*posts(2, 20), post(3, is_reply=True, reply_to="ola"))))

    moved = compared(quiet.report, loud.report).metrics

    assert [(m.name, m.subject, m.turn) for m in moved] == [("leader-participation", "leader:kari", "up")]
