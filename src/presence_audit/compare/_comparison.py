"""Two reports of one company side by side: what rose, what fell, and what is no longer, or now, known.

A pure function of two reports. What became unknown is never told as a fall, and what became known never as a rise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from presence_audit.compare._alike import alike
from presence_audit.compare._lines import Told, channel_lines, leader_lines, metric_lines
from presence_audit.compare._stretches import unlike
from presence_audit.errors import UsageError
from presence_audit.metrics import rescored
from presence_audit.model.report import KNOW
from presence_audit.reports._text import shown
from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from presence_audit.compare._alike import Alike, Pair
    from presence_audit.model.report import Finding, PillarId, Report, Score
    from presence_audit.scoring import Scored


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two results, scored with today's method; `printed` is what it said itself."""

    as_of: datetime
    method: str
    window_days: int
    score: Score
    printed: float | None


@dataclass(frozen=True, slots=True)
class PillarChange:
    """One pillar before and after; None is unknown. `alike` is over the measures that are known in both."""

    id: PillarId
    before: float | None
    after: float | None
    known_before: float
    known_after: float
    alike: Pair | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that changed. `notes` say what limits the comparison, `names` how channels and leaders are called.

    `alike` are both totals over the measures that are known in both; None where the same ones are known, or none.

    `findings_new` could have been told before and were not; `findings_known` speak of subjects of which nothing got
    worse and something came to be known. `findings_gone` are told no more; `findings_unseen` neither, but only because
    their subject cannot be read now, or less is known of it and nothing got better.
    """

    company: str
    before: Side
    after: Side
    alike: Pair | None
    notes: tuple[str, ...]
    pillars: tuple[PillarChange, ...]
    leaders: tuple[Told, ...]
    channels: tuple[Told, ...]
    metrics: tuple[Told, ...]
    findings_new: tuple[Finding, ...]
    findings_known: tuple[Finding, ...]
    findings_gone: tuple[Finding, ...]
    findings_unseen: tuple[Finding, ...]
    names: Mapping[str, str]

    @property
    def is_changed(self) -> bool:
        """Whether anything at all differs between the two."""
        return (
            self.before.score != self.after.score
            or any((p.before, p.known_before) != (p.after, p.known_after) for p in self.pillars)
            or bool(self.leaders or self.channels or self.metrics or self.findings_new or self.findings_known)
            or bool(self.findings_gone or self.findings_unseen)
        )


def _refuse_strangers(old: Report, new: Report) -> list[str]:
    """Two companies are not compared; one that changed its name or its site is, with a note."""
    names = [shown(report.company.name.strip(), 80) for report in (old, new)]
    sites = [shown((report.company.website or "").rstrip("/"), 120) for report in (old, new)]
    same_name = names[0].casefold() == names[1].casefold()
    same_site = sites[0].casefold() == sites[1].casefold()
    if not same_name and (not same_site or not sites[0]):
        raise UsageError(f"these are results of two companies, {names[0]} and {names[1]}: compare two of one company.")
    if not same_name:
        return [f"The company was called {names[0]} then and is called {names[1]} now."]
    return (
        [] if same_site else [f"The website was {sites[0] or 'not named'} then and is {sites[1] or 'not named'} now."]
    )


def _notes(old: Report, new: Report) -> tuple[str, ...]:
    notes = _refuse_strangers(old, new)
    if old.as_of > new.as_of:
        notes.append("The first result is the later one; put the earlier one first to read this forwards.")
    if old.window_days != new.window_days:
        notes.append(
            f"The window was {old.window_days} days then and is {new.window_days} days now: counts differ for that "
            "reason alone, and no change of a rate or a silence should be made much of."
        )
    today = anchors().method
    if old.method != today:
        notes.append(
            f"What was printed then was scored by method {shown(old.method, 40)}; here both are scored by method "
            f"{today}, so that the numbers differ."
        )
    if new.method != today:
        notes.append(
            f"What is printed now was scored by method {shown(new.method, 40)}; here both are scored by method "
            f"{today}, so that the numbers differ."
        )
    return tuple(notes)


def _side(report: Report, scored: Scored) -> Side:
    return Side(report.as_of, report.method, report.window_days, scored.score, report.score.value)


def _pillars(old: Scored, new: Scored, both: Alike) -> tuple[PillarChange, ...]:
    return tuple(
        PillarChange(before.id, before.score, after.score, before.coverage, after.coverage, both.pillars.get(before.id))
        for before, after in zip(old.pillars, new.pillars, strict=True)
    )


def _only(here: Report, there: Report) -> tuple[Finding, ...]:
    known = {(finding.id, finding.subject) for finding in there.findings}
    return tuple(f for f in here.findings if f.id != KNOW and (f.id, f.subject) not in known)


def _hidden(old: Report, new: Report) -> set[str]:
    """The subjects that were read then and cannot be read, or not in full, now."""
    then = {line.id: line.outcome for line in old.channels}
    lost = [c for c in new.channels if c.outcome.is_unknown and c.id in then and not then[c.id].is_unknown]
    return {name for line in lost for name in (line.id, line.owner)}


def _points(scored: Scored) -> dict[tuple[str, str], float]:
    leaves = (leaf for pillar in scored.pillars for leaf in pillar.leaves)
    return {(leaf.metric, leaf.subject): leaf.score for leaf in leaves if leaf.score is not None}


def _revealed(here: Scored, there: Scored) -> set[str]:
    """The subjects of which a number is known there and not here, and none that both know is lower there."""
    ours, theirs = _points(here), _points(there)
    lower = {subject for (metric, subject), points in theirs.items() if points < ours.get((metric, subject), points)}
    return {subject for _, subject in theirs.keys() - ours.keys()} - lower


def _names(report: Report) -> dict[str, str]:
    channels = {line.id: f"{line.platform} {line.handle}".strip() for line in report.channels}
    return channels | {f"leader:{line.id}": line.name for line in report.leaders}


def compared(old: Report, new: Report) -> Comparison:
    """Compare two results of one company.

    Raises:
        UsageError: the two are of different companies.
    """
    notes = _notes(old, new)
    before, after = rescored(old), rescored(new)
    both = alike(before, after)
    gone, hidden = _only(old, new), _hidden(old, new) | _revealed(after, before)
    fresh, revealed = _only(new, old), _revealed(before, after)
    return Comparison(
        company=new.company.name,
        before=_side(old, before),
        after=_side(new, after),
        alike=None if both.is_whole else both.total,
        notes=notes,
        pillars=_pillars(before, after, both),
        leaders=leader_lines(old, new),
        channels=channel_lines(old, new),
        metrics=metric_lines(before, after, unlike(old, new)),
        findings_new=tuple(finding for finding in fresh if finding.subject not in revealed),
        findings_known=tuple(finding for finding in fresh if finding.subject in revealed),
        findings_gone=tuple(finding for finding in gone if finding.subject not in hidden),
        findings_unseen=tuple(finding for finding in gone if finding.subject in hidden),
        names=_names(old) | _names(new),
    )
