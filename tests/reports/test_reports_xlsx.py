from __future__ import annotations

import math
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from metrics.nordlys import nordlys
from reports.big_report import CHANNELS, LEADERS, big
from reports.hostile_words import hidden_in, words
from reports.read_back import Book, displayed, local, opened, read
from reports.report_samples import HOSTILE, SAMPLES, empty, full, hostile, many

from presence_audit.errors import UsageError
from presence_audit.metrics import Choices
from presence_audit.model.observation import Count
from presence_audit.model.report import KNOW, Report
from presence_audit.model.shown import Shown, Silence
from presence_audit.reports import _numbers as numbers
from presence_audit.reports import render, xlsx
from presence_audit.reports._measures import measure_rows
from presence_audit.reports._rows import answers_of
from presence_audit.reports._xlsx_styles import lines_of, number_format

if TYPE_CHECKING:
    from presence_audit.model.report import Leaf

SHEETS = ["Summary", "Actions", "Pillars", "Leaders", "Channels", "Measures", "Weeks", "Hours", "Voices", "Trends"]
SHEETS += ["Network", "Posts", "Evidence"]


def _sensitive() -> Report:
    audit = nordlys()
    audit.choices = Choices(intervals=True, sensitivity=True)
    return audit.report


MADE: dict[str, Callable[[], Report]] = {**SAMPLES, "nordlys": _sensitive, "big": big}
del MADE["hostile"]


@cache
def _report(name: str) -> Report:
    return MADE[name]()


@cache
def _book(name: str) -> Book:
    return read(_report(name))


def _near(expected: Any) -> Any:
    """Excel's files hold 16 digits of a number."""
    return expected if expected is None else pytest.approx(expected, rel=1e-14, abs=1e-300)


def _leaves(report: Report) -> list[Leaf]:
    return [leaf for pillar in report.pillars for leaf in pillar.leaves]


def _shown(report: Report) -> Shown:
    return report.shown or Shown()


every_report = pytest.mark.parametrize("name", MADE)


@every_report
def test_there_is_a_sheet_for_each_table(name: str) -> None:
    assert _book(name).raw.sheetnames == SHEETS


@every_report
def test_the_summary_holds_every_number_of_the_score(name: str) -> None:
    score, facts = _report(name).score, _book(name).facts
    held = {
        "Presence score": score.value,
        "Likely range, from": score.likely[0],
        "Likely range, to": score.likely[1],
        "Hard bounds, from": score.bounds[0],
        "Hard bounds, to": score.bounds[1],
        "Data coverage": score.coverage,
    }

    assert {label: facts[label][0] for label in held} == {label: _near(value) for label, value in held.items()}
    assert (facts["Grade"][0], facts["Confidence"][0]) == (score.grade, score.confidence)
    assert ("Unknown." in facts["Presence score"][1]) is (score.value is None)


@every_report
def test_the_summary_says_what_the_report_is(name: str) -> None:
    report, book = _report(name), _book(name)
    facts, states = book.facts, [leaf.state for leaf in _leaves(report)]

    assert book.raw["Summary"]["A1"].value == report.company.name
    assert facts["As of"] == (local(report.as_of, report), report.company.timezone)
    assert facts["Days looked at"][0] == report.window_days
    assert facts["Method"][0] == report.method
    assert facts["of them unknown"][0] == states.count("unknown")
    assert facts["Not applicable"][0] == states.count("not-applicable")
    assert facts["Measures that apply"][0] == len(states) - states.count("not-applicable")
    assert facts["Employees"][0] == report.company.size


def test_the_summary_holds_the_numbers_of_who_speaks_when_and_how_firm_it_is() -> None:
    shown, facts = _shown(_report("nordlys")), _book("nordlys").facts
    voices, rhythm, moves = shown.voices, shown.rhythm, shown.sensitivity

    assert voices is not None
    assert rhythm is not None
    assert moves is not None
    assert facts["Voices by account"][0] == _near(voices.effective_accounts)
    assert facts["Voices by who signs"][0] == _near(voices.effective_people)
    assert facts["Channels not read"][0] == voices.unread
    assert facts["Days that are known"][0] == rhythm.days
    assert facts["Days without a post"][0] == rhythm.uncovered
    assert (facts["Posts with a time of day"][0], facts["Posts without one"][0]) == (rhythm.timed, rhythm.untimed)
    assert [facts[f"Other weights, {share} %"][0] for share in (5, 95)] == _near(list(moves.weights))
    assert [facts[f"Exponent {name}"][0] for name in ("1", "0.5", "0")] == _near(list(moves.exponents))
    assert [facts[f"Unknown drawn, {share} %"][0] for share in (5, 50, 95)] == _near(list(moves.unknown))


