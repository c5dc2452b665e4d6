"""Words that try to be a script, a formula, a command or a lie stay words, in real programs that open the reports."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from reports.browser import opened
from reports.history_samples import with_history
from reports.hostile_words import hidden_in
from reports.html_pages import worked
from reports.office import converted, listening_in_vain
from reports.pdf_read_back import bare, words_of
from reports.poisoned import FORMULAS, WORDS, poisoned
from reports.report_samples import full
from servers.processes import ServerMissing

from presence_audit.model.brand import Brand
from presence_audit.model.notes import Note
from presence_audit.model.peers import Peer
from presence_audit.model.profiles import Lang
from presence_audit.reports import FORMATS, Edition, render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.model.report import Report

LANGS: tuple[Lang, ...] = ("en", "nb")
ALL = WORDS | {"formulas": " ".join(FORMULAS)}
ODF = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def _edition(report: Report, words: str, lang: Lang = "en") -> Edition:
    """Notes, brand lines and peers in the same words."""
    subjects = ("company", report.channels[0].id, f"leader:{report.leaders[0].id}", words)
    notes = tuple(Note(subject, words, words, date(2026, 11, 20), words, words) for subject in subjects)
    peers = tuple(Peer(words, report.as_of, 182, 50.0, (40.0, 60.0), 0.5, {}) for _ in range(4))
    brand = Brand(logo_alt=words, prepared_by=words, confidentiality=words)
    return Edition(lang=lang, notes=notes, peers=peers, brand=brand)


def _made(name: str, words: str, lang: Lang = "en", report: Report | None = None) -> bytes:
    bad = poisoned(report or full(), words)
    return render(bad, name, _edition(bad, words, lang))


@pytest.mark.parametrize(("at", "word"), list(enumerate(ALL)))
def test_hostile_words_in_what_changed_and_in_earlier_audits_are_shown_without_what_steers(at: int, word: str) -> None:
    words, lang = ALL[word].format(port=9, marker="/nowhere/obeyed"), LANGS[at % 2]
    made = {
        name: _made(name, words, lang, with_history())
        for name in ("terminal", "markdown", "html", "json", "xlsx", "pptx")
    }

    for name in ("terminal", "markdown", "html", "json"):
        assert hidden_in(made[name].decode()) == set(), name
    assert not BeautifulSoup(made["html"], "lxml").select("script, img, iframe, base, object, embed, link")


def _without(missing: ServerMissing) -> None:
    if os.environ.get("PRESENCE_AUDIT_SERVERS_REQUIRED"):
        raise missing
    pytest.skip(str(missing))


@pytest.fixture
def trap(tmp_path: Path) -> Iterator[dict[str, Any]]:
    """Where hostile words lead; afterwards nobody has been there."""
    with listening_in_vain() as (port, asked):
        yield {"port": port, "marker": tmp_path / "obeyed"}
        assert asked == []
    assert not (tmp_path / "obeyed").exists()


@pytest.mark.parametrize(("at", "word"), list(enumerate(ALL)))
def test_hostile_words_are_shown_in_every_format_without_what_steers(at: int, word: str) -> None:
    words, lang = ALL[word].format(port=9, marker="/nowhere/obeyed"), LANGS[at % 2]
    made = {name: _made(name, words, lang) for name in FORMATS if name != "pdf"}

    for name in ("terminal", "markdown", "html", "json"):
        assert hidden_in(made[name].decode()) == set(), name
    assert hidden_in(made["csv"].decode().removeprefix("\ufeff").replace("\r\n", "\n")) == set()
    assert len(made["html"]) < 3_000_000
    assert not BeautifulSoup(made["html"], "lxml").select("script, img, iframe, base, object, embed, link")
    ET.fromstring(made["junit"])


@pytest.fixture(scope="module")
def looks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    """What a browser says of a page of each word; the pages of two languages, and a page with charts in nynorsk."""
    folder = tmp_path_factory.mktemp("hostile")
    with listening_in_vain() as (port, asked):
        files = []
        for at, (name, text) in enumerate(WORDS.items()):
            files.append(folder / f"{name}.html")
            sample = worked() if name == "script" else full()
            lang = LANGS[at % 2]
            files[-1].write_bytes(_made("html", text.format(port=port), lang, sample))
        files.append(folder / "changed.html")
        files[-1].write_bytes(_made("html", WORDS["script"].format(port=port), "en", with_history()))
        for lang in ("nb", "nn"):
            files.append(folder / f"sound-{lang}.html")
            files[-1].write_bytes(render(worked(), "html", Edition(lang=lang)))
        try:
            seen = opened(files)
        except ServerMissing as missing:
            _without(missing)
            raise
        assert asked == []
    made: dict[str, list[dict[str, Any]]] = {}
    for look in seen:
        made.setdefault(Path(look["file"]).stem, []).append(look)
    return made


@pytest.mark.browser
@pytest.mark.parametrize("name", [*WORDS, "changed", "sound-nb", "sound-nn"])
def test_a_browser_runs_nothing_asks_nobody_and_axe_finds_nothing(
    looks: dict[str, list[dict[str, Any]]], name: str
) -> None:
    assert len(looks[name]) == 2
    for look in looks[name]:
        assert look["canary"] == "undefined"
        assert look["said"] == []
        assert [url for url in look["asked"] if not url.endswith(f"/{name}.html")] == []
        assert look["violations"] == []
        assert (look["overflow"], look["overflowOpened"]) == (0, 0)


def _sheets(path: Path) -> tuple[list[str], list[str]]:
    """The formulas of a flat spreadsheet and the words of its cells."""
    root = ET.parse(path).getroot()
    cells = list(root.iter(f"{ODF}table-cell"))
    formulas = [cell.get(f"{ODF}formula") or "" for cell in cells]
    assert not list(root.iter(f"{ODF}dde-link"))
    assert not list(root.iter(f"{ODF}table-source"))
    return [formula for formula in formulas if formula], ["".join(cell.itertext()) for cell in cells]


@pytest.mark.servers
@pytest.mark.parametrize(
    "read_as", ["", "Text - txt - csv (StarCalc):44,34,76,1", "Text - txt - csv (StarCalc):59,34,76,1"]
)
def test_libreoffice_computes_nothing_of_the_table_of_values(
    read_as: str, trap: dict[str, Any], tmp_path: Path
) -> None:
    files = []
    for at, text in enumerate(FORMULAS):
        files.append(tmp_path / f"csv{at}.csv")
        files[-1].write_bytes(_made("csv", text.format(**trap), LANGS[at % 2]))
    try:
        opened_ = converted(files, "fods", tmp_path, read_as)
    except ServerMissing as missing:
        _without(missing)
        return

    for path in opened_:
        formulas, cells = _sheets(path)
        assert formulas == [], path
        assert any(str(trap["marker"]) in cell or "1+1" in cell or "127.0.0.1" in cell for cell in cells)
        assert not {"2", "0", "#NAME?", "Err:508"} & set(cells) - {"0"}


@pytest.mark.servers
def test_libreoffice_computes_nothing_of_the_workbook_and_follows_nothing(trap: dict[str, Any], tmp_path: Path) -> None:
    files = []
    for at, text in enumerate([*FORMULAS, *WORDS.values()]):
        files.append(tmp_path / f"book{at}.xlsx")
        files[-1].write_bytes(_made("xlsx", text.format(**trap), LANGS[at % 2]))
    try:
        opened_ = converted(files, "fods", tmp_path)
    except ServerMissing as missing:
        _without(missing)
        return

    for path in opened_:
        formulas, cells = _sheets(path)
        assert formulas == [], path
        assert len(cells) > 100
        links = re.findall(r'xlink:href="([^"]*)"', path.read_text("utf-8"))
        assert [link for link in links if not link.startswith("#")] == [], path


@pytest.mark.servers
def test_libreoffice_shows_the_words_on_slides_and_in_the_pdf(trap: dict[str, Any], tmp_path: Path) -> None:
    files = []
    for at, (name, text) in enumerate(WORDS.items()):
        files.append(tmp_path / f"{name}.pptx")
        files[-1].write_bytes(_made("pptx", text.format(**trap), LANGS[at % 2]))
    try:
        opened_ = converted(files, "pdf", tmp_path)
        shown = {path.stem: words_of(path.read_bytes()) for path in opened_}
        shown["pdf"] = words_of(_made("pdf", WORDS["script"].format(**trap), "nb"))
    except ServerMissing as missing:
        _without(missing)
        return

    for name in ("script", "pdf"):
        assert bare("<script>canary=1</script>") in shown[name]
    assert bare("[bold red]x[/]") in shown["markup"]
    assert "nnnnnnnnnn" in shown["long"]
    assert "zerowidth" in shown["unseen"]
    assert "esrever" in shown["turned"]
