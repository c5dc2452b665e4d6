"""A saved report scored anew with today's anchors, so that two reports are compared by one method.

Every number keeps its value; its points and its weight are worked out again. What cannot be worked out from a
value alone (the cadence of a channel that has no benchmark today) keeps the points that it had.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from presence_audit.metrics._benchmarks import GOAL
from presence_audit.metrics._measure import NO_COMPANY_POST
from presence_audit.metrics._roles import leader_weights
from presence_audit.model.channel import COMPANY
from presence_audit.platforms import platforms
from presence_audit.scoring import AnchorsError, Fact, anchors, breadth_points, curves, score

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from presence_audit.model.report import ChannelLine, Leaf, PillarId, Report
    from presence_audit.model.shown import Benchmark
    from presence_audit.scoring import Scored
    from presence_audit.scoring.anchors import MetricAnchors

_BY_IMPORTANCE = frozenset({"posts-per-week", "active-weeks", "longest-silence", "burstiness", "channel-recency"})
_APART = 1 + 1e-6  # anchors that are nearer to each other make no curve


def is_goal(benchmark: Benchmark) -> bool:
    """Whether a channel is held against the user's own goal."""
    return benchmark.basis.startswith(GOAL)


def _category(subject: str) -> str:
    """The category of the channel that a subject names: of its platform, or the one that stands in its place."""
    name = subject.split(":")[1] if subject.count(":") > 1 else ""
    platform = platforms().get(name)
    return (platform.category if platform else None) or name


class _Lines(NamedTuple):
    """The channels of a report and the benchmarks that they were held against, by channel id."""

    channels: Mapping[str, ChannelLine]
    benchmarks: Mapping[str, Benchmark]

    @classmethod
    def of(cls, report: Report) -> _Lines:
        benchmarks = report.shown.benchmarks if report.shown else ()
        # Of two with one name the first counts, as everywhere.
        return cls(
            {line.id: line for line in reversed(report.channels)}, {one.subject: one for one in reversed(benchmarks)}
        )


def _cadence_points(report: Report, lines: _Lines, leaf: Leaf, value: float) -> float | None:
    """Posts per week against the channel's benchmark of today, or against the user's own goal."""
    channel, stored = lines.channels.get(leaf.subject), lines.benchmarks.get(leaf.subject)
    usual = anchors().cadence_of(channel.platform, _category(leaf.subject)) if channel else None
    if channel is None or usual is None:
        return None
    points = usual.large if _is_large(channel) else usual.default
    typical, leading = points.typical, points.leading
    if stored is not None and report.method == anchors().method:
        typical, leading = stored.typical, stored.leading
    elif stored is not None and is_goal(stored):
        typical, leading = stored.leading * typical / leading, stored.leading
    # Rates that make no curve stand in no report of ours.
    return curves.up(value, typical, leading) if 0 < typical * _APART < leading else None


def _is_large(channel: ChannelLine) -> bool:
    return channel.followers is not None and channel.followers.value >= anchors().large_from


def _breadth(leaf: Leaf, value: float, leaders: int) -> float:
    active = leaf.interval[0] * leaders if leaf.interval else value * leaders
    # A file may claim more active leaders than there are.
    return breadth_points(value, round(min(active, leaders)), leaders)


def _points(report: Report, lines: _Lines, leaf: Leaf, entry: MetricAnchors) -> float | None:
    if leaf.state != "value" or leaf.value is None:
        return leaf.score
    if leaf.metric == "leader-breadth":
        return _breadth(leaf, leaf.value, len(report.leaders))
    if leaf.metric == "posts-per-week":
        points = _cadence_points(report, lines, leaf, leaf.value)
        return leaf.score if points is None else points
    try:
        return entry.points(leaf.value)
    except AnchorsError:
        return leaf.score


def _points_at(report: Report, lines: _Lines, leaf: Leaf, value: float) -> float:
    """The points that another value of the leaf would be worth, today."""
    points = _points(report, lines, leaf.model_copy(update={"value": value}), anchors().metrics[leaf.metric])
    return points if points is not None else leaf.score or 0.0


def _weight(report: Report, leaf: Leaf, entry: MetricAnchors, whole: float) -> float:
    """The weight of a leaf by today's anchors; `whole` is what all leaves of its metric weighed together."""
    if leaf.state == "not-applicable" or not leaf.weight:
        return 0.0
    if leaf.subject.startswith("leader:"):
        shares = dict(zip((line.id for line in report.leaders), leader_weights(_roles(report)), strict=True))
        share = shares.get(leaf.subject.removeprefix("leader:"))
        return leaf.weight if share is None else entry.weight * share
    importance = anchors().importance.get(report.company.kind)
    if leaf.metric in _BY_IMPORTANCE and leaf.subject != COMPANY:
        return (
            leaf.weight if importance is None else entry.weight * importance.weights.get(_category(leaf.subject), 0.0)
        )
    if entry.pillar == "leaders":  # breadth, or one leaf in place of all leaders
        weights = anchors().leader_weights
        share = 1.0 if leaf.metric == "leader-breadth" else weights.chief + weights.others
        return entry.weight * share
    # Taken over all channels: each keeps its part of what the metric weighs today.
    return entry.weight * (leaf.weight / whole)


def _roles(report: Report) -> list[str]:
    return [line.role for line in report.leaders]


def _anew(report: Report) -> Iterator[tuple[PillarId, Leaf]]:
    leaves = [leaf for pillar in report.pillars for leaf in pillar.leaves]
    lines = _Lines.of(report)
    whole: dict[str, float] = {}
    for leaf in leaves:
        whole[leaf.metric] = whole.get(leaf.metric, 0.0) + leaf.weight
    for leaf in leaves:
        entry = anchors().metrics.get(leaf.metric)
        if entry is not None:  # what is no longer part of the method is no longer scored
            weight = _weight(report, leaf, entry, whole[leaf.metric])
            yield entry.pillar, leaf.model_copy(update={"weight": weight, "score": _points(report, lines, leaf, entry)})


def _facts(report: Report) -> tuple[Fact, ...]:
    sentence = report.score.cap
    if sentence is None:
        return ()
    return (Fact("no-company-post" if sentence.startswith(NO_COMPANY_POST) else "no-leader-post", sentence),)


def rescored(report: Report) -> Scored:
    """The score and the pillars of a saved report, by the anchors of this version.

    A report that this version made is given back as it was, up to the last bits of its numbers. Where its range took in
    the intervals of what was measured, it does so again.
    """
    with_intervals = report.shown is not None and report.shown.intervals
    leaves: dict[PillarId, list[Leaf]] = {}
    for pillar, leaf in _anew(report):
        leaves.setdefault(pillar, []).append(leaf)
    points = partial(_points_at, report, _Lines.of(report)) if with_intervals else None
    return score(
        leaves,
        leaders=len(report.leaders),
        facts=_facts(report),
        points=points,
        partial=report.shown.partial if report.shown else (),
    )


def points_in(report: Report) -> Callable[[Leaf, float], float]:
    """The points that a leaf of the report would be worth at another value, by today's anchors."""
    return partial(_points_at, report, _Lines.of(report))


def anew(report: Report) -> Report:
    """The report with its score and its pillars by the anchors of this version, to be held against one of today."""
    scored = rescored(report)
    return report.model_copy(update={"score": scored.score, "pillars": scored.pillars})
