"""The tables of the Markdown report: the pillars, the leaders, the channels, and why a channel was not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.i18n import mark
from presence_audit.reports import _numbers as numbers
from presence_audit.reports import _words as words
from presence_audit.reports._markdown_parts import itemed, section, tabled
from presence_audit.reports._markdown_table import Column
from presence_audit.reports._markdown_text import code, escaped
from presence_audit.reports._rows import channel_rows, leader_rows, reserved, unread
from presence_audit.reports._text import sentence

if TYPE_CHECKING:
    from presence_audit.model.report import Pillar, Report
    from presence_audit.reports._rows import ChannelRow, LeaderRow, Unread

_PILLAR_BYTES = 40_000
_LEADER_BYTES = 100_000
_CHANNEL_BYTES = 100_000
_UNREAD_BYTES = 60_000

_NAMED = 4


_PILLARS: tuple[Column[Pillar], ...] = (
    Column(mark("Pillar"), lambda p: _(words.PILLARS[p.id])),
    Column(mark("Score"), lambda p: numbers.score(p.score), is_number=True),
    Column(mark("Data coverage"), lambda p: numbers.percent(p.coverage), is_number=True),
    Column(mark("Weight"), lambda p: numbers.plain(p.weight), is_number=True),
)


def pillars(report: Report) -> list[str]:
    """The seven pillars."""
    return section(_("Pillars"), tabled(report.pillars, _PILLARS, budget=_PILLAR_BYTES, noun="pillar"))


def _last(row: LeaderRow | ChannelRow) -> str:
    return f"{row.last_day}, {row.last_ago}" if row.last_ago else row.last_day


_LEADERS: tuple[Column[LeaderRow], ...] = (
    Column(mark("Leader"), lambda row: escaped(row.name, 80)),
    Column(mark("Role"), lambda row: escaped(row.role, 80)),
    Column(mark("Visibility"), lambda row: row.visibility, is_number=True),
    Column(mark("Posts/week"), lambda row: row.posts, is_number=True),
    Column(mark("Last post"), _last),
    Column(mark("Where"), lambda row: escaped("; ".join(row.where))),
)


def leaders(report: Report) -> list[str]:
    """One row for each leader."""
    rows = tabled(leader_rows(report), _LEADERS, budget=_LEADER_BYTES, noun="leader")
    return section(_("Leaders"), rows if report.leaders else [_(words.NO_LEADERS)])


_CHANNELS: tuple[Column[ChannelRow], ...] = (
    Column(mark("Channel"), lambda row: escaped(row.platform, 40)),
    Column(mark("Handle"), lambda row: code(row.handle, 80) or numbers.NOT_APPLICABLE),
    # Translators: the head of a column: the company or the leader whose channel it is.
    Column(mark("Of"), lambda row: escaped(row.leader, 80) or _(words.OF_THE_COMPANY)),
    Column(mark("Outcome"), lambda row: row.outcome),
    Column(mark("Followers"), lambda row: row.followers, is_number=True),
    Column(mark("Posts/week"), lambda row: row.posts, is_number=True),
    Column(mark("Last post"), _last),
)


def channels(report: Report) -> list[str]:
    """One row for each channel."""
    rows = tabled(channel_rows(report), _CHANNELS, budget=_CHANNEL_BYTES, noun="channel")
    return section(_("Channels"), rows if report.channels else [_(words.NO_CHANNELS)])


def _cause(group: Unread) -> str:
    listed = zip(group.platforms, group.channels[:_NAMED], strict=False)
    names = [f"{escaped(platform, 40)} {code(channel.handle, 80)}".strip() for platform, channel in listed]
    more = len(group.channels) - len(names)
    # Translators: at the end of a list of channels.
    named = ", ".join(names + ([_("{n} more").format(n=numbers.whole(more))] if more else []))
    facts = " ".join(escaped(sentence(said)) for said in (group.reason, group.next_step) if said)
    return f"- {named}: **{group.outcome}**. {facts}".rstrip()


def not_read(report: Report) -> list[str]:
    """The channels that could not be read, those with the same cause together."""
    causes = itemed(unread(report), _cause, budget=_UNREAD_BYTES, noun="cause")
    return section(_("Not read, and what to do"), causes) if causes else []


def not_seen(report: Report) -> list[str]:
    """What the numbers of the channels that were read leave out."""
    causes = itemed(reserved(report), _cause, budget=_UNREAD_BYTES, noun="reservation")
    return section(_(words.RESERVED), causes) if causes else []
