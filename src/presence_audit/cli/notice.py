"""`presence-audit notice`: the information to the leaders, and the balancing test, as drafts to be completed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from presence_audit.cli._options import language
from presence_audit.cli._streams import say, write_file, write_stdout
from presence_audit.cli._taken import Taken
from presence_audit.errors import UsageError
from presence_audit.profiles import load_profiles
from presence_audit.rights import KINDS, notice, notice_kind, only

if TYPE_CHECKING:
    from pathlib import Path

    from presence_audit.model.profiles import Profiles


def _to(profiles: Profiles, leader: str | None) -> Profiles:
    """The file with that leader alone: a letter to one need not tell who else is audited. Raises UsageError."""
    return profiles if leader is None else replace(profiles, leaders=(only(profiles, leader),))


def print_notice(path: Path, *, kind: str, lang: str | None, leader: str | None, output: Path | None) -> int:
    """Write one of the documents to a file, or to stdout. Returns 0.

    Raises:
        UsageError: there is no such kind, language or leader, or the output is the profiles file.
        ProfilesError: the profiles file cannot be used.
        OutputError: the output cannot be written.
    """
    chosen = notice_kind(kind)
    if chosen is None:
        raise UsageError(f"--kind {kind}: there are {' and '.join(KINDS)}.")
    asked = language(lang)
    profiles = load_profiles(path)
    taken = Taken()
    taken.add_profiles(profiles)
    taken.refuse([output] if output else [])
    body = notice(_to(profiles, leader), asked or profiles.settings.lang, chosen)
    if output is None or str(output) == "-":
        write_stdout(body)
    else:
        write_file(output, body)
    say(f"presence-audit: this is a draft with {body.count(b'**[')} blanks; complete them, and have it read")
    return 0
