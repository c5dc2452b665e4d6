"""What may stand in a profiles file once only: a leader, and a channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.errors import Problem
from presence_audit.model.channel import COMPANY
from presence_audit.platforms._urls import fold
from presence_audit.profiles._shown import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from presence_audit.model.channel import Channel
    from presence_audit.profiles._document import Node
    from presence_audit.profiles._keys import LeaderKeys

Path = tuple[int | str, ...]


def _name(text: str) -> str:
    return fold(" ".join(text.split()))


def leaders_twice(leaders: Sequence[tuple[Path, LeaderKeys]], root: Node) -> list[Problem]:
    """Leaders with the same name (or a name that is another's alias), or the same id."""
    problems = []
    names: dict[str, int] = {}
    ids: dict[str, int] = {}
    for path, leader in leaders:
        line, column = root.position((*path, "name"))
        first = names.get(_name(leader.name))
        if first is not None:
            problems.append(Problem(line, column, f"{shorten(leader.name)} is a leader already, on line {first}"))
        for spelling in (leader.name, *leader.aliases):
            names.setdefault(_name(spelling), line)
        if leader.id is not None:
            line, column = root.position((*path, "id"))
            if leader.id in ids:
                message = f"the id `{leader.id}` is taken already, on line {ids[leader.id]}"
                problems.append(Problem(line, column, message))
            ids.setdefault(leader.id, line)
    return problems


def _key(channel: Channel) -> tuple[str, ...]:
    """Two entries with the same key are the same account. Without a handle, an owner's absence from a platform."""
    if channel.handle:
        return channel.platform, channel.kind, channel.handle.removeprefix("www.")
    return channel.platform, channel.owner


def channels_twice(entries: Iterable[tuple[Path, Channel]], root: Node) -> list[Problem]:
    """Channels that stand in the file twice, with one owner or two, or that are there and declared absent."""
    entries = list(entries)
    problems = []
    seen: dict[tuple[str, ...], tuple[Channel, int]] = {}
    present = {(c.platform, c.owner): root.position(path)[0] for path, c in reversed(entries) if not c.absent}
    named: dict[str, int] = {}
    for path, channel in entries:
        line, column = root.position(path)
        first, first_line = seen.setdefault(_key(channel), (channel, line))
        if first is not channel:
            problems.append(Problem(line, column, _same(channel, first, first_line)))
        elif channel.handle and named.setdefault(channel.id, line) != line:
            # A company page and a showcase may share a name, which is all that a report calls them by.
            message = f"a report would call this {channel.id}, like line {named[channel.id]}; keep one of them"
            problems.append(Problem(line, column, message))
        elif channel.absent and not channel.handle and (channel.platform, channel.owner) in present:
            there = present[channel.platform, channel.owner]
            message = f"{channel.platform} is declared absent, but has a channel on line {there}; delete one of them"
            problems.append(Problem(line, column, message))
    return problems


def _same(channel: Channel, first: Channel, line: int) -> str:
    what = shorten(" ".join(part for part in (channel.platform, channel.handle) if part))
    if channel.owner == first.owner:
        return f"this is the same channel as on line {line}: {what}"
    owner = "the company's" if first.owner == COMPANY else "another leader's"
    return f"this channel ({what}) is {owner} already, on line {line}; a channel has one owner"
