"""`presence-audit export-subject LEADER`: everything that is held of a person, for the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.cli._person import person_in, profiles_of, store_in
from presence_audit.cli._places import opened, places_of
from presence_audit.cli._streams import say, write_file, write_stdout
from presence_audit.cli._taken import Taken
from presence_audit.errors import OutputError
from presence_audit.model.profiles import Settings
from presence_audit.rights import export_subject

if TYPE_CHECKING:
    from pathlib import Path

    from presence_audit.cli._person import Asked


def run_export(asked: Asked, output: Path | None) -> int:
    """Write the document to a file, or to stdout. Returns 0.

    Raises:
        UsageError: nobody of that name is known, or the output is the profiles file.
        StoreError: the history could not be read.
        OutputError: the output cannot be written, or a file cannot be read.
    """
    profiles = profiles_of(asked)
    store = store_in(profiles, asked)
    taken = Taken()
    taken.add(store, "the history")
    if profiles is not None:
        taken.add_profiles(profiles)
    taken.refuse([output] if output else [])
    with opened(store) as history:
        person = person_in(history, profiles, asked)
        settings = profiles.settings if profiles else Settings()
        try:
            body = export_subject(history, places_of(store), profiles, person, settings)
        except OSError as error:
            raise OutputError(f"{error.filename} cannot be read: {error.strerror or error}") from error
    if output is None or str(output) == "-":
        write_stdout(body)
    else:
        write_file(output, body)
        say(f"presence-audit: {output} is about one person: give it to nobody else, and delete it when it is delivered")
    return 0
