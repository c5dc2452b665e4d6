"""What to do next, what the report says, and the pillars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.reports import _numbers as numbers
from presence_audit.reports import _words as words
from presence_audit.reports._claims import claims
from presence_audit.reports._next_steps import next_steps
from presence_audit.reports._pptx_chart import Chart, Series, number_of
from presence_audit.reports._pptx_chart import draw as draw_chart
from presence_audit.reports._pptx_parts import WAYS, Heading, alone, beside, draw_aside, go_on, leaf_through, way_rows
from presence_audit.reports._pptx_table import Column, Listing, Told, cell, name, said
from presence_audit.reports._rows import basis, ways_to_know, worth

if TYPE_CHECKING:
    from presence_audit.model.report import Report
    from presence_audit.reports._pptx_deck import Deck
    from presence_audit.reports._pptx_table import Cell

_SAY = {
    "next": "What to do next",
    "next lead": "What would gain most. Each gain is computed alone, so that they do not add up.",
    "unknown lead": "Too little is known to say what would gain most. These are the quickest ways to know more.",
    "place": "#",
    "step": "What to do",
    "gain": "Gain",
    "becomes": "Total becomes",
    "effort": "It takes",
    "next table": "The steps that would gain most, each with what it brings and what it takes.",
    "ways table": "The quickest ways to know more.",
    "says": "What this says",
    "says lead": "What makes a presence strong, and what was found about each of it.",
    "claim": "A strong presence",
    "found": "What was found",
    "says table": "Five claims about a strong presence, each with what was found.",
    "pillars": "The seven pillars",
    "pillar": "Pillar",
    "score": "Score",
    "coverage": "Data coverage",
    "weight": "Weight",
    "unknown pillar": "{}: {}",
    "pillars note": "50 is typical, 90 is clearly leading. ? is unknown: left out of the score, never counted as zero.",
    "pillars chart": "The score of each pillar from 0 to 100 as a bar: {}.",
    "one pillar": "{} {}",
    "pillar notes": "{}: score {}, data coverage {}, weight {}.",
    "pillars table": "The score, the data coverage and the weight of each of the seven pillars.",
}
_STEPS: tuple[Column, ...] = (
    Column(_SAY["place"], 0.5, centred=True),
    Column(_SAY["step"], 7),
    Column(_SAY["effort"], 1.2),
    Column(_SAY["gain"], 1.5, is_number=True),
    Column(_SAY["becomes"], 1.5, is_number=True),
)
_EFFORT, _MOST_WAYS = 2, 3
_CLAIMS = (Column(_SAY["claim"], 3), Column(_SAY["found"], 8))
_PILLARS = (
    Column(_SAY["pillar"], 4.8),
    Column(_SAY["score"], 1, is_number=True),
    Column(_SAY["coverage"], 1.2, is_number=True),
    Column(_SAY["weight"], 1, is_number=True),
)
_CHART = 0.54  # of the width


def _gaining(report: Report) -> tuple[list[tuple[Cell, ...]], tuple[Column, ...], list[str]]:
    """The steps that would gain most; where no result says what they take, without that column."""
    found = next_steps(report)
    rows = [
        (
            cell(f"{place}"),
            cell(said(step.finding.message, 2, bold=True), said(step.finding.advice, 3)),
            cell(step.effort),
            cell(step.gain),
            cell(step.becomes),
        )
        for place, step in enumerate(found, 1)
    ]
    kept = [at for at, _ in enumerate(_STEPS) if at != _EFFORT or any(step.effort for step in found)]
    notes = [" ".join((step.finding.message, step.finding.advice, worth(report, step.finding))) for step in found]
    return [tuple(row[at] for at in kept) for row in rows], tuple(_STEPS[at] for at in kept), notes


def steps(deck: Deck, report: Report) -> None:
    """The three steps that would gain most; where none is known, how more becomes known."""
    ways = ways_to_know(report)[:_MOST_WAYS]
    rows, columns, notes = _gaining(report)
    lead, about = _SAY["next lead"], _SAY["next table"]
    if not rows:
        rows, notes = way_rows(ways)
        columns, lead, about = WAYS, _SAY["unknown lead"], _SAY["ways table"]
    if not rows:
        alone(deck, _SAY["next"], words.NO_SCORE if report.score.value is None else words.NO_FINDINGS)
        return
    leaf_through(
        deck, Heading(_SAY["next"], lead, "", about), Listing(columns, rows, (18, 16, 14, 12), _MOST_WAYS), notes
    )


def says(deck: Deck, report: Report) -> None:
    """The claims, each with what was found."""
    listed = claims(report)
    rows = [(cell(name(claim.title, bold=True)), cell(said(claim.sentence, 4))) for claim in listed]
    notes = [f"{claim.title}. {claim.sentence}" for claim in listed]
    heading = Heading(_SAY["says"], _SAY["says lead"], "", _SAY["says table"])
    leaf_through(deck, heading, Listing(_CLAIMS, rows, (16, 14, 12), len(rows)), notes)


def _pillar_chart(report: Report) -> Chart:
    names = [words.PILLARS[pillar.id] for pillar in report.pillars]
    cells = [numbers.score(pillar.score) for pillar in report.pillars]
    shown = (
        title if number_of(points) is not None else _SAY["unknown pillar"].format(title, points)
        for title, points in zip(names, cells, strict=True)
    )
    said = (_SAY["one pillar"].format(title, points) for title, points in zip(names, cells, strict=True))
    return Chart(
        title=_SAY["pillars"],
        description=_SAY["pillars chart"].format(", ".join(said)),
        categories=tuple(shown),
        series=(Series(_SAY["score"], tuple(map(number_of, cells))),),
        form="0.0",
        most=100,
        step=50,
    )


def pillars(deck: Deck, report: Report) -> None:
    """The scores of the pillars as bars, and beside them the table with how much of each is known."""
    rows, notes = [], []
    for pillar in report.pillars:
        title, points = words.PILLARS[pillar.id], numbers.score(pillar.score)
        cells = (title, points, numbers.percent(pillar.coverage), f"{pillar.weight:g}")
        rows.append((cell(name(cells[0], bold=True)), *map(cell, cells[1:])))
        notes.append(_SAY["pillar notes"].format(*cells))
    with deck.page(_SAY["pillars"], basis(report), _SAY["pillars note"], notes) as page:
        left, right = beside(deck, page.frame.content, _CHART)
        if report.pillars:
            draw_chart(page, _pillar_chart(report), left, report.as_of, is_bar=True, labelled=True)
        listing = Listing(_PILLARS, rows, (14, 12), max(len(rows), 1))
        left_over = draw_aside(page, deck, listing, right, Told(_SAY["pillar"], _SAY["pillars table"]))
    go_on(deck, Heading(_SAY["pillars"], "", "", _SAY["pillars table"]), left_over)
