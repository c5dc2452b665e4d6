"""One company's audit, from its profiles file to the report that is handed over."""

from __future__ import annotations

import asyncio
import signal
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from presence_audit import __version__
from presence_audit.audit import Run, audit, held_of
from presence_audit.cli import _gates
from presence_audit.cli._diary import Diary, diary_of, excerpt_for
from presence_audit.cli._forgotten import is_forgotten_by_now, veiled
from presence_audit.cli._interrupt import INTERRUPTED, put_in_order
from presence_audit.cli._notes import notes_file, tell_stale
from presence_audit.cli._options import until_of, user_config
from presence_audit.cli._places import pages_folder
from presence_audit.cli._progress import progress
from presence_audit.cli._reach import keys_of, opened, recorded_at, recording_of
from presence_audit.cli._store import store_path
from presence_audit.cli._streams import say
from presence_audit.cli.report import deliver
from presence_audit.errors import OutputError, PresenceAuditError, StoreError
from presence_audit.metrics import Choices, anew, report_of
from presence_audit.profiles import brand_remarks
from presence_audit.routes import Shelf
from presence_audit.scoring import Gates, Judged

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from presence_audit.cli._github import GitHub
    from presence_audit.cli.scan import Scan
    from presence_audit.model.observation import Observation
    from presence_audit.model.profiles import Profiles
    from presence_audit.model.report import Report
    from presence_audit.reports import Edition

NOTHING_READ, OUR_FAULT = 3, 1
_NAMED = 5  # files that are named one by one


