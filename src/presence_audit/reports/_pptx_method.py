"""How the score came about, and where its numbers can be followed."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.i18n import mark, ngettext
from presence_audit.reports import _method_words as method
from presence_audit.reports import _nouns as nouns
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._pptx_parts import Heading, alone, beside, draw_aside, fitting, go_on
from presence_audit.reports._pptx_table import Column, Listing, Told, cell, draw, name, said
from presence_audit.reports._robustness import robustness
from presence_audit.reports._rows import answers_of, tally
from presence_audit.reports._words import answer_words
from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from presence_audit.model.observation import Evidence
    from presence_audit.model.report import Report
    from presence_audit.reports._pptx_deck import Deck
    from presence_audit.reports._pptx_table import Cell

_SAY = {
    "method": mark("Method and coverage"),
    # Translators: {measures} is "46 measures".
    "tally": mark("{unknown} of {measures} unknown, {not_applicable} not applicable; data coverage {coverage}."),
    "other": mark("Made by method {made}; the words are those of method {current}."),
    # Translators: the head of a column with 1, 2, 3.
    "place": mark("#"),
    "step": mark("How the score comes about"),
    "choice": mark("Chosen here"),
    "value": mark("For this report"),
    "steps table": mark("How the score comes about, step by step."),
    "choices table": mark("What was chosen for this report: method, period, options."),
    "evidence": mark("Where the numbers can be followed"),
    "how": mark(
        "Follow one number: presence-audit explain RESULT.json SUBJECT#METRIC. The web page and the workbook of this "
        "audit link every number to its evidence."
    ),
    "time": mark("Time (UTC)"),
    "status": mark("Status"),
    "digest": mark("SHA-256"),
    "address": mark("Address"),
    "evidence table": mark("The first {shown} of {all} recorded answers: time, status, digest and address."),
    "none": mark("No recorded answer stands behind this report."),
}
_MOST_ANSWERS, _DIGEST, _WIDE = 8, 12, 0.58


def how(deck: Deck, report: Report) -> None:
    """The method in plain words, beside what was chosen for this report."""
    counts = tally(report)
    lead = _(_SAY["tally"]).format(
        unknown=numbers.whole(counts.unknown),
        measures=nouns.counted(counts.applicable, "measure"),
        not_applicable=numbers.whole(counts.not_applicable),
        coverage=numbers.percent(report.score.coverage),
    )
    told_of, current = [*robustness(report)], anchors().method
    if report.method != current:
        told_of.insert(0, _(_SAY["other"]).format(made=report.method[:40], current=current))
    steps, choices = method.steps(), method.choices(report)
    left_rows = [(cell(f"{place}"), cell(said(step, 4))) for place, step in enumerate(steps, 1)]
    right_rows = [(cell(name(title, bold=True)), cell(said(value, 3))) for title, value in choices]
    notes = [
        *steps, _(method.FORMULA_PILLAR), _(method.FORMULA_TOTAL), method.worked(report),
        *(": ".join(pair) for pair in (*method.meanings(), *choices)),
    ]  # fmt: skip
    with deck.page(_(_SAY["method"]), lead, " ".join(told_of), notes) as page:
        left, right = beside(deck, page.frame.content, _WIDE)
        columns = Column(_(_SAY["place"]), 0.4, centred=True), Column(_(_SAY["step"]), 9)
        listing = Listing(columns, left_rows, (16, 14, 12), len(left_rows))
        of_steps = draw_aside(page, deck, listing, left, Told(_(_SAY["step"]), _(_SAY["steps table"])))
        columns = Column(_(_SAY["choice"]), 3), Column(_(_SAY["value"]), 3.4)
        listing = Listing(columns, right_rows, (14, 12), len(right_rows))
        of_choices = draw_aside(page, deck, listing, right, Told(_(_SAY["choice"]), _(_SAY["choices table"])))
    go_on(deck, Heading(_(_SAY["method"]), "", "", _(_SAY["steps table"])), of_steps)
    go_on(deck, Heading(_(_SAY["method"]), "", "", _(_SAY["choices table"])), of_choices)


def _evidence_columns() -> tuple[Column, ...]:
    return (
        Column(_(_SAY["time"]), 1.6),
        Column(_(_SAY["status"]), 1),
        Column(_(_SAY["digest"]), 1.6),
        Column(_(_SAY["address"]), 7),
    )


def _behind(answers: int) -> str:
    return ngettext(
        "{count} recorded answer stands behind this report. "
        "Each number names the posts and answers it was counted from.",
        "{count} recorded answers stand behind this report. "
        "Each number names the posts and answers it was counted from.",
        answers,
    ).format(count=numbers.whole(answers))


def _row(piece: Evidence) -> tuple[Cell, ...]:
    return (
        cell(numbers.minute(piece.fetched_at, UTC)),
        cell(name(answer_words(piece), 1)),
        cell(name((piece.sha256 or "")[:_DIGEST] or numbers.NOT_APPLICABLE, 1)),
        cell(said(piece.url, 1)),
    )


def evidence(deck: Deck, report: Report) -> None:
    """How many recorded answers stand behind the report, the first of them, and how to follow a number."""
    pieces = answers_of(report)
    if not pieces:
        alone(deck, _(_SAY["evidence"]), _(_SAY["none"]), _(_SAY["how"]))
        return
    rows = [_row(piece) for piece in pieces[:_MOST_ANSWERS]]
    with deck.page(_(_SAY["evidence"]), _behind(len(pieces)), _(_SAY["how"])) as page:
        box = page.frame.content
        grid = fitting(deck, Listing(_evidence_columns(), rows, (14, 12), len(rows)), box)[0]
        about = _(_SAY["evidence table"]).format(shown=numbers.whole(len(grid.rows)), all=numbers.whole(len(pieces)))
        draw(page, grid, box, Told(_(_SAY["evidence"]), about))
