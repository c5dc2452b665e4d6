"""Findings of the company's channels: how often, how evenly, on which, and whether people can tell whose they are."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

from presence_audit.metrics._calendar import day_of, published
from presence_audit.metrics._finding import held_against, silent_for
from presence_audit.scoring import anchors, gain_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.metrics._finding import Scored
    from presence_audit.metrics._subjects import CompanyChannel
    from presence_audit.model.report import Finding, Leaf

_DORMANT_DAYS = 90
# What one fixed day and one spontaneous post a week amount to.
_TWO_A_WEEK = 2
# So many posts on one or two days are a burst, also where there are too few gaps to measure.
_BURST_POSTS, _BURST_DAYS = 10, 2


def _cadence(scored: Scored, channel: CompanyChannel) -> Iterator[Finding]:
    view = channel.view
    leaf = scored.weak("cadence-low", "posts-per-week", view.channel.id)
    recency = scored.leaf("channel-recency", view.channel.id)
    days = recency.value if recency is not None else None
    if leaf is not None and leaf.state == "value" and days is not None and days >= _DORMANT_DAYS:
        last = channel.last_post
        long = silent_for(scored, last) if last else scored.phrase("at-least", n=int(days))
        yield scored.finding("dormant", leaf, channel=view.label, long=long)
    elif leaf is not None and view.has_never_posted:
        yield scored.finding("dormant", leaf, "message-empty", "advice-empty", channel=view.label)
    elif leaf is not None and channel.benchmark is not None and leaf.value is not None:
        yield _seldom(scored, channel, leaf, leaf.value)
    yield from _truncated(scored, channel)


def _seldom(scored: Scored, channel: CompanyChannel, leaf: Leaf, rate: float) -> Finding:
    assert channel.benchmark is not None
    typical, leading = channel.benchmark.typical, channel.benchmark.leading
    aim = typical if rate < typical else leading
    held = held_against(scored, rate, typical, leading)
    if channel.view.channel.target:
        aim, held = leading, scored.phrase("held-goal", goal=leading)
    advice = "advice-fixed-day" if aim <= _TWO_A_WEEK else "advice"
    who = channel.view.label
    return scored.finding("cadence-low", leaf, advice=advice, who=who, rate=rate, partly="", held=held, aim=aim)


def _truncated(scored: Scored, channel: CompanyChannel) -> Iterator[Finding]:
    rate = channel.rate
    if isinstance(rate, str) or not rate.is_truncated or not channel.weight:
        return
    yield scored.note(
        "truncated",
        channel.view.channel.id,
        advice=None,
        evidence=channel.view.evidence,
        channel=channel.view.label,
        posts=rate.posts,
        days=round(rate.days),
        low=rate.rate.low,
        high=rate.rate.high,
    )


def _silence(scored: Scored, channel: CompanyChannel) -> Iterator[Finding]:
    subject = channel.view.channel.id
    leaf = scored.weak("silence", "longest-silence", subject)
    is_dormant = (scored.value("channel-recency", subject) or 0.0) >= _DORMANT_DAYS
    if leaf is not None and leaf.value is not None and not is_dormant and not channel.view.has_never_posted:
        yield scored.finding("silence", leaf, channel=channel.view.label, days=int(leaf.value))


def _burst(scored: Scored, channel: CompanyChannel) -> Iterator[Finding]:
    view = channel.view
    leaf = scored.leaf("burstiness", view.channel.id)
    if leaf is None or not channel.weight:
        return
    posts = view.own[bisect_left(view.own, view.since, key=published) :]
    days = Counter(day_of(p, scored.subjects.zone) for p in posts if p.date_precision in {"second", "day"})
    seen, half = 0, 0
    for _, count in days.most_common():
        seen, half = seen + count, half + 1
        if 2 * seen >= len(posts):
            break
    crowded = len(posts) >= _BURST_POSTS and half <= _BURST_DAYS
    uneven = scored.weak("burst", "burstiness", view.channel.id) is not None
    if half and 2 * seen >= len(posts) and (uneven or crowded):
        yield scored.finding("burst", leaf, channel=view.label, count=seen, total=len(posts), days=half)


def _gap(scored: Scored, channel: CompanyChannel) -> Iterator[Finding]:
    view = channel.view
    leaf = scored.weak("coverage-gap", "channel-recency", view.channel.id)
    if leaf is None or leaf.state != "absent" or view.has_never_posted:
        return
    advice = "advice-chosen" if view.standing == "declared" else "advice"
    used = anchors().daily_use.get(view.category or "")
    if used is not None and scored.subjects.profiles.company.country == anchors().daily_use_country:
        share, year = used.percent / 100, str(used.year)
        yield scored.finding("coverage-gap", leaf, "message-daily", advice, channel=view.name, share=share, year=year)
    else:
        yield scored.finding("coverage-gap", leaf, advice=advice, channel=view.name)


def _not_linked(scored: Scored) -> Iterator[Finding]:
    leaf, links = scored.leaf("linked-accounts", "company"), scored.subjects.links
    if leaf is None or leaf.score is None:
        return
    gain = gain_of(scored.pillars, leaf.metric, leaf.subject)
    for channel in scored.subjects.channels:
        view = channel.view
        if view.standing in {"declared", "gone"} or links.is_site(view.channel) or links.is_known(view) is not False:
            continue
        if links.from_site(view.channel) is False:
            evidence = (*links.evidence, *view.evidence)
            yield scored.note("not-linked", view.channel.id, gain=gain, evidence=evidence, account=view.label)


def of_channels(scored: Scored) -> Iterator[Finding]:
    """What could be better on each channel, and between the channels and the website."""
    for channel in scored.subjects.channels:
        yield from _cadence(scored, channel)
        yield from _silence(scored, channel)
        yield from _burst(scored, channel)
        yield from _gap(scored, channel)
    yield from _not_linked(scored)
