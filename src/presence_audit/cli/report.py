"""`presence-audit report RESULT.json`, and how any command puts reports where they are wanted."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from presence_audit.cli._streams import columns, write_all
from presence_audit.errors import EvidenceError, UsageError
from presence_audit.reports import FORMATS, demand, format_of, json, junit, render, terminal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from presence_audit.model.report import Report
    from presence_audit.scoring import Judged


def _to_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def is_coloured(*, plain: bool, to_terminal: bool) -> bool:
    """Whether colour is wanted, by the terminal and by NO_COLOR, TERM and FORCE_COLOR."""
    if os.environ.get("FORCE_COLOR") and not plain:
        return True
    return to_terminal and not plain and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def render_as(report: Report, name: str, *, plain: bool, to_terminal: bool, judged: Sequence[Judged] = ()) -> bytes:
    """Render in the named format; the terminal's width and colour count only where it is one, gates only in JUnit."""
    if name == "junit":
        return junit.render(report, judged)
    if name != "terminal":
        return render(report, name)
    color = is_coloured(plain=plain, to_terminal=to_terminal)
    return terminal.render(report, width=columns(), color=color, plain=plain).encode()


def check_formats(name: str | None, outputs: Sequence[Path]) -> None:
    """Refuse what cannot be made or written before anything is fetched. Raises UsageError."""
    known = tuple(FORMATS)
    if name is not None and name not in known:
        raise UsageError(f"--format {name}: there are {', '.join(known)}.")
    is_to_stdout = not outputs or any(str(path) == "-" for path in outputs)
    if name is not None and (is_to_stdout or len(outputs) == 1):
        demand(name)
        if is_to_stdout and FORMATS[name].is_binary and _to_terminal():
            raise UsageError(
                f"--format {name}: a terminal cannot show it; write it with -o audit{FORMATS[name].suffixes[0]}."
            )
    for path in outputs:
        if str(path) == "-":
            continue
        if name is None or len(outputs) > 1:
            demand(format_of(str(path)))
        if path.is_dir():
            raise UsageError(f"-o {path}: this is a folder; name a file in it.")
        if not path.parent.is_dir():
            raise UsageError(f"-o {path}: there is no folder {path.parent}; make it first.")


def deliver(
    report: Report, name: str | None, outputs: Sequence[Path], *, plain: bool, judged: Sequence[Judged] = ()
) -> None:
    """Write the report to every output, or to stdout when none is named. Raises OutputError."""
    files: dict[Path, bytes] = {}
    stdout: bytes | None = None
    for path in outputs:
        if str(path) == "-":
            stdout = render_as(report, name or "terminal", plain=plain, to_terminal=_to_terminal(), judged=judged)
        else:
            chosen = name if name is not None and len(outputs) == 1 else format_of(str(path))
            files[path] = render_as(report, chosen, plain=plain, to_terminal=False, judged=judged)
    if not outputs:
        stdout = render_as(report, name or "terminal", plain=plain, to_terminal=_to_terminal(), judged=judged)
    write_all(files, stdout, render(report, "json"))


def read_result(result: Path) -> Report:
    """Read what `scan -o RESULT.json` wrote. Raises EvidenceError, which names the file."""
    try:
        body = result.read_bytes()
    except OSError as error:
        raise EvidenceError(f"{result}: {error.strerror}; name a file that `scan -o RESULT.json` wrote.") from error
    try:
        return json.parse(body)
    except EvidenceError as error:
        raise EvidenceError(f"{result}: {error}") from error


def report(result: Path, name: str | None, outputs: Sequence[Path], *, plain: bool) -> int:
    """Render a saved result again."""
    check_formats(name, outputs)
    deliver(read_result(result), name, outputs, plain=plain)
    return 0
