"""What changed and the audits over time, in every format that people read: the same numbers, gaps for the unknown."""

from __future__ import annotations

import re
from datetime import UTC, timedelta

import pytest
from bs4 import BeautifulSoup
from reports import read_back
from reports.history_samples import course, with_history
from reports.html_pages import one, rows_of, table_of, words_of
from reports.report_samples import full
from reports.slide_templates import TEMPLATES
from reports.slides_read_back import read
from rich.cells import cell_len

from presence_audit.model.changes import Change, Changes, FindingRef, PillarChange, Side
from presence_audit.model.outcome import Outcome
from presence_audit.model.report import Report
from presence_audit.model.shown import Shown
from presence_audit.reports import FORMATS, Edition, html, markdown, render, terminal, xlsx
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._audit_rows import (
    audit_rows,
    channel_rows,
    course_in_words,
    course_of,
    leader_rows,
    span_of,
    spark,
    way_of,
)
from presence_audit.reports._change_rows import GROUPS, change_rows, changes_title, score_in_words
from presence_audit.reports._text import ascii_only

CHART = "The score from audit to audit, with its likely range"
TITLE = "Since the last audit (2026-11-13)"
PEOPLE = ("terminal", "markdown", "html", "pptx", "xlsx")


def _side(value: float | None, likely: tuple[float, float] = (40.0, 60.0)) -> Side:
    return Side(
        as_of=full().as_of - timedelta(weeks=1), window_days=182, value=value, grade=None, provisional=True,
        likely=likely, coverage=0.5, confidence="low",
    )  # fmt: skip


def _changed(**parts: object) -> Report:
    given = {"before": _side(50.0), "after": _side(50.0)} | parts
    return full().model_copy(update={"changes": Changes.model_validate(given)})


def _page(report: Report) -> BeautifulSoup:
    return BeautifulSoup(html.render(report), "lxml")


def _part(text: str, begin: str, end: str) -> str:
    return text[text.index(begin) : text.index(end, text.index(begin))]


def _course() -> tuple[float | None, ...]:
    return tuple(numbers.stated_score(audit.value) for audit in course())


@pytest.mark.parametrize("name", FORMATS)
def test_without_earlier_audits_every_format_is_what_it_was(name: str) -> None:
    if name == "pdf":
        pytest.skip("a PDF is made from the page")
    bare = full()
    one_audit = bare.model_copy(update={"shown": (bare.shown or Shown()).model_copy(update={"audits": course(1)})})

    assert "since the last audit" not in render(bare, name).decode(errors="ignore").casefold()
    if name != "json":
        assert render(one_audit, name) == render(bare.model_copy(update={"shown": one_audit.shown}), name)
        assert b"Over time" not in render(one_audit, name)


def test_what_got_worse_comes_before_what_got_better_and_what_is_unknown_last() -> None:
    groups = [row.group for row in change_rows(with_history())]

    assert groups == sorted(groups, key=list(GROUPS).index)
    assert set(groups) >= {"worse", "better", "unknown", "other"}


def test_every_change_is_told_in_markdown_on_the_page_and_in_the_workbook() -> None:
    report = with_history()
    rows = change_rows(report)
    written, page = markdown.render(report).decode(), _page(report)
    book = read_back.opened(xlsx.render(report))

    items = [words_of(item) for item in one(page, "#changes").select("li")]
    assert items == [f"{row.who}: {row.said}" for row in rows]
    assert book.values("Changes", "Kind of change", "Of whom or what", "What changed") == [
        (GROUPS[row.group], row.who, row.said) for row in rows
    ]
    listed = re.sub(r"[`*\\]", "", _part(written, changes_title(report), "#### What this says"))
    for row in rows:
        assert f"{row.who}: {row.said}" in listed
    assert score_in_words(report.changes or Changes.model_validate({})) in words_of(one(page, "#changes"))


