"""A peer pack: the medians and quartiles of several companies, to be handed on without any of their names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from presence_audit.compare._middles import PILLAR_IDS, SCORE, middle_of
from presence_audit.compare._peers import scored_by_the_usual
from presence_audit.errors import UsageError
from presence_audit.model.peers import PACK_SCHEMA, Pack, PackLine
from presence_audit.reports._json_text import WrittenInFull, identified
from presence_audit.scoring import anchors, weighted_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from presence_audit.model.report import Leaf, Report
    from presence_audit.scoring import Scored

SMALLEST = 3  # of fewer, a median is one company's number


def pack_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a peer pack, made from the model."""
    made = Pack.model_json_schema(by_alias=True, mode="serialization", schema_generator=WrittenInFull)
    return identified(made, PACK_SCHEMA, "A peer pack of presence-audit")


def _line(id_: str, values: Iterable[float | None], least: int) -> PackLine:
    middle = middle_of(id_, values, least)
    is_told = middle.known >= least
    return PackLine(
        id=id_,
        known=middle.known,
        median=middle.median if is_told else None,
        half=middle.half if is_told else None,
    )


def _metrics(scored: Scored) -> dict[str, float | None]:
    """The points of each metric, over all its subjects."""
    leaves: dict[str, list[Leaf]] = {}
    for pillar in scored.pillars:
        for leaf in pillar.leaves:
            leaves.setdefault(leaf.metric, []).append(leaf)
    return {metric: weighted_mean(found)[0] for metric, found in leaves.items()}


def refuse_small(companies: int, least: int) -> None:
    """Raise UsageError where a pack of so many companies would tell what single ones do."""
    needed = max(least, SMALLEST)
    if companies < needed:
        raise UsageError(
            f"--pack: a pack of {companies} companies would tell what single ones do; it takes {needed} (--min-n)."
        )


def pack_of(reports: Sequence[Report], *, name: str, made_on: date, least: int) -> Pack:
    """What the companies of the reports have in common.

    Args:
        reports: one of each company, over windows of one length.
        name: what the pack is called, 80 characters at most.
        made_on: the day on which it is made.
        least: the fewest companies that a number may rest on, 3 or more.

    Raises:
        UsageError: there are fewer companies than that.
    """
    least = max(least, SMALLEST)
    refuse_small(len(reports), least)
    scored = [scored_by_the_usual(report) for report in reports]
    measured = [_metrics(one) for one in scored]
    pillars = [{pillar.id: pillar.score for pillar in one.pillars} for one in scored]
    moments = [report.as_of for report in reports]
    return Pack(
        schema="presence-audit/peers/1",
        name=name,
        made_on=made_on,
        first_as_of=min(moments),
        last_as_of=max(moments),
        method=anchors().method,
        window_days=reports[0].window_days,
        minimum_n=least,
        n=len(reports),
        score=_line(SCORE, (one.score.value for one in scored), least),
        pillars=tuple(_line(id_, (one.get(id_) for one in pillars), least) for id_ in PILLAR_IDS),
        metrics=tuple(
            _line(metric, (one.get(metric) for one in measured), least)
            for metric in sorted({metric for one in measured for metric in one})
        ),
    )
