"""The shipped audit with all that an edition can add: a brand, notes and peers. Run, it prints a digest of each file.

python -m reports.dressed RESULT.json FOLDER [reversed]
"""

from __future__ import annotations

import hashlib
import json as plain_json
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from branded import NORDLYS

from presence_audit.model.brand import Font
from presence_audit.model.notes import Note
from presence_audit.model.peers import Peer
from presence_audit.model.profiles import Lang
from presence_audit.reports import FORMATS, Edition, json, render

if TYPE_CHECKING:
    from presence_audit.model.report import Report

LANGS: tuple[Lang, ...] = ("en", "nb", "nn")


def edition_of(report: Report, lang: Lang, folder: Path) -> Edition:
    """An edition with everything; the folder is where the files of the brand are written first."""
    # The faces of this client are none that can be drawn, so only the family is named.
    brand = replace(NORDLYS.brand(folder), font=Font(NORDLYS.family))
    day = date(2026, 11, 20)
    notes = (
        Note("company", "There is a budget.", "Kari Konsulent", day),
        Note(
            f"leader:{report.leaders[0].id}", "She writes herself.", "Nils Rådgiver", day, "Twice a week.", "He asked."
        ),
        Note(report.channels[-1].id, "Run by the parent company.", "Kari Konsulent", day),
    )
    pillars: dict[str, float | None] = {pillar.id: pillar.score for pillar in report.pillars}
    peers = tuple(Peer(f"Firma {at}", report.as_of, 182, 40.0 + 5 * at, (30.0, 70.0), 0.7, pillars) for at in range(5))
    return Edition(lang=lang, peers=peers, notes=notes, brand=brand)


def digests(report: Report, folder: Path, *, is_reversed: bool) -> dict[str, str]:
    """The SHA-256 of every format in every language, made in one order or in the other."""
    made = {}
    wanted = [(name, lang) for lang in LANGS for name in FORMATS]
    for name, lang in reversed(wanted) if is_reversed else wanted:
        edition = edition_of(report, lang, folder / f"{name}-{lang}")
        made[f"{name} {lang}"] = hashlib.sha256(render(report, name, edition)).hexdigest()
    return made


if __name__ == "__main__":
    result, folder, *rest = sys.argv[1:]
    told = digests(json.parse(Path(result).read_bytes()), Path(folder), is_reversed=bool(rest))
    sys.stdout.write(plain_json.dumps(told, sort_keys=True))
