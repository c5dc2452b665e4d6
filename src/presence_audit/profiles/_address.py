"""One address on its own, without a profiles file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from presence_audit.errors import UsageError
from presence_audit.model.channel import COMPANY
from presence_audit.profiles._channels import Wrong, channel_of
from presence_audit.profiles._keys import ChannelKeys

if TYPE_CHECKING:
    from presence_audit.model.channel import Channel


def channel_at(url: str, *, platform: str | None = None, permission: str | None = None) -> Channel:
    """The channel that an address names. Raises UsageError saying why it names none, and what to do."""
    keys = ChannelKeys.model_construct(url=url, platform=platform, permission=permission)
    channel = channel_of(keys, COMPANY, None, Path())
    if isinstance(channel, Wrong):
        raise UsageError(channel.message.replace("`platform:", "`--platform").replace("`permission:", "`--permission"))
    return channel
