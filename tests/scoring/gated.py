"""Small reports for gates: leaves with their points, scored by the method."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from presence_audit.model.observation import Window
from presence_audit.model.outcome import Outcome
from presence_audit.model.report import ChannelLine, CompanyLine, Leaf, Report, Score, Tool
from presence_audit.scoring import anchors, score

if TYPE_CHECKING:
    from collections.abc import Mapping

    from presence_audit.model.report import PillarId, State

AS_OF = datetime(2026, 11, 20, tzinfo=UTC)


def leaf(
    metric: str,
    points: float | None,
    subject: str = "company",
    *,
    weight: float = 1.0,
    state: State | None = None,
    interval: tuple[float, float] | None = None,
) -> Leaf:
    """A leaf whose value is its points; unknown where there are none."""
    return Leaf(
        metric=metric,
        subject=subject,
        weight=weight,
        state=state or ("unknown" if points is None else "value"),
        value=points,
        interval=interval,
        score=points,
        reason="",
        evidence=(),
    )


def channel(
    outcome: Outcome = Outcome.OK, id_: str = "channel:bluesky:nordlys", provenance: str = "live"
) -> ChannelLine:
    return ChannelLine(
        id=id_,
        owner="company",
        platform="bluesky",
        handle="nordlys",
        url="",
        outcome=outcome,
        reason="",
        next_step="",
        followers=None,
        posts_seen=None,
        posts_per_week=None,
        last_post_at=None,
        window=Window(),
        provenance=provenance,
    )


def report(*leaves: Leaf, channels: tuple[ChannelLine, ...] = (), total: Score | None = None) -> Report:
    """The report of some leaves; `total` stands in the place of its score."""
    by_pillar: dict[PillarId, list[Leaf]] = {}
    for one in leaves:
        by_pillar.setdefault(anchors().metrics[one.metric].pillar, []).append(one)
    scored = score(by_pillar, leaders=0)
    return Report(
        schema="presence-audit/report/1",
        tool=Tool(name="presence-audit", version="0"),
        method=anchors().method,
        as_of=AS_OF,
        window_days=182,
        company=CompanyLine(name="Nordlys", website=None, timezone="Europe/Oslo", kind="b2b", size=None),
        score=total or scored.score,
        pillars=scored.pillars,
        channels=channels,
        leaders=(),
        findings=(),
    )


def even(points: Mapping[str, float | None]) -> Report:
    """A report with one leaf for each metric."""
    return report(*(leaf(metric, told) for metric, told in points.items()))
