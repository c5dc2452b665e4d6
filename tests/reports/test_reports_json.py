from __future__ import annotations

import json as stdlib_json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from reports.hostile_words import hidden_in, words
from reports.report_samples import SAMPLES, full, hostile, measured
from reports.shown_samples import everything

from presence_audit.errors import EvidenceError
from presence_audit.model.report import Report
from presence_audit.reports import json


def _possible(report: Report) -> Report:
    """The report with a grade, a time zone and a name that a saved result may have."""
    zone = report.company.model_copy(update={"timezone": "UTC", "name": report.company.name.strip() or "Nordlys"})
    return report.model_copy(update={"company": zone, "score": report.score.model_copy(update={"grade": "C"})})


@pytest.mark.parametrize("sample", SAMPLES)
def test_nothing_is_lost_on_the_way_out_and_back(sample: str) -> None:
    report = _possible(SAMPLES[sample]())

    assert json.parse(json.render(report)) == report


@settings(max_examples=40)
@given(words.filter(lambda text: not any("\ud800" <= char <= "\udfff" for char in text)))
def test_foreign_text_comes_back_as_it_was_and_steers_no_terminal(text: str) -> None:
    report = _possible(hostile(text))
    made = json.render(report)

    assert json.parse(made) == report
    assert not {char for char in hidden_in(made.decode()) if char < "\ue000"}


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_report_fits_its_schema(sample: str) -> None:
    Draft202012Validator.check_schema(json.schema())

    Draft202012Validator(json.schema()).validate(stdlib_json.loads(json.render(SAMPLES[sample]())))


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_result_of_before_fits_the_schema_and_is_read_as_ever(sample: str) -> None:
    """`shown` and `effort` came later; results that were saved without them stay valid."""
    content = stdlib_json.loads(json.render(_possible(SAMPLES[sample]())))
    content.pop("shown")
    for finding in content["findings"]:
        finding.pop("effort")

    Draft202012Validator(json.schema()).validate(content)
    saved = json.parse(stdlib_json.dumps(content).encode())
    assert saved.shown is None
    assert {finding.effort for finding in saved.findings} <= {None}


def test_the_schema_names_itself() -> None:
    schema = json.schema()

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == "urn:presence-audit:report:1"
    assert schema["title"] == "A report of presence-audit"
    assert schema["required"][0] == "schema"


def test_a_field_that_is_missing_does_not_fit_the_schema() -> None:
    content = stdlib_json.loads(json.render(full()))
    del content["changes"]

    assert not Draft202012Validator(json.schema()).is_valid(content)


def test_the_document_is_indented_utf8_with_a_stable_order() -> None:
    text = json.render(full()).decode()

    assert text.startswith('{\n  "schema": "presence-audit/report/1",\n  "tool": {')
    assert text.endswith("}\n")
    assert "Liv Ås" in text


def test_a_byte_order_mark_is_read_over() -> None:
    assert json.parse(b"\xef\xbb\xbf" + json.render(full())) == full()


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"", "not JSON in UTF-8"),
        (b"{", "line 1 column 1"),
        (b"\xff\xfe{\x00}\x00", "not JSON in UTF-8"),
        (b"[" * 100_000, "not JSON in UTF-8"),
        (b'{"schema": NaN}', "not JSON"),
        (b"[]", "it names no schema"),
        (b'{"schema": 1}', "it names no schema"),
        (b'{"schema": "presence-audit/report/2"}', 'it says "presence-audit/report/2"'),
        (b'{"schema": "\\u001b[31m"}', 'it says "[31m"'),
        (b'{"schema": "presence-audit/report/1"}', "tool: Field required; method: Field required; "),
    ],
)
def test_what_is_no_report_is_refused_with_what_is_wrong(raw: bytes, expected: str) -> None:
    with pytest.raises(EvidenceError) as refused:
        json.parse(raw)

    assert expected in str(refused.value)
    assert "presence-audit scan --format json" in str(refused.value)
    assert not hidden_in(str(refused.value))


