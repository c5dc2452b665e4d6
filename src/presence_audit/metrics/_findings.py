"""What to do next: findings from the leaves, each with what was seen, what would help and what it would gain.

Texts after the method's list of recommendations. The gain is what the total would rise by if the one leaf stood
at 90 points. Nothing is said of a leader that was not measured, and nobody is shamed: a finding names what was
seen and the next step.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from presence_audit.metrics._calendar import DAYS_OF, day_of, is_coarse
from presence_audit.metrics._know import quickest
from presence_audit.metrics._leaf import counted, sentence
from presence_audit.metrics._subjects import category_name
from presence_audit.model.report import KNOW, Finding
from presence_audit.scoring import anchors, gain_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from presence_audit.metrics._measure import Measurement
    from presence_audit.metrics._subjects import CompanyChannel, LeaderView, Subjects
    from presence_audit.model.observation import Evidence, Post
    from presence_audit.model.report import Leaf, Pillar, Severity

_LEFT_OUT = "It is left out, not counted as zero."
_LEADING, _TYPICAL = 90.0, 50.0
_DORMANT_DAYS = 90
# What one fixed day and one spontaneous post a week amount to.
_TWO_A_WEEK = 2
# From this gain on a finding is of high, and of medium severity (points of the total).
_HIGH, _MEDIUM = 2.0, 0.75
# So many posts on one or two days are a burst, also where there are too few gaps to measure.
_BURST_POSTS, _BURST_DAYS = 10, 2


@dataclass(frozen=True)
class _Scored:
    """The measurement with its pillars, and the leaves by metric and subject."""

    measurement: Measurement
    pillars: Sequence[Pillar]
    leaves: dict[tuple[str, str], Leaf]

    def leaf(self, metric: str, subject: str) -> Leaf | None:
        return self.leaves.get((metric, subject))

    def weak(self, metric: str, subject: str, below: float) -> Leaf | None:
        """The leaf where it is known, carries weight, and scores less than `below`."""
        leaf = self.leaf(metric, subject)
        return leaf if leaf is not None and leaf.weight and leaf.score is not None and leaf.score < below else None

    def finding(self, id_: str, leaf: Leaf, message: str, advice: str) -> Finding:
        gain = gain_of(self.pillars, leaf.metric, leaf.subject)
        return _finding(id_, leaf.subject, message, advice, gain=gain, evidence=leaf.evidence)


def _severity(gain: float | None) -> Severity:
    if gain is None:
        return "info"
    if gain >= _HIGH:
        return "high"
    return "medium" if gain >= _MEDIUM else "low"


def _finding(
    id_: str, subject: str, message: str, advice: str, *, gain: float | None = None, evidence: Sequence[Evidence] = ()
) -> Finding:
    return Finding(
        id=id_,
        subject=subject,
        severity=_severity(gain),
        message=message,
        advice=advice,
        gain=gain,
        evidence=tuple(evidence),
    )


def _number(value: float) -> str:
    """A rate as people read it: 3, 0.5, 0.15."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _benchmark(rate: float, typical: float, leading: float) -> str:
    """What the rate is held against: the typical one, and above it also the leading one."""
    told = f"typical is {_number(typical)}"
    return told if rate < typical else f"{told}, leading {_number(leading)}"


def _silent_for(post: Post, subjects: Subjects) -> str:
    """How long ago the last post came, in whole days of the calendar or as exactly as the platform tells."""
    assert post.published_at is not None
    last, today = (moment.astimezone(subjects.zone).date() for moment in (post.published_at, subjects.as_of))
    days = max((today - last).days, 0)
    unit = DAYS_OF[post.date_precision] if is_coarse(post.date_precision) else 1
    if unit == 1:
        return counted(days, "day")
    return f"about {counted(round(days / unit), post.date_precision)}"


def _label(channel: CompanyChannel) -> str:
    view = channel.view
    return f"{view.name} ({view.channel.handle})" if view.channel.handle else view.name