def test_the_longest_silence_has_its_days_as_dates() -> None:
    report = _report("nordlys")
    shown = _shown(report)
    assert shown.rhythm is not None
    silence = Silence(days=12, first=date(2026, 3, 1), last=date(2026, 3, 12), left_out=2)
    rhythm = shown.rhythm.model_copy(update={"longest_silence": silence})
    facts = read(report.model_copy(update={"shown": shown.model_copy(update={"rhythm": rhythm})})).facts

    assert facts["Longest silence, days"][0] == 12
    assert facts["Longest silence, from"][0] == datetime(2026, 3, 1)  # noqa: DTZ001  a date has no zone
    assert facts["Longest silence, to"][0] == datetime(2026, 3, 12)  # noqa: DTZ001
    assert facts["Quiet holidays left out"][0] == 2


@every_report
def test_every_finding_is_an_action_with_what_it_is_worth(name: str) -> None:
    report, total = _report(name), _report(name).score.value
    heads = ("Finding", "Subject id", "Gain", "Total becomes", "Gain is", "Effort", "Severity", "Aim")
    rows = {(id_, subject): tuple(rest) for id_, subject, *rest in _book(name).values("Actions", *heads)}

    assert len(_book(name).tables["Actions"]) == len(report.findings)
    assert rows == {
        (f.id, f.subject): (
            _near(f.gain),
            None if f.gain is None or total is None else _near(min(total + f.gain, 100)),
            "unknown" if f.gain is None else "known",
            f.effort or "unknown",
            f.severity,
            "know more" if f.id == KNOW or f.severity == "info" else "gain more",
        )
        for f in report.findings
    }
    gains = [gain for gain in _book(name).values("Actions", "Gain") if gain is not None]
    assert gains == sorted(gains, reverse=True)


@every_report
def test_every_pillar_has_its_numbers(name: str) -> None:
    rows = _book(name).values("Pillars", "Pillar id", "Weight of 100", "Score", "Score is", "Data coverage")

    assert rows == [
        (
            pillar.id,
            pillar.weight,
            _near(pillar.score),
            "unknown" if pillar.score is None else "known",
            _near(pillar.coverage),
        )
        for pillar in _report(name).pillars
    ]


@every_report
def test_every_measure_has_its_numbers_and_nothing_where_it_has_none(name: str) -> None:
    heads = ("Metric", "Subject id", "Weight in pillar", "State", "Value", "Interval from", "Interval to", "Score")
    rows = _book(name).values("Measures", *heads, "Reason")

    assert rows == [
        (
            leaf.metric,
            leaf.subject,
            _near(leaf.weight),
            leaf.state,
            _near(leaf.value) if leaf.state == "value" else None,
            *(map(_near, leaf.interval) if leaf.interval and leaf.state == "value" else (None, None)),
            _near(leaf.score),
            leaf.reason or None,
        )
        for leaf in _leaves(_report(name))
    ]


def _placed(cell: str) -> list[int]:
    if cell == "none":
        return []
    spans = [[int(end) for end in part.split("–")] for part in cell.split(", ")]  # noqa: RUF001
    return [place for span in spans for place in range(span[0], span[-1] + 1)]


@every_report
def test_every_measure_leads_to_its_posts_and_its_recorded_answers(name: str) -> None:
    report, book = _report(name), _book(name)
    bases = {(basis.metric, basis.subject): basis for basis in _shown(report).rests_on}
    digests = dict(book.values("Evidence", "No.", "SHA-256"))
    posts = dict(book.values("Posts", "No.", "Address"))
    rows = book.values("Measures", "Posts", "Listed in Posts as", "Listed in Evidence as")

    for leaf, (total, listed, answers) in zip(_leaves(report), rows, strict=True):
        basis = bases.get((leaf.metric, leaf.subject))
        assert total == (basis.total if basis else None)
        addresses = [_shown(report).posts[at].url or None for at in basis.posts] if basis else []
        assert [posts[place] for place in _placed(listed)] == addresses
        assert {digests[place] for place in _placed(answers)} == {e.sha256 or "none kept" for e in leaf.evidence}


