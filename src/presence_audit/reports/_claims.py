"""What the report says to the five claims of the article that the method grew from, each with its number.

Heidi Sperre, "Digital forankring i toppen" (2017): leaders take part and lead the way; brands live in all
channels; customers expect content of quality and answers; engaged employees become ambassadors; and none of
it may be left to a few. Sentences may hold foreign text as it came.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from presence_audit.i18n import gettext as _
from presence_audit.i18n import language, mark
from presence_audit.model.channel import COMPANY
from presence_audit.reports import _nouns as nouns
from presence_audit.reports import _numbers as numbers
from presence_audit.reports._last_posts import last_post
from presence_audit.reports._reasons_within import within
from presence_audit.reports._rows import leaves_of, standings
from presence_audit.reports._shown_rows import concentration

if TYPE_CHECKING:
    from datetime import datetime

    from presence_audit.model.report import ChannelLine, Leaf, Report

LONGEST = 700  # characters; no sentence is longer, names aside
_CHANNEL_DAYS = 30  # typical for a channel that is alive: the same anchor as channel coverage
_NOT_YET = mark("not measured yet")
_NO_LEADER = mark("not measured yet: profiles.yaml names no leader")
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
    """A reason as the second half of a sentence: a name or an address keeps its capital, our own words do not.

    That is how English goes on after "because"; other languages put the reason behind a colon, as it is.
    """
    if language() != "en":
        return reason
    first = reason.partition(" ")[0]
    return reason[:1].lower() + reason[1:] if first in _OPENINGS else reason


def _because(leaves: tuple[Leaf, ...]) -> str:
    """Why there is no number."""
    applicable = [leaf for leaf in leaves if leaf.state != "not-applicable"]
    if not leaves:
        return _(_NOT_YET)
    if not applicable:
        reason = within(leaves[0].reason, is_followed=False)
        return _("not applicable: {reason}").format(reason=reason) if reason else _("not applicable")
    unknown = [leaf for leaf in applicable if leaf.state == "unknown"]
    reason = next((leaf.reason for leaf in unknown or applicable if leaf.reason), "")
    reason = within(reason, is_followed=bool(unknown))
    if not unknown:
        return _("absent: {reason}").format(reason=reason) if reason else _("absent")
    if reason in {_NOT_YET, _(_NOT_YET)}:
        return _(_NOT_YET)
    # Translators: {reason} is a whole sentence without its full stop, so that a colon fits best: "unknown: {reason}".
    return _("unknown because {reason}").format(reason=_inside(reason)) if reason else _("unknown")


def _values(leaves: tuple[Leaf, ...]) -> list[float]:
    return [leaf.value for leaf in leaves if leaf.state == "value" and leaf.value is not None]


def _participation(report: Report) -> str:
    leaves = leaves_of(report, "leader-participation")
    values = sorted(_values(leaves))
    if not values:
        # Translators: {state} is "not measured yet", "unknown because ..." or the like; a colon may stand before it.
        return _("how far they take part themselves is {state}").format(state=_because(leaves))
    low, high = numbers.percent(values[0]), numbers.percent(values[-1])
    # Translators: {low} and {high} are shares as 25%, {n} is a number of leaders.
    said = _("own participation (answers and quotes in their own words) is {low} to {high}, measured for {n}")
    if low == high:
        said = _("own participation (answers and quotes in their own words) is {low}, measured for {n}")
    return said.format(low=low, high=high, n=numbers.whole(len(values)))


@dataclass(frozen=True, slots=True)
class _Judged:
    """A pillar as a claim tells it: what is said of it where it has no score, and where it has one."""

    id: str
    without: str
    scored: str


_CONTENT = _Judged(
    "content",
    # Translators: {state} is "not measured yet", "unknown because ..." or the like; a colon may stand before it.
    mark("the content is {state}"),
    # Translators: {score} is points of 100, {measures} is "4 measures".
    mark("the content scores {score} of 100 from {measures}"),
)
_AMBASSADORS = _Judged(
    "ambassadors",
    # Translators: {state} is "not measured yet", "unknown because ..." or the like; a colon may stand before it.
    mark("the community around the company is {state}"),
    mark("the community around the company scores {score} of 100 from {measures}"),
)


def _pillar_words(report: Report, judged: _Judged) -> str:
    pillar = next((pillar for pillar in report.pillars if pillar.id == judged.id), None)
    if pillar is None or pillar.score is None or not pillar.leaves:
        return _(judged.without).format(state=_because(pillar.leaves if pillar else ()))
    known = sum(leaf.state in {"value", "absent"} for leaf in pillar.leaves)
    return _(judged.scored).format(score=numbers.score(pillar.score), measures=nouns.counted(known, "measure"))


def _leaders_take_part(report: Report) -> str:
    if not report.leaders:
        return _(_NO_LEADER)
    states = standings(report)
    there, absent, unknown = (states.count(s) for s in ("there", "absent", "unknown"))
    if unknown == len(states):
        return "; ".join((_("who is publicly there is unknown"), _participation(report)))
    # Translators: {leaders} is "3 leaders", {n} how many of them.
    of = _("{n} of {leaders} publicly there").format(
        n=numbers.whole(there), leaders=nouns.counted(len(states), "leader")
    )
    parts = [of, *_told(mark("{n} absent"), absent), *_told(mark("{n} unknown"), unknown)]
    return f"{', '.join(parts)}; {_participation(report)}"


def _told(text: str, number: int) -> list[str]:
    """How many, where there are any."""
    return [_(text).format(n=numbers.whole(number))] if number else []


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
    if len(values) == asked:
        return days
    # Translators: the longest silence: "9 days, known for 2 of 3 channels".
    said = _("{days}, known for {n} of {channels}")
    return said.format(days=days, n=numbers.whole(len(values)), channels=nouns.counted(asked, "channel"))


def _alive_in_channels(report: Report) -> str:
    own = [channel for channel in report.channels if channel.owner == COMPANY]
    chosen = [channel for channel in own if channel.provenance != "declared"]
    if not chosen:
        return _("not measured yet: no channel of the company was looked at")
    rest = [channel for channel in chosen if not _is_recent(report, channel.id, channel.last_post_at, _CHANNEL_DAYS)]
    active, quiet = len(chosen) - len(rest), sum(_is_silent(channel, report) for channel in rest)
    unknown, by_choice = len(rest) - quiet, len(own) - len(chosen)
    if unknown == len(chosen):
        posted, unknown = _("how many channels posted in the last {days} days is unknown"), 0
    else:
        # Translators: {n} is how many of them, {channels} is "5 channels".
        posted = _("{n} of {channels} posted in the last {days} days")
    channels = nouns.counted(len(chosen), "channel")
    parts = [
        posted.format(n=numbers.whole(active), channels=channels, days=_CHANNEL_DAYS),
        # Translators: {n} channels did not post.
        *_told(mark("{n} did not"), quiet),
        *_told(mark("{n} unknown"), unknown),
        *_told(mark("{n} absent by choice"), by_choice),
    ]
    silence = leaves_of(report, "longest-silence")
    values = _values(silence)
    # Translators: {silence} is "9 days", "9 days, known for 2 of 3 channels" or why it is not known.
    longest = _("longest silence: {silence}").format(silence=_longest(silence, values) if values else _because(silence))
    told = [", ".join(parts), longest]
    rhythm = report.shown.rhythm if report.shown else None
    if rhythm and rhythm.days:
        # Translators: {quiet} is a number of days, {days} is "182 days".
        said = _("nothing on {quiet} of {days}")
        told.append(said.format(quiet=numbers.whole(rhythm.uncovered), days=nouns.counted(rhythm.days, "day")))
    return "; ".join(told)


def _answers(report: Report) -> str:
    content = _pillar_words(report, _CONTENT)
    rates, times = leaves_of(report, "response-rate"), leaves_of(report, "response-time")
    rate, time = _values(rates), _values(times)
    if not rate and not time and _because(rates) == _because(times):
        neither = _("how the public is answered is {state}").format(state=_because(rates))
        return f"{content}; {neither}"
    if rate:
        answered = _("{share} of public questions were answered within a week").format(share=numbers.percent(rate[0]))
    else:
        answered = _("the response rate is {state}").format(state=_because(rates))
    if time:
        took = _("the median answer took {hours} hours").format(hours=numbers.measure(time[0]))
    else:
        took = _("the response time is {state}").format(state=_because(times))
    return f"{content}; {answered}; {took}"


def _rests_on_many(report: Report) -> str:
    if not report.leaders:
        return _(_NO_LEADER)
    leaves = leaves_of(report, "leader-last-post")
    known = {leaf.subject for leaf in leaves if leaf.state != "unknown"}
    recent = [_is_recent(report, f"leader:{one.id}", one.last_post_at, _LEADER_DAYS) for one in report.leaders]
    active = recent.count(True)
    unknown = sum(
        is_in is None or (not is_in and standing != "absent" and f"leader:{leader.id}" not in known)
        for leader, standing, is_in in zip(report.leaders, standings(report), recent, strict=True)
    )
    if unknown == len(report.leaders) and all(recency is None for recency in recent):
        said = _("how many leaders posted in the last {days} days is unknown, as their dates are too coarse to say")
        parts = [said.format(days=_LEADER_DAYS)]
    elif unknown == len(report.leaders):
        parts = [_because(leaves)]
    else:
        # Translators: {n} is how many of them, {leaders} is "3 leaders".
        said = _("{n} of {leaders} posted in the last {days} days")
        leaders = nouns.counted(len(report.leaders), "leader")
        parts = [
            said.format(n=numbers.whole(active), leaders=leaders, days=_LEADER_DAYS),
            *_told(mark("{n} unknown"), unknown),
        ]
    return "; ".join(filter(None, (", ".join(parts), concentration(report))))


def _sentence(clauses: str) -> str:
    """Clauses begin small, so that they may follow one another; the first of a sentence does not."""
    return f"{clauses[:1].upper()}{clauses[1:]}."


def claims(report: Report) -> tuple[Claim, ...]:
    """The five claims in the order of the article, each with its number or with why there is none."""
    said = (
        (
            _("Leaders are there and take part"),
            _leaders_take_part(report),
            ("leader-last-post", "leader-participation"),
        ),
        (_("Alive in all channels"), _alive_in_channels(report), ("channel-recency", "longest-silence")),
        (_("Good content, and answers"), _answers(report), ("originality", "response-rate", "response-time")),
        (
            _("Employees become ambassadors"),
            _pillar_words(report, _AMBASSADORS),
            ("employee-voices", "outside-voices"),
        ),
        (_("It rests on many, not on a few"), _rests_on_many(report), ("leader-breadth", "leader-last-post")),
    )
    return tuple(Claim(title, _sentence(clauses), metrics) for title, clauses, metrics in said)
