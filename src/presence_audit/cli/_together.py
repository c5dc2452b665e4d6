"""Several companies audited in one run, one after another, so that no site is asked faster because of them.

Companies that are asked in one way (the same recording, the same contact) share what asks: its pauses hold for all.
"""

from __future__ import annotations

import asyncio
import signal
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from presence_audit import __version__
from presence_audit.audit import audit, held_of
from presence_audit.cli._interrupt import put_in_order
from presence_audit.cli._options import contact_of, moment
from presence_audit.cli._progress import progress
from presence_audit.cli._reach import keys_of, opened, recorded_at, recording_of
from presence_audit.cli._streams import say
from presence_audit.metrics import Choices, report_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from presence_audit.audit import Run
    from presence_audit.cli._options import Reach
    from presence_audit.model.observation import Observation
    from presence_audit.model.profiles import Profiles
    from presence_audit.model.report import Report

_Way = tuple[Path | None, str | None, tuple[str, ...]]
_Held: TypeAlias = "Mapping[str, Mapping[str, Observation]]"


@dataclass(frozen=True, slots=True)
class Audited:
    """The reports in the order of the companies, those left out that an interruption cut short; and what went wrong."""

    reports: tuple[Report, ...]
    failures: int
    error_code: int | None
    is_interrupted: bool


def _way(reach: Reach, profiles: Profiles) -> _Way:
    recording = recording_of(reach, profiles.settings)
    contact = contact_of(reach.contact, profiles.settings)
    return recording and recording.resolve(), contact, profiles.settings.allow_private_hosts


def _until(reach: Reach, profiles: Profiles, as_of: datetime | None, now: datetime) -> datetime:
    recording = recording_of(reach, profiles.settings)
    return as_of or (now if recording is None else recorded_at(recording))


def _held_of(profiles: Profiles, until: datetime) -> Mapping[str, Observation]:
    return held_of(profiles, until - timedelta(days=profiles.settings.window_days), until)


class _Together:
    def __init__(self, reach: Reach, *, quiet: bool) -> None:
        self.reach = reach
        self.quiet = quiet
        self.failures = 0
        self.error_code: int | None = None
        self.is_interrupted = False

    async def read(self, group: Sequence[Profiles], until: datetime, held: _Held) -> list[tuple[str, Report]]:
        """Read one group of companies through one source of answers; `held` is what the user holds of each."""
        found: list[tuple[str, Report]] = []
        settings = group[0].settings
        total = sum(not channel.absent for profiles in group for channel in profiles.all_channels)
        keys = keys_of(self.reach, settings)
        async with opened(self.reach, settings, until) as fetcher:
            with progress(total, quiet=self.quiet) as on_observed:
                for profiles in group:
                    since = until - timedelta(days=profiles.settings.window_days)
                    in_hand = held[profiles.path]
                    run = await audit(profiles, fetcher, since, until, on_observed, keys=keys, in_hand=in_hand)
                    if run.interrupted:
                        # A second, impatient Ctrl-C would throw away what the first one asked to keep.
                        signal.signal(signal.SIGINT, signal.SIG_IGN)
                        self.is_interrupted = True
                        break
                    self._note(profiles, run)
                    choices = Choices(holidays=profiles.settings.holidays)
                    report = report_of(
                        profiles, run.observations, run.home, until, tool_version=__version__, choices=choices
                    )
                    found.append((profiles.path, report))
        return found

    def _note(self, profiles: Profiles, run: Run) -> None:
        if run.error:
            say(f"presence-audit: {profiles.company.name}: {run.error}")
            self.error_code = min(self.error_code or run.error.exit_code, run.error.exit_code)
        if run.failures:
            say(f"presence-audit: {profiles.company.name}: failed on {run.failures} channels; please report it")
            self.failures += run.failures


def audited(loaded: Sequence[Profiles], reach: Reach, as_of: str | None, *, quiet: bool) -> Audited:
    """Audit every company up to one moment: that of `as_of`, of the recording it is answered from, or now.

    A date without a time is the end of that day in the time zone of the first company.

    Raises:
        UsageError, EvidenceError: the moment, a recording, or what the user holds of a channel cannot be used.
    """
    fixed = moment(as_of, loaded[0].company.timezone) if as_of and loaded else None
    now = datetime.now(UTC).replace(microsecond=0)
    groups: dict[_Way, list[Profiles]] = {}
    for profiles in loaded:
        groups.setdefault(_way(reach, profiles), []).append(profiles)
    # Before anybody is asked: a file that cannot be used would cost all that was read of the others.
    untils = {way: _until(reach, group[0], fixed, now) for way, group in groups.items()}
    held = {one.path: _held_of(one, untils[way]) for way, group in groups.items() for one in group}
    together = _Together(reach, quiet=quiet)
    found: dict[str, Report] = {}
    for way, group in groups.items():
        with put_in_order():
            found |= asyncio.run(together.read(group, untils[way], held))
        if together.is_interrupted:
            break
    reports = tuple(found[profiles.path] for profiles in loaded if profiles.path in found)
    return Audited(reports, together.failures, together.error_code, together.is_interrupted)
