"""The appendix: every measure, the posts it was counted from, and the recorded answers in which these stand.

It is written from the end: the answers first, so that posts can lead to them, then the posts, then the measures, so that
everything else can lead to those. What did not fit is not linked to.
"""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from presence_audit.reports import _method_words as method
from presence_audit.reports import _numbers as numbers
from presence_audit.reports import _words as words
from presence_audit.reports._headline import headline
from presence_audit.reports._html_element import Markup, Node, el, joined
from presence_audit.reports._html_parts import Head, Section, folded, notice, paragraph, row, section, table
from presence_audit.reports._html_places import TOTAL, Places, cited, pillar_place, shown_place
from presence_audit.reports._html_text import name, outside, prose
from presence_audit.reports._leader_cards import leader_cards
from presence_audit.reports._leaf_rows import answers_of, leaf_rows
from presence_audit.reports._measure_words import subject_words, subjects_of
from presence_audit.reports._text import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from presence_audit.model.observation import Evidence
    from presence_audit.model.report import Pillar, Report
    from presence_audit.model.shown import PostLine
    from presence_audit.reports._leaf_rows import LeafRow

_SAY = {
    "title": "Evidence",
    "lead": "Every number leads here: to its measure, from there to the posts it was counted from, and from those to "
    "the recorded answer, which its hash proves.",
    "sums": "From the measures to the total",
    "sums caption": "Sums: what each is made of",
    "what": "What",
    "value": "Value",
    "made of": "Made of",
    "total": "Total",
    "total of": "the pillars that have a score, by weight",
    "likely": "likely range {}, hard bounds {}, data coverage {}",
    "pillar of": "{} of {} known, data coverage {}, weight {}",
    "leader of": "the known measures of this leader, data coverage {}",
    "measures": "{}: every measure",
    "none": "no measure",
    "measure": "Measure",
    "state": "State",
    "points": "Points",
    "weight": "Weight in the pillar",
    "why": "Why, and what it rests on",
    "between": "between {}",
    "rests": "Rests on {}",
    "first": "The first {} of {}, the newest first; the rest stands in the result as JSON.",
    "answers of": "Recorded answers:",
    "more answers": "and {} more",
    "shown": "Shown, not scored",
    "shown caption": "How the numbers were counted that are shown and not scored",
    "part": "Part",
    "counted": "How it is counted",
    "posts": "Posts",
    "posts caption": "Posts behind the numbers, the newest of each channel first",
    "when": "Time ({})",
    "act": "Act",
    "counts": "Counts",
    "address": "Address",
    "in": "Recorded answer",
    "no address": "the site gives no address",
    "no digest": "no single answer",
    "answer": "answer {}",
    "of channel": "{} of {} listed here",
    "no posts": "The report lists no post behind its numbers.",
    "answers": "Recorded answers",
    "answers caption": "Answers as they were recorded, with the hash that proves each",
    "number": "No.",
    "time": "Time (UTC)",
    "status": "Status",
    "digest": "SHA-256",
    "no answers": "No recorded answer stands behind this report.",
}
MOST_POSTS = 20
_MOST_ANSWERS = 5
_ANSWER_BYTES, _POST_BYTES, _PILLAR_BYTES = 130_000, 230_000, 60_000
_ANSWERS = (
    Head(_SAY["number"], is_number=True),
    Head(_SAY["time"]),
    Head(_SAY["status"]),
    Head(_SAY["digest"]),
    Head(_SAY["address"], is_wide=True),
)


def _answers(report: Report, places: Places) -> list[Node]:
    pieces = answers_of(report)
    rows: list[Markup] = []
    room = _ANSWER_BYTES
    for number, piece in enumerate(pieces, 1):
        digest = el("code", shown(piece.sha256, 64), class_="hash") if piece.sha256 else numbers.NOT_APPLICABLE
        cells: list[Node] = [
            numbers.minute(piece.fetched_at, UTC), words.answer_words(piece), digest, outside(piece.url),
        ]  # fmt: skip
        made = row(f"{number}", cells, _ANSWERS, place=f"a{number}")
        room -= len(made.text.encode())
        if room < 0:
            break
        rows.append(made)
        places.answers[piece] = f"a{number}"
        if piece.sha256:
            places.digests.setdefault(piece.sha256, f"a{number}")
    body = table("answers-table", _SAY["answers caption"], _ANSWERS, rows, "broad") if rows else None
    nothing = None if pieces else paragraph(_SAY["no answers"])
    return [el("h3", _SAY["answers"]), body, nothing, notice(len(pieces) - len(rows), "answer")]


