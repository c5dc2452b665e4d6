"""profiles.yaml -> Profiles, or every problem in it at its line and column."""

from __future__ import annotations

from presence_audit.profiles._contrast import contrast_remarks
from presence_audit.profiles._load import load_profiles
from presence_audit.profiles._schema import schema

__all__ = ["contrast_remarks", "load_profiles", "schema"]
