"""What to do next: findings from the leaves, each with what was seen, what would help and what it would gain.

Ids, efforts, thresholds and texts stand in the catalogue (scoring/findings.yaml), after the method's list of
recommendations. The gain is what the total would rise by if the one leaf stood at 90 points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.metrics._finding import Scored
from presence_audit.metrics._findings_channels import of_channels
from presence_audit.metrics._findings_content import of_content
from presence_audit.metrics._findings_dialogue import of_dialogue
from presence_audit.metrics._findings_leaders import of_leaders
from presence_audit.metrics._findings_people import of_people
from presence_audit.metrics._findings_unknown import of_unknown
from presence_audit.model.report import KNOW

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presence_audit.metrics._measure import Measurement
    from presence_audit.model.report import Finding, Pillar


def findings_of(measurement: Measurement, pillars: Sequence[Pillar]) -> tuple[Finding, ...]:
    """Every finding, the one with the greatest gain first, those without a gain last, in the language chosen.

    Args:
        measurement: what was measured.
        pillars: the pillars of the same measurement, scored.
    """
    leaves = {(leaf.metric, leaf.subject): leaf for pillar in pillars for leaf in pillar.leaves}
    scored = Scored(measurement, pillars, leaves)
    found = [
        *of_channels(scored),
        *of_leaders(scored),
        *of_dialogue(scored),
        *of_content(scored),
        *of_people(scored),
        *of_unknown(scored),
    ]
    ranked = sorted(found, key=lambda f: (f.gain is None, -(f.gain or 0.0), f.id, "" if f.id == KNOW else f.subject))
    return tuple(ranked)  # the ways to know stay in their own order, the quickest first
