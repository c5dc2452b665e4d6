"""The notes of a consultant as every format shows them: on what, in whose words, and whether that is still there.

A note is its author's. It changes no number, and what the report itself says on the same stands beside it. Cells may
hold foreign text as it came. Each format makes it harmless in its own way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from presence_audit.i18n import gettext as _
from presence_audit.i18n import local_date, mark
from presence_audit.model.channel import COMPANY
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._leaf_rows import leaf_value
from presence_audit.reports._measure_words import STATES, measure_words, subject_words, subjects_of
from presence_audit.reports._text import shown
from presence_audit.reports._words import PILLARS, UNITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from presence_audit.model.notes import Note, Subject
    from presence_audit.model.report import Finding, Leaf, Report

AUTHOR, TEXT, SHORT = 80, 1_000, 500  # characters, as the notes file allows them
SAY: Final = {
    "title": mark("Notes"),
    "lead": mark(
        "Remarks of the people named with them. They are not findings of this audit, and change no number of it."
    ),
    "gone": mark("no longer in this report"),
    "reason": mark("Reason:"),
    # Translators: before a quotation, in which the author of a note says something else than the report.
    "instead finding": mark("In place of our advice, {author} says:"),
    "instead metric": mark("In place of our number, {author} says:"),
    "instead": mark("In place of what we say, {author} says:"),
    "ours finding": mark("Our advice:"),
    "ours metric": mark("Our number:"),
    "ours": mark("Our score:"),
}
_BRACKETS = {ord(sign): None for sign in "()"}
_PILLAR, _LEADER = "pillar:", "leader:"
# Quotation marks in a quotation are single ones: nobody can end it and go on as if the report spoke.
_SINGLE = {'"': "'"} | dict.fromkeys("“„«‟＂❝〝", "‘") | dict.fromkeys("”»❞〞〟", "’")  # noqa: RUF001
_QUOTING, _NAMING = str.maketrans(_SINGLE), str.maketrans(_SINGLE | dict.fromkeys(":：", " "))  # noqa: RUF001


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One note. `place` counts from 1; `whose` is the subject it is `on` in words, `about` which measure or finding.

    `ours` is what the report itself says where the note has an `override`, with the words before either; empty where
    it says nothing there. `is_current` is False where the subject is no longer in the report.
    """

    place: int
    note: Note
    on: Subject
    whose: str
    about: str
    text: str
    author: str
    date: str
    override: str
    instead: str
    reason: str
    ours: str
    ours_title: str
    is_current: bool

    @property
    def subject(self) -> str:
        """Whose, and which measure or finding, on one line; a finding that begins with whose it is says it once."""
        if _bare(self.about).startswith(_bare(self.whose)):
            return self.about
        return _("{whose}: {about}").format(whose=self.whose, about=self.about) if self.about else self.whose


def _bare(text: str) -> str:
    """The text without what findings and tables write differently: LinkedIn (nordlys) and LinkedIn nordlys."""
    return text.translate(_BRACKETS).casefold()


class _Known:
    """What a report holds, by the subjects of notes."""

    def __init__(self, report: Report) -> None:
        leaves = [leaf for pillar in report.pillars for leaf in pillar.leaves]
        self.names = subjects_of(report)
        self.pillars = {f"{_PILLAR}{pillar.id}": pillar for pillar in report.pillars}
        self.leaves: dict[tuple[str, str], Leaf] = {(leaf.subject, leaf.metric): leaf for leaf in leaves}
        self.findings: dict[tuple[str, str], Finding] = {}
        for finding in report.findings:
            self.findings.setdefault((finding.subject, finding.id), finding)
        people = [f"{_LEADER}{leader.id}" for leader in report.leaders]
        channels = [channel.id for channel in report.channels]
        told = [leaf.subject for leaf in leaves] + [finding.subject for finding in report.findings]
        # In the order in which notes are shown; last is what was expected and is not there.
        subjects = dict.fromkeys([COMPANY, *self.pillars, *people, *channels, *told])
        self.order: Mapping[str, int] = {whose: place for place, whose in enumerate(subjects)}

    def has(self, subject: Subject) -> bool:
        if subject.kind == "metric":
            return (subject.whose, subject.id) in self.leaves
        if subject.kind == "finding":
            return (subject.whose, subject.id) in self.findings
        return subject.whose in self.order

    def whose(self, subject: Subject) -> str:
        if subject.whose.startswith(_PILLAR):
            pillar = subject.whose.removeprefix(_PILLAR)
            return _(PILLARS[pillar]) if pillar in PILLARS else pillar
        return subject_words(self.names, subject.whose)

    def about(self, subject: Subject) -> str:
        if subject.kind == "metric":
            return measure_words(subject.id)
        found = self.findings.get((subject.whose, subject.id))
        return found.message if found and found.message else subject.id

    def ours(self, subject: Subject) -> str:
        """What the report says itself, of which a note says something else."""
        if subject.kind == "finding":
            found = self.findings.get((subject.whose, subject.id))
            return (found.advice or found.message) if found else ""
        if subject.kind == "metric":
            leaf = self.leaves.get((subject.whose, subject.id))
            return _number(leaf) if leaf else ""
        pillar = self.pillars.get(subject.whose)
        return numbers.score(pillar.score) if pillar else ""


