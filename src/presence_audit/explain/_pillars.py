"""The article of each pillar: what it asks, what it is made of, and how its points come together."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from presence_audit.explain._counting import COUNTING
from presence_audit.explain._metrics import lead_of_metric, share_of_total
from presence_audit.explain._terms_benchmarks import SORTS, importance_rows
from presence_audit.explain._topic import Topic
from presence_audit.explain._yardstick import number, source_words, unit_of
from presence_audit.reports._words import PILLARS
from presence_audit.reports.article import Article, Formula, Listing, Section, Table
from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from presence_audit.model.report import PillarId
    from presence_audit.reports.article import Block

_LEADS: dict[PillarId, str] = {
    "cadence": "How often the company posts on each of its channels, held against what is usual there.",
    "leaders": "Whether the leaders themselves are there, speak in their own words, and answer.",
    "consistency": "Whether the company is heard week after week, or in bursts with long silences between.",
    "dialogue": "Whether the company answers and asks, rather than only sends.",
    "content": "Whether the posts are worth reading and open to everybody, as far as a program can tell.",
    "coverage": "Whether the company is alive where people look for it, and they can tell that it is the real one.",
    "ambassadors": "Whether others speak for the company: its employees, and people outside.",
}
_WHYS: dict[PillarId, str] = {
    "cadence": "A brand lives in its channels all day and all week; one that posts now and then is forgotten between.",
    "leaders": "Taking part begins at the top: whoever wants the others to take part goes first.",
    "consistency": "Ten posts in one week and none for two months are ten posts, but hard to follow.",
    "dialogue": "Customers expect answers where they ask, and networks are made for talking both ways.",
    "content": (
        "Customers expect quality. A program cannot tell wisdom or wit; it can see whether a post is new, says "
        "something itself, and can be read by everybody."
    ),
    "coverage": "People look for a company where they are themselves, and have to know that it is the real one.",
    "ambassadors": (
        "Engaged employees become ambassadors, so that it does not all rest with one department. The weight is small "
        "because most of it is hidden from the public, not because it matters little."
    ),
}
_WHO: dict[str, str] = {"channel": "each channel", "leader": "each leader", "company": "the company"}


def _made_of(pillar: PillarId) -> Table:
    rows = tuple(
        (
            entry.id,
            _WHO[COUNTING[entry.id].of],
            unit_of(entry.id),
            number(share_of_total(entry.id)),
        )
        for entry in anchors().metrics.values()
        if entry.pillar == pillar
    )
    return Table(("Metric", "One for", "Unit", "Of 100"), rows, frozenset({3}))


def _weighed(pillar: PillarId) -> tuple[Block, ...]:
    if pillar == "leaders":
        weights = anchors().leader_weights
        return (
            (
                f"The chief executive weighs {weights.chief:.0%} of the pillar, all other leaders together "
                f"{weights.others:.0%}, each the same, and how many of the leaders are active {weights.breadth:.0%}. "
                "One leader alone, or several without a chief executive together, weigh "
                f"{weights.chief + weights.others:.0%}."
            ),
            f"Source: {source_words(weights.source)}",
        )
    if pillar in {"cadence", "consistency", "coverage"}:
        return (
            (
                "The channels are weighed by how much they matter, which depends on whom the company speaks to. Where "
                "several channels are of one sort, the one with the best cadence among those that could be read stands "
                "for them all, and the others are shown without weight."
            ),
            Listing(importance_rows()),
            SORTS,
            f"Source: {source_words(next(iter(anchors().importance.values())).source)}",
        )
    return (
        (
            "Each measure is taken over all channels together that show what is asked, such as replies or texts. A "
            "channel that could show it and cannot be read leaves its part of the weight unknown."
        ),
    )


def _article(pillar: PillarId) -> Article:
    least = anchors().thresholds.pillar_known
    weight = anchors().pillars[pillar]
    together = (
        (
            "Each number is worth 0 to 100 points by its own curve. The pillar is their mean by weight, over those "
            "that are known:"
        ),
        Formula(
            (
                "pillar = sum of (weight * points) / sum of weights, over the known numbers",
                "80 points of weight 3 and 40 points of weight 1: (3 * 80 + 1 * 40) / (3 + 1) = 70",
            )
        ),
        f"Where less than {least:.0%} of the weight is known, the pillar is shown as `?` and left out of the total.",
        *_weighed(pillar),
    )
    leads = tuple(f"{m.id}: {lead_of_metric(m.id)}" for m in anchors().metrics.values() if m.pillar == pillar)
    sections = (
        Section("Its weight", (f"It weighs {weight:g} of 100. Source: {source_words(anchors().sources['pillars'])}",)),
        Section("What it is made of", (Listing(leads), _made_of(pillar))),
        Section("How its points come together", together),
        Section("Why it matters", (_WHYS[pillar],)),
    )
    facts = {"id": pillar, "name": PILLARS[pillar], "weight": weight, "least_coverage": least}
    return Article(f"{PILLARS[pillar]} (pillar {pillar})", _LEADS[pillar], sections, facts)


def pillar_topics() -> tuple[Topic, ...]:
    """The seven pillars, the heaviest first."""
    return tuple(Topic("pillar", id_, _LEADS[id_], partial(_article, id_)) for id_ in anchors().pillars)
