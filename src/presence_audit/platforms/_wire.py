"""Typed reading of foreign JSON: the only place where a platform raises `Drift`.

    wire = node_of(page)                            # Drift: not JSON
    handle = wire.text("handle")                    # mandatory: Drift "$.handle is missing"
    followers = wire.count_or_none("followersCount")  # optional: None when missing or of another type
    for item in wire.items("feed"):                 # mandatory list of nodes

Nothing in here raises anything but `Drift`, whatever the bytes: huge numbers, NaN, lone surrogates and
endless nesting included. Text comes out cleaned (see `clean`).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from presence_audit.platforms._contract import Drift
from presence_audit.platforms._dates import iso_time

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from presence_audit.model.page import Page

# Beyond this no count of followers or reactions is a count any more.
_LARGEST = 2**53
# C0 and C1 controls except tab and newline, lone surrogates, and the marks that reverse what is read.
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?|\x85|\u2028|\u2029")


def clean(text: str) -> str:
    """Foreign text without what could harm a terminal or a file: letters, emoji, tabs and newlines stay."""
    return _UNWANTED.sub("", _LINE_ENDS.sub("\n", text))


def _json(text: str | bytes, said: str = "") -> object:
    try:
        return json.loads(text, strict=False, parse_constant=lambda _: None)
    except RecursionError:
        raise Drift("the answer is nested without end") from None
    except (ValueError, MemoryError):
        raise Drift(f"the answer is not JSON{said}") from None


def json_of(page: Page) -> object:
    """The JSON of an answer, raw control characters in its strings included; `Drift` when it is none."""
    return _json(page.body, f" ({page.content_type})" if page.content_type else "")


def node_of_text(text: str) -> Node:
    """The JSON of a text, for example of a script in a page; `Drift` when it is none."""
    return Node(_json(text))


def node_of(page: Page) -> Node:
    """The JSON of an answer, ready for typed reading; `Drift` when it is none."""
    return Node(json_of(page))


@dataclass(frozen=True, slots=True)
class Node:
    """A JSON value and the path that led to it. A name is a key of an object or an index of a list."""

    value: object
    path: str = "$"

    def node(self, name: str | int) -> Node:
        """What stands at `name`; `Drift` when it is missing or null."""
        found = self.node_or_none(name)
        if found is None:
            raise Drift(f"{self._at(name)} is missing")
        return found

    def node_or_none(self, name: str | int) -> Node | None:
        """What stands at `name`, or None when it is missing or null."""
        value: object = None
        if isinstance(self.value, dict) and isinstance(name, str):
            value = self.value.get(name)
        elif isinstance(self.value, list) and isinstance(name, int) and -len(self.value) <= name < len(self.value):
            value = self.value[name]
        return None if value is None else Node(value, self._at(name))

    def text(self, name: str | int) -> str:
        """A mandatory string, cleaned."""
        found = self.text_or_none(name)
        return found if found is not None else self._drift(name, "text")

    def text_or_none(self, name: str | int) -> str | None:
        """An optional string, cleaned."""
        found = self.node_or_none(name)
        return clean(found.value) if found is not None and isinstance(found.value, str) else None

    def count(self, name: str | int) -> int:
        """A mandatory whole number, zero or more."""
        found = self.count_or_none(name)
        return found if found is not None else self._drift(name, "a count")

    def count_or_none(self, name: str | int) -> int | None:
        """An optional whole number, zero or more; a number in quotes is none."""
        found = self.node_or_none(name)
        value = found.value if found is not None else None
        if isinstance(value, bool) or not isinstance(value, int):
            return None
        return value if 0 <= value <= _LARGEST else None

    def flag_or_none(self, name: str | int) -> bool | None:
        """An optional true or false."""
        found = self.node_or_none(name)
        return found.value if found is not None and isinstance(found.value, bool) else None

    def time(self, name: str | int, naive: tzinfo | None = None) -> datetime:
        """A mandatory ISO 8601 moment, in UTC. Without a zone it is drift unless `naive` says which."""
        found = self.time_or_none(name, naive)
        return found if found is not None else self._drift(name, "a time")

    def time_or_none(self, name: str | int, naive: tzinfo | None = None, first: int = 1990) -> datetime | None:
        """An optional ISO 8601 moment, in UTC, of the year `first` or later."""
        text = self.text_or_none(name)
        return None if text is None else iso_time(text, naive, first)

    def items(self, name: str | int) -> list[Node]:
        """The elements of a mandatory list."""
        return self.node(name).elements()

    def items_or_empty(self, name: str | int) -> list[Node]:
        """The elements of an optional list; empty when it is missing or no list."""
        found = self.node_or_none(name)
        return found.elements() if found is not None and isinstance(found.value, list) else []

    def elements(self) -> list[Node]:
        """The elements of this very node, which has to be a list."""
        if not isinstance(self.value, list):
            raise Drift(f"{self.path} is not a list")
        return [Node(value, f"{self.path}[{index}]") for index, value in enumerate(self.value)]

    def _at(self, name: str | int) -> str:
        return f"{self.path}[{name}]" if isinstance(name, int) else f"{self.path}.{name}"

    def _drift(self, name: str | int, wanted: str) -> NoReturn:
        found = self.node(name)
        raise Drift(f"{found.path} is not {wanted}")