def test_the_terminal_tells_the_first_of_every_group_and_how_many_more_there_are() -> None:
    report = with_history()
    rows = change_rows(report)
    told = " ".join(_part(terminal.render(report, width=80, color=False), TITLE, "What this says").split())

    for group in GROUPS:
        held = [row for row in rows if row.group == group]
        for row in held[:5]:
            assert f"{row.who}: {row.said}" in told
        if len(held) > 5:
            assert f"and {len(held) - 5} more changes" in told


def test_one_slide_shows_changes_of_every_group_and_its_notes_tell_all_of_them() -> None:
    slides, rows = read(with_history()), change_rows(with_history())
    shown, told = slides.rows(TITLE), slides.notes(TITLE)

    assert len(slides.named(TITLE)) == 1
    assert {row[0] for row in shown} == {GROUPS[row.group] for row in rows}
    for row in rows:
        assert f"{GROUPS[row.group]}: {row.who}: {row.said}" in told


def test_every_audit_is_read_back_from_every_format_and_the_unknown_is_a_gap() -> None:
    report = with_history()
    held = course_of(report)
    assert held is not None
    rows = audit_rows(held)
    cells = [[row.day, row.score, row.likely, row.coverage] for row in reversed(rows)]

    assert [row[:4] for row in rows_of(table_of(_page(report), "course-behind"))] == cells
    book = read_back.opened(xlsx.render(report))
    values = book.values("Over time", "Score", "Score is", "Likely range, from", "Likely range, to", "Data coverage")
    assert values == [
        (
            None if row.total is None else pytest.approx(row.total),
            "unknown" if row.total is None else "known",
            *map(pytest.approx, row.ends),
            pytest.approx(row.share),
        )
        for row in rows
    ]
    part = _part(markdown.render(report).decode(), "#### Over time", "How the score came about")
    listed = [[cell.strip() for cell in line.split("|")[1:5]] for line in part.splitlines() if line.startswith("| 20")]
    assert listed == cells
    chart = read(report).chart(CHART)
    assert chart is not None
    score, low, high = chart.series.values()
    assert tuple(score) == _course()
    assert score.count(None) == 2
    assert (low, high) == tuple([numbers.stated_score(row.ends[at]) for row in rows] for at in (0, 1))


def test_every_number_of_channels_and_leaders_is_read_back_from_every_format() -> None:
    report = with_history()
    held = course_of(report)
    assert held is not None
    rows = (*leader_rows(held), *channel_rows(held))

    table = [row[:4] for row in rows_of(table_of(_page(report), "courses"))]
    assert [[row[0], row[2], row[3]] for row in table] == [[row.who, row.first, row.last] for row in rows]
    kept = read_back.opened(xlsx.render(report)).values("Lines over time", "Subject", "Number", "Number is")
    expected = [(row.subject, value, "unknown" if value is None else "known") for row in rows for value in row.values]
    assert [(name, said) for name, _, said in kept] == [(name, said) for name, _, said in expected]
    assert [value for _, value, _ in kept] == [
        None if value is None else pytest.approx(value) for _, value, _ in expected
    ]
    text = " ".join(terminal.render(report, width=160, color=False).split())
    for row in rows[:12]:
        assert re.search(rf"{re.escape(row.first)} {re.escape(row.last)} [▁-█?]{{26}}", text)
    assert "Bluesky nordlys.example, Posts a week: " in read(report).notes(CHART)


def test_the_line_of_the_page_is_broken_at_the_audits_that_are_unknown_and_a_mark_says_why() -> None:
    chart = one(_page(with_history()), "svg.least-480")

    assert len(chart.select("circle.own")) == 24
    assert len(chart.select("line.course")) == 22 + 1  # twelve audits, a gap, eleven and one more; and the key
    assert len(chart.select("rect.open")) == 2 + 1
    assert [words_of(mark) for mark in chart.select("text.lost-n")] == ["1"]
    assert "At 2 of them it is unknown" in words_of(chart.desc)


