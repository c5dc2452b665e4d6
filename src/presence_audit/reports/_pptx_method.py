"""How the score came about, and where its numbers can be followed."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

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
    "method": "Method and coverage",
    "tally": "{} of {} unknown, {} not applicable; data coverage {}.",
    "other": "Made by method {}; the words are those of method {}.",
    "place": "#",
    "step": "How the score comes about",
    "choice": "Chosen here",
    "value": "For this report",
    "steps table": "How the score comes about, step by step.",
    "choices table": "What was chosen for this report: method, period, options.",
    "formula": "{}: {}",
    "evidence": "Where the numbers can be followed",
    "evidence lead": "{} stand behind this report. Each number names the posts and answers it was counted from.",
    "how": (
        "Follow one number: presence-audit explain RESULT.json SUBJECT#METRIC. The web page and the workbook of this "
        "audit link every number to its evidence."
    ),
    "time": "Time (UTC)",
    "status": "Status",
    "digest": "SHA-256",
    "address": "Address",
    "evidence table": "The first {} of {} recorded answers: time, status, digest and address.",
    "none": "No recorded answer stands behind this report.",
    "listed": "{} are listed post by post in the result.",
}
_STEPS = (Column(_SAY["place"], 0.4, centred=True), Column(_SAY["step"], 9))
_CHOICES = (Column(_SAY["choice"], 3), Column(_SAY["value"], 3.4))
_EVIDENCE = (
    Column(_SAY["time"], 1.6),
    Column(_SAY["status"], 1),
    Column(_SAY["digest"], 1.6),
    Column(_SAY["address"], 7),
)
_MOST_ANSWERS, _DIGEST, _WIDE = 8, 12, 0.58


def how(deck: Deck, report: Report) -> None:
    """The method in plain words, beside what was chosen for this report."""
    counts = tally(report)
    lead = _SAY["tally"].format(
        f"{counts.unknown:,}", nouns.counted(counts.applicable, "measure"), f"{counts.not_applicable:,}",
        numbers.percent(report.score.coverage),
    )  # fmt: skip
    told_of, current = [*robustness(report)], anchors().method
    if report.method != current:
        told_of.insert(0, _SAY["other"].format(report.method[:40], current))
    steps, choices = method.steps(), method.choices(report)
    left_rows = [(cell(f"{place}"), cell(said(step, 4))) for place, step in enumerate(steps, 1)]
    right_rows = [(cell(name(title, bold=True)), cell(said(value, 3))) for title, value in choices]
    notes = [
        *steps, method.FORMULA_PILLAR, method.FORMULA_TOTAL, method.worked(report),
        *(_SAY["formula"].format(*pair) for pair in (*method.meanings(), *choices)),
    ]  # fmt: skip
    with deck.page(_SAY["method"], lead, " ".join(told_of), notes) as page:
        left, right = beside(deck, page.frame.content, _WIDE)
        listing = Listing(_STEPS, left_rows, (16, 14, 12), len(left_rows))
        of_steps = draw_aside(page, deck, listing, left, Told(_SAY["step"], _SAY["steps table"]))
        listing = Listing(_CHOICES, right_rows, (14, 12), len(right_rows))
        of_choices = draw_aside(page, deck, listing, right, Told(_SAY["choice"], _SAY["choices table"]))
    go_on(deck, Heading(_SAY["method"], "", "", _SAY["steps table"]), of_steps)
    go_on(deck, Heading(_SAY["method"], "", "", _SAY["choices table"]), of_choices)


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
        alone(deck, _SAY["evidence"], _SAY["none"], _SAY["how"])
        return
    count = nouns.counted(len(pieces), "recorded answer")
    rows = [_row(piece) for piece in pieces[:_MOST_ANSWERS]]
    with deck.page(_SAY["evidence"], _SAY["evidence lead"].format(count), _SAY["how"]) as page:
        box = page.frame.content
        grid = fitting(deck, Listing(_EVIDENCE, rows, (14, 12), len(rows)), box)[0]
        about = _SAY["evidence table"].format(len(grid.rows), f"{len(pieces):,}")
        draw(page, grid, box, Told(_SAY["evidence"], about))
