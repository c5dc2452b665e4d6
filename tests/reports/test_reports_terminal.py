from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports.hostile_words import hidden_in, without_colour, words
from reports.report_samples import AS_OF, SAMPLES, all_unknown, empty, full, hostile, leader, many, measured
from reports.shown_samples import everything
from rich.cells import cell_len

from presence_audit.model.observation import Count
from presence_audit.model.report import Report
from presence_audit.reports import render, terminal
from presence_audit.reports._words import PILLARS


def _plain(report: Report, width: int = 100) -> str:
    return terminal.render(report, width=width, color=False)


def _line(text: str, start: str) -> str:
    return next(line for line in text.splitlines() if line.strip().startswith(start))


def _flat(text: str) -> str:
    return " ".join(text.split())


@settings(max_examples=60)
@given(words, st.integers(40, 200), st.booleans(), st.booleans())
def test_no_line_is_wider_than_asked_and_nothing_hidden_leaks(words: str, width: int, color: bool, plain: bool) -> None:
    text = without_colour(terminal.render(hostile(words), width=width, color=color, plain=plain))

    assert all(cell_len(line) <= width for line in text.split("\n"))
    assert not hidden_in(text)
    assert not plain or not set(text) & (set("─·…–") - set(words))  # noqa: RUF001


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_width_fits(sample: str) -> None:
    report = SAMPLES[sample]()

    for width in (*range(40, 66, 5), 63, 64, 72, 99, 100, 120, 200):
        assert max(map(cell_len, _plain(report, width).split("\n"))) <= width


@pytest.mark.parametrize("width", [64, 80, 100])
def test_a_number_is_never_cut(width: int) -> None:
    report = full()
    huge = report.channels[0].model_copy(
        update={"followers": Count(999_999_999_999_999), "posts_per_week": 123_456.7, "last_post_at": AS_OF}
    )
    text = _plain(report.model_copy(update={"channels": (huge,)}), width)

    assert "…" not in text
    assert "123,456.7" in re.sub(r"\s", "", text)


def test_a_width_below_forty_is_drawn_at_forty() -> None:
    assert _plain(full(), 10) == _plain(full(), 40)


def test_without_colour_there_is_no_escape_sequence() -> None:
    assert "\x1b" not in _plain(full())


def test_colour_adds_nothing_but_colour() -> None:
    coloured = without_colour(terminal.render(full(), width=100, color=True))

    assert [line.rstrip() for line in coloured.split("\n")] == _plain(full()).split("\n")


def test_the_environment_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before = terminal.render(full(), width=100, color=True)
    for name, value in {"NO_COLOR": "1", "COLUMNS": "20", "TERM": "dumb", "COLORTERM": "truecolor"}.items():
        monkeypatch.setenv(name, value)

    assert terminal.render(full(), width=100, color=True) == before


def _numbers_in(node: Any) -> list[float]:
    if isinstance(node, dict):
        return [number for child in node.values() for number in _numbers_in(child)]
    if isinstance(node, list):
        return [number for child in node for number in _numbers_in(child)]
    return [float(node)] if isinstance(node, int | float) and not isinstance(node, bool) else []


@pytest.mark.parametrize("name", ["terminal", "markdown"])
@pytest.mark.parametrize("sample", ["full", "all_unknown", "empty", "many"])
def test_every_decimal_and_share_that_is_shown_stands_in_the_json(sample: str, name: str) -> None:
    report = SAMPLES[sample]()
    known = _numbers_in(json.loads(render(report, "json")))
    # What the total would become is the one sum that a report does.
    known += [
        min(100, (report.score.value or 0) + finding.gain) for finding in report.findings if finding.gain is not None
    ]
    text = re.sub(r"0\.1\.0|`[^`]*`", "", render(report, name).decode())
    written = {f"{number:.{places}f}" for number in known for places in (1, 2, 4)}
    shares = {f"{number:.0%}" for number in known}

    assert set(re.findall(r"\d+\.\d+", text)) <= written
    assert set(re.findall(r"\d+%", text)) <= shares


def test_the_headline_says_score_grade_range_coverage_and_confidence() -> None:
    text = _plain(full())

    assert "Presence score 51.6 of 100 (C) provisional" in text
    assert "likely range 41.2–63.4, D–C · data coverage 61% · confidence low" in text  # noqa: RUF001
    assert "Presence score 90.0 of 100 · grade C" in _plain(measured())


def test_a_limited_grade_says_by_which_fact() -> None:
    assert "Grade limited: No leader posted in 182 days, so the grade is at most C." in _plain(many())


def test_without_a_score_there_is_no_number_and_no_grade() -> None:
    text = _plain(all_unknown())

    assert "Presence score ? (unknown)" in text
    assert "grade" not in text
    assert "0.0" not in text.replace("20.0", "").replace("80.0", "")


def test_every_pillar_is_named_in_words_with_its_score_or_a_question_mark() -> None:
    text = _plain(full())

    for pillar in full().pillars:
        line = _line(text.split("Pillars")[1], PILLARS[pillar.id])
        assert ("?" if pillar.score is None else f"{pillar.score:.1f}") in line


