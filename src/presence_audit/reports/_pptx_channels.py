"""The channels, what of them could not be read, and what can be done about that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.reports import _numbers as numbers
from presence_audit.reports import _words as words
from presence_audit.reports._claims import claims
from presence_audit.reports._pptx_parts import WAYS, Heading, alone, leaf_through, way_rows
from presence_audit.reports._pptx_table import Column, Listing, cell, name, said
from presence_audit.reports._rows import channel_rows, reserved, unread, ways_to_know
from presence_audit.reports._text import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presence_audit.model.report import Report
    from presence_audit.reports._pptx_deck import Deck
    from presence_audit.reports._pptx_table import Cell
    from presence_audit.reports._rows import ChannelRow, Unread

_SAY = {
    "channels": "Channels",
    "channel": "Channel",
    "of": "Of",
    "outcome": "Outcome",
    "route": "Route",
    "handle": "Account",
    "followers": "Followers",
    "rate": "Posts per week",
    "last": "Last post",
    "table": "Each channel: whose it is, how it answered and by which route, followers, posts per week, last post.",
    "note": "? is unknown: left out of the score, never counted as zero.",
    "spoken": "{} {}, of {}: {}, {}. Followers {}, posts per week {}, last post {}.",
    "unread": "Not read, and what to do",
    "unread lead": "Left out of the score, never counted as zero.",
    "reserved lead": "These channels were read. What is said here limits what their numbers tell.",
    "why": "Why",
    "limit": "What to know",
    "do": "What to do",
    "unread table": "What could not be read, why, and what can be done about it.",
    "reserved table": "Channels that were read, and what their numbers take for granted or leave out.",
    "more": "and {} more",
    "nothing": "Every channel that was looked at could be read.",
    "know": "The quickest ways to know more",
    "know lead": "Each turns something unknown into a number, whatever that will be.",
    "know table": "How what is unknown becomes known, the quickest way first.",
}
_CHANNELS = (
    Column(_SAY["channel"], 1.2),
    Column(_SAY["handle"], 2.5),
    Column(_SAY["of"], 1.75),
    Column(_SAY["outcome"], 1.9),
    Column(_SAY["route"], 0.95),
    Column(_SAY["followers"], 1.1, is_number=True),
    Column(_SAY["rate"], 1.1, is_number=True),
    Column(_SAY["last"], 2.1),
)
_A_SLIDE = 10  # channels
_UNREAD = (Column(_SAY["channel"], 2.6), Column(_SAY["why"], 4), Column(_SAY["do"], 4.2))
_RESERVED = (Column(_SAY["channel"], 2.6), Column(_SAY["limit"], 8))
_CAUSES, _NAMED = 8, 4


def _row(row: ChannelRow, route: str) -> tuple[Cell, ...]:
    return (
        cell(name(row.platform, 1, bold=True)),
        cell(name(row.handle or numbers.NOT_APPLICABLE, 1)),
        cell(name(row.leader or words.OF_THE_COMPANY)),
        cell(name(row.outcome)),
        cell(name(route)),
        cell(row.followers),
        cell(row.posts),
        cell(name(", ".join(filter(None, (row.last_day, row.last_ago))))),
    )


def _spoken(row: ChannelRow, route: str) -> str:
    last = " ".join(filter(None, (row.last_day, row.last_ago)))
    return _SAY["spoken"].format(
        row.platform, row.handle, row.leader or words.OF_THE_COMPANY, row.outcome, route, row.followers, row.posts, last
    )


def channels(deck: Deck, report: Report) -> None:
    """The channels as a table, at most ten to a slide."""
    if not report.channels:
        alone(deck, _SAY["channels"], words.NO_CHANNELS)
        return
    routed = [
        (row, numbers.NOT_APPLICABLE if channel.provenance == words.DECLARED else words.route_words(channel.provenance))
        for row, channel in zip(channel_rows(report), report.channels, strict=True)
    ]
    rows = [_row(row, route) for row, route in routed]
    heading = Heading(_SAY["channels"], claims(report)[1].sentence, _SAY["note"], _SAY["table"])
    leaf_through(
        deck, heading, Listing(_CHANNELS, rows, (14, 12), _A_SLIDE), [_spoken(row, route) for row, route in routed]
    )


def _named(group: Unread) -> Cell:
    listed = [name(f"{c.platform} {c.handle}".strip(), 2, bold=True) for c in group.channels[:_NAMED]]
    more = len(group.channels) - len(listed)
    return cell(*listed, *([name(_SAY["more"].format(more), soft=True)] if more else []))


def _facts(group: Unread) -> str:
    names = ", ".join(f"{c.platform} {c.handle}".strip() for c in group.channels)
    return " ".join((f"{names}:", *(sentence(text) for text in (group.outcome, group.reason, group.next_step) if text)))


def _causes(deck: Deck, groups: Sequence[Unread], heading: Heading, columns: Sequence[Column]) -> None:
    rows = []
    for group in groups:
        why = cell(name(group.outcome, bold=True), said(sentence(group.reason), 3))
        rows.append((_named(group), why, cell(said(sentence(group.next_step), 4)))[: len(columns)])
    leaf_through(deck, heading, Listing(columns, rows, (16, 14, 12), _CAUSES), [_facts(group) for group in groups])


def not_read(deck: Deck, report: Report) -> None:
    """What could not be read and what to do, the quickest ways to know more, and what limits the rest."""
    missing, limited, ways = unread(report), reserved(report), ways_to_know(report)
    if missing:
        _causes(deck, missing, Heading(_SAY["unread"], _SAY["unread lead"], "", _SAY["unread table"]), _UNREAD)
    else:
        alone(deck, _SAY["unread"], _SAY["nothing"] if report.channels else words.NO_CHANNELS)
    if ways:
        rows, notes = way_rows(ways)
        heading = Heading(_SAY["know"], _SAY["know lead"], "", _SAY["know table"])
        leaf_through(deck, heading, Listing(WAYS, rows, (16, 14, 12), _CAUSES), notes)
    if limited:
        heading = Heading(words.RESERVED, _SAY["reserved lead"], "", _SAY["reserved table"])
        _causes(deck, limited, heading, _RESERVED)
