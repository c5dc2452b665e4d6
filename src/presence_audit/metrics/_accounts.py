"""Whose an account is: the company's own, a leader's, or somebody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.model.channel import COMPANY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from presence_audit.metrics._subjects import Subjects


def key_of(platform: str, handle: str) -> tuple[str, str]:
    """The spelling under which two names of one account are the same."""
    return platform, handle.removeprefix("@").casefold()


def owner_of(subjects: Subjects) -> Mapping[tuple[str, str], str]:
    """The owner of each account in the profiles file, by platform and folded handle (`key_of`).

    The owner is the channel's id for an account of the company and `leader:<id>` for one of a leader; whoever is not
    among them is an outsider. An account that is declared absent belongs to nobody.
    """
    owners: dict[tuple[str, str], str] = {}
    for channel in subjects.profiles.all_channels:
        if channel.handle and not channel.absent:
            owner = channel.id if channel.owner == COMPANY else channel.owner
            owners.setdefault(key_of(channel.platform, channel.handle), owner)
    return owners
