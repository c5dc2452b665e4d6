"""Everything that is held of a person, for the person: JSON with a sentence on each part (GDPR Articles 15 and 20)."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from presence_audit.errors import EvidenceError, OutputError
from presence_audit.fetch import erase_from_recording, pages_of
from presence_audit.rights._content import shows
from presence_audit.rights._files import RECORDING, STDOUT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from presence_audit.history import Delivery, History, Row
    from presence_audit.model.person import Person
    from presence_audit.model.profiles import Profiles, Settings
    from presence_audit.rights._forget import Places

SCHEMA: Final = "presence-audit/subject/1"
_START = datetime(1970, 1, 1, tzinfo=UTC)
_ABOUT: Final = {
    "history": "Rows of the history, by table. `own` rows are about you; of others only what shows you is here, when "
    "it was, and where if that is a page of the company's.",
    "pages": "Pages in the cache that were asked of your addresses or show you. They are copies of public answers.",
    "recordings": "Recordings of audits, with how many of their records show you.",
    "reports": "Reports and results that were written and show you: where, when, in which format, with the digest.",
    "sources": "The addresses that the history rests on for you, with the day they were last read and the digest.",
    "profiles": "What the company has written of you in its profiles file. It is the company's own file.",
}
_NOT_KEPT: Final = (
    "the words of posts, but in copies of pages (how many there are is kept, and a number by which a change shows)",
    "what other people wrote under posts, but in copies of pages",
    "who follows you",
    "pictures",
    "scores: they are worked out anew each time, from what was measured, by published rules",
)


def _rows(rows: Iterable[Row]) -> dict[str, list[dict[str, Any]]]:
    tables: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        more = {} if row.is_own else {"shows_you_in": list(row.shows)}
        tables.setdefault(row.table, []).append({"own": row.is_own, **more, **row.values})
    return tables


def _sources(tables: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    last: dict[str, dict[str, Any]] = {}
    for row in tables.get("evidence", ()):
        last[row["url"]] = {
            "url": row["url"],
            "read_at": row["fetched_at"],
            "sha256": row.get("digest"),
        }
    return [last[url] for url in sorted(last)]


def _recordings(
    deliveries: Iterable[Delivery], places: Places, person: Person, asked: tuple[str, ...]
) -> Iterator[Any]:
    for path in sorted({delivery.path for delivery in deliveries if delivery.format == RECORDING}):
        try:
            number = erase_from_recording(places.of(path), person, asked, _START, pretend=True)
        except (EvidenceError, OutputError) as error:
            yield {"path": path, "records": None, "why": str(error)}
        else:
            yield {"path": path, "records": number}


def _reports(deliveries: Iterable[Delivery], places: Places, person: Person) -> Iterator[Any]:
    for delivery in deliveries:
        path = places.of(delivery.path)
        is_there = delivery.path != STDOUT and path.is_file()
        if delivery.format == RECORDING or not (person.id in delivery.subjects or (is_there and shows(path, person))):
            continue
        yield {
            "path": delivery.path,
            "format": delivery.format,
            "written_at": delivery.written_at.isoformat(),
            "as_of": delivery.as_of.isoformat(),
            "sha256": delivery.sha256,
            "is_there": is_there,
        }


def _in_profiles(profiles: Profiles | None, person: Person) -> dict[str, Any] | None:
    leader = next((one for one in profiles.leaders if one.id == person.id), None) if profiles else None
    if leader is None:
        return None
    return {
        "id": leader.id,
        "name": leader.name,
        "role": leader.role,
        "aliases": list(leader.aliases),
        "consent": leader.consent,
        "channels": [channel.url or f"{channel.platform}: absent by choice" for channel in leader.channels],
    }


def export_subject(
    history: History, places: Places, profiles: Profiles | None, person: Person, settings: Settings
) -> bytes:
    """The document, as JSON. Raises StoreError, OutputError, or OSError where a file cannot be read."""
    asked = history.addresses_of(person)
    tables = _rows(history.about(person))
    deliveries = history.deliveries()
    told = {
        "schema": SCHEMA,
        "about": _ABOUT,
        "person": {
            "id": person.id,
            "names": person.names,
            "channels": person.channels,
            "handles": person.handles,
            "addresses": person.addresses,
        },
        "purpose": "To see whether the company and its leaders are present and take part in public channels. "
        "The company's notice to you says more (GDPR Article 14); the purpose is the company's own to state.",
        "retention": {
            "history": f"{settings.keep_months} months",
            "pages_and_recordings": f"{settings.keep_evidence_days} days",
            "reports": "until the company deletes them",
        },
        "text_is_kept": settings.keep_text,
        "not_kept": list(_NOT_KEPT[1:] if settings.keep_text else _NOT_KEPT),
        "profiles": _in_profiles(profiles, person),
        "history": tables,
        "sources": _sources(tables),
        "pages": [path.name for path in pages_of(places.pages, person, asked)],
        "recordings": list(_recordings(deliveries, places, person, asked)),
        "reports": list(_reports(deliveries, places, person)),
    }
    return (json.dumps(told, indent=2, ensure_ascii=False) + "\n").encode()
