"""How evenly the posting days of one company channel lie, from -1 (clockwork) over 0 (chance) to 1 (bursts).

What it measures:
    Between two days with a post lies a gap. If all gaps are equal the number is -1; if they differ as much as chance
    would make them it is 0; if there are many short ones and a few very long ones it comes near to 1. It is corrected
    for how few the gaps are (Kim & Jo 2016). It takes eight gaps. A listing that was cut off may be used, because it
    shows all gaps since its oldest post.

Why it matters:
    Ten posts in one week and none for two months are ten posts, but hard to follow.

How to improve:
    Spread what you have over the weeks. Clockwork earns nothing extra: chance is even enough.
"""

from __future__ import annotations

from itertools import pairwise
from statistics import fmean, pstdev
from typing import TYPE_CHECKING

from presence_audit.metrics._consistency import counted_posts, leaves_of, period_of, unsettled
from presence_audit.metrics._contract import Metric
from presence_audit.metrics._leaf import counted, sentence
from presence_audit.metrics._measured import Measured
from presence_audit.scoring import anchors
from presence_audit.scoring.estimate import burstiness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.metrics._leaf import Found
    from presence_audit.metrics._subjects import CompanyChannel, Subjects


def _measured(channel: CompanyChannel, subjects: Subjects) -> Measured:
    settled = unsettled(channel, subjects, whole=False)
    if settled is not None:
        return settled
    view = channel.view
    if view.reach is None:
        return Measured.unknown("The listing does not say how far back it reaches.", view.evidence)
    first, last = period_of(channel, subjects)
    oldest = view.reach.astimezone(subjects.zone).date()
    posts, days = counted_posts(channel, max(first, oldest), last)
    gaps = [float((later - earlier).days) for earlier, later in pairwise(days)]
    least = int(anchors().metrics[METRIC.id].extra["least_gaps"])
    if len(gaps) < least:
        reason = f"{counted(len(gaps), 'gap')} between posting days; fewer than {least} say nothing."
        return Measured.unknown(sentence(reason, channel.note), view.evidence)
    mean, spread = fmean(gaps), pstdev(gaps)
    reason = sentence(
        f"{len(gaps)} gaps between posting days: {mean:.1f} days on average, with a standard deviation of {spread:.1f}",
        channel.note,
    )
    return Measured.of(burstiness(gaps), view.evidence, reason=reason, posts=posts)


def measure(subjects: Subjects) -> Iterator[Found]:
    """One leaf per channel."""
    return leaves_of(METRIC.id, subjects, _measured, repeats_may_help=True)


METRIC = Metric(
    id="burstiness",
    passing="The posts are spread over the weeks",
    failing="The posts come in bursts",
    unit="unevenness, -1 to 1",
    curve="100 at 0 and below, falling to 0 at 0.6",
    about=__doc__,
    measure=measure,
)
