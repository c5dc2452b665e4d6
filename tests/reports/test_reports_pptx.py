from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from lxml import etree  # type: ignore[import-untyped]
from metrics.nordlys import nordlys
from openpyxl import load_workbook
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pptx.oxml.ns import qn
from reports.big_report import big
from reports.hostile_words import hidden_in, words
from reports.report_samples import SAMPLES, all_unknown, empty, full, hostile, many
from reports.slides_read_back import Slides, opened, parts, read

from presence_audit.errors import UsageError
from presence_audit.metrics import Choices
from presence_audit.model.report import Report
from presence_audit.model.shown import Rhythm, Shown, Week
from presence_audit.reports import _numbers as numbers
from presence_audit.reports import pptx, render
from presence_audit.reports._beside_rows import groups
from presence_audit.reports._claims import claims
from presence_audit.reports._leader_cards import leader_cards
from presence_audit.reports._next_steps import next_steps
from presence_audit.reports._rows import answers_of, channel_rows, leader_rows, unread
from presence_audit.reports._shown_rows import voice_rows
from presence_audit.reports._text import shown
from presence_audit.reports._words import PILLARS

TITLES = [
    "What to do next", "What this says", "The seven pillars", "Leaders", "Company beside leaders", "Channels",
    "The week by the hour (Europe/Oslo)", "Posts per week", "Not read, and what to do", "Method and coverage",
    "Where the numbers can be followed",
]  # fmt: skip
FEET = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)


def _sensitive() -> Report:
    audit = nordlys()
    audit.choices = Choices(intervals=True, sensitivity=True)
    return audit.report


MADE: dict[str, Callable[[], Report]] = {**SAMPLES, "nordlys": _sensitive, "big": big}
del MADE["hostile"]
every_report = pytest.mark.parametrize("name", MADE)


@cache
def _report(name: str) -> Report:
    return MADE[name]()


@cache
def _slides(name: str) -> Slides:
    return read(_report(name))


def _lines(*texts: str) -> str:
    return "\n".join(text for text in texts if text)


def _uncut(cell: str, expected: str) -> bool:
    """The cell says what is expected, or as much of it as fits."""
    start = cell.removesuffix("…")
    return " ".join(expected.split()).startswith(" ".join(start.split())) and bool(start)


def test_the_slides_are_16_to_9_and_come_in_the_order_of_a_deliverable() -> None:
    slides = _slides("nordlys")

    assert slides.raw.slide_width * 9 == slides.raw.slide_height * 16
    assert slides.titles() == ["Nordlys AS", *TITLES]


def test_the_cover_says_who_when_and_how_firm() -> None:
    text = {shape.name: shape.text_frame.text for shape in _slides("full").raw.slides[0].placeholders}

    assert text["Score"] == "51.6"
    assert text["Grade"] == "of 100\nGrade C, provisional"
    assert text["Likely range"] == "Likely range 41.2–63.4, D–C"  # noqa: RUF001
    assert text["Coverage"] == "Data coverage 61%, confidence low"
    assert text["Period"] == "22 May to 20 November 2026"
    assert text["Prepared for"] == "Prepared for Nordlys Energi"


@every_report
def test_the_scale_on_the_cover_stands_where_the_numbers_are(name: str) -> None:
    report, cover = _report(name), _slides(name).raw.slides[0]
    group = next(shape for shape in cover.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP)
    track, band, *rest = [shape for shape in group.shapes if not shape.has_text_frame or not shape.text_frame.text]

    def at(points: float) -> Any:
        return pytest.approx(track.left + track.width * points / 100, abs=13_000)

    assert band.left == at(report.score.likely[0])
    assert band.left + band.width == at(max(report.score.likely[1], report.score.likely[0] + 0.54))
    assert len(rest) == (report.score.value is not None)
    if report.score.value is not None:
        assert rest[0].left + rest[0].width / 2 == at(report.score.value)


@every_report
def test_the_steps_are_those_that_gain_most_with_gain_total_and_effort(name: str) -> None:
    report = _report(name)
    steps, rows = next_steps(report), _slides(name).rows("What to do next")
    ways = [finding for finding in report.findings if finding.id == "know-more"]

    assert len(rows) == (len(steps) or min(len(ways), 3))
    for place, (step, row) in enumerate(zip(steps, rows, strict=False), 1):
        effort = [step.effort] if any(one.effort for one in steps) else []
        assert [row[0], *row[2:]] == [f"{place}", *effort, step.gain, step.becomes]
        assert _uncut(row[1].split("\n")[0], step.finding.message)


