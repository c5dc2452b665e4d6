"""Saved results, as commands read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.compare import parse_pack
from presence_audit.errors import EvidenceError, UsageError
from presence_audit.metrics import anew
from presence_audit.reports import json, retold

if TYPE_CHECKING:
    from pathlib import Path

    from presence_audit.model.peers import Pack
    from presence_audit.model.report import Report


def read_in_english(result: Path) -> Report:
    """A saved result for the tools that speak English alone, whatever language its findings were told in.

    Raises:
        EvidenceError: it cannot be read; the message names the file.
    """
    return retold(read_result(result), "en")


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


def read_pack(path: Path) -> Pack:
    """Read what `benchmark --pack FILE.json` wrote. Raises EvidenceError, which names the file."""
    try:
        body = path.read_bytes()
    except OSError as error:
        raise EvidenceError(
            f"{path}: {error.strerror}; name a file that `benchmark --pack FILE.json` wrote."
        ) from error
    try:
        return parse_pack(body)
    except EvidenceError as error:
        raise EvidenceError(f"{path}: {error}") from error


def baseline_in(result: Path, company: str, window_days: int) -> Report:
    """A saved result to hold a later audit of the company against, by the method of this version.

    Raises:
        EvidenceError: it cannot be read.
        UsageError: it is of another company, or over a window of another length.
    """
    report = read_result(result)
    if report.company.name.strip().casefold() != company.strip().casefold():
        raise UsageError(f"--baseline {result}: this is a result of {report.company.name}; name one of {company}.")
    if report.window_days != window_days:
        raise UsageError(
            f"--baseline {result}: it looks back over {report.window_days} days and this audit over {window_days}; "
            "name a result over a window of the same length."
        )
    return anew(report)