def test_a_leader_who_is_not_there_is_absent_and_never_zero() -> None:
    line = _line(_plain(full()), "Liv Ås")

    assert line.count("absent") == 4
    assert "0" not in line


def test_a_leader_of_whom_nothing_is_known_is_a_question_mark() -> None:
    line = _line(_plain(all_unknown()).split("Leaders\n")[1], "Kari")

    assert line.split()[-7:-3] == ["?", "?", "?", "LinkedIn:"]


def test_a_leader_with_no_channel_and_no_measure_is_unknown() -> None:
    report = empty().model_copy(update={"leaders": (leader("Kari Nordmann", "CEO"),)})

    assert "unknown (no channel named)" in _plain(report)
    assert "Who is publicly there is unknown" in _plain(report)


def test_what_does_not_apply_is_a_dash() -> None:
    assert _line(_plain(full(), 160), "Mastodon nordlys").endswith("–")  # noqa: RUF001


def test_each_unreadable_channel_has_its_reason_and_its_next_step() -> None:
    text = _plain(full())

    assert "LinkedIn nordlys, LinkedIn in/kari-nordmann: unknown (login wall)" in text
    assert "LinkedIn shows the posts to signed-in visitors only." in text
    assert "it is left out, not counted as zero" in text
    assert "TikTok:" not in text


def test_many_channels_with_one_cause_are_named_in_part_and_counted() -> None:
    assert re.search(r", \d+ more: unknown \(login wall\)", _flat(_plain(many())))


def test_the_three_findings_that_gain_most_come_with_their_gain() -> None:
    text = _plain(full())
    places = [text.index(gain) for gain in ("+3.1 points", "+2.3 points", "+1.7 points")]

    assert places == sorted(places)
    assert "+1.2 points" not in text


def test_the_last_line_counts_what_is_hidden() -> None:
    flat = _flat(_plain(full()))

    assert flat.endswith(
        "5 of 29 measures unknown, 2 not applicable, 2 more findings in the Markdown report (--format markdown)."
    )
    assert "save with -o RESULT.json" in flat


def test_without_leaders_or_channels_the_report_says_so() -> None:
    text = _plain(empty(), 40)

    assert "No leader is named in profiles.yaml" in _flat(text)
    assert "nothing that can be measured is named" in _flat(text)
    assert "unknown" in text


def test_markup_is_shown_as_it_stands() -> None:
    assert "[red]x[/red] [bold]" in _plain(hostile("[red]x[/red] [bold]"))


@pytest.mark.parametrize("name", ["terminal", "markdown"])
def test_what_the_numbers_of_a_channel_take_for_granted_is_said_in_every_report(name: str) -> None:
    said = "The saved page does not say when it was saved; the time of its last change on disk is taken."
    one, *_ = [c for c in full().channels if c.outcome == "ok"]
    read = one.model_copy(update={"reason": said, "provenance": "saved"})
    text = render(full().model_copy(update={"channels": (read,)}), name).decode()
    assert "Read, and what the numbers leave out" in text
    assert said in _flat(text).replace("**", "")


def test_plain_each_row_is_told_in_names_and_values_with_all_its_letters() -> None:
    flat = _flat(terminal.render(full(), width=80, color=False, plain=True))

    assert "Pillar: Consistency. Score: unknown. Data coverage: 39%. Weight: 15." in flat
    assert "Leader: Liv Ås. Role: COO. Visibility: absent." in flat
    assert "Channel: LinkedIn nordlys. Of: the company. Outcome: unknown (login wall). Followers: about 3,200." in flat
    assert "Followers: at least 500." in flat
    assert "Last post: not applicable." in flat


@pytest.mark.parametrize("width", [40, 80, 160])
def test_plain_there_are_no_columns_rules_or_bars_at_any_width(width: int) -> None:
    text = terminal.render(everything(), width=width, color=False, plain=True)

    assert not set(text) & set("─█▓▒░·…")
    assert not re.search(r"\S {2,}\S", text)


def test_plain_the_map_is_told_day_by_day_and_adds_up() -> None:
    report = everything()
    assert report.shown is not None
    assert report.shown.rhythm is not None
    text = _flat(terminal.render(report, width=100, color=False, plain=True))
    days = re.findall(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun): ([\d,]+) posts?(?: \(([^)]*)\))?\.", text)

    assert [int(sum_.replace(",", "")) for _, sum_, _ in days] == [sum(day) for day in report.shown.rhythm.hours]
    for _, total, spans in days:
        assert sum(int(n.replace(",", "")) for n in re.findall(r": ([\d,]*\d)", spans)) == int(total.replace(",", ""))


def test_with_room_whose_a_channel_is_stands_in_a_column() -> None:
    assert re.search(r"Bluesky kari.example +Kari Nordmann +read +812", _plain(full(), 160))
    assert "of Kari Nordmann" in _plain(full(), 100)
