"""Everything that an audit of the shipped company leaves behind, as a scan leaves it."""

from __future__ import annotations

import asyncio
import hashlib
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from presence_audit import __version__
from presence_audit.audit import Run, audit
from presence_audit.fetch import PageCache, Replay
from presence_audit.fetch._exchange import Exchange
from presence_audit.fetch._warc import records
from presence_audit.history import History, Seen
from presence_audit.metrics import report_of, trace_of
from presence_audit.model.page import FEED, HTML, JSON
from presence_audit.profiles import load_profiles
from presence_audit.reports import render
from presence_audit.rights import Places

if TYPE_CHECKING:
    from presence_audit.model.profiles import Profiles
    from presence_audit.model.report import Report

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 26, 15, 0, tzinfo=UTC)
FORMATS = ("json", "html", "markdown", "csv", "xlsx", "pptx", "pdf", "junit")
# Of Ylva Tindvoll, the chief executive: in a page, in an address, in the history, and what servers call her.
WORDS = ("Ylva Tindvoll", "Tindvoll", "Ylva T.", "ylva-tindvoll.test", "ylva-tindvoll-invented", "leader:ceo")


@dataclass(frozen=True)
class Traces:
    """Where everything lies: the working folder, and the page cache, under one home."""

    home: Path
    store_name: str

    @property
    def folder(self) -> Path:
        return self.home / "work"

    @property
    def pages(self) -> Path:
        return self.home / "cache" / "presence-audit" / "pages"

    @property
    def profiles(self) -> Path:
        return self.folder / "profiles.yaml"

    @property
    def recording(self) -> Path:
        return self.folder / "run.warc.gz"

    @property
    def store(self) -> Path:
        return self.folder / self.store_name

    def copied(self, home: Path) -> Traces:
        """The same under another home."""
        shutil.copytree(self.home, home)
        return Traces(home, self.store_name)

    @property
    def places(self) -> Places:
        folder = self.store.resolve().parent
        return Places(self.pages, self.store, lambda kept: (folder / kept).resolve())


def _is_ours(profiles: Profiles) -> set[str]:
    names = {channel.handle for channel in profiles.all_channels}
    return names | {name for leader in profiles.leaders for name in (leader.name, *leader.aliases)}


async def _audited(profiles: Profiles, recording: Path) -> tuple[Run, datetime]:
    async with Replay(recording) as replay:
        until = replay.as_of
        since = until - timedelta(days=profiles.settings.window_days)
        return await audit(profiles, replay, since, until), until


def _fill(pages: Path, recording: Path) -> None:
    """Every answer of the recording as the page cache would have kept it."""
    cache = PageCache(pages)
    with recording.open("rb") as file:
        for _, record in records(file):
            if record.kind == "response":
                url = record.header("WARC-Target-URI")
                body = record.content
                for accept in (HTML, JSON, FEED):
                    cache.put(Exchange(url, url, (), 200, "OK", {"etag": '"1"'}, None, body, NOW), accept)


def _recorded(history: History, profiles: Profiles, run: Run, until: datetime) -> Report:
    ours = _is_ours(profiles)
    seen = {
        channel.id: Seen(channel.owner, run.observations[channel.id])
        for channel in profiles.all_channels
        if channel.id in run.observations
    }
    days = profiles.settings.window_days
    history.record(until, days, "method", __version__, seen, trace=trace_of, is_ours=ours.__contains__)
    report = report_of(profiles, run.observations, run.home, until, tool_version=__version__)
    history.measured(report)
    return report


def _delivered(history: History, store: Path, report: Report, format_: str, path: Path) -> None:
    kept = "../" * len(store.resolve().parent.relative_to(path.resolve().parent).parts) + path.name
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    history.delivered(kept, format_, NOW, report.as_of, digest, [leader.id for leader in report.leaders])


def leave_traces(home: Path, store_name: str) -> Traces:
    """Audit the shipped company: profiles file, history, reports in every format, recording, page cache."""
    traces = Traces(home, store_name)
    folder, recording, store = traces.folder, traces.recording, traces.store
    store.parent.mkdir(parents=True)
    shutil.copy(ROOT / "examples" / "nordlys" / "nordlys.warc.gz", recording)
    text = (ROOT / "profiles.yaml").read_text("utf-8")
    traces.profiles.write_text(text[: text.index("  replay:")], "utf-8")
    profiles = load_profiles(traces.profiles)
    run, until = asyncio.run(_audited(profiles, recording))
    _fill(traces.pages, recording)
    with History.open(store) as history:
        report = _recorded(history, profiles, run, until)
        for format_ in FORMATS:
            written = folder / f"audit.{format_}"
            written.write_bytes(render(report, format_))
            _delivered(history, store, report, format_, written)
        _delivered(history, store, report, "warc", recording)
    return traces
