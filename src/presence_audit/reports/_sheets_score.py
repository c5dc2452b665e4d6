"""The tables of what is scored: what to do, the pillars, the leaders, the channels, and every measure."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING

from presence_audit.model.channel import COMPANY
from presence_audit.model.report import KNOW
from presence_audit.reports import _numbers as numbers
from presence_audit.reports import _words as words
from presence_audit.reports._last_posts import last_post
from presence_audit.reports._measures import measure_rows
from presence_audit.reports._rows import (
    becomes,
    channel_rows,
    channel_sign,
    findings_by_gain,
    leader_rows,
    leaves_of,
    standings,
    ways_to_know,
)
from presence_audit.reports._sheets import YES_NO, Column, Sheet, Typed, known, number_of, placed, state_of, titled
from presence_audit.reports._shown_rows import names_of

if TYPE_CHECKING:
    from presence_audit.model.report import ChannelLine, Finding, LeaderLine, Leaf, Report
    from presence_audit.reports._measures import MeasureRow
    from presence_audit.reports._rows import LeaderRow
    from presence_audit.reports._sheets import Row, Value

_GAIN, _KNOW = "gain more", "know more"
_PRECISIONS = {"exact": "exact", "rounded": "rounded by the site", "bracket": "at least"}

_ACTIONS = (
    Column("No.", "count", 6),
    Column("Aim", "text", 12),
    Column("Subject", "text", 26),
    Column("What was found", "long", 46),
    Column("What to do", "long", 60),
    Column("Gain", "gain", 8),
    Column("Total becomes", "points", 10),
    Column("Gain is", "state", 11),
    Column("Effort", "state", 11),
    Column("Severity", "text", 10),
    Column("Finding", "text", 26, is_printed=False),
    Column("Subject id", "address", 34, is_printed=False),
)
_PILLARS = (
    Column("Pillar", "text", 28),
    Column("Weight of 100", "plain", 10),
    Column("Score", "points", 9),
    Column("Score is", "state", 11),
    Column("Data coverage", "share", 11),
    Column("Measures known", "count", 11),
    Column("Measures unknown", "count", 11),
    Column("Not applicable", "count", 11),
    Column("Pillar id", "text", 14),
)
_LEADERS = (
    Column("Leader", "text", 28),
    Column("Role", "text", 20),
    Column("Publicly", "state", 10),
    Column("Visibility", "points", 9),
    Column("Visibility is", "state", 11),
    Column("Data coverage", "share", 10),
    Column("Posts per week", "rate", 9),
    Column("Rate is", "state", 11),
    Column("Last post ({zone})", "moment", 17),
    Column("Last post is", "state", 15),
    Column("Own participation", "share", 13),
    Column("Participation is", "state", 13),
    Column("Own voice", "share", 9),
    Column("Own voice is", "state", 12),
    Column("Where", "long", 40),
    Column("Next step", "long", 50),
    Column("Subject id", "address", 20, is_printed=False),
)
_CHANNELS = (
    Column("Platform", "text", 12),
    Column("Handle", "text", 28),
    Column("Of", "text", 20),
    Column("Outcome", "state", 24),
    Column("Followers", "count", 11),
    Column("Followers are", "state", 20),
    Column("Posts seen", "count", 9),
    Column("Posts seen are", "state", 11),
    Column("Posts per week", "rate", 9),
    Column("Rate is", "state", 11),
    Column("Last post ({zone})", "moment", 17),
    Column("Last post is", "state", 19),
    Column("Every post known since ({zone})", "moment", 17),
    Column("The whole period", "state", 10),
    Column("Route", "text", 16),
    Column("Reason", "long", 44),
    Column("Next step", "long", 44),
    Column("Worth 50 (per week)", "rate", 10, is_printed=False),
    Column("Worth 90 (per week)", "rate", 10, is_printed=False),
    Column("Because it is", "text", 30, is_printed=False),
    Column("Address", "address", 40, is_printed=False),
    Column("Subject id", "address", 34, is_printed=False),
)
_MEASURES = (
    Column("No.", "count", 6),
    Column("Pillar", "text", 25),
    Column("Metric", "text", 23),
    Column("Subject", "text", 28),
    Column("Weight in pillar", "weight", 9),
    Column("State", "state", 15),
    Column("Value", "measure", 9),
    Column("Unit", "text", 22),
    Column("Interval from", "measure", 9),
    Column("Interval to", "measure", 9),
    Column("Score", "points", 8),
    Column("Reason", "long", 60),
    Column("Posts", "count", 8),
    Column("Listed in Posts as", "address", 20),
    Column("Listed in Evidence as", "address", 16),
    Column("Subject id", "address", 34, is_printed=False),
)


def actions(report: Report) -> Sheet:
    """What would gain most, and then how what is unknown becomes known."""
    names = {**names_of(report), COMPANY: report.company.name}

    def row(place: int, finding: Finding) -> Row:
        # What is only to be known is told with the severity of an information.
        aim = _KNOW if finding.id == KNOW or finding.severity == "info" else _GAIN
        subject, effort = names.get(finding.subject, finding.subject), finding.effort or "unknown"
        worth = (finding.gain, becomes(report, finding), known(finding.gain))
        told = (finding.message, finding.advice)
        return (place, aim, subject, *told, *worth, effort, finding.severity, finding.id, finding.subject)

    return Sheet(
        "Actions",
        "What to do, what gains most first; then how what is unknown becomes known.",
        words.NO_SCORE if report.score.value is None else words.NO_FINDINGS,
        _ACTIONS,
        tuple(row(*one) for one in enumerate(chain(findings_by_gain(report), ways_to_know(report)), 1)),
        fixed=3,
    )


def pillars(report: Report) -> Sheet:
    """The seven pillars."""
    rows = []
    for pillar in report.pillars:
        states = Counter(leaf.state for leaf in pillar.leaves)
        counts = (states["value"] + states["absent"], states["unknown"], states["not-applicable"])
        score = (pillar.score, known(pillar.score))
        rows.append((words.PILLARS[pillar.id], pillar.weight, *score, pillar.coverage, *counts, pillar.id))
    return Sheet("Pillars", "The seven parts of the score.", words.NO_MEASURES, _PILLARS, tuple(rows))


def _share(leaf: Leaf | None, standing: str) -> tuple[Value, str]:
    """The value of a leader's metric with the word beside it."""
    if leaf is None:
        return None, "absent" if standing == "absent" else "unknown"
    if leaf.state == "value":
        return leaf.value, known(leaf.value)
    return None, leaf.state.replace("-", " ")


