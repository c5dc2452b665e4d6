"""What to do next: the findings that would gain most, each with what it brings and what it takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from presence_audit.reports import _numbers as numbers
from presence_audit.reports._rows import findings_by_gain

if TYPE_CHECKING:
    from presence_audit.model.report import Finding, Report

MOST = 3


@dataclass(frozen=True, slots=True)
class Step:
    """One finding. `gain` and `becomes` are empty where the gain is unknown, `effort` where it is not told."""

    finding: Finding
    gain: str
    becomes: str
    effort: str


def step_of(report: Report, finding: Finding) -> Step:
    """A finding with its gain, what the total would become, and its effort."""
    known = finding.gain is not None
    becomes = ""
    if finding.gain is not None and report.score.value is not None:
        becomes = numbers.score(min(report.score.value + finding.gain, 100))
    return Step(finding, numbers.gain(finding.gain) if known else "", becomes, finding.effort or "")


def next_steps(report: Report) -> tuple[Step, ...]:
    """The three steps that would gain most; fewer where fewer gain anything."""
    found = [finding for finding in findings_by_gain(report) if finding.gain is not None]
    return tuple(step_of(report, finding) for finding in found[:MOST])
