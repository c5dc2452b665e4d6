"""The tables of what is scored: what to do, the pillars, the leaders, the channels, and every measure."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.i18n import mark
from presence_audit.model.report import KNOW
from presence_audit.reports import _numbers as numbers
from presence_audit.reports import _words as words
from presence_audit.reports._code_words import code_words, yes_no
from presence_audit.reports._last_posts import last_post
from presence_audit.reports._measure_words import subject_words, subjects_of
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
from presence_audit.reports._sheets import Column, Sheet, Typed, known, number_of, placed, state_of, titled, word

if TYPE_CHECKING:
    from presence_audit.model.report import ChannelLine, Finding, LeaderLine, Leaf, Report
    from presence_audit.reports._measures import MeasureRow
    from presence_audit.reports._rows import LeaderRow
    from presence_audit.reports._sheets import Row, Value

# Translators: what a finding aims at: more points, or more that is known.
_GAIN, _KNOW = mark("gain more"), mark("know more")
_PRECISIONS = {
    # Translators: said of a number of followers that a site shows.
    "exact": mark("exact"),
    "rounded": mark("rounded by the site"),
    "bracket": mark("at least"),
}

_ACTIONS = (
    Column(mark("No."), "count", 6),
    Column(mark("Aim"), "text", 12),
    Column(mark("Subject"), "text", 26),
    Column(mark("What was found"), "long", 46),
    Column(mark("What to do"), "long", 60),
    Column(mark("Gain"), "gain", 8),
    Column(mark("Total becomes"), "points", 10),
    Column(mark("Gain is"), "state", 11),
    Column(mark("Effort"), "state", 11),
    Column(mark("Severity"), "text", 10),
    Column(mark("Finding"), "text", 26, is_printed=False),
    Column(mark("Subject id"), "address", 34, is_printed=False),
)
_PILLARS = (
    Column(mark("Pillar"), "text", 28),
    Column(mark("Weight of 100"), "plain", 10),
    Column(mark("Score"), "points", 9),
    Column(mark("Score is"), "state", 11),
    Column(mark("Data coverage"), "share", 11),
    Column(mark("Measures known"), "count", 11),
    Column(mark("Measures unknown"), "count", 11),
    Column(mark("Not applicable"), "count", 11),
    Column(mark("Pillar id"), "text", 14),
)
_LEADERS = (
    Column(mark("Leader"), "text", 28),
    Column(mark("Role"), "text", 20),
    Column(mark("Publicly"), "state", 10),
    Column(mark("Visibility"), "points", 9),
    Column(mark("Visibility is"), "state", 11),
    Column(mark("Data coverage"), "share", 10),
    Column(mark("Posts per week"), "rate", 9),
    Column(mark("Rate is"), "state", 11),
    Column(mark("Last post ({zone})"), "moment", 17),
    Column(mark("Last post is"), "state", 15),
    Column(mark("Own participation"), "share", 13),
    Column(mark("Participation is"), "state", 13),
    Column(mark("Own voice"), "share", 9),
    Column(mark("Own voice is"), "state", 12),
    Column(mark("Where"), "long", 40),
    Column(mark("Next step"), "long", 50),
    Column(mark("Subject id"), "address", 20, is_printed=False),
)
_CHANNELS = (
    Column(mark("Platform"), "text", 12),
    Column(mark("Handle"), "text", 28),
    Column(mark("Of"), "text", 20),
    Column(mark("Outcome"), "state", 24),
    Column(mark("Followers"), "count", 11),
    Column(mark("Followers are"), "state", 20),
    Column(mark("Posts seen"), "count", 9),
    Column(mark("Posts seen are"), "state", 11),
    Column(mark("Posts per week"), "rate", 9),
    Column(mark("Rate is"), "state", 11),
    Column(mark("Last post ({zone})"), "moment", 17),
    Column(mark("Last post is"), "state", 19),
    Column(mark("Every post known since ({zone})"), "moment", 17),
    Column(mark("The whole period"), "state", 10),
    Column(mark("Route"), "text", 16),
    Column(mark("Reason"), "long", 44),
    Column(mark("Next step"), "long", 44),
    Column(mark("Worth 50 (per week)"), "rate", 10, is_printed=False),
    Column(mark("Worth 90 (per week)"), "rate", 10, is_printed=False),
    Column(mark("Because it is"), "text", 30, is_printed=False),
    Column(mark("Address"), "address", 40, is_printed=False),
    Column(mark("Subject id"), "address", 34, is_printed=False),
)
_MEASURES = (
    Column(mark("No."), "count", 6),
    Column(mark("Pillar"), "text", 25),
    Column(mark("Metric"), "text", 23),
    Column(mark("Subject"), "text", 28),
    Column(mark("Weight in pillar"), "weight", 9),
    Column(mark("State"), "state", 15),
    Column(mark("Value"), "measure", 9),
    Column(mark("Unit"), "text", 22),
    Column(mark("Interval from"), "measure", 9),
    Column(mark("Interval to"), "measure", 9),
    Column(mark("Score"), "points", 8),
    Column(mark("Reason"), "long", 60),
    Column(mark("Posts"), "count", 8),
    Column(mark("Listed in Posts as"), "address", 20),
    Column(mark("Listed in Evidence as"), "address", 16),
    Column(mark("Subject id"), "address", 34, is_printed=False),
)


def actions(report: Report) -> Sheet:
    """What would gain most, and then how what is unknown becomes known."""
    names = subjects_of(report)

    def row(place: int, finding: Finding) -> Row:
        # What is only to be known is told with the severity of an information.
        aim = _KNOW if finding.id == KNOW or finding.severity == "info" else _GAIN
        effort = Typed(words.effort_words(finding.effort), "state") if finding.effort else word("unknown")
        subject = subject_words(names, finding.subject)
        worth = (finding.gain, becomes(report, finding), known(finding.gain))
        told = (finding.message, finding.advice)
        severity = code_words(finding.severity)
        return (place, _(aim), subject, *told, *worth, effort, severity, finding.id, finding.subject)

    return Sheet(
        "actions",
        _("Actions"),
        _("What to do, what gains most first; then how what is unknown becomes known."),
        _(words.NO_SCORE if report.score.value is None else words.NO_FINDINGS),
        titled(_ACTIONS),
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
        rows.append((_(words.PILLARS[pillar.id]), pillar.weight, *score, pillar.coverage, *counts, pillar.id))
    about = _("The seven parts of the score.")
    return Sheet("pillars", _("Pillars"), about, _(words.NO_MEASURES), titled(_PILLARS), tuple(rows))


def _share(leaf: Leaf | None, standing: str) -> tuple[Value, Typed]:
    """The value of a leader's metric with the word beside it."""
    if leaf is None:
        return None, word("absent" if standing == "absent" else "unknown")
    if leaf.state == "value":
        return leaf.value, known(leaf.value)
    return None, state_of(numbers.NOT_APPLICABLE) if leaf.state == "not-applicable" else word(leaf.state)


