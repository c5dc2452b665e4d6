"""Posts per week of one company channel, over the last 91 days.

What it measures:
    Only posts that count are taken: in own words, neither replies nor bare reshares, no repeats within 30 days, and
    no more than a few a day. Where the site shows only the last ones, the oldest of them marks where the time begins
    and is not counted itself; the time always ends with the audit, so that the silence of today counts too.

Why it matters:
    A channel that is used now and then is forgotten in between. In Buffer's figures (2025) accounts that post more
    often reach more people with each post; on Instagram and TikTok the first step up brings the most.

How to improve:
    Choose a rate that you can keep: one fixed day and one spontaneous post a week go a long way. State your
    own goal as `target: 3/week`, and it replaces the benchmark. `--industry` holds accounts of 25,000 followers
    and more against large brands of their own industry.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from presence_audit.metrics._benchmarks import DEFAULT
from presence_audit.metrics._contract import Metric
from presence_audit.metrics._leaf import counted, leaf, sentence
from presence_audit.metrics._measured import Measured
from presence_audit.metrics._traces import with_repeats_unseen
from presence_audit.scoring import curves

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.metrics._leaf import Found
    from presence_audit.metrics._subjects import CompanyChannel, Subjects


def _how(channel: CompanyChannel) -> str:
    if channel.basis == DEFAULT:
        return ""
    return f"judged {'by' if channel.view.channel.target else 'as'} {channel.basis}"


def _measured(channel: CompanyChannel) -> Measured:
    view, rate = channel.view, channel.rate
    if view.standing == "declared":
        return Measured.not_applicable(view.why)
    if channel.benchmark is None:
        return Measured.not_applicable(f"No benchmark is known for {view.name}; it is shown only.", view.evidence)
    if view.standing == "gone":
        return Measured.absent(sentence(view.why, channel.note), view.evidence)
    if isinstance(rate, str):
        return Measured.unknown(sentence(rate, channel.note), view.evidence)
    seen = f"{counted(rate.posts, 'effective post')} in {rate.days:.0f} days"
    cut = "the listing is cut off, so the rate is an estimate" if rate.is_truncated else ""
    undated = f"{counted(view.undated, 'post')} without a date left out" if view.undated else ""
    read = f"read on {view.until:%Y-%m-%d}" if view.until < view.as_of else ""
    reason = sentence(seen, cut, undated, view.reservations, read, _how(channel), channel.note)
    interval = (rate.rate.low, rate.rate.high)
    answer = Measured.of(rate.rate.value, view.evidence, interval=interval, reason=reason, posts=rate.counted)
    return with_repeats_unseen(answer, view.in_doubt_from(view.until - timedelta(days=rate.days)))


def measure(subjects: Subjects) -> Iterator[Found]:
    """One leaf per channel; one unknown leaf of the company where no channel that counts is listed."""
    if subjects.is_without_channels:
        kind = subjects.profiles.company.kind
        reason = f"No channel that counts for a {kind} company is listed in the profiles file."
        yield leaf(METRIC.id, "company", 1.0, Measured.unknown(reason))
    for channel in subjects.channels:
        benchmark = channel.benchmark
        points = None if benchmark is None else lambda x, b=benchmark: curves.up(x, b.typical, b.leading)
        measured = _measured(channel).partly(higher=channel.is_contested)
        yield leaf(METRIC.id, channel.view.channel.id, channel.weight, measured, points)


METRIC = Metric(
    id="posts-per-week",
    passing="The channel posts as often as leading organisations do",
    failing="The channel posts less often than is usual",
    unit="posts a week",
    curve="more is better; typical and leading rate per platform, or your own target",
    about=__doc__,
    measure=measure,
)
