"""What judged gates mean to whoever called: an exit code, and one line for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from presence_audit.scoring import Judged

FAILED, UNDECIDED = 10, 4
_CODES = {"passed": 0, "failed": FAILED, "undecided": UNDECIDED}


def exit_code(judged: Iterable[Judged]) -> int:
    """0, 4 or 10: that of the gravest verdict."""
    return max((_CODES[one.verdict] for one in judged), default=0)


def line_of(judged: Judged) -> str:
    """The verdict and the numbers it rests on."""
    return f"gate {judged.verdict}: {judged.told}"