def _wanted(report: Report, posts: tuple[PostLine, ...]) -> dict[str, list[int]]:
    """Which posts are listed: the first of each measure, and the first of each channel; by channel, the newest first."""
    bases = report.shown.rests_on if report.shown else ()
    wanted = {at for basis in bases for at in basis.posts[:MOST_POSTS] if 0 <= at < len(posts)}
    by_channel: dict[str, list[int]] = {}
    for at, line in enumerate(posts):
        listed = by_channel.setdefault(line.channel, [])
        if at in wanted or len(listed) < MOST_POSTS:
            listed.append(at)
    return by_channel


def _posts(report: Report, places: Places) -> list[Node]:
    posts = report.shown.posts if report.shown else ()
    zone, zone_name = numbers.zone_of(report)
    heads = (
        Head(_SAY["when"].format(zone_name)),
        Head(_SAY["act"]),
        Head(_SAY["counts"]),
        Head(_SAY["address"], is_wide=True),
        Head(_SAY["in"]),
    )
    names = subjects_of(report)
    of_channel: dict[str, int] = {}
    for line in posts:
        of_channel[line.channel] = of_channel.get(line.channel, 0) + 1
    bodies: list[Markup] = []
    room, written = _POST_BYTES, 0
    for number, (channel, listed) in enumerate(_wanted(report, posts).items(), 1):
        rows: list[Markup] = []
        for at in listed:
            line = posts[at]
            answer = places.digests.get(line.sha256 or "")
            found: Node = line.sha256[:12] if line.sha256 else _SAY["no digest"]
            cells: list[Node] = [
                line.act,
                words.COUNTS[line.counts],
                outside(line.url, limit=120) if line.url else _SAY["no address"],
                el("a", _SAY["answer"].format(answer[1:]), href=f"#{answer}") if answer else found,
            ]
            made = row(numbers.minute(line.published_at, zone), cells, heads, place=f"p{at}")
            room -= len(made.text.encode())
            if room < 0:
                break
            rows.append(made)
            places.posts[at] = f"p{at}"
        if not rows:
            break
        place = f"posts-{number}"
        places.channels[channel] = place
        told = _SAY["of channel"].format(f"{len(rows):,}", numbers.counted(of_channel[channel], "post"))
        head = el("th", name(subject_words(names, channel)), " ", el("span", told, class_="why"), colspan=5,
                  scope="rowgroup")  # fmt: skip
        bodies.append(el("tbody", el("tr", head, class_="group"), *rows, id=place))
        written += len(rows)
    body = table("posts-table", _SAY["posts caption"], heads, bodies, "broad") if bodies else None
    nothing = None if posts else paragraph(_SAY["no posts"])
    return [el("h3", _SAY["posts"]), body, nothing, notice(len(posts) - written, "post")]


_MEASURES = (
    Head(_SAY["measure"]),
    Head(_SAY["state"]),
    Head(_SAY["value"], is_number=True),
    Head(_SAY["points"], is_number=True),
    Head(_SAY["weight"], is_number=True),
    Head(_SAY["why"], is_wide=True),
)


def _links(pieces: Iterable[Evidence], places: Places) -> Markup | None:
    found = [places.answers[piece] for piece in pieces if piece in places.answers]
    links: list[Node] = [el("a", place[1:], href=f"#{place}", class_="ref") for place in found[:_MOST_ANSWERS]]
    more = len(found) - len(links)
    links += [_SAY["more answers"].format(f"{more:,}")] if more > 0 else []
    return el("p", _SAY["answers of"], " ", joined(links, " "), class_="sources") if links else None


def _rests(line: LeafRow, report: Report, places: Places) -> Markup | None:
    if not line.total:
        return None
    posts = report.shown.posts if report.shown else ()
    zone, _ = numbers.zone_of(report)
    listed = [at for at in line.posts[:MOST_POSTS] if at in places.posts]
    links = [
        el("a", numbers.day(posts[at].published_at, zone), href=f"#{places.posts[at]}", class_="ref") for at in listed
    ]
    told = numbers.counted(line.total, "post")
    first = _SAY["first"].format(f"{len(listed):,}", f"{line.total:,}") if len(listed) < line.total else None
    return folded(_SAY["rests"].format(told), el("p", joined(links, " ")), paragraph(first, "soft") if first else None)