def _number(leaf: Leaf) -> str:
    value = leaf_value(leaf)
    if not value:
        return _(STATES[leaf.state])
    unit = UNITS.get(leaf.metric)
    return _("{value} ({unit})").format(value=value, unit=_(unit)) if unit else value


def _place(known: _Known, note: Note, at: int) -> tuple[bool, int, date, int]:
    subject = note.about
    return not known.has(subject), known.order.get(subject.whose, len(known.order)), note.date, at


def note_rows(report: Report, notes: Sequence[Note]) -> tuple[NoteRow, ...]:
    """The notes in the order of the report and then of their dates; those whose subject is gone stand last."""
    known = _Known(report)
    ordered = [note for _at, note in sorted(enumerate(notes), key=lambda pair: _place(known, pair[1], pair[0]))]
    return tuple(_row(known, note, place) for place, note in enumerate(ordered, 1))


def _row(known: _Known, note: Note, place: int) -> NoteRow:
    subject = note.about
    kind = f" {subject.kind}" if subject.kind else ""
    ours = known.ours(subject) if note.override else ""
    return NoteRow(
        place=place,
        note=note,
        on=subject,
        whose=known.whose(subject),
        about=known.about(subject) if subject.kind else "",
        text=note.text,
        author=note.author,
        date=local_date(note.date),
        override=note.override or "",
        instead=_(SAY[f"instead{kind}"]).format(author=_author(note)) if note.override else "",
        reason=note.reason or "",
        ours=ours,
        ours_title=_(SAY[f"ours{kind}"]) if ours else "",
        is_current=known.has(subject),
    )


def stale_notes(report: Report, notes: Sequence[Note]) -> tuple[Note, ...]:
    """The notes whose subject is no longer in the report."""
    known = _Known(report)
    return tuple(note for note in notes if not known.has(note.about))


def notes_on(rows: Iterable[NoteRow], subject: str, finding: str = "") -> tuple[NoteRow, ...]:
    """The notes on a subject and its measures; with a finding, those on that finding alone."""
    if finding:
        return tuple(row for row in rows if row.on == (subject, "finding", finding))
    return tuple(row for row in rows if row.on.whose == subject and row.on.kind != "finding")


def quoted(text: str, limit: int = TEXT) -> str:
    """Words of an author in quotation marks, of which there are no others in them."""
    return _("“{words}”").format(words=shown(text.translate(_QUOTING), limit))


def _author(note: Note) -> str:
    """The name, without signs by which it could go on as if somebody else spoke."""
    return shown(note.author.translate(_NAMING), AUTHOR)


def signed(row: NoteRow) -> str:
    """Who wrote it and when: "Note by Kari Konsulent, 2026-11-20"."""
    return _("Note by {author}, {date}").format(author=_author(row.note), date=row.date)


def byline(row: NoteRow) -> str:
    """The mark beside what a note is on."""
    return _("Note by {author}").format(author=_author(row.note))


def spoken(row: NoteRow) -> tuple[str, ...]:
    """The note in sentences, each beginning with whose words it holds."""
    gone = () if row.is_current else (_(SAY["gone"]),)
    head = " · ".join((row.subject, *gone))
    lines = [head, _("{who}: {quotation}").format(who=signed(row), quotation=quoted(row.text))]
    if row.override:
        lines.append(f"{row.instead} {quoted(row.override, SHORT)}")
    if row.reason:
        lines.append(f"{_(SAY['reason'])} {quoted(row.reason, SHORT)}")
    if row.ours:
        lines.append(f"{row.ours_title} {row.ours}")
    return tuple(lines)