@every_report
def test_every_leader_has_the_numbers_and_the_day_of_the_last_post(name: str) -> None:
    report, book = _report(name), _book(name)
    _, zone = numbers.zone_of(report)
    rows = book.values("Leaders", "Leader", "Data coverage", f"Last post ({zone})", "Publicly")
    told = book.values("Leaders", "Visibility", "Visibility is", "Posts per week", "Rate is")

    assert [row[:3] for row in rows] == [
        (one.name, _near(one.coverage), local(one.last_post_at, report)) for one in report.leaders
    ]
    for one, row, (visibility, seen, rate, known) in zip(report.leaders, rows, told, strict=True):
        is_absent = row[3] == "absent"
        assert visibility == (None if is_absent else _near(one.visibility))
        assert rate == (None if is_absent else _near(one.posts_per_week))
        assert (seen == "known") is (visibility is not None)
        assert (known == "known") is (rate is not None)


def test_the_next_step_of_a_leader_is_what_gains_most_or_makes_a_channel_known() -> None:
    steps = dict(_book("big").values("Leaders", "Subject id", "Next step"))

    assert steps["leader:l0"].endswith("Spend ten minutes after each post on the replies.")
    assert "shows this to signed-in visitors only" in steps["leader:l4"]


@every_report
def test_own_participation_and_own_voice_stand_beside_each_leader(name: str) -> None:
    report, book = _report(name), _book(name)
    leaves = {(leaf.metric, leaf.subject): leaf for leaf in _leaves(report)}
    heads = ("Subject id", "Own participation", "Participation is", "Own voice", "Own voice is")

    for subject, took_part, first, voice, second in book.values("Leaders", *heads):
        for metric, value, state in (("leader-participation", took_part, first), ("leader-own-voice", voice, second)):
            leaf = leaves.get((metric, subject))
            assert value == (_near(leaf.value) if leaf and leaf.state == "value" else None)
            assert (state == "known") is (value is not None)


@every_report
def test_every_channel_has_its_numbers_and_words_for_those_it_has_not(name: str) -> None:
    report, book = _report(name), _book(name)
    _, zone = numbers.zone_of(report)
    heads = ("Followers", "Posts seen", "Posts per week", f"Last post ({zone})", f"Every post known since ({zone})")
    rows = book.values("Channels", "Subject id", "Address", *heads)
    words = book.values("Channels", "Followers are", "Posts seen are", "Rate is", "Last post is", "The whole period")

    assert rows == [
        (
            c.id,
            c.url or None,
            c.followers.value if c.followers else None,
            c.posts_seen,
            _near(c.posts_per_week),
            local(c.last_post_at, report),
            local(c.window.reaches_back_to, report),
        )
        for c in report.channels
    ]
    for row, told in zip(rows, words, strict=True):
        assert all(value is not None or word in _NO_NUMBER for value, word in zip(row[2:6], told, strict=False))
        assert all(value is None or word not in _NO_NUMBER for value, word in zip(row[2:6], told, strict=False))


_NO_NUMBER = {"unknown", "absent", "not applicable"}


def test_the_benchmark_of_a_channel_stands_beside_it() -> None:
    marks = {one.subject: (one.typical, one.leading, one.basis) for one in _shown(_report("nordlys")).benchmarks}
    heads = ("Subject id", "Worth 50 (per week)", "Worth 90 (per week)", "Because it is")
    rows = {subject: rest for subject, *rest in _book("nordlys").values("Channels", *heads)}

    assert marks
    assert {subject: tuple(rest) for subject, rest in rows.items() if subject in marks} == marks


@every_report
def test_every_week_has_its_posts_and_an_empty_cell_where_they_are_unknown(name: str) -> None:
    rhythm = _shown(_report(name)).rhythm
    heads = ("From", "Company, posts", "Company is", "Leaders, posts", "Leaders are", "Week of holiday")

    assert _book(name).values("Weeks", *heads) == [
        (
            datetime.combine(week.first, datetime.min.time()),
            week.company,
            "unknown" if week.company is None else "known",
            week.leaders,
            "unknown" if week.leaders is None else "known",
            "yes" if week.is_holiday else "no",
        )
        for week in (rhythm.weeks if rhythm else ())
    ]


def test_some_weeks_are_unknown_and_some_have_no_post() -> None:
    weeks = _book("nordlys").values("Weeks", "Company, posts", "Leaders, posts")

    assert None in {company for company, _ in weeks}
    assert 0 in {leaders for _, leaders in weeks}


