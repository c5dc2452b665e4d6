"""Exports that are imported: which of the channels one is of, what it says of them, and what it says later on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from presence_audit.errors import EvidenceError, UsageError
from presence_audit.exports import recognised
from presence_audit.model.channel import COMPANY
from presence_audit.platforms import Ask, platforms
from presence_audit.routes._held import held
from presence_audit.routes._merging import merged

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from presence_audit.model.channel import Channel
    from presence_audit.model.observation import Observation

    Names = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an export says of one channel."""

    channel: Channel
    observation: Observation


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _either(ids: Iterable[str]) -> str:
    return " or ".join(platforms()[id_].name for id_ in ids)


def _listed(channels: Iterable[Channel]) -> str:
    return "".join(f"\n  {platforms()[channel.platform].name}: {channel.url}" for channel in channels)


def _is_called(one: Imported, names: Names) -> bool:
    """The owner of the channel is called exactly as the export calls the account."""
    told = _folded(one.observation.profile.name or "")
    return told in {_folded(name) for name in names.get(one.channel.owner, ())}


def _is_of_another(one: Imported, names: Names) -> bool:
    """It is of a person of whose name no word is in that of the leader whose channel it would be taken for."""
    told = set(_folded(one.observation.profile.name or "").split())
    known = {word for name in names.get(one.channel.owner, ()) for word in _folded(name).split()}
    return one.channel.owner != COMPANY and bool(told) and bool(known) and not told & known


def _of_platform(path: Path, channels: Sequence[Channel], names: Names, since: datetime, until: datetime) -> Imported:
    """What it says of the one channel that it is of, among those of one platform. Raises EvidenceError, UsageError."""
    found: list[Imported] = []
    problems: list[str] = []
    for channel in channels:
        named = replace(channel, export=str(path), saved=None)
        try:
            observation = held(Ask(named, since, until))
        except EvidenceError as error:
            problems.append(str(error))
            continue
        assert observation is not None, path  # it was recognised, so it says something or cannot be used
        found.append(Imported(channel, observation))
    if not found:
        raise EvidenceError("\n".join(dict.fromkeys(problems)))
    left = [one for one in found if not _is_of_another(one, names)]
    called = [one for one in left if _is_called(one, names)]
    if len(called) == 1 or len(left) == 1:
        return (called if len(called) == 1 else left)[0]
    why = "does not say of which of these channels it is" if left else f"is of {found[0].observation.profile.name}"
    fit, example = _listed(one.channel for one in left or found), f"--channel {found[0].channel.url}"
    raise UsageError(f"{path.name} {why}; name the channel that it is of, as in {example}:{fit}")


def imported(path: Path, channels: Sequence[Channel], names: Names, since: datetime, until: datetime) -> list[Imported]:
    """Read the export at `path` for those of the channels that it is of: one of each platform that it speaks of.

    Args:
        path: a file, an archive or a folder.
        channels: those that it may be of.
        names: how each owner of a channel is called. Who is not among them is not compared by name.
        since: from when on posts are wanted.
        until: up to when, at most.

    Raises:
        EvidenceError: it is no export known here, it is of none of the channels, or it cannot be used.
        UsageError: it may be of several of the channels, and does not say of which, or it is of another person.
    """
    found = recognised(path)
    fit = [channel for channel in channels if any(export.is_for(channel) for export in found)]
    if not fit:
        what = " and ".join(f"of {_either(export.platforms)} ({export.name})" for export in found)
        there = _listed(channels) or " none"
        raise EvidenceError(
            f"the export {path.name} cannot be used: it is {what}, and no channel is one that it can be of. "
            f"Add the channel to the profiles file. The channels there:{there}"
        )
    each = dict.fromkeys(channel.platform for channel in fit)
    return [_of_platform(path, [c for c in fit if c.platform == id_], names, since, until) for id_ in each]


def handed_over(found: Observation, past: Sequence[Observation], since: datetime) -> Observation:
    """Of a channel that cannot be read today, what its owner's exports tell, up to when they do.

    An export that was imported says as much as one that still lies beside the profiles file. What a site showed in
    earlier weeks says nothing of today: without an export, and of what is read today, it is `found` as it is.

    Args:
        found: today's reading. Its reason and its profile stay.
        past: what earlier runs knew, each one stretch of one route.
        since: the start of the audited period.
    """
    exports = [seen for seen in past if seen.routes == ("export",) and seen.outcome.is_readable]
    if not found.outcome.is_unknown or not exports:
        return found
    told = merged(exports, since)
    window = replace(told.window, reaches_back_to=since) if told.window.complete else told.window
    evidence = tuple(dict.fromkeys((*told.evidence, *found.evidence)))
    return replace(told, reason=found.reason, profile=found.profile, window=window, evidence=evidence)
