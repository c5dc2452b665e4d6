"""`presence-audit purge`: delete what has been kept for long enough."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from presence_audit.cli._options import moment
from presence_audit.cli._person import profiles_of, store_in
from presence_audit.cli._places import opened, places_of
from presence_audit.cli._streams import write_stdout
from presence_audit.errors import UsageError
from presence_audit.model.profiles import Settings
from presence_audit.rights import Limits, limits_of, purge

if TYPE_CHECKING:
    from presence_audit.cli._person import Asked
    from presence_audit.rights import Aged


def _limits(settings: Settings, before: str | None, timezone: str) -> Limits:
    """By the profiles file, or all that is older than the day that was named."""
    now = datetime.now(UTC)
    if before is None:
        return limits_of(settings, now)
    limit = moment(before if "T" in before else f"{before}T00:00", timezone)
    if limit > now:
        raise UsageError(f"--before {before}: this day is still to come; name one that has passed.")
    return Limits(limit, limit)


def _told(aged: Aged, *, pretend: bool) -> str:
    would = "would be deleted" if pretend else "deleted"
    seen = aged.observations
    lines = [
        f"History: {seen.posts:,} posts, {seen.sightings:,} readings of channels, {seen.measures:,} audits {would}.",
        f"Page cache: {aged.pages:,} pages {would}.",
        f"Recordings: {len(aged.recordings):,} {would}.",
        *(f"  {path}" for path in aged.recordings),
        *(f"  {path}: old, but changed since it was written, so not touched" for path in aged.left),
    ]
    return "".join(c for c in "\n".join(lines) if c == "\n" or c.isprintable()) + "\n"


def run_purge(asked: Asked, *, before: str | None, dry_run: bool) -> int:
    """Delete it, or count it. Returns 0. Raises UsageError, ProfilesError, StoreError or OutputError."""
    profiles = profiles_of(asked)
    settings = profiles.settings if profiles else Settings()
    limits = _limits(settings, before, profiles.company.timezone if profiles else "UTC")
    store = store_in(profiles, asked)
    with opened(store) as history:
        aged = purge(history, places_of(store), limits, pretend=dry_run)
    write_stdout(_told(aged, pretend=dry_run).encode())
    return 0