@every_report
def test_the_map_of_hours_is_whole(name: str) -> None:
    rhythm, rows = _shown(_report(name)).rhythm, _book(name).tables["Hours"]
    counted = [[row[f"{hour:02}"].value for hour in range(24)] for row in rows]

    assert counted == ([list(day) for day in (*rhythm.hours, *rhythm.leader_hours)] if rhythm else [])
    assert [row["Sum"].value for row in rows] == [sum(day) for day in counted]


def test_hours_in_which_nobody_could_be_read_are_empty() -> None:
    report = _report("big")
    shown = _shown(report)
    assert shown.rhythm is not None
    rhythm = shown.rhythm.model_copy(update={"leader_hours": ((0,) * 24,) * 7})
    unread = tuple(channel for channel in report.channels if channel.owner == "company")
    changed = {"shown": shown.model_copy(update={"rhythm": rhythm}), "channels": unread}
    rows = read(report.model_copy(update=changed)).tables["Hours"]

    assert [row["Counts are"].value for row in rows] == ["known"] * 7 + ["unknown"] * 7
    assert {row["12"].value for row in rows[7:]} == {row["Sum"].value for row in rows[7:]} == {None}


@every_report
def test_voices_trends_and_ties_are_all_there(name: str) -> None:
    shown, book = _shown(_report(name)), _book(name)
    voices = [*shown.voices.accounts, *shown.voices.people] if shown.voices else []
    trends = book.values("Trends", "Subject id", "Direction", "Weeks known", "Mann-Kendall S", "p")
    slopes = book.values("Trends", "Slope (posts a week, per week)", "In half a year (posts a week)", "Slope is")

    assert book.values("Voices", "Subject id", "Posts", "Share") == [
        (voice.subject, voice.posts, _near(voice.share)) for voice in voices
    ]
    assert trends == [(t.subject, t.direction, t.weeks, t.s, _near(t.p)) for t in shown.trends]
    assert [(slope, state) for slope, _, state in slopes] == [
        (_near(t.slope), "unknown" if t.slope is None else "known") for t in shown.trends
    ]
    assert [half for _, half, _ in slopes] == [None if t.slope is None else _near(26 * t.slope) for t in shown.trends]
    assert book.values("Network", "Who, id", "Whom, id", "Times") == [
        (tie.source, tie.target, tie.count) for tie in shown.network
    ]


@every_report
def test_every_post_and_every_recorded_answer_is_listed(name: str) -> None:
    report, book = _report(name), _book(name)
    _, zone = numbers.zone_of(report)
    posts = book.values("Posts", "Subject id", "Address", f"Published ({zone})", "Act")
    answers = book.values("Evidence", "Address", "Status", f"Fetched ({zone})")
    behind = [e for leaf in _leaves(report) for e in leaf.evidence]
    behind += [e for finding in report.findings for e in finding.evidence]

    for (channel, url, when, act), one in zip(posts, _shown(report).posts, strict=True):
        assert (channel, url, act) == (one.channel, one.url or None, one.act)
        moment = local(one.published_at, report)
        assert moment is not None
        assert abs((when - moment).total_seconds()) < 0.002
    assert answers == [(e.url, e.status, local(e.fetched_at, report)) for e in answers_of(report)]
    assert set(answers_of(report)) == set(behind)


_PRINTED = {"Gain": lambda v: numbers.gain(v).removesuffix(" points"), "Total becomes": numbers.score}
_PRINTED |= {"Score": numbers.score, "Visibility": numbers.score, "Data coverage": numbers.percent}
_PRINTED |= {"Weight in pillar": numbers.weight, "Posts per week": numbers.rate, "Share": numbers.percent}
_PRINTED |= {"Weight of 100": lambda v: f"{v:g}", "Followers": lambda v: numbers.count(Count(v))}


@every_report
def test_a_number_is_shown_as_the_other_formats_write_it(name: str) -> None:
    cells = [
        (head, cell)
        for rows in _book(name).tables.values()
        for row in rows
        for head, cell in row.items()
        if head in _PRINTED and cell.value is not None
    ]

    assert [displayed(cell) for _, cell in cells] == [_PRINTED[head](cell.value) for head, cell in cells]
    values = [row["Value"] for row in _book(name).tables["Measures"] if row["Value"].value is not None]
    for cell in values:
        told = numbers.percent if "%" in displayed(cell) else numbers.measure
        assert displayed(cell) == told(cell.value)


