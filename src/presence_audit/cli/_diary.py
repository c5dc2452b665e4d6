"""The history of one audit: what it is told, what it adds, and that its failure costs no report."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from presence_audit import __version__
from presence_audit.cli._deliveries import note_deliveries
from presence_audit.cli._places import places_of
from presence_audit.cli._reach import recorded_past, recording_of
from presence_audit.cli._store import is_named, make_folder, store_path
from presence_audit.cli._streams import say
from presence_audit.compare import dressed
from presence_audit.errors import StoreError, UsageError
from presence_audit.history import History, Seen
from presence_audit.model.channel import COMPANY
from presence_audit.rights import age, limits_of
from presence_audit.routes import handed_over, widened
from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from presence_audit.audit import Run
    from presence_audit.cli._deliveries import Written
    from presence_audit.cli._options import Reach
    from presence_audit.compare import Counts
    from presence_audit.model.observation import Observation, Post, Trace
    from presence_audit.model.profiles import Company, Profiles, Settings
    from presence_audit.model.report import CompanyLine, Report

# The home page is no channel, but its answers are evidence as well.
_HOME: Final = "home"
# A record of a recording may not be larger than 64 MiB.
_MOST_RECORDED: Final = 48 * 1024 * 1024


def ours(profiles: Profiles) -> Callable[[str], bool]:
    """Whether a name is one of the company's accounts, or of a leader of the profiles file; others are strangers."""
    names = {profiles.company.name, *(channel.handle for channel in profiles.all_channels)}
    for leader in profiles.leaders:
        names |= {leader.name, *leader.aliases}
    folded = {name.removeprefix("@").casefold() for name in names if name}
    return lambda name: name.removeprefix("@").casefold() in folded


def _is_of(then: CompanyLine, now: Company) -> bool:
    """Whether both are one company, which may have changed its name or its site, though not both at once."""
    sites = [(site or "").rstrip("/").casefold() for site in (then.website, now.website)]
    return then.name.casefold() == now.name.casefold() or (bool(sites[0]) and sites[0] == sites[1])


def _within(seen: Observation, limit: datetime) -> Observation:
    """Without posts that are too old to be kept: they would go after the run, and be new to the next one."""
    return replace(seen, posts=tuple(p for p in seen.posts if p.published_at is None or p.published_at >= limit))


