"""A comparison as the report keeps it: with names, and without what the report itself says already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.model import changes as model
from presence_audit.model.channel import COMPANY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from presence_audit.compare._comparison import Comparison, Side
    from presence_audit.compare._lines import Told
    from presence_audit.model.report import Finding

# How many posts of a channel are new to the history, edited, gone and back again.
Counts = tuple[int, int, int, int]


def _side(side: Side) -> model.Side:
    score = side.score
    return model.Side(
        as_of=side.as_of,
        window_days=side.window_days,
        value=score.value,
        grade=score.grade,
        provisional=score.provisional,
        likely=score.likely,
        coverage=score.coverage,
        confidence=score.confidence,
    )


def _refs(findings: Iterable[Finding]) -> tuple[model.FindingRef, ...]:
    return tuple(model.FindingRef(id=finding.id, subject=finding.subject) for finding in findings)


def _lines(told: Iterable[Told]) -> tuple[model.Change, ...]:
    return tuple(
        model.Change(subject=line.subject, name=line.name, turn=line.turn, sentence=line.sentence, metric=line.metric)
        for line in told
    )


def _measures(comparison: Comparison) -> tuple[model.Change, ...]:
    """The numbers that moved, each called by whose it is."""
    names = dict(comparison.names) | {COMPANY: comparison.company}
    return tuple(
        model.Change(
            subject=line.subject,
            name=names.get(line.subject, line.subject),
            turn=line.turn,
            sentence=line.sentence,
            metric=line.name,
        )
        for line in comparison.metrics
    )


def changes_of(comparison: Comparison, posts: Mapping[str, Counts]) -> model.Changes:
    """The changes of a report since an earlier one.

    Args:
        comparison: of the earlier report and this one, made while English is spoken.
        posts: what the history noticed of each channel; channels of which it noticed nothing are left out.
    """
    pillars = tuple(
        model.PillarChange(
            id=p.id,
            before=p.before,
            after=p.after,
            known_before=p.known_before,
            known_after=p.known_after,
            alike=p.alike,
        )
        for p in comparison.pillars
    )
    return model.Changes(
        before=_side(comparison.before),
        after=_side(comparison.after),
        alike=comparison.alike,
        notes=comparison.notes,
        pillars=pillars,
        leaders=_lines(comparison.leaders),
        channels=_lines(comparison.channels),
        measures=_measures(comparison),
        posts=tuple(
            model.PostsChange(subject=subject, added=added, edited=edited, gone=gone, returned=returned)
            for subject, (added, edited, gone, returned) in sorted(posts.items())
            if added or edited or gone or returned
        ),
        findings_new=_refs(comparison.findings_new),
        findings_known=_refs(comparison.findings_known),
        findings_gone=_refs(comparison.findings_gone),
        findings_unseen=_refs(comparison.findings_unseen),
    )
