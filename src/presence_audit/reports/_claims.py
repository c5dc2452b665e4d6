"""What the report says to the five claims of the article that the method grew from, each with its number.

Heidi Sperre, "Digital forankring i toppen" (2017): leaders take part and lead the way; brands live in all
channels; customers expect content of quality and answers; engaged employees become ambassadors; and none of
it may be left to a few. Sentences may hold foreign text as it came.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from presence_audit.model.channel import COMPANY
from presence_audit.reports import _nouns as nouns
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._last_posts import last_post
from presence_audit.reports._rows import leaves_of, standings
from presence_audit.reports._shown_rows import concentration

if TYPE_CHECKING:
    from datetime import datetime

    from presence_audit.model.report import ChannelLine, Leaf, Pillar, Report

_CHANNEL_DAYS = 30  # typical for a channel that is alive: the same anchor as channel coverage
_NOT_YET = "not measured yet"
_OPENINGS = frozenset(
    ["A", "All", "An", "At", "Fewer", "For", "It", "Its", "No", "Nobody", "None", "Not", "Nothing", "Only", "Reading",
     "Some", "That", "The", "There", "These", "They", "This", "Too", "What", "Who"]
)  # fmt: skip
_FRESH = timedelta(days=1)  # an answer older than that says nothing of the days up to the audit
_LEADER_DAYS = 90  # the span in which leader breadth counts a leader as active


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim, and what was found about it. `metrics` are those that the sentence was made from."""

    title: str
    sentence: str
    metrics: tuple[str, ...] = ()


def _inside(reason: str) -> str:
    """A reason as the second half of a sentence: a name or an address keeps its capital, our own words do not."""
    first = reason.partition(" ")[0]
    return reason[:1].lower() + reason[1:] if first in _OPENINGS else reason


def _because(leaves: tuple[Leaf, ...]) -> str:
    """Why there is no number."""
    applicable = [leaf for leaf in leaves if leaf.state != "not-applicable"]
    if not leaves:
        return _NOT_YET
    if not applicable:
        return f"not applicable: {leaves[0].reason.rstrip('.')}" if leaves[0].reason else "not applicable"
    unknown = [leaf for leaf in applicable if leaf.state == "unknown"]
    reason = next((leaf.reason for leaf in unknown or applicable if leaf.reason), "").rstrip(".")
    if not unknown:
        return f"absent: {reason}" if reason else "absent"
    if reason == _NOT_YET:
        return _NOT_YET
    return f"unknown because {_inside(reason)}" if reason else "unknown"


def _values(leaves: tuple[Leaf, ...]) -> list[float]:
    return [leaf.value for leaf in leaves if leaf.state == "value" and leaf.value is not None]


def _participation(report: Report) -> str:
    leaves = leaves_of(report, "leader-participation")
    values = sorted(_values(leaves))
    if not values:
        return f"how far they take part themselves is {_because(leaves)}"
    low, high = numbers.percent(values[0]), numbers.percent(values[-1])
    span = low if low == high else f"{low} to {high}"
    return f"own participation (answers and quotes in their own words) is {span}, measured for {len(values)}"


def _pillar(report: Report, pillar_id: str) -> Pillar | None:
    return next((pillar for pillar in report.pillars if pillar.id == pillar_id), None)


def _pillar_words(report: Report, pillar_id: str, noun: str) -> str:
    pillar = _pillar(report, pillar_id)
    if pillar is None or not pillar.leaves:
        return f"{noun} is not measured yet"
    if pillar.score is None:
        return f"{noun} is {_because(pillar.leaves)}"
    known = sum(leaf.state in {"value", "absent"} for leaf in pillar.leaves)
    return f"{noun} scores {numbers.score(pillar.score)} of 100 from {nouns.counted(known, 'measure')}"


def _leaders_take_part(report: Report) -> str:
    if not report.leaders:
        return "not measured yet: profiles.yaml names no leader."
    states = standings(report)
    there, absent, unknown = (states.count(s) for s in ("there", "absent", "unknown"))
    if unknown == len(states):
        return f"who is publicly there is unknown; {_participation(report)}."
    parts = [f"{there} of {nouns.counted(len(states), 'leader')} publicly there"]
    parts += [f"{absent} absent"] if absent else []
    parts += [f"{unknown} unknown"] if unknown else []
    return f"{', '.join(parts)}; {_participation(report)}."


def _is_recent(report: Report, subject: str, moment: datetime | None, days: int) -> bool | None:
    """Whether a last post is known and came within so many days; None where its date is too coarse to say."""
    return moment is not None and last_post(report, subject, moment).is_within(days)


