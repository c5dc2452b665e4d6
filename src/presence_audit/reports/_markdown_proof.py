"""What the Markdown report folds away: how the score came about, and the recorded answers behind it."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.i18n import mark
from presence_audit.reports import _numbers as numbers
from presence_audit.reports import _words as words
from presence_audit.reports._code_words import code_words
from presence_audit.reports._leaf_rows import leaf_interval, leaf_score, leaf_value
from presence_audit.reports._markdown_parts import folded, section
from presence_audit.reports._markdown_table import Column, table
from presence_audit.reports._markdown_text import code, escaped
from presence_audit.reports._rows import answers_of
from presence_audit.reports._words import answer_words

if TYPE_CHECKING:
    from presence_audit.model.observation import Evidence
    from presence_audit.model.report import Leaf, Report

_LEAF_BYTES = 40_000  # per pillar, of which there are seven
_EVIDENCE_BYTES = 150_000

# On one line: in a comment GitHub takes each line break as one.
# Translators: {value} and {absent} are two of the states in the tables below.
_FORMULA = mark(
    "A pillar is the mean of its known leaves by weight: the sum of weight times score over those in the state "
    "`{value}` or `{absent}`, divided by the sum of their weights. The total is the squared mean of the square roots "
    "of the pillars by weight, over the pillars that have a score."
)


def _leaf_value(leaf: Leaf) -> str:
    interval = leaf_interval(leaf)
    return leaf_value(leaf) + (f" ({interval})" if interval else "")


_LEAVES: tuple[Column[Leaf], ...] = (
    Column(mark("Metric"), lambda leaf: code(leaf.metric, 60)),
    Column(mark("Subject"), lambda leaf: code(leaf.subject, 120)),
    Column(mark("Weight"), lambda leaf: numbers.weight(leaf.weight), is_number=True),
    Column(mark("State"), lambda leaf: code_words(leaf.state)),
    Column(mark("Value"), _leaf_value, is_number=True),
    Column(mark("Score"), leaf_score, is_number=True),
    Column(mark("Reason"), lambda leaf: escaped(leaf.reason)),
)


def leaves(report: Report) -> list[str]:
    """Every measure with the formula, so that the score can be computed again."""
    lines = ["", _(_FORMULA).format(value=code_words("value"), absent=code_words("absent"))]
    for pillar in report.pillars:
        title = _("{pillar}: {score}, data coverage {coverage}").format(
            pillar=_(words.PILLARS[pillar.id]),
            score=numbers.score(pillar.score),
            coverage=numbers.percent(pillar.coverage),
        )
        rows = table(pillar.leaves, _LEAVES, budget=_LEAF_BYTES, noun="measure")
        lines += section(title, rows if pillar.leaves else [_(words.NO_MEASURES)])
    return folded(_("How the score came about"), lines)


_EVIDENCE: tuple[Column[Evidence], ...] = (
    Column(mark("Time (UTC)"), lambda piece: numbers.minute(piece.fetched_at, UTC)),
    # Translators: the status of an answer of a web server, such as 200 or 404.
    Column(mark("Status"), answer_words, is_number=True),
    Column(mark("SHA-256"), lambda piece: code((piece.sha256 or "")[:12]) or numbers.NOT_APPLICABLE),
    Column(mark("Address"), lambda piece: code(piece.url)),
)


def evidence(report: Report) -> list[str]:
    """Every recorded answer once."""
    pieces = answers_of(report)
    rows = table(pieces, _EVIDENCE, budget=_EVIDENCE_BYTES, noun="answer")
    return folded(_("Evidence"), ["", *(rows if pieces else [_("No recorded answer stands behind this report.")])])
