"""The report as Markdown, to be read as it is or pasted into an issue: headings start at the third level."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Final

from presence_audit.i18n import gettext as _
from presence_audit.reports import _nouns as nouns
from presence_audit.reports import _numbers as numbers
from presence_audit.reports import _words as words
from presence_audit.reports._brand_lines import brand_lines, confidentiality
from presence_audit.reports._claims import LONGEST, claims
from presence_audit.reports._code_words import code_words
from presence_audit.reports._edition import PLAIN, Edition
from presence_audit.reports._headline import headline
from presence_audit.reports._markdown_changes import changes_part, course_part
from presence_audit.reports._markdown_notes import noted, notes_part
from presence_audit.reports._markdown_parts import itemed, section
from presence_audit.reports._markdown_peers import peers_part
from presence_audit.reports._markdown_proof import evidence, leaves
from presence_audit.reports._markdown_shown import network, rhythm, voices
from presence_audit.reports._markdown_text import code, escaped
from presence_audit.reports._markdown_who import channels, leaders, not_read, not_seen, pillars
from presence_audit.reports._note_rows import note_rows
from presence_audit.reports._robustness import robustness
from presence_audit.reports._rows import basis, findings_by_gain, tally, ways_to_know, worth
from presence_audit.reports._shown_rows import left_out
from presence_audit.reports._text import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presence_audit.model.notes import Note
    from presence_audit.model.report import Finding, Report
    from presence_audit.reports._note_rows import NoteRow

# GitHub drops a job summary above 1 MiB as a whole. The bytes of each section are bounded where it is made; together
# with the sections that cannot grow they stay below 900 kB.
_FINDING_BYTES = 100_000
# The headings of all sections, and what stands around them.
_NOTICE_BYTES = 2_000
_TITLE = re.compile(r"#### (.+)|<summary>(.+)</summary>")

SUMMARY: Final = 900 * 1024
"""Bytes that a job summary of GitHub is sure to take: it drops one above 1 MiB, as a whole."""
COMMENT: Final = 60 * 1024
"""Bytes that a comment on GitHub is sure to take: it refuses one above 64 KiB."""


def _title(report: Report) -> str:
    score, head = report.score, headline(report)
    said = _("{company}: presence score {score} of 100")
    if score.value is None:
        # Translators: {score} is a question mark.
        said = _("{company}: presence score {score} (unknown)")
    elif score.grade and score.provisional:
        said = _("{company}: presence score {score} of 100 ({grade}, provisional)")
    elif score.grade:
        said = _("{company}: presence score {score} of 100, grade {grade}")
    company, grade = escaped(head.company), escaped(score.grade or "", 20)
    return said.format(company=company, score=numbers.score(score.value), grade=grade)


def _summary(report: Report) -> list[str]:
    score, head = report.score, headline(report)
    facts = _("Likely range {range} · data coverage {coverage} · confidence {confidence}")
    told = {"range": numbers.likely(score), "coverage": head.coverage, "confidence": code_words(score.confidence)}
    lines = [
        f"### {_title(report)}",
        "",
        facts.format_map(told),
        *(part for said in robustness(report) for part in ("", escaped(said))),
        "",
        escaped(basis(report)),
    ]
    if score.cap:
        lines += ["", escaped(sentence(_("Grade limited: {fact}").format(fact=score.cap)))]
    return lines


def _claims(report: Report) -> list[str]:
    said = [f"- **{claim.title}:** {escaped(claim.sentence, LONGEST)}" for claim in claims(report)]
    return section(_("What this says"), said)


def _know(report: Report) -> list[str]:
    ways = [
        f"{place}. **{escaped(way.message)}** {escaped(way.advice)}"
        for place, way in enumerate(ways_to_know(report), 1)
    ]
    return section(_("The quickest ways to know more"), ways) if ways else []


def _finding(report: Report, rows: Sequence[NoteRow], placed: tuple[int, Finding]) -> str:
    place, finding = placed
    told = _("severity {severity}").format(severity=code_words(finding.severity))
    facts = f"{worth(report, finding)}, {told}, {code(finding.subject, 120)}"
    return f"{place}. **{escaped(finding.message)}** ({facts}) {escaped(finding.advice)}{noted(rows, finding)}"


def _findings(report: Report, notes: Sequence[Note] = ()) -> list[str]:
    placed = list(enumerate(findings_by_gain(report), 1))
    nothing = [_(words.NO_SCORE) if report.score.value is None else _(words.NO_FINDINGS)]
    lines = itemed(placed, partial(_finding, report, note_rows(report, notes)), budget=_FINDING_BYTES, noun="finding")
    return section(_("What would gain most"), lines or nothing)


def _ending(report: Report) -> list[str]:
    measures = tally(report)
    # Translators: what the sign of the tables means, and how many measures have it; {measures} is "29 measures".
    unknown = _(
        "`{sign}` is unknown: not measured and left out of the score, never counted as zero. "
        "{unknown} of {measures} unknown, {not_applicable} not applicable."
    ).format(
        sign=numbers.UNKNOWN,
        unknown=numbers.whole(measures.unknown),
        measures=nouns.counted(measures.applicable, "measure"),
        not_applicable=numbers.whole(measures.not_applicable),
    )
    # Translators: {period} is "182 days up to 2026-11-20 07:00 Europe/Oslo", {tool} a name and a version.
    made = _("Method {method} · {period} · {tool}").format(
        method=code(report.method, 40),
        period=escaped(headline(report).period, 160),
        tool=code(f"{report.tool.name} {report.tool.version}", 80),
    )
    told = left_out(report)
    return ["", unknown, *(["", escaped(told, 400)] if told else []), "", made]


def _sections(report: Report, edition: Edition) -> list[list[str]]:
    parts = (
        changes_part,
        _claims,
        pillars,
        leaders,
        partial(peers_part, peers=edition.peers),
        channels,
        _know,
        not_read,
        not_seen,
        partial(_findings, notes=edition.notes),
        partial(notes_part, notes=edition.notes),
        voices,
        rhythm,
        network,
        course_part,
        leaves,
        evidence,
    )
    return [part(report) for part in parts]


def _frame(report: Report, edition: Edition) -> tuple[list[str], list[str]]:
    """What stands before all sections, and what behind them."""
    first, *rest = _summary(report)
    heads = [part for said in brand_lines(edition.brand) for part in ("", escaped(said))]
    line = confidentiality(edition.brand)
    return [first, *heads, *rest], [*_ending(report), *(["", escaped(line)] if line else [])]


def _bytes(lines: Sequence[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def render(report: Report, edition: Edition = PLAIN) -> bytes:
    """The report as UTF-8 of less than 900 kB; where a section is cut, it says how much was left out.

    Tables that are long, how the score came about, and the evidence are folded.
    """
    with edition.of(report) as told:
        head, ending = _frame(told, edition)
        return _bytes([*head, *(line for part in _sections(told, edition) for line in part), *ending])


def _title_of(lines: Sequence[str]) -> str:
    """The heading of a section, or what is to be clicked where it is folded."""
    found = (_TITLE.fullmatch(line) for line in lines)
    return next(title[1] or title[2] for title in found if title)


def render_within(report: Report, most: int, edition: Edition = PLAIN) -> bytes:
    """The report as UTF-8 of at most so many bytes, for places that take no more; `SUMMARY` and `COMMENT` are two.

    What does not fit is left out by whole sections, and named at the end. The head and the end are there always; they
    take less than 8 kB.
    """
    with edition.of(report) as told:
        head, ending = _frame(told, edition)
        room, left_out = most - _NOTICE_BYTES - len(_bytes([*head, *ending])), list[str]()
        lines = head
        for part in _sections(told, edition):
            size = len(_bytes(part))
            if size <= max(room, 0):
                room -= size
                lines += part
            else:
                left_out.append(_title_of(part))
        if left_out:
            # Translators: in italics; {sections} are the headings of those sections, with commas between them.
            said = _("*Left out here, because it would be too long: {sections}.*")
            lines += ["", said.format(sections=", ".join(left_out))]
        return _bytes([*lines, *ending])
