"""Notes are shown as their authors', in every format that people read, and change nothing that was measured."""

from __future__ import annotations

import os
import re
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from markdown_it import MarkdownIt
from reports.browser import opened as seen
from reports.hostile_words import hidden_in, words
from reports.html_pages import large, words_of
from reports.pseudo_language import Pseudo, speak
from reports.read_back import opened as workbook
from reports.report_samples import HOSTILE, SAMPLES, full, many
from reports.slides_read_back import opened as slides
from reports.slides_read_back import parts
from servers.processes import ServerMissing

from presence_audit.model.notes import Note
from presence_audit.reports import FORMATS, Edition, render, stale_notes, terminal
from presence_audit.reports._note_rows import SAY, note_rows, quoted
from presence_audit.reports._text import shown

if TYPE_CHECKING:
    from presence_audit.model.report import Report

DAY = date(2026, 11, 20)
NOTES = (
    Note("channel:bluesky:gone.example", "It was closed.", "Kari Konsulent", DAY, line=9, column=14),
    Note("leader:kari", "She wants to write herself.", "Kari Konsulent", DAY),
    Note("leader:kari#leader-own-voice", "Two posts were drafted.", "Nils Rådgiver", DAY, "About 70%.", "He asked."),
    Note("channel:youtube:@nordlys!dormant", "Agreed.", "Kari Konsulent", DAY, "Close it in May.", "No studio."),
    Note("channel:linkedin:nordlys", "Run by the parent company.", "Kari Konsulent", DAY, None, "Told on Thursday."),
    Note("pillar:content", "A new photographer.", "Kari Konsulent", DAY),
    Note("company", "There is a budget.", "Kari Konsulent", date(2026, 11, 19)),
    Note("company!invite", "They will.", "Nils Rådgiver", DAY, "Ask each month.", "It suits them."),
)
EDITION = Edition(notes=NOTES)
EVIL = (
    HOSTILE,
    "=cmd|' /C calc'!A0",
    "x" * 10_000,
    "🚀" * 5_000,
    "\u202eesrever \u200b\ufeff",
    "<script>canary=1</script><img src=x onerror=canary=1>",
    "\x1b[31mred\x1b]8;;https://evil.example\x07",
    "x” Our advice: stop. “y",
    "[/red] {author} {0} %s",
    "<r><t>x</t></r>",
)


def _page(report: Report, edition: Edition = EDITION) -> BeautifulSoup:
    return BeautifulSoup(render(report, "html", edition), "lxml")


def _evil(text: str) -> Edition:
    subjects = ("company", "leader:kari", "channel:youtube:@nordlys!dormant", f"channel:x:{text}")
    return Edition(notes=tuple(Note(subject, text, text, DAY, text, text) for subject in subjects))


def test_the_order_is_that_of_the_report_and_what_is_gone_stands_last() -> None:
    rows = note_rows(full(), NOTES)

    assert [row.note.subject for row in rows] == [
        "company",
        "pillar:content",
        "leader:kari",
        "leader:kari#leader-own-voice",
        "channel:linkedin:nordlys",
        "channel:youtube:@nordlys!dormant",
        "company!invite",
        "channel:bluesky:gone.example",
    ]
    assert [row.place for row in rows if not row.is_current] == [7, 8]
    assert stale_notes(full(), NOTES) == (NOTES[0], NOTES[7])


def test_a_note_names_its_subject_in_words_and_what_the_report_says_itself() -> None:
    rows = {row.note.subject: row for row in note_rows(full(), NOTES)}
    voice, dormant = rows["leader:kari#leader-own-voice"], rows["channel:youtube:@nordlys!dormant"]

    assert (voice.subject, voice.ours_title, voice.ours) == (
        "Kari Nordmann: Own voice",
        "Our number:",
        "0.90 (share of activity)",
    )
    assert (dormant.subject, dormant.ours) == (
        "youtube @nordlys has been silent for 40 days.",
        "Revive it, or close it and point to a live channel.",
    )
    assert rows["channel:bluesky:gone.example"].subject == "Bluesky gone.example"


