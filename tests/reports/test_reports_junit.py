from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports.big_report import CHANNELS, LEADERS, big
from reports.hostile_words import hidden_in, words
from reports.report_samples import SAMPLES, all_unknown, empty, full, hostile

from presence_audit.model.observation import Count
from presence_audit.reports import junit, render
from presence_audit.scoring import Gates, judge

if TYPE_CHECKING:
    from collections.abc import Callable

    from presence_audit.model.report import Report

NO_GATES = Gates()
MADE: dict[str, Callable[[], Report]] = {**SAMPLES, "big": big}
every_report = pytest.mark.parametrize("name", MADE)


def _read(report: Report, asked: Gates = NO_GATES) -> ET.Element:
    return ET.fromstring(junit.render(report, judge(report, asked)))


def _suite(root: ET.Element, name: str) -> ET.Element:
    return next(suite for suite in root if suite.get("name") == f"presence-audit.{name}")


def _facts(suite: ET.Element) -> dict[str | None, str | None]:
    return {fact.get("name"): fact.get("value") for fact in suite.iter("property")}


@every_report
def test_every_number_of_the_score_stands_in_the_properties_with_all_its_digits(name: str) -> None:
    score = MADE[name]().score
    facts = _facts(_suite(_read(MADE[name]()), "audit"))
    expected = {
        "score": score.value,
        "likely_from": score.likely[0],
        "likely_to": score.likely[1],
        "bounds_from": score.bounds[0],
        "bounds_to": score.bounds[1],
        "coverage": score.coverage,
    }

    assert {key: facts[key] for key in expected} == {
        key: "?" if value is None else repr(float(value)) for key, value in expected.items()
    }
    assert facts["confidence"] == score.confidence
    assert facts["window_days"] == str(MADE[name]().window_days)


@every_report
@pytest.mark.parametrize(
    "asked", [NO_GATES, Gates(50, 0.5), Gates(99, 1.0), Gates(0, 0.0), Gates(60, None, point=True)]
)
def test_the_counts_are_those_of_the_cases(name: str, asked: Gates) -> None:
    root = _read(MADE[name](), asked)

    for suite in (root, *root):
        cases = list(suite.iter("testcase"))
        assert suite.get("tests") == str(len(cases))
        for counted, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert suite.get(counted) == str(sum(case.find(tag) is not None for case in cases))


def test_a_gate_that_is_passed_is_a_case_with_its_numbers() -> None:
    case = _suite(_read(full(), Gates(fail_under=10)), "gates.score").find("testcase")

    assert case is not None
    assert [child.tag for child in case] == ["system-out"]
    assert "against minimum 10" in (case.findtext("system-out") or "")


def test_a_gate_that_failed_is_a_failure() -> None:
    suite = _suite(_read(full(), Gates(fail_under=99)), "gates.score")
    failure = suite.find("testcase/failure")

    assert failure is not None
    assert "against minimum 99" in (failure.get("message") or "")
    assert "data coverage" in (failure.text or "")
    assert _facts(suite) == {"minimum": "99.0", "verdict": "failed"}


@pytest.mark.parametrize(
    ("asked", "suite", "told"),
    [
        (Gates(fail_under=52), "gates.score", "too little evidence"),
        (Gates(min_coverage=0.99), "gates.coverage", "against minimum 0.99"),
    ],
)
def test_a_gate_that_is_undecided_is_an_error_and_not_skipped(asked: Gates, suite: str, told: str) -> None:
    error = _suite(_read(full(), asked), suite).find("testcase/error")

    assert error is not None
    assert error.get("type") == "undecided"
    assert told in (error.get("message") or "")


@given(
    st.sampled_from(sorted(SAMPLES)),
    st.none() | st.floats(min_value=0, max_value=100),
    st.none() | st.floats(min_value=0, max_value=1),
    st.booleans(),
)
def test_the_file_is_red_exactly_where_the_exit_code_is(
    name: str, minimum: float | None, share: float | None, point: bool
) -> None:
    report = SAMPLES[name]()
    judged = judge(report, Gates(minimum, share, point))
    root = ET.fromstring(junit.render(report, judged))
    gates = [suite for suite in root if "gates" in (suite.get("name") or "")]

    assert len(gates) == len(judged) == (minimum is not None) + (share is not None)
    verdicts = {"failure": "failed", "error": "undecided", "system-out": "passed"}
    assert [verdicts[case[0].tag] for suite in gates for case in suite.iter("testcase")] == [
        one.verdict for one in judged
    ]