@given(st.floats(min_value=0, max_value=1))
def test_a_share_is_never_rounded_to_all_or_nothing(share: float) -> None:
    shown = {'"1%"': "1%", '"99%"': "99%"}.get(number_format("share", share), f"{share:.0%}")

    assert shown == numbers.percent(share)


@given(st.floats(min_value=0, max_value=1e18) | st.floats(min_value=0, max_value=20))
def test_a_rate_is_never_rounded_to_nothing(rate: float) -> None:
    patterns = {'"<0.01"': "<0.01", "0.00": f"{rate:.2f}", "#,##0.0": f"{rate:,.1f}", "0.00E+00": f"{rate:.2e}"}

    assert patterns[number_format("rate", rate)] == numbers.rate(rate)


def test_dates_are_dates_and_shares_are_per_cent() -> None:
    book = _book("nordlys")

    assert {row["Share"].number_format for row in book.tables["Voices"]} == {"0%"}
    assert all(row["From"].is_date for row in book.tables["Weeks"])
    assert all(row["Published (Europe/Oslo)"].is_date for row in book.tables["Posts"])
    assert {row["Value"].number_format for row in book.tables["Measures"] if row["Unit"].value == "days"} <= {
        "0.00",
        "#,##0.0",
    }


def test_a_date_before_those_of_excel_and_a_number_beyond_it_are_still_there() -> None:
    report = full()
    long_ago = datetime(1203, 5, 6, 7, 8, tzinfo=UTC)
    first, second, *rest = report.channels
    first = first.model_copy(update={"last_post_at": long_ago, "followers": Count(10**400)})
    second = second.model_copy(update={"posts_per_week": math.inf, "followers": Count(10**15)})
    rows = read(report.model_copy(update={"channels": (first, second, *rest)})).tables["Channels"]

    assert rows[0]["Last post (Europe/Oslo)"].value.startswith("1203-05-06 07:")
    assert rows[0]["Followers"].value == "over 10^308"
    assert (rows[1]["Followers"].value, rows[1]["Followers"].number_format) == (10**15, "0.00E+00")
    assert rows[1]["Posts per week"].value is None


