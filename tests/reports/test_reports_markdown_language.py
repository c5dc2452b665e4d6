from __future__ import annotations

import re

import pytest
from reports.shown_samples import everything
from reports.told_in_pseudo import NORWEGIAN, REPORTS, english, speak

from presence_audit.reports import markdown


@pytest.fixture(autouse=True)
def _pseudo(monkeypatch: pytest.MonkeyPatch) -> None:
    speak(monkeypatch)


@pytest.mark.parametrize("name", REPORTS)
def test_every_text_of_the_markdown_is_translated(name: str) -> None:
    report = REPORTS[name]()
    made = re.sub(r"</?(details|summary)>|[`\\]", "", markdown.render(report, NORWEGIAN).decode())
    cells = (cell for line in made.splitlines() for cell in line.split("|"))

    assert english(cells, report) == []


def test_the_headings_and_the_folds_stay_where_they_are() -> None:
    told, plain = (markdown.render(everything(), *edition).decode() for edition in ((NORWEGIAN,), ()))
    shape = re.compile(r"^(#+ |</?details>|\|)", re.MULTILINE)

    assert shape.findall(told) == shape.findall(plain)


def test_hours_are_digits_in_every_language() -> None:
    told = markdown.render(everything(), NORWEGIAN).decode()

    assert re.search(r"\| «Day» +\| +00-03 \|", told)