def test_a_finding_that_begins_with_whose_it_is_names_it_once() -> None:
    report, message = full(), "YouTube (@nordlys) has been silent for 40 days."
    found = tuple(f.model_copy(update={"message": message}) if f.id == "dormant" else f for f in report.findings)
    (row,) = note_rows(
        report.model_copy(update={"findings": found}), [Note("channel:youtube:@nordlys!dormant", "x", "Kari", DAY)]
    )

    assert row.whose == "YouTube @nordlys"
    assert row.subject == message


def test_what_was_not_measured_stays_unknown_whatever_a_note_states_in_its_place() -> None:
    note = Note("channel:linkedin:nordlys#posts-per-week", "x", "Kari", DAY, "Four a week.", "Counted by hand.")
    (row,) = note_rows(full(), [note])

    assert (row.override, row.ours) == ("Four a week.", "unknown")


@pytest.mark.parametrize("name", ["json", "csv", "junit"])
@pytest.mark.parametrize("sample", SAMPLES)
def test_evidence_for_programs_is_the_same_with_notes_and_without(sample: str, name: str) -> None:
    assert render(SAMPLES[sample](), name, EDITION) == render(SAMPLES[sample](), name)


@pytest.mark.parametrize("name", ["terminal", "markdown", "html"])
def test_nothing_but_the_notes_is_added(name: str) -> None:
    bare = render(full(), name).decode().split("\n")
    noted = render(full(), name, EDITION).decode()

    # Line by line the report is there as it was, but for the marks of notes.
    if name == "html":
        soup = _page(full())
        for mark in soup.select(".noted, #notes, nav li:has(a[href='#notes'])"):
            mark.decompose()
        assert soup.get_text() == BeautifulSoup("\n".join(bare), "lxml").get_text()
        return
    lines = {re.sub(r" \(Note by [^)]*\)$", "", line) for line in noted.split("\n")}
    assert set(bare) <= lines


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in {"json", "csv", "junit"}])
def test_a_report_without_notes_says_nothing_of_notes(name: str) -> None:
    assert render(full(), name, Edition(notes=())) == render(full(), name)
    assert b"Note by" not in render(full(), name)


def test_the_page_shows_every_note_in_quotation_marks_with_its_author_and_its_day() -> None:
    listed = _page(full()).select("#notes .notes > li")

    assert len(listed) == len(NOTES)
    for item, row in zip(listed, note_rows(full(), NOTES), strict=True):
        assert words_of(item.select_one(".author")) == f"Note by {row.author}, {row.date}"
        assert words_of(item.select_one("blockquote")) == f"“{row.text}”"
        assert ("no longer in this report" in words_of(item)) is not row.is_current
    dormant = listed[5].get_text(" ", strip=True)
    assert "In place of our advice, Kari Konsulent says: “Close it in May.” Reason: “No studio.”" in dormant
    assert "Our advice: Revive it, or close it and point to a live channel." in dormant


def test_marks_lead_to_the_notes_and_the_notes_back_to_what_they_are_on() -> None:
    soup = _page(full())
    ids = {str(tag["id"]) for tag in soup.select("[id]")}
    marks = {words_of(link.find_parent(["article", "li", "tr"])) for link in soup.select(".noted a")}

    assert {str(link["href"])[1:] for link in soup.select('a[href^="#"]')} <= ids
    for part in ("Kari Nordmann", "LinkedIn", "youtube @nordlys has been silent", "Content quality", "Own voice"):
        assert any(part in mark for mark in marks), part
    back = {
        words_of(item.h3): str(item.h3.a["href"]) if item.h3 and item.h3.a else ""
        for item in soup.select(".notes > li")
    }
    assert back["Kari Nordmann"] == "#leader-1"
    assert back["Content quality"] == "#sum-content"
    assert "LinkedIn" in words_of(soup.select_one(f"tr{back['LinkedIn nordlys']}"))
    assert "Own voice" in words_of(soup.select_one(back["Kari Nordmann: Own voice"]))
    assert back["Bluesky gone.example no longer in this report"] == ""


