"""One file per format. Each is a pure function of the report, and owns its escaping."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from presence_audit.errors import UsageError
from presence_audit.reports import json, markdown, terminal

if TYPE_CHECKING:
    from collections.abc import Callable

    from presence_audit.model.report import Report

__all__ = ["FORMATS", "Format", "format_of", "json", "markdown", "render", "terminal"]

_FILE_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Format:
    """How a format is made, and by which endings of a file name it is asked for."""

    render: Callable[[Report], bytes]
    suffixes: tuple[str, ...]


def _as_text(report: Report) -> bytes:
    return terminal.render(report, width=_FILE_WIDTH, color=False).encode()


FORMATS = {
    "terminal": Format(_as_text, (".txt",)),
    "markdown": Format(markdown.render, (".md", ".markdown")),
    "json": Format(json.render, (".json",)),
}


def format_of(path: str) -> str:
    """Name the format that the ending of a file name asks for.

    Raises:
        UsageError: no format has this ending; the message lists those that there are.
    """
    suffix = PurePath(path).suffix.lower()
    for name, made in FORMATS.items():
        if suffix in made.suffixes:
            return name
    known = ", ".join(suffix for made in FORMATS.values() for suffix in made.suffixes)
    raise UsageError(f"{path}: no report format has this ending. Use one of {known}, or say it with --format.")


def render(report: Report, format: str) -> bytes:  # noqa: A002  the name of the option it answers
    """The report in one of `FORMATS`; "terminal" means plain text of 100 columns, as it is saved to a file.

    Raises:
        UsageError: there is no such format; the message lists those that there are.
    """
    if format not in FORMATS:
        raise UsageError(f'there is no report format "{format}". Use one of {", ".join(FORMATS)}.')
    return FORMATS[format].render(report)
