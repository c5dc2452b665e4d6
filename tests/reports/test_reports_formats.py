from __future__ import annotations

import pytest
from reports.report_samples import full

from presence_audit.errors import UsageError
from presence_audit.reports import FORMATS, csv, format_of, json, junit, markdown, pptx, render, terminal, xlsx


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a.md", "markdown"),
        ("out/a.b.MARKDOWN", "markdown"),
        ("result.json", "json"),
        ("measures.csv", "csv"),
        ("Audit.XLSX", "xlsx"),
        ("gates.xml", "junit"),
        ("Audit.HTM", "html"),
        ("deck.PPTX", "pptx"),
        ("audit.pdf", "pdf"),
        ("C:\\out\\report.txt", "terminal"),
    ],
)
def test_the_ending_of_a_file_name_chooses_the_format(path: str, expected: str) -> None:
    assert format_of(path) == expected


@pytest.mark.parametrize("path", ["report.docx", "report", ".md", ""])
def test_an_unknown_ending_is_refused_with_those_that_are_known(path: str) -> None:
    with pytest.raises(UsageError, match=r"\.txt, \.md, \.markdown, \.json, .*\.csv, \.xlsx, .*\.xml"):
        format_of(path)


def test_an_unknown_format_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(UsageError, match="terminal, markdown, json"):
        render(full(), "docx")


def test_each_format_is_rendered_by_its_own_file() -> None:
    report = full()

    assert render(report, "json") == json.render(report)
    assert render(report, "markdown") == markdown.render(report)
    assert render(report, "csv") == csv.render(report)
    assert render(report, "xlsx") == xlsx.render(report)
    assert render(report, "pptx") == pptx.render(report)
    assert render(report, "junit") == junit.render(report)
    assert render(report, "terminal").decode() == terminal.render(report, width=100, color=False)


def test_no_ending_belongs_to_two_formats() -> None:
    suffixes = [suffix for made in FORMATS.values() for suffix in made.suffixes]

    assert len(suffixes) == len(set(suffixes))
