"""Whether the score has fallen since the earlier audit: like with like, beyond chance, and never by a wall.

A ratchet that runs each week must neither cry wolf nor let a real fall pass. What makes it hard, and what is done:

    the ranges overlap    They do nearly always, because what is unknown is mostly unknown in both weeks. Were every
                          fall within them undecided, a job would end with 4 each week for noise, and be switched off.
                          But what is unknown both times is no doubt about the change. So only the leaves that are known
                          in both audits are compared, by the method itself, and the unknown cancels out.
    more is known         A poor channel that can be read for the first time lowers the score and is no fall: it was as
                          poor before. It takes no part in the comparison; nor does what is listed in one of them only.
    a wall                What was read and cannot be read now may hide a fall or feign a rise: undecided, whatever the
                          rest says. The week after, both audits have the wall, and the rest is compared again. The same
                          where a twentieth of the method's weight that was known is unknown now for another reason.
    chance                A leaf whose earlier points lie within the interval of its value today has not fallen for
                          sure, and counts as it was. What is left must be a point of the total at least: the days since
                          the last post rise and fall from week to week by as much, however regularly somebody posts.

A slide of less than that in each audit is not seen from one to the next; hold it against a saved one (`--baseline`).
With the point, the printed scores decide, and a wall is undecided all the same.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, Literal

from presence_audit.scoring._gate_numbers import ranges_in
from presence_audit.scoring.aggregate import pillar_of, power_mean
from presence_audit.scoring.anchors import anchors
from presence_audit.scoring.verdict import printed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from presence_audit.model.report import Leaf, PillarId, Report

    Curve = Callable[[Leaf, float], float]
    Key = tuple[str, str]

LEAST_FALL: Final = 1.0  # points of the total
LOST: Final = 0.05  # of the weight of the method


def _by_key(report: Report) -> dict[Key, Leaf]:
    return {(leaf.metric, leaf.subject): leaf for pillar in report.pillars for leaf in pillar.leaves}


def _walls(now: Report, then: Report) -> list[str]:
    """The channels that were read then and cannot be read now."""
    read = {line.id for line in then.channels if not line.outcome.is_unknown}
    return [
        line.id
        for line in now.channels
        if line.id in read and line.outcome.is_unknown and line.provenance != "declared"
    ]


def _lost(now: Mapping[Key, Leaf], then: Report) -> float:
    """The share of the method's weight that was known then and is unknown now."""
    lost = []
    for pillar in then.pillars:
        whole = math.fsum(leaf.weight for leaf in pillar.leaves if leaf.state != "not-applicable")
        for leaf in pillar.leaves:
            today = now.get((leaf.metric, leaf.subject))
            if whole and leaf.score is not None and today is not None and today.state == "unknown":
                lost.append(pillar.weight * leaf.weight / whole)
    return math.fsum(lost) / 100


def _shared(report: Report, other: Mapping[Key, Leaf], points: Callable[[Leaf], float | None]) -> dict[PillarId, float]:
    """The score of each pillar over the leaves that are known in both."""
    scores: dict[PillarId, float] = {}
    for pillar in report.pillars:
        leaves = []
        for leaf in pillar.leaves:
            there = other.get((leaf.metric, leaf.subject))
            if there is None:
                continue
            is_open = "unknown" in {leaf.state, there.state}
            changed = {"state": "unknown", "score": None} if is_open else {"score": points(leaf)}
            leaves.append(leaf.model_copy(update=changed))
        score = pillar_of(pillar.id, leaves).score
        if score is not None:
            scores[pillar.id] = score
    return scores


def _totals(*sides: Mapping[PillarId, float]) -> list[float] | None:
    """The total of each side over the pillars that all of them know, as it would be printed; None without any."""
    weights = anchors().pillars
    common = [pillar for pillar in weights if all(pillar in side for side in sides)]
    totals = [power_mean((weights[pillar], side[pillar]) for pillar in common) for side in sides]
    known = [printed(total) for total in totals if total is not None]
    return known if len(known) == len(sides) else None


def _like_with_like(now: Report, then: Report, points: Curve | None) -> tuple[float, float, float] | None:
    """What both know: today's total, the earlier one, and today's where it has fallen within chance alone."""
    today, earlier = _by_key(now), _by_key(then)
    reach = ranges_in(now, points)

    def but_for_chance(leaf: Leaf) -> float | None:
        before = earlier[leaf.metric, leaf.subject].score
        if leaf.score is None or before is None or before <= leaf.score:
            return leaf.score
        return before if before <= reach(leaf)[1] else leaf.score

    def as_it_is(leaf: Leaf) -> float | None:
        return leaf.score

    totals = _totals(
        _shared(now, earlier, as_it_is), _shared(then, today, as_it_is), _shared(now, earlier, but_for_chance)
    )
    return None if totals is None else (totals[0], totals[1], totals[2])


def regress(
    now: Report, then: Report | None, *, points: Curve | None = None, point: bool = False
) -> tuple[Literal["passed", "failed", "undecided"], str]:
    """The verdict on the change, and the numbers it rests on in words.

    Args:
        now: this audit.
        then: the earlier one, its score and its pillars by the method of this one; None where there is none, which
            passes: nothing has fallen.
        points: the points of a leaf at another value, by its own curve.
        point: whether the printed scores decide.
    """
    if then is None:
        return "passed", "no earlier audit to compare the score with"
    when = f"{then.as_of:%Y-%m-%d}"
    if then.score.value is None:
        return "passed", f"the audit of {when} has no score to compare with"
    if now.score.value is None:
        return "undecided", f"score unknown against {then.score.value:.1f} on {when}"
    told = f"score {now.score.value:.1f} against {then.score.value:.1f} on {when}"
    walls = _walls(now, then)
    if walls:
        more = f" and {len(walls) - 1} more" if len(walls) > 1 else ""
        return "undecided", f"{told}: what was read then cannot be read now ({walls[0]}{more})"
    if point:
        return ("passed" if printed(now.score.value) >= printed(then.score.value) else "failed"), told
    lost = _lost(_by_key(now), then)
    if lost >= LOST:
        return "undecided", f"{told}: {lost:.0%} of the method was measured then and is unknown now"
    totals = _like_with_like(now, then, points)
    if totals is None:
        return "undecided", f"{told}: the two have too little in common"
    today, earlier, but_for_chance = totals
    like = f"{told} ({today:.1f} against {earlier:.1f} in what both know)"
    if today >= earlier:
        return "passed", like
    if round(earlier - but_for_chance, 1) < LEAST_FALL:
        return "passed", f"{like}: no fall beyond chance"
    return "failed", like
