"""What was recorded: the answers of the sites, and the posts that stand in them."""

from __future__ import annotations

from collections import Counter
from datetime import UTC
from typing import TYPE_CHECKING

from presence_audit.reports import _nouns as nouns
from presence_audit.reports import _numbers as numbers
from presence_audit.reports import _words as words
from presence_audit.reports._html_element import Markup, Node, el
from presence_audit.reports._html_parts import Head, notice, paragraph, row, table
from presence_audit.reports._html_text import name, outside
from presence_audit.reports._measure_words import subject_words, subjects_of
from presence_audit.reports._rows import answers_of
from presence_audit.reports._text import shown

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from presence_audit.model.report import Report
    from presence_audit.model.shown import PostLine
    from presence_audit.reports._html_places import Places

_SAY = {
    "posts": "Posts",
    "posts caption": "Posts behind the numbers, the newest of each channel first",
    "when": "Time ({})",
    "act": "Act",
    "counts": "Counts",
    "address": "Address",
    "in": "Recorded answer",
    "no address": "the site gives no address",
    "of another": "the post of somebody else, whose address may hold a name",
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
_ANSWER_BYTES, _POST_BYTES = 130_000, 200_000
_ANSWERS = (
    Head(_SAY["number"], is_number=True),
    Head(_SAY["time"]),
    Head(_SAY["status"]),
    Head(_SAY["digest"]),
    Head(_SAY["address"], is_wide=True),
)


def answers(report: Report, places: Places, part: float = 1.0) -> list[Node]:
    """The recorded answers, each with the hash that proves it."""
    pieces = answers_of(report)
    rows: list[Markup] = []
    room = _ANSWER_BYTES * part
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
    body = table("answers-table", _SAY["answers caption"], _ANSWERS, rows, "broad log") if rows else None
    nothing = None if pieces else paragraph(_SAY["no answers"])
    return [el("h3", _SAY["answers"]), body, nothing, notice(len(pieces) - len(rows), "answer")]


def _wanted(report: Report, posts: tuple[PostLine, ...]) -> dict[str, list[int]]:
    """Which posts are listed, by channel: the first of each measure, and the first of each channel."""
    bases = report.shown.rests_on if report.shown else ()
    wanted = {at for basis in bases for at in basis.posts[:MOST_POSTS] if 0 <= at < len(posts)}
    by_channel: dict[str, list[int]] = {}
    for at, line in enumerate(posts):
        listed = by_channel.setdefault(line.channel, [])
        if at in wanted or len(listed) < MOST_POSTS:
            listed.append(at)
    return by_channel


def _heads(zone: str) -> tuple[Head, ...]:
    return (
        Head(_SAY["when"].format(zone)),
        Head(_SAY["act"]),
        Head(_SAY["counts"]),
        Head(_SAY["address"], is_wide=True),
        Head(_SAY["in"]),
    )


def _post(line: PostLine, when: str, heads: Sequence[Head], place: str, places: Places) -> Markup:
    answer = places.digests.get(line.sha256 or "")
    found: Node = shown(line.sha256, 12) if line.sha256 else _SAY["no digest"]
    cells: list[Node] = [
        line.act,
        numbers.NOT_APPLICABLE if line.act == "comment" else words.COUNTS[line.counts],
        outside(line.url, limit=120) if line.url else _SAY["of another" if line.act == "reshare" else "no address"],
        el("a", _SAY["answer"].format(answer[1:]), href=f"#{answer}") if answer else found,
    ]
    return row(when, cells, heads, place=place)


def _when(line: PostLine, zone: tzinfo) -> str:
    return numbers.when(line.published_at, line.date_precision, zone)


def posts(report: Report, places: Places, part: float = 1.0) -> list[Node]:
    """The posts behind the numbers by channel, each leading to the answer in which it stands."""
    lines = report.shown.posts if report.shown else ()
    zone, zone_name = numbers.zone_of(report)
    heads, names, wanted = _heads(zone_name), subjects_of(report), _wanted(report, lines)
    seen = Counter(line.channel for line in lines)
    bodies: list[Markup] = []
    share, room, written = int(_POST_BYTES * part) // max(len(wanted), 1), 0, 0
    for number, (channel, listed) in enumerate(wanted.items(), 1):
        room += share  # so that the channels that come first leave room for the others
        rows: list[Markup] = []
        for at in listed:
            made = _post(lines[at], _when(lines[at], zone), heads, f"p{at}", places)
            size = len(made.text.encode())
            if room < size:
                break
            room -= size
            rows.append(made)
            places.posts[at] = f"p{at}"
        if rows:
            places.channels[channel] = f"posts-{number}"
            told = _SAY["of channel"].format(f"{len(rows):,}", nouns.counted(seen[channel], "post"))
            title = name(subject_words(names, channel))
            head = el("th", title, " ", el("span", told, class_="why"), colspan=len(heads), scope="rowgroup")
            bodies.append(el("tbody", el("tr", head, class_="group"), *rows, id=f"posts-{number}"))
            written += len(rows)
    body = table("posts-table", _SAY["posts caption"], heads, bodies, "broad log") if bodies else None
    nothing = None if lines else paragraph(_SAY["no posts"])
    return [el("h3", _SAY["posts"]), body, nothing, notice(len(lines) - written, "post")]
