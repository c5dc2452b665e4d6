from __future__ import annotations

import json as stdlib_json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from reports.hostile_words import hidden_in, words
from reports.report_samples import SAMPLES, full, hostile

from presence_audit.errors import EvidenceError
from presence_audit.reports import json


@pytest.mark.parametrize("sample", SAMPLES)
def test_nothing_is_lost_on_the_way_out_and_back(sample: str) -> None:
    report = SAMPLES[sample]()

    assert json.parse(json.render(report)) == report


@settings(max_examples=40)
@given(words.filter(lambda text: not any("\ud800" <= char <= "\udfff" for char in text)))
def test_foreign_text_comes_back_as_it_was_and_steers_no_terminal(text: str) -> None:
    report = hostile(text)
    made = json.render(report)

    assert json.parse(made) == report
    assert not {char for char in hidden_in(made.decode()) if char < "\ue000"}


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_report_fits_its_schema(sample: str) -> None:
    Draft202012Validator.check_schema(json.schema())

    Draft202012Validator(json.schema()).validate(stdlib_json.loads(json.render(SAMPLES[sample]())))


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