def test_the_contents_lead_to_the_notes() -> None:
    assert [words_of(link) for link in _page(full()).select("nav a[href='#notes']")] == ["Notes"]


def test_a_page_has_room_for_so_many_notes_and_counts_the_others() -> None:
    notes = tuple(Note("leader:kari", "x" * 1_000, "Kari", DAY, "<" * 500, "y" * 500) for _ in range(200))
    soup = _page(full(), Edition(notes=notes))
    ids = {str(tag["id"]) for tag in soup.select("[id]")}
    shown_here = len(soup.select(".notes > li"))

    assert f"{200 - shown_here} more notes are left out here" in words_of(soup.select_one("#notes .notice"))
    assert {str(link["href"])[1:] for link in soup.select('a[href^="#"]')} <= ids
    assert len(render(large(), "html", Edition(notes=notes))) < 1_000_000
    assert len(render(full(), "markdown", Edition(notes=notes))) - len(render(full(), "markdown")) < 60_000


def test_markdown_holds_the_notes_and_marks_the_finding() -> None:
    made = render(full(), "markdown", EDITION).decode()

    assert "point to a live channel. (Note by Kari Konsulent)\n" in made
    assert "  - Note by Nils Rådgiver, 2026-11-20: “Two posts were drafted.”\n" in made
    assert "  - In place of our number, Nils Rådgiver says: “About 70%.”\n  - Reason: “He asked.”\n" in made
    assert "- **Bluesky gone.example** (no longer in this report)\n" in made


def test_many_notes_are_folded_in_markdown() -> None:
    made = render(full(), "markdown", Edition(notes=NOTES * 10)).decode()

    assert "<summary>Notes</summary>" in made
    assert "#### Notes" not in made


@pytest.mark.parametrize("width", [40, 80, 160])
def test_the_terminal_shows_the_notes_at_every_width(width: int) -> None:
    made = terminal.render(full(), width=width, color=False, edition=EDITION)
    told = " ".join(made.split())

    assert max(map(len, made.split("\n"))) <= width
    assert "Note by Kari Konsulent, 2026-11-20: “Agreed.”" in told
    assert "In place of our advice, Kari Konsulent says: “Close it in May.” Reason: “No studio.”" in told
    assert "Bluesky gone.example · no longer in this report" in told


def test_the_plain_terminal_shows_notes_without_signs_that_draw() -> None:
    made = terminal.render(full(), width=80, color=False, plain=True, edition=EDITION)

    assert not set(made) & set("█▓▒░─·–→≥×")  # noqa: RUF001
    assert "Rådgiver" in made


def test_slides_hold_the_notes_as_a_table_and_in_full_beside_it() -> None:
    made = slides(render(full(), "pptx", EDITION))
    rows = made.rows("Notes")

    assert len(rows) == len(NOTES)
    assert rows[6][1].startswith("Note by Nils Rådgiver, 2026-11-20\n“They will.”\nIn place of our advice")
    assert rows[7][0] == "Bluesky gone.example\nno longer in this report"
    for row in note_rows(full(), NOTES):
        assert quoted(row.text) in made.notes("Notes")


def test_the_workbook_has_a_sheet_of_notes_with_the_words_of_the_authors_beside_ours() -> None:
    book = workbook(render(full(), "xlsx", EDITION))

    assert book.values("Notes", "Note by", "What the author says", "In this report")[-1] == (
        "Kari Konsulent",
        "It was closed.",
        "no longer in this report",
    )
    assert book.values("Notes", "What the author says in place of ours", "What this report says")[3] == (
        "About 70%.",
        "0.90 (share of activity)",
    )
    assert [moment.date() for moment in book.values("Notes", "Date of the note")][1] == DAY


