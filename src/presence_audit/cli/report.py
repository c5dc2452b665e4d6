"""`presence-audit report RESULT.json`, and how any command puts reports where they are wanted."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from presence_audit.cli._deliveries import Written, note_deliveries
from presence_audit.cli._edition import edition_for
from presence_audit.cli._gates import exit_code, judged_in, verdict_line
from presence_audit.cli._interrupt import put_in_order
from presence_audit.cli._results import baseline_in, read_result
from presence_audit.cli._store import store_path
from presence_audit.cli._streams import columns, kept, say, write_all
from presence_audit.cli._taken import Taken
from presence_audit.errors import StoppedError, UsageError
from presence_audit.history import History
from presence_audit.metrics import anew
from presence_audit.profiles import load_profiles
from presence_audit.reports import FORMATS, PLAIN, Edition, badge, demand, format_of, junit, pptx, render, terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from presence_audit.cli._edition import Dress
    from presence_audit.model.report import Report
    from presence_audit.scoring import Gates, Judged


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


def _format_by_suffix(path: Path, name: str | None) -> str:
    try:
        return format_of(str(path))
    except UsageError:
        if name is None:
            raise
        return name


def formats_of(name: str | None, outputs: Sequence[Path]) -> list[str]:
    """The format of each output.

    A single one is in the format `name` where that is given. Of several, each is in the format of its suffix, and
    `name` is for standard output and for what has no suffix that is known.

    Raises:
        UsageError: nothing names the format of a file, or its suffix contradicts `name`.
    """
    if name is not None and len(outputs) == 1:
        return [name]
    is_stdout = [str(path) == "-" for path in outputs]
    formats = [
        name or "terminal" if to_stdout else _format_by_suffix(path, name)
        for path, to_stdout in zip(outputs, is_stdout, strict=True)
    ]
    if name is not None and not any(is_stdout):
        for path, format_ in zip(outputs, formats, strict=True):
            if format_ != name:
                raise UsageError(
                    f"-f {name} and -o {path}: by its suffix it is {format_}. Of several files each is in the format "
                    "of its suffix: leave -f away, or write this one in a call of its own."
                )
    return formats


def _check_template(template: Path, formats: Sequence[str], outputs: Sequence[Path]) -> None:
    if "pptx" not in formats:
        raise UsageError(f"--template {template}: it is for slides; ask for them with -o audit.pptx.")
    pptx.check(template)
    if any(path.resolve() == template.resolve() for path in outputs):
        raise UsageError(f"-o {template}: this is the template; name another file.")


def _check_place(path: Path, flag: str = "-o") -> None:
    try:
        is_folder, has_folder = path.is_dir(), path.parent.is_dir()
    except OSError as error:  # longer than a name may be
        raise UsageError(f"{flag} {path}: {error.strerror}; name another file.") from error
    if is_folder:
        raise UsageError(f"{flag} {path}: this is a folder; name a file in it.")
    if not has_folder:
        raise UsageError(f"{flag} {path}: there is no folder {path.parent}; make it first.")


def check_formats(name: str | None, outputs: Sequence[Path], template: Path | None = None) -> None:
    """Refuse what cannot be made or written before anything is fetched. Raises UsageError."""
    known = tuple(FORMATS)
    if name is not None and name not in known:
        raise UsageError(f"--format {name}: there are {', '.join(known)}.")
    places = outputs or [Path("-")]
    formats = formats_of(name, places)
    for path, format_ in zip(places, formats, strict=True):
        demand(format_)
        if str(path) != "-":
            _check_place(path)
        elif FORMATS[format_].is_binary and _to_terminal():
            raise UsageError(
                f"--format {name}: a terminal cannot show it; write it with -o audit{FORMATS[format_].suffixes[0]}."
            )
    if template is not None:
        _check_template(template, formats, outputs)


def check_badges(badges: Sequence[Path]) -> None:
    """Refuse a badge that cannot be made or written. Raises UsageError."""
    for path in badges:
        badge.demand(str(path))
        _check_place(path, "--badge")


def _break(name: str | None, *, plain: bool) -> bytes:
    """What stands between two reports of one call."""
    if name == "markdown":
        return b"\n---\n\n"
    return b"\n\n" if plain else f"\n{'─' * columns()}\n\n".encode()


def deliver(
    report: Report,
    name: str | None,
    outputs: Sequence[Path],
    *,
    plain: bool,
    judged: Sequence[Judged] = (),
    template: Path | None = None,
    edition: Edition = PLAIN,
    keep: bool = False,
    is_next: bool = False,
    badges: Sequence[Path] = (),
    is_shown: bool = False,
    note: Callable[[Sequence[Written]], None] = lambda _: None,
) -> bool:
    """Write the report to every output, or to stdout when none is named and it is not shown elsewhere.

    With `keep` it is kept as JSON, should anything go wrong: it stands nowhere else. `is_next` says that another
    report stands on stdout already. `note` is told what was written, also where another file could not be. Returns
    whether any file is another than before; one that is as it was is not touched.

    Raises:
        OutputError: a file cannot be written; the message says what is there, and what is not.
        StoppedError: Ctrl-C; the message says the same.
    """
    places = outputs or ([] if is_shown else [Path("-")])
    result = render(report, "json") if keep else None
    bodies: dict[Path, bytes] = {}
    with put_in_order():
        try:
            formats = dict(zip(places, formats_of(name, places), strict=True))
            for path, format_ in formats.items():
                to_terminal = str(path) == "-" and _to_terminal()
                bodies[path] = render_as(
                    report, format_,
                    plain=plain, to_terminal=to_terminal, judged=judged, template=template, edition=edition,
                )  # fmt: skip
            bodies |= {path: badge.render(report, str(path), edition, judged) for path in badges}
        except KeyboardInterrupt as stop:
            raise StoppedError("\n".join(["interrupted; nothing was written", *kept(result)])) from stop
        except Exception:
            for line in kept(result):
                say(f"presence-audit: {line}")
            raise
        if is_next:
            bodies[places[0]] = _break(name, plain=plain) + bodies[places[0]]
        there: list[Path] = []
        try:
            is_changed = write_all(bodies, result, there)
        finally:  # what is there may show somebody who wants to be forgotten one day
            note([Written(path, format_, bodies[path]) for path, format_ in formats.items() if path in there])
    return is_changed


def report(
    result: Path,
    name: str | None,
    outputs: Sequence[Path],
    *,
    template: Path | None,
    dress: Dress,
    plain: bool,
    gates: Gates,
    baseline: Path | None,
) -> int:
    """Render a saved result again, and judge it by the gates asked for. Returns their exit code."""
    check_formats(name, outputs, template)
    told = read_result(result)
    before = baseline_in(baseline, told.company.name, told.window_days) if baseline is not None else None
    judged = judged_in(told if before is None else anew(told), gates, before)
    taken = Taken()
    taken.add(result, "the result that is read")
    taken.add(template, "the template")
    taken.add(baseline, "the earlier result")
    edition = edition_for(told, dress, outputs, taken)

    def note(written: Sequence[Written]) -> None:
        if dress.profiles is not None:
            _note(store_path(load_profiles(dress.profiles), dress.store), told, written)

    deliver(told, name, outputs, plain=plain, judged=judged, template=template, edition=edition, note=note)
    line = verdict_line(judged)
    if line:
        say(f"presence-audit: {line}")
    return exit_code(judged)


def _note(store: Path, told: Report, written: Sequence[Written]) -> None:
    """Note what was handed over where there is a history. Raises StoreError, after everything was written."""
    if store.exists():
        with History.open(store) as history:
            note_deliveries(history, store, told, written, None, datetime.now(UTC))
