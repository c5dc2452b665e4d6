"""The errors that end a command, each with the exit code it stands for (the table is in the README).

    PresenceAuditError            1  the tool itself failed
    ├── UsageError                2  bad flags, or flags that contradict each other
    │   └── ProfilesError         2  profiles.yaml cannot be used; holds every problem with its line and column
    ├── EvidenceError             2  a recording or a saved result cannot be read
    ├── OutputError               1  a report could not be written
    ├── StoreError                1  the history could not be read or written
    └── StoppedError            130  Ctrl-C

What goes wrong with a channel is not an error but a value: see model/outcome.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Sequence


class PresenceAuditError(Exception):
    """Ends the command. The message says what happened and what to do next."""

    exit_code: ClassVar[int] = 1


class UsageError(PresenceAuditError):
    """The command was called in a way that cannot work."""

    exit_code = 2


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in a profiles file, at a 1-based line and column."""

    line: int
    column: int
    message: str


class ProfilesError(UsageError):
    """A profiles file cannot be used. `problems` holds all of them, in the order of the file."""

    def __init__(self, path: str, problems: Sequence[Problem]) -> None:
        self.path = path
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(f"{path}:{p.line}:{p.column}: {p.message}" for p in self.problems))


class EvidenceError(PresenceAuditError):
    """A recording (WARC) or a saved result (JSON) cannot be read."""

    exit_code = 2


class StoppedError(PresenceAuditError):
    """The user interrupted the command. The message says what is there of its work."""

    exit_code = 130


class OutputError(PresenceAuditError):
    """A report or a recording could not be written: a full disk, a missing folder, no permission."""


class StoreError(PresenceAuditError):
    """The history could not be read or written: it is locked, damaged, of a newer version, or the disk is full."""
