"""`presence-audit report RESULT.json`, and how any command puts reports where they are wanted."""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import TYPE_CHECKING

from presence_audit.cli._edition import edition_for
from presence_audit.cli._results import read_result
from presence_audit.cli._streams import columns, write_all
from presence_audit.cli._taken import Taken
from presence_audit.errors import UsageError
from presence_audit.reports import FORMATS, PLAIN, Edition, demand, format_of, junit, pptx, render, terminal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from presence_audit.cli._edition import Dress
    from presence_audit.model.report import Report
    from presence_audit.scoring import Judged


def _to_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def is_coloured(*, plain: bool, to_terminal: bool) -> bool:
    """Whether colour is wanted, by the terminal and by NO_COLOR, TERM and FORCE_COLOR."""
    if os.environ.get("FORCE_COLOR") and not plain:
        return True
    return to_terminal and not plain and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def render_as(
    report: Report,
    name: str,
    *,
    plain: bool,
    to_terminal: bool,
    judged: Sequence[Judged] = (),
    template: Path | None = None,
    edition: Edition = PLAIN,
) -> bytes:
    """Render in the named format.

    The terminal's width and colour count only where it is one, gates only in JUnit, a template only for slides.
    """
    if name == "junit":
        return junit.render(report, judged)
    if name == "pptx":
        return pptx.render(report, template, edition)
    if name != "terminal":
        return render(report, name, edition)
    color = is_coloured(plain=plain, to_terminal=to_terminal)
    return terminal.render(report, width=columns(), color=color, plain=plain, edition=edition).encode()


def _check_template(template: Path, name: str | None, outputs: Sequence[Path]) -> None:
    asked = {name} if len(outputs) <= 1 and name else {format_of(str(p)) for p in outputs if str(p) != "-"} | {name}
    if "pptx" not in asked:
        raise UsageError(f"--template {template}: it is for slides; ask for them with -o audit.pptx.")
    pptx.check(template)
    if any(path.resolve() == template.resolve() for path in outputs):
        raise UsageError(f"-o {template}: this is the template; name another file.")


def check_formats(name: str | None, outputs: Sequence[Path], template: Path | None = None) -> None:
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
    if template is not None:
        _check_template(template, name, outputs)


def deliver(
    report: Report,
    name: str | None,
    outputs: Sequence[Path],
    *,
    plain: bool,
    judged: Sequence[Judged] = (),
    template: Path | None = None,
    edition: Edition = PLAIN,
) -> None:
    """Write the report to every output, or to stdout when none is named. Raises OutputError."""
    render_one = partial(render_as, report, plain=plain, judged=judged, template=template, edition=edition)
    files: dict[Path, bytes] = {}
    stdout: bytes | None = None
    for path in outputs:
        if str(path) == "-":
            stdout = render_one(name or "terminal", to_terminal=_to_terminal())
        else:
            chosen = name if name is not None and len(outputs) == 1 else format_of(str(path))
            files[path] = render_one(chosen, to_terminal=False)
    if not outputs:
        stdout = render_one(name or "terminal", to_terminal=_to_terminal())
    write_all(files, stdout, render(report, "json"))


def report(
    result: Path,
    name: str | None,
    outputs: Sequence[Path],
    *,
    template: Path | None,
    dress: Dress,
    plain: bool,
) -> int:
    """Render a saved result again."""
    check_formats(name, outputs, template)
    told = read_result(result)
    taken = Taken()
    taken.add(result, "the result that is read")
    taken.add(template, "the template")
    edition = edition_for(told, dress, outputs, taken)
    deliver(told, name, outputs, plain=plain, template=template, edition=edition)
    return 0
