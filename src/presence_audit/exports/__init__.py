"""One file per owner's export, found by listing this folder; recognised by content, never by suffix alone."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from presence_audit.exports._contract import Export
from presence_audit.exports._files import Files

if TYPE_CHECKING:
    from pathlib import Path

    from presence_audit.model.observation import Observation
    from presence_audit.platforms import Ask

__all__ = ["Export", "exports", "exports_of", "read_export"]


@cache
def exports() -> dict[str, Export]:
    """All exports by id, in alphabetical order of their ids."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_"))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return {module.EXPORT.id: module.EXPORT for module in modules}


def exports_of(platform: str) -> tuple[Export, ...]:
    """The exports that speak of a platform's channels."""
    return tuple(export for export in exports().values() if platform in export.platforms)


def _wanted(platform: str) -> str:
    known = exports_of(platform)
    if not known:
        return f"No export of {platform} can be read; delete `export:`."
    return "Known here: " + "; ".join(f"{export.name} ({export.how.rstrip('.')})" for export in known) + "."


def _signed(found: Observation, files: Files, ask: Ask) -> Observation:
    """The observation with the files it rests on as its evidence."""
    at = found.observed_at or ask.until
    return replace(found, observed_at=at, evidence=tuple(files.evidence(name, at) for name in files.opened))


def read_export(ask: Ask, path: Path) -> list[Observation]:
    """Read what lies at `path` for one channel: an observation for each export that is recognised in it.

    Raises EvidenceError where nothing is recognised, where it belongs to another platform, or where it cannot be used.
    """
    with Files(path) as files:
        found = [export for export in exports().values() if export.recognise(files)]
        ours = [export for export in found if ask.channel.platform in export.platforms]
        if ours:
            return [_signed(export.read(ask, files), files, ask) for export in ours]
        if found:
            what = " and ".join(export.name for export in found)
            why = f"it is an export of another platform than {ask.channel.platform} ({what})"
            raise files.unusable(why, _wanted(ask.channel.platform))
        raise files.unusable("its content is not that of an export known here", _wanted(ask.channel.platform))
