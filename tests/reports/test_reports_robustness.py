"""What the formats say of how firm a score is."""

from __future__ import annotations

from typing import Any

import pytest
from reports.report_samples import full

from presence_audit.model.report import Report
from presence_audit.model.shown import Sensitivity, Shown
from presence_audit.reports import json as json_report
from presence_audit.reports import markdown, terminal

MOVES = Sensitivity(draws=4000, weights=(66.36, 68.71), exponents=(67.82, 67.47, 67.13), unknown=(63.4, 65.27, 67.2))
INTERVALS = "The range includes the 90% intervals of the measured rates."
SENSITIVITY = (
    "Sensitivity: with other weights 66.4–68.7; with the exponent 1 / 0.5 / 0: 67.8 / 67.5 / 67.1; "  # noqa: RUF001
    "with the unknown drawn at random: 63.4–67.2, median 65.3."  # noqa: RUF001
)


def _with(**shown: Any) -> Report:
    return full().model_copy(update={"shown": Shown(**shown)})


def _told(report: Report) -> list[str]:
    """Each format as one line of words."""
    texts = terminal.render(report, width=100, color=False), markdown.render(report).decode()
    return [" ".join(text.split()) for text in texts]


def test_both_options_are_told_below_the_headline() -> None:
    for text in _told(_with(intervals=True, sensitivity=MOVES)):
        assert f"{INTERVALS} {SENSITIVITY}" in text
        assert text.index("confidence") < text.index(INTERVALS) < text.index("The score rests on")


@pytest.mark.parametrize(
    ("shown", "said"), [({"intervals": True}, {INTERVALS}), ({"sensitivity": MOVES}, {SENSITIVITY}), ({}, set())]
)
def test_what_was_not_asked_is_not_told(shown: dict[str, Any], said: set[str]) -> None:
    for text in _told(_with(**shown)):
        assert {line for line in (INTERVALS, SENSITIVITY) if line in text} == said


def test_a_report_without_the_part_that_is_only_shown_tells_nothing_of_it() -> None:
    report = full().model_copy(update={"shown": None})

    assert all("Sensitivity" not in text for text in _told(report))


def test_a_plain_terminal_gets_letters_and_no_signs_that_draw() -> None:
    text = terminal.render(_with(intervals=True, sensitivity=MOVES), width=100, color=False, plain=True)

    assert not set(text) & set("█▓▒░─·–→≥×")  # noqa: RUF001
    assert "other weights 66.4-68.7" in " ".join(text.split())


def test_the_json_keeps_it_for_whoever_renders_the_result_again() -> None:
    report = _with(intervals=True, sensitivity=MOVES)

    assert json_report.parse(json_report.render(report)).shown == report.shown
