"""An article as one HTML file to hand over: it loads nothing and runs nothing, as the report's page."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

from presence_audit.i18n import language
from presence_audit.reports._html_element import Markup, el
from presence_audit.reports._text import shown
from presence_audit.reports.article import Bar, Entries, Formula, Listing, Picture, Table
from presence_audit.reports.html import style_sheet

if TYPE_CHECKING:
    from presence_audit.reports.article import Article, Block, Cell, Section

_TITLE, _CELL, _PARAGRAPH = 160, 300, 4_000


def _cell(cell: Cell) -> str:
    return f"{100 * cell.share:.0f} %" if isinstance(cell, Bar) else shown(cell, _CELL)


def _table(block: Table, named: str) -> Markup:
    def kind(at: int) -> str | None:
        return "num" if at in block.right else None

    heads = [el("th", shown(head, _CELL), scope="col", class_=kind(at)) for at, head in enumerate(block.heads)]
    rows = [el("tr", *(el("td", _cell(cell), class_=kind(at)) for at, cell in enumerate(row))) for row in block.rows]
    table = el("table", el("thead", el("tr", *heads)), el("tbody", *rows))
    return el("div", table, class_="scroll", tabindex=0, role="group", aria_labelledby=named)


def _block(block: Block, named: str) -> Markup:
    if isinstance(block, str):
        return el("p", shown(block, _PARAGRAPH))
    if isinstance(block, Table):
        return _table(block, named)
    if isinstance(block, Listing):
        return el("ul", *(el("li", shown(item, _PARAGRAPH)) for item in block.items))
    if isinstance(block, Formula):
        return el("pre", "\n".join(shown(line, _PARAGRAPH) for line in block.lines))
    if isinstance(block, Entries):
        items = (el("li", shown(facts, _CELL), ": ", el("code", shown(url, _CELL))) for facts, url in block.items)
        return el("ul", *items)
    assert isinstance(block, Picture)
    return el("p", shown(block.words, _PARAGRAPH))  # the picture lies beside a document, and a page loads nothing


def _section(place: int, section: Section) -> Markup:
    heading = el("h2", shown(section.title, _TITLE), id=f"s{place}")
    blocks = (_block(block, f"s{place}") for block in section.blocks)
    return el("section", heading, *blocks, aria_labelledby=f"s{place}")


def html(article: Article) -> bytes:
    """The article as a page in UTF-8, its own style the only thing that it may use."""
    css = style_sheet()
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=policy),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("meta", name="referrer", content="no-referrer"),
        el("meta", name="robots", content="noindex"),
        el("title", shown(article.title, _TITLE)),
        el("style", Markup(css)),
    )
    front = (el("h1", shown(article.title, _TITLE)), el("p", shown(article.lead, _PARAGRAPH)))
    sections = (_section(place, section) for place, section in enumerate(article.sections, 1))
    body = el("body", el("main", *front, *sections, class_="cover"), id="top")
    return f"<!doctype html>\n{el('html', head, body, lang=language()).text}\n".encode()