def _parts(made: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(made)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def _is_harmless(made: bytes) -> None:
    book, parts = opened(made), _parts(made)

    assert {cell.data_type for cell in book.cells()} <= {"s", "n", "d"}
    assert not any("<f>" in text or "<f " in text for text in parts.values())
    # The only links are those from the summary to the other sheets.
    assert not [name for name in parts if "hyperlink" in parts[name] and "rels" in name]
    targets = [cell.hyperlink.location for cell in book.cells() if cell.hyperlink]
    assert targets == [f"'{name}'!A1" for name in SHEETS[1:]]
    assert not any(hidden_in(cell.value) for cell in book.cells() if isinstance(cell.value, str))
    longest = max(len(cell.value.encode("utf-16-le")) // 2 for cell in book.cells() if isinstance(cell.value, str))
    assert longest <= 32_767


@settings(max_examples=30)
@given(
    words
    | st.sampled_from(
        [
            "=cmd|' /C calc'!A0",
            "+1+1",
            "@SUM(A1)",
            "{=1+1}",
            "https://evil.example",
            "mailto:a@evil.example",
            "<r><t>x</t></r>",
            "<r></si><si><t>y</t></r>",
            "_x0041_",
            "\ud800x\udfff",
            "]]>",
            "\ufffe\uffff",
            "🚀" * 20_000,
        ]
    )
)
def test_whatever_strangers_call_themselves_stays_text(text: str) -> None:
    _is_harmless(xlsx.render(hostile(text)))


@pytest.mark.parametrize(
    "text", ["=1+1", "-2+3", "@nordlys", "<r><t>x</t></r>", "<r>]]></r>", "_x0041_", "007", "1e5", "TRUE", "a & b"]
)
def test_foreign_words_come_back_as_they_were(text: str) -> None:
    report = hostile(text)
    book = read(report)

    assert book.raw["Summary"]["A1"].value == text
    assert {cell.data_type for cell in (row["Handle"] for row in book.tables["Channels"])} == {"s"}
    # What reads these files does not take the escape of an underscore back, as Excel does.
    assert {value.replace("_x005F_", "_") for value in book.values("Channels", "Handle")} == {text}


def test_text_that_steers_or_hides_is_made_harmless() -> None:
    _is_harmless(xlsx.render(hostile(HOSTILE)))


def test_a_long_name_is_cut_where_the_cell_is_for_names_and_whole_where_it_is_an_address() -> None:
    rows = read(hostile("x" * 10_000)).tables["Channels"]

    assert len(rows[0]["Handle"].value) == 160
    assert rows[0]["Handle"].value.endswith("…")
    assert rows[0]["Address"].value == "x" * 10_000


def test_a_row_of_long_words_is_no_higher_than_a_row_can_be() -> None:
    pages = read(hostile("wide words " * 1_000)).raw.worksheets
    heights = [row.height for page in pages for row in page.row_dimensions.values() if row.height]

    assert max(heights) <= 409


@given(st.text(max_size=300), st.floats(min_value=3, max_value=120))
def test_a_text_takes_one_line_at_least_and_not_less_in_a_narrower_column(text: str, width: float) -> None:
    assert 1 <= lines_of(text, width + 10) <= lines_of(text, width) <= 3 * len(text) + 1


def test_the_heading_stays_in_view_can_be_filtered_and_is_printed_on_every_page() -> None:
    pages = {page.title: page for page in _book("big").raw.worksheets if page.title != "Summary"}

    for page in pages.values():
        assert page.freeze_panes.endswith("2")
        assert page.auto_filter.ref == f"A1:{page.cell(page.max_row, page.max_column).coordinate}"
        assert page.print_title_rows == "$1:$1"
        assert page.page_setup.orientation == "landscape"
        assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)


def test_the_document_is_dated_as_of_the_audit_and_names_nobody() -> None:
    properties = _book("full").raw.properties

    assert properties.title == "Presence audit of Nordlys Energi, 2026-11-20"
    assert properties.created == properties.modified == datetime(2026, 11, 20, 6, 0)  # noqa: DTZ001  UTC, without saying
    assert not properties.creator
    assert not properties.lastModifiedBy


def test_nothing_in_the_file_tells_the_version_or_the_machine() -> None:
    import xlsxwriter

    text = "".join(_parts(xlsx.render(full())).values()).casefold()

    assert xlsxwriter.__version__ not in text
    assert "xlsxwriter" not in text
    assert "/tmp" not in text


_PROBE = (
    "import sys, hashlib; from reports.report_samples import full, hostile; from reports.big_report import big;"
    "from presence_audit.reports import render;"
    "print(*(hashlib.sha256(render(made(), name)).hexdigest()"
    " for made in (full, hostile, big) for name in ('xlsx', 'csv', 'junit')))"
)


def test_the_same_report_gives_the_same_bytes_whatever_the_machine() -> None:
    said = set()
    for seed, zone in (("0", "UTC"), ("1", "Asia/Tokyo"), ("2", "America/St_Johns")):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": os.pathsep.join(sys.path)}
        done = subprocess.run([sys.executable, "-c", _PROBE], env=env, capture_output=True, check=True)
        said.add(done.stdout)

    assert len(said) == 1
    assert len(said.pop().split()) == 9


def test_a_time_without_a_zone_is_taken_as_utc() -> None:
    report = empty()

    assert xlsx.render(report.model_copy(update={"as_of": report.as_of.replace(tzinfo=None)})) == xlsx.render(report)


def test_an_empty_report_says_in_each_sheet_what_is_missing() -> None:
    book = read(empty())

    assert all(not rows for sheet, rows in book.tables.items() if sheet != "Pillars")
    assert book.raw["Leaders"]["A2"].value.startswith("No leader is named")
    assert book.raw["Evidence"]["A2"].value == "No recorded answer stands behind this report."


@pytest.mark.parametrize("made", [many, big])
def test_fifty_channels_and_twenty_five_leaders_are_rendered_in_two_seconds(made: Callable[[], Report]) -> None:
    report = made()
    started = time.process_time()
    xlsx.render(report)

    assert time.process_time() - started < 2
    assert len(report.leaders) == LEADERS
    assert len(big().channels) == CHANNELS + LEADERS


def test_without_its_extra_the_format_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)

    with pytest.raises(UsageError, match=r"pip install 'social-presence-audit\[xlsx\]'"):
        render(full(), "xlsx")


def test_the_measures_are_the_leaves_of_the_report() -> None:
    report = _report("nordlys")

    assert [(one.metric, one.subject) for one in measure_rows(report)] == [
        (leaf.metric, leaf.subject) for leaf in _leaves(report)
    ]
    assert {one.is_share for one in measure_rows(report)} == {True, False}
    assert replace(measure_rows(report)[0], unit="days").is_share is False
