"""One file per owner's export, found by listing this folder; recognised by content, never by suffix alone."""

from __future__ import annotations

import importlib
import pkgutil
import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

from presence_audit.exports._contract import Export
from presence_audit.exports._files import Files
from presence_audit.platforms import platforms

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from presence_audit.errors import EvidenceError
    from presence_audit.model.channel import Channel
    from presence_audit.model.observation import Observation
    from presence_audit.platforms import Ask

__all__ = ["Export", "exports", "exports_of", "read_export", "recognised"]

_ARCHIVE: Final = re.compile(r"\.(?:zip|tar|tgz|tar\.gz)$", re.IGNORECASE)
_KINDS: Final = {"person": "a person's profile", "company": "a company's page"}


@cache
def exports() -> dict[str, Export]:
    """All exports by id, in alphabetical order of their ids."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_"))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return {module.EXPORT.id: module.EXPORT for module in modules}


def exports_of(platform: str) -> tuple[Export, ...]:
    """The exports that speak of a platform's channels."""
    return tuple(export for export in exports().values() if platform in export.platforms)


def _wanted(channel: Channel) -> str:
    known = [export for export in exports().values() if export.is_for(channel)]
    if not known:
        return f"No export of {platforms()[channel.platform].name} can be read; delete `export:`."
    return "Known here: " + "; ".join(f"{export.name} ({export.how.rstrip('.')})" for export in known) + "."


def _archives_in(files: Files) -> list[str]:
    return [name for name in files.names if _ARCHIVE.search(name) and name != files.path.name]


def _unfit(files: Files, step: str) -> EvidenceError:
    """Why nothing that lies there is an export known here."""
    inside = _archives_in(files)
    if inside:
        more = ", ".join([*inside[:3], *(["…"] if len(inside) > 3 else [])])
        steps = ("Unpack it and name what is in it.", "Name the one that is meant, or unpack it.")
        return files.unusable(f"archives inside of it are not opened ({more})", steps[files.path.is_dir()])
    if not files.names:
        return files.unusable("it is empty", step)
    return files.unusable("its content is not that of an export known here", step)


def _misfit(files: Files, channel: Channel, found: Sequence[Export]) -> EvidenceError:
    """Why nothing that lies there is an export of the channel."""
    if not found or _archives_in(files):
        return _unfit(files, _wanted(channel))
    what = " and ".join(export.name for export in found)
    if any(channel.platform in export.platforms for export in found):
        kind = _KINDS.get(channel.kind, channel.kind)
        return files.unusable(f"it is of another kind of account ({what}), and the channel is {kind}", _wanted(channel))
    name = platforms()[channel.platform].name
    return files.unusable(f"it is an export of another platform than {name} ({what})", _wanted(channel))


def _signed(found: Observation, files: Files, ask: Ask) -> Observation:
    """The observation with the files it rests on as its evidence."""
    at = found.observed_at or ask.until
    return replace(found, observed_at=at, evidence=tuple(files.evidence(name, at) for name in files.opened))


def recognised(path: Path) -> tuple[Export, ...]:
    """The exports, at least one, that lie at `path`: by their content, whoever's they are. Raises EvidenceError."""
    with Files(path) as files:
        found = tuple(export for export in exports().values() if export.recognise(files))
        if not found:
            raise _unfit(files, f"Known here: {'; '.join(sorted(export.name for export in exports().values()))}.")
        return found


def read_export(ask: Ask, path: Path) -> list[Observation]:
    """Read what lies at `path` for one channel: an observation for each export that is recognised in it.

    Raises EvidenceError where nothing is recognised, where it belongs to another platform, or where it cannot be used.
    """
    with Files(path) as files:
        found = [export for export in exports().values() if export.recognise(files)]
        ours = [export for export in found if export.is_for(ask.channel)]
        if ours:
            return [_signed(export.read(ask, files), files, ask) for export in ours]
        raise _misfit(files, ask.channel, found)