@every_report
def test_the_claims_are_said_whole(name: str) -> None:
    expected = [[claim.title, claim.sentence] for claim in claims(_report(name))]

    assert _slides(name).rows("What this says") == expected


@every_report
def test_each_pillar_has_its_bar_and_its_row_and_an_unknown_one_has_no_bar(name: str) -> None:
    report, slides = _report(name), _slides(name)
    chart = slides.chart("The seven pillars")
    scores = [None if p.score is None else pytest.approx(p.score, abs=0.0501) for p in report.pillars]
    cells = [[PILLARS[p.id], numbers.score(p.score), numbers.percent(p.coverage)] for p in report.pillars]

    assert chart is not None
    assert chart.series == {"Score": scores}
    assert chart.workbook["Score"] == scores
    assert [row[:3] for row in slides.rows("The seven pillars")] == cells
    assert [name.endswith(": ?") for name in chart.categories] == [score is None for score in scores]
    assert all(f"{title} {points}" in chart.description for title, points, _ in cells)


def test_an_unknown_pillar_has_no_point_in_the_chart_and_no_cell_in_its_workbook() -> None:
    slides = read(all_unknown())
    chart = dict(parts(slides.made))[next(n for n, _ in parts(slides.made) if n.startswith("ppt/charts/chart"))]
    root = etree.fromstring(chart)
    workbook = next(b for n, b in parts(slides.made) if n.startswith("ppt/embeddings/"))

    assert root.find(f".//{qn('c:val')}//{qn('c:pt')}") is None
    assert root.find(f".//{qn('c:dispBlanksAs')}").get("val") == "gap"
    assert {cell.value for cell in load_workbook(BytesIO(workbook)).worksheets[0]["B"][1:]} == {None}


@every_report
def test_every_leader_has_a_row_with_the_cells_of_the_report(name: str) -> None:
    report, rows = _report(name), _slides(name).rows("Leaders")
    cards = leader_cards(report)

    assert len(rows) == len(cards)
    for card, row in zip(cards, rows, strict=True):
        cells = card.row
        assert _uncut(row[0].split("\n")[0], cells.name)
        assert row[2].split("\n")[0] == cells.last_day
        assert row[3:7] == [cells.posts, card.participation.cell, card.own_voice.cell, cells.visibility]
        assert all(_uncut(line, where) for line, where in zip(row[1].split("\n")[:3], cells.where, strict=False))


@every_report
def test_there_are_at_most_eight_leaders_and_ten_channels_to_a_slide(name: str) -> None:
    for title, most in (("Leaders", 8), ("Channels", 10)):
        for slide in _slides(name).named(title):
            assert all(len(shape.table.rows) <= most + 1 for shape in slide.shapes if shape.has_table)


def test_a_leader_of_whom_nothing_is_known_is_a_question_mark_and_not_told_to_be_faultless() -> None:
    (row,) = _slides("all_unknown").rows("Leaders")

    assert row[2:] == ["?", "?", "?", "?", "?", "Not known yet."]


@every_report
def test_every_channel_has_a_row_with_outcome_route_and_numbers(name: str) -> None:
    report, rows = _report(name), _slides(name).rows("Channels")

    assert len(rows) == len(report.channels)
    for channel, cells, row in zip(report.channels, channel_rows(report), rows, strict=True):
        assert _uncut(row[0], cells.platform)
        assert _uncut(row[1], cells.handle or "–")  # noqa: RUF001
        assert _uncut(row[3], cells.outcome)
        assert row[5:7] == [cells.followers, cells.posts]
        assert _uncut(row[7], ", ".join(filter(None, (cells.last_day, cells.last_ago))))
        assert (row[4] == "–") is (channel.provenance == "declared")  # noqa: RUF001


@every_report
def test_the_share_of_voice_is_that_of_the_report(name: str) -> None:
    report, slides = _report(name), _slides(name)
    voices = report.shown.voices if report.shown else None
    chart = slides.chart("Company beside leaders")
    if voices is None or not voices.accounts:
        assert chart is None
        assert "Who speaks is unknown" in slides.named("Company beside leaders")[0].shapes[-3].text_frame.text
        return
    parts_ = groups(report)
    assert chart is not None
    assert chart.categories == [part.name for part in parts_]
    assert [numbers.percent(value) for value in chart.series["Share of what is said"]] == [p.percent for p in parts_]
    listed = voice_rows(report, voices.accounts)[:10]
    rows = slides.rows("Company beside leaders")
    assert [row[1:] for row in rows] == [[row.posts, row.percent] for row in listed]
    assert all(_uncut(row[0], one.name) for row, one in zip(rows, listed, strict=True))


