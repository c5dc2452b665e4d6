"""A company beside comparable ones in every format that people read: the same cells, and no bar for the unknown."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from reports import read_back
from reports.report_samples import full, hostile
from reports.slide_templates import TEMPLATES
from reports.slides_read_back import Slides, read
from reports.told_in_pseudo import NORWEGIAN, english, speak

from presence_audit.model.peers import Peer
from presence_audit.model.report import Report
from presence_audit.reports import Edition, markdown, pptx, terminal, xlsx
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._markdown_text import escaped
from presence_audit.reports._peer_rows import limits, peer_lines, peer_rows, peers_in_words

TITLE, EACH = "Beside comparable companies", "Every company with its presence score"
SPAN = "0.0–100.0"  # noqa: RUF001  a dash as wide as a digit


def others(report: Report, count: int = 5) -> tuple[Peer, ...]:
    """Companies of which every fifth score is unknown, the third one's total too."""
    ids = [pillar.id for pillar in report.pillars]
    names = ("Sørvest Kraft", "Fjordkraft | Øst", "Vestlys", "Østavind Nett", "Innlandet Energi")
    totals = (61.25, 44.0, None, 72.5, 38.0)
    return tuple(
        Peer(
            name, report.as_of - timedelta(days=60 * at), 182, total, (20.0, 80.0), 0.64,
            {id_: None if (place + at) % 5 == 0 else 20.0 + 9 * place + at for place, id_ in enumerate(ids)},
        )
        for at, (name, total) in enumerate(zip(names, totals, strict=True))
    )[:count]  # fmt: skip


PEERS = others(full())
EDITION = Edition(peers=PEERS)


def _slides(report: Report, peers: tuple[Peer, ...] = PEERS) -> Slides:
    return read(report, None, Edition(peers=peers))


def _terminal(report: Report, edition: Edition = EDITION, width: int = 80, *, plain: bool = False) -> str:
    return terminal.render(report, width=width, color=False, plain=plain, edition=edition)


def _part(text: str, title: str = TITLE, after: str = "Channels\n") -> str:
    return text[text.index(title) : text.index(after)]


def test_the_terminal_has_every_row_and_every_company_within_80_cells() -> None:
    part = _part(_terminal(full()))

    assert max(map(len, part.splitlines())) <= 80
    for row in peer_rows(full(), PEERS):
        told = re.escape(row.name) + r"\s+" + r"\s+".join(
            map(re.escape, (row.own_cell, row.middle_cell, row.half_cell, row.known))
        )  # fmt: skip
        assert re.search(told, part)
    for line in peer_lines(full(), PEERS):
        told = r"\s+".join(map(re.escape, (line.name, line.total, line.likely, line.coverage)))
        assert re.search(told, part)


def test_a_narrow_terminal_has_a_paragraph_for_each_row() -> None:
    part = _part(_terminal(full(), width=40), after="Channels\n")

    assert max(map(len, part.splitlines())) <= 40
    assert "Consistency\n   Own: ? · Median: " in part


def test_plain_every_row_is_said_in_sentences_and_the_pillars_of_each_company_too() -> None:
    told = " ".join(_part(_terminal(full(), plain=True)).split())

    assert "Score: Consistency. Own: unknown. Median: " in told
    assert "Company: Vestlys. Presence score: unknown. Likely range: 20.0-80.0. Data coverage: 64%. Publishing" in told
    assert "?" not in told


def test_markdown_has_both_tables_with_the_cells_of_the_rows() -> None:
    part = _part(markdown.render(full(), EDITION).decode(), after="#### Channels")
    cells = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in part.splitlines()]

    for row in peer_rows(full(), PEERS):
        assert [row.name, row.own_cell, row.middle_cell, row.half_cell, row.known] in cells
    for line in peer_lines(full(), PEERS):
        assert [escaped(line.name), line.total, line.likely, line.coverage, *line.pillars] in cells


def test_the_workbook_keeps_numbers_and_leaves_what_is_unknown_empty_with_the_word_beside_it() -> None:
    book = read_back.opened(xlsx.render(full(), EDITION))
    rows, lines = peer_rows(full(), PEERS), peer_lines(full(), PEERS)

    assert book.values(TITLE, "Score", "Own", "Median", "Companies known") == [
        (row.name, pytest.approx(row.own), pytest.approx(row.middle), len(row.others)) for row in rows
    ]
    assert book.values(TITLE, "Middle half, from", "Middle half, to") == [row.half or (None, None) for row in rows]
    for own, said in book.values(TITLE, "Own", "Own is"):
        assert said == ("unknown" if own is None else "known")
    assert book.values("Companies", "Company") == [line.name for line in lines]
    assert book.values("Companies", "Presence score") == [pytest.approx(line.scores[0]) for line in lines]
    assert book.values("Companies", "Score is")[3] == "unknown"
    assert "Consistency" in book.values("Companies", "Pillars that are unknown")[0]
    assert book.facts[TITLE][0] == len(rows)
    assert all(said in book.facts[TITLE][1] for said in limits(full(), PEERS))