def _measure(line: LeafRow, place: str, report: Report, places: Places) -> Markup:
    lead = el("span", line.name[:80], el("span", name(line.whose), class_="whose"))
    value: Node = line.value
    if line.interval:
        value = el("span", line.value, el("span", _SAY["between"].format(line.interval), class_="whose"))
    why = el("div", paragraph(prose(line.reason)) if line.reason else None, _rests(line, report, places),
             _links(line.evidence, places))  # fmt: skip
    cells: list[Node] = [
        el("span", line.state, class_=f"state {line.state.replace(' ', '-')}"), value, line.score, line.weight, why,
    ]  # fmt: skip
    return row(lead, cells, _MEASURES, place=place)


def _measures(report: Report, places: Places) -> list[Node]:
    body: list[Node] = []
    number = 0
    for pillar, lines in leaf_rows(report):
        rows: list[Markup] = []
        room = _PILLAR_BYTES
        for line in lines:
            number += 1
            made = _measure(line, f"m{number}", report, places)
            room -= len(made.text.encode())
            if room < 0:
                continue
            rows.append(made)
            places.measures.setdefault((line.metric, line.subject), f"m{number}")
            places.subjects.setdefault(line.subject, f"m{number}")
        title = words.PILLARS[pillar.id]
        place = f"measures-{pillar.id}"
        caption = _SAY["measures"].format(title)
        drawn = table(f"{place}-table", caption, _MEASURES, rows, "broad") if rows else paragraph(words.NO_MEASURES)
        left_out = notice(len(lines) - len(rows), "measure")
        body += [el("h3", title, id=place), drawn, left_out]
    return body


_SUMS = (Head(_SAY["what"]), Head(_SAY["value"], is_number=True), Head(_SAY["made of"], is_wide=True))


def _pillar_sum(pillar: Pillar) -> Markup:
    known = sum(leaf.state in {"value", "absent"} for leaf in pillar.leaves)
    made = _SAY["pillar of"].format(
        f"{known:,}",
        numbers.counted(len(pillar.leaves), "measure"),
        numbers.percent(pillar.coverage),
        f"{pillar.weight:g}",
    )
    title = el("a", words.PILLARS[pillar.id], href=f"#measures-{pillar.id}")
    return row(title, [numbers.score(pillar.score), made], _SUMS, place=pillar_place(pillar.id))


def _sums(report: Report, places: Places) -> list[Node]:
    head = headline(report)
    ranges = _SAY["likely"].format(head.likely, head.bounds, head.coverage)
    made = el("span", el("a", _SAY["total of"], href="#method"), "; ", ranges)
    rows = [row(_SAY["total"], [head.total, made], _SUMS, place=TOTAL), *map(_pillar_sum, report.pillars)]
    for card in leader_cards(report):
        place = places.about([card.subject])
        told = cited(_SAY["leader of"].format(card.coverage), place)
        rows.append(row(name(card.row.name), [card.row.visibility, told], _SUMS))
    return [el("h3", _SAY["sums"]), table("sums-table", _SAY["sums caption"], _SUMS, rows)]


def _shown(report: Report) -> list[Node]:
    if report.shown is None:
        return []
    heads = (Head(_SAY["part"]), Head(_SAY["counted"], is_wide=True))
    rows = [row(title, [text], heads, place=shown_place(part)) for part, title, text in method.shown_not_scored()]
    return [el("h3", _SAY["shown"]), table("shown-table", _SAY["shown caption"], heads, rows)]


def appendix(report: Report) -> tuple[Section, Places]:
    """The appendix, and where in it each number stands."""
    places = Places()
    answers = _answers(report, places)
    posts = _posts(report, places)
    measures = _measures(report, places)
    made = section(
        "evidence",
        _SAY["title"],
        paragraph(_SAY["lead"], "soft"),
        *_sums(report, places),
        *measures,
        *_shown(report),
        *posts,
        *answers,
    )
    return made, places
