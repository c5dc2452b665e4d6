"""What the tables of a report say, cell by cell, so that every format says the same.

Cells may hold foreign text as it came. Each format makes it harmless in its own way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from presence_audit.i18n import gettext as _
from presence_audit.model.channel import COMPANY
from presence_audit.model.outcome import Outcome
from presence_audit.model.report import KNOW
from presence_audit.reports import _nouns as nouns
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._last_posts import last_post
from presence_audit.reports._words import effort_words, outcome_words, platform_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from presence_audit.model.observation import Evidence
    from presence_audit.model.report import ChannelLine, Finding, LeaderLine, Leaf, Report

Standing = Literal["there", "absent", "unknown"]


@dataclass(frozen=True, slots=True)
class LeaderRow:
    """One leader as a row. `where` holds one cell line per channel."""

    name: str
    role: str
    visibility: str
    posts: str
    last_day: str
    last_ago: str
    where: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """One channel as a row, its platform as people call it. `leader` is who owns it, empty for the company's."""

    platform: str
    handle: str
    leader: str
    outcome: str
    followers: str
    posts: str
    last_day: str
    last_ago: str


@dataclass(frozen=True, slots=True)
class Unread:
    """Channels of which the same is to be said: why they were not read and what can be done, or what was not seen.

    `platforms` are what people call the platform of each.
    """

    channels: tuple[ChannelLine, ...]
    platforms: tuple[str, ...]
    outcome: str
    reason: str
    next_step: str

    @property
    def names(self) -> tuple[str, ...]:
        """Each channel by its platform and its handle."""
        named = zip(self.platforms, self.channels, strict=True)
        return tuple(f"{platform} {channel.handle}".strip() for platform, channel in named)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many measures the report holds. `applicable` are those that could be known."""

    applicable: int
    unknown: int
    not_applicable: int


def leaves_of(report: Report, metric: str) -> tuple[Leaf, ...]:
    """All leaves of one metric, in the order of the report."""
    return tuple(leaf for pillar in report.pillars for leaf in pillar.leaves if leaf.metric == metric)


def _by_subject(report: Report) -> dict[str, list[Leaf]]:
    leaves: dict[str, list[Leaf]] = {}
    for pillar in report.pillars:
        for leaf in pillar.leaves:
            leaves.setdefault(leaf.subject, []).append(leaf)
    return leaves


def _by_owner(report: Report) -> dict[str, list[ChannelLine]]:
    channels: dict[str, list[ChannelLine]] = {}
    for channel in report.channels:
        channels.setdefault(channel.owner, []).append(channel)
    return channels


def _standing(leader: LeaderLine, leaves: list[Leaf], channels: list[ChannelLine]) -> Standing:
    states = {leaf.state for leaf in leaves}
    if "value" in states or leader.last_post_at or any(c.outcome.is_readable for c in channels):
        return "there"
    if "unknown" in states or any(c.outcome.is_unknown and c.provenance != "declared" for c in channels):
        return "unknown"
    return "absent" if "absent" in states or channels else "unknown"


def standings(report: Report) -> tuple[Standing, ...]:
    """Whether each leader is publicly there, by what was measured; one proof of being there is enough."""
    leaves, channels = _by_subject(report), _by_owner(report)
    subjects = ((leader, f"leader:{leader.id}") for leader in report.leaders)
    return tuple(_standing(leader, leaves.get(name, []), channels.get(name, [])) for leader, name in subjects)


def _sign(standing: Standing, leaves: list[Leaf], metric: str) -> str:
    """What stands where there is no number: the state of the leaf that would have given it."""
    states = {leaf.state for leaf in leaves if leaf.metric == metric}
    if states == {"not-applicable"}:
        return numbers.NOT_APPLICABLE
    return numbers.absent() if states == {"absent"} or standing == "absent" else numbers.UNKNOWN


def _where(standing: Standing, channels: list[ChannelLine], platforms: Mapping[str, str]) -> tuple[str, ...]:
    if channels:
        return tuple(f"{platforms[c.platform]}: {outcome_words(c.outcome, c.provenance)}" for c in channels)
    return (_("absent (no public channel)"),) if standing == "absent" else (_("unknown (no channel named)"),)


def leader_rows(report: Report) -> tuple[LeaderRow, ...]:
    """The leaders in the order of the report."""
    by_subject, by_owner, platforms = _by_subject(report), _by_owner(report), platform_names(report)
    rows = []
    for leader, standing in zip(report.leaders, standings(report), strict=True):
        leaves = by_subject.get(f"leader:{leader.id}", [])
        # A leader who is not there has no rate to show; the zero that counts stands among the leaves.
        has_rate = leader.posts_per_week is not None and standing != "absent"
        no_rate, no_post = (_sign(standing, leaves, m) for m in ("leader-posts-per-week", "leader-last-post"))
        last_day, last_ago = _last(report, f"leader:{leader.id}", leader.last_post_at, no_post)
        rows.append(
            LeaderRow(
                name=leader.name,
                role=leader.role,
                visibility=numbers.absent() if standing == "absent" else numbers.score(leader.visibility),
                posts=numbers.rate(leader.posts_per_week) if has_rate else no_rate,
                last_day=last_day,
                last_ago=last_ago,
                where=_where(standing, by_owner.get(f"leader:{leader.id}", []), platforms),
            )
        )
    return tuple(rows)


def channel_sign(channel: ChannelLine) -> str:
    """What stands where a channel has no number."""
    if channel.provenance == "declared" or channel.outcome.is_absent:
        return numbers.absent()
    return numbers.UNKNOWN


def _last(report: Report, subject: str, moment: datetime | None, sign: str) -> tuple[str, str]:
    """The last post's day and how long ago it was, no more exactly than the site tells; else the sign."""
    if moment is None:
        return sign, ""
    last = last_post(report, subject, moment)
    return last.day, last.ago


