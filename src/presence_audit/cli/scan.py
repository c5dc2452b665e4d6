"""`presence-audit scan`: the whole audit of each profiles file, from the file to the report."""

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
from presence_audit.cli._diary import Diary
from presence_audit.cli._edition import peers_in
from presence_audit.cli._forgotten import kept_out, veiled
from presence_audit.cli._github import GitHub
from presence_audit.cli._interrupt import INTERRUPTED, put_in_order
from presence_audit.cli._named_outputs import outputs_of
from presence_audit.cli._notes import notes_file, notes_in, tell_stale
from presence_audit.cli._options import Reach, language, until_of, user_config
from presence_audit.cli._progress import progress
from presence_audit.cli._reach import keys_of, opened, recorded_at, recorded_past, recording_of, tell
from presence_audit.cli._results import baseline_in
from presence_audit.cli._store import is_named, store_path
from presence_audit.cli._streams import say
from presence_audit.cli._taken import Taken
from presence_audit.cli.report import check_badges, check_formats, deliver
from presence_audit.errors import OutputError, PresenceAuditError, StoppedError, StoreError, UsageError
from presence_audit.metrics import Choices, anew, report_of
from presence_audit.profiles import brand_remarks, load_profiles
from presence_audit.reports import FORMATS, Edition
from presence_audit.routes import Shelf
from presence_audit.scoring import Gates, Judged, anchors

if TYPE_CHECKING:
    from collections.abc import Mapping

    from presence_audit.model.notes import Note
    from presence_audit.model.observation import Observation
    from presence_audit.model.profiles import Lang, Profiles
    from presence_audit.model.report import Report

NOTHING_READ, OUR_FAULT = 3, 1
_NAMED = 5  # files that are named one by one


