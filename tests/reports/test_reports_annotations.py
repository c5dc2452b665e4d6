"""Annotations of GitHub Actions: nine at most, on the right lines, and no command that a stranger wrote."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from reports.hostile_words import hidden_in, words
from reports.report_samples import all_unknown, full, hostile

from presence_audit.errors import Problem
from presence_audit.model.report import Finding, Report
from presence_audit.reports import Edition, annotation_lines, problem_lines
from presence_audit.scoring import Judged

LINE = re.compile(r"::(error|warning|notice) (?:file=([^:,]*),line=(\d+),col=(\d+),)?title=presence-audit::([^\r\n]*)")
PLACES = {"company": (7, 1)}


def finding(number: int, **other: object) -> Finding:
    known: dict[str, object] = {
        "id": "no-ask", "subject": "company", "severity": "low", "message": f"Number {number}.", "advice": "Ask.",
        "gain": 50.0 - number, "evidence": (),
    }  # fmt: skip
    return Finding.model_validate(known | other)


def found(*findings: Finding) -> Report:
    return full().model_copy(update={"findings": findings})


def read(lines: tuple[str, ...]) -> list[tuple[str, ...]]:
    matched = [LINE.fullmatch(line) for line in lines]
    return [match.groups() for match in matched if match]


def test_an_annotation_stands_on_the_line_of_what_it_is_about() -> None:
    about = "channel:feed:nordlys.example/feed"
    report = found(finding(1, subject=about), finding(2, subject="leader:ceo"), finding(3), finding(4, subject="?"))

    lines = annotation_lines(report, "profiles.yaml", {**PLACES, about: (12, 5), "leader:ceo": (30, 5)})

    assert [(line, column) for _, _, line, column, _ in read(lines)] == [
        ("12", "5"), ("30", "5"), ("7", "1"), ("7", "1"),
    ]  # fmt: skip


def test_there_are_nine_at_most_and_the_last_says_how_many_more_there_are() -> None:
    nine = annotation_lines(found(*map(finding, range(9))), "p.yaml", PLACES)
    ten = annotation_lines(found(*map(finding, range(10))), "p.yaml", PLACES)

    assert len(nine) == len(ten) == 9
    assert not nine[-1].startswith("::notice")
    assert ten[-1] == "::notice file=p.yaml,line=7,col=1,title=presence-audit::2 more findings: see the job summary."


def test_gates_that_are_not_met_come_first_and_then_what_would_gain_most() -> None:
    judged = (
        Judged("fail-under", "score", 60, "failed", "score 40.0"),
        Judged("min-coverage", "data coverage", 0.5, "undecided", "data coverage 0.30"),
    )

    lines = read(annotation_lines(found(finding(2), finding(1)), "p.yaml", PLACES, judged=judged))

    assert [(level, message) for level, _, _, _, message in lines] == [
        ("error", "gate failed: score 40.0"),
        ("warning", "gate undecided: data coverage 0.30"),
        ("warning", "Number 1. Ask."),
        ("warning", "Number 2. Ask."),
    ]


def test_a_gate_of_the_file_is_told_on_its_own_line_and_that_of_a_flag_on_the_company() -> None:
    judged = (
        Judged("fail-under", "score", 60, "failed", "score 40.0"),
        Judged("listed", "leaders", 50, "failed", "leaders 12.0", place=1),
    )

    lines = read(annotation_lines(found(), "p.yaml", {**PLACES, "gates:1": (41, 3)}, judged=judged))

    assert [(line, column) for _, _, line, column, _ in lines] == [("7", "1"), ("41", "3")]


def test_what_is_wrong_with_the_file_is_told_where_it_stands_nine_times_at_most() -> None:
    problems = [Problem(n, 3, f"wrong, number {n}\n::error::x") for n in range(1, 20)]

    lines = problem_lines(problems, "p.yaml")

    assert len(lines) == 9
    assert read(lines)[0] == ("error", "p.yaml", "1", "3", "wrong, number 1 ::error::x")


def test_a_gate_that_is_met_and_what_is_only_worth_knowing_are_no_warnings() -> None:
    passed = Judged("fail-under", "score", 20, "passed", "score 40.0")

    assert annotation_lines(found(finding(1, severity="info")), "p.yaml", PLACES, judged=[passed]) == ()


def test_a_profiles_file_outside_of_the_repository_is_not_named() -> None:
    assert annotation_lines(found(finding(1)), None, PLACES) == ("::warning title=presence-audit::Number 1. Ask.",)


@given(words)
def test_no_name_begins_a_command_of_its_own(text: str) -> None:
    report = found(finding(1, message=text, subject=text))
    lines = annotation_lines(report, f"{text}::set-output name=score::100,line=1", {text: (3, 4), "company": (1, 1)})

    [line] = lines
    assert len(line.splitlines()) == 1
    assert LINE.fullmatch(line)
    assert not hidden_in(line)


@pytest.mark.parametrize(
    ("text", "written"), [("50% off", "50%25 off"), ("a\r\nb::c,d", "a b::c,d"), ("a%0Ab", "a%250Ab")]
)
def test_a_message_is_escaped_as_github_reads_it(text: str, written: str) -> None:
    [line] = annotation_lines(found(finding(1, message=text, advice="")), "p.yaml", PLACES)

    assert line.endswith(f"::{written}")


def test_a_property_is_escaped_as_github_reads_it() -> None:
    [line] = annotation_lines(found(finding(1)), "a,b:c%d.yaml", PLACES)

    assert line.startswith("::warning file=a%2Cb%3Ac%25d.yaml,line=7")


def test_the_worst_sample_and_one_of_which_nothing_is_known_stay_within_the_rules() -> None:
    for report in (hostile(), all_unknown()):
        lines = annotation_lines(report, "p.yaml", PLACES, Edition(lang="nb"))
        assert len(read(lines)) == len(lines) <= 9