def _next_steps(report: Report) -> dict[str, str]:
    """What each leader does first: what gains most, else what makes a channel known that could not be read."""
    steps: dict[str, str] = {}
    for finding in findings_by_gain(report):
        steps.setdefault(finding.subject, f"{finding.message} {finding.advice}")
    for channel in report.channels:
        if channel.next_step and not channel.outcome.is_readable:
            steps.setdefault(channel.owner, channel.next_step)
    return steps


def _last(report: Report, subject: str, moment: datetime | None) -> Value | Typed:
    """When the last post came: a moment, a day, or words, as exactly as the site tells."""
    if moment is None:
        return None
    last = last_post(report, subject, moment)
    if last.value is None:
        return Typed(last.day, "text")
    return last.value if isinstance(last.value, datetime) else Typed(last.value, "day")


def leaders(report: Report) -> Sheet:
    """One row for each leader."""
    _, zone_name = numbers.zone_of(report)
    metrics = ("leader-participation", "leader-own-voice")
    leaves = {(metric, leaf.subject): leaf for metric in metrics for leaf in leaves_of(report, metric)}
    steps = _next_steps(report)

    def row(leader: LeaderLine, told: LeaderRow, standing: str) -> Row:
        subject = f"leader:{leader.id}"
        return (
            leader.name,
            leader.role,
            standing,
            number_of(told.visibility, leader.visibility),
            state_of(told.visibility),
            leader.coverage,
            number_of(told.posts, leader.posts_per_week),
            state_of(told.posts),
            _last(report, subject, leader.last_post_at),
            told.last_ago or state_of(told.last_day),
            *(cell for metric in metrics for cell in _share(leaves.get((metric, subject)), standing)),
            "; ".join(told.where),
            steps.get(subject, ""),
            subject,
        )

    told = zip(report.leaders, leader_rows(report), standings(report), strict=True)
    about = "Each leader: where present, how often, the last post, and the next step."
    return Sheet("Leaders", about, words.NO_LEADERS, titled(_LEADERS, zone_name), tuple(row(*one) for one in told))


def _posts_seen(channel: ChannelLine) -> str:
    return known(channel.posts_seen) if channel.posts_seen is not None else state_of(channel_sign(channel))


def channels(report: Report) -> Sheet:
    """One row for each channel."""
    zone, zone_name = numbers.zone_of(report)
    benchmarks = {one.subject: one for one in (report.shown.benchmarks if report.shown else ())}
    rows = []
    for channel, told in zip(report.channels, channel_rows(report), strict=True):
        since, mark = channel.window.reaches_back_to, benchmarks.get(channel.id)
        followers = channel.followers
        rows.append(
            (
                channel.platform,
                channel.handle,
                told.leader or words.OF_THE_COMPANY,
                told.outcome,
                followers.value if followers else None,
                _PRECISIONS[followers.precision] if followers else state_of(told.followers),
                channel.posts_seen,
                _posts_seen(channel),
                channel.posts_per_week,
                state_of(told.posts),
                _last(report, channel.id, channel.last_post_at),
                told.last_ago or state_of(told.last_day),
                numbers.local(since, zone) if since else None,
                YES_NO[channel.window.complete or (False if since else None)],
                words.route_words(channel.provenance),
                channel.reason,
                channel.next_step,
                mark.typical if mark else None,
                mark.leading if mark else None,
                mark.basis if mark else "no benchmark is known",
                channel.url,
                channel.id,
            )
        )
    about = "Each channel: how it answered, what it shows, and what to do where it could not be read."
    return Sheet("Channels", about, words.NO_CHANNELS, titled(_CHANNELS, zone_name), tuple(rows), fixed=2)


def measures(report: Report) -> Sheet:
    """Every measure with its score, its reason and what it rests on."""

    def row(place: int, one: MeasureRow) -> Row:
        low, high = one.interval or (None, None)
        ends: tuple[Value | Typed, ...] = (one.value, low, high)
        value, low_end, high_end = (Typed(end, "share") for end in (one.value, low, high)) if one.is_share else ends
        return (
            place,
            one.pillar_name,
            one.metric,
            one.subject_name,
            one.weight,
            one.state,
            value,
            one.unit,
            low_end,
            high_end,
            one.score,
            one.reason,
            one.posts,
            placed(one.listed) or "none",
            placed(one.answers) or "none",
            one.subject,
        )

    rows = tuple(row(place, one) for place, one in enumerate(measure_rows(report), 1))
    about = "Every measure: its weight, value, score, reason, and what it rests on."
    return Sheet("Measures", about, words.NO_MEASURES, _MEASURES, rows, fixed=4)
