"""What is worst of a report as annotations of GitHub Actions, on the lines of the profiles file that they are about.

The format is that of GitHub's workflow commands, `::warning file=…,line=…,col=…,title=…::message`. In a message `%`,
carriage return and line feed are written as %25, %0D and %0A, in a property `:` and `,` as %3A and %2C as well, so that
a name that a stranger chose cannot begin a command of its own (GitHub's toolkit, packages/core/src/command.ts).

GitHub shows about ten annotations of a kind for each step and drops the others without a word; therefore there are nine
at most, and the last says how many more there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from presence_audit.i18n import gettext as _
from presence_audit.model.channel import COMPANY
from presence_audit.model.profiles import gate_place
from presence_audit.reports import _nouns as nouns
from presence_audit.reports._edition import PLAIN, Edition
from presence_audit.reports._rows import findings_by_gain, ways_to_know
from presence_audit.reports._text import shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from presence_audit.errors import Problem
    from presence_audit.model.report import Finding, Report
    from presence_audit.scoring import Judged

MOST: Final = 9

_LONG = 600
_TITLE = "presence-audit"
Level = Literal["error", "warning", "notice"]


@dataclass(frozen=True, slots=True)
class _Remark:
    level: Level
    subject: str
    message: str


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _of_gate(judged: Judged) -> _Remark:
    level: Level = "error" if judged.verdict == "failed" and judged.level == "error" else "warning"
    at = COMPANY if judged.place is None else gate_place(judged.place)
    return _Remark(level, at, f"gate {judged.verdict}: {judged.told}")  # as the line on stderr, always in English


def _of_finding(finding: Finding) -> _Remark:
    return _Remark("warning", finding.subject, f"{finding.message} {finding.advice}")


def _remarks(report: Report, judged: Sequence[Judged]) -> list[_Remark]:
    """The gates that are not met, then what would gain most, then how what is unknown becomes known."""
    gates = [_of_gate(one) for one in judged if one.verdict != "passed"]
    found = [*findings_by_gain(report), *ways_to_know(report)]
    return [*gates, *(_of_finding(finding) for finding in found if finding.severity != "info")]


def _line(remark: _Remark, file: str | None, places: Mapping[str, tuple[int, int]]) -> str:
    properties = {"title": _TITLE}
    if file is not None and file.isprintable():
        line, column = places.get(remark.subject) or places.get(COMPANY, (1, 1))
        properties = {"file": file, "line": str(line), "col": str(column), **properties}
    told = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{remark.level} {told}::{_data(shown(remark.message, _LONG))}"


def problem_lines(problems: Sequence[Problem], file: str | None) -> tuple[str, ...]:
    """Annotations of what is wrong with a profiles file, nine at most, each at its line; the log has them all."""
    return tuple(
        _line(_Remark("error", str(place), problem.message), file, {str(place): (problem.line, problem.column)})
        for place, problem in enumerate(problems[:MOST])
    )


def annotation_lines(
    report: Report,
    file: str | None,
    places: Mapping[str, tuple[int, int]],
    edition: Edition = PLAIN,
    judged: Sequence[Judged] = (),
) -> tuple[str, ...]:
    """The annotations, nine at most, a line each.

    Args:
        report: what they are of.
        file: the profiles file from the root of the repository, None where it lies outside. One whose
            name holds control characters is not named.
        places: line and column of each subject and each gate in it (1-based); what has none is told on the company's.
        edition: the language of the findings.
        judged: the gates; those that are not met come first.
    """
    with edition.of(report) as told:
        remarks = _remarks(told, judged)
        if len(remarks) > MOST:
            rest = nouns.more(len(remarks) - MOST + 1, "finding")
            # Translators: {findings} is "12 more findings"; the summary is that of a run on GitHub.
            more = _("{findings}: see the job summary.").format(findings=rest)
            remarks = [*remarks[: MOST - 1], _Remark("notice", COMPANY, more)]
        return tuple(_line(remark, file, places) for remark in remarks)