@dataclass
class Diary:
    """The history of one run: at a path, in a recording (`past`, read only), or nowhere.

    After `error` it keeps and tells nothing any more: what was read is reported all the same, and the command tells.
    `before` is the last audit before this one.
    """

    path: Path | None = None
    past: bytes = b""
    error: StoreError | None = None
    before: Report | None = None
    _earlier: tuple[Report, ...] = field(default=())
    _noticed: Mapping[str, Counts] = field(default_factory=dict)

    @classmethod
    def of(cls, profiles: Profiles, flag: Path | None, as_of: datetime, *, recorded: bytes | None) -> Diary:
        """The history of a company, made where there is none yet.

        `recorded` is what a recording that is replayed knew of it (empty where it knew nothing), None where nothing is
        replayed: a replay has no other history, unless one is named.

        Raises:
            StoreError: it cannot be read or written.
            UsageError: it has no ending of a history, or is another company's.
        """
        if recorded is not None and not is_named(profiles, flag):
            return cls(past=recorded)
        path = store_path(profiles, flag)
        make_folder(path)
        with History.open(path) as history:
            last = history.last(as_of)
        if last is not None and not _is_of(last.company, profiles.company):
            raise UsageError(
                f"{path}: this is the history of {last.company.name}, and the profiles file is of "
                f"{profiles.company.name}; name another place with --store, one for each company. "
                "Where the company has a new name: under the old one, write its `website:`, scan once more, "
                "and change the name then."
            )
        return cls(path)

    @property
    def is_kept(self) -> bool:
        """Whether what is read now is there the next time."""
        return self.path is not None and self.error is None

    @property
    def lines(self) -> bytes:
        """The file, where it is one of lines, as a repository keeps it; empty where it is a database, or not there."""
        is_text = self.path is not None and self.path.suffix.lower() == ".jsonl" and self.path.is_file()
        return self.path.read_bytes() if self.path is not None and is_text else b""

    def excerpt(self) -> bytes | None:
        """What a recording has to hold of it; None where that is too much."""
        if self.path is None:
            return self.past
        with History.open(self.path) as history:
            return history.excerpt(_MOST_RECORDED)

    @contextmanager
    def _opened(self) -> Iterator[History]:
        with History.open(self.path) if self.path is not None else History.of_lines(self.past) as history:
            yield history

    def keep(
        self, profiles: Profiles, run: Run, as_of: datetime, since: datetime, *, trace: Callable[[Post], Trace]
    ) -> Run:
        """Record what was read, and give back what is known now: each channel with what earlier runs saw of it.

        `trace` tells what stands for the words of a post.
        """
        if self.error or (self.path is None and not self.past):
            return run
        try:
            with self._opened() as history:
                return self._kept(history, profiles, run, as_of, since, trace)
        except StoreError as error:
            self.error = error
            return run

    def _kept(
        self,
        history: History,
        profiles: Profiles,
        run: Run,
        as_of: datetime,
        since: datetime,
        trace: Callable[[Post], Trace],
    ) -> Run:
        owners = {channel.id: channel.owner for channel in profiles.all_channels}
        read = {**run.observations, **({_HOME: run.home} if run.home else {})}
        settled = {name: history.settled(as_of, name, seen) for name, seen in read.items()}
        limit = limits_of(profiles.settings, as_of).observations
        told = {name: Seen(owners.get(name, COMPANY), _within(seen, limit)) for name, seen in settled.items()}
        settings = profiles.settings
        history.record(
            as_of,
            settings.window_days,
            anchors().method,
            __version__,
            told,
            trace=trace,
            is_ours=ours(profiles),
            keep_text=settings.keep_text,
        )
        past = history.past(as_of, since)
        self._noticed = {
            name: (n.added, n.edited, n.gone, n.returned)
            for name, n in history.noticed(as_of).items()
            if name in settled and settled[name].outcome.is_readable
        }
        self._earlier = tuple(history.reports(as_of))
        self.before = self._earlier[-1] if self._earlier else None
        home = settled.pop(_HOME, None)
        known: dict[str, Observation] = {}
        for name, seen in settled.items():
            before = past.get(name, ())
            known[name] = widened(handed_over(seen, before, since), before, since)
        return replace(run, observations=known, home=home)

    def told(self, report: Report) -> Report:
        """The report with what has changed since the last audit, and with the earlier ones."""
        return dressed(report, self.before, self._earlier, self._noticed) if self.before else report

    def last_over(self, window_days: int) -> Report | None:
        """The newest earlier audit over a period of that length; a longer or a shorter one is not to be compared."""
        return next((report for report in reversed(self._earlier) if report.window_days == window_days), None)

    def measured(self, report: Report) -> None:
        """Keep what a finished audit measured, never its points."""
        if not self.is_kept:
            return
        try:
            with self._opened() as history:
                history.measured(report)
        except StoreError as error:
            self.error = error

    def delivered(
        self, report: Report, written: Sequence[Written], recording: Path | None, settings: Settings, at: datetime
    ) -> None:
        """Note what was handed over, and let go of what has been kept for long enough. `at` is the present moment."""
        if self.path is None or self.error is not None:
            return
        try:
            with History.open(self.path) as history:
                note_deliveries(history, self.path, report, written, recording, at)
                ripe = min(report.as_of, at)  # an audit of days to come costs nothing
                age(history, places_of(self.path), settings, ripe)
        except StoreError as error:
            self.error = error


def diary_of(
    profiles: Profiles, flag: Path | None, as_of: datetime, reach: Reach, *, is_off: bool, quiet: bool
) -> Diary:
    """The history for one call. The usual place may be one where nothing can be kept: that is told, and no more."""
    if is_off or not profiles.settings.history:
        return Diary()
    recording = recording_of(reach, profiles.settings)
    recorded = recorded_past(recording) if recording else None
    try:
        return Diary.of(profiles, flag, as_of, recorded=recorded)
    except StoreError as error:
        if is_named(profiles, flag) or store_path(profiles).exists():
            raise
        if not quiet:
            say(f"presence-audit: no history is kept: {error}; name a place with --store, or say --no-history")
        return Diary()


def excerpt_for(reach: Reach, diary: Diary) -> bytes:
    """What the recording holds of the history, where one is made."""
    if not reach.record:
        return b""
    past = diary.excerpt()
    if past is None:
        say(
            "presence-audit: the history is too large to be a part of the recording; replay it with --store, where the "
            "history is the same"
        )
    return past or b""