def test_a_wrong_number_is_named_with_its_place() -> None:
    content = stdlib_json.loads(json.render(full()))
    content["pillars"][0]["leaves"][2]["score"] = 101
    content["\x1bevil"] = 1

    with pytest.raises(
        EvidenceError, match=r"pillars\[0\]\.leaves\[2\]\.score: Input should be less than or equal"
    ) as refused:
        json.parse(stdlib_json.dumps(content).encode())

    assert not hidden_in(str(refused.value))


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    with pytest.raises(EvidenceError):
        json.parse(raw)


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-inf"])
def test_text_that_stands_for_no_number_is_refused_at_its_place(text: str) -> None:
    content = stdlib_json.loads(json.render(full()))
    content["pillars"][0]["leaves"][0]["value"] = text

    with pytest.raises(EvidenceError, match=r"pillars\[0\]\.leaves\[0\]\.value: "):
        json.parse(stdlib_json.dumps(content).encode())


def _changed(where: str, value: object) -> bytes:
    content = stdlib_json.loads(json.render(everything()))
    *steps, last = where.split("/")
    part = content
    for step in steps:
        part = part[int(step) if step.isdecimal() else step]
    part[last] = value
    return stdlib_json.dumps(content).encode()


@pytest.mark.parametrize(
    ("where", "value", "told"),
    [
        ("as_of", "0001-01-01T00:00:00Z", "as_of: the year 1 is not from 1990 to 2200"),
        ("as_of", "0001-01-01T00:00:00", "as_of: the year 1 is not from 1990 to 2200"),
        ("as_of", "9999-12-31T23:59:59-11:00", "as_of: the year 9999 is not from 1990 to 2200"),
        ("window_days", 0, "window_days: it is not from 1 to 3660"),
        ("window_days", 1_000_000_000, "window_days: it is not from 1 to 3660"),
        ("company/name", " \u00a0 ", "company.name: it is empty"),
        ("company/timezone", "Mars/\u001bOlympus", "company.timezone: Mars/Olympus is not a known time zone"),
        ("company/timezone", "Europe", "company.timezone: Europe is not a known time zone"),
        ("shown/rhythm/timezone", "", "shown.rhythm.timezone:  is not a known time zone"),
        ("score/likely", [90, 10], "score.likely: its low end lies above its high end"),
        ("score/bounds", [90, 10], "score.bounds: its low end lies above its high end"),
        ("score/bounds", [60, 61], "score.likely: it leaves the bounds"),
        ("score/grade", "Q", "score.grade: Q is no grade; there are A+, A, B, C, D, E, F"),
        ("findings/0/gain", 1e9, "findings[0].gain: it is not from -100 to 100 points"),
        ("findings/0/gain", -101, "findings[0].gain: it is not from -100 to 100 points"),
        ("shown/widest", [90, 10], "shown.widest: its low end lies above its high end"),
    ],
)
def test_what_cannot_be_is_refused_at_its_place(where: str, value: object, told: str) -> None:
    with pytest.raises(EvidenceError) as refused:
        json.parse(_changed(where, value))

    assert told in str(refused.value)
    assert "make it again with `presence-audit scan --format json`" in str(refused.value)
    assert not hidden_in(str(refused.value))


def test_a_total_outside_its_bounds_is_refused_only_where_every_pillar_has_a_score() -> None:
    """A pillar that is "?" takes part in the bounds and not in the total."""
    content = stdlib_json.loads(json.render(measured()))
    content["score"] |= {"value": 99.0, "likely": [80, 95], "bounds": [80, 95]}

    with pytest.raises(EvidenceError, match=r"score\.value: it lies outside the bounds"):
        json.parse(stdlib_json.dumps(content).encode())
    content["pillars"][0]["score"] = None
    assert json.parse(stdlib_json.dumps(content).encode()).score.value == 99


def test_the_first_and_the_last_moment_that_an_audit_may_have_are_read() -> None:
    for moment in ("1990-01-01T00:00:00+14:00", "2200-12-31T23:59:59-12:00"):
        assert json.parse(_changed("as_of", moment)).as_of.isoformat()