@dataclass(frozen=True, slots=True)
class Scan:
    """One call of the command, with its flags."""

    profiles: tuple[Path, ...]
    format_: str | None
    outputs: tuple[Path, ...]
    template: Path | None
    notes: Path | None
    peers: tuple[Path, ...]
    as_of: str | None
    week: str | None
    reach: Reach
    store: Path | None
    no_history: bool
    fail_under: float | None
    min_coverage: float | None
    gate: str
    no_regress: bool | None
    baseline: Path | None
    industry: str | None
    intervals: bool
    sensitivity: bool
    lang: str | None
    plain: bool
    quiet: bool
    verbose: int
    badges: tuple[Path, ...] = ()
    github: bool = False

    def run(self) -> int:
        """Audit every file; returns the exit code of the contract, the gravest of all files."""
        if not self.github:
            return self._run(None)
        github = GitHub.here()
        with github.watched():
            return self._run(github)

    def _run(self, github: GitHub | None) -> int:
        tell(self.verbose)
        self._refuse_contradictions()
        user_config()  # a broken one is told before anything is fetched
        codes: list[int] = []
        ready = self._made_ready(codes)
        is_next = False
        for profiles, edition, before, outputs in ready:
            try:
                codes.append(self._audit(profiles, edition, before, outputs, github, is_next=is_next))
                is_next = not outputs
            except PresenceAuditError as error:
                codes.append(self._told(error))
            if codes[-1] == INTERRUPTED:
                break
        return next((code for code in (130, 1, 2, 3, 10, 4) if code in codes), 0)

    def _told(self, error: PresenceAuditError) -> int:
        """Of several files, what went wrong with one keeps no other from its report."""
        if len(self.profiles) == 1 or isinstance(error, StoppedError):
            raise error
        say(f"presence-audit: {error}")
        return error.exit_code

    def _made_ready(self, codes: list[int]) -> list[tuple[Profiles, Edition, Report | None, tuple[Path, ...]]]:
        """Each profiles file with its edition and its outputs; the exit code of one that is refused goes to `codes`."""
        ready = []
        for path, outputs in zip(self.profiles, outputs_of(self.outputs, self.profiles), strict=True):
            try:
                profiles = self._loaded(path)
                noted = notes_in(notes_file(self.notes, profiles), profiles.company.name)
                ready.append((profiles, self._edition(profiles, noted), self._before(profiles), outputs))
            except PresenceAuditError as error:
                codes.append(self._told(error))
        self._refuse_overwriting([profiles for profiles, *_ in ready])
        return ready

    def _loaded(self, path: Path) -> Profiles:
        """The profiles file, without anybody who asked to be forgotten."""
        profiles = load_profiles(path, datetime.now(UTC).date())
        return kept_out(profiles, store_path(profiles, self.store))

    def _edition(self, profiles: Profiles, notes: tuple[Note, ...]) -> Edition:
        days = profiles.settings.window_days
        peers = peers_in(self.peers, profiles.company.name, days, anchors().method)
        return Edition(lang=self._lang(profiles), peers=peers, notes=notes, brand=profiles.brand)

    def _refuse_contradictions(self) -> None:
        for outputs in outputs_of(self.outputs, self.profiles):
            check_formats(self.format_, outputs, self.template)
        check_badges(self.badges)
        _gates.checked_gate(self.gate)
        industries = anchors().industries.rates
        if self.industry is not None and self.industry not in industries:
            raise UsageError(f"--industry {self.industry}: there are {', '.join(sorted(industries))}.")
        language(self.lang)
        until_of(self.as_of, self.week, "UTC", quiet=True)
        if len(self.profiles) > 1 and (self.badges or self.github):
            flag = "--badge" if self.badges else "--github"
            raise UsageError(f"{flag} takes one profiles file at a time; scan them one by one.")
        if len(self.profiles) > 1 and self.peers:
            raise UsageError("--peer takes one profiles file at a time; scan them one by one.")
        if len(self.profiles) > 1 and self.baseline:
            raise UsageError("--baseline takes one profiles file at a time; scan them one by one.")
        if len(self.profiles) > 1 and self.notes:
            raise UsageError(
                "--notes takes one profiles file at a time: notes on one company are for no other's report."
            )
        is_stdout = len(self.profiles) > 1 and not self.outputs
        if is_stdout and self.format_ is not None and not FORMATS[self.format_].is_prose:
            two = f"two documents in a row are no {self.format_.upper()}"
            raise UsageError(f"-f {self.format_} takes one profiles file at a time: {two}.")
        if self.reach.offline and self.reach.record:
            raise UsageError("--offline and --record exclude each other: nothing is asked, so nothing is recorded.")
        if len(self.profiles) > 1 and self.store:
            raise UsageError("--store takes one profiles file at a time: one history is of one company.")
        if self.store and self.no_history:
            raise UsageError("--store and --no-history exclude each other.")
        if len(self.profiles) > 1 and self.reach.record:
            raise UsageError("--record takes one profiles file at a time; scan them one by one.")

    def _refuse_overwriting(self, loaded: list[Profiles]) -> None:
        """No output may be a file that this very call reads or writes as something else. Raises UsageError."""
        taken = Taken()
        taken.add(self.template, "the template")
        for path in self.peers:
            taken.add(path, "a result of another company")
        taken.add(self.baseline, "the earlier result")
        for profiles in loaded:
            taken.add_profiles(profiles)
            taken.add(notes_file(self.notes, profiles), "the file with the notes")
            taken.add(recording_of(self.reach, profiles.settings), "the recording that is replayed")
        taken.add_pages(self.reach.saved)
        outputs = outputs_of(self.outputs, self.profiles)
        taken.refuse([path for one in outputs for path in one] + [*self.badges], self.reach.record)

    def _audit(
        self,
        profiles: Profiles,
        edition: Edition,
        before: Report | None,
        outputs: tuple[Path, ...],
        github: GitHub | None,
        *,
        is_next: bool,
    ) -> int:
        if not self.quiet:
            for note in (*self._not_asked(profiles), *brand_remarks(profiles.brand)):
                say(f"presence-audit: {note}")
        until = self._until(profiles)
        if profiles.settings.replay and not self.reach.replay and not self.reach.record and not self.quiet:
            recording = Path(profiles.settings.replay).name
            say(f"presence-audit: answered from the recording {recording}; delete the line `replay:` to go live")
        since = until - timedelta(days=profiles.settings.window_days)
        shelf = Shelf.at(self.reach.saved) if self.reach.saved else None
        in_hand = held_of(profiles, since, until, shelf)  # before a recording is begun and anybody is asked
        left_over = shelf.left_over(profiles.all_channels) if shelf and not self.quiet else []
        if left_over:
            more = f" and {len(left_over) - _NAMED} more" if len(left_over) > _NAMED else ""
            say(
                f"presence-audit: no channel is at the address of {', '.join(left_over[:_NAMED])}{more}; "
                "write `saved: FILE` beside the channel that it is of"
            )
        diary = self._diary(profiles, until)
        lines = diary.lines
        past = self._recorded_past(diary)
        with put_in_order():
            run, unrecorded = asyncio.run(self._read(profiles, since, until, in_hand, past))
        run = veiled(run, store_path(profiles, self.store))
        run = diary.keep(profiles, run, until, since)
        report = report_of(
            profiles, run.observations, run.home, until, tool_version=__version__, choices=self._choices(profiles)
        )
        report = diary.told(report)
        if not run.interrupted and any(map(_tells, run.observations.values())):
            diary.measured(report)
        judged = _gates.judged_in(report, self._gates(profiles), before or self._last(profiles, diary))
        if not self.quiet:
            tell_stale(notes_file(self.notes, profiles), report, edition.notes)
        if github is not None:
            github.show(report, profiles, edition, judged)
        delivered = deliver(
            report, self.format_, outputs,
            plain=self.plain, judged=judged, template=self.template, edition=edition, keep=True, is_next=is_next,
            badges=self.badges, is_shown=github is not None and bool(github.summary) and self.format_ is None,
        )  # fmt: skip
        kept = None if unrecorded else self.reach.record
        diary.delivered(report, delivered.written, kept, profiles.settings, datetime.now(UTC))
        code = self._end(profiles, judged, run)
        failures = [failure for failure in (unrecorded, diary.error) if failure]
        for failure in failures:
            say(f"presence-audit: {failure}")
        code = OUR_FAULT if failures and code != INTERRUPTED else code
        if github is not None:
            github.answer(report, code, outputs, is_changed=delivered.is_changed or diary.lines != lines)
        return code

    def _diary(self, profiles: Profiles, until: datetime) -> Diary:
        """The history of the company. The usual place may be one where nothing can be kept: that is told, no more."""
        if self.no_history or not profiles.settings.history:
            return Diary()
        recording = recording_of(self.reach, profiles.settings)
        recorded = recorded_past(recording) if recording else None
        try:
            return Diary.of(profiles, self.store, until, recorded=recorded)
        except StoreError as error:
            if is_named(profiles, self.store) or store_path(profiles).exists():
                raise
            if not self.quiet:
                say(f"presence-audit: no history is kept: {error}; name a place with --store, or say --no-history")
            return Diary()

    def _recorded_past(self, diary: Diary) -> bytes:
        """What the recording holds of the history, where one is made."""
        if not self.reach.record:
            return b""
        past = diary.excerpt()
        if past is None:
            say(
                "presence-audit: the history is too large to be a part of the recording; replay it with --store, where "
                "the history is the same"
            )
        return past or b""

    def _not_asked(self, profiles: Profiles) -> list[str]:
        """What the profiles file names and this call does not do: said, because silence would promise it."""
        if not profiles.competitors or self.peers:
            return []
        told = (
            "the companies under `competitors:` are not scanned along; scan each of their profiles files with "
            "-o RESULT.json, then name each result with --peer RESULT.json, here or in `presence-audit report`"
        )
        return [told]

    def _lang(self, profiles: Profiles) -> Lang:
        return language(self.lang) or profiles.settings.lang

    def _choices(self, profiles: Profiles) -> Choices:
        """What the flags and the profiles file choose of the report."""
        return Choices(
            lang=self._lang(profiles),
            industry=self.industry or profiles.company.industry,
            intervals=self.intervals,
            sensitivity=self.sensitivity,
            holidays=profiles.settings.holidays,
        )

    def _until(self, profiles: Profiles) -> datetime:
        asked = until_of(self.as_of, self.week, profiles.company.timezone, quiet=self.quiet)
        if asked is not None:
            return asked
        recording = recording_of(self.reach, profiles.settings)
        if recording is not None:
            return recorded_at(recording)
        return datetime.now(UTC).replace(microsecond=0)

    async def _read(
        self, profiles: Profiles, since: datetime, until: datetime, in_hand: Mapping[str, Observation], past: bytes
    ) -> tuple[Run, OutputError | None]:
        total = sum(not channel.absent for channel in profiles.all_channels)
        run: Run | None = None
        try:
            async with opened(self.reach, profiles.settings, until, past) as fetcher:
                with progress(total, quiet=self.quiet) as on_observed:
                    keys = keys_of(self.reach, profiles.settings)
                    run = await audit(profiles, fetcher, since, until, on_observed, keys=keys, in_hand=in_hand)
                if run.interrupted:
                    # A second, impatient Ctrl-C would throw away what the first one asked to keep.
                    signal.signal(signal.SIGINT, signal.SIG_IGN)
        except OutputError as error:
            if run is None:
                raise
            return run, error  # the recording failed; what was read is reported all the same
        return run, None

    def _gates(self, profiles: Profiles) -> Gates:
        config, settings = user_config(), profiles.settings
        return Gates(
            fail_under=_first(self.fail_under, settings.fail_under, config.fail_under),
            min_coverage=_first(self.min_coverage, settings.min_coverage, config.min_coverage),
            point=_gates.checked_gate(self.gate),
            no_regress=self._asks_for_no_regress(profiles),
            listed=profiles.gates,
        )

    def _asks_for_no_regress(self, profiles: Profiles) -> bool:
        """A baseline that is named is there to be held against."""
        asked = profiles.settings.no_regress if self.no_regress is None else self.no_regress
        return asked or self.baseline is not None

    def _before(self, profiles: Profiles) -> Report | None:
        """The earlier audit, by the method of this one: the baseline that is named; None where there is none.

        Raises:
            EvidenceError: it cannot be read.
            UsageError: it is of another company, or over a window of another length.
        """
        if self.baseline is None:
            return None
        return baseline_in(self.baseline, profiles.company.name, profiles.settings.window_days)

    def _last(self, profiles: Profiles, diary: Diary) -> Report | None:
        """The last audit of the history, by the method of this one, where its window is as long."""
        before = diary.before
        return anew(before) if before and before.window_days == profiles.settings.window_days else None

    def _end(self, profiles: Profiles, judged: tuple[Judged, ...], run: Run) -> int:
        if run.interrupted:
            say("presence-audit: interrupted; the report holds what had been read by then")
            return INTERRUPTED
        if run.error:
            say(f"presence-audit: {run.error}")
            return run.error.exit_code
        if run.failures:
            say(f"presence-audit: failed on {run.failures} of {len(run.observations)} channels; please report it")
            return OUR_FAULT
        readings = run.observations.values()
        if not profiles.all_channels:
            say("presence-audit: nothing could be read, because no channel is listed; list them in the profiles file")
            return NOTHING_READ
        if readings and not any(map(_tells, (*readings, *([run.home] if run.home else [])))):
            say("presence-audit: nothing could be read; the report says for each channel why, and what to do")
            return NOTHING_READ
        code = _gates.exit_code(judged)
        for one in judged if self.verbose else ():
            say(f"presence-audit: {_gates.line_of(one)}")
        line = _gates.verdict_line(judged)
        whose = f"{profiles.company.name}: " if len(self.profiles) > 1 else ""
        if line and (code or not self.quiet):
            say(f"presence-audit: {whose}{line}")
        return code


def _tells(observation: Observation) -> bool:
    """Something of the account was read, be it only its followers."""
    return not observation.outcome.is_unknown or observation.profile.followers is not None


def _first(*values: float | None) -> float | None:
    return next((value for value in values if value is not None), None)
