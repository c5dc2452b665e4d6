"""One number of one report: what was found, how it was counted, what it is worth, and what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from presence_audit.explain._counting import COUNTING
from presence_audit.explain._metrics import anchors_of, counted_as, lead_of_metric
from presence_audit.explain._rests_on import facts_of_basis, rests_on
from presence_audit.explain._saved import STATES, benchmark_of, points_words, subject_words
from presence_audit.explain._yardstick import told, unit_of, yardstick_of
from presence_audit.metrics import is_goal
from presence_audit.model.report import KNOW
from presence_audit.platforms import platforms
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._text import sentence
from presence_audit.reports._words import PILLARS
from presence_audit.reports.article import Article, Formula, Listing, Section
from presence_audit.scoring import anchors, gain_of, pillar_of, total_of
from presence_audit.scoring.anchors import Points

if TYPE_CHECKING:
    from presence_audit.explain._saved import Place
    from presence_audit.explain._yardstick import Yardstick
    from presence_audit.model.report import Leaf, Report
    from presence_audit.model.shown import Benchmark
    from presence_audit.reports.article import Block

_APART = 1 + 1e-6  # anchors that are nearer to each other make no curve


def _value(leaf: Leaf) -> str:
    if leaf.value is None or leaf.state != "value":
        return ""
    return f"{told(leaf.metric, leaf.value)} ({unit_of(leaf.metric)})"


def _found(leaf: Leaf) -> Section:
    blocks: list[Block] = [sentence(f"State: {STATES[leaf.state]}")]
    if leaf.state == "value" and leaf.value is not None:
        blocks.append(f"Value: {_value(leaf)}.")
        if leaf.interval is not None:
            low, high = (told(leaf.metric, end) for end in leaf.interval)
            blocks.append(
                f"It may lie between {low} and {high}, given what was seen (`presence-audit explain intervals`)."
            )
    if leaf.reason:
        blocks.append(sentence(leaf.reason))
    return Section("What was found", tuple(blocks))


def _yardstick(report: Report, leaf: Leaf) -> Yardstick:
    benchmark = benchmark_of(report, leaf)
    if benchmark is None or not 0 < benchmark.typical * _APART < benchmark.leading:
        return yardstick_of(leaf.metric)
    platform = platforms().get(leaf.subject.split(":")[1]) if leaf.subject.count(":") > 1 else None
    cadence = anchors().cadence_of(platform.id, platform.category) if platform else None
    usual = [cadence.default, cadence.large] if cadence else []
    ends = (benchmark.typical, benchmark.leading)
    same = (points.source for points in usual if (points.typical, points.leading) == ends)
    source = next(same, usual[0].source if usual else yardstick_of(leaf.metric).source)
    return yardstick_of(leaf.metric, Points(*ends, source))


def _held_against(benchmark: Benchmark) -> str:
    """Whose rates a channel is judged by."""
    if is_goal(benchmark):
        goal = (
            f"This channel is judged by {benchmark.basis}; what is worth 50 moves in proportion to the benchmark below"
        )
        return sentence(goal)
    if benchmark.basis == "the default":
        return "This channel is judged by what is usual on its platform."
    return sentence(f"This channel is judged as {benchmark.basis}")


def _worth(report: Report, leaf: Leaf) -> Section:
    yardstick = _yardstick(report, leaf)
    benchmark = benchmark_of(report, leaf)
    here = leaf.value if leaf.state == "value" else None
    has_goal = benchmark is not None and is_goal(benchmark)
    table = yardstick.table(here=here, is_goal=has_goal)
    blocks: list[Block] = [f"Points: {points_words(leaf)} of 100."] if leaf.score is not None else []
    blocks.append(yardstick.words)
    if benchmark is not None:
        blocks.append(_held_against(benchmark))
    blocks += [table] if table is not None else []
    blocks += anchors_of(yardstick)[1:] if has_goal else anchors_of(yardstick)
    drawn = yardstick.points(here) if here is not None else None
    if drawn is not None and leaf.score is not None and abs(drawn - leaf.score) > 0.05:
        blocks.append(
            f"The result gives it {leaf.score:.1f} points, this curve {drawn:.1f}: a rule of its own applies, or the "
            f"result was made by another method ({report.method}, and this is {anchors().method})."
        )
    return Section("Worth how many points", tuple(blocks))


def total_without(report: Report, place: Place) -> float | None:
    """The total if this one leaf stood at 0."""
    changed = []
    for pillar in report.pillars:
        if pillar is not place.pillar:
            changed.append(pillar)
            continue
        leaves = [one.model_copy(update={"score": 0.0}) if one is place.leaf else one for one in pillar.leaves]
        changed.append(pillar_of(pillar.id, leaves))
    return total_of(changed)


def _effect(report: Report, place: Place) -> tuple[Block, ...]:
    """What the leaf does to its pillar and to the total."""
    pillar, leaf = place
    known = sum(one.weight for one in pillar.leaves if one.score is not None)
    if leaf.state == "not-applicable" or not leaf.weight:
        return ("It weighs nothing here: it is shown, and the score does not hang on it.",)
    share = leaf.weight / sum(one.weight for one in pillar.leaves if one.state != "not-applicable")
    weighs = f"It weighs {numbers.percent(share)} of all that applies in {PILLARS[pillar.id]}."
    if leaf.score is None or not known:
        return weighs, "As it is unknown, it neither adds to the score nor takes from it."
    blocks: list[Block] = [weighs]
    if pillar.score is None:
        blocks.append("So little of the pillar is known that it is left out of the total, and this number with it.")
        return tuple(blocks)
    if leaf.score:
        brought = leaf.weight * leaf.score / known
        blocks += [
            (
                f"It brings {brought:.1f} of the {numbers.score(pillar.score)} points of {PILLARS[pillar.id]}: its "
                "weight times its points, divided by the weight of all that is known there."
            ),
            Formula((f"{leaf.weight:.4f} * {leaf.score:.1f} / {known:.4f} = {brought:.1f}",)),
        ]
    total, zero = total_of(report.pillars), total_without(report, place)
    gain = gain_of(report.pillars, leaf.metric, leaf.subject)
    if total is not None and not leaf.score:
        blocks.append(f"The total is {numbers.score(total)}, with this one number at 0.")
    elif total is not None and zero is not None:
        blocks.append(
            f"The total is {numbers.score(total)}; with this one number at 0 it would be {numbers.score(zero)}."
        )
    target = anchors().thresholds.target_points
    if gain is not None and leaf.score >= target:
        blocks.append(f"It stands at {target:g} or above already: there is nothing more to gain here.")
    elif total is not None and gain is not None:
        blocks.append(
            f"With this one number at {target:g} it would be {numbers.score(total + gain)} ({numbers.gain(gain)})."
        )
    return tuple(blocks)


def _to_know(report: Report, leaf: Leaf) -> Section:
    """What would make an unknown leaf known, from what the report itself advises."""
    asked = [c for c in report.channels if leaf.subject in {c.id, c.owner} and not c.outcome.is_readable]
    steps = [f"{c.platform} {c.handle}: {sentence(c.next_step)}" for c in asked if c.next_step]
    ids = {channel.id for channel in asked} | {leaf.subject}
    advised = [f for f in report.findings if f.id in {"unknown", KNOW} and f.subject in ids]
    steps += [sentence(finding.advice) for finding in advised if finding.advice]
    # A step that another one holds as a part of it says nothing new.
    steps = [step for step in dict.fromkeys(steps) if not any(step != other and step in other for other in steps)]
    general = f"It is unknown where {COUNTING[leaf.metric].unknown}."
    blocks: tuple[Block, ...] = (general, Listing(tuple(steps))) if steps else (general,)
    return Section("What would make it known", blocks)


def _facts(report: Report, place: Place) -> dict[str, Any]:
    pillar, leaf = place
    yardstick = _yardstick(report, leaf)
    return {
        "metric": leaf.metric,
        "subject": leaf.subject,
        "pillar": pillar.id,
        "state": leaf.state,
        "value": leaf.value,
        "interval": list(leaf.interval) if leaf.interval else None,
        "points": leaf.score,
        "reason": leaf.reason,
        "weight": leaf.weight,
        "typical": yardstick.typical,
        "leading": yardstick.leading,
        "total": total_of(report.pillars),
        "total_at_0": total_without(report, place) if leaf.score is not None else None,
        "gain": gain_of(report.pillars, leaf.metric, leaf.subject),
        **facts_of_basis(report, leaf),
    }


def _more(metric: str) -> str:
    return f"`presence-audit explain metric:{metric}` says what counts and what does not."


def number_article(report: Report, place: Place, *, is_whole: bool) -> Article:
    """The article of one number. `is_whole` lists every post, not only the newest fifty."""
    leaf = place.leaf
    subject = subject_words(report, leaf.subject)
    worth = f"worth {points_words(leaf)} of 100 points" if leaf.score is not None else STATES[leaf.state]
    value = f"{_value(leaf)}, " if leaf.state == "value" else ""
    sections = [
        _found(leaf),
        Section("How it is counted", (lead_of_metric(leaf.metric), *counted_as(leaf.metric), _more(leaf.metric))),
        _worth(report, leaf),
        Section("What it does to the score", _effect(report, place)),
    ]
    sections += [_to_know(report, leaf)] if leaf.state == "unknown" else []
    sections += rests_on(report, leaf, is_whole=is_whole)
    lead = f"{leaf.metric} of {subject}: {value}{worth}."
    return Article(place.name, lead, tuple(sections), _facts(report, place))