@every_report
def test_the_map_holds_every_hour_of_the_week(name: str) -> None:
    report = _report(name)
    rhythm = report.shown.rhythm if report.shown else None
    rows = _slides(name).rows("The week by the hour")
    if rhythm is None or not rhythm.timed:
        assert not rows
        return

    assert [row[0] for row in rows] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert [[int(cell) for cell in row[1:]] for row in rows] == [list(day) for day in rhythm.hours]


def _with_rhythm(**changes: Any) -> Report:
    report = _report("nordlys")
    shown_ = report.shown or Shown()
    assert shown_.rhythm is not None
    rhythm = Rhythm.model_validate(shown_.rhythm.model_dump() | changes)
    return report.model_copy(update={"shown": shown_.model_copy(update={"rhythm": rhythm})})


def test_an_hour_with_thousands_of_posts_makes_the_map_one_of_three_hours() -> None:
    hours = [[0] * 24 for _ in range(7)]
    hours[2][9:12] = [12_345, 1, 2]
    rows = read(_with_rhythm(hours=hours, timed=12_348)).rows("The week by the hour")

    assert [len(row) for row in rows] == [9] * 7
    assert rows[2][1:] == ["0", "0", "0", "12,348", "0", "0", "0", "0"]


@every_report
def test_each_week_has_its_columns_and_an_unknown_week_has_none(name: str) -> None:
    report, slides = _report(name), _slides(name)
    weeks = report.shown.rhythm.weeks if report.shown and report.shown.rhythm else ()
    chart = slides.chart("Posts per week")
    known = [week for week in weeks if (week.company, week.leaders) != (None, None)]
    if not known:
        assert chart is None
        return

    assert chart is not None
    assert chart.series == {
        "the company": [week.company for week in weeks],
        "its leaders": [week.leaders for week in weeks],
    }
    assert {key: chart.workbook[key] for key in chart.series} == chart.series
    assert [name.endswith("?") for name in chart.categories] == [week.company is None for week in weeks]
    assert all(f"Week from {week.first}: " in slides.notes("Posts per week") for week in weeks)


def test_weeks_that_are_not_known_are_named_in_a_note_with_those_of_holidays() -> None:
    first = date(2026, 1, 5)
    counts = [None, None, 3, 0, None, 7]
    weeks = [
        Week(first=first + timedelta(days=7 * at), company=count, leaders=2, is_holiday=at == 3)
        for at, count in enumerate(counts)
    ]
    slides = read(_with_rhythm(weeks=[week.model_dump() for week in weeks]))
    text = " ".join(s.text_frame.text for s in slides.named("Posts per week")[0].shapes if s.has_text_frame)

    assert "No bar, because not known, for the company: weeks from 5 Jan to 12 Jan, 2 Feb." in text
    assert "General holidays in the weeks from 26 Jan." in text
    assert "for its leaders" not in text


@every_report
def test_what_was_not_read_is_told_with_the_reason_and_what_to_do(name: str) -> None:
    report, rows = _report(name), _slides(name).rows("Not read, and what to do")
    causes = unread(report)

    assert len(rows) == len(causes)
    for cause, row in zip(causes, rows, strict=True):
        assert row[1].split("\n")[0] == cause.outcome
        assert row[2].split() == [] if not cause.next_step else row[2].split()[0] == cause.next_step.split()[0]


@every_report
def test_the_method_slide_names_version_period_and_how_much_is_unknown(name: str) -> None:
    report, slides = _report(name), _slides(name)
    chosen = dict(row for row in slides.rows("Method and coverage", table=1))

    assert chosen["Method"] == report.method
    assert chosen["Period"] == f"{report.window_days} days"
    assert len(slides.rows("Method and coverage")) == 5
    assert numbers.percent(report.score.coverage) in slides.notes("Method and coverage")


@every_report
def test_the_evidence_is_counted_and_the_first_answers_are_named(name: str) -> None:
    pieces, slides = answers_of(_report(name)), _slides(name)
    rows = slides.rows("Where the numbers can be followed")

    assert len(rows) == min(len(pieces), 8)
    assert [row[2] for row in rows] == [(piece.sha256 or "–")[:12] for piece in pieces[:8]]  # noqa: RUF001
    if pieces:
        assert f"{len(pieces):,} recorded answer" in slides.notes("Where the numbers can be followed")


def _numbers_in(node: Any) -> list[float]:
    if isinstance(node, dict):
        return [number for child in node.values() for number in _numbers_in(child)]
    if isinstance(node, list):
        return [number for child in node for number in _numbers_in(child)]
    return [float(node)] if isinstance(node, int | float) and not isinstance(node, bool) else []


