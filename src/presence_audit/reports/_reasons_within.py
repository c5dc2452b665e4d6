"""A stored reason as a part of a sentence: one short statement, and how many more there are.

A reason may be several sentences, one for each channel that was not read. Within a clause only one can stand; the whole
reason stands with its measure.
"""

from __future__ import annotations

import re
from typing import Final

from presence_audit.i18n import gettext as _
from presence_audit.reports import _nouns as nouns

_LONGEST: Final = 120  # characters within a sentence
# The end of a sentence; "A. Moe" and "20. november" have none, and of words that are shortened those below.
_END: Final = re.compile(r"(?:(?<=[^\W\d_]{2}[.!?])|(?<=[)`\"”»][.!?])|(?<=\d[.!?])(?!\s+[a-zæøå]))\s+(?=[^\W_])")
_SHORTENED: Final = frozenset(
    {"adm", "bl.a", "ca", "Co", "Corp", "dir", "Dr", "etc", "f.eks", "Inc", "Ltd", "Mr", "Mrs", "Ms", "nr", "St"}
)


def _sentences(reason: str) -> list[str]:
    found: list[str] = []
    for part in _END.split(reason.strip()):
        before = found[-1].removesuffix(".").rsplit(maxsplit=1)[-1:] if found and found[-1].endswith(".") else []
        if before and before[0] in _SHORTENED:
            found[-1] += f" {part}"
        else:
            found.append(part)
    return [part for part in found if part.strip(".!? ")]


def within(reason: str, *, is_followed: bool = True) -> str:
    """The first statement of the reason that is short, without its full stop, and how many sentences more there are.

    Empty where nothing is short enough.

    Args:
        reason: as it is stored, or as it is told in the language that is spoken.
        is_followed: leave out what stands behind a semicolon: it only explains, and would pass for the next clause.
    """
    told = _sentences(reason)
    statements = (part.split("; ")[0] if is_followed else part for part in told)
    short = next((one for one in (part.rstrip(".") for part in statements) if len(one) <= _LONGEST), "")
    if not short or len(told) == 1:
        return short
    # Translators: {reason} is why something is not known, {more} is "2 more causes".
    return _("{reason} (and {more})").format(reason=short, more=nouns.more(len(told) - 1, "cause"))
