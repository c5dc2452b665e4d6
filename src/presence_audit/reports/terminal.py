"""The report on a terminal: the answer first, then the leaders, the channels, and what would gain most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from presence_audit.i18n import gettext as _
from presence_audit.i18n import mark
from presence_audit.reports import _nouns as nouns
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._brand_lines import brand_lines, confidentiality
from presence_audit.reports._claims import LONGEST, claims
from presence_audit.reports._code_words import code_words
from presence_audit.reports._edition import PLAIN, Edition
from presence_audit.reports._headline import headline
from presence_audit.reports._pen import Pen
from presence_audit.reports._robustness import robustness
from presence_audit.reports._rows import basis, findings_by_gain, tally
from presence_audit.reports._shown_rows import left_out
from presence_audit.reports._terminal_changes import changes_part, course_part
from presence_audit.reports._terminal_notes import notes_part
from presence_audit.reports._terminal_peers import peers_part
from presence_audit.reports._terminal_shown import network, rhythm, voices
from presence_audit.reports._terminal_steps import FINDINGS, findings, know, not_read
from presence_audit.reports._terminal_tables import channels, leaders, pillars
from presence_audit.reports._text import sentence, shown

if TYPE_CHECKING:
    from presence_audit.model.report import Report

# By whether there are measures that do not apply, and findings that are not shown here.
_COUNTED: Final = {
    # Translators: {measures} is "29 measures", {findings} is "2 more findings".
    (False, False): mark("{unknown} of {measures} unknown, no more findings."),
    (True, False): mark("{unknown} of {measures} unknown, {not_applicable} not applicable, no more findings."),
    (False, True): mark("{unknown} of {measures} unknown, {findings} in the Markdown report (--format markdown)."),
    (True, True): mark(
        "{unknown} of {measures} unknown, {not_applicable} not applicable, "
        "{findings} in the Markdown report (--format markdown)."
    ),
}


def _total(report: Report) -> str:
    """The answer in one line."""
    score = report.score
    said = _("Presence score {score} of 100")
    if score.value is None:
        # Translators: {score} is a question mark.
        said = _("Presence score {score} (unknown)")
    elif score.grade and score.provisional:
        # Translators: the grade stands in brackets, because too much is unknown for a firm one.
        said = _("Presence score {score} of 100 ({grade}) provisional")
    elif score.grade:
        said = _("Presence score {score} of 100 · grade {grade}")
    return said.format(score=numbers.score(score.value), grade=shown(score.grade or "", 20))


def _headline(pen: Pen, report: Report) -> None:
    score, head = report.score, headline(report)
    pen.line(pen.text(head.company, "bold"))
    pen.line(pen.text(head.period, "dim"))
    pen.line()
    pen.line(pen.text(_total(report), "bold yellow" if score.value is None else "bold", 160))
    facts = _("likely range {range} · data coverage {coverage} · confidence {confidence}")
    told = {"range": numbers.likely(score), "coverage": head.coverage, "confidence": code_words(score.confidence)}
    pen.line(pen.text(facts.format_map(told), limit=240))
    for said in robustness(report):
        pen.line(pen.text(said, limit=300))
    if score.cap:
        pen.line(pen.text(sentence(_("Grade limited: {fact}").format(fact=score.cap)), limit=300))
    pen.line()
    pen.line(pen.text(basis(report), limit=400))


def _claims(pen: Pen, report: Report) -> None:
    pen.heading(_("What this says"))
    for claim in claims(report):
        pen.line(pen.text(f"{claim.title}:", "cyan"), indent=1)
        pen.line(pen.text(claim.sentence, limit=LONGEST), indent=3)


def _ending(pen: Pen, report: Report) -> None:
    pen.line()
    # Translators: what the signs of the tables mean; {unknown} is a question mark, {not_applicable} a dash.
    signs = _("{unknown} is unknown: not measured, left out of the score. {not_applicable} is not applicable.")
    if pen.plain:
        signs = _("Unknown means not measured, and left out of the score.")
    pen.line(pen.text(signs.format(unknown=numbers.UNKNOWN, not_applicable=numbers.NOT_APPLICABLE), "dim", 240))
    told = left_out(report)
    if told:
        pen.line(pen.text(told, "dim", 400))
    evidence = _(
        "Every number has its evidence: save with -o RESULT.json, then `presence-audit explain RESULT.json score`."
    )
    pen.line(pen.text(evidence, "dim", 240))
    measures, more = tally(report), max(len(findings_by_gain(report)) - FINDINGS, 0)
    counted = _(_COUNTED[measures.not_applicable > 0, more > 0]).format(
        unknown=numbers.whole(measures.unknown),
        measures=nouns.counted(measures.applicable, "measure"),
        not_applicable=numbers.whole(measures.not_applicable),
        findings=nouns.more(more, "finding"),
    )
    pen.line(pen.text(counted, "dim", 240))


def render(report: Report, *, width: int, color: bool, plain: bool = False, edition: Edition = PLAIN) -> str:
    """The report as lines of at most `width` cells (not less than 40), ending with a line break.

    With `plain` there are sentences instead of tables and bars, to be read aloud; letters stay as they are. Without
    `color` no escape sequence is in it.
    """
    pen = Pen(width, color=color, plain=plain)
    with edition.of(report) as told:
        heads, line = brand_lines(edition.brand), confidentiality(edition.brand)
        for said in heads:
            pen.line(pen.text(said, "dim", 150))
        if heads:
            pen.line()
        _write(pen, told, edition)
        if line:
            pen.line()
            pen.line(pen.text(line, "dim", 150))
    return pen.drawn()


def _write(pen: Pen, report: Report, edition: Edition) -> None:
    _headline(pen, report)
    changes_part(pen, report)
    _claims(pen, report)
    pillars(pen, report)
    leaders(pen, report)
    peers_part(pen, report, edition.peers)
    channels(pen, report)
    know(pen, report)
    not_read(pen, report)
    findings(pen, report)
    notes_part(pen, report, edition.notes)
    voices(pen, report)
    rhythm(pen, report)
    network(pen, report)
    course_part(pen, report)
    _ending(pen, report)
