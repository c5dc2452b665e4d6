"""One file per format. Each is a pure function of the report, and owns its escaping."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import PurePath
from typing import TYPE_CHECKING

from presence_audit.errors import UsageError
from presence_audit.reports import badge, csv, html, json, junit, markdown, pdf, pptx, terminal, xlsx
from presence_audit.reports._annotations import annotation_lines, problem_lines
from presence_audit.reports._edition import PLAIN, Edition
from presence_audit.reports._note_rows import stale_notes
from presence_audit.reports._retold import retold

if TYPE_CHECKING:
    from collections.abc import Callable

    from presence_audit.model.report import Report

__all__ = [
    "FORMATS",
    "PLAIN",
    "Edition",
    "Format",
    "annotation_lines",
    "badge",
    "csv",
    "demand",
    "format_of",
    "html",
    "json",
    "junit",
    "markdown",
    "pdf",
    "pptx",
    "problem_lines",
    "render",
    "retold",
    "stale_notes",
    "terminal",
    "xlsx",
]

_FILE_WIDTH = 100
_XLSXWRITER = ("xlsxwriter", "xlsxwriter")


@dataclass(frozen=True, slots=True)
class Format:
    """How a format is made, and by which endings of a file name it is asked for.

    `is_prose` says that several reports may follow one another; `is_binary` that no terminal can show it. `extra` is
    the extra of the package that brings the modules it is made with, `needs` names each of them and the distribution
    that holds it, and `check` raises UsageError where they lack something of the system.
    """

    render: Callable[[Report, Edition], bytes]
    suffixes: tuple[str, ...]
    is_prose: bool = False
    is_binary: bool = False
    extra: str = ""
    needs: tuple[tuple[str, str], ...] = ()
    check: Callable[[], None] | None = None


def _as_text(report: Report, edition: Edition) -> bytes:
    return terminal.render(report, width=_FILE_WIDTH, color=False, edition=edition).encode()


def _as_json(report: Report, edition: Edition) -> bytes:
    del edition  # a result is the same for everybody
    return json.render(report)


def _as_slides(report: Report, edition: Edition) -> bytes:
    return pptx.render(report, edition=edition)


def _as_junit(report: Report, edition: Edition) -> bytes:
    del edition  # read by programs
    return junit.render(report)


FORMATS = {
    "terminal": Format(_as_text, (".txt",), is_prose=True),
    "markdown": Format(markdown.render, (".md", ".markdown"), is_prose=True),
    "json": Format(_as_json, (".json",)),
    "csv": Format(csv.render, (".csv",)),
    "xlsx": Format(xlsx.render, (".xlsx",), is_binary=True, extra="xlsx", needs=(_XLSXWRITER,)),
    "pptx": Format(_as_slides, (".pptx",), is_binary=True, extra="pptx", needs=(("pptx", "python-pptx"), _XLSXWRITER)),
    "junit": Format(_as_junit, (".xml",)),
    "html": Format(html.render, (".html", ".htm")),
    "pdf": Format(
        pdf.render, (".pdf",), is_binary=True, extra="pdf", needs=(("weasyprint", "weasyprint"),), check=pdf.check
    ),
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


def demand(format: str) -> None:  # noqa: A002  the name of the option it answers
    """Make sure that there is such a format, and what it is made with.

    Raises:
        UsageError: there is no such format (the message lists those that there are), its extra is not installed, or
            what that needs of the system is missing.
    """
    if format not in FORMATS:
        raise UsageError(f'there is no report format "{format}". Use one of {", ".join(FORMATS)}.')
    made = FORMATS[format]
    missing = [distribution for module, distribution in made.needs if find_spec(module) is None]
    if missing:
        raise UsageError(
            f"the format {format} needs {' and '.join(missing)}, not installed here: "
            f"pip install 'social-presence-audit[{made.extra}]', "
            f"or in a checkout: pip install -c constraints.txt '.[{made.extra}]'"
        )
    if made.check:
        made.check()


def render(report: Report, format: str, edition: Edition = PLAIN) -> bytes:  # noqa: A002  the name of the option it answers
    """The report in one of `FORMATS`; "terminal" means plain text of 100 columns, as it is saved to a file.

    Raises:
        UsageError: there is no such format, or its extra is not installed; the message says what to do.
    """
    demand(format)
    return FORMATS[format].render(report, edition)
