"""The measures of a report as cells, and the posts and recorded answers behind each of them.

Cells may hold foreign text as it came. Each format makes it harmless in its own way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.i18n import mark
from presence_audit.reports import _nouns as nouns
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._measure_words import STATES, measure_words, subject_words, subjects_of
from presence_audit.reports._words import UNITS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from presence_audit.model.observation import Evidence
    from presence_audit.model.report import Leaf, Pillar, Report
    from presence_audit.model.shown import Basis, Partial, PostLine

_PARTIAL = {
    (False, False): "",
    (True, False): mark("It was measured on a part of what there is: what was not seen could make it worth less."),
    (False, True): mark("It was measured on a part of what there is: what was not seen could make it worth more."),
    (True, True): mark(
        "It was measured on a part of what there is: what was not seen could make it worth less or more."
    ),
}


@dataclass(frozen=True, slots=True)
class LeafRow:
    """One measure as a row. `posts` are places in the posts that the report lists; `total` counts all of them.

    `total` is None where the report does not tell which posts the measure rests on. `partial` says what a part that
    was not seen could do to it; it is empty where all was seen.
    """

    metric: str
    name: str
    subject: str
    whose: str
    unit: str
    weight: str
    state: str
    value: str
    interval: str
    score: str
    reason: str
    partial: str
    posts: tuple[int, ...]
    total: int | None
    evidence: tuple[Evidence, ...]


def leaf_value(leaf: Leaf) -> str:
    """The value in the metric's own unit; empty where there is none."""
    # A value belongs to the state "value" alone, whatever a file claims.
    return numbers.measure(leaf.value) if leaf.state == "value" else ""


def leaf_interval(leaf: Leaf) -> str:
    """Between which values it may lie: "1.21–3.49"; empty where that is not known."""  # noqa: RUF002
    if leaf.state != "value" or not leaf.interval:
        return ""
    return numbers.span(*map(numbers.measure, leaf.interval))


def leaf_score(leaf: Leaf) -> str:
    """The points of the measure, or the sign of its state."""
    if leaf.state == "not-applicable":
        return numbers.NOT_APPLICABLE
    return numbers.UNKNOWN if leaf.state == "unknown" else numbers.score(leaf.score)


def bases_of(report: Report) -> Mapping[tuple[str, str], Basis]:
    """Which posts each measure rests on, by metric and subject."""
    found = report.shown.rests_on if report.shown else ()
    return {(basis.metric, basis.subject): basis for basis in found}


def counted_from(lines: Sequence[PostLine], total: int) -> str:
    """What a number was counted from: posts (of one's own, replies, reshares), comments of others, or both."""
    kinds = {line.act == "comment" for line in lines}
    if kinds == {True} and len(lines) == total:
        return nouns.counted(total, "comment")
    return nouns.counted(total, "post") if kinds == {False} else nouns.counted(total, "post or comment")


def _row(leaf: Leaf, basis: Basis | None, partial: Partial | None, listed: int, names: Mapping[str, str]) -> LeafRow:
    return LeafRow(
        metric=leaf.metric,
        name=measure_words(leaf.metric),
        subject=leaf.subject,
        whose=subject_words(names, leaf.subject),
        unit=_(UNITS.get(leaf.metric, "")) if leaf.state == "value" else "",
        weight=numbers.weight(leaf.weight),
        state=_(STATES[leaf.state]),
        value=leaf_value(leaf),
        interval=leaf_interval(leaf),
        score=leaf_score(leaf),
        reason=leaf.reason,
        partial=_(_PARTIAL[partial.lower, partial.higher]) if partial else "",
        posts=tuple(at for at in basis.posts if 0 <= at < listed) if basis else (),
        total=basis.total if basis else None,
        evidence=leaf.evidence,
    )


def leaf_rows(report: Report) -> Iterator[tuple[Pillar, tuple[LeafRow, ...]]]:
    """Every pillar with its measures, in the order of the report."""
    bases, names = bases_of(report), subjects_of(report)
    listed = len(report.shown.posts) if report.shown else 0
    partial = {(p.metric, p.subject): p for p in (report.shown.partial if report.shown else ())}
    for pillar in report.pillars:
        keys = [(leaf.metric, leaf.subject) for leaf in pillar.leaves]
        yield (
            pillar,
            tuple(
                _row(leaf, bases.get(key), partial.get(key), listed, names)
                for key, leaf in zip(keys, pillar.leaves, strict=True)
            ),
        )
