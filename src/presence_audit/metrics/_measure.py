"""All metrics over one audit: the leaves of every pillar, and the facts that cap the grade."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, cached_property
from typing import TYPE_CHECKING

from presence_audit.metrics._subjects import Subjects, subjects_of
from presence_audit.metrics._voices import voices_of
from presence_audit.model.shown import Partial
from presence_audit.scoring import Fact, anchors

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from presence_audit.metrics._choices import Choices
    from presence_audit.metrics._contract import Metric
    from presence_audit.metrics._subjects import LeaderView
    from presence_audit.model.observation import Comment, Observation, Post
    from presence_audit.model.profiles import Profiles
    from presence_audit.model.report import Leaf, PillarId
    from presence_audit.model.shown import Voices

NO_COMPANY_POST = "No company post"


@dataclass(frozen=True)
class Measurement:
    """What was measured: the subjects, the leaves by pillar, and the confirmed facts that cap the grade.

    By metric and subject, `posts` are those that a value was counted from, and `curves` turn a value into points.
    `partial` are the numbers that rest on a part of what there is.
    """

    subjects: Subjects
    leaves: Mapping[PillarId, tuple[Leaf, ...]]
    facts: tuple[Fact, ...]
    posts: Mapping[tuple[str, str], Sequence[Post | Comment]]
    curves: Mapping[tuple[str, str], Callable[[float], float]]
    partial: tuple[Partial, ...] = ()

    @cached_property
    def voices(self) -> Voices:
        """Who speaks for the company, which is shown and advised on."""
        return voices_of(self.subjects)

    def points(self, leaf: Leaf, value: float) -> float:
        """The points that one of the leaves would have at another value."""
        return self.curves[leaf.metric, leaf.subject](value)


@cache
def metrics() -> dict[str, Metric]:
    """All metrics by id, in the order of the method (anchors.yaml)."""
    package = __name__.rpartition(".")[0]
    folder = importlib.import_module(package).__path__
    names = sorted(m.name for m in pkgutil.iter_modules(folder) if not m.name.startswith("_"))
    found: dict[str, Metric] = {}
    for name in names:
        metric: Metric = importlib.import_module(f"{package}.{name}").METRIC
        found[metric.id] = metric
    return {name: found[name] for name in anchors().metrics if name in found}


def _facts(subjects: Subjects) -> tuple[Fact, ...]:
    """Silence that is confirmed for everybody; one channel that could not be read is enough to leave it open."""
    facts = []
    caps = anchors().caps
    days = caps["no-leader-post"].days
    if subjects.leaders and all(_is_silent_leader(leader, subjects, days) for leader in subjects.leaders):
        facts.append(Fact("no-leader-post", f"No leader has posted in {days} days: the grade is at most C."))
    days = caps["no-company-post"].days
    start = subjects.as_of - timedelta(days=days)
    views = [c.view for c in subjects.channels]
    listed = any(v.standing != "declared" for v in views) or not subjects.unlisted
    if views and listed and all(v.is_silent_since(start, v.last_post) for v in views):
        facts.append(
            Fact("no-company-post", f"{NO_COMPANY_POST} in {days} days on any channel listed: the grade is at most E.")
        )
    return tuple(facts)


def _is_silent_leader(leader: LeaderView, subjects: Subjects, days: int) -> bool:
    if leader.standing == "unlisted":
        return False
    start = subjects.as_of - timedelta(days=days)
    return all(view.is_silent_since(start, view.last_post) for view in leader.channels)


def measure(
    profiles: Profiles,
    observations: Mapping[str, Observation],
    home: Observation | None,
    as_of: datetime,
    choices: Choices,
) -> Measurement:
    """Measure everything that the method asks for.

    Args:
        profiles: the company, its channels and its leaders.
        observations: what was seen, by channel id; a channel without one is unknown.
        home: the company's home page, for its links; None where it was not read.
        as_of: the end of the audited period, aware.
        choices: what whoever asks for the report has chosen.
    """
    subjects = subjects_of(profiles, observations, home, as_of, choices)
    known = metrics()
    leaves: dict[PillarId, list[Leaf]] = {pillar: [] for pillar in anchors().pillars}
    posts: dict[tuple[str, str], Sequence[Post | Comment]] = {}
    curves: dict[tuple[str, str], Callable[[float], float]] = {}
    partial: list[Partial] = []
    for entry in anchors().metrics.values():
        for found in known[entry.id].measure(subjects):
            leaves[entry.pillar].append(found.leaf)
            posts[found.leaf.metric, found.leaf.subject] = found.posts
            curves[found.leaf.metric, found.leaf.subject] = found.points
            if (found.lower or found.higher) and found.leaf.weight:
                partial.append(
                    Partial(
                        metric=found.leaf.metric,
                        subject=found.leaf.subject,
                        lower=found.lower,
                        higher=found.higher,
                    )
                )
    by_pillar = {pillar: tuple(found) for pillar, found in leaves.items()}
    return Measurement(subjects, by_pillar, _facts(subjects), posts, curves, tuple(partial))
