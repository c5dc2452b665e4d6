"""A docstring as blocks of an article: its first paragraph, its named sections, its lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from presence_audit.reports.article import Listing

if TYPE_CHECKING:
    from presence_audit.reports.article import Block

_HEADING = re.compile(r"^(\S[^:\n]*):\n(?=[ \t]+\S)", re.MULTILINE)


def prose(text: str) -> tuple[Block, ...]:
    """Paragraphs, and lists where lines begin with a dash."""
    blocks: list[Block] = []
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        before, *items = re.split(r"(?:^|\n)\s*- ", paragraph)
        if before.strip():
            blocks.append(" ".join(before.split()))
        if items:
            blocks.append(Listing(tuple(" ".join(item.split()) for item in items)))
    return tuple(blocks)


def lead_of(doc: str) -> str:
    """The first paragraph of a docstring, on one line."""
    return " ".join(doc.strip().partition("\n\n")[0].split())


def sections_of(doc: str) -> dict[str, tuple[Block, ...]]:
    """The named sections ("Why it matters:", indented below) of a docstring."""
    _, *rest = _HEADING.split(doc.strip())
    return {title: prose(body) for title, body in zip(rest[::2], rest[1::2], strict=True)}