def _cadence(scored: _Scored, channel: CompanyChannel) -> Iterator[Finding]:
    subject, rate, benchmark = channel.view.channel.id, channel.rate, channel.benchmark
    leaf = scored.weak("posts-per-week", subject, _LEADING)
    recency = scored.leaf("channel-recency", subject)
    days = recency.value if recency is not None else None
    if leaf is not None and leaf.state == "value" and days is not None and days >= _DORMANT_DAYS:
        last = channel.view.last_post
        silent = _silent_for(last, scored.measurement.subjects) if last else f"at least {counted(int(days), 'day')}"
        message = f"{_label(channel)} has been silent for {silent}."
        yield scored.finding("dormant", leaf, message, "Revive it, or close it and point to a live channel.")
    elif leaf is not None and channel.view.has_never_posted:
        message = f"{_label(channel)} has no posts."
        yield scored.finding(
            "dormant", leaf, message, "Begin with a first post, or close it and point to a live channel."
        )
    elif leaf is not None and benchmark is not None and leaf.value is not None:
        aim = benchmark.typical if leaf.value < benchmark.typical else benchmark.leading
        held = _benchmark(leaf.value, benchmark.typical, benchmark.leading)
        if channel.view.channel.target:
            held = f"your own goal is {_number(benchmark.leading)}"
        message = f"{_label(channel)}: {_number(leaf.value)} posts a week; {held}."
        how = ": one fixed day and one spontaneous post" if aim <= _TWO_A_WEEK else ""
        advice = f"Aim for {_number(aim)} a week{how}."
        yield scored.finding("cadence-low", leaf, message, advice)
    if not isinstance(rate, str) and rate.is_truncated and channel.weight:
        low, high = _number(rate.rate.low), _number(rate.rate.high)
        message = (
            f"{_label(channel)}: only the last posts are visible ({counted(rate.posts, 'post')} that count in "
            f"{rate.days:.0f} days); the rate is an estimate ({low}-{high} a week)."
        )
        yield _finding("truncated", subject, message, "", evidence=channel.view.evidence)


def _rhythm(scored: _Scored, channel: CompanyChannel) -> Iterator[Finding]:
    subject = channel.view.channel.id
    silence = scored.weak("longest-silence", subject, _TYPICAL)
    recency = scored.leaf("channel-recency", subject)
    is_dormant = recency is not None and (recency.value or 0.0) >= _DORMANT_DAYS
    if silence is not None and silence.value is not None and not is_dormant:
        message = f"{_label(channel)}: the longest silence lasted {counted(int(silence.value), 'day')}."
        yield scored.finding("silence", silence, message, "Plan for holidays and busy periods.")
    burst = scored.leaf("burstiness", subject)
    posts = [p for p in channel.view.own if p.published_at and p.published_at >= channel.view.since]
    days = Counter(day_of(p, scored.measurement.subjects.zone) for p in posts if p.date_precision in {"second", "day"})
    busiest = days.most_common()
    half = next((n for n in range(1, len(busiest) + 1) if 2 * sum(c for _, c in busiest[:n]) >= len(posts)), 0)
    crowded = len(posts) >= _BURST_POSTS and 0 < half <= _BURST_DAYS
    uneven = scored.weak("burstiness", subject, _TYPICAL) is not None
    if burst is not None and channel.weight and half and (uneven or crowded):
        count = sum(c for _, c in busiest[:half])
        message = f"{_label(channel)}: {count} of {len(posts)} posts came on {counted(half, 'day')}."
        yield scored.finding("burst", burst, message, "Spread them out.")


def _leader(scored: _Scored, leader: LeaderView) -> Iterator[Finding]:
    name, subject = leader.leader.name, leader.subject
    rate = scored.weak("leader-posts-per-week", subject, _LEADING)
    last = scored.leaf("leader-last-post", subject)
    if leader.standing == "absent" and rate is not None:
        advice = "Leading the way starts with being there: a complete profile, then a first post."
        yield scored.finding("leader-absent", rate, f"We found no public profile for {name}.", advice)
        return
    silent = scored.weak("leader-last-post", subject, _TYPICAL)
    # Silence beside a channel that cannot be read is nobody's silence.
    silent = None if leader.unknown else silent
    worst = rate or silent
    partly = f" ({leader.partly})" if leader.partly else ""
    often = "One post every other week is what active top leaders typically manage."
    if silent is not None and worst is not None and silent.value is not None:
        seen = leader.last_post
        long = f"at least {counted(int(silent.value), 'day')}"
        long = _silent_for(seen, scored.measurement.subjects) if seen else long
        message = f"{name} has a profile but has not posted for {long}."
        yield scored.finding("leader-silent", worst, message, often)
    elif silent is not None and worst is not None:
        yield scored.finding("leader-silent", worst, f"{name} has a profile, which has no posts yet.", often)
    elif rate is not None and rate.value is not None and last is not None and last.score is not None:
        curve = anchors().metrics["leader-posts-per-week"]
        assert curve.typical is not None
        assert curve.leading is not None
        aim = curve.typical if rate.value < curve.typical else curve.leading
        held = _benchmark(rate.value, curve.typical, curve.leading)
        message = f"{name}: {_number(rate.value)} posts a week{partly}; {held}."
        yield scored.finding("cadence-low", rate, message, f"Aim for {_number(aim)} a week, in your own words.")
    yield from _voice(scored, leader)


