"""`presence-audit scan`: the whole audit of each profiles file, from the file to the report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from presence_audit.cli import _gates
from presence_audit.cli._company_audit import CompanyAudit
from presence_audit.cli._edition import peers_in, refuse_both
from presence_audit.cli._forgotten import kept_out, veiled_notes
from presence_audit.cli._github import GitHub
from presence_audit.cli._interrupt import INTERRUPTED
from presence_audit.cli._named_outputs import outputs_of
from presence_audit.cli._notes import notes_file, notes_in
from presence_audit.cli._options import Reach, check_until, language, user_config
from presence_audit.cli._reach import recording_of, tell
from presence_audit.cli._results import baseline_in
from presence_audit.cli._store import store_path
from presence_audit.cli._streams import say
from presence_audit.cli._taken import Taken
from presence_audit.cli.report import check_badges, check_formats
from presence_audit.errors import PresenceAuditError, StoppedError, UsageError
from presence_audit.profiles import load_profiles
from presence_audit.reports import FORMATS, Edition
from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from pathlib import Path

    from presence_audit.model.notes import Note
    from presence_audit.model.profiles import Lang, Profiles
    from presence_audit.model.report import Report


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
    peer_pack: Path | None = None

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
                codes.append(CompanyAudit(self, profiles, edition, before, outputs, github).run(is_next=is_next))
                is_next = not outputs
            except PresenceAuditError as error:
                codes.append(self._told(error, profiles.company.name))
            if codes[-1] == INTERRUPTED:
                break
        return next((code for code in (130, 1, 2, 3, 10, 4) if code in codes), 0)

    def _told(self, error: PresenceAuditError, company: str = "") -> int:
        """Of several files, what went wrong with one keeps no other from its report."""
        if len(self.profiles) == 1 or isinstance(error, StoppedError):
            raise error
        whose = f"{company}: " if company else ""
        say(f"presence-audit: {whose}{error}")
        return error.exit_code

    def _made_ready(self, codes: list[int]) -> list[tuple[Profiles, Edition, Report | None, tuple[Path, ...]]]:
        """Each profiles file with its edition and its outputs; the exit code of one that is refused goes to `codes`."""
        ready = []
        for path, outputs in zip(self.profiles, outputs_of(self.outputs, self.profiles), strict=True):
            try:
                whole = load_profiles(path, datetime.now(UTC).date())
                store = store_path(whole, self.store)
                profiles = kept_out(whole, store)
                noted = notes_in(notes_file(self.notes, profiles), profiles.company.name)
                noted = veiled_notes(noted, whole, store)
                ready.append((profiles, self._edition(profiles, noted), self._before(profiles), outputs))
            except PresenceAuditError as error:
                codes.append(self._told(error))
        self._refuse_overwriting([profiles for profiles, *_ in ready])
        return ready

    def _edition(self, profiles: Profiles, notes: tuple[Note, ...]) -> Edition:
        days = profiles.settings.window_days
        peers = peers_in(self.peers, self.peer_pack, profiles.company.name, days, anchors().method)
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
        check_until(self.as_of, self.week)
        if len(self.profiles) > 1 and (self.badges or self.github):
            flag = "--badge" if self.badges else "--github"
            raise UsageError(f"{flag} takes one profiles file at a time; scan them one by one.")
        refuse_both(self.peers, self.peer_pack)
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
        if len(self.profiles) > 1 and self.reach.record:
            raise UsageError("--record takes one profiles file at a time; scan them one by one.")

    def _refuse_overwriting(self, loaded: list[Profiles]) -> None:
        """No output may be a file that this very call reads or writes as something else. Raises UsageError."""
        taken = Taken()
        taken.add(self.template, "the template")
        for path in self.peers:
            taken.add(path, "a result of another company")
        taken.add(self.peer_pack, "the peer pack")
        taken.add(self.baseline, "the earlier result")
        for profiles in loaded:
            taken.add_profiles(profiles)
            taken.add(notes_file(self.notes, profiles), "the file with the notes")
            taken.add(recording_of(self.reach, profiles.settings), "the recording that is replayed")
            taken.add(store_path(profiles, self.store), "the history")
        taken.add_pages(self.reach.saved)
        outputs = outputs_of(self.outputs, self.profiles)
        taken.refuse([path for one in outputs for path in one] + [*self.badges], self.reach.record)

    def _lang(self, profiles: Profiles) -> Lang:
        return language(self.lang) or profiles.settings.lang

    def _before(self, profiles: Profiles) -> Report | None:
        """The earlier audit, by the method of this one: the baseline that is named; None where there is none.

        Raises:
            EvidenceError: it cannot be read.
            UsageError: it is of another company, or over a window of another length.
        """
        if self.baseline is None:
            return None
        return baseline_in(self.baseline, profiles.company.name, profiles.settings.window_days)
