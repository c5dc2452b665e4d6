"""An audit made by hand, prepared for measuring what the report shows beside its score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.metrics._choices import Choices
from presence_audit.metrics._subjects import Subjects, subjects_of
from presence_audit.model.profiles import Profiles

if TYPE_CHECKING:
    from metrics.observed import Audit


def subjects(audit: Audit, *, holidays: bool = True) -> Subjects:
    """The subjects of the audit, with holidays taken out of the silences or left in."""
    profiles = Profiles(
        "profiles.yaml", audit.company, tuple(audit.channels), tuple(audit.leaders), settings=audit.settings
    )
    return subjects_of(profiles, audit.observations, audit.home, audit.as_of, Choices(holidays=holidays))