@pytest.mark.parametrize("name", ["full", "all_unknown", "empty", "many"])
def test_every_decimal_and_share_on_a_slide_stands_in_the_result(name: str) -> None:
    report = _report(name)
    known = _numbers_in(json.loads(render(report, "json")))
    known += [min(100, (report.score.value or 0) + f.gain) for f in report.findings if f.gain is not None]
    text = " ".join(
        cell
        for title in ("What to do next", "What this says", "The seven pillars", "Leaders", "Channels")
        for row in _slides(name).rows(title)
        for cell in row
    )

    assert set(re.findall(r"\d+\.\d+", text)) <= {f"{number:.{places}f}" for number in known for places in (1, 2)}
    assert set(re.findall(r"\d+%", text)) <= {f"{number:.0%}" for number in known}


@every_report
def test_every_slide_has_a_title_that_is_read_first_and_something_to_say(name: str) -> None:
    titles = []
    for slide in _slides(name).raw.slides:
        first = slide.shapes[0]
        assert first.is_placeholder
        assert first.placeholder_format.type in {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}
        titles.append(first.text_frame.text)
        assert len(slide.notes_slide.notes_text_frame.text) > len(first.text_frame.text)

    assert all(titles)
    assert len(set(titles)) == len(titles)


@every_report
def test_what_is_read_aloud_goes_from_the_title_over_the_content_to_the_note_and_the_foot(name: str) -> None:
    for slide in list(_slides(name).raw.slides)[1:]:
        listed = list(slide.shapes)
        feet = [shape for shape in listed if shape.is_placeholder and shape.placeholder_format.type in FEET]
        names = [shape.name for shape in listed[: -len(feet)]]

        assert listed[-2:] == feet
        assert "Lead" not in names[2:]
        assert "Note" not in names[:-1]


@every_report
def test_every_chart_table_and_drawing_has_a_description_and_there_are_no_pictures(name: str) -> None:
    for slide in _slides(name).raw.slides:
        for shape in slide.shapes:
            assert shape.shape_type != MSO_SHAPE_TYPE.PICTURE
            if shape.has_chart or shape.has_table or shape.shape_type == MSO_SHAPE_TYPE.GROUP:
                assert len(shape.element.find(f".//{qn('p:cNvPr')}").get("descr")) > 20
            if shape.has_table:
                assert shape.table.first_row
                assert all(cell.text_frame.text for cell in shape.table.rows[0].cells)

    assert not any(part.startswith("ppt/media/") for part, _ in parts(_slides(name).made))


@every_report
def test_no_text_is_smaller_than_12_points_and_all_of_it_has_its_language(name: str) -> None:
    for part, body in parts(_slides(name).made):
        if not re.match(r"ppt/(slides|slideLayouts|charts)/[^/]+\.xml", part):
            continue
        root = etree.fromstring(body)
        assert all(int(element.get("sz")) >= 1200 for element in root.iter() if element.get("sz", "").isdecimal())
        if not part.startswith("ppt/slideLayouts"):
            runs = [*root.iter(qn("a:rPr")), *root.iter(qn("a:endParaRPr"))]
            assert all(run.get("lang") == "en-GB" for run in runs)


@every_report
def test_nothing_lies_outside_the_slide_or_over_something_else(name: str) -> None:
    raw = _slides(name).raw
    for slide in raw.slides:
        boxes = []
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= raw.slide_width
            assert shape.top + shape.height <= raw.slide_height
            boxes.append((shape.left, shape.top, shape.left + shape.width, shape.top + shape.height))
        for at, one in enumerate(boxes):
            for other in boxes[at + 1 :]:
                apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] + 9 or other[3] <= one[1] + 9
                assert apart, (slide.shapes.title.text_frame.text, one, other)


def test_the_same_report_gives_the_same_bytes() -> None:
    assert pptx.render(_sensitive()) == _slides("nordlys").made


_PROBE = """
import hashlib, sys
sys.path[:0] = {paths!r}
from metrics.nordlys import nordlys
from presence_audit.reports import render
print(hashlib.sha256(render(nordlys().report, "pptx")).hexdigest())
"""


def test_neither_clock_nor_zone_nor_hash_seed_is_in_the_file() -> None:
    said = {hashlib.sha256(render(nordlys().report, "pptx")).hexdigest()}
    code = _PROBE.format(paths=[path for path in sys.path if path.endswith(("tests", "src"))])
    for zone, seed in (("Pacific/Kiritimati", "1"), ("America/Adak", "2")):
        env = os.environ | {"TZ": zone, "PYTHONHASHSEED": seed}
        done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=True, text=True)
        said.add(done.stdout.strip())

    assert len(said) == 1


