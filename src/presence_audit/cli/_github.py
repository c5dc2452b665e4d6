"""A run in GitHub Actions (`--github`): annotations, the job summary, and the outputs of the step.

What GitHub is told, it reads from three places: commands on standard error (standard output may be the report itself),
the file that GITHUB_STEP_SUMMARY names, and the file that GITHUB_OUTPUT names.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from presence_audit.cli._interrupt import INTERRUPTED
from presence_audit.cli._streams import say
from presence_audit.errors import OutputError, PresenceAuditError, ProfilesError
from presence_audit.reports import annotation_lines, markdown, problem_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from presence_audit.model.profiles import Profiles
    from presence_audit.model.report import Report
    from presence_audit.reports import Edition
    from presence_audit.scoring import Judged

_DROPPED_ABOVE = 1024 * 1024  # bytes of a summary
_NAMES = ("score", "low", "high", "coverage", "changed", "exit-code", "report")


def _named(variable: str) -> Path | None:
    told = os.environ.get(variable, "")
    return Path(told) if told else None


def _number(value: float | None, decimals: int) -> str:
    return "" if value is None else f"{round(value, decimals) + 0.0:.{decimals}f}"


def _assigned(name: str, value: str) -> str:
    """`name=value`, and the long form for several lines, with an end that stands on no line of the value."""
    if "\n" not in value and "\r" not in value:
        return f"{name}={value}\n"
    end = "end"
    while end in value:
        end += "-"
    return f"{name}<<{end}\n{value}\n{end}\n"


def _append(path: Path, text: bytes) -> None:
    try:
        with path.open("ab") as file:
            file.write(text)
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror or error}") from error


def _code_of(error: BaseException) -> int:
    if isinstance(error, PresenceAuditError):
        return error.exit_code
    return INTERRUPTED if isinstance(error, KeyboardInterrupt) else PresenceAuditError.exit_code


@dataclass(frozen=True, slots=True)
class GitHub:
    """Where a run of GitHub Actions takes words; None for what it does not name."""

    workspace: Path | None
    summary: Path | None
    output: Path | None

    @classmethod
    def here(cls) -> GitHub:
        """The run that the environment tells of. Where it is none, that is said."""
        found = cls(*map(_named, ("GITHUB_WORKSPACE", "GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT")))
        if found.summary is None or found.output is None:
            say("presence-audit: --github: GITHUB_STEP_SUMMARY or GITHUB_OUTPUT is not set; is this GitHub Actions?")
        return found

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Within, a run that ends with an error tells its exit code all the same. What is not known stays empty."""
        try:
            yield
        except BaseException as error:
            if isinstance(error, ProfilesError):
                for line in problem_lines(error.problems, self._from_root(Path(error.path))):
                    say(line)
            self._tell({"exit-code": str(_code_of(error))})
            raise

    def show(self, report: Report, profiles: Profiles, edition: Edition, judged: Sequence[Judged]) -> None:
        """Annotate the profiles file, and append the report to the summary. Raises OutputError."""
        for line in annotation_lines(report, self._from_root(Path(profiles.path)), profiles.places, edition, judged):
            say(line)
        if self.summary is None:
            return
        taken = self.summary.stat().st_size if self.summary.is_file() else 0
        most = min(markdown.SUMMARY, _DROPPED_ABOVE - taken)
        _append(self.summary, markdown.render_within(report, most, edition))

    def answer(self, report: Report, code: int, files: Sequence[Path], *, is_changed: bool) -> None:
        """Set the outputs of the step. A score that is not known, and its range, are empty and never 0."""
        score = report.score
        low, high = score.likely if score.value is not None else (None, None)
        self._tell(
            {
                "score": _number(score.value, 1),
                "low": _number(low, 1),
                "high": _number(high, 1),
                "coverage": _number(score.coverage, 2),
                "changed": "true" if is_changed else "false",
                "exit-code": str(code),
                "report": "\n".join(str(path) for path in files if str(path) != "-"),
            }
        )

    def _tell(self, known: Mapping[str, str]) -> None:
        if self.output is not None:
            _append(self.output, "".join(_assigned(name, known.get(name, "")) for name in _NAMES).encode())

    def _from_root(self, path: Path) -> str | None:
        root = (self.workspace or Path.cwd()).resolve()
        place = path.resolve()
        return place.relative_to(root).as_posix() if place.is_relative_to(root) else None
