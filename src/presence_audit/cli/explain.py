"""`presence-audit explain` and `presence-audit metrics`: the method and its numbers in plain words."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from presence_audit.cli._results import read_in_english
from presence_audit.cli._streams import columns, write_stdout
from presence_audit.cli.report import is_coloured
from presence_audit.errors import UsageError
from presence_audit.explain import contents, explained, explained_number, metrics_table
from presence_audit.reports.article import as_json, terminal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presence_audit.reports.article import Article

_MOST_COLUMNS = 120


def draw(articles: Sequence[Article], *, plain: bool) -> bytes:
    """The articles as they are shown on this terminal."""
    color = is_coloured(plain=plain, to_terminal=sys.stdout is not None and sys.stdout.isatty())
    return terminal(articles, width=min(columns(), _MOST_COLUMNS), color=color, plain=plain).encode()


def _show(articles: Sequence[Article], name: str, *, plain: bool) -> int:
    if name not in {"terminal", "json"}:
        raise UsageError(f"--format {name}: there are terminal and json.")
    write_stdout(as_json(articles) if name == "json" else draw(articles, plain=plain))
    return 0


def _is_result(word: str) -> bool:
    return word.casefold().endswith(".json") or "/" in word or Path(word).is_file()


def explain(topic: str | None, number: str | None, name: str, *, is_whole: bool, plain: bool) -> int:
    """Explain a topic, or one number of a saved result; without either, list the topics.

    Raises:
        UsageError: there is no such topic or number; the message suggests what may have been meant.
        EvidenceError: the result cannot be read.
    """
    if topic is None:
        return _show([contents()], name, plain=plain)
    if number is None and not _is_result(topic):
        return _show(explained(topic), name, plain=plain)
    return _show([explained_number(read_in_english(Path(topic)), number, is_whole=is_whole)], name, plain=plain)


def metrics(name: str, *, plain: bool) -> int:
    """List every metric of the method by pillar."""
    return _show([metrics_table()], name, plain=plain)
