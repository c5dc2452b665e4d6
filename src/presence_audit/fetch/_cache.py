"""Remembers answers between runs, so that a site sends a page again only when it has changed.

One file per address: a line of JSON (`status`, `headers`, `at`, `sha256`), then the body. What is damaged,
of another address or too old counts as absent; the cache may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from presence_audit.fetch._exchange import Exchange

_log = logging.getLogger("presence_audit.fetch")

_SUFFIX = ".page"
_VALIDATORS = {"etag": "if-none-match", "last-modified": "if-modified-since"}


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer of an earlier run, and when it was last known to be current."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    at: datetime

    @property
    def conditions(self) -> dict[str, str]:
        """The request headers that ask for the body only if it has changed."""
        return {ask: self.headers[name] for name, ask in _VALIDATORS.items() if name in self.headers}


def _parse(content: bytes) -> Kept:
    head, _, body = content.partition(b"\n")
    fields = json.loads(head)
    at = datetime.fromisoformat(fields["at"])
    if fields["sha256"] != hashlib.sha256(body).hexdigest() or at.tzinfo is None:
        raise ValueError("the body is not the one that was kept")
    headers = {str(name): str(value) for name, value in fields["headers"].items()}
    return Kept(int(fields["status"]), headers, body, at)


class PageCache:
    """Answers under `folder`, which is made when it is missing and readable by its owner alone.

    Entries older than `days` are dropped, then the oldest until all fit into `total` bytes.
    """

    def __init__(self, folder: Path, *, days: int = 90, total: int = 256 * 1024 * 1024) -> None:
        self._folder = folder
        self._days = timedelta(days=days)
        self._total = total

    def place(self, url: str, accept: str) -> Path:
        """The file in which the answer of an address is kept, or would be."""
        name = hashlib.sha256(f"{accept}\n{url}".encode()).hexdigest()
        return self._folder / (name + _SUFFIX)

    def get(self, url: str, accept: str, now: datetime) -> Kept | None:
        """What is kept for the address, or None."""
        path = self.place(url, accept)
        try:
            kept = _parse(path.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            _log.debug("cache entry %s is not usable and is fetched again: %s", path.name, error)
            return None
        return kept if timedelta(0) <= now - kept.at <= self._days else None

    def put(self, exchange: Exchange, accept: str) -> None:
        """Keep an answer, unless the site asks not to (`Cache-Control: no-store`)."""
        if "no-store" in exchange.headers.get("cache-control", "").lower():
            return
        fields = {
            "status": exchange.status,
            "headers": dict(exchange.headers),
            "at": exchange.at.isoformat(),
            "sha256": hashlib.sha256(exchange.body).hexdigest(),
        }
        try:
            self._write(self.place(exchange.url, accept), json.dumps(fields).encode() + b"\n" + exchange.body)
        except OSError as error:
            _log.debug("the answer of %s is not kept: %s", exchange.shown, error)

    def _write(self, path: Path, content: bytes) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=self._folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise

    def sweep(self, now: datetime) -> None:
        """Drop what is too old or too much."""
        try:
            found = [(path.stat(), path) for path in self._folder.glob("*" + _SUFFIX)]
            room = self._total
            for stat, path in sorted(found, key=lambda one: one[0].st_mtime, reverse=True):
                room -= stat.st_size
                if room < 0 or now.timestamp() - stat.st_mtime > self._days.total_seconds():
                    path.unlink(missing_ok=True)
        except OSError as error:
            _log.debug("the cache could not be tidied: %s", error)
