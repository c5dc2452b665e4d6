"""`presence-audit compare OLD.json NEW.json`: what changed between two results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.cli._results import read_in_english
from presence_audit.cli._streams import write_stdout
from presence_audit.cli.explain import draw
from presence_audit.compare import article_of, compared
from presence_audit.errors import UsageError
from presence_audit.reports.article import as_json, markdown

if TYPE_CHECKING:
    from pathlib import Path


def compare(old: Path, new: Path, name: str, *, plain: bool) -> int:
    """Tell what changed. A score that fell is no error: the exit code is 0.

    Raises:
        UsageError: the two results are of different companies, or there is no such format.
        EvidenceError: a result cannot be read.
    """
    if name not in {"terminal", "markdown", "json"}:
        raise UsageError(f"--format {name}: there are terminal, markdown and json.")
    article = article_of(compared(read_in_english(old), read_in_english(new)))
    if name == "json":
        write_stdout(as_json([article]))
    elif name == "markdown":
        write_stdout(markdown(article).encode())
    else:
        write_stdout(draw([article], plain=plain))
    return 0
