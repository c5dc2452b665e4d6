"""How far the run is, on stderr and only on a terminal."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from presence_audit.model.observation import Observation


@contextmanager
def progress(total: int, *, quiet: bool) -> Iterator[Callable[[Observation], None]]:
    """Yield what to call for each channel read. Silent in a pipe, in CI and with --quiet."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(stderr=True, markup=False, highlight=False)
    columns = (TextColumn("reading"), BarColumn(bar_width=24), MofNCompleteColumn(), TextColumn("channels"))
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda _: bar.advance(task)
