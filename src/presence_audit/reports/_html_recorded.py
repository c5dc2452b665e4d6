"""What was recorded: the answers of the sites, and the posts that stand in them."""

from __future__ import annotations

from collections import Counter
from datetime import UTC
from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.i18n import mark
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
    "posts": mark("Posts"),
    "posts caption": mark("Posts behind the numbers, the newest of each channel first"),
    "when": mark("Time ({zone})"),
    # Translators: head of a column: post, quote, reply, reshare or comment.
    "act": mark("Act"),
    "counts": mark("Counts"),
    "address": mark("Address"),
    "in": mark("Recorded answer"),
    "no address": mark("the site gives no address"),
    # Translators: stands in place of the address of a post that was passed on.
    "of another": mark("the post of somebody else, whose address may hold a name"),
    # Translators: the post stands in no single recorded answer.
    "no digest": mark("no single answer"),
    "answer": mark("answer {number}"),
    "of channel": mark("{listed} of {posts} listed here"),
    "no posts": mark("The report lists no post behind its numbers."),
    "answers": mark("Recorded answers"),
    "answers caption": mark("Answers as they were recorded, with the hash that proves each"),
    # Translators: short for number.
    "number": mark("No."),
    "time": mark("Time (UTC)"),
    "status": mark("Status"),
    "digest": mark("SHA-256"),
    "no answers": mark("No recorded answer stands behind this report."),
}
_ACTS = {
    # Translators: what somebody did, each as a noun.
    "post": mark("post"),
    "quote": mark("quote"),
    "reply": mark("reply"),
    "reshare": mark("reshare"),
    "comment": mark("comment"),
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
    body = table("answers-table", _(_SAY["answers caption"]), _ANSWERS, rows, "broad log") if rows else None
    nothing = None if pieces else paragraph(_(_SAY["no answers"]))
    return [el("h3", _(_SAY["answers"])), body, nothing, notice(len(pieces) - len(rows), "answer")]


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
        Head(_(_SAY["when"]).format(zone=zone), is_said=True),
        Head(_SAY["act"]),
        Head(_SAY["counts"]),
        Head(_SAY["address"], is_wide=True),
        Head(_SAY["in"]),
    )


def _post(line: PostLine, when: str, heads: Sequence[Head], place: str, places: Places) -> Markup:
    answer = places.digests.get(line.sha256 or "")
    found: Node = shown(line.sha256, 12) if line.sha256 else _(_SAY["no digest"])
    cells: list[Node] = [
        _(_ACTS[line.act]),
        numbers.NOT_APPLICABLE if line.act == "comment" else _(words.COUNTS[line.counts]),
        outside(line.url, limit=120) if line.url else _(_SAY["of another" if line.act == "reshare" else "no address"]),
        el("a", _(_SAY["answer"]).format(number=answer[1:]), href=f"#{answer}") if answer else found,
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
            told = _(_SAY["of channel"]).format(
                listed=numbers.whole(len(rows)), posts=nouns.counted(seen[channel], "post")
            )
            title = name(subject_words(names, channel))
            head = el("th", title, " ", el("span", told, class_="why"), colspan=len(heads), scope="rowgroup")
            bodies.append(el("tbody", el("tr", head, class_="group"), *rows, id=f"posts-{number}"))
            written += len(rows)
    body = table("posts-table", _(_SAY["posts caption"]), heads, bodies, "broad log") if bodies else None
    nothing = None if lines else paragraph(_(_SAY["no posts"]))
    return [el("h3", _(_SAY["posts"])), body, nothing, notice(len(lines) - written, "post")]
