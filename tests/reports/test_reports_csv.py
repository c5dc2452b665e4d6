from __future__ import annotations

import csv
import re
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from metrics.nordlys import nordlys
from reports.big_report import big
from reports.hostile_words import hidden_in, words
from reports.report_samples import SAMPLES, empty, full, hostile

from presence_audit.metrics import metrics
from presence_audit.model.report import Leaf, Pillar, Report
from presence_audit.reports import csv as made_csv
from presence_audit.reports._words import UNITS

if TYPE_CHECKING:
    from collections.abc import Callable

MADE: dict[str, Callable[[], Report]] = {**SAMPLES, "nordlys": lambda: nordlys().report, "big": big}
del MADE["hostile"]


def _read(report: Report) -> list[dict[str, str]]:
    text = made_csv.render(report).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline=""), strict=True))


def _leaves(report: Report) -> list[tuple[Pillar, Leaf]]:
    return [(pillar, leaf) for pillar in report.pillars for leaf in pillar.leaves]


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


@pytest.mark.parametrize("name", MADE)
def test_every_measure_is_a_line_with_all_its_digits(name: str) -> None:
    report = MADE[name]()
    totals = {(b.metric, b.subject): b.total for b in (report.shown.rests_on if report.shown else ())}
    rows = _read(report)

    assert len(rows) == len(_leaves(report))
    for row, (pillar, leaf) in zip(rows, _leaves(report), strict=True):
        low, high = leaf.interval if leaf.interval and leaf.state == "value" else (None, None)
        assert (row["pillar"], row["metric"], row["state"]) == (pillar.id, leaf.metric, leaf.state)
        assert row["subject"].removeprefix("'") == leaf.subject
        assert _number(row["pillar_score"]) == pillar.score
        assert _number(row["weight"]) == leaf.weight
        assert _number(row["value"]) == (leaf.value if leaf.state == "value" else None)
        assert (_number(row["interval_from"]), _number(row["interval_to"])) == (low, high)
        assert _number(row["score"]) == leaf.score
        assert _number(row["posts"]) == totals.get((leaf.metric, leaf.subject))
        assert row["reason"].removeprefix("'") == leaf.reason


def test_every_line_names_the_company_the_moment_and_the_method() -> None:
    rows = _read(full())

    assert {(row["company"], row["as_of"], row["method"]) for row in rows} == {
        ("Nordlys Energi", "2026-11-20T07:00:00+01:00", "v1")
    }


def test_subjects_have_their_names() -> None:
    names = {row["subject"]: row["subject_name"] for row in _read(full())}

    assert names["leader:kari"] == "Kari Nordmann"
    assert names["company"] == "Nordlys Energi"
    assert names["channel:youtube:@nordlys"] == "YouTube @nordlys"


def test_what_is_unknown_is_empty_and_no_zero() -> None:
    rows = _read(SAMPLES["all_unknown"]())

    assert {row["state"] for row in rows} == {"unknown"}
    assert {(row["value"], row["score"], row["pillar_score"]) for row in rows} == {("", "", "")}


def test_a_share_a_negative_number_and_a_large_one_stay_numbers() -> None:
    report = full()
    first, *rest = report.pillars
    leaf = first.leaves[1]
    values = (-0.25, 1e-9, 1e20, 0.1)
    leaves = tuple(leaf.model_copy(update={"value": value}) for value in values)
    rows = _read(report.model_copy(update={"pillars": (first.model_copy(update={"leaves": leaves}), *rest)}))

    assert [row["value"] for row in rows[:4]] == ["-0.25", "1e-09", "1e+20", "0.1"]


def test_a_number_that_is_none_leaves_its_cell_empty() -> None:
    report = full()
    first, *rest = report.pillars
    leaves = tuple(first.leaves[1].model_copy(update={"value": value}) for value in (float("nan"), float("inf")))
    rows = _read(report.model_copy(update={"pillars": (first.model_copy(update={"leaves": leaves}), *rest)}))

    assert [row["value"] for row in rows[:2]] == ["", ""]


def test_an_empty_report_is_the_heading_alone() -> None:
    assert made_csv.render(empty()) == b"\xef\xbb\xbf" + ",".join(made_csv.HEADS).encode() + b"\r\n"


@pytest.mark.parametrize("text", ["=1+1", "+47 99", "-5", "@nordlys", "＝1", "=cmd|' /C calc'!A0"])  # noqa: RUF001
def test_a_text_that_a_spreadsheet_would_compute_has_an_apostrophe_in_front(text: str) -> None:
    assert {row["company"] for row in _read(hostile(text))} == {f"'{text}"}


@pytest.mark.parametrize("text", ["a;=1+1", 'a; "=1+1"', "a;;@b"])
def test_nor_is_one_computed_where_the_semicolon_ends_a_cell(text: str) -> None:
    cells = re.split(";", _read(hostile(text))[0]["company"])

    assert not any(re.match(r'[\s"]*[=+\-@]', cell) for cell in cells)


@pytest.mark.parametrize("text", ["Nordlys", "a=b", "post@nordlys.example", "1-2", "a - b; c", '"quoted", and more'])
def test_any_other_text_is_as_it_was(text: str) -> None:
    assert {row["company"] for row in _read(hostile(text))} == {text}


@settings(max_examples=60)
@given(words | st.sampled_from(["\ud800", "]]>", '"', '","', "\r\n=1", "\t=1"]))
def test_whatever_strangers_write_the_table_keeps_its_shape(text: str) -> None:
    raw = made_csv.render(hostile(text)).decode("utf-8-sig")
    rows = list(csv.reader(StringIO(raw, newline=""), strict=True))

    assert {len(row) for row in rows} == {len(made_csv.HEADS)}
    assert len(rows) == 1 + len(_leaves(full()))
    assert raw.count("\r\n") == len(rows)
    assert not hidden_in(raw.replace("\r\n", ""))
    texts = [cell for row in rows[1:] for cell in row]
    assert not [cell for cell in texts if cell[:1] in "=+@" and cell]


def test_the_unit_of_each_metric_is_the_one_that_it_declares() -> None:
    assert {id_: found.unit for id_, found in metrics().items()} == UNITS
