"""The notes on a page: a section with what their authors say, and at what they are on a mark that leads there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.i18n import ngettext
from presence_audit.model.channel import COMPANY
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._html_element import Markup, Node, el, joined
from presence_audit.reports._html_parts import Section, paragraph, section, within
from presence_audit.reports._html_places import pillar_place
from presence_audit.reports._html_text import name, prose
from presence_audit.reports._note_rows import SAY, SHORT, byline, note_rows, notes_on, quoted, signed
from presence_audit.reports._rows import findings_by_gain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from presence_audit.model.notes import Note
    from presence_audit.model.report import Report
    from presence_audit.reports._html_places import Places
    from presence_audit.reports._note_rows import NoteRow

_BYTES = 90_000
_SUBJECT, _OURS = 300, 600


def _id(row: NoteRow) -> str:
    return f"note-{row.place}"


def rows_on_page(report: Report, notes: Sequence[Note]) -> tuple[NoteRow, ...]:
    """The notes that the page has room for, in their order; only to these may be linked."""
    rows = note_rows(report, notes)
    kept, _left_out = within((_note(row, None) for row in rows), _BYTES)
    ids = {made.text.partition('id="')[2].partition('"')[0] for made in kept}
    return tuple(row for row in rows if _id(row) in ids)


def noted(places: Places, subject: str, *, metric: str = "", finding: str = "") -> Markup | None:
    """The mark with the authors' names beside what notes are on; nothing where there is none.

    A subject stands for itself and its measures; a metric or a finding for itself alone.
    """
    found: Iterable[NoteRow] = notes_on(places.notes, subject, finding)
    if metric:
        found = [row for row in found if row.on.id == metric]
    links = [el("a", el("bdi", byline(row)), href=f"#{_id(row)}") for row in found]
    return el("span", joined(links, ", "), class_="noted") if links else None


def noted_place(places: Places, subject: str) -> str | None:
    """The id of a row that has none of its own, where a note leads to it."""
    found = notes_on(places.notes, subject)
    return f"of-{_id(found[0])}" if found else None


def _target(row: NoteRow, report: Report, places: Places, written: str) -> str | None:
    """Where in the page that is which the note is on. Only what was written can be linked to."""
    subject = row.on
    asked: list[str | None] = []
    if subject.kind == "finding":
        keys = [(finding.subject, finding.id) for finding in findings_by_gain(report)]
        key = (subject.whose, subject.id)
        asked = [f"finding-{keys.index(key) + 1}"] if key in keys else ["know"]
    elif subject.kind == "metric":
        asked = [places.measure(subject.id, subject.whose)]
    elif subject.whose == COMPANY:
        asked = ["score"]
    else:
        people = [f"leader:{leader.id}" for leader in report.leaders]
        asked = [f"leader-{people.index(subject.whose) + 1}"] if subject.whose in people else []
        asked += [pillar_place(p.id) for p in report.pillars if f"pillar:{p.id}" == subject.whose]
        asked += [noted_place(places, subject.whose), places.about([subject.whose])]
    return next((place for place in asked if place and f' id="{place}"' in written), None)


def _note(row: NoteRow, target: str | None) -> Markup:
    subject = name(row.subject, _SUBJECT)
    head: list[Node] = [el("a", subject, href=f"#{target}") if target else subject]
    head += [] if row.is_current else [" ", el("span", _(SAY["gone"]), class_="chip unknown")]
    more: list[Node] = []
    if row.override:
        said = el("blockquote", el("p", el("bdi", quoted(row.override, SHORT))))
        more += [el("p", row.instead, class_="soft"), said]
    if row.reason:
        more.append(el("p", el("span", _(SAY["reason"]), class_="soft"), " ", el("bdi", quoted(row.reason, SHORT))))
    if row.ours:
        more.append(el("p", el("span", row.ours_title, class_="soft"), " ", prose(row.ours, _OURS)))
    return el(
        "li",
        el("h3", *head),
        el("p", el("bdi", signed(row)), class_="author"),
        el("blockquote", el("p", el("bdi", quoted(row.text)))),
        *more,
        id=_id(row),
    )


def notes_section(report: Report, places: Places, total: int, others: Sequence[Section | None]) -> Section | None:
    """What the authors of notes say, each beside what the report says itself where that is something else.

    Args:
        report: the report.
        places: with the notes that are on the page.
        total: how many notes there are.
        others: the sections of the page, to which the notes lead.
    """
    if not total:
        return None
    written = "".join(one.body.text for one in others if one is not None)
    listed = [_note(row, _target(row, report, places, written)) for row in places.notes]
    left_out = total - len(listed)
    told = ngettext(
        "{n} more note is left out here to keep the page small; it stands in the notes file.",
        "{n} more notes are left out here to keep the page small; they stand in the notes file.",
        left_out,
    ).format(n=numbers.whole(left_out))
    return section(
        "notes",
        _(SAY["title"]),
        paragraph(_(SAY["lead"]), "soft"),
        el("ol", *listed, class_="notes"),
        paragraph(told, "notice") if left_out else None,
    )
