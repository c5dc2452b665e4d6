"""profiles.yaml -> Profiles, or every problem in it at its line and column; notes.yaml -> Notes likewise."""

from __future__ import annotations

from presence_audit.profiles._brand_remarks import brand_remarks
from presence_audit.profiles._contrast import contrast_remarks
from presence_audit.profiles._load import load_profiles
from presence_audit.profiles._notes import load_notes, unnamed_subjects
from presence_audit.profiles._schema import notes_schema, schema
from presence_audit.profiles._where import leader_lines

__all__ = [
    "brand_remarks",
    "contrast_remarks",
    "leader_lines",
    "load_notes",
    "load_profiles",
    "notes_schema",
    "schema",
    "unnamed_subjects",
]
