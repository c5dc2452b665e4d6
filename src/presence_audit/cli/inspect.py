"""`presence-audit inspect URL`: what one channel shows, without scoring."""

from __future__ import annotations

import asyncio
import os
import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, cast, get_args

from presence_audit.audit import observe
from presence_audit.cli._interrupt import put_in_order
from presence_audit.cli._options import Reach, until_of
from presence_audit.cli._reach import keys_of, opened, recorded_at, recording_of, tell
from presence_audit.cli._streams import columns, write_stdout
from presence_audit.errors import UsageError
from presence_audit.model.channel import DateOrder
from presence_audit.model.profiles import Settings
from presence_audit.platforms import Ask, advised
from presence_audit.profiles._address import channel_at
from presence_audit.reports.observation import observation_json, render_observation
from presence_audit.routes import held

if TYPE_CHECKING:
    from pathlib import Path

    from presence_audit.model.observation import Observation

INTERRUPTED, NOTHING_READ = 130, 3


@dataclass(frozen=True, slots=True)
class Inspection:
    """One call of the command, with its flags."""

    url: str
    format_: str
    platform: str | None
    permission: str | None
    days: int
    as_of: str | None
    week: str | None
    endpoint: str | None
    allow_private: tuple[str, ...]
    reach: Reach
    export: Path | None
    date_order: str | None
    plain: bool
    verbose: int

    def run(self) -> int:
        """Look and show. Returns 0, 3 when nothing could be read, or 130."""
        tell(self.verbose)
        if self.format_ not in {"terminal", "json"}:
            raise UsageError(f"--format {self.format_}: inspect knows terminal and json.")
        with put_in_order():
            observation = asyncio.run(self._look())
        write_stdout(self._shown(observation))
        return NOTHING_READ if observation.outcome.is_unknown else 0

    async def _look(self) -> Observation:
        if self.date_order not in {None, *get_args(DateOrder)}:
            raise UsageError(f"--date-order {self.date_order}: there are dmy, mdy and ymd.")
        channel = replace(
            channel_at(self.url, platform=self.platform, permission=self.permission),
            saved=str(self.reach.saved) if self.reach.saved else None,
            export=str(self.export) if self.export else None,
            date_order=cast("DateOrder | None", self.date_order),
        )
        settings = Settings(allow_private_hosts=self.allow_private)
        until = self._until(settings)
        key = keys_of(self.reach, settings).get(channel.platform)
        ask = Ask(channel, until - timedelta(days=self.days), until, self.endpoint, key=key)
        there = held(ask)
        if there:
            return advised(there)
        async with opened(self.reach, settings, until) as fetcher:
            return await observe(ask, fetcher)

    def _until(self, settings: Settings) -> datetime:
        asked = until_of(self.as_of, self.week, "UTC")
        if asked is not None:
            return asked
        recording = recording_of(self.reach, settings)
        return recorded_at(recording) if recording else datetime.now(UTC).replace(microsecond=0)

    def _shown(self, observation: Observation) -> bytes:
        if self.format_ == "json":
            return observation_json(observation)
        color = sys.stdout is not None and sys.stdout.isatty() and not self.plain and not os.environ.get("NO_COLOR")
        width = columns()
        return render_observation(observation, width=width, color=color, plain=self.plain).encode()