def _dates(made: bytes) -> set[tuple[int, ...]]:
    with zipfile.ZipFile(BytesIO(made)) as package:
        return {entry.date_time for entry in package.infolist()}


def test_the_file_and_its_workbooks_are_dated_as_of_the_audit_and_name_nobody() -> None:
    made = _slides("full").made
    held = dict(parts(made))
    core = held["docProps/core.xml"].decode()
    books = [body for name, body in held.items() if name.startswith("ppt/embeddings/")]

    assert _dates(made) == {(2026, 11, 20, 6, 0, 0)}
    assert list(held) == ["[Content_Types].xml", *sorted(set(held) - {"[Content_Types].xml"})]
    assert core.count("2026-11-20T06:00:00Z") == 2
    assert "Presence audit of Nordlys Energi" in core
    assert not re.search("creator|lastModifiedBy|python", core)
    assert "docProps/app.xml" not in held
    assert books
    for book in books:
        inside = dict(parts(book))["docProps/core.xml"].decode()
        assert inside.count("2026-11-20T06:00:00Z") == 2


def test_a_time_without_a_zone_is_taken_as_utc() -> None:
    report = empty()

    assert pptx.render(report.model_copy(update={"as_of": report.as_of.replace(tzinfo=None)})) == pptx.render(report)


@settings(max_examples=15, deadline=None)
@given(words)
def test_nothing_that_a_stranger_wrote_can_hide_or_break_the_file(words: str) -> None:
    slides = opened(pptx.render(hostile(words)))

    assert not hidden_in("".join(slides.words()))
    assert all(len(text) <= 4_000 for text in slides.words())
    for part, body in parts(slides.made):
        if part.endswith(".rels"):
            assert b"External" not in body


def test_a_name_that_looks_like_a_formula_or_a_link_is_text_in_the_workbooks() -> None:
    report = _report("nordlys")
    bad = '=HYPERLINK("https://evil.example","x")'
    channels = tuple(one.model_copy(update={"handle": bad, "platform": bad}) for one in report.channels)
    slides = read(report.model_copy(update={"channels": channels}))

    for title in ("The seven pillars", "Company beside leaders", "Posts per week"):
        assert slides.chart(title) is not None  # reading it refuses formulas
    assert any(bad in text for text in slides.words())
    assert all(b"hlinkClick" not in body for _, body in parts(slides.made))


def test_a_name_of_10_000_letters_is_cut() -> None:
    slides = read(hostile("x" * 10_000))

    assert max(len(text) for text in slides.words()) <= 4_000
    assert slides.raw.slides[0].shapes.title.text_frame.text.endswith("…")


def test_more_rows_than_anybody_looks_at_are_counted_and_not_shown() -> None:
    report = full()
    channels = tuple(
        one.model_copy(update={"handle": f"{at}"}) for at, one in enumerate(report.channels * 40) if one.handle
    )
    slides = read(report.model_copy(update={"channels": channels}))
    found = len(slides.rows("Channels"))

    assert len(slides.named("Channels")) == 12
    assert f"{len(channels) - found:,} more rows are left out here" in slides.notes("Channels")


def test_a_missing_extra_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pptx", None)

    with pytest.raises(UsageError) as told:
        render(full(), "pptx")
    assert str(told.value) == (
        "the format pptx needs python-pptx, not installed here: pip install 'social-presence-audit[pptx]', "
        "or in a checkout: pip install -c constraints.txt '.[pptx]'"
    )


def test_every_distribution_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("presence_audit.reports.find_spec", lambda _: None)

    with pytest.raises(UsageError, match="needs python-pptx and xlsxwriter, not installed here"):
        render(full(), "pptx")


def test_the_library_is_not_imported_before_slides_are_asked_for() -> None:
    code = "import sys, presence_audit.reports; print('pptx' in sys.modules, 'xlsxwriter' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)

    assert done.stdout.split() == ["False", "False"]


def test_fifty_channels_and_twenty_five_leaders_take_less_than_five_seconds() -> None:
    report = big()
    begun = time.process_time()
    pptx.render(report)

    assert time.process_time() - begun < 5


def test_thirty_channels_and_twenty_five_leaders_are_all_there() -> None:
    report, slides = many(), read(many())

    assert [row[0].split("\n")[0] for row in slides.rows("Leaders")] == [row.name for row in leader_rows(report)]
    assert len(slides.rows("Channels")) == 30
    assert shown(report.score.cap or "", 400) in slides.notes("Nordlys Energi")
