"""The page in another language: what it says of its own is translated, and everything else stays as it is."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from reports.html_pages import PAGES, one, page, rows_of, table_of, words_of
from reports.pseudo_language import NAMES as PLATFORMS
from reports.pseudo_language import Pseudo, speak

from presence_audit.i18n import month_year, speaking, weekday
from presence_audit.reports import html
from presence_audit.reports._edition import Edition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.model.report import Report

NORWEGIAN = Edition(lang="nb")
NAMES = sorted(set(PAGES) - {"hostile", "large"})  # of the one the words are cut, of the other some lines

# What a report holds in the words of others, or in a language of its own.
FOREIGN = frozenset(
    ["name", "role", "platform", "handle", "url", "reason", "next_step", "message", "advice", "cap", "timezone",
     "method", "version", "metric", "subject", "sha256", "basis", "sentence", "notes"]
)  # fmt: skip
BLOCKS = "title, desc, text, p, h1, h2, h3, h4, li, dt, dd, th, td, caption, figcaption, summary, header, footer, nav a"


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> None:
    speak(monkeypatch, Pseudo())


def _strings(node: object, key: str = "") -> Iterator[str]:
    if isinstance(node, dict):
        for name, value in node.items():
            yield from _strings(value, name)
    elif isinstance(node, list):
        for value in node:
            yield from _strings(value, key)
    elif isinstance(node, str) and key in FOREIGN:
        yield node


def _foreign(report: Report) -> list[str]:
    with NORWEGIAN.of(report) as told:
        found = {_read(text) for text in (*_strings(told.model_dump(mode="json")), *PLATFORMS)}
    found |= {text.removeprefix("channel:").replace(":", " ").strip() for text in found}
    return sorted((text for text in found if len(text) > 2), key=len, reverse=True)


def _read(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("`", "")).strip().rstrip(".").lower()


def _calendar() -> set[str]:
    """The words in which days, months and lists are written in Norwegian, whoever translates the rest."""
    with speaking("nb"):
        months = {month_year(date(2026, month, 1)).split()[0] for month in range(1, 13)}
        return {weekday(number) for number in range(7)} | months | {"og"}


def _outside(text: str) -> str:
    """What of a text stands in no angle quotes."""
    kept, depth = [], 0
    for char in text:
        depth += (char == "«") - (char == "»")
        if not depth and char != "»":
            kept.append(char)
    assert depth == 0, text
    return "".join(kept)


def _said(soup: BeautifulSoup) -> Iterator[str]:
    """The texts of the page, each of a whole paragraph or cell."""
    for style in soup.select("style"):
        style.decompose()
    for block in soup.select(BLOCKS):
        if not block.select(BLOCKS):
            yield block.get_text()
            block.clear()
    yield from (str(text) for text in soup.find_all(string=True) if text.parent and text.parent.name != "[document]")


@pytest.mark.usefixtures("marked")
@pytest.mark.parametrize("name", NAMES)
def test_no_text_of_the_page_is_left_in_english(name: str) -> None:
    report = PAGES[name]()
    foreign, known = _foreign(report), _calendar()
    left: list[str] = []
    for said in _said(BeautifulSoup(html.render(report, NORWEGIAN), "lxml")):
        text = _read(_outside(said))
        for other in foreign:
            text = text.replace(other, " ")
        words = set(re.findall(r"[^\W\d_]{2,}", text)) - known
        left += [f"{sorted(words)} in {said!r}"] if words else []

    assert left == []


@pytest.mark.usefixtures("marked")
@pytest.mark.parametrize("name", sorted(set(PAGES) - {"large"}))
def test_another_language_changes_no_place_no_kind_and_no_order(name: str) -> None:
    english, other = page(name), BeautifulSoup(html.render(PAGES[name](), NORWEGIAN), "lxml")
    assert (one(english, "html").attrs, one(other, "html").attrs) == ({"lang": "en"}, {"lang": "nb"})

    shapes = [[(tag.name, tag.attrs) for tag in soup.find_all(True) if tag.name != "html"] for soup in (english, other)]
    assert shapes[0] == shapes[1]


@pytest.mark.usefixtures("marked")
def test_numbers_days_and_weekdays_are_written_as_norwegians_write_them() -> None:
    soup = BeautifulSoup(html.render(PAGES["worked"](), NORWEGIAN), "lxml")
    english = page("worked")
    week = [row[0] for row in rows_of(table_of(soup, "map-company-behind"))]
    drawn = [text.string for text in soup.select("svg[aria-labelledby=map-company-t] text[text-anchor=end]")]

    assert week == drawn == ["man", "tir", "ons", "tor", "fre", "lør", "søn"]
    assert words_of(one(soup, "#score .big strong")) == words_of(one(english, "#score .big strong")).replace(".", ",")
    assert "2026-" not in words_of(one(soup, "#posts-table-caption").find_parent("table"))
