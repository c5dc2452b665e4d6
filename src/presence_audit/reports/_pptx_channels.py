"""The channels, what of them could not be read, and what can be done about that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.i18n import mark, pgettext
from presence_audit.reports import _numbers as numbers
from presence_audit.reports import _words as words
from presence_audit.reports._claims import claims
from presence_audit.reports._pptx_parts import Heading, alone, leaf_through, way_rows, ways_columns
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
    "channels": mark("Channels"),
    "channel": mark("Channel"),
    "outcome": mark("Outcome"),
    "route": mark("Route"),
    "handle": mark("Account"),
    "followers": mark("Followers"),
    "rate": mark("Posts per week"),
    "last": mark("Last post"),
    "table": mark(
        "Each channel: whose it is, how it answered and by which route, followers, posts per week, last post."
    ),
    "note": mark("? is unknown: left out of the score, never counted as zero."),
    "spoken": mark(
        "{channel}, of {owner}: {outcome}, {route}. Followers {followers}, posts per week {rate}, last post {last}."
    ),
    "unread": mark("Not read, and what to do"),
    "unread lead": mark("Left out of the score, never counted as zero."),
    "reserved lead": mark("These channels were read. What is said here limits what their numbers tell."),
    "why": mark("Why"),
    "limit": mark("What to know"),
    "do": mark("What to do"),
    "unread table": mark("What could not be read, why, and what can be done about it."),
    "reserved table": mark("Channels that were read, and what their numbers take for granted or leave out."),
    # Translators: {more} is how many channels are not named here.
    "more": mark("and {more} more"),
    "nothing": mark("Every channel that was looked at could be read."),
    "know": mark("The quickest ways to know more"),
    "know lead": mark("Each turns something unknown into a number, whatever that will be."),
    "know table": mark("How what is unknown becomes known, the quickest way first."),
}
_A_SLIDE = 10  # channels
_CAUSES, _NAMED = 8, 4


def _columns() -> tuple[Column, ...]:
    return (
        Column(_(_SAY["channel"]), 1.2),
        Column(_(_SAY["handle"]), 2.5),
        Column(pgettext("whose channel it is", "Of"), 1.75),
        Column(_(_SAY["outcome"]), 1.9),
        Column(_(_SAY["route"]), 0.95),
        Column(_(_SAY["followers"]), 1.1, is_number=True),
        Column(_(_SAY["rate"]), 1.1, is_number=True),
        Column(_(_SAY["last"]), 2.1),
    )


def _row(row: ChannelRow, route: str) -> tuple[Cell, ...]:
    return (
        cell(name(row.platform, 2, bold=True)),
        cell(name(row.handle or numbers.NOT_APPLICABLE, 2)),
        cell(name(row.leader or _(words.OF_THE_COMPANY))),
        cell(name(row.outcome)),
        cell(name(route)),
        cell(row.followers),
        cell(row.posts),
        cell(name(", ".join(filter(None, (row.last_day, row.last_ago))))),
    )


def _spoken(row: ChannelRow, route: str) -> str:
    last = ", ".join(filter(None, (row.last_day, row.last_ago)))
    return _(_SAY["spoken"]).format(
        channel=f"{row.platform} {row.handle}".strip(),
        owner=row.leader or _(words.OF_THE_COMPANY),
        outcome=row.outcome,
        route=route,
        followers=row.followers,
        rate=row.posts,
        last=last,
    )


def channels(deck: Deck, report: Report) -> None:
    """The channels as a table, at most ten to a slide."""
    if not report.channels:
        alone(deck, _(_SAY["channels"]), _(words.NO_CHANNELS))
        return
    routed = [
        (row, numbers.NOT_APPLICABLE if channel.provenance == words.DECLARED else words.route_words(channel.provenance))
        for row, channel in zip(channel_rows(report), report.channels, strict=True)
    ]
    rows = [_row(row, route) for row, route in routed]
    heading = Heading(_(_SAY["channels"]), claims(report)[1].sentence, _(_SAY["note"]), _(_SAY["table"]))
    leaf_through(
        deck, heading, Listing(_columns(), rows, (14, 12), _A_SLIDE), [_spoken(row, route) for row, route in routed]
    )


def _named(group: Unread) -> Cell:
    listed = [name(named, 2, bold=True) for named in group.names[:_NAMED]]
    more = len(group.channels) - len(listed)
    return cell(*listed, *([name(_(_SAY["more"]).format(more=numbers.whole(more)), soft=True)] if more else []))


def _facts(group: Unread) -> str:
    names = ", ".join(group.names)
    return " ".join(
        (f"{names}: {group.outcome}.", *(sentence(text) for text in (group.reason, group.next_step) if text))
    )


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
        heading = Heading(_(_SAY["unread"]), _(_SAY["unread lead"]), "", _(_SAY["unread table"]))
        columns = Column(_(_SAY["channel"]), 2.6), Column(_(_SAY["why"]), 4), Column(_(_SAY["do"]), 4.2)
        _causes(deck, missing, heading, columns)
    else:
        alone(deck, _(_SAY["unread"]), _(_SAY["nothing"]) if report.channels else _(words.NO_CHANNELS))
    if ways:
        rows, notes = way_rows(report, ways)
        heading = Heading(_(_SAY["know"]), _(_SAY["know lead"]), "", _(_SAY["know table"]))
        leaf_through(deck, heading, Listing(ways_columns(), rows, (16, 14, 12), _CAUSES), notes)
    if limited:
        heading = Heading(_(words.RESERVED), _(_SAY["reserved lead"]), "", _(_SAY["reserved table"]))
        _causes(deck, limited, heading, (Column(_(_SAY["channel"]), 2.6), Column(_(_SAY["limit"]), 8)))
