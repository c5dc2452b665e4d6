from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports.read_back import Book, opened
from reports.shown_samples import everything
from reports.told_in_pseudo import NORWEGIAN, REPORTS, english, speak

from presence_audit.model.report import Report
from presence_audit.reports import csv, xlsx
from presence_audit.reports._xlsx_names import named

every_report = pytest.mark.parametrize("name", REPORTS)


@pytest.fixture(autouse=True)
def _pseudo(monkeypatch: pytest.MonkeyPatch) -> None:
    speak(monkeypatch)


def _book(report: Report) -> Book:
    return opened(xlsx.render(report, NORWEGIAN))


@every_report
def test_every_text_of_a_workbook_is_translated(name: str) -> None:
    report = REPORTS[name]()
    book = _book(report)
    texts = [cell.value for cell in book.cells() if isinstance(cell.value, str)]

    assert english([*book.raw.sheetnames, *texts, book.raw.properties.title], report) == []
    assert all("«Page &P of &N»" in page.oddFooter.right.text for page in book.raw.worksheets)


def test_the_numbers_and_their_formats_are_those_of_the_english_workbook() -> None:
    report = everything()
    told, plain = (
        [
            [[(cell.value, cell.number_format) for cell in row if cell.data_type in "nd"] for row in page.iter_rows()]
            for page in opened(made).raw.worksheets
        ]
        for made in (xlsx.render(report, NORWEGIAN), xlsx.render(report))
    )

    assert told == plain


def test_each_link_of_the_summary_leads_to_a_sheet_whatever_it_is_called() -> None:
    book = _book(everything())
    targets = [cell.hyperlink.location for cell in book.cells() if cell.hyperlink]

    assert [target.removesuffix("'!A1")[1:] for target in targets] == book.raw.sheetnames[1:]


def test_the_map_of_hours_is_shaded_whatever_its_sheet_is_called() -> None:
    shaded = [page.title for page in _book(everything()).raw.worksheets if len(page.conditional_formatting)]

    assert shaded == ["«Hours»"]


def test_a_number_that_is_not_known_stands_apart_whatever_the_word_for_it_is() -> None:
    rows = _book(everything()).tables["«Pillars»"]
    styles = {(row["«Score is»"].value, row["«Score is»"].font.i) for row in rows}

    assert styles == {("«known»", False), ("«unknown»", True)}


@given(st.lists(st.text(max_size=50), max_size=20))
def test_any_names_become_names_that_excel_takes(wanted: list[str]) -> None:
    names = named(wanted)

    assert len({name.casefold() for name in names}) == len(wanted)
    assert all(1 <= len(name) <= 31 for name in names)
    assert not any(set(name) & set("[]:*?/\\") or name[0] in "' " or name[-1] in "' " for name in names)


def test_a_good_name_stays_as_it_is() -> None:
    assert named(["Sammendrag", "Måltall", "History", "a/b", "x" * 40, "måltall"]) == (
        "Sammendrag",
        "Måltall",
        "History 2",
        "a b",
        "x" * 31,
        "måltall 2",
    )


def test_the_values_for_programs_are_the_same_in_every_language() -> None:
    report = everything()
    told, plain = (csv.render(report, *edition).decode().splitlines() for edition in ((NORWEGIAN,), ()))

    assert told[0] == plain[0]
    assert "," in told[0]
    assert [line.split(",")[9] for line in told] == [line.split(",")[9] for line in plain]