@pytest.mark.parametrize("width", [40, 80, 120])
def test_wide_names_stay_within_the_width_of_the_terminal(width: int) -> None:
    report = with_history()
    wide = tuple(line.model_copy(update={"name": "山田太郎" * 12}) for line in report.leaders)
    text = terminal.render(report.model_copy(update={"leaders": wide}), width=width, color=False)

    assert max(map(cell_len, text.splitlines())) <= width


def test_plain_there_are_sentences_and_no_line_of_signs() -> None:
    text = terminal.render(with_history(), width=80, color=False, plain=True)

    assert not re.search("[▁-█]", text)
    assert "Who: Kari Nordmann. What: Visibility. First: 45.3. Last: 68.5." in text


def test_a_line_of_signs_has_a_form_in_ascii() -> None:
    assert ascii_only(spark((0.0, 5.0, None, 10.0), (0.0, 10.0), 10)) == "_=?#"


def test_a_small_wiggle_looks_small() -> None:
    points = (50.0, 51.0, 50.5)

    assert spark(points, span_of(points, is_points=True), 10) == "▄▅▅"
    assert spark((0.0, 0.0), span_of((0.0, 0.0), is_points=False), 10) == "▁▁"
    assert spark((1.0,) * 4, span_of((1.0,) * 4, is_points=False, from_zero=True), 2) == "██"
    assert spark((None,), span_of((None,), is_points=True), 4) == "?"


def test_whether_a_number_rises_is_told_from_ten_known_audits_on() -> None:
    rising = tuple(map(float, range(10)))

    assert way_of(rising) == "up"
    assert way_of(rising[::-1]) == "down"
    assert way_of((*rising[:9], None)) == "few"
    assert way_of((1.0, 2.0) * 6) == "flat"


def test_two_audits_of_one_day_are_told_apart_by_the_hour() -> None:
    report = with_history()
    twice = tuple(audit.model_copy(update={"as_of": report.as_of - timedelta(hours=at)}) for at, audit in
                  zip((2, 1), course(2), strict=True))  # fmt: skip
    held = course_of(report.model_copy(update={"shown": Shown(audits=twice)}))

    assert held is not None
    assert held.days == ("2026-11-20 05:00", "2026-11-20 06:00")


def test_a_course_of_unknown_audits_says_so_and_draws_no_line() -> None:
    unknown = tuple(audit.model_copy(update={"value": None}) for audit in course(3))
    report = full().model_copy(update={"shown": Shown(audits=unknown)})
    held = course_of(report)

    assert held is not None
    assert "unknown at all of them" in course_in_words(held)
    assert read(report).chart(CHART) is None
    assert not one(_page(report), "svg.least-480").select("circle.own")
    for name in PEOPLE:
        render(report, name)


@pytest.mark.parametrize(
    ("before", "after", "alike", "expected"),
    [
        (50.0, 50.0, None, "The score is as it was: 50.0."),
        (50.0, 55.0, None, "The score rose from 50.0 to 55.0; the likely ranges overlap"),
        (55.0, 50.0, None, "The score fell from 55.0 to 50.0; the likely ranges overlap"),
        (None, 50.0, None, "Too little is known now, or was known then"),
        (50.0, None, (50.0, 50.0), "Too little is known now, or was known then"),
        (61.2, 55.0, (61.2, 61.2), "over those that are known in both audits it is 61.2 as it was."),
        (61.2, 55.0, (61.2, 63.0), "over those that are known in both audits it rose from 61.2 to 63.0."),
        (61.2, 65.0, (61.2, 60.0), "over those that are known in both audits it fell from 61.2 to 60.0."),
    ],
)
def test_the_score_is_told_without_making_a_fall_of_what_became_unknown(
    before: float | None, after: float | None, alike: tuple[float, float] | None, expected: str
) -> None:
    changes = _changed(before=_side(before), after=_side(after), alike=alike).changes

    assert changes is not None
    assert expected in score_in_words(changes)


