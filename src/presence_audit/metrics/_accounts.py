"""Whose an account is: the company's own, a leader's, or somebody else's.

An account that is declared absent belongs to nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.model.channel import COMPANY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from presence_audit.model.channel import Channel
    from presence_audit.model.profiles import Profiles


def folded(handle: str | None) -> str:
    """The spelling under which two handles of one platform are the same; empty where there is none."""
    return (handle or "").removeprefix("@").casefold()


def key_of(platform: str, handle: str) -> tuple[str, str]:
    """The spelling under which two names of one account are the same, whatever the platform."""
    return platform, folded(handle)


def handles_on(platform: str, channels: Iterable[Channel]) -> frozenset[str]:
    """The folded handles that the channels have on one platform."""
    return frozenset(folded(c.handle) for c in channels if c.platform == platform and not c.absent) - {""}


def owners_of(profiles: Profiles) -> Mapping[tuple[str, str], str]:
    """The owner of each account in the profiles file, by platform and folded handle (`key_of`).

    The owner is the channel's id for an account of the company and `leader:<id>` for one of a leader; whoever is not
    among them is an outsider.
    """
    owners: dict[tuple[str, str], str] = {}
    for channel in profiles.all_channels:
        if channel.handle and not channel.absent:
            owner = channel.id if channel.owner == COMPANY else channel.owner
            owners.setdefault(key_of(channel.platform, channel.handle), owner)
    return owners
