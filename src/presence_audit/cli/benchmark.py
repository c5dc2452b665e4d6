"""`presence-audit benchmark FILE…`: several companies over the same window, side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from presence_audit.cli._forgotten import kept_out
from presence_audit.cli._interrupt import INTERRUPTED
from presence_audit.cli._options import language, user_config
from presence_audit.cli._reach import recording_of, tell
from presence_audit.cli._results import read_result
from presence_audit.cli._store import store_path
from presence_audit.cli._streams import say, write_all
from presence_audit.cli._taken import Taken
from presence_audit.cli._together import audited
from presence_audit.cli.explain import draw
from presence_audit.compare import benchmark_article, benchmark_of, csv_of, pack_of, refuse_small, refuse_unlike
from presence_audit.errors import UsageError
from presence_audit.i18n import speaking
from presence_audit.profiles import load_profiles
from presence_audit.reports.article import as_json, markdown
from presence_audit.reports.article_html import html

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from presence_audit.cli._options import Reach
    from presence_audit.compare import Benchmark
    from presence_audit.model.profiles import Lang, Profiles
    from presence_audit.model.report import Report

NOTHING_READ, OUR_FAULT = 3, 1
_FORMATS: Final = ("terminal", "markdown", "json", "html", "csv")
_SUFFIXES: Final = {
    ".txt": "terminal", ".md": "markdown", ".markdown": "markdown", ".json": "json", ".html": "html", ".htm": "html",
    ".csv": "csv",
}  # fmt: skip


def _is_result(path: Path) -> bool:
    return path.suffix.casefold() == ".json"


def _loaded(path: Path, today: date) -> Profiles:
    """A profiles file, without those who were forgotten by its company's history. Raises ProfilesError, StoreError."""
    profiles = load_profiles(path, today)
    return kept_out(profiles, store_path(profiles))


@dataclass(frozen=True, slots=True)
class BenchmarkRun:
    """One call of the command, with its flags."""

    files: tuple[Path, ...]
    format_: str | None
    output: Path | None
    pack: Path | None
    pack_name: str | None
    as_of: str | None
    window_days: int | None
    reach: Reach
    competitors: bool
    leaders: bool
    min_n: int
    lang: str | None
    plain: bool
    quiet: bool
    verbose: int

    def run(self) -> int:
        """Audit or read every company and tell how they stand; returns the exit code of the contract."""
        tell(self.verbose)
        name = self._format()
        asked = language(self.lang)
        user_config()  # a broken one is told before anything is fetched
        loaded, results = self._read_files()
        named = [(one.company.name, one.settings.window_days) for one in loaded]
        named += [(one.company.name, one.window_days) for one in results]
        refuse_unlike(named)
        if self.pack is not None:
            refuse_small(len(named), self.min_n)
        self._refuse_overwriting(loaded)
        found = audited(loaded, self.reach, self.as_of, quiet=self.quiet)
        if found.is_interrupted:
            say(f"presence-audit: interrupted; {len(found.reports)} of {len(loaded)} companies had been read")
        reports = (*found.reports, *results)
        if len(reports) < 2:
            return INTERRUPTED
        lang = asked or (loaded[0].settings.lang if loaded else "en")
        if found.is_interrupted and self.pack is not None:
            say("presence-audit: no peer pack was written: it would be of fewer companies than were named")
        made = benchmark_of(reports, least=self.min_n, leaders=self.leaders)
        self._deliver(made, reports, name, lang, has_pack=self.pack is not None and not found.is_interrupted)
        if found.is_interrupted:
            return INTERRUPTED
        if found.error_code is not None or found.failures:
            return found.error_code or OUR_FAULT
        return 0 if any(map(_tells, reports)) else self._nothing()

    def _nothing(self) -> int:
        say("presence-audit: nothing could be read of any company; `presence-audit scan` says for each why")
        return NOTHING_READ

    def _format(self) -> str:
        """The format that is wanted. Raises UsageError."""
        known = None if self.output is None else _SUFFIXES.get(self.output.suffix.casefold())
        name = self.format_ or known or ("terminal" if self.output is None or str(self.output) == "-" else None)
        if name is None:
            raise UsageError(f"-o {self.output}: its suffix names no format; there are {', '.join(_SUFFIXES)}, or -f.")
        if name not in _FORMATS:
            raise UsageError(f"--format {name}: there are {', '.join(_FORMATS)}.")
        for path in (self.output, self.pack):
            if path is not None and str(path) != "-" and not path.parent.is_dir():
                raise UsageError(f"{path}: there is no folder {path.parent}; make it first.")
        return name

    def _read_files(self) -> tuple[list[Profiles], list[Report]]:
        """The profiles files, each with the window that is asked for, and the results."""
        today = datetime.now(UTC).date()
        files = list(self.files)
        loaded = [_loaded(path, today) for path in files if not _is_result(path)]
        others = [Path(path) for path in loaded[0].competitors] if loaded else []
        if self.competitors:
            if not others:
                raise UsageError("--competitors: the first profiles file names none under `competitors:`.")
            known = {path.resolve() for path in files}
            added = [path for path in others if path.resolve() not in known]
            files += added
            loaded += [_loaded(path, today) for path in added if not _is_result(path)]
        elif others and not self.quiet:
            say("presence-audit: the companies under `competitors:` are left out; with --competitors they join in")
        if self.window_days is not None:
            days = self.window_days
            loaded = [replace(one, settings=replace(one.settings, window_days=days)) for one in loaded]
        return loaded, [read_result(path) for path in files if _is_result(path)]

    def _refuse_overwriting(self, loaded: Sequence[Profiles]) -> None:
        """No output may be a file that this very call reads. Raises UsageError."""
        taken = Taken()
        for profiles in loaded:
            taken.add_profiles(profiles)
            taken.add(recording_of(self.reach, profiles.settings), "the recording that is replayed")
        for path in self.files:
            if _is_result(path):
                taken.add(path, "a result that is read")
        taken.refuse([path for path in (self.output, self.pack) if path is not None])

    def _deliver(
        self, benchmark: Benchmark, reports: Sequence[Report], name: str, lang: Lang, *, has_pack: bool
    ) -> None:
        place = self.output or Path("-")
        bodies = {place: self._drawn(benchmark, name, lang)}
        if self.pack is not None and has_pack:
            pack_name = (self.pack_name or self.pack.stem).strip()[:80] or "peers"
            made = pack_of(reports, name=pack_name, made_on=datetime.now(UTC).date(), least=self.min_n)
            bodies[self.pack] = (made.model_dump_json(indent=2, by_alias=True) + "\n").encode()
        write_all(bodies, None)

    def _drawn(self, benchmark: Benchmark, name: str, lang: Lang) -> bytes:
        if name == "csv":
            return csv_of(benchmark)
        with speaking(lang):
            article = benchmark_article(benchmark)
            if name == "json":
                return as_json([article])
            if name == "markdown":
                return markdown(article, level=1).encode()
            return html(article) if name == "html" else draw([article], plain=self.plain)


def _tells(report: Report) -> bool:
    """Something of the company was read."""
    return any(not line.outcome.is_unknown or line.followers is not None for line in report.channels)