def test_ranges_that_do_not_touch_need_no_reservation() -> None:
    changes = _changed(before=_side(30.0, (25.0, 35.0)), after=_side(60.0, (55.0, 65.0))).changes

    assert changes is not None
    assert score_in_words(changes) == "The score rose from 30.0 to 60.0."


@pytest.mark.parametrize(
    ("pillar", "group"),
    [
        ({"before": 40.0, "after": 30.0, "alike": (40.0, 30.0)}, "worse"),
        ({"before": 40.0, "after": 50.0, "alike": (40.0, 50.0)}, "better"),
        ({"before": 40.0, "after": 30.0, "alike": (40.0, 40.0)}, "unknown"),
        ({"before": 40.0, "after": 30.0, "alike": (40.0, 45.0)}, "better"),
        ({"before": 40.0, "after": None}, "unknown"),
        ({"before": None, "after": 40.0}, "known"),
    ],
)
def test_a_pillar_stands_where_what_is_known_in_both_audits_puts_it(pillar: dict[str, object], group: str) -> None:
    moved = PillarChange.model_validate({"id": "cadence", "known_before": 0.9, "known_after": 0.5} | pillar)

    assert [row.group for row in change_rows(_changed(pillars=(moved,)))] == [group]


def test_a_finding_about_a_channel_that_became_readable_is_no_fall() -> None:
    channel = full().channels[1]
    came = Change(subject=channel.id, name="x", turn="known", sentence="Can be read now: has posted within 90 days.")
    rows = change_rows(_changed(channels=(came,), findings_new=(FindingRef(id="quiet", subject=channel.id),)))

    assert [(row.group, row.said) for row in rows] == [("known", came.sentence), ("known", "A finding is new: quiet.")]


def test_findings_that_are_gone_and_those_that_nobody_can_judge_are_told_apart() -> None:
    subject = full().channels[1].id
    gone = (FindingRef(id="quiet", subject=subject), FindingRef(id="no-alt", subject=subject))
    rows = change_rows(_changed(findings_gone=gone, findings_unseen=(FindingRef(id="late", subject=subject),)))

    assert [(row.group, row.said) for row in rows] == [
        ("better", "2 findings are no longer found: `quiet`, `no-alt`."),
        ("unknown", "1 finding can no longer be judged: `late`."),
    ]


def test_nothing_that_changed_is_told_as_nothing() -> None:
    report = _changed()

    for name in PEOPLE:
        if name not in {"pptx", "xlsx"}:
            assert "Nothing that is measured has changed." in " ".join(render(report, name).decode().split())
    assert "Nothing that is measured has changed." in " ".join(read(report).words())


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_slides_are_made_on_every_template(template: str, tmp_path: object) -> None:
    slides = read(with_history(), TEMPLATES[template](tmp_path / "client.pptx"))  # type: ignore[operator]

    assert {TITLE, CHART} <= set(slides.titles())


def test_a_channel_that_is_no_longer_listed_keeps_its_line() -> None:
    gone = course(3, gap=False)
    last = gone[-1].model_copy(update={"channels": gone[-1].channels[:1]})
    held = course_of(full().model_copy(update={"shown": Shown(audits=(*gone[:-1], last))}))

    assert held is not None
    row = next(row for row in channel_rows(held) if row.subject == "channel:bluesky:nordlys.example")
    assert row.last == "?"
    assert row.values[-1] is None


def test_two_walls_in_a_row_are_one_break() -> None:
    held = course_of(with_history())

    assert held is not None
    assert [row.lost for row in audit_rows(held) if row.lost] == [("Bluesky nordlys.example",)]
    walled = [audit for audit in held.audits if audit.channels[1].outcome is Outcome.LOGIN_WALL]
    assert len(walled) == 2


def test_the_same_report_gives_the_same_bytes() -> None:
    for name in PEOPLE:
        assert render(with_history(), name, Edition()) == render(with_history(), name, Edition())
    assert with_history().as_of.tzinfo is UTC
