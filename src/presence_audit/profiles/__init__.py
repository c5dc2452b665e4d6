"""profiles.yaml -> Profiles, or every problem in it at its line and column."""

from __future__ import annotations

from presence_audit.profiles._load import load_profiles
from presence_audit.profiles._schema import schema

__all__ = ["load_profiles", "schema"]
