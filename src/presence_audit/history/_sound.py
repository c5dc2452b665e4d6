"""Whether a row of a file of lines says something that can be: people edit and merge such files, and hand them on.

The tables see to types and keys. What they cannot see is whether a word is one of ours, a moment one of the calendar,
and a list as short as it has to be: a range like "1-999999999999" in a line of a hundred characters fills any memory.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, get_args

from presence_audit.history._codes import KINDS, PRECISIONS, ROUTES, micros
from presence_audit.history._content import COLUMNS
from presence_audit.history._measures import PILLARS
from presence_audit.model.observation import CountPrecision
from presence_audit.model.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_FIRST, _LAST = micros(datetime.min.replace(tzinfo=UTC)), micros(datetime.max.replace(tzinfo=UTC))
_MOMENTS: Final = frozenset(
    ["as_of", "observed_at", "oldest", "newest", "reaches_back_to", "fetched_at", "published_at", "last_post_at",
     "written_at"]
)  # fmt: skip
_FLAGS: Final = frozenset(
    ["is_reply", "is_repost", "is_pinned", "verified", "complete", "lower", "higher", "intervals"]
)
_ONE_OF: Final[Mapping[str, Collection[object]]] = {
    "precision": range(len(PRECISIONS)),
    "route": range(len(ROUTES)),
    "outcome": frozenset(outcome.value for outcome in Outcome),
    "followers_precision": frozenset(get_args(CountPrecision)),
    "pillar": frozenset(PILLARS),
}
_MOST_POSTS: Final = 10_000_000  # of one listing
_RANGES: Final = re.compile(r"(?:[0-9]{1,9}(?:-[0-9]{1,9})?(?:,[0-9]{1,9}(?:-[0-9]{1,9})?)*)?", re.ASCII)
_KEY: Final = re.compile(r"(?:[0-9a-f]{2}){16,64}")


def _are_ranges(text: str) -> bool:
    """Whether these are numbers of posts, and no more than there can be."""
    if not _RANGES.fullmatch(text):
        return False
    ends = [part.partition("-") for part in text.split(",") if part]
    return sum(int(high or low) - int(low) + 1 for low, _, high in ends) <= _MOST_POSTS


def _is_content(text: str) -> bool:
    """Whether this is a list of the columns of a post, each as it can be."""
    found = json.loads(text)
    return (
        isinstance(found, list)
        and len(found) == len(COLUMNS)
        and all(_can_be("post", name, value) for name, value in zip(COLUMNS, found, strict=True))
    )


def _can_be(table: str, column: str, value: Any) -> bool:
    if value is None:
        return True
    if column in _MOMENTS:
        return isinstance(value, int) and _FIRST <= value <= _LAST
    if column in _FLAGS:
        return value in (0, 1)
    if column in _ONE_OF:
        return value in _ONE_OF[column]
    if (table, column) == ("post", "kind"):
        return value in range(len(KINDS))
    if (table, column) == ("sighting", "posts"):
        return _are_ranges(value)
    if (table, column) == ("sighting", "routes"):
        return set(value.split()) <= set(ROUTES)
    if (table, column) == ("post", "rest"):
        return isinstance(json.loads(value), dict)
    if (table, column) == ("version", "content"):
        return _is_content(value)
    if (table, column) == ("delivery", "subjects"):
        return isinstance(json.loads(value), list)
    if (table, column) == ("meta", "value"):
        return _KEY.fullmatch(value) is not None
    # Half of a character fits in no table: to encode it fails.
    return not isinstance(value, str) or value.isascii() or bool(value.encode("utf-8"))


def unsound(table: str, row: Mapping[str, Any]) -> str | None:
    """The first column of a row of which the value cannot be; None where all can."""
    for column, value in row.items():
        try:
            if not _can_be(table, column, value):
                return column
        except (ValueError, TypeError, AttributeError, RecursionError):  # UnicodeEncodeError is a ValueError
            return column
    return None
