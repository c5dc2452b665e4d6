"""What to do next: the findings that would gain most, each with what it brings and what it takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from presence_audit.reports import _numbers as numbers
from presence_audit.reports._rows import becomes, findings_by_gain, ways_to_know
from presence_audit.reports._words import effort_words

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
    gain = "" if finding.gain is None else numbers.gain(finding.gain)
    total = becomes(report, finding)
    effort = effort_words(finding.effort) if finding.effort else ""
    return Step(finding, gain, "" if total is None else numbers.score(total), effort)


def next_steps(report: Report) -> tuple[Step, ...]:
    """The three steps that would gain most; where none is known to gain anything, those that make more known."""
    found = findings_by_gain(report)
    gaining = [finding for finding in found if finding.gain is not None]
    chosen = gaining or [*ways_to_know(report), *found]
    return tuple(step_of(report, finding) for finding in chosen[:MOST])
