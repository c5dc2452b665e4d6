"""The article of each metric, from its own file, its anchors and how it is counted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from presence_audit.explain._counting import COUNTING
from presence_audit.explain._docs import lead_of, sections_of
from presence_audit.explain._findings import findings_about
from presence_audit.explain._topic import Topic
from presence_audit.explain._yardstick import number, source_words, unit_of, yardstick_of
from presence_audit.metrics import metrics
from presence_audit.reports._words import PILLARS
from presence_audit.reports.article import Article, Formula, Listing, Picture, Section, Table
from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from presence_audit.explain._yardstick import Yardstick
    from presence_audit.reports.article import Block

_LEFT_OUT = "What is unknown is left out of the score, never counted as zero, and the likely range widens."
SEE_ALSO = "See also"
_FOLDER = "curves"  # of the documentation, beside method.md


def picture_of(metric: str) -> str:
    """Where the plot of a metric's curve lies, beside the documentation."""
    return f"{_FOLDER}/{metric}.svg"


def lead_of_metric(metric: str) -> str:
    """What the metric is, in one plain sentence."""
    return lead_of(metrics()[metric].about)


def anchors_of(yardstick: Yardstick) -> tuple[Block, ...]:
    """The two anchors of a curve, where they come from, and how far they can be trusted."""
    blocks = []
    if yardstick.typical is not None and yardstick.leading is not None:
        blocks.append("50 points mean typical, or the least that guidance asks for; 90 mean clearly leading.")
    return *blocks, f"Source: {source_words(yardstick.source)}"


def _cadence() -> tuple[Block, ...]:
    """The anchors of posts per week, which each kind of channel has its own of."""
    kinds = anchors().cadence.values()
    rows = tuple(
        (
            ", ".join(cadence.platforms),
            number(cadence.default.typical),
            number(cadence.default.leading),
            f"{number(cadence.large.typical)} / {number(cadence.large.leading)}"
            if cadence.large != cadence.default
            else "same",
        )
        for cadence in kinds
    )
    sources = [f"{c.name}: {source_words(c.default.source)}" for c in kinds]
    sources += [f"{c.name}, large brands: {source_words(c.large.source)}" for c in kinds if c.large != c.default]
    large = f"{anchors().large_from:,}"
    return (
        "Each kind of channel has its own two anchors, in posts a week. The table above is that of a LinkedIn page.",
        Table(("Channels", "Worth 50", "Worth 90", f"From {large} followers"), rows, frozenset({1, 2, 3})),
        "Your own goal (`target: 3/week` beside the channel) takes the place of the rate worth 90.",
        (
            "Where they come from (the median is the one in the middle of all that were measured; a quarter of all lie "
            "above P75, a quarter below P25; `presence-audit explain sources` says who these publishers are):"
        ),
        Listing(tuple(sources)),
    )


def _worth(metric: str) -> Section:
    yardstick = yardstick_of(metric)
    table = yardstick.table()
    blocks: list[Block] = [yardstick.words]
    if table is not None:
        blocks += [Picture(picture_of(metric), f"Curve of {metric}: points by value"), table]
    blocks += _cadence() if metric == "posts-per-week" else anchors_of(yardstick)
    if metric == "leader-breadth":
        extra = anchors().metrics[metric].extra
        low, high = number(extra["count_typical"]), number(extra["count_leading"])
        blocks.append(
            f"With more than {number(extra['many'])} leaders the number of active ones may count instead, if that is "
            f"better: {low} are worth 50 points, {high} are worth 90."
        )
    blocks += ["As a formula:", *yardstick.formula] if yardstick.formula else []
    return Section("Worth how many points", tuple(blocks))


def share_of_total(metric: str) -> float:
    """The most that a metric can weigh in the total, of 100, all its numbers together and everything known."""
    entry = anchors().metrics[metric]
    leaders = anchors().leader_weights
    per_leader = leaders.chief + leaders.others if COUNTING[metric].of == "leader" else 1
    return anchors().pillars[entry.pillar] * entry.weight * per_leader


def _place(metric: str) -> Section:
    entry = anchors().metrics[metric]
    leaders = anchors().leader_weights
    pillar, whole = anchors().pillars[entry.pillar], number(share_of_total(metric))
    within = f"It is part of {PILLARS[entry.pillar]} ({entry.pillar}), which weighs {pillar:g} of 100."
    most = f"{whole} of 100 in the total, as long as everything is known: {pillar:g} *"
    own = f"{number(entry.weight)} = {whole}."
    people = number(leaders.chief + leaders.others)
    shared = {
        "company": f"There is one number, of the company as a whole. It weighs {most} {own}",
        "channel": (
            f"There is one number for each channel; within a channel it weighs {entry.weight:.0%}, and the channels "
            "are weighed by how much they matter for a company of this kind (`presence-audit explain importance`). "
            f"Together these numbers weigh {most} {own}"
        ),
        "leader": (
            f"There is one number for each leader; within a leader it weighs {entry.weight:.0%}. The chief executive "
            f"weighs {leaders.chief:.0%} of the pillar, the others together {leaders.others:.0%}, and how many of them "
            f"are active {leaders.breadth:.0%}. Together these numbers weigh {most} {people} * {own}"
        ),
    }
    return Section("Where it sits", (within, shared[COUNTING[metric].of]))


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."


def _see(metric: str) -> Section:
    topics = [anchors().metrics[metric].pillar, "words", "effective-posts", "missing-data", "sources"]
    told_in = [f"finding:{finding}" for finding in findings_about(metric)]
    return Section(SEE_ALSO, (Listing(tuple(f"`presence-audit explain {topic}`" for topic in topics + told_in)),))


def facts_of_metric(metric: str) -> dict[str, Any]:
    """The same for a machine."""
    entry, yardstick = anchors().metrics[metric], yardstick_of(metric)
    points = [[value, yardstick.points(value)] for value in yardstick.values]
    source = yardstick.source
    return {
        "id": metric,
        "pillar": entry.pillar,
        "weight": entry.weight,
        "weight_in_total": share_of_total(metric),
        "of": COUNTING[metric].of,
        "unit": unit_of(metric),
        "curve": entry.curve,
        "typical": entry.typical,
        "leading": entry.leading,
        "source": {"source": source.source, "year": source.year, "tag": source.tag, "trust": source.trust},
        "curve_points": points if points[0][1] is not None else [],
    }


def counted_as(metric: str) -> tuple[Block, ...]:
    """What is read, the formula, and an example."""
    counting = COUNTING[metric]
    read, example = f"What is read for it: {counting.reads}.", f"Example: {counting.example}."
    return read, "As a formula:", Formula(counting.formula), example


def _article(metric: str) -> Article:
    said = sections_of(metrics()[metric].about)
    sections = [
        Section("How it is counted", (*said["What it measures"], *counted_as(metric))),
        _worth(metric),
        _place(metric),
    ]
    sections += [Section(title, said[title]) for title in ("Why it matters", "How to improve")]
    sections.append(Section("When it is unknown", (_sentence(COUNTING[metric].unknown), _LEFT_OUT)))
    sections.append(_see(metric))
    return Article(f"{metric} (metric)", lead_of_metric(metric), tuple(sections), facts_of_metric(metric))


def metric_topics() -> tuple[Topic, ...]:
    """Every metric of the method, in its order."""
    return tuple(Topic("metric", id_, lead_of_metric(id_), partial(_article, id_)) for id_ in anchors().metrics)