def _next_steps(report: Report) -> dict[str, str]:
    """What each leader does first: what gains most, else what makes a channel known that could not be read."""
    steps: dict[str, str] = {}
    for finding in findings_by_gain(report):
        steps.setdefault(finding.subject, " ".join(filter(None, (finding.message, finding.advice))))
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
    zone_name = numbers.zone_of(report)[1]
    metrics = ("leader-participation", "leader-own-voice")
    leaves = {(metric, leaf.subject): leaf for metric in metrics for leaf in leaves_of(report, metric)}
    steps = _next_steps(report)

    def row(leader: LeaderLine, told: LeaderRow, standing: str) -> Row:
        subject = f"leader:{leader.id}"
        return (
            leader.name,
            leader.role,
            word(standing),
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
    about = _("Each leader: where present, how often, the last post, and the next step.")
    rows = tuple(row(*one) for one in told)
    return Sheet("leaders", _("Leaders"), about, _(words.NO_LEADERS), titled(_LEADERS, zone_name), rows)


def _posts_seen(channel: ChannelLine) -> Typed:
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
                told.platform,
                channel.handle,
                told.leader or _(words.OF_THE_COMPANY),
                told.outcome,
                followers.value if followers else None,
                _(_PRECISIONS[followers.precision]) if followers else state_of(told.followers),
                channel.posts_seen,
                _posts_seen(channel),
                channel.posts_per_week,
                state_of(told.posts),
                _last(report, channel.id, channel.last_post_at),
                told.last_ago or state_of(told.last_day),
                numbers.local(since, zone) if since else None,
                word(yes_no(channel.window.complete or (False if since else None))),
                words.route_words(channel.provenance),
                channel.reason,
                channel.next_step,
                mark.typical if mark else None,
                mark.leading if mark else None,
                mark.basis if mark else _("no benchmark is known"),
                channel.url,
                channel.id,
            )
        )
    about = _("Each channel: how it answered, what it shows, and what to do where it could not be read.")
    columns = titled(_CHANNELS, zone_name)
    return Sheet("channels", _("Channels"), about, _(words.NO_CHANNELS), columns, tuple(rows), fixed=2)


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
            word(one.state),
            value,
            one.unit,
            low_end,
            high_end,
            one.score,
            one.reason,
            one.posts,
            placed(one.listed) or code_words("none"),
            placed(one.answers) or code_words("none"),
            one.subject,
        )

    rows = tuple(row(place, one) for place, one in enumerate(measure_rows(report), 1))
    about = _("Every measure: its weight, value, score, reason, and what it rests on.")
    return Sheet("measures", _("Measures"), about, _(words.NO_MEASURES), titled(_MEASURES), rows, fixed=4)