def _voice(scored: _Scored, leader: LeaderView) -> Iterator[Finding]:
    name, subject = leader.leader.name, leader.subject
    partly = f" ({leader.partly})" if leader.partly else ""
    voice = scored.weak("leader-own-voice", subject, _TYPICAL)
    if voice is not None and voice.value is not None:
        message = f"{100 * (1 - voice.value):.0f} % of {name}'s activity{partly} is reshares or copies."
        yield scored.finding("leader-reshare", voice, message, "Use your own words.")
    part = scored.weak("leader-participation", subject, _TYPICAL)
    if part is not None and part.state == "value" and leader.posts.own:
        message = f"{name} publishes but rarely answers{partly}."
        yield scored.finding("leader-participate", part, message, "Spend ten minutes after each post on the replies.")


def _breadth(scored: _Scored) -> Iterator[Finding]:
    leaf = scored.weak("leader-breadth", "company", _LEADING)
    if leaf is not None:
        advice = "Do not leave it to one person or to marketing."
        yield scored.finding("leader-breadth", leaf, leaf.reason, advice)


def _coverage(scored: _Scored) -> Iterator[Finding]:
    subjects = scored.measurement.subjects
    for channel in subjects.channels:
        leaf = scored.weak("channel-recency", channel.view.channel.id, _LEADING)
        if leaf is None or leaf.state != "absent" or channel.view.has_never_posted:
            continue
        used = anchors().daily_use.get(channel.view.category or "")
        is_norwegian = subjects.profiles.company.country == anchors().daily_use_country
        daily = f", used daily by {used.percent} % of Norwegian adults ({used.year})" if used and is_norwegian else ""
        chosen = channel.view.standing == "declared"
        advice = (
            "If that is a choice, nothing needs to be done; the report counts what the public can see."
            if chosen
            else "Open it again, or write `absent: true` and point to a live channel."
        )
        yield scored.finding("coverage-gap", leaf, f"No active presence on {channel.view.name}{daily}.", advice)
    linked = scored.leaf("linked-accounts", "company")
    if linked is None or linked.score is None:
        return
    gain = gain_of(scored.pillars, linked.metric, linked.subject)
    for channel in subjects.channels:
        view, links = channel.view, subjects.links
        if view.standing in {"declared", "gone"} or links.is_site(view.channel) or links.is_known(view) is not False:
            continue
        if links.from_site(view.channel) is False:
            advice = "Link both ways so that people can tell it is yours."
            message = f"{_label(channel)} is not linked from your website."
            evidence = (*links.evidence, *view.evidence)
            yield _finding("not-linked", view.channel.id, message, advice, gain=gain, evidence=evidence)


def _unknown(scored: _Scored) -> Iterator[Finding]:
    subjects = scored.measurement.subjects
    left_out = _LEFT_OUT
    views = [c.view for c in subjects.channels]
    views += [view for leader in subjects.leaders for view in leader.channels]
    for view in views:
        if view.standing == "unknown":
            observation = view.observation
            step = observation and (observation.next_step or observation.outcome.next_step)
            told = "" if step and "left out" in step else left_out
            message = sentence(f"Not measured: {view.name} ({view.channel.handle})", view.why, told)
            yield _finding("unknown", view.channel.id, message, step or "Run the audit again.", evidence=view.evidence)
    for category in subjects.unlisted:
        message = f"Not measured: no {category_name(category)} channel is listed. {left_out}"
        yield _finding("unknown", f"channel:{category}:", message, "List it in profiles.yaml, or write `absent: true`.")
    for leader in subjects.leaders:
        if leader.standing == "unlisted":
            message = f"Not measured: no channel is listed for {leader.leader.name}. {left_out}"
            yield _finding("unknown", leader.subject, message, "List one in profiles.yaml, or write `absent: true`.")
    if not subjects.leaders:
        message = f"Not measured: no leaders are named. {left_out}"
        yield _finding("unknown", "company", message, "Name the leaders, with their channels, in profiles.yaml.")


def _know(subjects: Subjects) -> Iterator[Finding]:
    for view, message, how in quickest(subjects):
        yield _finding(KNOW, view.channel.id, message, how, evidence=view.evidence)


def findings_of(measurement: Measurement, pillars: Sequence[Pillar]) -> tuple[Finding, ...]:
    """Every finding, the one with the greatest gain first, those without a gain last.

    Args:
        measurement: what was measured.
        pillars: the pillars of the same measurement, scored.
    """
    leaves = {(leaf.metric, leaf.subject): leaf for pillar in pillars for leaf in pillar.leaves}
    scored = _Scored(measurement, pillars, leaves)
    subjects = measurement.subjects
    found = [
        *(f for channel in subjects.channels for f in (*_cadence(scored, channel), *_rhythm(scored, channel))),
        *(f for leader in subjects.leaders for f in _leader(scored, leader)),
        *_breadth(scored),
        *_coverage(scored),
        *_unknown(scored),
        *_know(subjects),
    ]
    ranked = sorted(found, key=lambda f: (f.gain is None, -(f.gain or 0.0), f.id, "" if f.id == KNOW else f.subject))
    return tuple(ranked)  # the ways to know stay in their own order, the quickest first
