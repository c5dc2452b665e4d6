"""The metrics of the method as a table for each pillar."""

from __future__ import annotations

from presence_audit.explain._metrics import facts_of_metric, share_of_total
from presence_audit.explain._yardstick import number, told, unit_of, yardstick_of
from presence_audit.reports._words import PILLARS
from presence_audit.reports.article import Article, Listing, Section, Table
from presence_audit.scoring import anchors

_CURVES = {
    "up": "more is better",
    "down": "less is better",
    "share": "share",
    "linear": "every per cent",
    "falling": "less is better",
    "band": "within a band",
}
_HEADS = ("Metric", "In pillar", "Of 100", "Unit", "Curve", "Worth 50 / 90", "Trust")


def _row(metric: str) -> tuple[str, ...]:
    entry, yardstick = anchors().metrics[metric], yardstick_of(metric)
    by_platform = entry.curve == "up" and entry.typical is None
    ends = (yardstick.typical, yardstick.leading)
    worth = "by channel" if by_platform else " / ".join(told(metric, end) for end in ends if end is not None)
    share = f"{entry.weight:.2f}"
    whole, unit = number(share_of_total(metric)), unit_of(metric)
    return metric, share, whole, unit, _CURVES[entry.curve], worth, f"{entry.source.tag}, {entry.source.trust}"


def metrics_table() -> Article:
    """All metrics: weight in the pillar (of one channel or leader) and of 100 at most, unit, curve, anchors, trust."""
    sections = [
        Section(
            f"{PILLARS[pillar]} ({pillar}), {weight:g} of 100",
            (
                Table(
                    _HEADS,
                    tuple(_row(entry.id) for entry in anchors().metrics.values() if entry.pillar == pillar),
                    frozenset({1, 2, 5}),
                    frozenset({0, 6}),
                ),
            ),
        )
        for pillar, weight in anchors().pillars.items()
    ]
    how = (
        (
            "In pillar: the weight within one channel, one leader or the company. Of 100: the most that the metric "
            "can weigh in the total."
        ),
        "Worth 50 is typical, worth 90 clearly leading; `presence-audit explain curves` says how the rest follows.",
        "Trust: where the anchors come from (a letter: `presence-audit explain sources`) and how far to trust them.",
    )
    sections.append(Section("How to read it", (Listing(how),)))
    facts = {"method": anchors().method, "metrics": [facts_of_metric(metric) for metric in anchors().metrics]}
    return Article(
        f"The metrics of method {anchors().method}", "What is measured, pillar by pillar.", tuple(sections), facts
    )
