"""Sections of the Markdown report, and what is folded away in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from presence_audit.reports import _nouns as nouns
from presence_audit.reports._markdown_table import listed, table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from presence_audit.reports._markdown_table import Column

_LONG: Final = 12  # rows; a longer table is folded, so that what follows it is seen

T = TypeVar("T")


def section(title: str, lines: Sequence[str]) -> list[str]:
    """Lines under a heading of the fourth level."""
    return ["", f"#### {title}", "", *lines]


def folded(title: str, lines: Sequence[str]) -> list[str]:
    """Lines that are seen when their title is clicked; as raw text they stand there all the same."""
    return ["", "<details>", f"<summary>{title}</summary>", *lines, "", "</details>"]


def tabled(items: Sequence[T], columns: Sequence[Column[T]], *, budget: int, noun: nouns.Noun) -> list[str]:
    """A table, folded where it is long."""
    lines = table(items, columns, budget=budget, noun=noun)
    if len(items) <= _LONG:
        return lines
    return folded(nouns.counted(len(items), noun), ["", *lines])[1:]


def itemed(items: Sequence[T], write: Callable[[T], str], *, budget: int, noun: nouns.Noun) -> list[str]:
    """A list, folded from where it is long."""
    first, rest = items[:_LONG], items[_LONG:]
    lines = listed(first, write, budget=budget, noun=noun)
    if not rest:
        return lines
    budget -= sum(len(line.encode()) + 1 for line in lines)
    return [*lines, *folded(nouns.more(len(rest), noun), ["", *listed(rest, write, budget=budget, noun=noun)])]
