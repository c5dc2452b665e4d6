"""The way to the sites that a command was given: live within limits, a recording, or nobody."""

from __future__ import annotations

import logging
import os
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from presence_audit import __version__
from presence_audit.cli._options import contact_of
from presence_audit.errors import UsageError
from presence_audit.fetch import Politeness, Replay
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Miss, Page, Request
from presence_audit.platforms import platforms

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from presence_audit.cli._options import Reach
    from presence_audit.fetch import Fetches
    from presence_audit.model.profiles import Settings


def tell(verbose: int) -> None:
    """Send the program's own log to stderr: warnings always, what is asked with -v, why with -vv."""
    level = {0: logging.WARNING, 1: logging.INFO}.get(verbose, logging.DEBUG)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s", force=True)
    logging.getLogger("presence_audit").setLevel(level)


def recording_of(reach: Reach, settings: Settings) -> Path | None:
    """The recording to answer from: the flag goes before the profiles file. Raises UsageError."""
    if reach.record and reach.replay:
        raise UsageError("--record and --replay exclude each other: a replay asks nobody.")
    if reach.replay or reach.record:
        return reach.replay
    return Path(settings.replay) if settings.replay else None


def keys_of(reach: Reach, settings: Settings) -> dict[str, str]:
    """The user's keys to official APIs, from the environment, by platform.

    In a replay, the platforms whose API was asked then: the same evidence is read in the same way, without a key.
    Raises UsageError or EvidenceError.
    """
    recording = recording_of(reach, settings)
    if recording is not None:
        replay = Replay(recording)
        replay.close()
        return dict.fromkeys(replay.keyed, "recorded")
    keyed = ((platform.id, platform.key) for platform in platforms().values() if platform.api)
    found = ((id_, os.environ.get(name, "").strip()) for id_, name in keyed)
    return {id_: key for id_, key in found if key}


def recorded_at(recording: Path) -> datetime:
    """The moment that a recorded run was made for. Raises EvidenceError."""
    replay = Replay(recording)
    replay.close()
    return replay.as_of


def recorded_past(recording: Path) -> bytes:
    """What the history knew before a recorded run, in its lines; empty where nothing. Raises EvidenceError."""
    replay = Replay(recording)
    replay.close()
    return replay.past


class _Nobody:
    """Answers that there is no answer (--offline)."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    async def fetch(self, request: Request, *, permission: str | None = None) -> Page | Miss:
        """Answer without asking; what a permission would allow makes no difference."""
        del permission
        return Miss(request.url, Outcome.NOT_ATTEMPTED, "Nothing was asked, because of --offline.", self._at)


def _now() -> datetime:
    return datetime.now(UTC)


@asynccontextmanager
async def opened(reach: Reach, settings: Settings, until: datetime, past: bytes = b"") -> AsyncIterator[Fetches]:
    """Open what answers the requests of one run, and close it whole whatever happens.

    `past` is what a new recording has to hold of the history.
    Raises UsageError, EvidenceError (the recording cannot be read) or OutputError (it cannot be written).
    """
    recording = recording_of(reach, settings)
    if recording is not None:
        async with Replay(recording) as replay:
            yield replay
        return
    if reach.offline:
        yield _Nobody(until)
        return
    from presence_audit.fetch import Fetcher, PageCache, Recorder

    contact = contact_of(reach.contact, settings)
    politeness = Politeness(contact=contact, pause=reach.pause, allow_private_hosts=settings.allow_private_hosts)
    folder = Path(platformdirs.user_cache_dir("presence-audit", appauthor=False)) / "pages"
    async with AsyncExitStack() as stack:
        recorder = None
        if reach.record:
            recorder = stack.enter_context(
                Recorder(
                    reach.record,
                    as_of=until,
                    started_at=_now(),
                    version=__version__,
                    contact=contact,
                    keyed=keys_of(reach, settings),
                    past=past,
                )
            )
        cache = None if reach.no_cache else PageCache(folder)
        yield await stack.enter_async_context(
            Fetcher(
                politeness,
                version=__version__,
                now=_now,
                cache=cache,
                recorder=recorder,
                deadline=reach.deadline,
            )
        )
