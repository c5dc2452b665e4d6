"""The edition of a saved result: its language, its company's brand and notes, and whom it is shown beside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from presence_audit.cli._forgotten import refuse_forgotten, veiled_notes
from presence_audit.cli._notes import notes_file, notes_in, tell_stale
from presence_audit.cli._options import language
from presence_audit.cli._results import read_pack, read_result
from presence_audit.cli._store import store_path
from presence_audit.cli._streams import say
from presence_audit.cli._taken import Taken
from presence_audit.compare import peers_of, refuse_unlike_pack
from presence_audit.errors import UsageError
from presence_audit.profiles import brand_remarks, load_profiles
from presence_audit.reports import Edition

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from presence_audit.model.peers import Others
    from presence_audit.model.profiles import Profiles
    from presence_audit.model.report import Report


@dataclass(frozen=True, slots=True)
class Dress:
    """The flags of `report` that change how a result is shown, and none of its numbers.

    `store` is where the history is kept, which knows who was forgotten.
    """

    profiles: Path | None = None
    notes: Path | None = None
    peers: tuple[Path, ...] = ()
    lang: str | None = None
    pack: Path | None = None
    store: Path | None = None


def refuse_both(peers: Sequence[Path], pack: Path | None) -> None:
    """A report has one place for its peers. Raises UsageError."""
    if peers and pack is not None:
        raise UsageError(
            "--peer and --peer-pack exclude each other: a company is shown beside companies by name, or beside what "
            "many have in common. Render the result twice with `presence-audit report`."
        )


def peers_in(paths: Sequence[Path], pack: Path | None, company: str, window_days: int, method: str) -> Others:
    """Beside whom a company that is audited so is shown: the companies of saved results, or a peer pack.

    Raises:
        EvidenceError: a result or the pack cannot be read; the message names its file.
        UsageError: they cannot stand side by side, or both kinds are named.
    """
    refuse_both(paths, pack)
    if pack is not None:
        found = read_pack(pack)
        refuse_unlike_pack(found, company, window_days, method)
        return found
    return peers_of(company, window_days, method, [read_result(path) for path in paths])


def _own(told: Report, path: Path | None) -> Profiles | None:
    """The profiles file of the result's own company. Raises UsageError where it is another one's."""
    if path is None:
        return None
    profiles = load_profiles(path)
    if profiles.company.name != told.company.name:
        raise UsageError(
            f"--profiles {path}: this file is of {profiles.company.name}, and the result is of "
            f"{told.company.name}; name the profiles file of the same company."
        )
    return profiles


def edition_for(told: Report, dress: Dress, outputs: Sequence[Path], taken: Taken | None = None) -> Edition:
    """The edition of a saved result, with the brand, the notes and the language of its own profiles file.

    A flag goes before the file. What is to be known of contrast and of notes is told on stderr. `taken` are the files
    that the call reads besides.

    Raises:
        UsageError: the profiles file is another company's, or an output is a file that is read.
        ProfilesError: the profiles file or the notes are not as they have to be; every problem is named.
    """
    asked = language(dress.lang)
    profiles = _own(told, dress.profiles)
    noted = notes_file(dress.notes, profiles)
    taken = taken or Taken()
    for path in dress.peers:
        taken.add(path, "a result of another company")
    taken.add(dress.pack, "the peer pack")
    if profiles is not None:
        taken.add_profiles(profiles)
        taken.add(profiles.settings.replay, "the recording that the profiles file names")
    taken.add(noted, "the file with the notes")
    taken.refuse(outputs)
    notes = notes_in(noted, told.company.name)
    if profiles is not None:
        store = store_path(profiles, dress.store)
        refuse_forgotten(told, store)
        notes = veiled_notes(notes, profiles, store)
    edition = Edition(
        lang=asked or (profiles.settings.lang if profiles else "en"),
        peers=peers_in(dress.peers, dress.pack, told.company.name, told.window_days, told.method),
        notes=notes,
        brand=profiles.brand if profiles else None,
    )
    for remark in brand_remarks(edition.brand):
        say(f"presence-audit: {remark}")
    tell_stale(noted, told, edition.notes)
    return edition