def test_without_a_gate_there_is_the_audit_with_its_score() -> None:
    root = ET.fromstring(render(full(), "junit"))
    case = root.find("testsuite/testcase")

    assert case is not None
    assert case.get("name") == "the audit ran"
    assert "Presence score 51.6 of 100, grade C, likely range" in (case.findtext("system-out") or "")
    assert not root.findall(".//failure") + root.findall(".//error")


@pytest.mark.parametrize("report", [all_unknown(), empty()])
def test_an_audit_that_could_read_nothing_is_an_error(report: Report) -> None:
    error = _suite(_read(report), "audit").find("testcase/error")

    assert error is not None
    assert "nothing could be read" in (error.get("message") or "")


def test_the_followers_of_one_account_are_something() -> None:
    report = all_unknown()
    first, *rest = report.channels
    told = report.model_copy(update={"channels": (first.model_copy(update={"followers": Count(7)}), *rest)})

    assert _suite(_read(told), "audit").find("testcase/error") is None


def test_a_channel_is_passed_where_it_was_read_and_skipped_with_what_to_do_where_it_was_not() -> None:
    cases = {case.get("name"): case for case in _suite(_read(full()), "channels")}
    skipped = cases["linkedin nordlys"].find("skipped")

    assert skipped is not None
    assert skipped.get("type") == "login_wall"
    assert "LinkedIn shows the posts to signed-in visitors only." in (skipped.get("message") or "")
    assert "Name a public page" in (skipped.get("message") or "")
    assert [child.tag for child in cases["bluesky kari.example (Kari Nordmann)"]] == ["system-out"]
    # What the file declares absent was never looked at.
    assert "tiktok" not in cases


def test_fifty_channels_and_twenty_five_leaders_have_a_case_each() -> None:
    suite = _suite(_read(big()), "channels")

    assert suite.get("tests") == str(CHANNELS + LEADERS)
    assert len({case.get("name") for case in suite}) == CHANNELS + LEADERS


@every_report
def test_it_is_dated_as_of_the_audit_and_took_no_time(name: str) -> None:
    root = _read(MADE[name]())
    when = MADE[name]().as_of.replace(tzinfo=None).isoformat()

    assert {suite.get("timestamp") for suite in root} == {when}
    assert {part.get("time") for part in root.iter() if part.tag in {"testsuite", "testcase"}} == {"0"}


@settings(max_examples=60)
@given(
    words
    | st.sampled_from(["]]>", "<![CDATA[x]]>", "&#0;", "&evil;", "\ufffe\uffff", "\ud800", '"><error/>', "\x0b\x1b"])
)
def test_whatever_strangers_write_the_file_is_well_formed_and_says_the_same(text: str) -> None:
    asked = Gates(99, 1.0)
    raw = junit.render(hostile(text), judge(full(), asked))
    root = ET.fromstring(raw)

    assert [part.tag for part in root.iter()] == [part.tag for part in _read(full(), asked).iter()]
    assert not hidden_in(raw.decode().replace("\n", ""))


def test_foreign_words_come_back_as_they_were() -> None:
    for text in ("a & b", "]]>", '"><error/>', "<b>", "'x'", "日本語 🚀"):
        assert _facts(_suite(_read(hostile(text)), "audit"))["company"] == text


def test_only_known_parts_are_in_the_file() -> None:
    tags: set[str] = set()
    for name, asked in product(MADE, (NO_GATES, Gates(99, 1.0))):
        tags |= {part.tag for part in _read(MADE[name](), asked).iter()}

    assert tags <= {
        "testsuites", "testsuite", "properties", "property", "testcase", "system-out", "failure", "error", "skipped",
    }  # fmt: skip
