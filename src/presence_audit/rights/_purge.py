"""Deletes what has been kept for long enough: observations, recordings, and pages of the cache."""

from __future__ import annotations

import hashlib
from calendar import monthrange
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from presence_audit.errors import EvidenceError, OutputError
from presence_audit.fetch import Replay, delete_pages
from presence_audit.rights._files import RECORDING, STDOUT

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from presence_audit.history import Delivery, History, Purged
    from presence_audit.model.profiles import Settings
    from presence_audit.rights._forget import Places


@dataclass(frozen=True, slots=True)
class Limits:
    """Observations go that are older than one moment, recordings and cached pages that are older than the other."""

    observations: datetime
    evidence: datetime


@dataclass(frozen=True, slots=True)
class Aged:
    """What went, or would go; `left` are old recordings that somebody has changed since, which are left alone."""

    observations: Purged
    recordings: tuple[Path, ...]
    left: tuple[Path, ...]
    pages: int


def months_before(now: datetime, months: int) -> datetime:
    """The same day and time so many months ago, or the last day of that month."""
    years, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    return now.replace(year=years, month=month + 1, day=min(now.day, monthrange(years, month + 1)[1]))


def limits_of(settings: Settings, now: datetime) -> Limits:
    """What the profiles file promises, seen from a moment."""
    return Limits(months_before(now, settings.keep_months), now - timedelta(days=settings.keep_evidence_days))


def _is_ours(path: Path, delivery: Delivery) -> bool:
    """The recording is as it was written, but for what was erased from it on request. Raises OSError."""
    with path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() == delivery.sha256:
            return True
    try:
        with Replay(path) as replay:
            return replay.erased > 0
    except EvidenceError:
        return False


def _old_recordings(history: History, places: Places, before: datetime) -> tuple[list[Path], list[Path]]:
    newest: dict[str, Delivery] = {}
    for delivery in history.deliveries():
        if delivery.format == RECORDING:
            known = newest.get(delivery.path)
            newest[delivery.path] = max(known or delivery, delivery, key=lambda one: one.written_at)
    ours: list[Path] = []
    left: list[Path] = []
    for kept, delivery in sorted(newest.items()):
        path = places.of(kept)
        if delivery.written_at < before and path.is_file():
            (ours if _is_ours(path, delivery) else left).append(path)
    return ours, left


def _there(history: History, places: Places) -> list[str]:
    """What was handed over and still lies there: whoever is forgotten later has to be found in it."""
    paths = {delivery.path for delivery in history.deliveries() if delivery.path != STDOUT}
    return sorted(path for path in paths if places.of(path).is_file())


def purge(history: History, places: Places, limits: Limits, *, pretend: bool = False) -> Aged:
    """Delete it; with `pretend` only count. Raises OutputError or StoreError."""
    try:
        ours, left = _old_recordings(history, places, limits.evidence)
        for path in [] if pretend else ours:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"an old recording cannot be deleted: {error.filename}: {error.strerror or error}") from error
    pages = delete_pages(places.pages, limits.evidence, pretend=pretend)
    observations = history.purge(limits.observations, there=_there(history, places), pretend=pretend)
    return Aged(observations, tuple(ours), tuple(left), pages)


def age(history: History, places: Places, settings: Settings, as_of: datetime) -> Purged:
    """Delete observations that are older than the profiles file promises, seen from an audit: to be called after each.

    Nobody has to remember the promise then. Recordings are files of the user's own, and only `purge` deletes them.
    """
    return history.purge(limits_of(settings, as_of).observations, there=_there(history, places))
