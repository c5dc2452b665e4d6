"""The JSON Schemas of profiles.yaml and notes.yaml, for editors; made from the models that validate."""

from __future__ import annotations

from typing import Any

from presence_audit.platforms import platforms
from presence_audit.profiles._keys import ProfilesKeys
from presence_audit.profiles._note_keys import NotesKeys
from presence_audit.scoring import gate_ids
from presence_audit.scoring.catalogue import catalogue

_DRAFT = "http://json-schema.org/draft-07/schema#"
_ID = "urn:presence-audit:schema:profiles:1"
_NOTES_ID = "urn:presence-audit:schema:notes:1"


def _as_draft_07(value: Any) -> Any:
    # Pydantic writes draft 2020-12. In draft-07, which editors read, definitions have another name, and what
    # stands beside a `$ref` is not looked at.
    if isinstance(value, list):
        return [_as_draft_07(item) for item in value]
    if not isinstance(value, dict):
        return value
    if value.get("type") == "object" or "anyOf" in value:
        value = {key: item for key, item in value.items() if (key, item) != ("default", None)}
    made = {("definitions" if key == "$defs" else key): _as_draft_07(item) for key, item in value.items()}
    if isinstance(made.get("$ref"), str):
        made["$ref"] = made["$ref"].replace("#/$defs/", "#/definitions/")
        if len(made) > 1:
            made["allOf"] = [{"$ref": made.pop("$ref")}]
    return made


def schema() -> dict[str, Any]:
    """JSON Schema (draft-07) of profiles.yaml, as yaml-language-server reads it."""
    made: dict[str, Any] = _as_draft_07(ProfilesKeys.model_json_schema())
    for name, definition in made["definitions"].items():
        definition["title"] = name.removesuffix("Keys")
    channel = made["definitions"]["ChannelKeys"]["anyOf"][1]["properties"]
    channel["platform"]["anyOf"][0]["enum"] = sorted(platforms())
    made["definitions"]["IgnoreKeys"]["properties"]["finding"]["enum"] = sorted(catalogue().findings)
    made["definitions"]["GateKeys"]["properties"]["id"]["enum"] = list(gate_ids())
    made["title"] = "profiles.yaml of presence-audit"
    return {"$schema": _DRAFT, "$id": _ID, **made}


def notes_schema() -> dict[str, Any]:
    """JSON Schema (draft-07) of notes.yaml, as yaml-language-server reads it."""
    made: dict[str, Any] = _as_draft_07(NotesKeys.model_json_schema())
    made["definitions"]["NoteKeys"]["title"] = "Note"
    made["title"] = "notes.yaml of presence-audit"
    return {"$schema": _DRAFT, "$id": _NOTES_ID, **made}