def test_the_slide_after_the_leaders_has_a_native_chart_with_the_numbers_of_the_table_beside_it() -> None:
    slides, rows = _slides(full()), peer_rows(full(), PEERS)
    titles = slides.titles()
    chart = slides.chart(TITLE)

    assert titles[titles.index("Company beside leaders") + 1 :][:2] == [TITLE, EACH]
    assert chart is not None
    assert chart.categories == [row.name for row in rows]
    own, medians = chart.series.values()
    assert own == [numbers.stated_score(row.own) for row in rows]
    assert medians == [numbers.stated_score(row.middle) for row in rows]
    assert None in own
    assert peers_in_words(full(), PEERS) in chart.description
    assert slides.rows(TITLE) == [[row.name, row.own_cell, row.middle_cell, row.half_cell, row.known] for row in rows]
    assert "Consistency: own ?, median " in slides.notes(TITLE)


def test_the_slide_of_companies_says_when_each_was_looked_at_and_its_notes_tell_the_pillars() -> None:
    slides = _slides(full())

    assert [row[0] for row in slides.rows(EACH)] == [line.name for line in peer_lines(full(), PEERS)]
    assert slides.rows(EACH)[2][-2:] == ["64%", "2026-09-21"]
    assert "Vestlys: presence score ?, " in slides.notes(EACH)
    assert "Content quality: " in slides.notes(EACH)


def test_a_score_that_nobody_has_makes_no_chart_and_no_zero() -> None:
    report = full()
    unknown = [pillar.model_copy(update={"score": None}) for pillar in report.pillars]
    score = report.score.model_copy(update={"value": None})
    bare = report.model_copy(update={"score": score, "pillars": tuple(unknown)})
    peers = (Peer("Vestlys", report.as_of, 182, None, (0.0, 100.0), 0.1, {}),)
    slides = _slides(bare, peers)

    assert slides.chart(TITLE) is None
    assert all(row[1:] == ["?", "?", "–", "0 of 1"] for row in slides.rows(TITLE))  # noqa: RUF001
    assert SPAN in slides.rows(EACH)[1]
    assert not re.search(r"\b0\.0\b(?!–)", _part(_terminal(bare, Edition(peers=peers))))  # noqa: RUF001


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_slides_are_made_on_every_template(template: str, tmp_path: Path) -> None:
    slides = read(full(), TEMPLATES[template](tmp_path / "client.pptx"), EDITION)

    assert {TITLE, EACH} <= set(slides.titles())


def test_many_companies_go_over_several_slides_and_all_are_there() -> None:
    many = tuple(Peer(f"Firma {at:02}", full().as_of, 182, 50.0, (40.0, 60.0), 0.5, {}) for at in range(20))

    assert len(_slides(full(), many).rows(EACH)) == 21


def test_hostile_names_stay_names_in_every_format() -> None:
    words = "<r>=cmd|'/c calc'!A1\u202e`**x**`</r>"
    report = hostile(words)
    edition = Edition(peers=(Peer(words, report.as_of, 182, 50.0, (1.0, 99.0), 0.5, {}),))
    texts = (
        _terminal(report, edition),
        markdown.render(report, edition).decode(),
        *read(report, None, edition).words(),
        *(str(cell.value) for cell in read_back.opened(xlsx.render(report, edition)).cells()),
    )

    assert not any("\u202e" in text for text in texts)


def test_without_others_every_format_is_what_it_was() -> None:
    nobody = Edition(peers=())

    assert markdown.render(full(), nobody) == markdown.render(full())
    assert xlsx.render(full(), nobody) == xlsx.render(full())
    assert pptx.render(full(), None, nobody) == pptx.render(full())
    assert TITLE not in _terminal(full(), nobody)


def test_everything_that_is_said_of_others_is_translated(monkeypatch: pytest.MonkeyPatch) -> None:
    speak(monkeypatch)
    edition = Edition(lang=NORWEGIAN.lang, peers=PEERS)
    report = full()
    cells = [cell for line in _terminal(report, edition).splitlines() for cell in re.split(r"\s{2,}", line)]
    texts = [cell for line in markdown.render(report, edition).decode().splitlines() for cell in line.split("|")]
    made = read(report, None, edition)
    said = [text for text in (*made.words(), *made.descriptions()) if "ompan" in text or "edian" in text]
    mine = re.compile(r"edian|Middle|ompanies|Known of|Own\b")

    names = "|".join(re.escape(peer.name) for peer in PEERS)
    held = [re.sub(names, "", text.replace("\\", "")) for text in (*cells, *texts, *said) if mine.search(text)]
    assert held
    assert english(held, report) == []
