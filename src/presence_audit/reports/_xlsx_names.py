"""Names of sheets that Excel takes: at most 31 characters, without the signs of a reference, each only once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST: Final = 31
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\]")


def named(wanted: Sequence[str]) -> tuple[str, ...]:
    """The names as Excel takes them; of two that would be the same the second is numbered.

    Source: Microsoft, "Rename a worksheet". Excel takes capitals for the same letters as small ones, and keeps
    "History" for itself.
    """
    taken = {"history"}
    names = []
    for text in wanted:
        name = whole = _FORBIDDEN.sub(" ", text).strip(" '")[:_MOST].strip(" '") or "1"
        place = 2
        while name.casefold() in taken:
            ending = f" {place}"
            name, place = whole[: _MOST - len(ending)] + ending, place + 1
        taken.add(name.casefold())
        names.append(name)
    return tuple(names)
