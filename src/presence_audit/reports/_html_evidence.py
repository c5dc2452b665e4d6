"""The appendix: every measure, the posts it was counted from, and the recorded answers in which these stand.

It is written from the end: the answers first, so that posts can lead to them, then the posts, then the measures, so
that everything else can lead to those. What did not fit is not linked to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.i18n import mark
from presence_audit.reports import _method_words as method
from presence_audit.reports import _nouns as nouns
from presence_audit.reports import _numbers as numbers
from presence_audit.reports import _words as words
from presence_audit.reports._headline import headline
from presence_audit.reports._html_element import Markup, Node, el, joined
from presence_audit.reports._html_notes import noted
from presence_audit.reports._html_parts import Head, Section, folded, notice, paragraph, row, section, table
from presence_audit.reports._html_places import TOTAL, Places, cited, pillar_place, shown_place
from presence_audit.reports._html_recorded import MOST_POSTS, answers, posts
from presence_audit.reports._html_text import name, prose
from presence_audit.reports._leader_cards import leader_cards
from presence_audit.reports._leaf_rows import counted_from, leaf_rows
from presence_audit.reports._text import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from presence_audit.model.observation import Evidence
    from presence_audit.model.report import Pillar, Report, State
    from presence_audit.reports._leaf_rows import LeafRow
    from presence_audit.reports._note_rows import NoteRow

_SAY = {
    "title": mark("Evidence"),
    "lead": mark(
        "Every number leads here: to its measure, from there to the posts it was counted from, and from those to "
        "the recorded answer, which its hash proves."
    ),
    "sums": mark("From the measures to the total"),
    "sums caption": mark("Sums: what each is made of"),
    "what": mark("What"),
    "value": mark("Value"),
    # Translators: head of a column: of what the value in it was computed.
    "made of": mark("Made of"),
    "total": mark("Total"),
    "total of": mark("the pillars that have a score, by weight"),
    "likely": mark("likely range {likely}, hard bounds {bounds}, data coverage {coverage}"),
    "pillar of": mark("{known} of {measures} known, data coverage {coverage}, weight {weight}"),
    "leader of": mark("the known measures of this leader, data coverage {coverage}"),
    "measures": mark("{pillar}: every measure"),
    "measure": mark("Measure"),
    # Translators: head of a column: whether the number is measured, absent, unknown or not applicable.
    "state": mark("State"),
    "points": mark("Points"),
    "weight": mark("Weight"),
    "why": mark("Why, and what it rests on"),
    # Translators: the value lies between two others; they come with a dash in between.
    "between": mark("between {interval}"),
    # Translators: "Rests on 12 posts"; a full stop follows, or nothing.
    "rests": mark("Rests on {posts}"),
    "first": mark("The first {listed} of {all}, the newest first; the rest stands in the result as JSON."),
    "in the result": mark("They stand in the result as JSON (--format json)."),
    # Translators: the name of another measure, under which the same posts are listed.
    "same": mark("Listed under {measure}."),
    "answers of": mark("Recorded answers:"),
    "more answers": mark("and {number} more"),
    "shown": mark("Shown, not scored"),
    "shown caption": mark("How the numbers were counted that are shown and not scored"),
    "part": mark("Part"),
    "counted": mark("How it is counted"),
}
_MOST_ANSWERS = 5
_MEASURE_BYTES = 320_000
_MEASURES = (
    Head(_SAY["measure"]),
    Head(_SAY["state"]),
    Head(_SAY["value"], is_number=True),
    Head(_SAY["points"], is_number=True),
    Head(_SAY["weight"], is_number=True),
    Head(_SAY["why"], is_wide=True),
)


def _links(pieces: Iterable[Evidence], places: Places) -> Markup | None:
    found = list(dict.fromkeys(places.answers[piece] for piece in pieces if piece in places.answers))
    links: list[Node] = [el("a", place[1:], href=f"#{place}") for place in found[:_MOST_ANSWERS]]
    more = len(found) - len(links)
    links += [_(_SAY["more answers"]).format(number=numbers.whole(more))] if more > 0 else []
    return el("p", _(_SAY["answers of"]), " ", joined(links, " "), class_="sources refs") if links else None


def _rests(line: LeafRow, place: str, report: Report, places: Places) -> Markup | None:
    if not line.total:
        return None
    lines = report.shown.posts if report.shown else ()
    zone, _name = numbers.zone_of(report)
    told = _(_SAY["rests"]).format(posts=counted_from([lines[at] for at in line.posts], line.total))
    listed = tuple(at for at in line.posts[:MOST_POSTS] if at in places.posts)
    if not listed:
        return el("p", f"{told}. ", _(_SAY["in the result"]), class_="sources")
    some = {"listed": numbers.whole(len(listed)), "all": numbers.whole(line.total)}
    first = _(_SAY["first"]).format_map(some) if len(listed) < line.total else None
    same = places.lists.setdefault(listed, (place, line.name))
    if same[0] != place:  # most measures of a channel rest on the same posts: they are listed once
        return el(
            "p", f"{told}. ", el("a", _(_SAY["same"]).format(measure=same[1]), href=f"#{same[0]}"), class_="sources"
        )
    days = (numbers.on(lines[at].published_at, lines[at].date_precision, zone) for at in listed)
    links = [el("a", day, href=f"#{places.posts[at]}") for day, at in zip(days, listed, strict=True)]
    return folded(told, el("p", joined(links, " "), class_="refs"), paragraph(first, "soft") if first else None)


def _measure(line: LeafRow, state: State, place: str, report: Report, places: Places) -> Markup:
    lead = el("span", shown(line.name, 80), el("span", name(line.whose), class_="whose"))
    beside = [line.unit, _(_SAY["between"]).format(interval=line.interval) if line.interval else ""]
    value = el("span", line.value, *(el("span", text, class_="whose") for text in beside if text))
    why = el(
        "div",
        paragraph(prose(line.reason)) if line.reason else None,
        paragraph(line.partial, "soft") if line.partial else None,
        _rests(line, place, report, places),
        _links(line.evidence, places),
        noted(places, line.subject, metric=line.metric),
    )
    kind = "measured" if state == "value" else state
    cells: list[Node] = [el("span", line.state, class_=f"state {kind}"), value, line.score, line.weight, why]
    return row(lead, cells, _MEASURES, place=place)


def _measures(report: Report, places: Places) -> list[Node]:
    body: list[Node] = []
    number, room = 0, _MEASURE_BYTES
    for pillar, lines in leaf_rows(report):
        rows: list[Markup] = []
        for leaf, line in zip(pillar.leaves, lines, strict=True):
            number += 1
            made = _measure(line, leaf.state, f"m{number}", report, places)
            room -= len(made.text.encode())
            if room < 0:
                continue
            rows.append(made)
            places.measures.setdefault((line.metric, line.subject), f"m{number}")
            places.subjects.setdefault(line.subject, f"m{number}")
        title = _(words.PILLARS[pillar.id])
        place = f"measures-{pillar.id}"
        caption = _(_SAY["measures"]).format(pillar=title)
        drawn = table(f"{place}-table", caption, _MEASURES, rows, "broad") if rows else paragraph(_(words.NO_MEASURES))
        left_out = notice(len(lines) - len(rows), "measure")
        body += [el("h3", title, id=place), drawn, left_out]
    return body


_SUMS = (Head(_SAY["what"]), Head(_SAY["value"], is_number=True), Head(_SAY["made of"], is_wide=True))


def _pillar_sum(pillar: Pillar) -> Markup:
    known = sum(leaf.state in {"value", "absent"} for leaf in pillar.leaves)
    made = _(_SAY["pillar of"]).format(
        known=numbers.whole(known),
        measures=nouns.counted(len(pillar.leaves), "measure"),
        coverage=numbers.percent(pillar.coverage),
        weight=numbers.plain(pillar.weight),
    )
    title = el("a", _(words.PILLARS[pillar.id]), href=f"#measures-{pillar.id}")
    return row(title, [numbers.score(pillar.score), made], _SUMS, place=pillar_place(pillar.id))


def _sums(report: Report, places: Places) -> list[Node]:
    head = headline(report)
    ranges = _(_SAY["likely"]).format(likely=head.likely, bounds=head.bounds, coverage=head.coverage)
    made = el("span", el("a", _(_SAY["total of"]), href="#method"), "; ", ranges)
    rows = [row(_(_SAY["total"]), [head.total, made], _SUMS, place=TOTAL), *map(_pillar_sum, report.pillars)]
    for card in leader_cards(report):
        place = places.about([card.subject])
        told = cited(_(_SAY["leader of"]).format(coverage=card.coverage), place)
        rows.append(row(name(card.row.name), [card.row.visibility, told], _SUMS))
    return [el("h3", _(_SAY["sums"])), table("sums-table", _(_SAY["sums caption"]), _SUMS, rows)]


def _shown(report: Report) -> list[Node]:
    if report.shown is None:
        return []
    heads = (Head(_SAY["part"]), Head(_SAY["counted"], is_wide=True))
    rows = [row(title, [text], heads, place=shown_place(part)) for part, title, text in method.shown_not_scored()]
    return [el("h3", _(_SAY["shown"])), table("shown-table", _(_SAY["shown caption"]), heads, rows)]


def appendix(report: Report, notes: tuple[NoteRow, ...] = (), room: float = 1.0) -> tuple[Section, Places]:
    """The appendix, and where in it each number stands.

    `notes` are those of the page, `room` is the part of the recorded posts that may be listed.
    """
    places = Places(notes=notes)
    recorded_answers = answers(report, places, room)
    recorded_posts = posts(report, places, room)
    measures = _measures(report, places)
    made = section(
        "evidence",
        _(_SAY["title"]),
        paragraph(_(_SAY["lead"]), "soft"),
        *_sums(report, places),
        *measures,
        *_shown(report),
        *recorded_posts,
        *recorded_answers,
    )
    return made, places
