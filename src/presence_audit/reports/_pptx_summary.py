"""What to do next, what the report says, and the pillars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.i18n import language, mark
from presence_audit.reports import _numbers as numbers
from presence_audit.reports import _words as words
from presence_audit.reports._claims import claims
from presence_audit.reports._next_steps import next_steps
from presence_audit.reports._pptx_chart import Chart, Series
from presence_audit.reports._pptx_chart import draw as draw_chart
from presence_audit.reports._pptx_parts import (
    Heading,
    alone,
    beside,
    draw_aside,
    go_on,
    leaf_through,
    way_rows,
    ways_columns,
)
from presence_audit.reports._pptx_table import Column, Listing, Told, cell, holds, name, said
from presence_audit.reports._rows import basis, ways_to_know, worth

if TYPE_CHECKING:
    from presence_audit.model.report import Report
    from presence_audit.reports._pptx_deck import Deck
    from presence_audit.reports._pptx_fit import Box
    from presence_audit.reports._pptx_table import Cell

_SAY = {
    "next": mark("What to do next"),
    "next lead": mark("What would gain most. Each gain is computed alone, so that they do not add up."),
    "unknown lead": mark("Too little is known to say what would gain most. These are the quickest ways to know more."),
    # Translators: the head of a column with 1, 2, 3.
    "place": mark("#"),
    "step": mark("What to do"),
    "gain": mark("Gain"),
    # Translators: the head of a column with what the score would be after a step.
    "becomes": mark("Total becomes"),
    # Translators: the head of a column with "minutes", "an hour", "days".
    "effort": mark("It takes"),
    "next table": mark("The steps that would gain most, each with what it brings and what it takes."),
    "ways table": mark("The quickest ways to know more."),
    "says": mark("What this says"),
    "says lead": mark("What makes a presence strong, and what was found about each of it."),
    # Translators: the head of a column; below it stands "Leaders are there and take part".
    "claim": mark("A strong presence"),
    "found": mark("What was found"),
    "says table": mark("Five claims about a strong presence, each with what was found."),
    "pillars": mark("The seven pillars"),
    "pillar": mark("Pillar"),
    "score": mark("Score"),
    "coverage": mark("Data coverage"),
    "weight": mark("Weight"),
    "pillars note": mark(
        "50 is typical, 90 is clearly leading. ? is unknown: left out of the score, never counted as zero."
    ),
    # Translators: {scores} is "Consistency 51.2, Ambassadors and community ?".
    "pillars chart": mark("The score of each pillar from 0 to 100 as a bar: {scores}."),
    "pillar notes": mark("{pillar}: score {score}, data coverage {coverage}, weight {weight}."),
    "pillars table": mark("The score, the data coverage and the weight of each of the seven pillars."),
}
_EFFORT, _MOST_WAYS = 2, 3
_CHART, _LESS = 0.54, 0.42  # of the width: the chart, and the chart beside a table of long words


def _step_columns() -> tuple[Column, ...]:
    return (
        Column(_(_SAY["place"]), 0.5, centred=True),
        Column(_(_SAY["step"]), 7),
        Column(_(_SAY["effort"]), 1.2),
        Column(_(_SAY["gain"]), 1.5, is_number=True),
        Column(_(_SAY["becomes"]), 1.5, is_number=True),
    )


def _pillar_columns() -> tuple[Column, ...]:
    return (
        Column(_(_SAY["pillar"]), 4.8),
        Column(_(_SAY["score"]), 1, is_number=True),
        Column(_(_SAY["coverage"]), 1.2, is_number=True),
        Column(_(_SAY["weight"]), 1, is_number=True),
    )


def _gaining(report: Report) -> tuple[list[tuple[Cell, ...]], tuple[Column, ...], list[str]]:
    """The steps that would gain most; where no result says what they take, without that column."""
    found, columns = next_steps(report), _step_columns()
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
    kept = [at for at in range(len(columns)) if at != _EFFORT or any(step.effort for step in found)]
    notes = [" ".join((step.finding.message, step.finding.advice, worth(report, step.finding))) for step in found]
    return [tuple(row[at] for at in kept) for row in rows], tuple(columns[at] for at in kept), notes


def steps(deck: Deck, report: Report) -> None:
    """The three steps that would gain most; where none is known, how more becomes known."""
    ways = ways_to_know(report)[:_MOST_WAYS]
    rows, columns, notes = _gaining(report)
    lead, about = _(_SAY["next lead"]), _(_SAY["next table"])
    if not rows:
        rows, notes = way_rows(report, ways)
        columns, lead, about = ways_columns(), _(_SAY["unknown lead"]), _(_SAY["ways table"])
    if not rows:
        alone(deck, _(_SAY["next"]), _(words.NO_SCORE) if report.score.value is None else _(words.NO_FINDINGS))
        return
    leaf_through(
        deck, Heading(_(_SAY["next"]), lead, "", about), Listing(columns, rows, (18, 16, 14, 12), _MOST_WAYS), notes
    )


def says(deck: Deck, report: Report) -> None:
    """The claims, each with what was found."""
    listed = claims(report)
    rows = [(cell(name(claim.title, bold=True)), cell(said(claim.sentence, 4))) for claim in listed]
    notes = [f"{claim.title}. {claim.sentence}" for claim in listed]
    columns = Column(_(_SAY["claim"]), 3), Column(_(_SAY["found"]), 8)
    heading = Heading(_(_SAY["says"]), _(_SAY["says lead"]), "", _(_SAY["says table"]))
    leaf_through(deck, heading, Listing(columns, rows, (16, 14, 12), len(rows)), notes)


def _pillar_chart(report: Report) -> Chart:
    names = [_(words.PILLARS[pillar.id]) for pillar in report.pillars]
    cells = [numbers.score(pillar.score) for pillar in report.pillars]
    values = tuple(numbers.stated_score(pillar.score) for pillar in report.pillars)
    shown = (
        f"{title}: {points}" if value is None else title
        for title, points, value in zip(names, cells, values, strict=True)
    )
    told = (f"{title} {points}" for title, points in zip(names, cells, strict=True))
    return Chart(
        title=_(_SAY["pillars"]),
        description=_(_SAY["pillars chart"]).format(scores=", ".join(told)),
        categories=tuple(shown),
        series=(Series(_(_SAY["score"]), values),),
        form="0.0",
        most=100,
        step=50,
    )


def _places(deck: Deck, box: Box, listing: Listing) -> tuple[Box, Box | None]:
    """The places of the chart and of the table, which takes more of the slide where its words are longer."""
    left, right = beside(deck, box, _CHART)
    if language() == "en" or right is None or holds(deck.look, listing, right.width):
        return left, right
    return beside(deck, box, _LESS)


def pillars(deck: Deck, report: Report) -> None:
    """The scores of the pillars as bars, and beside them the table with how much of each is known."""
    rows, notes = [], []
    for pillar in report.pillars:
        title, points = _(words.PILLARS[pillar.id]), numbers.score(pillar.score)
        cells = (title, points, numbers.percent(pillar.coverage), numbers.plain(pillar.weight))
        rows.append((cell(name(cells[0], bold=True)), *map(cell, cells[1:])))
        notes.append(
            _(_SAY["pillar notes"]).format(pillar=cells[0], score=cells[1], coverage=cells[2], weight=cells[3])
        )
    with deck.page(_(_SAY["pillars"]), basis(report), _(_SAY["pillars note"]), notes) as page:
        listing = Listing(_pillar_columns(), rows, (14, 12), max(len(rows), 1))
        left, right = _places(deck, page.frame.content, listing)
        if report.pillars:
            draw_chart(page, _pillar_chart(report), left, report.as_of, is_bar=True, labelled=True)
        left_over = draw_aside(page, deck, listing, right, Told(_(_SAY["pillar"]), _(_SAY["pillars table"])))
    go_on(deck, Heading(_(_SAY["pillars"]), "", "", _(_SAY["pillars table"])), left_over)