@dataclass(frozen=True, slots=True)
class CompanyAudit:
    """The audit of one company by the flags of `scan`. `before` is the earlier result that a flag names."""

    scan: Scan
    profiles: Profiles
    edition: Edition
    before: Report | None
    outputs: tuple[Path, ...]
    github: GitHub | None

    def run(self, *, is_next: bool) -> int:
        """Read, measure, judge, and hand over. Returns the exit code; `is_next` says that a report stands on stdout."""
        scan, profiles, edition, github = self.scan, self.profiles, self.edition, self.github
        for remark in () if scan.quiet else self._remarks():
            self._say(remark)
        until = self._until()
        since = until - timedelta(days=profiles.settings.window_days)
        in_hand = self._in_hand(since, until)  # before a recording is begun and anybody is asked
        diary = diary_of(profiles, scan.store, until, scan.reach, is_off=scan.no_history, quiet=scan.quiet)
        lines, past = diary.lines, excerpt_for(scan.reach, diary)
        began = datetime.now(UTC).replace(microsecond=0)
        with put_in_order():
            run, unrecorded = asyncio.run(self._read(since, until, in_hand, past))
        store = store_path(profiles, scan.store)
        read = veiled(run, profiles, store, pages_folder(), began)
        profiles = read.profiles
        run = diary.keep(profiles, read.run, until, since, trace=read.trace)
        report = report_of(
            profiles, run.observations, run.home, until, tool_version=__version__, choices=self._choices()
        )
        report = diary.told(report)
        if not run.interrupted and run.error is None and any(map(_tells, run.observations.values())):
            diary.measured(report)
        judged = _gates.judged_in(report, self._gates(), self.before or self._last(diary))
        if not scan.quiet:
            tell_stale(notes_file(scan.notes, profiles), report, edition.notes)
        unshown = self._unshown(report, profiles, judged)
        recording = None if unrecorded else scan.reach.record
        is_changed = deliver(
            report, scan.format_, self.outputs,
            plain=scan.plain, judged=judged, template=scan.template, edition=edition, keep=True, is_next=is_next,
            badges=scan.badges,
            is_shown=github is not None and bool(github.summary) and not unshown and scan.format_ is None,
            note=lambda written: diary.delivered(report, written, recording, profiles.settings, datetime.now(UTC)),
        )  # fmt: skip
        code = self._end(judged, run)
        late = self._forgotten_late(profiles, store)
        failures = [failure for failure in (unrecorded, unshown, diary.error, late) if failure]
        for failure in failures:
            self._say(str(failure))
        code = OUR_FAULT if failures and code != INTERRUPTED else code
        if github is not None:
            github.answer(report, code, self.outputs, is_changed=is_changed or diary.lines != lines)
        return code

    def _unshown(self, report: Report, profiles: Profiles, judged: tuple[Judged, ...]) -> OutputError | None:
        """Show it to GitHub before it is written elsewhere; what hinders the one does not keep the other back."""
        try:
            if self.github is not None:
                self.github.show(report, profiles, self.edition, judged)
        except OutputError as error:
            return error
        return None

    def _forgotten_late(self, profiles: Profiles, store: Path) -> PresenceAuditError | None:
        """What to tell where somebody was forgotten after the last look at who was."""
        try:
            is_late = is_forgotten_by_now(profiles, store)
        except StoreError as error:
            return error
        told = "a leader was forgotten while this was written, and is in it; run `presence-audit forget` once more"
        return StoreError(told) if is_late else None

    def _say(self, told: str) -> None:
        """Tell it on stderr; of several companies, it says of which it is."""
        whose = f"{self.profiles.company.name}: " if len(self.scan.profiles) > 1 else ""
        say(f"presence-audit: {whose}{told}")

    def _remarks(self) -> Iterator[str]:
        """What the profiles file says and the user may not expect; silence would promise something else."""
        scan, settings = self.scan, self.profiles.settings
        if self.profiles.competitors and not scan.peers and scan.peer_pack is None:
            yield (
                "the companies under `competitors:` are not scanned along; compare them with `presence-audit benchmark "
                "--competitors`, or name a result of each with --peer RESULT.json"
            )
        yield from brand_remarks(self.profiles.brand)
        if settings.replay and not scan.reach.replay and not scan.reach.record:
            recording = Path(settings.replay).name
            yield f"answered from the recording {recording}; delete the line `replay:` to go live"

    def _in_hand(self, since: datetime, until: datetime) -> Mapping[str, Observation]:
        """What the user holds of the channels, read; saved pages that are of none of them are told."""
        saved = self.scan.reach.saved
        shelf = Shelf.at(saved) if saved else None
        in_hand = held_of(self.profiles, since, until, shelf)
        left_over = shelf.left_over(self.profiles.all_channels) if shelf and not self.scan.quiet else []
        if left_over:
            more = f" and {len(left_over) - _NAMED} more" if len(left_over) > _NAMED else ""
            self._say(
                f"no channel is at the address of {', '.join(left_over[:_NAMED])}{more}; "
                "write `saved: FILE` beside the channel that it is of"
            )
        return in_hand

    def _until(self) -> datetime:
        asked = until_of(self.scan.as_of, self.scan.week, self.profiles.company.timezone, quiet=self.scan.quiet)
        if asked is not None:
            return asked
        recording = recording_of(self.scan.reach, self.profiles.settings)
        if recording is not None:
            return recorded_at(recording)
        return datetime.now(UTC).replace(microsecond=0)

    async def _read(
        self, since: datetime, until: datetime, in_hand: Mapping[str, Observation], past: bytes
    ) -> tuple[Run, OutputError | None]:
        total = sum(not channel.absent for channel in self.profiles.all_channels)
        run: Run | None = None
        try:
            async with opened(self.scan.reach, self.profiles.settings, until, past) as fetcher:
                with progress(total, quiet=self.scan.quiet) as on_observed:
                    keys = keys_of(self.scan.reach, self.profiles.settings)
                    run = await audit(self.profiles, fetcher, since, until, on_observed, keys=keys, in_hand=in_hand)
                if run.interrupted:
                    # A second, impatient Ctrl-C would throw away what the first one asked to keep.
                    signal.signal(signal.SIGINT, signal.SIG_IGN)
        except OutputError as error:
            if run is None:
                raise
            return run, error  # the recording failed; what was read is reported all the same
        return run, None

    def _choices(self) -> Choices:
        """What the flags and the profiles file choose of the report."""
        return Choices(
            lang=self.edition.lang,
            industry=self.scan.industry or self.profiles.company.industry,
            intervals=self.scan.intervals,
            sensitivity=self.scan.sensitivity,
            holidays=self.profiles.settings.holidays,
        )

    def _gates(self) -> Gates:
        config, settings = user_config(), self.profiles.settings
        return Gates(
            fail_under=_first(self.scan.fail_under, settings.fail_under, config.fail_under),
            min_coverage=_first(self.scan.min_coverage, settings.min_coverage, config.min_coverage),
            point=_gates.checked_gate(self.scan.gate),
            no_regress=self._asks_for_no_regress(),
            listed=self.profiles.gates,
        )

    def _asks_for_no_regress(self) -> bool:
        """A baseline that is named is there to be held against."""
        asked = self.profiles.settings.no_regress if self.scan.no_regress is None else self.scan.no_regress
        return asked or self.scan.baseline is not None

    def _last(self, diary: Diary) -> Report | None:
        """The last audit of the history, by the method of this one, where its window is as long."""
        before = diary.last_over(self.profiles.settings.window_days)
        return anew(before) if before else None

    def _end(self, judged: tuple[Judged, ...], run: Run) -> int:
        if run.interrupted:
            self._say("interrupted; the report holds what had been read by then")
            return INTERRUPTED
        if run.error:
            self._say(str(run.error))
            return run.error.exit_code
        if run.failures:
            self._say(f"failed on {run.failures} of {len(run.observations)} channels; please report it")
            return OUR_FAULT
        readings = run.observations.values()
        if not self.profiles.all_channels:
            self._say("nothing could be read, because no channel is listed; list them in the profiles file")
            return NOTHING_READ
        if readings and not any(map(_tells, (*readings, *([run.home] if run.home else [])))):
            self._say("nothing could be read; the report says for each channel why, and what to do")
            return NOTHING_READ
        code = _gates.exit_code(judged)
        for one in judged if self.scan.verbose else ():
            self._say(_gates.line_of(one))
        line = _gates.verdict_line(judged)
        if line and (code or not self.scan.quiet):
            self._say(line)
        return code


def _tells(observation: Observation) -> bool:
    """Something of the account was read, be it only its followers."""
    return not observation.outcome.is_unknown or observation.profile.followers is not None


def _first(*values: float | None) -> float | None:
    return next((value for value in values if value is not None), None)
