"""The messages that docs/reasons.py extracts, for the tests that need all of them."""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

DOCS = Path(__file__).parents[1] / "docs"


@cache
def extraction() -> ModuleType:
    """docs/reasons.py, which lies beside the program and is no part of it."""
    if str(DOCS) not in sys.path:
        sys.path.insert(0, str(DOCS))
    return import_module("reasons")


@cache
def messages() -> dict[str, list[str]]:
    """Every template with the files that it stands in."""
    found: dict[str, list[str]] = extraction().messages()
    return found