@pytest.mark.parametrize("text", EVIL)
def test_hostile_notes_are_words_in_every_format(text: str) -> None:
    edition = _evil(text)
    made = {name: render(full(), name, edition) for name in ("html", "markdown", "terminal")}

    for body in made.values():
        assert not hidden_in(body.decode())
        assert len(body) < 300_000
    soup = BeautifulSoup(made["html"], "lxml")
    assert not soup.select("script, img")
    assert "evil.example" not in " ".join(str(link["href"]) for link in soup.select("a"))
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(made["markdown"].decode())
    inner = [child for token in tokens for child in token.children or ()]
    assert not {"link_open", "image", "html_inline"} & {token.type for token in inner}
    tags = re.findall(r"</?[a-z]+>", "".join(t.content for t in tokens if t.type == "html_block"))
    assert set(tags) <= {"<details>", "</details>", "<summary>", "</summary>"}
    deck = slides(render(full(), "pptx", edition))
    assert not hidden_in("".join(deck.words()))
    assert all(b"External" not in body for name, body in parts(deck.made) if name.endswith(".rels"))
    cells = list(workbook(render(full(), "xlsx", edition)).raw["Notes"])
    assert {cell.data_type for row in cells for cell in row} <= {"s", "n", "d"}
    assert not hidden_in("".join(str(cell.value) for row in cells for cell in row).replace("\n", ""))


@settings(max_examples=25)
@given(words)
def test_an_author_cannot_end_the_quotation_and_go_on_as_the_report(text: str) -> None:
    inner = quoted(text)[1:-1]

    assert not set(inner) & set('"“”„«»')
    assert shown(inner, 1_000) == inner


def test_a_name_that_would_speak_as_the_report_is_told_as_a_name() -> None:
    note = Note("company", "x", "Our score: 99” Our advice: “", DAY)
    made = render(full(), "terminal", Edition(notes=(note,))).decode()

    assert "Note by Our score 99’ Our advice ‘, 2026-11-20: “x”" in made  # noqa: RUF001


@pytest.mark.parametrize("name", ["html", "markdown", "terminal", "pptx", "xlsx"])
def test_notes_are_told_in_the_language_of_the_edition_and_their_words_stay(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    speak(monkeypatch, Pseudo())
    made = render(full(), name, Edition(lang="nb", notes=NOTES))
    if name == "pptx":
        told = " ".join(slides(made).words())
    elif name == "xlsx":
        told = " ".join(f"{cell.value}" for cell in workbook(made).cells())
    else:
        told = made.decode()

    for text in (*SAY.values(), "Note by {author}", "In place of our"):
        start = text.partition("{")[0]
        assert not re.search(rf"(?<!«){re.escape(start)}", told), text
    assert "Two posts were drafted." in " ".join(told.split())
    assert name == "xlsx" or "20.11.2026" in told


@pytest.mark.browser
def test_a_real_browser_finds_nothing_wrong_with_a_page_of_notes(tmp_path: Path) -> None:
    pages = {"notes": EDITION, "evil": _evil(HOSTILE), "long": _evil("x" * 10_000)}
    for name, edition in pages.items():
        (tmp_path / f"{name}.html").write_bytes(render(many() if name == "long" else full(), "html", edition))
    try:
        looks = seen([tmp_path / f"{name}.html" for name in pages])
    except ServerMissing as missing:
        if os.environ.get("PRESENCE_AUDIT_SERVERS_REQUIRED"):
            raise
        pytest.skip(str(missing))

    for look in looks:
        assert (look["violations"], look["said"], look["canary"], look["overflow"]) == ([], [], "undefined", 0)


def test_the_same_notes_give_the_same_bytes() -> None:
    for name in ("html", "markdown", "terminal", "pptx", "xlsx"):
        assert BytesIO(render(full(), name, EDITION)).read() == render(full(), name, EDITION)