def _is_silent(channel: ChannelLine, report: Report) -> bool:
    """It is proven that no post came of late: what was read covers those days, and was read at their end."""
    if channel.outcome != "ok":
        return not channel.outcome.is_unknown
    if channel.last_post_at is None or _is_recent(report, channel.id, channel.last_post_at, _CHANNEL_DAYS) is None:
        return False
    leaves = (leaf for pillar in report.pillars for leaf in pillar.leaves if leaf.subject == channel.id)
    read_at = max((piece.fetched_at for leaf in leaves for piece in leaf.evidence), default=report.as_of)
    reach = channel.window.reaches_back_to
    covers = channel.window.complete or (reach is not None and reach <= report.as_of - timedelta(days=_CHANNEL_DAYS))
    return covers and read_at >= report.as_of - _FRESH


def _longest(silence: tuple[Leaf, ...], values: list[float]) -> str:
    """The longest silence, and of how many channels it is known: of the others a longer one may be hidden."""
    days = nouns.counted(round(max(values)), "day")
    asked = sum(leaf.state != "not-applicable" for leaf in silence)
    return days if len(values) == asked else f"{days}, known for {len(values)} of {nouns.counted(asked, 'channel')}"


def _alive_in_channels(report: Report) -> str:
    own = [channel for channel in report.channels if channel.owner == COMPANY]
    chosen = [channel for channel in own if channel.provenance != "declared"]
    if not chosen:
        return "not measured yet: no channel of the company was looked at."
    rest = [channel for channel in chosen if not _is_recent(report, channel.id, channel.last_post_at, _CHANNEL_DAYS)]
    active, quiet = len(chosen) - len(rest), sum(_is_silent(channel, report) for channel in rest)
    unknown = len(rest) - quiet
    days = f"in the last {_CHANNEL_DAYS} days"
    parts = [f"{active} of {nouns.counted(len(chosen), 'channel')} posted {days}"]
    if unknown == len(chosen):
        parts = [f"how many channels posted {days} is unknown"]
        unknown = 0
    parts += [f"{quiet} did not"] if quiet else []
    parts += [f"{unknown} unknown"] if unknown else []
    parts += [f"{len(own) - len(chosen)} absent by choice"] if len(own) > len(chosen) else []
    silence = leaves_of(report, "longest-silence")
    values = _values(silence)
    longest = _longest(silence, values) if values else _because(silence)
    rhythm = report.shown.rhythm if report.shown else None
    quiet_days = f"; nothing on {rhythm.uncovered} of {rhythm.days} days" if rhythm and rhythm.days else ""
    return f"{', '.join(parts)}; longest silence: {longest}{quiet_days}."


def _answers(report: Report) -> str:
    rates, times = leaves_of(report, "response-rate"), leaves_of(report, "response-time")
    rate, time = _values(rates), _values(times)
    service = [
        f"{numbers.percent(rate[0])} of public questions were answered within a week"
        if rate
        else f"the response rate is {_because(rates)}",
        f"the median answer took {numbers.measure(time[0])} hours"
        if time
        else f"the response time is {_because(times)}",
    ]
    if not rate and not time and _because(rates) == _because(times):
        service = [f"how the public is answered is {_because(rates)}"]
    return f"{'; '.join([_pillar_words(report, 'content', 'the content'), *service])}."


def _rests_on_many(report: Report) -> str:
    if not report.leaders:
        return "not measured yet: profiles.yaml names no leader."
    leaves = leaves_of(report, "leader-last-post")
    known = {leaf.subject for leaf in leaves if leaf.state != "unknown"}
    recent = [_is_recent(report, f"leader:{one.id}", one.last_post_at, _LEADER_DAYS) for one in report.leaders]
    active = recent.count(True)
    unknown = sum(
        is_in is None or (not is_in and standing != "absent" and f"leader:{leader.id}" not in known)
        for leader, standing, is_in in zip(report.leaders, standings(report), recent, strict=True)
    )
    if unknown == len(report.leaders) and any(recency is None for recency in recent):
        said = (
            f"how many leaders posted in the last {_LEADER_DAYS} days is unknown, as their dates are too coarse to say"
        )
    elif unknown == len(report.leaders):
        said = _because(leaves)
    else:
        said = f"{active} of {nouns.counted(len(report.leaders), 'leader')} posted in the last {_LEADER_DAYS} days"
        said += f", {unknown} unknown" if unknown else ""
    return "; ".join(filter(None, (said, concentration(report)))) + "."


def claims(report: Report) -> tuple[Claim, ...]:
    """The five claims in the order of the article, each with its number or with why there is none."""
    said = (
        (
            "Leaders are there and take part",
            _leaders_take_part(report),
            ("leader-last-post", "leader-participation"),
        ),
        ("Alive in all channels", _alive_in_channels(report), ("channel-recency", "longest-silence")),
        ("Good content, and answers", _answers(report), ("originality", "response-rate", "response-time")),
        (
            "Employees become ambassadors",
            _pillar_words(report, "ambassadors", "the community around the company") + ".",
            ("employee-voices", "outside-voices"),
        ),
        ("It rests on many, not on a few", _rests_on_many(report), ("leader-breadth", "leader-last-post")),
    )
    return tuple(Claim(title, sentence[0].upper() + sentence[1:], metrics) for title, sentence, metrics in said)
