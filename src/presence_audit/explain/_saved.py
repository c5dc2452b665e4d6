"""The numbers of one report: their names, and what is asked for among them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from presence_audit.reports import _numbers as numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.model.report import Leaf, Pillar, Report
    from presence_audit.model.shown import Benchmark

STATES = {
    "value": "measured",
    "absent": "confirmed not to be there, which counts as zero points",
    "not-applicable": "not applicable: the question does not arise, and nothing is weighed",
    "unknown": "unknown: left out of the score, never counted as zero",
}


class Place(NamedTuple):
    """A leaf of a report, with its pillar."""

    pillar: Pillar
    leaf: Leaf

    @property
    def name(self) -> str:
        """How to ask for it: SUBJECT#METRIC."""
        return f"{self.leaf.subject}#{self.leaf.metric}"


def places(report: Report) -> Iterator[Place]:
    """Every number of the report."""
    return (Place(pillar, leaf) for pillar in report.pillars for leaf in pillar.leaves)


def subject_words(report: Report, subject: str) -> str:
    """Whom a subject stands for, as people say it. Foreign words may be in it."""
    for leader in report.leaders:
        if subject == f"leader:{leader.id}":
            return leader.name
    for channel in report.channels:
        if subject == channel.id:
            return f"{channel.platform} {channel.handle}".strip()
    if subject == "company":
        return report.company.name
    return f"{subject.split(':')[1]} (no channel listed)" if subject.count(":") > 1 else subject


def benchmark_of(report: Report, leaf: Leaf) -> Benchmark | None:
    """What a leaf of posts per week was held against, where the report tells."""
    if report.shown is None or leaf.metric != "posts-per-week":
        return None
    return next((found for found in report.shown.benchmarks if found.subject == leaf.subject), None)


def points_words(leaf: Leaf) -> str:
    """The points of a leaf, or the sign of its state."""
    return numbers.NOT_APPLICABLE if leaf.state == "not-applicable" else numbers.score(leaf.score)
