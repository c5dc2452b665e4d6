"""The reports as files. After a change that is meant: `UPDATE_GOLDEN=1 pytest tests/reports`, then read the diff."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from reports.history_samples import with_history
from reports.report_samples import SAMPLES

from presence_audit.reports import json, markdown, terminal

GOLDEN = Path(__file__).parent / "golden"
WIDTHS = (40, 80, 100, 160)
REPORTS = SAMPLES | {"history": with_history}


def _matches(name: str, made: bytes) -> None:
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_bytes(made)

    assert path.read_bytes().decode() == made.decode()


@pytest.mark.parametrize("sample", REPORTS)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_terminal_report_is_as_it_was(sample: str, width: int) -> None:
    _matches(f"{sample}.{width}.txt", terminal.render(REPORTS[sample](), width=width, color=False).encode())


@pytest.mark.parametrize("sample", ["full", "history"])
def test_the_plain_terminal_report_is_as_it_was(sample: str) -> None:
    _matches(f"{sample}.plain.txt", terminal.render(REPORTS[sample](), width=80, color=False, plain=True).encode())


def test_the_coloured_terminal_report_is_as_it_was() -> None:
    _matches("full.colour.txt", terminal.render(SAMPLES["full"](), width=100, color=True).encode())


@pytest.mark.parametrize("sample", REPORTS)
def test_the_markdown_report_is_as_it_was(sample: str) -> None:
    _matches(f"{sample}.md", markdown.render(REPORTS[sample]()))


def test_the_json_report_is_as_it_was() -> None:
    _matches("full.json", json.render(SAMPLES["full"]()))


def test_no_golden_file_is_left_over() -> None:
    made = {f"{sample}.{width}.txt" for sample in REPORTS for width in WIDTHS} | {f"{sample}.md" for sample in REPORTS}

    assert made | {"full.plain.txt", "history.plain.txt", "full.colour.txt", "full.json"} == {
        path.name for path in GOLDEN.iterdir()
    }
