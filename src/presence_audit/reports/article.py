"""An article: an explanation or a comparison as a value, and as text on a terminal, as Markdown and as JSON.

Whoever writes an article need not care where its words come from: all of them are made harmless here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from presence_audit.reports._json_text import escaped as escaped_json
from presence_audit.reports._markdown_table import Column, table
from presence_audit.reports._markdown_text import code, escaped
from presence_audit.reports._pen import Pen
from presence_audit.reports._text import shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.text import Text

_STACKED_BELOW = 64
_TITLE, _CELL, _PARAGRAPH = 160, 300, 4_000
_ALL = 10**9  # bytes; an article says how much it leaves out itself


@dataclass(frozen=True, slots=True)
class Bar:
    """A cell that is drawn as a bar, for a share of 0 to 1."""

    share: float


Cell = str | Bar


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads; the columns in `right` hold numbers, and those in `whole` are best not broken."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    right: frozenset[int] = frozenset()
    whole: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Listing:
    """Items of a list, in no order of rank."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Formula:
    """Lines that are shown as they stand."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entries:
    """Pieces of evidence: what is told of each, and its address."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that lies beside a document, and the words for whoever does not see it. A terminal shows neither."""

    file: str
    words: str


Block = str | Table | Listing | Formula | Entries | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A title, one plain sentence, the sections; and the same as `facts` for a machine (JSON values only)."""

    title: str
    lead: str
    sections: tuple[Section, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)


def _cell(pen: Pen, cell: Cell) -> Text:
    return pen.bar(cell.share) if isinstance(cell, Bar) else pen.text(cell, limit=_CELL)


def _draw_table(pen: Pen, block: Table) -> None:
    rows = [[_cell(pen, cell) for cell in row] for row in block.rows]
    if pen.plain or pen.width >= _STACKED_BELOW:
        pen.table(block.heads, rows, right=block.right, whole=block.right | block.whole)
        return
    for row in rows:
        for at, (head, cell) in enumerate(zip(block.heads, row, strict=True)):
            if at and not cell.plain:  # an empty cell has nothing to say, and its head alone would say something
                continue
            pen.line(pen.join([pen.text(head, "dim"), cell], ": "), indent=1 if at == 0 else 3)


def _draw(pen: Pen, block: Block) -> None:
    if isinstance(block, str):
        pen.line(pen.text(block, limit=_PARAGRAPH), indent=1)
    elif isinstance(block, Table):
        _draw_table(pen, block)
    elif isinstance(block, Listing):
        for item in block.items:
            pen.item(pen.text("-"), [pen.text(item, limit=_PARAGRAPH)])
    elif isinstance(block, Formula):
        for line in block.lines:
            pen.line(pen.text(line, "cyan", _PARAGRAPH), indent=3)
    elif isinstance(block, Entries):
        for facts, address in block.items:
            pen.line(pen.text(facts, limit=_CELL), indent=1)
            pen.line(pen.text(address, "dim", _CELL), indent=3)


def terminal(articles: Sequence[Article], *, width: int, color: bool, plain: bool = False) -> str:
    """The articles as lines of at most `width` cells (not less than 40), one after the other."""
    pen = Pen(width, color=color, plain=plain)
    for place, article in enumerate(articles):
        if place:
            pen.line()
        pen.line(pen.text(article.title, "bold", _TITLE))
        pen.line(pen.text(article.lead, limit=_PARAGRAPH))
        for section in article.sections:
            pen.heading(section.title)
            for block in section.blocks:
                _draw(pen, block)
    return pen.drawn()


def _column(block: Table, at: int) -> Column[tuple[Cell, ...]]:
    def write(row: tuple[Cell, ...]) -> str:
        cell = row[at]
        return f"{100 * cell.share:.0f} of 100" if isinstance(cell, Bar) else escaped(cell, _CELL)

    return Column(escaped(block.heads[at]), write, is_number=at in block.right)


def _without_bars(block: Table) -> Table:
    """A bar says nothing that a number beside it does not say, and a document has pictures for that."""
    kept = [at for at in range(len(block.heads)) if not any(isinstance(row[at], Bar) for row in block.rows)]
    rows = tuple(tuple(row[at] for at in kept) for row in block.rows)
    right = frozenset(new for new, at in enumerate(kept) if at in block.right)
    return Table(tuple(block.heads[at] for at in kept), rows, right)


def _written(block: Block) -> list[str]:
    if isinstance(block, str):
        return [escaped(block, _PARAGRAPH)]
    if isinstance(block, Table):
        bare = _without_bars(block)
        columns = [_column(bare, at) for at in range(len(bare.heads))]
        return table(bare.rows, columns, budget=_ALL, noun="row")
    if isinstance(block, Listing):
        return [f"- {escaped(item, _PARAGRAPH)}" for item in block.items]
    if isinstance(block, Formula):
        return ["```text", *(shown(line, _PARAGRAPH).replace("`", "'") for line in block.lines), "```"]
    if isinstance(block, Entries):
        return [f"- {escaped(facts, _CELL)}: {code(address, _CELL)}" for facts, address in block.items]
    return [f"![{escaped(block.words, _CELL)}]({block.file})"]


def markdown(article: Article, *, level: int = 3) -> str:
    """The article as Markdown, its title a heading of that level and its sections one below."""
    lines = [f"{'#' * level} {escaped(article.title, _TITLE)}", "", escaped(article.lead, _PARAGRAPH)]
    for section in article.sections:
        lines += ["", f"{'#' * (level + 1)} {escaped(section.title, _TITLE)}"]
        for block in section.blocks:
            lines += ["", *_written(block)]
    return "".join(f"{line}\n" for line in lines)


def _plain(block: Block) -> dict[str, Any]:
    if isinstance(block, str):
        return {"text": block}
    if isinstance(block, Table):
        bare = _without_bars(block)
        return {"heads": bare.heads, "rows": bare.rows}
    if isinstance(block, Listing):
        return {"items": block.items}
    if isinstance(block, Formula):
        return {"formula": block.lines}
    if isinstance(block, Entries):
        return {"evidence": [{"about": facts, "url": address} for facts, address in block.items]}
    return {"picture": block.file, "text": block.words}


def as_json(articles: Sequence[Article]) -> bytes:
    """The articles as UTF-8 JSON: a list, since one word may be the name of two things."""
    content = [
        {
            "title": article.title,
            "about": article.lead,
            "facts": article.facts,
            "sections": [{"title": s.title, "blocks": [_plain(block) for block in s.blocks]} for s in article.sections],
        }
        for article in articles
    ]
    return escaped_json(json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False))
