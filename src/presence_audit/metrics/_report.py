"""From observations to the finished report: measure, score, advise, and lay out the lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.metrics._choices import Choices
from presence_audit.metrics._findings import findings_of
from presence_audit.metrics._ignored import without_ignored
from presence_audit.metrics._measure import measure
from presence_audit.metrics._rates import rate_of
from presence_audit.metrics._shown import shown_of
from presence_audit.model.observation import Window
from presence_audit.model.outcome import Outcome
from presence_audit.model.report import ChannelLine, CompanyLine, LeaderLine, Report, Tool
from presence_audit.scoring import anchors, score, sensitivity_of, weighted_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from presence_audit.metrics._rates import Seen
    from presence_audit.metrics._subjects import LeaderView, Subjects
    from presence_audit.metrics._views import ChannelView
    from presence_audit.model.observation import Observation
    from presence_audit.model.profiles import Profiles
    from presence_audit.model.report import Leaf

_TOOL = "presence-audit"
_METHOD = Choices()


def _provenance(view: ChannelView) -> str:
    """By which routes the channel was read or asked, or that it was declared absent."""
    if view.channel.absent:
        return "declared"
    routes = view.observation.routes if view.observation else ()
    return ", ".join(routes or (view.channel.asked_as,))


def _channel_line(view: ChannelView, rate: Seen | str) -> ChannelLine:
    channel, observation = view.channel, view.observation
    is_read = view.standing == "read"
    last = view.last_post
    return ChannelLine(
        id=channel.id,
        owner=channel.owner,
        platform=channel.platform,
        handle=channel.handle,
        url=channel.url,
        outcome=observation.outcome if observation else Outcome.NOT_ATTEMPTED,
        reason=observation.reason if observation and not observation.outcome.is_unknown else view.why,
        next_step=(observation.next_step or observation.outcome.next_step) if observation else "",
        followers=observation.profile.followers if observation else None,
        posts_seen=len(observation.posts) if observation and is_read else None,
        posts_per_week=None if isinstance(rate, str) or not is_read else rate.rate.value,
        last_post_at=last.published_at if last else None,
        window=observation.window if observation else Window(),
        provenance=_provenance(view),
    )


def _channel_lines(subjects: Subjects) -> Iterator[ChannelLine]:
    for channel in subjects.channels:
        yield _channel_line(channel.view, channel.rate)
    for leader in subjects.leaders:
        for view in leader.channels:
            posts = [said.post for said in leader.posts.effective if said.channel == view.channel.id]
            yield _channel_line(view, rate_of(posts, view, subjects.days) if view.standing == "read" else view.why)


def _leader_line(leader: LeaderView, leaves: Sequence[Leaf]) -> LeaderLine:
    own = [leaf for leaf in leaves if leaf.subject == leader.subject]
    visibility, coverage = weighted_mean(own)
    rate = next((leaf.value for leaf in own if leaf.metric == "leader-posts-per-week"), None)
    last = leader.last_post
    return LeaderLine(
        id=leader.leader.id,
        name=leader.leader.name,
        role=leader.leader.role,
        visibility=visibility,
        coverage=coverage,
        last_post_at=last.published_at if last else None,
        posts_per_week=rate,
    )


def report_of(
    profiles: Profiles,
    observations: Mapping[str, Observation],
    home: Observation | None,
    as_of: datetime,
    *,
    tool_version: str,
    choices: Choices = _METHOD,
) -> Report:
    """The whole report of one audit. The same arguments give the same report.

    Args:
        profiles: the company, its channels and its leaders.
        observations: what was seen, by channel id.
        home: the company's home page, None where it was not read.
        as_of: the end of the audited period, aware.
        tool_version: the version that is printed in the report.
        choices: the language, and the options of the method; by default the method as it stands.
    """
    measurement = measure(profiles, observations, home, as_of, choices)
    scored = score(
        measurement.leaves,
        leaders=len(profiles.leaders),
        facts=measurement.facts,
        points=measurement.points if choices.intervals else None,
        partial=measurement.partial,
    )
    robustness = {
        "widest": scored.widest,
        "intervals": choices.intervals,
        "sensitivity": sensitivity_of(scored.pillars) if choices.sensitivity else None,
    }
    today = as_of.astimezone(measurement.subjects.zone).date()
    findings, ignored = without_ignored(findings_of(measurement, scored.pillars), profiles.ignore, today)
    company = profiles.company
    return Report(
        schema="presence-audit/report/1",
        tool=Tool(name=_TOOL, version=tool_version),
        method=anchors().method,
        as_of=as_of,
        window_days=profiles.settings.window_days,
        company=CompanyLine(
            name=company.name,
            website=company.website,
            timezone=company.timezone,
            kind=company.kind,
            size=company.size,
        ),
        score=scored.score,
        pillars=scored.pillars,
        channels=tuple(_channel_lines(measurement.subjects)),
        leaders=tuple(_leader_line(leader, measurement.leaves["leaders"]) for leader in measurement.subjects.leaders),
        findings=findings,
        shown=shown_of(measurement, ignored=ignored).model_copy(update=robustness),
    )
