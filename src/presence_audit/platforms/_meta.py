"""What the pages of Facebook and Instagram have in common: JSON in scripts, Unix seconds, captions, printed counts.

Shapes as seen in public readers of 2025 and 2026; nothing of this is documented by Meta.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from presence_audit.platforms._numbers import count_of
from presence_audit.platforms._wire import Node, clean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from presence_audit.model.observation import Count

# Half a million objects: ten times what a page of either site holds.
_MOST_OBJECTS: Final = 500_000
_EARLIEST: Final = datetime(2004, 2, 4, tzinfo=UTC)
_SCRIPT: Final = re.compile(r"<script\b([^>]{0,4000})>", re.IGNORECASE)
_HASHTAG: Final = re.compile(r"(?<![\w&/#])#(\w*[^\W\d_]\w*)")
_MENTION: Final = re.compile(r"(?<![\w@/.])@([A-Za-z0-9_](?:[A-Za-z0-9._]{0,28}[A-Za-z0-9_])?)")
# The word for followers, in the languages whose words for thousand and million are known (see _numbers.py). In others
# a scale word would be taken for the word of followers, and "12 tys." for twelve.
_FOLLOWERS: Final = re.compile(
    r"(?<![\d.,])([0-9][0-9.,'\u2019\s]{0,18}(?:[^\W\d_]{1,9}\.?)??)\s?(?:de\s)?"
    r"(?:followers?|følgere|følgjarar|följare|seguidores|abonnés|volgers|seuraajaa)\b",
    re.IGNORECASE,
)


def scripts_of(html: str, marks: Collection[str]) -> Iterator[Node]:
    """The JSON of each script that holds one of the marks; what is no JSON is passed over."""
    start = 0
    while opening := _SCRIPT.search(html, start):
        end = html.find("</script", opening.end())
        start = len(html) if end < 0 else end
        text = html[opening.end() : start]
        if "application/json" not in opening[1] or not any(mark in text for mark in marks):
            continue
        try:
            value = json.loads(text, strict=False, parse_constant=lambda _: None)
        except (ValueError, RecursionError, MemoryError):
            continue
        yield Node(value)


def objects_of(root: Node, skipped: Collection[str] = ()) -> Iterator[Node]:
    """Every JSON object below a node, itself included, in the order of the page; nothing below a skipped name."""
    stack = [root.value]
    for _ in range(_MOST_OBJECTS):
        if not stack:
            return
        value = stack.pop()
        if isinstance(value, dict):
            yield Node(value)
            stack += [value[name] for name in reversed(value) if name not in skipped]
        elif isinstance(value, list):
            stack += reversed(value)


def at(node: Node | None, *path: str | int) -> Node | None:
    """What stands at the end of a path; None where a step of it is missing."""
    for name in path:
        node = node.node_or_none(name) if node is not None else None
    return node


def moment_at(node: Node, name: str, latest: datetime) -> datetime | None:
    """A moment in Unix seconds; None where it is missing, of before Facebook, or of after `latest`."""
    seconds = node.count_or_none(name)
    if seconds is None or seconds > latest.timestamp():
        return None
    moment = datetime.fromtimestamp(seconds, UTC)
    return moment if moment >= _EARLIEST else None


def hashtags_of(text: str) -> tuple[str, ...]:
    """The hashtags of a caption, each once, without the sign."""
    return tuple(dict.fromkeys(_HASHTAG.findall(text)))


def mentions_of(text: str) -> tuple[str, ...]:
    """The accounts that a caption names with an @, each once."""
    return tuple(dict.fromkeys(_MENTION.findall(text)))


def followers_in(text: str) -> Count | None:
    """The followers that a line names ("61M followers", "2 362 følgere, følger 136"); None where it names none."""
    found = _FOLLOWERS.search(clean(text))
    if found is None:
        return None
    count = count_of(found[1])
    # A scale word that is not known would make a thousandth of it.
    has_word = re.search(r"[^\W\d_]", found[1]) is not None
    return None if count is None or (has_word and count.precision == "exact") else count