def channel_rows(report: Report) -> tuple[ChannelRow, ...]:
    """The channels in the order of the report."""
    names, platforms = {f"leader:{leader.id}": leader.name for leader in report.leaders}, platform_names(report)
    rows = []
    for channel in report.channels:
        sign = channel_sign(channel)
        # A channel that is proven to have no posts has no last one: nothing there is unknown.
        no_post = numbers.NOT_APPLICABLE if channel.outcome == "zero_posts" else sign
        last_day, last_ago = _last(report, channel.id, channel.last_post_at, no_post)
        rows.append(
            ChannelRow(
                platform=platforms[channel.platform],
                handle=channel.handle,
                leader="" if channel.owner == COMPANY else names.get(channel.owner, channel.owner),
                outcome=outcome_words(channel.outcome, channel.provenance),
                followers=numbers.count(channel.followers) if channel.followers else sign,
                posts=sign if channel.posts_per_week is None else numbers.rate(channel.posts_per_week),
                last_day=last_day,
                last_ago=last_ago,
            )
        )
    return tuple(rows)


def unread(report: Report) -> tuple[Unread, ...]:
    """The channels that could not be read, those with the same cause together."""
    return _alike(report, (c for c in report.channels if not c.outcome.is_readable and c.provenance != "declared"))


def reserved(report: Report) -> tuple[Unread, ...]:
    """The channels that were read, with what their numbers take for granted or leave out."""
    read = (c for c in report.channels if c.outcome is Outcome.OK and c.reason)
    return _alike(report, (channel.model_copy(update={"next_step": ""}) for channel in read))


def _alike(report: Report, lines: Iterable[ChannelLine]) -> tuple[Unread, ...]:
    platforms = platform_names(report)
    groups: dict[tuple[str, str, str], list[ChannelLine]] = {}
    for channel in lines:
        key = (outcome_words(channel.outcome, channel.provenance), channel.reason, channel.next_step)
        groups.setdefault(key, []).append(channel)
    return tuple(
        Unread(tuple(channels), tuple(platforms[channel.platform] for channel in channels), *key)
        for key, channels in groups.items()
    )


def findings_by_gain(report: Report) -> tuple[Finding, ...]:
    """The findings, those that would gain most first; those without a number last."""
    found = (finding for finding in report.findings if finding.id != KNOW)
    return tuple(sorted(found, key=lambda finding: (finding.gain is None, -(finding.gain or 0))))


def becomes(report: Report, finding: Finding) -> float | None:
    """What the total would be if the finding were mended; None where that is not known."""
    if finding.gain is None or report.score.value is None:
        return None
    return min(report.score.value + finding.gain, 100)


def worth(report: Report, finding: Finding) -> str:
    """What the finding is worth: by how much the total would rise, what it would become, and what the step takes."""
    gain, total = numbers.gain(finding.gain), becomes(report, finding)
    # Translators: how many points a step is worth, and what the total becomes: "+2.3 points, to 67.5".
    told = gain if total is None else _("{gain}, to {total}").format(gain=gain, total=numbers.score(total))
    if not finding.effort:
        return told
    # Translators: {effort} is "minutes", "an hour", "days" or "weeks".
    return _("{gain}; takes {effort}").format(gain=told, effort=effort_words(finding.effort))


def ways_to_know(report: Report) -> tuple[Finding, ...]:
    """How what is unknown becomes known, the quickest first."""
    return tuple(finding for finding in report.findings if finding.id == KNOW)


def answers_of(report: Report) -> tuple[Evidence, ...]:
    """Every recorded answer that stands behind the report once, in the order of the measures and then the findings."""
    pieces: dict[Evidence, None] = {}  # a set that keeps its order
    for leaf in (leaf for pillar in report.pillars for leaf in pillar.leaves):
        pieces.update(dict.fromkeys(leaf.evidence))
    for finding in report.findings:
        pieces.update(dict.fromkeys(finding.evidence))
    return tuple(pieces)


def tally(report: Report) -> Tally:
    """Counts the measures by whether they are known."""
    states = [leaf.state for pillar in report.pillars for leaf in pillar.leaves]
    unknown, not_applicable = states.count("unknown"), states.count("not-applicable")
    return Tally(len(states) - not_applicable, unknown, not_applicable)


def basis(report: Report) -> str:
    """One plain sentence on what the score rests on."""
    measures = tally(report)
    if not measures.applicable:
        return _("There is no score, because nothing that can be measured is named in profiles.yaml.")
    readable = sum(channel.outcome.is_readable for channel in report.channels)
    is_scored = report.score.value is not None
    counting = [leaf for p in report.pillars if p.score is not None or not is_scored for leaf in p.leaves]
    known = sum(leaf.state in {"value", "absent"} for leaf in counting)
    # Translators: {measures} is "12 measures" and {channels} is "5 channels".
    rests = _("The score rests on {known} of {measures}, with {readable} of {channels} readable.")
    if not is_scored:
        rests = _(
            "There is no score, because too little is known: {known} of {measures}, "
            "with {readable} of {channels} readable. Unknown is not zero."
        )
    elif measures.unknown:
        rests = _(
            "The score rests on {known} of {measures}, with {readable} of {channels} readable; "
            "what is unknown is left out, not counted as zero."
        )
    return rests.format(
        known=numbers.whole(known),
        measures=nouns.counted(measures.applicable, "measure"),
        readable=numbers.whole(readable),
        channels=nouns.counted(len(report.channels), "channel"),
    )
